"""One large chart in the theme's colours, readable without any.

What was drawn is kept until the chart, the room or the theme changes; plotext is imported when
the first chart is drawn.
"""

from __future__ import annotations

import asyncio
import gc
from functools import cache

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from app.coach.insight.chart import Chart
from screens.plots.axis import mark_days, mark_phases, phases, places, words_above
from screens.plots.canvas import Ink
from screens.plots.forms import STRATEGIES

_LEAST_WIDTH, LEAST_HEIGHT = 16, 5
"""Columns and rows of the smallest plot; in less nothing is drawn."""
# The rows above a plot are left out before the plot gets smaller than this.
_LEAST_PLOT = 6
_MOST_KEPT = 10

_State = tuple[int, Size, str]


@cache
def ready() -> None:
    """Import what draws, away from the event loop; the first chart then need not.

    What is loaded by now stays loaded: it is taken out of what the garbage collector goes
    through, which would otherwise hold up the loop whenever many rows were read.
    """
    import textual_plotext.plot  # noqa: F401 -- loading it is all that is wanted

    gc.freeze()


class ChartView(Widget):
    """Draws a `Chart` to fill its room; keeps what it drew for charts that come again."""

    DEFAULT_CSS = """
    ChartView { width: 1fr; height: 1fr; }
    """

    chart: reactive[Chart | None] = reactive(None)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self._drawn: dict[_State, tuple[Chart, list[Strip]]] = {}

    def render_line(self, y: int) -> Strip:
        """Return one line of the chart, a blank one where there is no room or no value."""
        lines = self.strips()
        width, base = self.size.width, self.rich_style
        if y >= len(lines):
            return Strip.blank(width, base)
        return lines[y].apply_style(base).adjust_cell_length(width, base)

    @property
    def is_drawn(self) -> bool:
        """Whether what there is to show has been drawn for the room there is."""
        chart = self.chart
        state = (id(chart), self.content_size, self.app.theme)
        return chart is None or chart.empty or state in self._drawn

    async def prepare(self, chart: Chart) -> None:
        """Draw a chart in a thread, so that showing it does not hold up the loop."""
        size, theme = self.content_size, self.app.theme
        if (
            not self.display
            or chart.empty
            or _no_room(size)
            or (id(chart), size, theme) in self._drawn
        ):
            return
        ink = Ink(dict(self.app.theme_variables))
        lines = await asyncio.to_thread(draw, chart, size.width, size.height, ink)
        self._keep((id(chart), size, theme), chart, lines)

    def _keep(self, state: _State, chart: Chart, lines: list[Strip]) -> None:
        while len(self._drawn) >= _MOST_KEPT:
            del self._drawn[next(iter(self._drawn))]
        # The chart is kept beside its lines, so that no other one takes its identity.
        self._drawn[state] = (chart, lines)

    def strips(self) -> list[Strip]:
        """Return the lines of the chart for the room there is."""
        size, chart = self.content_size, self.chart
        if chart is None or chart.empty or _no_room(size):
            return []
        # By identity: to hash twenty years of numbers takes longer than to draw them.
        state = (id(chart), size, self.app.theme)
        if state not in self._drawn:
            ink = Ink(self.app.theme_variables)
            self._keep(state, chart, draw(chart, size.width, size.height, ink))
        return self._drawn[state][1]


def _no_room(size: Size) -> bool:
    return size.width < _LEAST_WIDTH or size.height < LEAST_HEIGHT


def draw(chart: Chart, width: int, height: int, ink: Ink) -> list[Strip]:
    """Return a chart as so many lines of so many columns."""
    form = STRATEGIES[chart.form]
    whole = chart
    chart = form.fit(chart, width)
    xs, place = places(chart)
    above = sum((bool(whole.bands or whole.gates), bool(whole.notes)))
    above = above if height - above >= _LEAST_PLOT else 0
    canvas = form.canvas(chart, xs, (width, height - above))
    lines = []
    if above:
        found = (
            phases(canvas, chart, place, ink, width),
            words_above(canvas, chart, place, ink, width),
        )
        lines = [line for line in found if line is not None]
        if len(lines) < above:
            canvas = form.canvas(chart, xs, (width, height - len(lines)))
    form.draw(canvas, chart, xs, ink)
    mark_phases(canvas, chart, place, ink)
    mark_days(canvas, chart, xs)
    return [*lines, *canvas.strips(ink)]
