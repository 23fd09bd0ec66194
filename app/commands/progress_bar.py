"""A bar on standard error for what takes a while; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from app.trainer.exports.format import Progress

_WIDTH = 30


@contextmanager
def progress_bar(what: str) -> Iterator[Progress | None]:
    """Give what draws the bar, None where standard error is no terminal; take it off at the end."""
    stream: TextIO | None = sys.stderr
    if stream is None or not stream.isatty():
        yield None
        return
    bar = _Bar(stream, what)
    try:
        yield bar.draw
    finally:
        bar.clear()


class _Bar:
    def __init__(self, stream: TextIO, what: str) -> None:
        self._stream, self._what = stream, what
        self._shown = -1
        self._length = 0

    def draw(self, done: int, total: int) -> None:
        """Draw what is done of `total`, once for each percent; all at once needs no bar."""
        percent = 100 if total <= 0 else min(100, done * 100 // total)
        if percent == self._shown or (self._shown < 0 and done >= total):
            return
        self._shown = percent
        full = _WIDTH * percent // 100
        line = f"{self._what} [{'#' * full}{'.' * (_WIDTH - full)}] {percent:3} %"
        self._length = len(line)
        self._stream.write(f"\r{line}")
        self._stream.flush()

    def clear(self) -> None:
        """Take the bar off the line."""
        if self._length:
            self._stream.write(f"\r{' ' * self._length}\r")
            self._stream.flush()
