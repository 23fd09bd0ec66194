"""A live session under test: its screen, its clock and its log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from app.coach.model import (
    PrescribedItem,
)
from app.coach.player import Phase
from app.trainer import training
from app.trainer.desk import Desk
from app.trainer.training import LiveWorkout
from screens.live import LiveScreen
from screens.widgets.big_digits import BigDigits
from tests.screens.live_room import Room, press, run, shown
from tests.screens.settling import settled, watch_threads
from tests.trainer.training_room import MovableClock, prescription

SIZES = [(60, 20), (80, 24), (120, 40), (160, 50), (200, 60)]
LOOKS = [(size, theme) for size in SIZES for theme in ("dark", "light", "contrast")]
HOSTILE = "[/ 5[km] [red]x \x1b[31m колено 🦵"


class Session:
    """A live screen under test."""

    def __init__(self, app: Room, pilot: Pilot[None], live: LiveWorkout, clock: MovableClock):
        self.app, self.pilot, self.live, self.clock = app, pilot, live, clock

    async def run(self, seconds: float) -> None:
        await run(self.pilot, self.clock, seconds)

    def step(self, seconds: float) -> None:
        """Move the clock and look at it, at once."""
        self.clock.move(seconds)
        assert isinstance(self.app.screen, LiveScreen)
        self.app.screen.tick()

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def settled(self, group: str) -> None:
        """Wait until what a key began in the background is done and shown."""
        found = [worker for worker in self.app.workers if worker.group == group]
        if found:
            await self.app.workers.wait_for_complete(found)
        await settled(self.pilot)

    def phase(self) -> Phase:
        return self.live.state.phase

    def text(self) -> str:
        return shown(self.app)

    def number(self) -> str:
        return self.app.screen.query_one(BigDigits).text

    def stored(self) -> bool:
        """Whether the log says exactly what the screen does."""
        record = self.app.desk.store.workout(self.live.record.id)
        return (record.sets, record.ratings) == (self.live.state.rows, self.live.state.ratings)


@asynccontextmanager
async def session(
    desk: Desk,
    *items: PrescribedItem,
    size: tuple[int, int] = (80, 24),
    theme: str = "dark",
) -> AsyncIterator[Session]:
    live = training.begin(desk, prescription(*items))
    clock = desk.clock
    assert isinstance(clock, MovableClock)
    watch_threads()
    app = Room(desk, theme)
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.push_screen(LiveScreen(live))
        await settled(pilot)
        yield Session(app, pilot, live, clock)
