"""A plot in cells: plotext draws axes and lines, the signs are put where their values are.

plotext's own markers cost by the point and fall between rows; here every sign stands in the cell
of its value. The scale is chosen so that each step of the axis takes the same number of rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.strip import Strip

from app.coach.frozen import dataclass

if TYPE_CHECKING:
    from textual_plotext.plot import Plot

_STEPS = (1, 2, 2.5, 3, 4, 5)
# Small steps that are whole and can be counted in the head.
_FEW_STEPS = (1, 2, 3, 5)
_FEWEST_TICKS, _MOST_TICKS = 3, 10
# So many idle rows are better than an axis with too few ticks.
_CROWDED = 6
# plotext draws the axis and its words below the canvas.
AXIS_ROWS = 2

Rgb = tuple[int, int, int]


class Ink:
    """The theme's colours by name, as plotext and as cells want them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._styles: dict[str, Style] = {}

    def rgb(self, name: str) -> Rgb:
        """Return a theme colour."""
        return Color.parse(self._variables[name]).rgb

    def style(self, name: str) -> Style:
        """Return a theme colour as the style of a cell."""
        if name not in self._styles:
            self._styles[name] = Style(color=RichColor.from_rgb(*self.rgb(name)))
        return self._styles[name]


@dataclass(frozen=True, slots=True)
class Scale:
    """The rows of a canvas: `low` is the lowest row, and every `rows_a_tick` rows is a tick.

    No tick stands above `top`, where what is measured ends.
    """

    low: float
    step: float
    rows_a_tick: int
    rows: int
    ticks: int
    top: float = math.inf

    @classmethod
    def of(cls, low: float, high: float, rows: int) -> Scale:
        """Return a scale that holds a range in at most so many rows, with ticks at even distances.

        Of the steps that give a readable number of ticks the one is taken that wastes the fewest
        rows, the finer of two alike.
        """
        best = cls(low, max(high - low, 1.0), max(1, rows - 1), rows, 1)
        if rows < 2 or high <= low:
            return best
        waste = float(rows)
        for step in _tick_steps(high - low):
            start = math.floor(low / step + 1e-9) * step
            ticks = max(1, math.ceil((high - start) / step - 1e-9))
            if ticks > min(_MOST_TICKS, rows - 1):
                continue
            a_tick = (rows - 1) // ticks
            # Room above the highest value is as idle as a row that no tick needs.
            above = (start + ticks * step - high) / step * a_tick
            idle = rows - 1 - ticks * a_tick + above + (_CROWDED if ticks < _FEWEST_TICKS else 0)
            if idle < waste:
                best, waste = cls(start, step, a_tick, ticks * a_tick + 1, ticks), idle
        return best

    @property
    def high(self) -> float:
        """The value of the uppermost row."""
        return self.low + self.step * (self.rows - 1) / self.rows_a_tick

    def row(self, value: float) -> int:
        """Return the row of a value, 0 for the lowest; a value outside is at the edge."""
        at = round((value - self.low) / self.step * self.rows_a_tick)
        return min(self.rows - 1, max(0, at))

    def height(self, value: float) -> int:
        """Return how many rows a bar of a value takes; what there is takes one at least.

        It ends in the row of the value, in whose middle the label of a tick stands.
        """
        return self.row(value) + 1 if value > self.low else 0

    def snap(self, value: float) -> float:
        """Return the value in the middle of the row that a value falls on."""
        return self.low + self.row(value) * self.step / self.rows_a_tick

    def labels(self) -> tuple[list[float], list[str]]:
        """Return the ticks and what is written beside them."""
        ticks = [self.low + self.step * at for at in range(self.ticks + 1)]
        ticks = [tick for tick in ticks if tick <= self.top]
        return ticks, [f"{tick:g}" for tick in ticks]


def _tick_steps(span: float) -> Sequence[float]:
    """Return steps to try, the finest first: never below one, or a tick would not be whole."""
    first = max(0, math.floor(math.log10(max(span, 1) / _MOST_TICKS)))
    return [
        step * 10.0**power
        for power in range(first, first + 3)
        for step in (_STEPS if power else _FEW_STEPS)
    ]


