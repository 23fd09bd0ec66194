"""Cells of the tidy tables: what a column holds, how it is written, and how it is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from app.coach.frozen import dataclass


class Holds(Enum):
    """What a column's cells are, which decides how they are written."""

    NUMBER = "number"
    TEXT = "text"
    INSTANT = "instant"
    FLAG = "flag"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: its name, a sentence that says what it holds, and its kind."""

    name: str
    sentence: str
    holds: Holds = Holds.TEXT


NUMBER, INSTANT, FLAG, NAME = Holds.NUMBER, Holds.INSTANT, Holds.FLAG, Holds.NAME


END = "\r\n"
"""What ends a line of every table, as in RFC 4180."""


def rows(
    columns: Sequence[Column],
    found: Sequence[Sequence[Any]],
    zones: Sequence[str],
    name: Callable[[str], str] = str,
) -> Iterator[tuple[object, ...]]:
    """Return rows as they are written; `zones` are theirs, `name` gives an exercise's name."""
    # Column by column rather than cell by cell: half the time of a long log.
    written = (
        _written(column, cells, zones, name)
        for column, cells in zip(columns, zip(*found, strict=True), strict=True)
    )
    return zip(*written, strict=True)


def _written(
    column: Column, cells: Sequence[Any], zones: Sequence[str], name: Callable[[str], str]
) -> Iterable[object]:
    match column.holds:
        case Holds.NUMBER:
            return cells
        case Holds.FLAG:
            return map(int, cells)
        case Holds.INSTANT:
            return map(local, cells, zones)
        case Holds.NAME:
            return _harmless_all(list(map(name, cells)))
        case Holds.TEXT:
            return _harmless_all(cells)


def _harmless_all(cells: Sequence[str | None]) -> Iterable[str | None]:
    # Most columns say few different things, none of them suspect.
    if any(text and text[0] in _SUSPECTS for text in set(cells)):
        return map(harmless, cells)
    return cells


# What makes a spreadsheet take a cell for a formula, full-width forms included; a leading
# apostrophe, which is how one is made harmless, so that taking it off gives the text back.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SUSPECTS = frozenset("'=+-@\t\r\n＝＋－＠")


def harmless(text: str | None) -> str | None:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    # The first character settles nearly every cell without the pattern.
    if text and text[0] in _SUSPECTS and _FORMULA.match(text):
        return f"'{text}"
    return text


def original(cell: str) -> str:
    """Take off the apostrophe that `harmless` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# The sets of a session repeat its times.
@lru_cache(maxsize=1024)
def local(text: str | None, zone: str) -> str | None:
    """Return an instant of the log as ISO 8601 in `zone`, with its offset."""
    if text is None:
        return None
    instant = local_time(text, zone)
    # Not written by this program: passed on as it is rather than lost.
    return harmless(text) if instant is None else instant.isoformat()


def local_time(text: str, zone: str) -> datetime | None:
    """Return an instant of the log in `zone`; None where it is none."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    # No such zone on this machine, or a date at the very end of the calendar: left in UTC.
    with suppress(ValueError, OSError, LookupError, OverflowError):
        instant = instant.astimezone(_zone(zone))
    return instant


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
