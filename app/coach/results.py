"""What the log says about an exercise or a session, read in the terms of the rules (D.7.2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from app.coach.figures import (
    CLEAN_CONTROL,
    CLEAN_EFFORT,
    COMPLETED_SHARE,
    PAIN_LIMIT,
    RED_PAIN,
    RUNNING_GAP_DAYS,
    TENDON_LIMIT,
)
from app.coach.frozen import dataclass
from app.coach.model import (
    History,
    Kind,
    Rating,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Tempo,
    Unit,
    WorkoutRecord,
)
from app.coach.pain import NO_TENDONS, Light, Morning, diagnosed, light, morning_after, spot

LIGHT_BLOCK = "light"
"""The block whose sessions are no strength work and count for nothing (D.7.7)."""

_PAIN_UNKNOWN = PAIN_LIMIT + 1
# Reasons that say nothing about what the runner could have done.
_OUTSIDE_REASONS = frozenset({SkipReason.TIME, SkipReason.KIT, SkipReason.ENDED, SkipReason.OTHER})
# The first set was a self-test, so the dose asked for had one set more (D.7.5).
_SET_IS_TEST = frozenset({"T3", "T5"})
_LIGHTENED = frozenset({"B1", "B2", "B4", "B5"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one exercise went in one workout.

    `sets` and `targets` are per leg, an extra set for one leg left out. `missed`: a set fell
    short because of the exercise itself. `whole`: every set reached its target. `controls` holds
    one number per side trained, None where the question was passed by. `pain` is the highest
    number given; a set closed by pain without a number counts as over the limit. `morning` is
    the worst that was said the morning after. `tendon`: all that hurt over the limit is ticked as
    a diagnosed tendon.
    """

    exercise_id: str
    day: date
    kind: Kind
    programme_id: str | None
    short: bool
    sets: int
    targets: tuple[int, ...]
    missed: bool
    whole: bool
    controls: tuple[tuple[Side, int | None], ...]
    effort: int | None
    pain: int | None
    pain_places: frozenset[str]
    morning: str | None
    rung: str | None
    tempo: Tempo | None
    height_cm: int | None
    load_kg: float | None
    tendon: bool = False
    sharp: bool = False
    """The pain was sharp or sudden, which is red whatever its number (D.4)."""
    lightened: bool = False
    """Made lighter as a whole, by a lighter week or time away (B1, B2, B4, B5)."""

    @property
    def light(self) -> Light | None:
        """The colour of its pain; None where the question was passed by (D.4)."""
        return None if self.pain is None else light(self.pain)

    @property
    def pain_words(self) -> str:
        """How much it hurt, for a sentence."""
        return "sharp or sudden" if self.sharp else str(self.pain)

    @property
    def limit(self) -> int:
        """The most it may hurt: 2, and 5 in a diagnosed tendon that brought no new spot (D.4)."""
        known = self.tendon and self.morning != Morning.NEW
        return TENDON_LIMIT if known else PAIN_LIMIT

    @property
    def target(self) -> int:
        """The first set's target."""
        return self.targets[0]

    @property
    def control(self) -> int | None:
        """The lower control of all sides; None where one is missing (D.7.2)."""
        given = [value for _, value in self.controls if value is not None]
        return min(given) if given and len(given) == len(self.controls) else None

    @property
    def lowest_given(self) -> int | None:
        """The lowest control that was given, whatever is missing."""
        return min((value for _, value in self.controls if value is not None), default=None)

    @property
    def weaker(self) -> Side | None:
        """The side with the lower control; None for a tie or a missing answer."""
        given = dict(self.controls)
        left, right = given.get(Side.LEFT), given.get(Side.RIGHT)
        if left is None or right is None or left == right:
            return None
        return Side.LEFT if left < right else Side.RIGHT

    @property
    def gap(self) -> int:
        """Control points between the legs; 0 where one is missing."""
        given = [value for side, value in self.controls if side is not Side.BOTH]
        known = [value for value in given if value is not None]
        return max(known) - min(known) if len(known) == 2 else 0

    @property
    def answered(self) -> bool:
        """Whether control on every side, effort and pain were all given."""
        return None not in (self.control, self.effort, self.pain)

    @property
    def eased(self) -> bool:
        """Whether it was gone the morning after; unanswered only after 2 or less (D.7.2)."""
        return self.pain is not None and morning_after(self.pain, self.morning) is Morning.GONE

    @property
    def settled(self) -> bool:
        """Green, and the morning after as usual: what P1 asks (D.7.2)."""
        return self.light is Light.GREEN and self.eased

    @property
    def clean(self) -> bool:
        """Target done, control ≥ 4, effort ≤ 7, pain settled: all that P1 asks."""
        return (
            self.whole
            and self.settled
            and self.control is not None
            and self.control >= CLEAN_CONTROL
            and self.effort is not None
            and self.effort <= CLEAN_EFFORT
        )

    @property
    def numbers(self) -> tuple[tuple[str, float | str], ...]:
        """What a rule saw here, for its decision."""
        seen: list[tuple[str, float | str]] = [("date", self.day.isoformat())]
        seen += [(f"control {side}", value) for side, value in self.controls if value is not None]
        seen += [("effort", self.effort)] if self.effort is not None else []
        seen += [("pain", self.pain_words)] if self.sharp else []
        seen += [("pain", self.pain)] if self.pain is not None and not self.sharp else []
        seen += [("next morning", self.morning)] if self.morning is not None else []
        return tuple(seen)


