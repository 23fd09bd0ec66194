"""The figure of a contrast pair, put together from the movements of its parts (D.7.1, C).

The pair has no poses of its own: it is step-ups on one leg and on the other, then a run.
"""

from __future__ import annotations

from app.coach.figure_pace import rhythm_phase
from app.coach.figures import CONTRAST_LEG_SECONDS
from app.coach.model import SetRow
from app.coach.movement import Movement
from app.coach.player.pace import Stage, period, stages

STEP_UP, RUN = "high_box_step_up", "strides"
"""The movements a pair is made of."""

_STEP_UPS_A_LEG = 6
_STEP_UP_SECONDS = CONTRAST_LEG_SECONDS / _STEP_UPS_A_LEG
_OTHER_LEG = frozenset({Stage.CHANGE, Stage.STEP_UP_OTHER})


def pair_look(
    step: Movement, run: Movement, row: SetRow, elapsed: float
) -> tuple[Movement, bool, float]:
    """Return what is seen `elapsed` seconds into a set of pairs: movement, mirrored, phase.

    Between two parts the figure stands in the pose of what comes next.
    """
    inside = elapsed % period(row)
    for stage, seconds in stages(row):
        if inside >= seconds:
            inside -= seconds
            continue
        if stage is Stage.RUN:
            return run, False, rhythm_phase(run, inside)
        if stage is Stage.WALK:
            return run, False, run.still_phase
        moves = stage is not Stage.CHANGE
        phase = rhythm_phase(step, inside, _STEP_UP_SECONDS) if moves else step.still_phase
        return step, stage in _OTHER_LEG, phase
    return run, False, run.still_phase
