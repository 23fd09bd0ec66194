"""A contrast pair is shown as what it is made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.coach.model import Unit
from app.coach.pair_figure import RUN, STEP_UP, pair_look
from app.paths import Paths
from app.poses import load_poses
from tests.coach.test_figure_pace import a_set

NOWHERE = Path("nowhere")
MOVEMENTS = load_poses(Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE))
PAIRS = replace(a_set(seconds=105, unit=Unit.PAIRS), target=2)


@pytest.mark.parametrize("pair", [0, 1])
@pytest.mark.parametrize(
    ("second", "movement", "mirrored"),
    [
        (0, STEP_UP, False),
        (23.9, STEP_UP, False),
        (40, STEP_UP, True),
        (60, STEP_UP, True),
        (80, RUN, False),
        (100, RUN, False),
    ],
)
def test_step_ups_on_each_leg_then_the_run(
    pair: int, second: float, movement: str, mirrored: bool
) -> None:
    look = pair_look(MOVEMENTS[STEP_UP], MOVEMENTS[RUN], PAIRS, pair * 105 + second)
    assert (look[0].id, look[1]) == (movement, mirrored)


def test_six_step_ups_a_leg_and_stillness_in_between() -> None:
    step, run = MOVEMENTS[STEP_UP], MOVEMENTS[RUN]

    def phase(second: float) -> float:
        return pair_look(step, run, PAIRS, second)[2]

    assert [phase(number * 4) for number in range(6)] == pytest.approx([0.0] * 6)
    assert phase(30) == phase(50) == step.still_phase
    assert phase(80) == phase(97) == run.still_phase
    assert phase(98.1) != phase(98.2)
