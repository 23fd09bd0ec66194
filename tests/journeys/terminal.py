"""A terminal in memory that a test can type into, read, kill and reopen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {"enter": "\r", "left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B"}

# How long a screen may take to appear on a busy machine; reached only when the test fails.
PATIENCE = 60.0


class ScreenNeverCameError(AssertionError):
    """The awaited text did not appear; the message holds the last screen."""


class Terminal:
    """A program in a pseudo-terminal of `columns` × `rows`, its screen kept by pyte."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        *,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.written = bytearray()
        self._fd, child_end = pty.openpty()
        fcntl.ioctl(child_end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=child_end,
            stdout=child_end,
            stderr=child_end,
            # The size is this terminal's, whatever the terminal of the tests says.
            env={name: value for name, value in env.items() if name not in {"COLUMNS", "LINES"}},
            cwd=cwd,
            start_new_session=True,
        )
        os.close(child_end)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _read(self, seconds: float) -> bool:
        """Take in what the program wrote; False once it has closed its end."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)

    def wait(self, pattern: str, patience: float = PATIENCE) -> str:
        """Read until `pattern` stands on the screen; return the screen."""
        deadline = time.monotonic() + patience
        open_ = True
        while not re.search(pattern, self.text, re.MULTILINE):
            left = deadline - time.monotonic()
            if left <= 0 or not open_:
                raise ScreenNeverCameError(f"{pattern!r} is not on the screen:\n{self.text}")
            open_ = self._read(left)
        return self.text

    def pump(self, seconds: float) -> None:
        """Take in what the program writes for so long."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._read(left):
            pass

    def type(self, *keys: str) -> None:
        """Press keys by name, or type characters."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())

    def send(self, raw: bytes) -> None:
        """Send bytes as a terminal does that answers, or that is pasted into."""
        while raw:
            # A program that draws first and reads later would leave both sides waiting.
            self._read(0.0)
            raw = raw[os.write(self._fd, raw[:512]) :]

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing has come for so many seconds."""
        before = -1
        while before != len(self.written):
            before = len(self.written)
            self._read(quiet)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size. It is empty until the program has drawn it anew."""
        self._screen.resize(rows, columns)
        self._screen.reset()
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def stop_for(self, seconds: float) -> None:
        """Stop the program for so long and let it go on, as a machine that sleeps does."""
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self._fd)
        self._fd = -1

    def kill(self) -> None:
        """End the program at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait_exit(self, patience: float = PATIENCE) -> int:
        """Read until the program ends by itself; return its exit status."""
        deadline = time.monotonic() + patience
        while self._read(max(0.0, deadline - time.monotonic())) and time.monotonic() < deadline:
            pass
        return self.process.wait(timeout=max(1.0, deadline - time.monotonic()))

    def close(self) -> None:
        """End the program if it still runs, and close the terminal."""
        if self.process.poll() is None:
            self.kill()
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
