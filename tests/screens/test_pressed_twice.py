"""A key pressed again while its first press is still being stored does not do it twice."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.coach.model import WorkoutStatus
from app.tui import StrideApp
from screens.export import ExportScreen
from screens.live import LiveScreen
from screens.problem import ProblemScreen
from screens.summary import SummaryScreen
from screens.today import TodayScreen
from tests.data.builders import MovableClock, an_enrolment, count
from tests.screens.rooms import a_desk, front, prose, running, unfinished, with_history
from tests.screens.settling import settled
from tests.screens.waiting import reached


@asynccontextmanager
async def slow_writer(program: StrideApp) -> AsyncIterator[None]:
    """Keep the writer at work for as long as the block lasts."""
    over = threading.Event()
    waiting: asyncio.Future[bool] = asyncio.ensure_future(program.writer.run(over.wait))
    try:
        yield
    finally:
        over.set()
        await waiting


async def twice(program: StrideApp, pilot: Pilot[None], key: str, then: type[object]) -> None:
    """Press a key twice while nothing can be stored; wait for the screen it leads to."""
    async with slow_writer(program):
        await pilot.press(key)
        await pilot.press(key)
    await reached(pilot, then)
    await settled(pilot)


@pytest.mark.parametrize("key", ["enter", "s"])
async def test_a_session_is_begun_once(tmp_path: Path, key: str) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        await twice(program, pilot, key, LiveScreen)
        assert count(desk.store) == 1
        assert "another copy" not in prose(program)


@pytest.mark.parametrize(
    ("keys", "then"), [("enter", LiveScreen), ("f", SummaryScreen), ("d d", TodayScreen)]
)
async def test_an_unfinished_session_is_taken_up_once(
    tmp_path: Path, keys: str, then: type[object]
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    unfinished(desk, clock)
    async with running(desk, (120, 40)) as (program, pilot):
        *before, key = keys.split()
        await pilot.press(*before)
        await twice(program, pilot, key, then)
        assert "has ended by now" not in prose(program)
        assert "another copy" not in prose(program)


async def test_a_file_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await pilot.press("e")
        await settled(pilot)
        screen = program.screen
        assert isinstance(screen, ExportScreen)
        # One key after the other, before the first can have written anything.
        screen.action_write()
        screen.action_write()
        await settled(pilot)
        assert "Written: 8 sets of 1 session" in prose(program)


async def test_a_broken_log_is_set_aside_once(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.paths.log.write_bytes(b"garbage " * 200)
    async with running(desk, (120, 40)) as (program, pilot):
        assert isinstance(front(program), ProblemScreen)
        await twice(program, pilot, "s", TodayScreen)
        assert "There is no training log" not in prose(program)
    assert len(list(tmp_path.glob("*.broken-*"))) == 1


async def test_an_ended_session_is_ended_once(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    record = unfinished(desk, clock)
    async with running(desk, (120, 40)) as (program, pilot):
        await pilot.press("enter")
        await reached(pilot, LiveScreen)
        await pilot.press("q", "e")
        for _ in range(20):
            await pilot.press("tab")
        await twice(program, pilot, "space", SummaryScreen)
        assert desk.store.workout(record.id).status is WorkoutStatus.ENDED
