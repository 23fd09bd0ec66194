"""The least that any Textual program does; every figure is told beside this one's.

With a file's name it is the least clock: it counts down the seconds to a moment it writes there.
"""

from __future__ import annotations

import sys
from math import ceil
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static

from app.clock import SystemClock

_LONGEST = 3900
"""Seconds that can be counted down: an hour and what it takes to begin."""


class EmptyApp(App[None]):
    """A header, a word, a footer."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 -- Textual declares it as an instance's

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("Hello")
        yield Footer()


class EmptyClock(EmptyApp):
    """One number that changes at each second."""

    def __init__(self, report: Path) -> None:
        super().__init__()
        self._clock = SystemClock("UTC")
        self._end = self._clock.now().seconds + _LONGEST
        report.write_text(f"due {self._end:.6f}\n", encoding="utf-8")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        left = self._end - self._clock.now().seconds
        shown = ceil(left - 1e-6)
        self.query_one(Static).update(f"{shown // 60}:{shown % 60:02} left", layout=False)
        self.set_timer(max(0.005, left - shown + 1), self._show)


if __name__ == "__main__":
    (EmptyClock(Path(sys.argv[1])) if sys.argv[1:] else EmptyApp()).run()
