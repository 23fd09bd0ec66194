"""The copy of the log that the open program makes by itself."""

from __future__ import annotations

from pathlib import Path

from data import backups
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk, running, shown, with_history
from tests.screens.settling import settled


async def test_the_open_program_copies_the_log_once_a_week(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 2)
    for copies in (1, 1, 2):
        async with running(desk) as (program, pilot):
            await program._back_up().wait()
            await settled(pilot)
        assert len(backups.weekly_copies(desk.paths.log)) == copies
        clock.move(days=4)


async def test_a_copy_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    backups.folder_of(desk.paths.log).write_text("in the way")
    async with running(desk, size=(100, 30)) as (program, pilot):
        await program._back_up().wait()
        await settled(pilot)
        assert "No weekly backup" in shown(program)
