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
from app.trainer import assessing, gating, holding
from app.trainer.desk import Desk
from app.trainer.today import look
from app.tui import StrideApp
from screens.compare import CompareScreen
from screens.gate import GateScreen
from screens.selftests.menu import SelfTestsScreen
from screens.verdict import VerdictScreen
from tests.coach.answer_sets import with_answers
from tests.coach.training_log import MONDAY, Runner, Went, always, enrol
from tests.data.builders import count
from tests.screens.asking_room import OFF_RUNNING, WEAK_PUSH, answer
from tests.screens.rooms import SIZES, front, press, prose, running, shown
from tests.screens.settling import settled
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
    narrow = size[0] < 80
    rest = "; g shows what is missing." if narrow else ", missing: right squat"
    async with running(desk, size) as (program, _):
        assert f"Gate to phase 2: 3 of 4 met{rest}" in prose(program)


@pytest.mark.parametrize("size", SIZES)
async def test_where_much_is_missing_today_says_it_in_one_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = trained(tmp_path, Went(left=2, right=2), squat=None)
    async with running(desk, size) as (program, _):
        (line,) = (line for line in shown(program).splitlines() if "Gate to phase 2" in line)
        assert line.endswith(" of 4 met; g shows what is missing.")


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
        assert choices(desk) == []
        assert "Still missing: right squat test 3 of 4" in prose(program)
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


# --- the end of a phase --------------------------------------------------------------------


def in_week_two(folder: Path) -> Desk:
    """Return the desk of a runner in the second week of phase 1."""
    day = MONDAY + timedelta(days=9)
    clock = MovableClock(instant=datetime.combine(day, time(20), UTC))
    desk = make_desk(folder, clock, Settings(zone="Europe/Berlin"))
    runner = Runner(enrol()).train_plan(day, always(FINE))
    desk.store.save_enrolment(runner.enrolment)
    desk.store.add_workouts(runner.history)
    return desk


async def test_before_the_end_of_a_phase_nothing_is_asked_again(tmp_path: Path) -> None:
    async with running(in_week_two(tmp_path)) as (program, pilot):
        await open_gate(program, pilot)
        assert "under way" in prose(program)
        assert "test your link again" not in prose(program)
        await press(pilot, "r")
        assert isinstance(front(program), GateScreen)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_end_of_a_phase_offers_the_tests_of_the_link(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = trained(tmp_path)
    assert [name for name, _ in gating.look(desk).retests] == ["T8", "T9", "T12", "T13"]
    async with running(desk, size) as (program, pilot):
        await open_gate(program, pilot)
        await press(pilot, "end")
        assert "test your link again: calf raises on one leg" in prose(program)
    measure(desk, "T8", LAST_DAY, 20, 20)
    assert [name for name, _ in gating.look(desk).retests] == ["T9", "T12", "T13"]


async def retake(pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, "r")
    await answer(pilot, "1")
    await answer(pilot, *keys)


async def test_the_questions_again_leave_the_plan_and_show_both_verdicts(tmp_path: Path) -> None:
    desk = trained(tmp_path)
    assessing.conclude(desk, with_answers(Q5="ragged", Q11="effort"))
    desk.clock.move(60)  # type: ignore[attr-defined]  # a clock that only tests move
    before = desk.store.enrolment()
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        await retake(pilot, *WEAK_PUSH)
        assert isinstance(front(program), VerdictScreen)
        assert "Go on with the plan you have" in prose(program)
        assert "Begin the two weeks" not in prose(program)
        await answer(pilot, "1")
        assert isinstance(front(program), CompareScreen)
        assert "Muscular power" in prose(program)
        await press(pilot, "q")
        assert isinstance(front(program), GateScreen)
    assert desk.store.enrolment() == before


async def test_beginning_anew_is_asked_twice(tmp_path: Path) -> None:
    desk = trained(tmp_path)
    before = desk.store.enrolment()
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        await retake(pilot, *WEAK_PUSH)
        await answer(pilot, "2")
        assert "everything you did stays in the log" in prose(program)
        assert desk.store.enrolment() == before
        await answer(pilot, "2")
    after = desk.store.enrolment()
    assert after is not None
    assert before is not None
    assert after.id != before.id
    assert count(desk.store) == 12


async def test_answers_that_ask_for_a_person_hold_the_plan_until_cleared(tmp_path: Path) -> None:
    desk = trained(tmp_path)
    async with running(desk) as (program, pilot):
        await open_gate(program, pilot)
        await retake(pilot, *OFF_RUNNING)
        assert "Understood" in prose(program)
        await answer(pilot, "1")
        await press(pilot, "q")
        assert "On hold" in prose(program)
    assert look(desk).session is None
    desk.clock.move(86400)  # type: ignore[attr-defined]  # a clock that only tests move
    assert holding.clear(desk, "normal", 0, ()) is None
    assert look(desk).hold is None


async def test_why_names_the_rule_and_the_gate_itself_does_not(tmp_path: Path) -> None:
    desk = trained(tmp_path, squat=(4, 3))
    async with running(desk, (120, 40)) as (program, pilot):
        await open_gate(program, pilot)
        assert "D.3" not in prose(program)
        await press(pilot, "w")
        assert "rule D.3" in prose(program)
        assert "What follows" in prose(program)
        await press(pilot, "w")
        assert isinstance(front(program), GateScreen)
