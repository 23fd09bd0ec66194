"""What is asked before a session: one line, a key for a yes, and nothing in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.coach.model import Readiness
from app.coach.readiness import advice, of_day
from app.trainer import readying
from screens.live import LiveScreen
from screens.readiness import ReadinessScreen
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import a_desk, front, press, prose, running
from tests.screens.waiting import reached

SMALL = [(60, 20), (80, 24)]
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        (Readiness(DAY), ()),
        (Readiness(DAY, ill=True), ("S10",)),
        (Readiness(DAY, short_sleep=True), ("S10",)),
        (Readiness(DAY, ill=True, short_sleep=True), ("S10",)),
        (Readiness(DAY, hard_run=True), ("S4",)),
        (Readiness(DAY, sore=True), ("B1",)),
        (Readiness(DAY, True, True, True, True), ("S10", "S4", "B1")),
    ],
)
def test_a_yes_is_advice_and_a_no_is_silence(said: Readiness, rules: tuple[str, ...]) -> None:
    assert tuple(one.rule for one in advice(said)) == rules
    assert said.fresh is (not rules)


def test_the_last_answer_of_a_day_holds() -> None:
    first, second = Readiness(DAY, ill=True), Readiness(DAY)
    assert of_day((first, second), DAY) == second
    assert of_day((first,), date(2026, 11, 21)) is None


def test_nothing_unknown_is_stored(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing asks about"):
        readying.note(a_desk(tmp_path), ["hungry"])


@pytest.mark.parametrize("size", SMALL)
async def test_a_yes_is_stored_and_said_and_the_session_stays(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = a_desk(tmp_path, MovableClock())
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, size) as (program, pilot):
        assert "hard run near? y yes" in prose(program)
        await press(pilot, "y")
        assert isinstance(front(program), ReadinessScreen)
        assert "Is any of this true today?" in prose(program)
        await press(pilot, "1", "4", "enter")
        said = prose(program)
        assert "rest is the better session" in said
        assert "A hard run is near" in said
        assert "enter start" in said
        assert "y yes" not in said
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.readiness == (Readiness(DAY, ill=True, hard_run=True),)


async def test_enter_starts_at_once_and_says_that_none_of_it_holds(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, MovableClock())
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk) as (_program, pilot):
        await pilot.press("enter")
        await reached(pilot, LiveScreen)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.readiness == (Readiness(DAY),)


async def test_what_was_said_can_be_changed_the_same_day(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk) as (program, pilot):
        await press(pilot, "y", "3", "enter")
        clock.move(minutes=5)
        assert "Sore at rest is noted" in prose(program)
        await press(pilot, "y")
        assert "[x] Sore while at rest" in prose(program)
        await press(pilot, "3", "enter")
        assert "Sore at rest is noted" not in prose(program)
