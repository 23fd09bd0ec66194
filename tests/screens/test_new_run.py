"""A run typed in on its screen: line by line, refused, recorded, left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.trainer import typing_runs
from app.trainer.amend_fields import local
from app.trainer.desk import Desk
from screens.history import HistoryScreen
from screens.new_run import NewRunScreen
from screens.words import LEAVING
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk, front, press, press_at_once, prose, running, shown


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Desk:
    return a_desk(tmp_path, clock)


async def test_a_run_is_typed_in_and_taken_off_again(desk: Desk) -> None:
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r")
        screen = front(program)
        assert isinstance(screen, NewRunScreen)
        assert "2026-11-20" in shown(program)
        assert not screen.check_action("record", ())
        await press(pilot, "enter", *"7.4", "enter")
        # On to the next line, which is the one that has to be there.
        await press(pilot, "enter", "x", "enter")
        assert "Time in motion: " in prose(program)
        assert "duration" not in prose(program)
        await press(pilot, "backspace", *"41:07", "enter")
        assert screen.check_action("record", ())
        await press(pilot, "enter", "escape", "space")
        assert isinstance(front(program), HistoryScreen)
        assert "▲ Run" in shown(program)
        assert "7.40 km · 41:07 · 5:33 /km · added by hand" in shown(program)
        await press(pilot, "enter")
        assert "typed in" in shown(program)
        await press(pilot, "c", "u")
        assert "u once more takes the whole run off the time line." in prose(program)
        assert len(desk.store.runs()) == 1
        await press(pilot, "u")
        assert "the addition of this run" in prose(program)
        assert desk.store.runs() == ()


async def test_a_run_still_to_come_is_refused_while_it_is_typed(
    desk: Desk, clock: MovableClock
) -> None:
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r", "up", "enter")
        assert "empty for one that has just ended, on an earlier day noon" in prose(program)
        await press(pilot, *"23:59", "enter")
        assert "23:59 on 2026-11-20 is still to come" in prose(program)
        # An hour ago, which leaves no room for two.
        hour = local(clock.now().instant - timedelta(hours=1), clock.zone())
        await press(pilot, *["backspace"] * 5, *f"{hour:%H:%M}", "enter")
        await press(pilot, "down", "enter", *"2:00:00", "enter")
        assert "which is still to come" in prose(program)


async def test_a_run_the_log_has_already_is_refused_and_what_was_typed_stays(desk: Desk) -> None:
    typing_runs.add(desk, {"duration": "41:07"})
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r", "down", "enter", *"40:00", "enter", "space")
        assert isinstance(front(program), NewRunScreen)
        assert "The log has a run of 2026-11-20 at " in prose(program)
        assert "40:00" in shown(program)


async def test_what_was_typed_is_left_only_when_asked_twice(desk: Desk) -> None:
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r", "enter", *"7.4", "enter", "q")
        assert isinstance(front(program), NewRunScreen)
        assert LEAVING in prose(program)
        # Going on with it is no asking twice.
        await press(pilot, "enter", *"41:07", "enter")
        assert LEAVING not in prose(program)
        await press(pilot, "escape")
        assert isinstance(front(program), NewRunScreen)
        await press(pilot, "left")
        assert isinstance(front(program), HistoryScreen)
        assert LEAVING not in prose(program)
    assert desk.store.runs() == ()


async def test_a_digit_begins_the_marked_line(desk: Desk) -> None:
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r", *"7.4", "enter", *"41:07", "enter")
        assert isinstance(front(program), NewRunScreen)
        await press(pilot, "escape")
        assert LEAVING in prose(program)
        assert "7.4" in shown(program)
        assert "41:07" in shown(program)
        await press(pilot, "question_mark")
        assert "digit Fill in the marked one" in prose(program)
        assert "Progress" not in prose(program)
        assert "Is it getting better?" not in prose(program)


async def test_digits_typed_at_once_all_arrive(desk: Desk) -> None:
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r")
        await press_at_once(program, pilot, *"11", "enter")
        assert isinstance(front(program), NewRunScreen)
        assert " 11" in shown(program)


async def test_what_nobody_typed_is_left_at_one_key(desk: Desk) -> None:
    async with running(desk, (100, 30)) as (program, pilot):
        await press(pilot, "2", "r", "enter", *"7", "enter")
        # Empty again, and so nothing is lost.
        await press(pilot, "up", "enter", "backspace", "enter", "q")
        assert isinstance(front(program), HistoryScreen)
