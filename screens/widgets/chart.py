"""One large chart, drawn by plotext in the theme's colours and readable without any.

The left leg is `●`, the right `○`, both alike `◉`, two-legged work `■`; planned bars are hatched,
done ones solid.
plotext is imported when the first chart is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.color import Color
from textual.reactive import reactive
from textual.widget import Widget

from app.coach.insight import Chart, Series, Shape, thin

if TYPE_CHECKING:
    from textual_plotext.plot import Plot

LEFT, RIGHT, ALIKE, TOGETHER = "●", "○", "◉", "■"
PLANNED, DONE, TARGET = "░", "█", "╌"

LEGEND = {
    Shape.LEFT: LEFT,
    Shape.RIGHT: RIGHT,
    Shape.BOTH: TOGETHER,
    Shape.TARGET: TARGET * 2,
    Shape.PLANNED: PLANNED * 2,
    Shape.DONE: DONE * 2,
}
"""The sign of each kind of series, for the line beside the chart."""

_LEAST_WIDTH, _LEAST_HEIGHT = 16, 5
# Markers closer than this many columns run into one another: some are then left out.
_MARKER_COLUMNS = 2.5
_LABEL_COLUMNS = 9
# A range this small is a scale, of which every step has its tick.
_SCALE = 6
# plotext draws the axis and its days below the canvas.
_AXIS_ROWS = 2
_TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

Rgb = tuple[int, int, int]


class ChartView(Widget):
    """Draws a `Chart` to fill its room; keeps what it drew until chart, size or theme change."""

    DEFAULT_CSS = """
    ChartView { width: 1fr; height: 1fr; }
    """

    chart: reactive[Chart | None] = reactive(None)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self._drawn: tuple[object, Text] | None = None

    def render(self) -> Text:
        """Draw the chart, or nothing where there is no room or no value."""
        size = self.content_size
        chart = self.chart
        if chart is None or chart.empty or size.width < _LEAST_WIDTH or size.height < _LEAST_HEIGHT:
            return Text()
        state = (chart, size, self.app.theme)
        if self._drawn is None or self._drawn[0] != state:
            self._drawn = (state, self._draw(thin(chart, size.width), size.width, size.height))
        return self._drawn[1]

    def _draw(self, chart: Chart, width: int, height: int) -> Text:
        from textual_plotext.plot import Plot

        plot = Plot()
        plot.plotsize(width, height)
        # plotsize alone is ignored by a figure without a terminal of its own.
        plot._set_size(width, height)  # noqa: SLF001 -- no public way in plotext 5
        plot.theme("textual-clear")
        ink = _Ink(self.app.theme_variables)
        plot.ticks_color(ink.muted)
        plot.axes_color("default")
        plot.canvas_color("default")
        if chart.series[0].shape is Shape.PLANNED:
            _bars(plot, chart, ink, width)
        else:
            _lines(plot, chart, ink, width, height)
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        return Text.from_ansi(plot.build().rstrip("\n"), no_wrap=True, end="")


class _Ink:
    """The theme's colours as plotext wants them."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.first = _rgb(variables["accent"])
        self.second = _rgb(variables["foreground"])
        self.muted = _rgb(variables["muted"])
        self.rule = _rgb(variables["rule"])


