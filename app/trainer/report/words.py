"""Short forms that several parts of a report share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.coach.model import Side

NONE = "–"
SIDE_WORD = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both legs"}
MORNING = {"gone": "gone", "same": "the same", "worse": "worse", "new": "a new one"}


def day_word(day: date) -> str:
    """Return `20 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"


def number(value: float) -> str:
    """Return a figure without needless noughts."""
    return f"{value:,.1f}".removesuffix(".0")


def count(how_many: int, one: str) -> str:
    """Return `1 set`, `1,284 sets`."""
    return f"{how_many:,} {one if how_many == 1 else f'{one}s'}"


def joined(words: Iterable[str], between: str = "; ") -> str:
    """Return words in one line, – for none."""
    return between.join(word for word in words if word) or NONE
