"""A machine with only the players and voices a test gives it: scripts on a PATH of its own."""

from __future__ import annotations

import contextlib
import os
import pty
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest

from app.cues.model import SoundSettings
from app.cues.speaker import Speaker

# Reached only when a test fails.
PATIENCE = 60.0


@dataclass
class Machine:
    """A folder of programs, a log of what they were called with, and a bell that counts."""

    root: Path
    rung: list[str] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def fifo(self) -> Path:
        """What a program waits for that says `wait`."""
        return self.root / "fifo"

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.root / "bin")}

    def add(self, name: str, *does: str) -> None:
        """Put a program on the PATH that notes its arguments, then `does` shell lines."""
        path = self.root / "bin" / name
        log = shlex.quote(str(self.root / "log"))
        # One write a call, for two may run at once.
        note = f"IFS='\t'; printf '%s\\n' \"{name}\t$*\" >>{log}; IFS=' '"
        path.write_text("\n".join(("#!/bin/sh", note, *does, "")), "utf-8")
        path.chmod(0o755)

    def wait(self) -> str:
        """Return the shell line that waits until the test writes to `fifo`."""
        if not self.fifo.exists():
            os.mkfifo(self.fifo)
        return f"read -r word <{shlex.quote(str(self.fifo))}"

    def note(self, word: str) -> str:
        """Return the shell line that notes `word`."""
        return f"echo {word} >>{shlex.quote(str(self.root / 'log'))}"

    def waited_for(self) -> bool:
        """Whether a program still waits at `fifo`."""
        try:
            os.close(os.open(self.fifo, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True

    def let_go(self) -> None:
        """Wait for a program to wait at `fifo`, then let it go on."""
        with self.fifo.open("w", encoding="utf-8") as fifo:
            fifo.write("go\n")

    @property
    def calls(self) -> list[list[str]]:
        """What was called and noted, in order, silence (the trial) left out."""
        path = self.root / "log"
        text = path.read_text("utf-8") if path.exists() else ""
        rows = [line.rstrip("\t").split("\t") for line in text.splitlines()]
        return [row for row in rows if not row[-1].endswith("silence.wav")]

    @property
    def heard(self) -> list[str]:
        """The calls in short: `aplay work`."""
        return [
            " ".join((row[0], *(Path(row[-1]).stem.split("-", 3)[3:] if len(row) > 1 else ())))
            for row in self.calls
        ]

    def speaker(
        self,
        settings: SoundSettings | None = None,
        *,
        hang: float = PATIENCE,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> Speaker:
        """Return a speaker on this machine, closed after the test."""
        speaker = Speaker(
            settings or SoundSettings(),
            lambda: self.rung.append("bell"),
            environment=self.environment | dict(more),
            folder=self.cache,
            hang=hang,
        )
        self.speakers.append(speaker)
        return speaker


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    (tmp_path / "bin").mkdir()
    made = Machine(tmp_path)
    yield made
    for speaker in made.speakers:
        speaker.close()
    assert all(speaker.join(PATIENCE) for speaker in made.speakers)


_PROGRAM = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from pathlib import Path
from app.cues.model import SoundSettings
from app.cues.speaker import Speaker
def calls():
    log = Path({log!r})
    return [row.rstrip() for row in log.read_text().splitlines()] if log.exists() else []
speaker = Speaker(
    SoundSettings(voice={voice}), None, environment={environment!r}, folder=Path({folder!r})
)
"""


@pytest.fixture
def program(machine: Machine, tmp_path: Path) -> Callable[..., int]:
    """Run lines on a speaker in a program with a terminal of its own; return its exit status.

    What the terminal was given is kept in `tmp_path / "terminal"`.
    """

    def run(lines: str, *, voice: bool = False) -> int:
        head = _PROGRAM.format(
            log=str(machine.root / "log"),
            voice=voice,
            environment=machine.environment,
            folder=str(machine.cache),
        )
        master, slave = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-c", head + textwrap.dedent(lines)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=Path(__file__).parents[2],
            start_new_session=True,
        ) as process:
            os.close(slave)
            shown = bytearray()
            # Linux answers EIO once nobody holds the other end any more.
            with contextlib.suppress(OSError):
                while data := os.read(master, 4096):
                    shown += data
            status = process.wait(PATIENCE)
        os.close(master)
        (tmp_path / "terminal").write_bytes(bytes(shown))
        return status

    return run
