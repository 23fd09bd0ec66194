"""When a running program has come to rest: no thread at work, nothing left to store or draw."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from textual.pilot import Pilot
from textual.worker import WorkerFailed

# Workers of these groups end by themselves; others may wait for the runner.
_END_BY_THEMSELVES = frozenset({"load", "default", "write", "save", "weekly backup"})


class _Threads(ThreadPoolExecutor):
    """The threads of one event loop, which tell what they are still at."""

    def __init__(self) -> None:
        super().__init__()
        self.at_work: set[Future[Any]] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        self.at_work.add(future)
        future.add_done_callback(self.at_work.discard)
        return future


_THREADS: WeakKeyDictionary[asyncio.AbstractEventLoop, _Threads] = WeakKeyDictionary()


def watch_threads() -> None:
    """Let the event loop that runs use threads that `settled` can wait for, whoever asks them."""
    loop = asyncio.get_running_loop()
    _THREADS[loop] = threads = _Threads()
    loop.set_default_executor(threads)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all that was begun is read, stored and drawn.

    Call `watch_threads` before the program runs.
    """
    threads = _THREADS[asyncio.get_running_loop()]
    while True:
        await pilot.pause()
        if at_work := [asyncio.wrap_future(future) for future in list(threads.at_work)]:
            await asyncio.wait(at_work)
        elif ending := [
            worker
            for worker in pilot.app.workers
            if worker.group in _END_BY_THEMSELVES and not worker.is_finished
        ]:
            # The app has said why it failed; who waits only wants to know that it is over.
            with suppress(WorkerFailed):
                await pilot.app.workers.wait_for_complete(ending)
        else:
            break
    await pilot.pause()
