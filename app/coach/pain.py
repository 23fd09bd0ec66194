"""The pain light: what a number, a spot and the morning after say together (D.4, D.7.2).

Nothing here says what hurts or why. A number is green, amber or red; the morning after says
whether it settled; only a tendon that the runner has ticked as diagnosed may be amber and still
go on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from app.coach.figures import MORNING_DAYS, PAIN_LIMIT, RED_PAIN, TENDON_LIMIT
from app.coach.frozen import dataclass
from app.coach.model import History, Rating, RowChange, SetRow, Side, SkipReason, WorkoutRecord

NO_TENDONS: frozenset[str] = frozenset()

ANY_TENDON = "tendon"
"""What the questionnaire stores for a diagnosed tendon that it does not name (F.1 Q2)."""

_UNNAMED_TENDON = frozenset({"tendon", "the tendon", "left tendon", "right tendon"})


PAIN_SIGNS = (SkipReason.BONE, SkipReason.SHARP)
"""What makes pain red whatever its number, the heavier first (D.4, D.6)."""

SIGN_WORDS = {SkipReason.BONE: "on one spot of bone", SkipReason.SHARP: "sharp or sudden"}


_SIGN_PAIN = {SkipReason.BONE: "pain on one spot of bone", SkipReason.SHARP: "sharp pain"}


@dataclass(frozen=True, slots=True)
class Felt:
    """A pain as it counts, 0–10, and as it was told.

    With a sign it counts as red whatever its number; `told` says whether there was a number. What
    nobody told is counted but never shown as a number.
    """

    counts: int
    sign: SkipReason | None = None
    told: bool = True

    @property
    def words(self) -> str:
        """How much it hurt, after `Pain was`."""
        if self.sign:
            return SIGN_WORDS[self.sign]
        return str(self.counts) if self.told else "enough to stop"

    @property
    def noun(self) -> str:
        """The pain itself, such as `pain 4` or `sharp pain`."""
        if self.sign:
            return _SIGN_PAIN[self.sign]
        return f"pain {self.counts}" if self.told else "pain that stopped a set"

    @property
    def seen(self) -> int | str:
        """What a rule shows that it saw of it."""
        return self.words if self.sign or not self.told else self.counts


def highest(pains: Iterable[Felt]) -> Felt | None:
    """Return the pain that counts most; of equal ones the one with a sign, then with a number."""
    return max(
        pains,
        key=lambda one: (one.counts, one.sign is SkipReason.BONE, one.sign is not None, one.told),
        default=None,
    )


class Light(StrEnum):
    """How much it hurt: 0–2, 3–5, 6–10 (D.4)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Morning(StrEnum):
    """How the spot was the morning after, against how it usually is (D)."""

    GONE = "gone"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"


def light(pain: int) -> Light:
    """Return the colour of a pain of 0–10."""
    if pain >= RED_PAIN:
        return Light.RED
    return Light.AMBER if pain > PAIN_LIMIT else Light.GREEN


def spot(place: str) -> str:
    """Return a place as it is compared: what was typed, without its case and spacing."""
    return " ".join(place.split()).casefold()


def same_spot(one: Collection[str], two: Collection[str]) -> bool:
    """Whether two pains may have been on one spot: what was not named may be anywhere (D.7.2).

    A spot is as `spot` returns it; "" or none at all stands for one that was not named.
    """
    return not (_all_named(one) and _all_named(two)) or not set(one).isdisjoint(two)


def same_spot_words(one: Collection[str], two: Collection[str]) -> str:
    """Say that two pains were on one spot, and that it may be so where one was not named."""
    sure = set(one) & set(two) - {""}
    return " on the same spot" if sure else ", maybe on the same spot"


def _all_named(places: Collection[str]) -> bool:
    return bool(places) and "" not in places


def diagnosed(place: str, tendons: Collection[str]) -> bool:
    """Whether the runner has ticked this very spot as a tendon that was diagnosed.

    A tick of the questionnaire names no spot; it covers a spot named simply "tendon" and no more.
    """
    where = spot(place)
    return bool(where) and (
        where in tendons or (ANY_TENDON in tendons and where in _UNNAMED_TENDON)
    )


def limit(place: str, tendons: Collection[str]) -> int:
    """Return the most it may hurt there: 2, and 5 in a diagnosed tendon (D.4, D.7)."""
    return TENDON_LIMIT if diagnosed(place, tendons) else PAIN_LIMIT


def morning_after(pain: int, said: str | None) -> Morning:
    """Return how the morning counts; unanswered it was gone after 2 or less, else the same."""
    if said is not None:
        return Morning(said)
    return Morning.GONE if pain <= PAIN_LIMIT else Morning.SAME


