"""The numbers of a chart as a table: only the lines in sight are made, however many there are."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from app.coach.insight.chart import Chart
from screens.widgets.plain import clip, fit, plain

_GAP = 3
_WIDEST = 28
# Column widths are taken from so many rows at either end and not from twenty years of them.
_LOOKED_AT = 200


class Numbers(ScrollView, can_focus=True):
    """A chart's table, newest first, with a word where a phase begins."""

    COMPONENT_CLASSES = {"numbers--head", "numbers--muted"}  # noqa: RUF012 -- as Textual has it
    DEFAULT_CSS = """
    Numbers { height: 1fr; overflow-x: auto; }
    Numbers > .numbers--head { color: $muted; text-style: bold; }
    Numbers > .numbers--muted { color: $muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self._chart: Chart | None = None
        self._header: tuple[str, ...] = ()
        self._widths: list[int] = []

    def show(self, chart: Chart) -> None:
        """Show the numbers of a chart."""
        if chart is self._chart:
            return
        self._chart = chart
        self._header = tuple(plain(name) for name in chart.header())
        places = range(len(chart.days))
        looked_at = {*places[:_LOOKED_AT], *places[-_LOOKED_AT:]}
        rows = [self._header, *(self._cells(at) for at in looked_at)]
        self._widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
        begun = [band.label for band in chart.bands if band.first in chart.days]
        aside = max((cell_len(plain(label)) + _GAP + 7 for label in begun), default=0)
        width = sum(self._widths) + _GAP * (len(self._widths) - 1) + aside
        self.virtual_size = Size(width, len(chart.days) + 1)
        self.scroll_home(animate=False)
        self.refresh()

    def _cells(self, at: int) -> tuple[str, ...]:
        chart = self._chart
        return tuple(clip(plain(cell), _WIDEST) for cell in chart.row(at)) if chart else ()

    def render_line(self, y: int) -> Strip:
        """Draw one line: the headings stay, the rows scroll below them."""
        width, base = self.scrollable_content_region.width, self.rich_style
        chart, line = self._chart, y + self.scroll_offset.y
        if chart is None or not chart.days:
            words = "No numbers yet." if y == 0 else ""
            return Strip([Segment(words, base)]).adjust_cell_length(width, base)
        if y == 0:
            head = self.get_component_rich_style("numbers--head")
            return self._cut(Strip([Segment(self._line(self._header), head)]), width)
        at = len(chart.days) - line
        if at < 0:
            return Strip.blank(width, base)
        muted = self.get_component_rich_style("numbers--muted")
        begun = next((band.label for band in chart.bands if band.first == chart.days[at]), "")
        note = f"{' ' * _GAP}{plain(begun)} begins" if begun else ""
        cells = Segment(self._line(self._cells(at)), base)
        return self._cut(Strip([cells, Segment(note, muted)]), width)

    def _cut(self, strip: Strip, width: int) -> Strip:
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + width, self.rich_style)

    def _line(self, cells: tuple[str, ...]) -> str:
        parts = [fit(cells[0], self._widths[0])]
        for cell, width in zip(cells[1:], self._widths[1:], strict=True):
            parts.append(" " * max(0, width - cell_len(cell)) + clip(cell, width))
        return (" " * _GAP).join(parts)
