"""A program in a pseudo-terminal, watched: when it wrote what, and what that cost."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyte

from tests.benchmarks import children

COLUMNS, ROWS = 120, 40
ROOT = Path(__file__).resolve().parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_LONGEST_END, _LOOK = 10.0, 0.005
# What Textual asks of a terminal at its start, and what one answers.
_SYNC_QUERY, _SYNC_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


def now() -> float:
    """Return the second of the clock that the program uses."""
    return time.clock_gettime(_CLOCK)


@dataclass(frozen=True)
class Cost:
    """What a stretch of time cost: percent of one core, and bytes a second."""

    percent: float
    bytes_a_second: float


class Watched:
    """A program in a terminal of 120 × 40."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, child_end = pty.openpty()
        fcntl.ioctl(child_end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.began = now()
        self.process = children.start(
            command,
            environment,
            stdin=child_end,
            stdout=child_end,
            stderr=child_end,
            cwd=ROOT,
            # Its own terminal: closed by whatever ends the bench, it ends the program, too.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(child_end)
        self.wrote = 0

    def __enter__(self) -> Watched:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        children.end(self.process)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(self._screen.display)

    def read(self, seconds: float) -> float | None:
        """Take in what is written within so many seconds; return when, None if nothing was."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, seconds))
        if not ready:
            return None
        at = now()
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            # Linux answers so once nobody holds the other end any more.
            return None
        if _SYNC_QUERY in data:
            os.write(self._fd, _SYNC_ANSWER)
        self.wrote += len(data)
        self._stream.feed(data)
        return at

    def wait(self, pattern: str, patience: float = 60.0) -> float:
        """Return when `pattern` was first on the screen. Raises `TimeoutError`."""
        end = now() + patience
        while now() < end:
            at = self.read(end - now())
            if at is not None and re.search(pattern, self.text):
                return at
        raise TimeoutError(f"{pattern!r} is not on the screen:\n{self.text}")

    def changes(self, pattern: str, seconds: float) -> list[float]:
        """Return when what `pattern` catches changed, over so many seconds."""
        found: list[float] = []
        before: str | None = None
        end = now() + seconds
        while (left := end - now()) > 0:
            at = self.read(left)
            caught = re.search(pattern, self.text) if at is not None else None
            if at is not None and caught is not None and caught[1] != before:
                if before is not None:
                    found.append(at)
                before = caught[1]
        return found

    def press(self, key: str, patience: float) -> float | None:
        """Press a key; return after how many seconds something showed, None if nothing did.

        What follows is waited for, so that the next key finds the program at rest.
        """
        begun = now()
        os.write(self._fd, key.encode())
        first = self.read(patience)
        end = begun + patience
        while (left := end - now()) > 0:
            self.read(left)
        return None if first is None else first - begun

    def leave(self, key: str) -> float:
        """Press a key that ends the program; return after how many seconds it has ended."""
        begun = now()
        os.write(self._fd, key.encode())
        while self.process.poll() is None and now() < begun + _LONGEST_END:
            self.read(_LOOK)
        return now() - begun

    def cost(self, seconds: float) -> Cost:
        """Return what the next so many seconds cost."""
        cpu, wrote, begun = self._cpu(), self.wrote, now()
        end = begun + seconds
        while (left := end - now()) > 0:
            self.read(left)
        passed = now() - begun
        return Cost(100 * (self._cpu() - cpu) / passed, (self.wrote - wrote) / passed)

    def memory(self) -> float:
        """Return the most memory it has had so far, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        caught = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert caught is not None
        return int(caught[1]) / 1024

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = fields.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS
