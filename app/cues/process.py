"""Programs run beside ours that can neither write to the terminal nor hold us up."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import Protocol

LOOK = 0.05
"""Seconds between two looks at what is running; patience is counted in looks.

A machine that slept does not look meanwhile, so sleep makes nothing hang.
"""

FRESH_LOOKS = 5
"""A sound that failed within this many looks may still be given by other means."""


def looks(seconds: float) -> int:
    """Return the number of looks that fill `seconds`, at least one."""
    return max(1, round(seconds / LOOK))


class Running(Protocol):
    """Something that sounds now."""

    def status(self) -> int | None:
        """Return None while it sounds, then its exit status; 0 is good."""
        ...

    def kill(self) -> None:
        """End it at once, without waiting for its end."""
        ...

    def wait(self) -> None:
        """Wait until it has ended, for a moment at most."""
        ...


class Child:
    """A program with no input, no output and no terminal of its own.

    A new session has no controlling terminal, so not even `/dev/tty` leads to ours, and Ctrl+C
    is not sent to it. Raises `OSError` when it cannot be started.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        # A list that no shell reads: the program's path comes from `which`, the rest is fixed.
        self._process = subprocess.Popen(  # noqa: S603 -- nothing in it comes from outside
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )

    def status(self) -> int | None:
        """Return the exit status, None while it runs."""
        return self._process.poll()

    def kill(self) -> None:
        """End it and what it started. What comes next may sound at once."""
        if self._process.poll() is not None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                # It leads a session of its own, so its number names the group.
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def wait(self) -> None:
        """Wait for its end, which takes no time after a kill."""
        # One that hangs in the kernel (a device gone) cannot be ended: leave it to the system.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=LOOK)
