"""One large chart, drawn by plotext in the theme's colours and readable without any.

The left leg is `●`, the right `○`, both alike `◉`; planned bars are hatched, done ones solid.
plotext is imported when the first chart is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.color import Color
from textual.reactive import reactive
from textual.widget import Widget

from app.coach.insight import Chart, Series, Shape, thin

if TYPE_CHECKING:
    from textual_plotext.plot import Plot

LEFT, RIGHT, ALIKE = "●", "○", "◉"
PLANNED, DONE, TARGET = "░", "█", "╌"

LEGEND = {
    Shape.LEFT: LEFT,
    Shape.RIGHT: RIGHT,
    Shape.BOTH: LEFT,
    Shape.TARGET: TARGET * 2,
    Shape.PLANNED: PLANNED * 2,
    Shape.DONE: DONE * 2,
}
"""The sign of each kind of series, for the line beside the chart."""

_LEAST_WIDTH, _LEAST_HEIGHT = 16, 5
# Markers beyond this many to the column run into one another; the line alone is clearer.
_MARKER_COLUMNS = 3
_LABEL_COLUMNS = 9

Rgb = tuple[int, int, int]


class ChartView(Widget):
    """Draws a `Chart` to fill its room; keeps what it drew until chart, size or theme change."""

    DEFAULT_CSS = """
    ChartView { width: 1fr; height: 1fr; min-height: 5; }
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
            _bars(plot, chart, ink)
        else:
            _lines(plot, chart, ink, width)
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


def _lines(plot: Plot, chart: Chart, ink: _Ink, width: int) -> None:
    xs = _positions(chart.days)
    span = max(1.0, xs[-1] - xs[0])
    whole = chart.high - chart.low <= 6
    room = 0.5 if whole else max(1.0, chart.high * 0.1)
    top = chart.high + room
    plot.ylim(chart.low - (room if whole else 0), top)
    plot.xlim(xs[0] - span * 0.04 - 0.5, xs[-1] + span * 0.04 + 0.5)
    _marks(plot, chart, xs, ink, top)
    for line in chart.series:
        known = [(x, value) for x, value in zip(xs, line.values, strict=True) if value is not None]
        if line.shape is Shape.TARGET:
            color = ink.rule if len(known) > width else ink.muted
            for x, value in _steps(known):
                plot.scatter([x], [value], marker=TARGET, color=color)
        elif len(known) > 1:
            plot.plot(*_columns(known), marker="braille", color=_color(line, ink))
    if len(xs) * _MARKER_COLUMNS <= width:
        _points(plot, chart, xs, ink)
    if whole:
        ticks = list(range(int(chart.low), int(chart.high) + 1))
        plot.yticks(ticks, [str(tick) for tick in ticks])
    else:
        _count_ticks(plot, chart.high)
    _day_ticks(plot, chart.days, xs, width)


def _points(plot: Plot, chart: Chart, xs: Sequence[float], ink: _Ink) -> None:
    seen: dict[tuple[float, float], int] = {}
    lines = [line for line in chart.series if line.shape is not Shape.TARGET]
    for line in lines:
        for x, value in zip(xs, line.values, strict=True):
            if value is not None:
                seen[x, value] = seen.get((x, value), 0) + 1
    for line in lines:
        for x, value in zip(xs, line.values, strict=True):
            if value is not None:
                marker = ALIKE if seen[x, value] > 1 else LEGEND[line.shape]
                plot.scatter([x], [value], marker=marker, color=_color(line, ink))


def _bars(plot: Plot, chart: Chart, ink: _Ink) -> None:
    xs = [float(at) for at in range(len(chart.days))]
    # A few weeks do not become a few walls: there is room for eight at least.
    slots = max(8, len(xs))
    top = chart.high * 1.15
    plot.ylim(0, top)
    plot.xlim(-0.6, slots - 0.4)
    first = chart.days[0].toordinal()
    marks = [((mark.first.toordinal() - first) // 7 - 0.5, mark.label) for mark in chart.marks]
    for x, label in marks:
        _mark(plot, max(x, -0.5), label, ink, top)
    for line in chart.series:
        planned = line.shape is Shape.PLANNED
        shift = -0.2 if planned else 0.2
        known = [(x + shift, value) for x, value in zip(xs, line.values, strict=True) if value]
        if known:
            plot.bar(
                *_columns(known),
                marker=PLANNED if planned else DONE,
                color=ink.muted if planned else ink.first,
                width=0.36,
                reset_ticks=False,
            )
    _count_ticks(plot, chart.high)
    every = max(1, -(-slots * _LABEL_COLUMNS // 60))
    shown = range(0, len(xs), every)
    plot.xticks([xs[at] for at in shown], [_label(chart.days[at]) for at in shown])


def _positions(days: Sequence[date]) -> list[float]:
    """Put days on the axis by their number; a second session of a day stands a little later."""
    xs: list[float] = []
    for day in days:
        x = float(day.toordinal())
        xs.append(x if not xs or x > xs[-1] else xs[-1] + 0.3)
    return xs


def _marks(plot: Plot, chart: Chart, xs: Sequence[float], ink: _Ink, top: float) -> None:
    for mark in chart.marks:
        x = float(mark.first.toordinal())
        _mark(plot, max(x, xs[0]), mark.label, ink, top)


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


def _count_ticks(plot: Plot, high: float) -> None:
    step = next(
        (size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500) if high / size <= 6), high / 5
    )
    ticks = [step * at for at in range(int(high / step) + 1)]
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
