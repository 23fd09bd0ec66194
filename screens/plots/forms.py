"""A strategy for each form of chart: it draws the values of a chart on a canvas."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from app.coach.insight.chart import Chart, Form, Level, Series, Shape, Tone, only, thin
from screens.plots.canvas import AXIS_ROWS, Canvas, Ink, Scale
from screens.plots.signs import ALIKE, LINE, SIGN, TARGET, ink_of

# Signs closer than this many columns run into one another: some are then left out.
_SIGN_COLUMNS = 2
# Days without a session after which a line is broken: it would tell of what was not done.
_GAP_DAYS = 28
_LEAST_SLOTS = 6
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TONE = {
    Tone.PLAIN: "muted",
    Tone.GREEN: "pain-green",
    Tone.AMBER: "pain-amber",
    Tone.RED: "pain-red",
}
_DOTS = {Tone.PLAIN: 8, Tone.GREEN: 12, Tone.AMBER: 6, Tone.RED: 3}


class Strategy(Protocol):
    """How one form of chart is laid out and drawn."""

    def fit(self, chart: Chart, width: int) -> Chart:
        """Return as much of a chart as a width can show."""
        ...

    def canvas(self, chart: Chart, xs: Sequence[float], size: tuple[int, int]) -> Canvas:
        """Return the canvas for a chart whose days stand at `xs`."""
        ...

    def draw(self, canvas: Canvas, chart: Chart, xs: Sequence[float], ink: Ink) -> None:
        """Draw the values."""
        ...


class Lines:
    """Values over time, a sign at each; targets as steps; a gap stays a gap."""

    def fit(self, chart: Chart, width: int) -> Chart:
        """Return at most two points a column, with a break where there was one."""
        return thin(chart, width)

    def canvas(self, chart: Chart, xs: Sequence[float], size: tuple[int, int]) -> Canvas:
        """Return a canvas on a time axis."""
        span = max(1.0, xs[-1] - xs[0])
        scale = Scale.of(chart.low, chart.high, size[1] - AXIS_ROWS)
        if chart.ends:
            scale = replace(scale, top=chart.high)
        edges = (xs[0] - span * 0.03 - 0.5, xs[-1] + span * 0.03 + 0.5)
        return Canvas(size, scale, edges, _aside(chart, size[0]))

    def draw(self, canvas: Canvas, chart: Chart, xs: Sequence[float], ink: Ink) -> None:
        """Draw levels, targets, lines and signs."""
        for level in chart.levels:
            _level(canvas, level, ink)
        for line in chart.series:
            if line.shape is Shape.TARGET:
                _target(canvas, line, xs, ink)
            else:
                points = _broken(xs, line.values)
                if len(points) > 1:
                    canvas.line(points, ink.rgb(ink_of(line.shape)))
        _signs(canvas, chart, xs, ink)


class Bars:
    """Bars side by side for each place of the axis; stacked series stand on one another."""

    def fit(self, chart: Chart, width: int) -> Chart:
        """Return the newest places that have room for their bars."""
        side_by_side = _side_by_side(chart)
        room = max(
            1,
            (width - _aside(chart, width) - len(f"{chart.high:g}") - 2)
            // (side_by_side + (side_by_side > 2)),
        )
        if side_by_side <= 2 or len(chart.days) <= room:
            return chart
        return only(chart, range(len(chart.days) - room, len(chart.days)))

    def canvas(self, chart: Chart, xs: Sequence[float], size: tuple[int, int]) -> Canvas:
        """Return a canvas with a slot for each place, room for a few at least."""
        scale = Scale.of(0, chart.high, size[1] - AXIS_ROWS)
        return Canvas(size, scale, (-0.5, _slots(chart) - 0.5), _aside(chart, size[0]))

    def draw(self, canvas: Canvas, chart: Chart, xs: Sequence[float], ink: Ink) -> None:
        """Draw levels, then each group of bars in its slot."""
        for level in chart.levels:
            _level(canvas, level, ink)
        slot = canvas.free / _slots(chart)
        groups = _side_by_side(chart)
        gap = 1 if slot >= groups + 1 else 0
        wide = max(1, int((slot - gap) / groups))
        for at in range(len(xs)):
            left = round(at * slot) + (gap if slot > groups * wide + gap else 0)
            _bars_of(canvas, chart, at, (left, wide), ink, narrow=slot < groups)


class Calendar:
    """A column for each week, a row for each weekday."""

    def fit(self, chart: Chart, width: int) -> Chart:
        """Return the newest weeks that have room."""
        room = max(1, (width - 5) // 2)
        if len(chart.days) <= room:
            return chart
        return only(chart, range(len(chart.days) - room, len(chart.days)))

    def canvas(self, chart: Chart, xs: Sequence[float], size: tuple[int, int]) -> Canvas:
        """Return a canvas with a row for each weekday, Monday uppermost."""
        rows = size[1] - AXIS_ROWS
        return Canvas(size, _Week.of_rows(rows), (-0.5, max(_LEAST_SLOTS, len(xs)) - 0.5))

    def draw(self, canvas: Canvas, chart: Chart, xs: Sequence[float], ink: Ink) -> None:
        """Put a sign for each session where its day is; a day without one is a dot."""
        week = canvas.scale
        for at, x in enumerate(xs):
            column = canvas.column(x)
            shown = {weekday: line for line in reversed(chart.marks) for weekday in line.weeks[at]}
            for weekday in range(7):
                row = week.row(6 - weekday)
                found = shown.get(weekday)
                if found is None:
                    canvas.put(column, row, "·", ink.style("rule"))
                else:
                    sign = "■" if found.shape is Shape.DONE else SIGN[found.shape]
                    canvas.put(column, row, sign, ink.style(ink_of(found.shape)))


class _Week(Scale):
    """The rows of a calendar, named by their weekday."""

    @classmethod
    def of_rows(cls, rows: int) -> _Week:
        """Return the weekdays spread over so many rows."""
        a_day = max(1, (rows - 1) // 6)
        return cls(0, 1, a_day, 6 * a_day + 1, 6)

    def labels(self) -> tuple[list[float], list[str]]:
        """Return the weekdays, from the lowest row up."""
        return [float(at) for at in range(7)], list(reversed(_WEEKDAYS))


STRATEGIES: Mapping[Form, Strategy] = {
    Form.LINES: Lines(),
    Form.BARS: Bars(),
    Form.CALENDAR: Calendar(),
}
"""The strategy of each form."""


# --- parts ----------------------------------------------------------------------------------------


def _level(canvas: Canvas, level: Level, ink: Ink) -> None:
    """Draw a line across, behind the values, with its name at its right end.

    A band is filled with dots up to its end, the closer the more it matters.
    """
    style = ink.style(_TONE[level.tone])
    row = canvas.scale.row(level.value)
    canvas.name_row(level.value)
    label = f" {level.label}"
    start = canvas.columns - len(label)
    for offset, sign in enumerate(label):
        canvas.put(start + offset, row, sign, style)
    for column in range(start):
        canvas.put_behind(column, row, LINE, style)
    if level.until is not None:
        every = _DOTS[level.tone]
        for above in range(row + 1, canvas.scale.row(level.until) + 1):
            for column in range(above % 2 * (every // 2), canvas.columns, every):
                canvas.put_behind(column, above, "·", style)


def _aside(chart: Chart, width: int) -> int:
    """Return the columns that the names of the levels take, at most two fifths of the width."""
    return min(width * 2 // 5, max((len(level.label) + 1 for level in chart.levels), default=0))


def _broken(xs: Sequence[float], values: Sequence[float | None]) -> list[tuple[float, float]]:
    """Return the points of a line with a break at each gap and each long pause."""
    points: list[tuple[float, float]] = []
    usual = max(_GAP_DAYS, (xs[-1] - xs[0]) / max(1, len(xs)) * 8) if xs else _GAP_DAYS
    for x, value in zip(xs, values, strict=True):
        if value is None:
            if points and not math.isnan(points[-1][1]):
                points.append((points[-1][0], math.nan))
            continue
        if points and x - points[-1][0] > usual and not math.isnan(points[-1][1]):
            points.append((points[-1][0], math.nan))
        points.append((x, float(value)))
    while points and math.isnan(points[-1][1]):
        points.pop()
    return points


def _target(canvas: Canvas, line: Series, xs: Sequence[float], ink: Ink) -> None:
    """Draw targets as steps: one holds until it is changed."""
    known = [
        (canvas.column(x), canvas.scale.row(value))
        for x, value in zip(xs, line.values, strict=True)
        if value is not None
    ]
    style = ink.style("muted")
    if known:
        known.append((min(canvas.columns, known[-1][0] + 2), known[-1][1]))
    for (column, row), (following, _) in pairwise(known):
        for at in range(column, max(column + 1, following)):
            canvas.put_behind(at, row, TARGET, style)


def _signs(canvas: Canvas, chart: Chart, xs: Sequence[float], ink: Ink) -> None:
    """Put a sign at every value that has room: the greatest first, then counted from the newest."""
    lines = [line for line in chart.series if line.shape is not Shape.TARGET]
    known = {
        at: values
        for at in range(len(xs) - 1, -1, -1)
        if (values := [(line, line.values[at]) for line in lines if line.values[at] is not None])
    }
    greatest = max(known, key=lambda at: max(value or 0 for _, value in known[at]), default=None)
    taken: set[int] = set()
    for at in [] if greatest is None else [greatest, *known]:
        column = canvas.column(xs[at])
        near = range(column - _SIGN_COLUMNS + 1, column + _SIGN_COLUMNS)
        if not taken.isdisjoint(near):
            continue
        taken.add(column)
        for line, value in known[at]:
            row = canvas.scale.row(value or 0)
            alike = canvas.has(column, row) not in {"", SIGN[line.shape]}
            sign = ALIKE if alike else SIGN[line.shape]
            canvas.put(column, row, sign, ink.style("accent" if alike else ink_of(line.shape)))


def _side_by_side(chart: Chart) -> int:
    """Return how many bars stand in one slot; all stacked ones are one."""
    stacked = any(line.stacked for line in chart.series)
    return sum(not line.stacked for line in chart.series) + stacked


def _slots(chart: Chart) -> int:
    """Return for how many groups there is room: a few weeks do not become a few walls."""
    least = _LEAST_SLOTS if _side_by_side(chart) <= 2 else _LEAST_SLOTS // 2
    return max(least, len(chart.days))


def _bars_of(
    canvas: Canvas, chart: Chart, at: int, where: tuple[int, int], ink: Ink, *, narrow: bool
) -> None:
    """Draw the bars of one slot from `left` on, each so wide.

    Where a slot is too narrow for two bars, the first is a mark at its height over the other.
    """
    left, wide = where
    scale = canvas.scale
    bars = [line for line in chart.series if not line.stacked]
    stack = [line for line in chart.series if line.stacked]
    column = left
    for line in bars:
        value = line.values[at]
        rows = scale.height(value) if value else 0
        style = ink.style(ink_of(line.shape))
        if narrow:
            if rows:
                canvas.put(left, min(scale.rows - 1, rows), "▁", style)
            continue
        for x in range(column, column + wide):
            for row in range(rows):
                canvas.put(x, row, SIGN[line.shape], style)
        column += wide
    total = 0.0
    for line in stack:
        value = line.values[at]
        if not value:
            continue
        low, high = (scale.height(total) if total else 0), scale.height(total + value)
        total += value
        style = ink.style(ink_of(line.shape))
        for x in range(column, column + wide):
            for row in range(low, high):
                canvas.put(x, row, SIGN[line.shape], style)
