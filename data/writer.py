"""A writer: a thread that does what it is given, in order, whatever the screens do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """One thread, made when first needed. It is not a daemon, so that no exit cuts a write off."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._unseen: list[BaseException] = []

    @property
    def unseen(self) -> tuple[BaseException, ...]:
        """Why writes failed that nobody waited for any more, in order."""
        return tuple(self._unseen)

    async def run(self, write: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do `write` after all that was given before; return what it returns or raise likewise.

        Cancelling the wait does not cancel the write: a screen may go, what it began is stored.
        Raises `RuntimeError` after `close`.
        """
        future = self._thread.submit(write, *args, **kwargs)
        waiting = asyncio.wrap_future(future)
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            # Asked for, so that asyncio does not print it across the screen when it is forgotten.
            waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
            future.add_done_callback(self._keep_fault)
            raise

    def _keep_fault(self, done: Future[T]) -> None:
        fault = done.exception()
        if fault is not None:
            self.failed(fault)

    def failed(self, fault: BaseException) -> None:
        """Keep why a write failed that nobody sees any more. May be called from any thread."""
        # One call that no other thread can come between.
        self._unseen.append(fault)

    def close(self) -> None:
        """Take nothing more, and wait until everything given so far is done."""
        self._thread.shutdown(wait=True)