def outcomes(
    history: History, exercises: Collection[str], tendons: frozenset[str] = NO_TENDONS
) -> tuple[Outcome, ...]:
    """Return how any of these exercises went, newest first. Untouched exercises leave nothing.

    `tendons` are the spots that the runner has ticked as diagnosed.
    """
    found = [
        outcome
        for record in history
        for exercise_id in exercises
        if (outcome := _outcome(record, exercise_id, tendons)) is not None
    ]
    # Sorting keeps the order of a day's sessions, so that turned round the later one comes first.
    found.sort(key=lambda outcome: outcome.day)
    return tuple(found[::-1])


def clean_running(results: Sequence[Outcome]) -> int:
    """Count the newest clean sessions in a row under the same conditions (D.7.2)."""
    count = 0
    for place, outcome in enumerate(results):
        if not outcome.clean or not same_conditions(results[0], outcome):
            break
        if place and (results[place - 1].day - outcome.day).days > RUNNING_GAP_DAYS:
            break
        count += 1
    return count


def same_conditions(one: Outcome, two: Outcome) -> bool:
    """Whether two sessions had the same sets, rung, height, load and tempo.

    Two exercises that share a ladder have tempos of their own, which do not count.
    """
    if one.exercise_id == two.exercise_id and one.tempo != two.tempo:
        return False
    first = (one.sets, one.rung, one.height_cm, one.load_kg)
    return first == (two.sets, two.rung, two.height_cm, two.load_kg)


def completed(record: WorkoutRecord) -> bool:
    """Whether two thirds of the planned main sets were done; of a run, of its minutes (D.7.2).

    A set closed because two repetitions were poor counts with what was done of it (S7). One
    closed by pain does not, and neither does one left out whole, for whatever reason.
    """
    main = [row for row in record.sets if row.section is Section.MAIN]
    blocks = [row for row in main if row.unit is Unit.MINUTES]
    if blocks:
        planned = sum(row.target for row in blocks)
        return sum(map(_minutes, blocks)) >= COMPLETED_SHARE * planned
    done = sum(1 for row in main if _counts(row))
    return bool(main) and done >= COMPLETED_SHARE * len(main)


def _counts(row: SetRow) -> bool:
    """Whether a set was done, or begun and closed because of its quality (S7)."""
    closed = row.skip_reason is SkipReason.QUALITY and bool(row.actual)
    return row.status is SetStatus.DONE or closed


def _minutes(row: SetRow) -> int:
    return min(row.actual or 0, row.target) if _counts(row) else 0


def session_pain(record: WorkoutRecord) -> int | None:
    """Return the highest pain of a session; None if the question was never answered."""
    given = [rating.pain for rating in record.ratings if rating.pain is not None]
    given += [
        pain
        for row in record.sets
        # Hardly a set has either; asking here spares nine calls in ten.
        if (row.pain is not None or row.skip_reason is not None)
        and (pain := _set_pain(row)) is not None
    ]
    return max(given, default=None)


def pain_places(record: WorkoutRecord, least: int) -> frozenset[str]:
    """Return the spots that hurt at least so much, or sharply."""
    sharp = {row.exercise_id for row in record.sets if row.skip_reason is SkipReason.SHARP}
    return frozenset(
        spot(rating.pain_place)
        for rating in record.ratings
        if (rating.pain is not None and rating.pain >= least)
        or (rating.exercise_id in sharp and rating.side is Side.BOTH)
    )


