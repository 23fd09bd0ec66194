"""One run of the bench: its environment, its log, and how long it looks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from tests.benchmarks import children
from tests.benchmarks.watched import ROOT, Watched

EMPTY = ("-m", "tests.benchmarks.empty_app")
EMPTY_SIGN = "Hello"
LIVE = ("-m", "tests.benchmarks.live_app")
TODAY_SIGN = "This week|of 12"
LEFT = r"(\d+:\d\d) left"
"""The time left, which both the live session and the empty clock show."""


class Bench:
    """A folder and an environment of its own; `seconds` is a stretch, `starts` how many."""

    def __init__(self, folder: Path, seconds: float, starts: int) -> None:
        self.folder, self.seconds, self.starts = folder, seconds, starts
        players = folder / "bin"
        players.mkdir()
        # A player that ends at once: what is measured is when it was started.
        (players / "pw-play").symlink_to("/bin/true")
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("STRIDETUI", "PYTHON", "XDG", "SSH")) and name != "NO_COLOR"
        } | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            "PATH": f"{players}:{os.environ.get('PATH', '')}",
        }

    @cached_property
    def log(self) -> Path:
        """The log of a made-up runner, where the program looks for one."""
        made = self.folder / "demo.db"
        self.run("-m", "app", "demo", "--no-open", "--db", str(made))
        log = self.folder / "data" / "stridetui" / "stridetui.db"
        log.parent.mkdir(parents=True)
        # The demo is never made where a runner's own log belongs.
        return made.rename(log)

    def run(self, *command: str) -> str:
        """Run a Python program to its end; return what it wrote."""
        process = children.start(
            command, self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        written, complaint = process.communicate()
        children.end(process)
        if process.returncode:
            raise RuntimeError(f"{command} ended with {process.returncode}: {complaint!r}")
        return str(written, "utf-8")

    def open(self, *command: str) -> Watched:
        """Start a program in a terminal."""
        return Watched(command, self.environment)

    def empty(self) -> Watched:
        """Start an empty Textual app."""
        return self.open(*EMPTY)

    def ours(self, log: Path | None = None) -> Watched:
        """Start the program on the log of a made-up runner, or on another."""
        assert self.log.exists()
        return self.open("-m", "app", *(("--db", str(log)) if log else ()))

    def live(self, kind: str, *, figure: bool = False) -> tuple[Watched, Path]:
        """Start a live session of a kind; return it with the file it reports to."""
        report = self.folder / f"{kind}.txt"
        return self.open(*LIVE, kind, "figure" if figure else "plain", str(report)), report


def reported(report: Path, word: str) -> list[float]:
    """Return the seconds that a watched program has written down under a word."""
    lines: Iterable[list[str]] = (
        each.split() for each in report.read_text(encoding="utf-8").splitlines()
    )
    return [float(second) for name, second in lines if name == word]
