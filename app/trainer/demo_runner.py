"""A made-up runner for the demo: what she answers, and how she does what the coach prescribes.

Her left leg is the weaker one and catches up over the weeks. Her figures are invented, and
every one of them comes from the seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from app.coach.frozen import dataclass, replace
from app.coach.gate_state import Gate
from app.coach.model import Rating, Section, SetRow, SetStatus, Side, SkipReason

ANSWERS: Mapping[str, object] = {
    "med": False,
    "urgent": False,
    "pain": 1,
    "Q1": "managed",
    "Q3": "one",
    "Q4": "modest",
    "Q5": "ragged",
    "Q6": "ok",
    "Q7": "little",
    "Q8": "rhythm",
    "Q9": "slightly",
    "Q10": "oneside",
    "Q11": "effort",
    "Q12": "below",
    "Q13": ["hard"],
    "race_weeks": None,
    "places": ["home", "outdoors"],
    "kit": ["step"],
}
"""Coordination is her weak link; a managed niggle and an injury ask for the whole sequence."""

Attempts = Mapping[tuple[Side, str], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The self-tests after a session: id, how it was done, tries; and the gate that then opens."""

    gate: Gate | None
    tests: tuple[tuple[str, str, Attempts], ...]


def _legs(unit: str, left: float, right: float) -> Attempts:
    return {(Side.LEFT, unit): (left,), (Side.RIGHT, unit): (right,)}


_SLIGHTLY_AHEAD, _UNDER = 1, 2
TESTS: Mapping[int, Measured] = {
    12: Measured(
        Gate.DRILLS,
        (("T5", "", _legs("points", 4, 5)), ("T8", "level floor", _legs("reps", 17, 20))),
    ),
    24: Measured(
        Gate.RUNNING,
        (
            ("T4", "cued", _legs("landing", _SLIGHTLY_AHEAD, _UNDER)),
            ("T8", "level floor", _legs("reps", 20, 23)),
        ),
    ),
    29: Measured(None, (("HOPS", "", _legs("hops", 1, 1)),)),
    36: Measured(
        Gate.LINK,
        (
            ("T4", "uncued", _legs("landing", _SLIGHTLY_AHEAD, _UNDER)),
            ("T7", "", _legs("points", 4, 4)),
            ("T8", "level floor", _legs("reps", 24, 26)),
        ),
    ),
    48: Measured(
        None,
        (
            ("T2", "", {(Side.BOTH, "beat +5 %"): (2,), (Side.BOTH, "beat +10 %"): (1,)}),
            ("T3", "", {(Side.BOTH, "contacts"): (58,)}),
        ),
    ),
}
"""What she measures at the end of each phase, by session."""

_LEFT_IS_WEAK_UNTIL = 3
"""Sessions in which her left leg says 3 where the right says 4."""

_HARD_SESSIONS = {1: 7, 2: 7, 7: 7}
"""Effort by session where it is not the usual: the first days, and the first slow tempo."""

_NOTES = {
    (1, "one_leg_squat"): "left knee drifts in",
    (2, "reverse_deadlift_swing"): "wobbly, looked around too much",
    (4, "one_leg_squat"): "steadier with eyes on one spot",
    (5, "forward_lunge"): "had to answer the door",
    (7, "forward_lunge"): "slower is much harder",
    (9, "hundred_up_minor"): "stayed on the lines",
    (12, "one_leg_squat"): "both sides feel the same",
}
_WORKOUT_NOTES = {
    6: "slept badly, went well all the same",
    12: "four weeks done",
    48: "sixteen weeks done",
}
_PAINS = {(4, "forward_lunge"): 2, (5, "forward_lunge"): 1}
_PAIN_PLACE = "left knee"
_SKIPPED = (5, "forward_lunge")
"""The session and exercise of which she leaves out the very last set."""
_SHORT = (1, "one_leg_squat", Side.LEFT)
"""Where she stops short of her target, in the last set."""


def workout_note(number: int) -> str:
    """Return what she writes about session `number`, counted from 1; mostly nothing."""
    return _WORKOUT_NOTES.get(number, "")


def do(
    planned: tuple[SetRow, ...], number: int, begun: datetime, chance: Random
) -> tuple[SetRow, ...]:
    """Return the sets of session `number` as she did them, beginning at `begun` (UTC)."""
    done: list[SetRow] = []
    final = {row.exercise_id: row.pos for row in planned}
    now = begun
    for row in planned:
        ends = row.pos == final[row.exercise_id]
        note = _NOTES.get((number, row.exercise_id), "") if ends else ""
        if ends and (number, row.exercise_id) == _SKIPPED:
            done.append(
                replace(row, status=SetStatus.SKIPPED, skip_reason=SkipReason.TIME, note=note)
            )
            continue
        last = row.set_no == row.set_count
        short = last and (number, row.exercise_id, row.side) == _SHORT
        actual = row.target - 2 if short else row.target
        ended = now + timedelta(seconds=round(actual * row.seconds_per_unit))
        done.append(
            replace(
                row,
                status=SetStatus.DONE,
                actual=actual,
                note=note,
                started_at=now,
                ended_at=ended,
            )
        )
        # Nobody is back in position to the second.
        now = ended + timedelta(seconds=row.rest_after + chance.randint(0, 3))
    return tuple(done)


def rate(sets: tuple[SetRow, ...], number: int, chance: Random) -> tuple[Rating, ...]:
    """Return her ratings after session `number`: control per side, effort and pain for both."""
    ratings: list[Rating] = []
    for exercise_id in dict.fromkeys(row.exercise_id for row in sets if row.rated):
        rows = [row for row in sets if row.exercise_id == exercise_id]
        sides = {row.side for row in rows}
        pain = _PAINS.get((number, exercise_id), 0)
        shared = Rating(
            exercise_id,
            Side.BOTH,
            effort=_effort(rows[0], number, chance),
            pain=pain,
            pain_place=_PAIN_PLACE if pain else "",
            next_morning="gone" if pain else None,
        )
        if sides == {Side.BOTH}:
            ratings.append(replace(shared, control=_control(Side.BOTH, number, chance)))
            continue
        ratings.extend(
            Rating(exercise_id, side, control=_control(side, number, chance))
            for side in (Side.LEFT, Side.RIGHT)
            if side in sides
        )
        ratings.append(shared)
    return tuple(ratings)


def _control(side: Side, number: int, chance: Random) -> int:
    if side is Side.LEFT and number <= _LEFT_IS_WEAK_UNTIL:
        return 3
    # A 5 becomes more likely from session to session, sooner on the right.
    ease = (number - (4 if side is Side.LEFT else 2)) / 12
    return 5 if chance.random() < ease else 4


def _effort(row: SetRow, number: int, chance: Random) -> int:
    if row.section is Section.OPENING:
        return 3
    return _HARD_SESSIONS.get(number) or chance.choice((5, 6, 6))
