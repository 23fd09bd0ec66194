"""A log that takes long to read: that is said while it lasts, and no longer."""

from __future__ import annotations

import asyncio
from pathlib import Path

from screens.history import HistoryScreen
from tests.screens.rooms import a_desk, prose, running
from tests.screens.waiting import until


class SlowHistory(HistoryScreen):
    """Reads when it is let."""

    CSS_PATH = "../../assets/styles/history.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Event()

    async def load(self) -> None:
        await self.let.wait()
        await super().load()


async def test_what_lasts_is_said_and_taken_away_when_it_is_over(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        program.say("Something else that stands.")
        screen = SlowHistory()
        await program.push_screen(screen)
        await until(pilot, lambda: "Still waiting for the log" in prose(program))
        screen.let.set()
        await until(pilot, lambda: "Still waiting for the log" not in prose(program))
        assert "Nothing in the log yet" in prose(program)
        assert "Something else that stands." in prose(program)
