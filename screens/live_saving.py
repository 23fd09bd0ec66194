"""Stores what a live session changed, and knows what is not stored and why."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from app.errors import StoreError
from app.trainer.training import LiveWorkout
from screens.host import Host

# A commit takes a few milliseconds; a log that is locked for longer must not freeze the screen.
_PATIENCE_SECONDS = 0.25
_AGAIN_SECONDS = 5.0
_KEPT = "The session goes on, and so do the tries."
_SLOW = "The log is slow to answer; one moment."


class LiveSaving:
    """One save at a time, on the app's writer; what failed is tried again by itself.

    `show` is called whenever there is something new to show.
    """

    def __init__(self, screen: Screen[Any], live: LiveWorkout, show: Callable[[], None]) -> None:
        assert isinstance(screen.app, Host)
        self._writer = screen.app.writer
        self._screen = screen
        self._live = live
        self._show = show
        self._one_at_a_time = asyncio.Lock()
        self._fault = ""
        self._overdue = False
        self._patience: Timer | None = None
        self._again: Timer | None = None

    @property
    def presentable(self) -> bool:
        """Whether the workout may be shown: it is stored, or said not to be."""
        return self._live.saved or bool(self._fault) or self._overdue

    @property
    def trouble(self) -> str:
        """Why the newest steps are not in the log; "" when they are."""
        if self._live.saved and not self._fault:
            return ""
        return f"{self._fault} {_KEPT}" if self._fault else _SLOW

    def store(self) -> None:
        """Begin to store; the screen shows the outcome when it is known."""
        if self._patience is None:
            self._patience = self._screen.set_timer(_PATIENCE_SECONDS, self._notice)
        _worker: Worker[None] = self._screen.run_worker(self.stored, group="save")

    async def stored(self) -> None:
        """Store what is not stored yet, and show how it went."""
        async with self._one_at_a_time:
            if not self._live.saved:
                await self._try(self._live.save)
        if self._live.saved and self._patience is not None:
            # The next step has a patience of its own: it is not slow because this one was stored.
            self._patience.stop()
            self._patience = None
        self._show()

    async def write(self, write: Callable[[], object]) -> bool:
        """Run another write of this workout; return whether it is in the log."""
        async with self._one_at_a_time:
            return await self._try(write)

    async def at_last(self) -> None:
        """Store what is left, and what the clock shows, when the screen goes.

        A worker that was to do it may have been cancelled before it began. What cannot be stored
        was shown as not saved; there is no one left to tell.
        """
        with suppress(StoreError):
            if not self._live.saved:
                await self._writer.run(self._live.save)
            await self._writer.run(self._live.keep_clock)

    async def _try(self, write: Callable[[], object]) -> bool:
        try:
            await self._writer.run(write)
        except StoreError as error:
            self._fault = str(error)
            if self._again is None:
                self._again = self._screen.set_timer(_AGAIN_SECONDS, self._retry)
            return False
        self._fault, self._overdue = "", False
        return True

    def _retry(self) -> None:
        self._again = None
        self.store()

    def _notice(self) -> None:
        self._patience = None
        self._overdue = not self._live.saved
        self._show()
