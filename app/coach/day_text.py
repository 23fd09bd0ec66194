"""Days and times of day as people write and read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
"""Nobody trains outside these, and close to the ends of the calendar no day can be counted on."""

# Stricter than `fromisoformat`, which also takes 20261120 and 2026-W47-5.
_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# As above; it also takes 18 and 1830.
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """Return the day. Raises `ValueError` whose text is the remedy."""
    remedy = "write it as 2026-11-20"
    if not _SHAPE.fullmatch(text):
        raise ValueError(remedy)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(remedy) from error
    if not FIRST <= day <= LAST:
        raise ValueError(f"write one from {FIRST} to {LAST}")
    return day


def parse_time(text: str) -> time:
    """Return the time of day, such as 18:30. Raises `ValueError` whose text is the remedy."""
    remedy = "write it as 18:30"
    if not _TIME.fullmatch(text):
        raise ValueError(remedy)
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(remedy) from error


def weekday_day(day: date) -> str:
    """Return a day of these weeks, such as `Fri 20 Nov`."""
    return f"{day:%a} {day.day} {day:%b}"


def when_words(
    due: date, ready: date, today: date, say: Callable[[date], str] = weekday_day
) -> str:
    """Say when a session was due, and from which day it may be done where that is later (S1, S2).

    `due` names nothing but the day it is due, such as `was due Fri 20 Nov, may be done from Sun 22
    Nov`; `say` writes a day.
    """
    words = f"{'was due' if due < today else 'due'} {say(due)}"
    return words if ready <= max(due, today) else f"{words}, may be done from {say(ready)}"


def iso_day(day: date) -> str:
    """Return a day as the commands write it, such as `Fri 2026-11-20`."""
    return f"{day:%a} {day.isoformat()}"


def long_day(day: date) -> str:
    """Return a day of any year, such as `Fri 20 Nov 2026`."""
    return f"{weekday_day(day)} {day.year}"
