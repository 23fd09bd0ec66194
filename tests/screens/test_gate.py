"""The gate on the screen: the verdict, the runner's word, going on all the same asked twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.coach.gate_state import Gate, GateChoice
from app.coach.model import Side
from app.coach.selftests import Measurement
from app.settings import Settings
from app.trainer import assessing, gating
from app.trainer.desk import Desk
from app.tui import StrideApp
from screens.compare import CompareScreen
from screens.gate import GateScreen
from screens.selftests.menu import SelfTestsScreen
from tests.coach.answer_sets import with_answers
from tests.coach.training_log import MONDAY, Runner, Went, always, enrol
from tests.screens.rooms import SIZES, front, press, prose, running, settled
from tests.trainer.training_room import MovableClock, make_desk

LAST_DAY = MONDAY + timedelta(days=25)
FINE = Went(left=4, right=4)


def trained(folder: Path, went: Went = FINE, squat: tuple[int, int] | None = (4, 4)) -> Desk:
    """Return the desk of a runner who has done all of phase 1, on its last day."""
    clock = MovableClock(instant=datetime.combine(LAST_DAY, time(20), UTC))
    desk = make_desk(folder, clock, Settings(zone="Europe/Berlin"))
    runner = Runner(enrol()).train_plan(LAST_DAY, always(went))
    desk.store.save_enrolment(runner.enrolment)
    desk.store.add_workouts(runner.history)
    if squat:
        measure(desk, "T5", LAST_DAY, *squat)
    return desk


def measure(desk: Desk, test: str, day: date, left: float, right: float) -> None:
    desk.store.add_measurements(
        (
            Measurement(test, day, Side.LEFT, left, "points"),
            Measurement(test, day, Side.RIGHT, right, "points"),
        )
    )


async def open_gate(program: StrideApp, pilot: Pilot[None]) -> None:
    await press(pilot, "g")
    assert isinstance(front(program), GateScreen)
    await settled(pilot)


def choices(desk: Desk) -> list[GateChoice]:
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    return [one.choice for one in enrolment.gates]


@pytest.mark.parametrize("size", SIZES)
async def test_today_says_how_the_gate_stands(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = trained(tmp_path, squat=(4, 3))
    async with running(desk, size) as (program, _):
        assert "Gate to phase 2: 3 of 4 met, missing: right squat" in prose(program)


async def test_a_gate_that_is_met_opens_by_the_runners_key(tmp_path: Path) -> None:
    desk = trained(tmp_path)
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        assert "4 of 4 met" in prose(program)
        assert choices(desk) == []
        await press(pilot, "enter")
        assert choices(desk) == [GateChoice.OPENED]
        assert "On to phase 2" in prose(program)
    assert gating.look(desk).now is None or gating.look(desk).now.gate is not Gate.DRILLS  # type: ignore[union-attr]  # seen to be there


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_gate_that_is_not_met_says_what_is_missing_and_what_to_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = trained(tmp_path, squat=(4, 3))
    async with running(desk, size) as (program, pilot):
        await open_gate(program, pilot)
        assert "3 of 4 met, missing: right squat test 3 of 4" in prose(program)
        await press(pilot, "enter")
    assert choices(desk) == [GateChoice.REPEATED]


async def test_going_on_all_the_same_is_asked_twice_and_logged(tmp_path: Path) -> None:
    desk = trained(tmp_path, squat=(4, 3))
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        await press(pilot, "o")
        assert choices(desk) == []
        assert "Go on although not all is met?" in prose(program)
        await press(pilot, "n", "o", "enter")
        assert choices(desk) == []
        await press(pilot, "y")
    assert choices(desk) == [GateChoice.OVERRIDDEN]
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.gates[0].no_jumps


@pytest.mark.parametrize("pain", [3, None])
async def test_nothing_is_offered_while_pain_fails(tmp_path: Path, pain: int | None) -> None:
    desk = trained(tmp_path, replace(FINE, pain=0))
    last = desk.store.history("plan-1")[-1]
    hurt = tuple(replace(one, pain=pain if one.side is Side.BOTH else None) for one in last.ratings)
    desk.store.add_workout(
        replace(last, id="hurts", started_at=last.started_at + timedelta(hours=1), ratings=hurt)
    )
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        assert "pain first" in prose(program)
        await press(pilot, "enter", "o", "y")
        assert "Go on although" not in prose(program)
    assert choices(desk) == []


async def test_without_the_test_it_waits_and_leads_there(tmp_path: Path) -> None:
    desk = trained(tmp_path, squat=None)
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        assert "squat test not done" in prose(program)
        await press(pilot, "enter")
        assert choices(desk) == []
        await press(pilot, "t")
        assert isinstance(front(program), SelfTestsScreen)
        await press(pilot, "enter")
        assert "Squat on one leg" in prose(program)


async def test_two_verdicts_stand_side_by_side(tmp_path: Path) -> None:
    desk = trained(tmp_path)
    for code in ("ok", "weak"):
        assessing.conclude(desk, with_answers(Q6=code))
        desk.clock.move(60)  # type: ignore[attr-defined]  # a clock that only tests move
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        await press(pilot, "v")
        assert isinstance(front(program), CompareScreen)
        assert "Then and now" in prose(program)
        assert "Weak link" in prose(program)
