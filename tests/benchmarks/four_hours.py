"""Memory over four simulated hours of a live session, in a process of its own."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from pathlib import Path

from app.trainer import training
from screens.live import LiveScreen
from tests.screens.live_room import Room
from tests.screens.settling import settled, watch_threads
from tests.trainer.training_room import MovableClock, item, make_desk, prescription

HOURS = 4
_A_LOOK = 600


def resident() -> float:
    """Return the memory in use now, in MiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / (1 << 20)


async def hours() -> list[float]:
    """Return the memory at the start and after each hour."""
    clock = MovableClock()
    found: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder), clock)
        live = training.begin(desk, prescription(item("forward_lunge", targets=(4000, 4000))))
        app = Room(desk)
        watch_threads()
        async with app.run_test(size=(120, 40)) as pilot:
            screen = LiveScreen(live)
            await app.push_screen(screen)
            await settled(pilot)
            for second in range(HOURS * 3600 + 1):
                if second == _A_LOOK or (second and second % 3600 == 0):
                    found.append(resident())
                clock.move(1.0)
                screen.tick()
                if second % 5 == 0:
                    await pilot.pause()
    return found


if __name__ == "__main__":
    print(" ".join(f"{each:.1f}" for each in asyncio.run(hours())))
