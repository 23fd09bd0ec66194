"""Notices that the terminal has gone where no signal says so."""

from __future__ import annotations

import asyncio
import select
from collections.abc import Callable


def on_hangup(loop: asyncio.AbstractEventLoop, descriptor: int, do: Callable[[], object]) -> None:
    """Call `do` once as soon as nobody holds the other end of a terminal any more.

    SIGHUP reaches only a program whose controlling terminal it was; any other would go on reading
    nothing from it, at the cost of a whole core. Costs nothing until then. Does nothing where the
    system cannot tell (macOS and Windows), or where the descriptor is no terminal.
    """
    if not hasattr(select, "epoll"):
        return
    watch = select.epoll()
    try:
        # No event is asked for; a hang-up is told all the same.
        watch.register(descriptor, 0)
    except OSError:
        watch.close()
        return

    def gone() -> None:
        loop.remove_reader(watch.fileno())
        watch.close()
        do()

    loop.add_reader(watch.fileno(), gone)
