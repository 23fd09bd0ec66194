"""How a set is paced: repetitions, their tempo, and what counts itself."""

from __future__ import annotations

from enum import StrEnum
from math import ceil, floor

from app.coach.figures import (
    CONTRAST_CHANGE_SECONDS,
    CONTRAST_LEG_SECONDS,
    CONTRAST_WALK_SECONDS,
)
from app.coach.model import SetRow, Unit

_COUNTED = frozenset({Unit.REPS, Unit.TOUCHES, Unit.HOLDS})
TIMED = frozenset({Unit.SECONDS, Unit.MINUTES, Unit.PAIRS})
"""Units that the clock ends; the pacer has no say in them."""

# Sums of floats fall a hair short of a boundary that has been reached.
CLOSE = 1e-6


SLOW_ENOUGH_TO_COUNT = 1.5
"""Seconds of a unit from which on its number is spoken; quicker ones have the beat."""


class Stage(StrEnum):
    """One part of a repetition, in the order of a tempo; `PAUSE` and `RELAX` fill it up."""

    LOWER = "lower"
    HOLD = "hold"
    RISE = "rise"
    TOP = "top"
    PAUSE = "pause"
    RELAX = "relax"
    STEP_UP = "step up"
    CHANGE = "change legs"
    STEP_UP_OTHER = "step up, other leg"
    WALK = "walk over"
    RUN = "run"


def period(row: SetRow) -> float:
    """Seconds of one unit, its pause included (B.0)."""
    return 1.0 if row.unit is Unit.SECONDS else row.seconds_per_unit


def paced(row: SetRow, *, pacer: bool = True) -> bool:
    """Whether the set counts itself and so ends by itself; else a key ends it.

    Metres never do, and repetitions only with the pacer.
    """
    return period(row) > 0 and (row.unit in TIMED or (pacer and row.unit in _COUNTED))


def length(row: SetRow) -> float:
    """Seconds the set takes at its pace."""
    return row.target * period(row)


def counted(row: SetRow, elapsed: float) -> int:
    """Units completed after `elapsed` seconds of a paced set, from 0 to the target."""
    return max(0, min(row.target, whole(elapsed / period(row))))


def stages(row: SetRow) -> tuple[tuple[Stage, float], ...]:
    """Return the parts of one unit and their seconds; () where the rhythm is free.

    What the tempo leaves of the unit's seconds is a pause; a hold without a tempo is followed by
    a relaxed rest (B.0).
    """
    left = period(row)
    parts: tuple[tuple[Stage, int], ...]
    if row.unit is Unit.PAIRS:
        parts = _PAIR
        rest = Stage.RUN
    elif row.tempo is not None:
        parts = (
            (Stage.LOWER, row.tempo.lower),
            (Stage.HOLD, row.tempo.hold),
            (Stage.RISE, row.tempo.rise),
            (Stage.TOP, row.tempo.top),
        )
        rest = Stage.PAUSE
    elif row.unit is Unit.HOLDS and row.hold_seconds:
        parts = ((Stage.HOLD, row.hold_seconds),)
        rest = Stage.RELAX
    else:
        return ()
    found: list[tuple[Stage, float]] = []
    for stage, seconds in parts:
        taken = min(float(seconds), left)
        if taken > CLOSE:
            found.append((stage, taken))
            left -= taken
    if left > CLOSE:
        found.append((rest, left))
    return tuple(found)


# One set of step-ups, the walk over, and what is left of the pair for one fast run (D.7.1).
_PAIR = (
    (Stage.STEP_UP, CONTRAST_LEG_SECONDS),
    (Stage.CHANGE, CONTRAST_CHANGE_SECONDS),
    (Stage.STEP_UP_OTHER, CONTRAST_LEG_SECONDS),
    (Stage.WALK, CONTRAST_WALK_SECONDS),
)


def whole(value: float) -> int:
    """Return the whole part; a value a hair below a whole number counts as reached."""
    return floor(value + CLOSE)


def up(value: float) -> int:
    """Round seconds left up to what a countdown shows, never below 0."""
    return max(0, ceil(value - CLOSE))
