"""What is worked out once need not be worked out again."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest

from app.coach.gate_course import standing_gates
from app.coach.standing import stand
from app.trainer import foresee, quick, today, weekly, why
from app.trainer.desk import Desk
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import a_desk


def calls(of: Callable[..., object], do: Callable[[], object]) -> int:
    """Return how often a function is called while something is done."""
    assert isinstance(of, FunctionType)
    profile = cProfile.Profile()
    profile.runcall(do)
    return sum(one.callcount for one in profile.getstats() if one.code is of.__code__)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment("p1", started=clock.today()))
    return desk


@pytest.mark.parametrize(
    "do",
    [
        why.why,
        lambda desk: why.reasons_for(desk, "forward_lunge"),
        lambda desk: foresee.foresee(desk, 1),
        quick.draft,
    ],
)
def test_the_gates_are_judged_for_today_alone(desk: Desk, do: Callable[[Desk], object]) -> None:
    assert calls(standing_gates, lambda: do(desk)) == 0
    assert calls(standing_gates, lambda: today.look(desk, gates=True)) == 1
    assert today.look(desk, gates=True).gate is not None


def test_a_review_walks_the_plan_once(desk: Desk) -> None:
    days = weekly.week_of(desk.clock.today())
    assert calls(stand, lambda: weekly.review(desk, *days)) == 1
