"""What of a running set can be heard as a pulse: touches, and the parts of a repetition."""

from __future__ import annotations

from app.coach.frozen import dataclass
from app.coach.model import Unit
from app.coach.player.model import Phase, State
from app.coach.player.pace import Stage, period, stages

TOUCHES_A_PHRASE = 10
"""Every tenth touch is stressed, so that one can count without looking."""
CADENCE_EXERCISE = "cadence_run"
# What is heard is when to move; a pause is the silence after.
_SILENT = frozenset({Stage.PAUSE, Stage.TOP})


@dataclass(frozen=True, slots=True)
class Pulse:
    """Beats every `period` seconds from `start`; every `accents`-th is stressed, 0 for none.

    Times are those of `Moment.seconds`. At `until` the set is over and no beat falls.
    """

    start: float
    period: float
    accents: int
    until: float


def pulses(state: State) -> tuple[Pulse, ...]:
    """Return the beats of the running set; () while nothing runs or nothing can be paced."""
    row, until = state.row, state.deadline
    if state.phase is not Phase.WORK or state.paused or row is None or until is None:
        return ()
    unit = period(row)
    if row.unit is Unit.TOUCHES:
        return (Pulse(state.since, unit, TOUCHES_A_PHRASE, until),)
    cadence = state.options.cadence
    if cadence and row.exercise_id == CADENCE_EXERCISE:
        return (Pulse(state.since, 60 / cadence, 0, until),)
    if row.unit not in (Unit.REPS, Unit.HOLDS):
        return ()
    found: list[Pulse] = []
    start = state.since
    for stage, seconds in stages(row):
        if stage not in _SILENT:
            found.append(Pulse(start, unit, 0 if found else 1, until))
        start += seconds
    return tuple(found) or (Pulse(state.since, unit, 1, until),)