def _rgb(name: str) -> Rgb:
    return Color.parse(name).rgb


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of the canvas, so that marks, lines and ticks of one value share a row."""

    low: float
    high: float
    count: int

    @classmethod
    def of(cls, chart: Chart, count: int) -> _Rows:
        """Return rows that hold the chart's range, with room above for the phases."""
        span = chart.high - chart.low
        per_unit = int((count - 2) // span) if span else 0
        if per_unit < 1:
            return cls(chart.low, chart.high + max(1.0, span * 0.15), count)
        # The same number of rows between any two units, a scale in the middle of the room.
        below = int((count - 1 - per_unit * span) // 2) if span <= _SCALE else 0
        low = chart.low - below / per_unit
        return cls(low, low + (count - 1) / per_unit, count)

    def snap(self, value: float) -> float:
        """Return the value at the middle of the row that `value` falls on."""
        step = (self.high - self.low) / max(1, self.count - 1)
        return self.low + round((value - self.low) / step) * step


def _lines(plot: Plot, chart: Chart, ink: _Ink, width: int, height: int) -> None:
    xs = _positions(chart.days)
    span = max(1.0, xs[-1] - xs[0])
    rows = _Rows.of(chart, max(2, height - _AXIS_ROWS))
    plot.ylim(rows.low, rows.high)
    plot.xlim(xs[0] - span * 0.04 - 0.5, xs[-1] + span * 0.04 + 0.5)
    for mark in chart.marks:
        _mark(plot, max(float(mark.first.toordinal()), xs[0]), mark.label, ink, rows.high)
    for line in chart.series:
        known = [
            (x, rows.snap(value))
            for x, value in zip(xs, line.values, strict=True)
            if value is not None
        ]
        if line.shape is Shape.TARGET:
            plot.scatter(*_columns(_steps(known)), marker=TARGET, color=ink.muted)
        elif len(known) > 1:
            plot.plot(*_columns(known), marker="braille", color=_color(line, ink))
    _points(plot, chart, xs, ink, max(1, math.ceil(len(xs) * _MARKER_COLUMNS / width)))
    if chart.high - chart.low <= _SCALE:
        ticks = [float(tick) for tick in range(int(chart.low), int(chart.high) + 1)]
        plot.yticks(ticks, [f"{tick:g}" for tick in ticks])
    else:
        _count_ticks(plot, chart.low, chart.high)
    _day_ticks(plot, chart.days, xs, width)


def _points(plot: Plot, chart: Chart, xs: Sequence[float], ink: _Ink, every: int) -> None:
    """Mark every so-many-th session, counted from the newest, so that sides differ by shape."""
    shown = range(len(xs) - 1, -1, -every)
    seen: dict[tuple[float, float], int] = {}
    lines = [line for line in chart.series if line.shape is not Shape.TARGET]
    for line in lines:
        for at in shown:
            value = line.values[at]
            if value is not None:
                seen[xs[at], value] = seen.get((xs[at], value), 0) + 1
    for line in lines:
        for at in shown:
            value = line.values[at]
            if value is not None:
                marker = ALIKE if seen[xs[at], value] > 1 else LEGEND[line.shape]
                plot.scatter([xs[at]], [value], marker=marker, color=_color(line, ink))


def _bars(plot: Plot, chart: Chart, ink: _Ink, width: int) -> None:
    xs = [float(at) for at in range(len(chart.days))]
    # A few weeks do not become a few walls: there is room for six at least.
    slots = max(6, len(xs))
    top = chart.high * 1.15
    plot.ylim(0, top)
    plot.xlim(-0.6, slots - 0.4)
    first = chart.days[0].toordinal()
    marks = [((mark.first.toordinal() - first) // 7 - 0.5, mark.label) for mark in chart.marks]
    for x, label in marks:
        _mark(plot, max(x, -0.5), label, ink, top)
    for line in chart.series:
        planned = line.shape is Shape.PLANNED
        shift = -0.17 if planned else 0.17
        known = [(x + shift, value) for x, value in zip(xs, line.values, strict=True) if value]
        if known:
            plot.bar(
                *_columns(known),
                marker=PLANNED if planned else DONE,
                color=ink.muted if planned else ink.first,
                width=0.3,
                reset_ticks=False,
            )
    _count_ticks(plot, chart.low, chart.high)
    every = max(1, math.ceil(slots * _LABEL_COLUMNS / width))
    shown = range(0, len(xs), every)
    plot.xticks([xs[at] for at in shown], [_label(chart.days[at]) for at in shown])


def _positions(days: Sequence[date]) -> list[float]:
    """Put days on the axis by their number; a second session of a day stands a little later."""
    xs: list[float] = []
    for day in days:
        x = float(day.toordinal())
        xs.append(x if not xs or x > xs[-1] else xs[-1] + 0.3)
    return xs


def _mark(plot: Plot, x: float, label: str, ink: _Ink, top: float) -> None:
    plot.vline(x, ink.rule)
    plot.text(f" {label}", x=x, y=top, color=ink.muted, alignment="left")


def _steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Fill the way between targets with points of the earlier one: a target holds until changed."""
    filled: list[tuple[float, float]] = []
    for (x, value), (later, _) in zip(points, [*points[1:], points[-1]], strict=True):
        parts = 12 if later > x else 1
        filled += [(x + (later - x) * part / parts, value) for part in range(parts)]
    return filled


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [value for _, value in points]


def _count_ticks(plot: Plot, low: float, high: float) -> None:
    span = high - low
    step = next((size for size in _TICK_STEPS if span / size <= 6), max(1, int(span / 5)))
    ticks = [low + step * at for at in range(int(span / step) + 1)]
    plot.yticks(ticks, [f"{tick:g}" for tick in ticks])


def _day_ticks(plot: Plot, days: Sequence[date], xs: Sequence[float], width: int) -> None:
    room = max(2, width // (_LABEL_COLUMNS + 3))
    every = max(1, -(-len(days) // room))
    least = (xs[-1] - xs[0]) / room
    positions: list[float] = []
    labels: list[str] = []
    for at in range(0, len(days), every):
        if not positions or xs[at] - positions[-1] >= least:
            positions.append(xs[at])
            labels.append(_label(days[at]))
    plot.xticks(positions, labels)


def _label(day: date) -> str:
    return f"{day.day} {day:%b}"


def _color(line: Series, ink: _Ink) -> Any:
    return ink.second if line.shape is Shape.RIGHT else ink.first
