"""A chart as data: a question, its answer in a sentence, and series of numbers over days.

Nothing here draws. Days are local training days; an index of `days` is a session, a test or a
week, so that two sessions of one day are two places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from app.coach.day_text import long_day
from app.coach.frozen import dataclass, replace


class Form(StrEnum):
    """How a chart is laid out."""

    LINES = "lines"
    BARS = "bars"
    """One group of bars for each place on the axis; `stacked` series stand on one another."""
    CALENDAR = "calendar"


class Shape(StrEnum):
    """What a series is, and so how it is drawn: each has a sign of its own."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    TARGET = "target"
    PLANNED = "planned"
    DONE = "done"
    MECHANICS = "mechanics"
    COORDINATION = "coordination"
    POWER = "power"
    AEROBIC = "aerobic"
    TISSUE = "tissue"
    OTHER = "other"
    MISSED = "missed"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Band:
    """A phase on the time axis, from its first to its last day."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that was passed, and where it leads."""

    label: str
    day: date


class Tone(StrEnum):
    """What a level line is about; only the light of pain has colours of its own."""

    PLAIN = "plain"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart, such as the norm of a test; `value` is on the chart's scale.

    `until` is the upper end of a band that begins at the line.
    """

    value: float
    label: str
    tone: Tone = Tone.PLAIN
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A word above the day it belongs to, such as `6→8` or `worse`."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line or row of bars: a value for each of the chart's days, None where there is none."""

    label: str
    shape: Shape
    values: tuple[float | None, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """One kind of day in a calendar: for each of its weeks the weekdays it fell on, 0 Monday."""

    label: str
    shape: Shape
    weeks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One question, its answer in a sentence, and the numbers that show it.

    `days` is the axis, oldest first. `low` and `high` bound the values, `unit` says what they
    count; `ends` says that there is nothing beyond `high`, as on a scale of answers. `bands` and
    `gates` stand on every time axis; `notes` are words above their day, and `noted` what they are
    about. `columns` are further columns of the table: a heading and a cell for each day. A
    calendar has `marks` in the place of `series`.
    """

    question: str
    answer: str
    days: tuple[date, ...] = ()
    series: tuple[Series, ...] = ()
    low: float = 0
    high: float = 1
    unit: str = ""
    form: Form = Form.LINES
    bands: tuple[Band, ...] = ()
    gates: tuple[Gate, ...] = ()
    levels: tuple[Level, ...] = ()
    notes: tuple[Note, ...] = ()
    noted: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ends: bool = False
    marks: tuple[Marks, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is not one value and not one mark to draw."""
        return not (
            any(value is not None for line in self.series for value in line.values)
            or any(any(one.weeks) for one in self.marks)
        )

    @property
    def last_day(self) -> date:
        """The last day that the chart tells of: the newest bar or column is of several."""
        if self.form is Form.LINES:
            return self.days[-1]
        first, second = (*self.days, self.days[0] + timedelta(weeks=1))[:2]
        return self.days[-1] + (second - first) - timedelta(days=1)

    @property
    def gates_ahead(self) -> tuple[Gate, ...]:
        """The gates that lay ahead on the chart's first day; the others cannot be marked."""
        return tuple(gate for gate in self.gates if self.days and gate.day >= self.days[0])

    def header(self) -> tuple[str, ...]:
        """Return the headings of the table."""
        return ("day", *(line.label for line in self.series), *(name for name, _ in self.columns))

    def row(self, at: int) -> tuple[str, ...]:
        """Return one row of the table; `–` where there is no number."""
        return (
            long_day(self.days[at]),
            *(number(line.values[at]) for line in self.series),
            *(cells[at] or "–" for _, cells in self.columns),
        )

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return the headings and all rows of the numbers, newest first."""
        return self.header(), tuple(self.row(at) for at in reversed(range(len(self.days))))


def number(value: float | None) -> str:
    """Return a value as the table has it: at most one decimal, `–` for none."""
    if value is None:
        return "–"
    return f"{value:.1f}".rstrip("0").rstrip(".")


def short_day(day: date, beside: date | None = None) -> str:
    """Return a day such as `2 Nov`, with the year where `beside` is of another one."""
    said = f"{day.day} {day:%b}"
    return said if beside is None or beside.year == day.year else f"{said} {day.year}"


def thin(chart: Chart, columns: int) -> Chart:
    """Return the chart with at most two points a column: the least and the greatest of each.

    A plot cannot show more, and drawing costs by the point. Only lines are thinned.
    """
    if columns < 1 or len(chart.days) <= 2 * columns or chart.form is not Form.LINES:
        return chart
    keep: set[int] = set()
    lines = max(1, len(chart.series))
    # Every series keeps its own extremes; together they stay under two a column.
    buckets = max(1, columns // lines)
    size = len(chart.days) / buckets
    for bucket in range(buckets):
        inside = range(int(bucket * size), int((bucket + 1) * size))
        for line in chart.series:
            known = [at for at in inside if line.values[at] is not None]
            if known:
                values = [line.values[at] or 0 for at in known]
                keep.add(known[values.index(min(values))])
                keep.add(known[values.index(max(values))])
    return only(chart, sorted(keep))


def only(chart: Chart, places: Sequence[int]) -> Chart:
    """Return the chart with these places of its axis."""
    return replace(
        chart,
        days=tuple(chart.days[at] for at in places),
        series=tuple(
            replace(line, values=tuple(line.values[at] for at in places)) for line in chart.series
        ),
        marks=tuple(
            replace(one, weeks=tuple(one.weeks[at] for at in places)) for one in chart.marks
        ),
        columns=tuple((name, tuple(cells[at] for at in places)) for name, cells in chart.columns),
    )


def bounds(values: Iterable[float | None], least_share: float = 0.2) -> tuple[float, float]:
    """Return a range that holds the values, a little below the least on a multiple of five."""
    known = [value for value in values if value is not None]
    if not known:
        return 0, 1
    low, high = min(known), max(known)
    floor = max(0.0, (low - least_share * high) // 5 * 5)
    return floor, high if high > floor else floor + 1


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def sentence(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]
