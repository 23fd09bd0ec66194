"""That nothing holds up the event loop, and how long a key takes, on twenty years of training.

The real program runs without a terminal. A task asks the loop for its turn every few
milliseconds; how late it comes is how long something blocked. Garbage collection is as in the
program.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.pilot import Pilot

from app.tui import StrideApp, build
from screens.progress import ProgressScreen
from tests.benchmarks import decades
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk
from tests.screens.settling import settled, watch_threads

LIMIT = 0.050
"""Seconds for which nothing may hold up the loop."""
_EVERY = 0.004
_CHARTS = "crsdpwtml"
_PLACES = ("1", "2", "3", "4", "5")


@dataclass
class Watch:
    """The latest turn that each stretch saw, in seconds, under its name."""

    late: dict[str, float] = field(default_factory=dict)
    now: str = ""

    async def run(self) -> None:
        """Ask for a turn again and again."""
        while True:
            due, used = time.monotonic() + _EVERY, time.thread_time()
            await asyncio.sleep(_EVERY)
            # A busy machine makes every turn late; what the loop itself did took its own time.
            held = min(time.monotonic() - due, time.thread_time() - used)
            self.late[self.now] = max(held, self.late.get(self.now, 0.0))


@asynccontextmanager
async def watched(log: Path, size: tuple[int, int]) -> AsyncIterator[tuple[StrideApp, Watch]]:
    """Run the program on a log and watch its loop."""
    clock = MovableClock()
    clock.instant = clock.instant.replace(
        year=decades.LAST_DAY.year, month=decades.LAST_DAY.month, day=decades.LAST_DAY.day
    )
    desk = a_desk(log.parent, clock)
    desk.paths.log.parent.mkdir(parents=True, exist_ok=True)
    if desk.paths.log != log:
        desk.paths.log.unlink(missing_ok=True)
        desk.paths.log.hardlink_to(log)
    program, watch = build(desk), Watch()
    watch_threads()
    async with program.run_test(size=size) as pilot:
        await settled(pilot)
        task = asyncio.create_task(watch.run())
        yield program, watch
        task.cancel()
        del pilot


async def _opened(pilot: Pilot[None], key: str) -> None:
    """Go to a place and wait until all of it is there."""
    await pilot.press(key)
    await settled(pilot)


async def _drawn(program: StrideApp, key: str) -> float:
    """Press a key of Progress; return the seconds until the chart it asks for is drawn."""
    screen = program.screen
    assert isinstance(screen, ProgressScreen)
    before = screen.view
    began = time.monotonic()
    program.simulate_key(key)
    while screen.view is before or not screen.plot.is_drawn:
        await asyncio.sleep(0.001)
    took = time.monotonic() - began
    await asyncio.sleep(0.02)
    return took


async def look(log: Path, size: tuple[int, int] = (120, 40)) -> None:
    """Open each place and each chart, in each range, and print what that cost as JSON."""
    async with watched(log, size) as (program, watch):
        pilot = Pilot(program)
        for key in _PLACES:
            watch.now = f"place {key}"
            await _opened(pilot, key)
        await _opened(pilot, "3")
        await _opened(pilot, "l")
        cold: list[float] = []
        # A log so long opens with its newest phase; `z` goes on from there.
        for reach in ("phase", "all", "week"):
            for key in _CHARTS:
                watch.now = f"chart {key}, {reach}"
                cold.append(await _drawn(program, key))
            for key in ("c", "z", "l"):
                await _opened(pilot, key)
        again: list[float] = []
        for _ in range(4):
            for key in _CHARTS:
                watch.now = f"chart {key} again"
                again.append(await _drawn(program, key))
        worst = sorted(watch.late.items(), key=lambda item: -item[1])
        over = [f"{name} {late * 1000:.0f} ms" for name, late in worst if late > LIMIT]
        found = {
            "cold": [took * 1000 for took in cold],
            "again": [took * 1000 for took in again],
            "held": worst[0][1] * 1000,
            "over": over or [worst[0][0]],
        }
        print(json.dumps(found))


if __name__ == "__main__":
    twenty_years = Path(sys.argv[1]) / "decades.db"
    # Elsewhere, so that the memory below is the program's.
    made = "import sys, pathlib; from tests.benchmarks import decades as d;"
    made += "d.make(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", made, str(twenty_years)], check=True)
    asyncio.run(look(twenty_years))
