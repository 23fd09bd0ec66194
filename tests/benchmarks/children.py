"""Programs the bench starts, none of which outlives it, however it ends."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

_ours: set[subprocess.Popen[bytes]] = set()

# Ends by itself as soon as the other end of its input is closed, which not even SIGKILL prevents.
_LOOP = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
while True:
    pass
"""


def start(command: Sequence[str], environment: Mapping[str, str], **how: Any) -> Any:
    """Start a Python program in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, *command], env=dict(environment), start_new_session=True, **how
    )
    _ours.add(process)
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and everything it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    _ours.discard(process)


def end_all() -> None:
    """End every program that still runs."""
    for process in tuple(_ours):
        end(process)


def guard() -> None:
    """See to it that a signal, too, ends the bench in order and with it all it has started."""
    atexit.register(end_all)
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, _frame: sys.exit(128 + number))


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keep every core busy meanwhile."""
    loops = [
        start(("-c", _LOOP), os.environ, stdin=subprocess.PIPE) for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for loop in loops:
            end(loop)
            loop.stdin.close()
