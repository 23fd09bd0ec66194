"""What the log says about an exercise, read in the terms of the rules (D.7.2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from app.coach.figures import (
    CLEAN_CONTROL,
    CLEAN_EFFORT,
    PAIN_LIMIT,
    RUNNING_GAP_DAYS,
    TENDON_LIMIT,
)
from app.coach.frozen import dataclass
from app.coach.model import (
    History,
    Kind,
    Rating,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Tempo,
    WorkoutRecord,
)
from app.coach.pain import (
    NO_TENDONS,
    Felt,
    Light,
    Morning,
    diagnosed,
    highest,
    light,
    morning_after,
    spot,
    worst_sign,
)
from app.coach.whole_session import set_felt

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
    sign: SkipReason | None = None
    """Pain that was sharp or sudden, or on one spot of bone: red whatever its number (D.4, D.6)."""
    told: bool = True
    """Whether the pain that counts was told as a number."""
    lightened: bool = False
    """Made lighter as a whole, by a lighter week or time away (B1, B2, B4, B5)."""

    @property
    def light(self) -> Light | None:
        """The colour of its pain; None where the question was passed by (D.4)."""
        return None if self.pain is None else light(self.pain)

    @property
    def felt(self) -> Felt:
        """Its pain as it was told; 0 where the question was passed by."""
        return Felt(self.pain or 0, self.sign, self.told)

    @property
    def pain_words(self) -> str:
        """How much it hurt, after `Pain was`."""
        return self.felt.words

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
        seen += [("pain", self.felt.seen)] if self.pain is not None else []
        seen += [("next morning", self.morning)] if self.morning is not None else []
        return tuple(seen)


def outcomes(
    history: History,
    exercises: Collection[str],
    tendons: frozenset[str] = NO_TENDONS,
    *,
    moves: bool = False,
) -> tuple[Outcome, ...]:
    """Return how any of these exercises went, newest first. Untouched exercises leave nothing.

    `tendons` are the spots that the runner has ticked as diagnosed. `moves` takes in what is not
    rated, such as a move of the opening.
    """
    found = [
        outcome
        for record in history
        for exercise_id in exercises
        if (outcome := _outcome(record, exercise_id, tendons, moves=moves)) is not None
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


def _outcome(
    record: WorkoutRecord, exercise_id: str, tendons: frozenset[str], *, moves: bool
) -> Outcome | None:
    rows = [row for row in record.sets if row.exercise_id == exercise_id]
    # Most sessions have nothing of most exercises: what comes first has to be cheap.
    if not any(row.rated or moves for row in rows) or not any(_touched(row) for row in rows):
        return None
    rows.sort(key=lambda row: row.pos)
    sides = tuple(dict.fromkeys(row.side for row in rows))
    per_side = {side: [row for row in rows if row.side is side] for side in sides}
    fewest = min(per_side.values(), key=len)
    both = record.rating(exercise_id, Side.BOTH)
    ratings = [rating for rating in record.ratings if rating.exercise_id == exercise_id]
    pains = [Felt(rating.pain) for rating in ratings if rating.pain is not None]
    pains += [felt for row in rows if (felt := set_felt(row)) is not None]
    worst = highest(pains)
    sign = worst_sign(rows)
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
        pain=worst.counts if worst else None,
        told=worst is None or worst.told,
        pain_places=_sore_places(ratings, sign),
        morning=_worst_morning(ratings),
        rung=last.rung,
        tempo=last.tempo,
        height_cm=last.height_cm,
        load_kg=last.load_kg,
        lightened=last.rule in _LIGHTENED,
        tendon=_all_diagnosed(ratings, tendons),
        sign=sign,
    )


def _sore_places(ratings: Sequence[Rating], sign: SkipReason | None) -> frozenset[str]:
    """Return the spots over the limit, and the one that was named for a sign without a number.

    "" stands for one that was not named.
    """
    sore = {spot(one.pain_place) for one in ratings if (one.pain or 0) > PAIN_LIMIT}
    if sign is not None:
        sore |= {spot(one.pain_place) for one in ratings if one.pain_place}
    return frozenset(sore)


_MORNINGS = (Morning.GONE, Morning.SAME, Morning.NEW, Morning.WORSE)


def _worst_morning(ratings: Sequence[Rating]) -> str | None:
    said = [Morning(one.next_morning) for one in ratings if one.next_morning]
    return max(said, key=_MORNINGS.index, default=None)


def _all_diagnosed(ratings: Sequence[Rating], tendons: frozenset[str]) -> bool:
    sore = [one for one in ratings if (one.pain or 0) > PAIN_LIMIT]
    return bool(sore) and all(diagnosed(one.pain_place, tendons) for one in sore)


def _touched(row: SetRow) -> bool:
    return row.status is SetStatus.DONE or set_felt(row) is not None or bool(row.actual)


def _reached(row: SetRow) -> bool:
    return row.status is SetStatus.DONE and (row.actual or 0) >= row.target


def _missed(row: SetRow) -> bool:
    if row.status is SetStatus.SKIPPED:
        return row.skip_reason not in _OUTSIDE_REASONS
    return row.status is SetStatus.DONE and not _reached(row)
