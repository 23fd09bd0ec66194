"""Being told to end: by a signal, or by a terminal that goes where no signal says so."""

from __future__ import annotations

import asyncio
import select
import signal
from collections.abc import Callable, Iterable


def on_signals(
    loop: asyncio.AbstractEventLoop, names: Iterable[str], end: Callable[[int], object]
) -> None:
    """Call `end` with the exit status that fits when one of these signals comes.

    Does nothing for a signal that the system has not, and nothing at all where the loop knows no
    signals (Windows) or does not run in the main thread; they do there what they do by themselves.
    """
    for name in names:
        number = getattr(signal, name, None)
        try:
            if number is not None:
                loop.add_signal_handler(number, end, 128 + number)
        except (NotImplementedError, RuntimeError):
            # The loop of Windows has no handlers; one outside the main thread may not have any.
            return


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
