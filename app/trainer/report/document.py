"""What a report is made of, before it is Markdown or HTML. Text here is plain, never markup."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.coach.frozen import dataclass


class Line(StrEnum):
    """Whose line or bar it is, which decides how it is drawn."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    PLANNED = "planned"
    DONE = "done"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Series:
    """One line or row of bars: a value for each day of its chart, None where there is none."""

    label: str
    line: Line
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Values over days, oldest first, between `low` and `high`; bars or lines.

    `title` says what is drawn; a chart is read with it alone.
    """

    title: str
    days: tuple[date, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    bars: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and what is known."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; columns in `numbers` are set to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """Something under a small heading that belongs together on one page."""

    title: str
    blocks: tuple[Block, ...]


Block = Text | Facts | Bullets | Table | Chart | Part


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading. `new_page` begins one where that is printed."""

    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    note: str
    sections: tuple[Section, ...]
