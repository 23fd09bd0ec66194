"""A home of its own, the log of the made-up runner, and the program run inside this process.

Whoever wants thousands instead of a few sets STRIDETUI_TORTURE; `make torture` does.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands.line import run
from app.trainer.demo import make
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk

COUNT = int(os.environ.get("STRIDETUI_TORTURE", "0"))
"""How many of each kind to try; 0 is as few as the suite has time for."""


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


class _Captured(io.TextIOWrapper):
    """Standard output or error that keeps what is written, as text and as bytes."""

    def __init__(self, *, terminal: bool) -> None:
        self.kept = io.BytesIO()
        self._terminal = terminal
        super().__init__(self.kept, encoding="utf-8", newline="", write_through=True)

    def isatty(self) -> bool:
        return self._terminal


@dataclass
class Program:
    """`stridetui` in this process: what escapes it fails the test, as a traceback would."""

    monkeypatch: pytest.MonkeyPatch
    home: Path

    def __call__(self, *words: str, stdin: bytes = b"", terminal: bool = False) -> Said:
        """Run the command line; return its status and all that it said."""
        out, err = _Captured(terminal=terminal), _Captured(terminal=False)
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            status = run(words)
        return Said(status, out.kept.getvalue().decode(), err.kept.getvalue().decode())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing of ours exists yet; the working folder is another empty one."""
    folder = tmp_path / "home"
    folder.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in [name for name in os.environ if name.startswith("STRIDETUI_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "HOME": folder,
        "XDG_DATA_HOME": folder / "data",
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_STATE_HOME": folder / "state",
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(elsewhere)
    return folder


@pytest.fixture
def program(home: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(monkeypatch, home)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the made-up runner as of now, made once for each worker."""
    folder = tmp_path_factory.mktemp("demo")
    desk = a_desk(folder, MovableClock(datetime.now(UTC)))  # noqa: TID251 -- the program's own clock
    make(desk, folder / "made.db", ()).store.close()
    return folder / "made.db"


@pytest.fixture
def log(made_up: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made_up, tmp_path / "log.db"))