def worst_sign(rows: Iterable[SetRow]) -> SkipReason | None:
    """Return the heaviest sign said of any of these sets, None where there was none."""
    said = {row.skip_reason for row in rows}
    return next((sign for sign in PAIN_SIGNS if sign in said), None)


def pain_signs(record: WorkoutRecord) -> Mapping[str, SkipReason]:
    """Return the exercises of a session whose pain had a sign, each with the heaviest."""
    marked = [row for row in record.sets if row.skip_reason in PAIN_SIGNS]
    return {
        exercise_id: sign
        for exercise_id in dict.fromkeys(row.exercise_id for row in marked)
        if (sign := worst_sign(row for row in marked if row.exercise_id == exercise_id))
    }


def pain_told(record: WorkoutRecord, exercise_id: str) -> str:
    """Return what was said of an exercise's pain and its place; "" where nothing was."""
    whole = record.rating(exercise_id, Side.BOTH)
    said = pain_words(whole.pain, pain_signs(record).get(exercise_id))
    place = " ".join(whole.pain_place.split())
    return f"{said} ({place})".strip() if place else said


def pain_words(pain: int | None, sign: SkipReason | None) -> str:
    """Return a number and a sign in words, such as `3, sharp or sudden`; "" for neither."""
    return ", ".join(
        [str(pain)] * (pain is not None) + [SIGN_WORDS[sign] for sign in [sign] if sign]
    )


# --- the question of the next morning ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MorningQuestion:
    """One spot of one session, and what was said about it so far.

    `exercises` are those that hurt there. `place` is "" where none was named; the question is
    then about the one exercise. `tendon` says that the spot is ticked as diagnosed. `sign` is
    what made the pain red whatever its number, if anything did.
    """

    workout_id: str
    day: date
    place: str
    pain: int
    exercises: tuple[str, ...]
    tendon: bool = False
    sign: SkipReason | None = None

    @property
    def words(self) -> str:
        """How much it hurt, for a sentence."""
        return SIGN_WORDS[self.sign] if self.sign else str(self.pain)


def open_questions(
    history: History, today: date, tendons: Collection[str] = NO_TENDONS
) -> tuple[MorningQuestion, ...]:
    """Return what is still to be asked about the newest session that hurt, the worst first.

    It is asked only after a pain above 0, from the next day on, for as long as a reaction is
    worth watching (X2: 48 hours). Nothing is asked twice.
    """
    recent = [record for record in history if 0 < (today - record.day).days <= MORNING_DAYS]
    for record in reversed(recent):
        questions = tuple(_questions(record, tendons))
        if questions:
            return tuple(sorted(questions, key=lambda one: -one.pain))
    return ()


def _questions(record: WorkoutRecord, tendons: Collection[str]) -> Iterator[MorningQuestion]:
    spots: dict[str, list[Rating]] = {}
    signs = pain_signs(record)
    for rating in record.ratings:
        if _hurt(rating, signs) and rating.next_morning is None:
            where = spot(rating.pain_place)
            spots.setdefault(where or f" {rating.exercise_id}", []).append(rating)
    for ratings in spots.values():
        first = ratings[0]
        yield MorningQuestion(
            workout_id=record.id,
            day=record.day,
            place=" ".join(first.pain_place.split()),
            pain=max(_pain(rating, signs) for rating in ratings),
            exercises=tuple(dict.fromkeys(rating.exercise_id for rating in ratings)),
            tendon=diagnosed(first.pain_place, tendons),
            sign=next(
                (
                    sign
                    for sign in PAIN_SIGNS
                    if sign in {signs.get(r.exercise_id) for r in ratings}
                ),
                None,
            ),
        )


def _hurt(rating: Rating, signs: Mapping[str, SkipReason]) -> bool:
    return _pain(rating, signs) > 0


def _pain(rating: Rating, signs: Mapping[str, SkipReason]) -> int:
    marked = rating.exercise_id in signs and rating.side is Side.BOTH
    return max(rating.pain or 0, RED_PAIN if marked else 0)


def answer_changes(
    record: WorkoutRecord, question: MorningQuestion, answer: Morning | None
) -> tuple[RowChange, ...]:
    """Return the rows that an answer changes, with what stood there before.

    None takes an answer back.
    """
    after = answer.value if answer is not None else None
    signs = pain_signs(record)
    return tuple(
        RowChange(
            "exercise_result",
            (rating.exercise_id, rating.side.value),
            {"next_morning": rating.next_morning},
            {"next_morning": after},
        )
        for rating in record.ratings
        if rating.exercise_id in question.exercises
        and _hurt(rating, signs)
        and spot(rating.pain_place) == spot(question.place)
        and rating.next_morning != after
    )
