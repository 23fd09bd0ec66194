"""What was begun and failed after the program was left: its sentence is kept for the terminal."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import date
from pathlib import Path

import pytest

from app.trainer.desk import Desk
from app.tui import StrideApp
from data import backups
from data.store import Store
from screens.export import ExportScreen
from screens.host import Writes
from screens.import_ import ImportScreen
from screens.live import LiveScreen
from screens.take_outside import TakeOutsideScreen
from tests.data.builders import MovableClock, an_enrolment
from tests.imports import recordings
from tests.screens.rooms import a_desk, front, press, running, with_history
from tests.screens.settling import settled
from tests.screens.waiting import reached


@asynccontextmanager
async def left_meanwhile(program: StrideApp, writer: Writes) -> AsyncIterator[None]:
    """Keep a writer at work during the block, and leave before it is free again."""
    over = threading.Event()
    waiting = asyncio.ensure_future(writer.run(over.wait))
    yield
    program.exit()
    # Leaving lets nobody wait any longer; what was given to a writer is done all the same.
    while any(worker.is_running for worker in program.workers):
        await asyncio.sleep(0)
    over.set()
    await waiting


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    clock = MovableClock()
    desk = a_desk(tmp_path / "log", clock)
    with_history(desk, clock, 2)
    return desk


async def test_an_export(desk: Desk, tmp_path: Path) -> None:
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e")
        assert isinstance(front(program), ExportScreen)
        async with left_meanwhile(program, program.files):
            await pilot.press("enter")
            (tmp_path / "stridetui-2026-11-20.csv").write_text("made meanwhile")
    (said,) = program.left_undone
    assert "stridetui-2026-11-20.csv exists already" in said


async def test_a_session_to_take_outside(desk: Desk, tmp_path: Path) -> None:
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "k")
        screen = front(program)
        assert isinstance(screen, TakeOutsideScreen)
        async with left_meanwhile(program, program.files):
            await pilot.press("enter")
            screen._folder.write_text("made meanwhile")
    (said,) = program.left_undone
    assert said == f"{screen._folder} is a file; give the name of a folder."


async def test_an_import(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "run.fit"
    file.write_bytes(recordings.fit(recordings.steady(1800)))
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "i")
        screen = front(program)
        assert isinstance(screen, ImportScreen)
        screen._begin(file)
        await settled(pilot)
        async with left_meanwhile(program, program.writer):
            await pilot.press("enter")
            desk.paths.log.unlink()
    (said,) = program.left_undone
    assert str(desk.paths.log) in said


async def test_the_weekly_copy(desk: Desk) -> None:
    backups.folder_of(desk.paths.log).write_text("in the way")
    async with (
        running(desk, (120, 40)) as (program, pilot),
        left_meanwhile(program, program.files),
    ):
        program._back_up()
        await pilot.pause()
    (said,) = program.left_undone
    assert str(backups.folder_of(desk.paths.log)) in said


@pytest.mark.parametrize("keys", [(), ("space",)])
async def test_of_a_session_only_what_is_not_in_the_log(desk: Desk, keys: tuple[str, ...]) -> None:
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    desk.store.close()
    desk.store = Store(desk.paths.log, desk.clock, busy_seconds=0.05)
    with closing(sqlite3.connect(desk.paths.log, isolation_level=None)) as other:
        async with running(desk, (120, 40)) as (program, pilot):
            await pilot.press("enter")
            await reached(pilot, LiveScreen)
            await press(pilot, "space")
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, *keys)
            # Of a session that is all stored only the clock is still to be kept.
            screen = front(program)
            assert isinstance(screen, LiveScreen)
            assert screen._live.saved is not bool(keys)
            program.exit()
    assert len(program.left_undone) == len(keys)


async def test_what_ended_well_or_was_told_is_not_said_again(desk: Desk, tmp_path: Path) -> None:
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "enter")
        await press(pilot, "enter")
        async with left_meanwhile(program, program.files):
            await pilot.press("o")
    assert program.left_undone == ()
    assert (tmp_path / "stridetui-2026-11-20.csv").stat().st_size > 0