def green(record: WorkoutRecord) -> bool:
    """Whether every rated exercise that was done was green, the next morning too (D.4)."""
    done = {row.exercise_id for row in record.sets if row.rated and row.status is SetStatus.DONE}
    answered = {rating.exercise_id for rating in record.ratings if rating.pain is not None}
    pain = session_pain(record)
    mornings = {rating.next_morning for rating in record.ratings} - {None, Morning.GONE}
    return pain is not None and pain <= PAIN_LIMIT and done <= answered and not mornings


def red(record: WorkoutRecord) -> bool:
    """Whether the light was red."""
    pain = session_pain(record)
    return pain is not None and pain >= RED_PAIN


def strength(record: WorkoutRecord) -> bool:
    """Whether a session asks for a free day after it (S2); the light one does not."""
    return not record.slot_key.startswith(f"{LIGHT_BLOCK}.")


def _outcome(record: WorkoutRecord, exercise_id: str, tendons: frozenset[str]) -> Outcome | None:
    rows = [row for row in record.sets if row.exercise_id == exercise_id]
    # Most sessions have nothing of most exercises: what comes first has to be cheap.
    if not any(row.rated for row in rows) or not any(_touched(row) for row in rows):
        return None
    rows.sort(key=lambda row: row.pos)
    sides = tuple(dict.fromkeys(row.side for row in rows))
    per_side = {side: [row for row in rows if row.side is side] for side in sides}
    fewest = min(per_side.values(), key=len)
    both = record.rating(exercise_id, Side.BOTH)
    ratings = [rating for rating in record.ratings if rating.exercise_id == exercise_id]
    pains = [rating.pain for rating in ratings if rating.pain is not None]
    pains += [pain for row in rows if (pain := _set_pain(row)) is not None]
    last = rows[-1]
    targets = tuple(row.target for row in fewest)
    if last.rule in _SET_IS_TEST:
        targets = (targets[0], *targets)
    return Outcome(
        exercise_id=exercise_id,
        day=record.day,
        kind=record.kind,
        programme_id=record.programme_id,
        short=record.short,
        sets=len(targets),
        targets=targets,
        missed=any(_missed(row) for row in rows),
        whole=all(_reached(row) for row in rows),
        controls=tuple((side, record.rating(exercise_id, side).control) for side in sides),
        effort=both.effort,
        pain=max(pains, default=None),
        pain_places=frozenset(spot(r.pain_place) for r in ratings if (r.pain or 0) > PAIN_LIMIT),
        morning=_worst_morning(ratings),
        rung=last.rung,
        tempo=last.tempo,
        height_cm=last.height_cm,
        load_kg=last.load_kg,
        lightened=last.rule in _LIGHTENED,
        tendon=_all_diagnosed(ratings, tendons),
        sharp=any(row.skip_reason is SkipReason.SHARP for row in rows),
    )


_MORNINGS = (Morning.GONE, Morning.SAME, Morning.NEW, Morning.WORSE)


def _worst_morning(ratings: Sequence[Rating]) -> str | None:
    said = [Morning(one.next_morning) for one in ratings if one.next_morning]
    return max(said, key=_MORNINGS.index, default=None)


def _all_diagnosed(ratings: Sequence[Rating], tendons: frozenset[str]) -> bool:
    sore = [one for one in ratings if (one.pain or 0) > PAIN_LIMIT]
    return bool(sore) and all(diagnosed(one.pain_place, tendons) for one in sore)


def _touched(row: SetRow) -> bool:
    return row.status is SetStatus.DONE or _set_pain(row) is not None or bool(row.actual)


def _reached(row: SetRow) -> bool:
    return row.status is SetStatus.DONE and (row.actual or 0) >= row.target


def _missed(row: SetRow) -> bool:
    if row.status is SetStatus.SKIPPED:
        return row.skip_reason not in _OUTSIDE_REASONS
    return row.status is SetStatus.DONE and not _reached(row)


def _set_pain(row: SetRow) -> int | None:
    if row.skip_reason is SkipReason.SHARP:
        return max(row.pain or 0, RED_PAIN)
    if row.pain is None and row.skip_reason is SkipReason.PAIN:
        return _PAIN_UNKNOWN
    return row.pain
