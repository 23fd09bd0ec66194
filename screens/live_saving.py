"""Stores what a live session changed, and knows what is not stored and why."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.errors import GoneLogError, StoreError
from app.trainer.training import LiveWorkout
from screens.host import Writes

Later = Callable[[float, Callable[[], None]], Callable[[], object]]
"""Does something after so many seconds, and returns what keeps it from happening."""

# A commit takes a few milliseconds; a log that is locked for longer must not freeze the screen.
_PATIENCE_SECONDS = 0.25
_AGAIN_SECONDS = 5.0
_KEPT = "The session goes on, and so do the tries."
_SLOW = "The log is slow to answer; one moment."


class LiveSaving:
    """One save at a time, on the app's writer; what failed is tried again by itself.

    `begin` starts what was asked for in the background, `later` after some seconds. `show` is
    called whenever there is something new to show.
    """

    def __init__(
        self,
        live: LiveWorkout,
        writer: Writes,
        later: Later,
        begin: Callable[[], object],
        show: Callable[[], None],
    ) -> None:
        self._live = live
        self._writer = writer
        self._later = later
        self._begin = begin
        self._show = show
        self._one_at_a_time = asyncio.Lock()
        self._queued = False
        self._overdue = False
        self._stop_patience: Callable[[], object] | None = None
        self._trying_again = False
        self.fault = ""
        """Why the last try failed, "" where it did not."""

    @property
    def presentable(self) -> bool:
        """Whether the workout may be shown: it is stored, or said not to be."""
        return self._live.saved or bool(self.fault) or self._overdue

    @property
    def trouble(self) -> str:
        """Why the newest steps are not in the log; "" when they are."""
        if self._live.saved and not self.fault:
            return ""
        return f"{self.fault} {_KEPT}" if self.fault else _SLOW

    def store(self) -> None:
        """Begin to store; the screen shows the outcome when it is known."""
        if self._stop_patience is None:
            self._stop_patience = self._later(_PATIENCE_SECONDS, self._notice)
        self._begin()

    async def stored(self) -> None:
        """Store what is not stored yet, and show how it went.

        What waits for its turn will store the newest step too: behind a log that is locked there
        is one try in the queue, however many keys were pressed meanwhile.
        """
        first, self._queued = not self._queued, True
        try:
            async with self._one_at_a_time:
                if first:
                    self._queued = False
                    await self._try()
        finally:
            if first:
                self._queued = False
        if self._live.saved and self._stop_patience is not None:
            # The next step has a patience of its own: it is not slow because this one was stored.
            self._stop_patience()
            self._stop_patience = None
        self._show()

    async def end(self, write: Callable[[], object]) -> str:
        """Run the write that ends this workout; return why it could not be done, "" when it was.

        It is not tried again by itself: the runner is still there to press the key once more.
        """
        async with self._one_at_a_time:
            try:
                await self._writer.run(write)
            except StoreError as error:
                return str(error)
        return ""

    async def at_last(self) -> StoreError | None:
        """Store what is left, and what the clock shows, when the screen goes.

        A worker that was to do it may have been cancelled before it began. Return why not all of
        it could be stored, which the screen has shown as not saved as far as there was time;
        None where only the clock could not: that loses no set.
        """
        try:
            try:
                await self._writer.run(self._store_all)
            except GoneLogError:
                # It took that try to find out; the next puts all of the session into a new log.
                await self._writer.run(self._store_all)
        except StoreError as error:
            return None if self._live.saved else error
        return None

    def _store_all(self) -> None:
        self._live.save()
        self._live.keep_clock()

    async def _try(self) -> None:
        try:
            if not self._live.saved or self._live.clock_due:
                await self._writer.run(self._live.save)
        except StoreError as error:
            self.fault = str(error)
            if not self._trying_again:
                self._trying_again = True
                self._later(_AGAIN_SECONDS, self._retry)
        else:
            self.fault, self._overdue = "", False

    def _retry(self) -> None:
        self._trying_again = False
        self.store()

    def _notice(self) -> None:
        self._stop_patience = None
        self._overdue = not self._live.saved
        self._show()
