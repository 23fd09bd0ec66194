"""The numbers of a chart as a table: only the lines in sight are made, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from app.coach.insight.chart import Chart, Form
from screens.widgets.plain import clip, fit, plain

_GAPS = (3, 2, 1)
"""Blanks between two columns: as many as fit."""
_WIDEST = 28
_STEP = 16
"""Columns of the screen that a key goes on by."""
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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "shift+left",
            "columns(-1)",
            "Columns",
            show=False,
            id="numbers.before",
            tooltip="The columns further left",
        ),
        Binding(
            "shift+right",
            "columns(1)",
            "Columns",
            key_display="shift+→",
            id="numbers.after",
            tooltip="The columns further right",
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self._chart: Chart | None = None
        self._header: tuple[str, ...] = ()
        self._widths: list[int] = []
        self._gap = _GAPS[0]
        # The words beside the row in which a phase begins.
        self._begun: dict[int, str] = {}

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
        self._begun = begun(chart)
        self._space()
        self.scroll_home(animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Move the columns closer, or apart, for the new width."""
        self._space()

    def _space(self) -> None:
        """Choose the blanks between the columns so that all of them are seen, if that can be."""
        chart = self._chart
        if chart is None:
            return
        beside = [cell_len(words) for words in self._begun.values()]
        gaps = len(self._widths) - 1 + bool(beside)
        cells = sum(self._widths) + max(beside, default=0)
        room = self.scrollable_content_region.width
        self._gap = next((gap for gap in _GAPS if cells + gap * gaps <= room), _GAPS[-1])
        self.virtual_size = Size(cells + self._gap * gaps, len(chart.days) + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go to further columns only where there are some."""
        return action != "columns" or self.max_scroll_x > 0

    def action_columns(self, way: int) -> None:
        """Go to the columns before or after those in sight."""
        self.scroll_relative(x=way * _STEP, animate=False)

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
        note = f"{' ' * self._gap}{self._begun[at]}" if at in self._begun else ""
        cells = Segment(self._line(self._cells(at)), base)
        return self._cut(Strip([cells, Segment(note, muted)]), width)

    def _cut(self, strip: Strip, width: int) -> Strip:
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + width, self.rich_style)

    def _line(self, cells: tuple[str, ...]) -> str:
        parts = [fit(cells[0], self._widths[0])]
        for cell, width in zip(cells[1:], self._widths[1:], strict=True):
            parts.append(" " * max(0, width - cell_len(cell)) + clip(cell, width))
        return (" " * self._gap).join(parts)


def begun(chart: Chart) -> dict[int, str]:
    """Return what stands beside the rows in which phases begin.

    That is the week that holds a phase's first day, else the first day there is of it.
    """
    found: dict[int, str] = {}
    for band in chart.bands if chart.days else ():
        if chart.form is Form.LINES:
            at = bisect_left(chart.days, band.first)
        else:
            at = bisect_right(chart.days, band.first) - 1
            at = at if band.first <= chart.last_day else -1
        if 0 <= at < len(chart.days) and chart.days[at] <= band.last:
            found[at] = f"├ {plain(band.label)}"
    return found
