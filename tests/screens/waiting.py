"""Wait for what a key begins, however long a busy machine takes over it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from app.tui import StrideApp

_LOOKS = 6_000
"""About a minute: a bound for what never comes, no measure of speed."""


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Wait until `holds` is true; fail, with the screen in front, when it never is."""
    for _ in range(_LOOKS):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"still waiting, in front of {pilot.app.screen!r}")


async def reached(pilot: Pilot[None], screen: type[object]) -> None:
    """Wait until a screen of this kind is in front and has been drawn."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await pilot.pause()


async def left(pilot: Pilot[None], screen: type[object]) -> None:
    """Wait until no screen of this kind is in front any more."""
    await until(pilot, lambda: not isinstance(pilot.app.screen, screen))
    await pilot.pause()


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