class Canvas:
    """Cells of one plot. Columns and rows count from the lower left corner of the plot itself."""

    def __init__(
        self, size: tuple[int, int], scale: Scale, span: tuple[float, float], aside: int = 0
    ) -> None:
        """Lay out a plot. `aside` columns at its right stay free of values, for names of levels."""
        width, _ = size
        self.scale = scale
        self.rows = scale.rows
        ticks, labels = scale.labels()
        self.edge = max(len(label) for label in labels) + 1
        self.columns = max(1, width - self.edge)
        self.free = max(1, self.columns - aside)
        low, high = span
        self.span = (low, low + (high - low) * (self.columns - 1) / max(1, self.free - 1))
        self._width, self._height = width, scale.rows + AXIS_ROWS
        self._plot: Plot | None = None
        self._has_line = False
        self._ticks = (ticks, labels)
        self._days: tuple[list[float], list[str]] = ([], [])
        self._above: dict[tuple[int, int], tuple[str, Style]] = {}
        self._below: dict[tuple[int, int], tuple[str, Style]] = {}

    def column(self, x: float) -> int:
        """Return the column of a place on the axis."""
        low, high = self.span
        share = (x - low) / (high - low) if high > low else 0.0
        return min(self.columns - 1, max(0, round(share * (self.columns - 1))))

    def put(self, column: int, row: int, sign: str, style: Style) -> None:
        """Put a sign into a cell, over whatever is there."""
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self._above[row, column] = (sign, style)

    def has(self, column: int, row: int) -> str:
        """Return the sign in a cell, "" for none."""
        return self._above.get((row, column), ("",))[0]

    def put_behind(self, column: int, row: int, sign: str, style: Style) -> None:
        """Put a sign into a cell that nothing else is in."""
        self._below.setdefault((row, column), (sign, style))

    def days(self, positions: list[float], labels: list[str]) -> None:
        """Say what is written below the axis."""
        self._days = (positions, labels)

    def name_row(self, value: float) -> None:
        """Leave a row without a number of the axis where another value is named in it."""
        row = self.scale.row(value)
        ticks, labels = self._ticks
        kept = [
            (tick, label)
            for tick, label in zip(ticks, labels, strict=True)
            if self.scale.row(tick) != row or math.isclose(tick, value)
        ]
        self._ticks = ([tick for tick, _ in kept], [label for _, label in kept])

    def line(self, points: Sequence[tuple[float, float]], rgb: Rgb) -> None:
        """Draw a line through points; one without a number breaks it."""
        xs = [x for x, _ in points]
        ys = [self.scale.snap(y) if not math.isnan(y) else y for _, y in points]
        self._figure().plot(xs, ys, marker="braille", color=rgb)
        self._has_line = True

    def _figure(self) -> Plot:
        if self._plot is None:
            from textual_plotext.plot import Plot

            self._plot = Plot()
        return self._plot

    def strips(self, ink: Ink) -> list[Strip]:
        """Return the plot with its axes as lines of the screen."""
        plot: Any = self._figure()
        plot.plotsize(self._width, self._height)
        # plotsize alone is ignored by a figure without a terminal of its own.
        plot._set_size(self._width, self._height)  # noqa: SLF001 -- no public way in plotext 5
        plot.theme("textual-clear")
        plot.ticks_color(ink.rgb("muted"))
        plot.axes_color("default")
        plot.canvas_color("default")
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        plot.xlim(*self.span)
        plot.ylim(self.scale.low, self.scale.high)
        plot.yticks(*self._ticks)
        plot.xticks(*self._days)
        if not self._has_line:
            # plotext draws no axes without a point; this one is out of sight.
            plot.scatter([self.span[0]], [self.scale.low], marker=" ")
        drawn = Text.from_ansi(plot.build().rstrip("\n"), no_wrap=True, end="")
        return [self._strip(line, self.rows - 1 - at) for at, line in enumerate(drawn.split("\n"))]

    def _strip(self, line: Text, row: int) -> Strip:
        signs = list(line.plain.ljust(self._width)[: self._width])
        styles: list[Style | None] = [None] * self._width
        for span in line.spans:
            style = span.style if isinstance(span.style, Style) else Style.parse(span.style)
            styles[span.start : span.end] = [style] * (span.end - span.start)
        styles = styles[: self._width]
        for cells, over in ((self._below, False), (self._above, True)):
            for column in range(self.columns):
                found = cells.get((row, column))
                at = column + self.edge
                if found is not None and (over or signs[at] == " "):
                    signs[at], styles[at] = found
        return Strip(_segments(signs, styles), self._width)


def _segments(signs: Sequence[str], styles: Sequence[Style | None]) -> list[Segment]:
    """Join neighbours of one style."""
    found: list[Segment] = []
    since = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or styles[at] is not styles[since]:
            found.append(Segment("".join(signs[since:at]), styles[since]))
            since = at
    return found


def ribbon(width: int, edge: int, words: Iterable[tuple[int, str, Style]]) -> Strip:
    """Return one line above the plot: words from a column of it on, the later over the earlier."""
    signs = [" "] * width
    styles: list[Style | None] = [None] * width
    for column, word, style in words:
        for offset, sign in enumerate(word):
            at = edge + column + offset
            if at < width:
                signs[at], styles[at] = sign, style
    return Strip(_segments(signs, styles), width)
