"""A time line of any length: draws the visible lines and fetches rows by the page.

Ten thousand sessions are ready at once, because only what is on the screen is ever read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

PAGE = 64
_LINES = 2


class Entry(NamedTuple):
    """What a row says, as plain text: the day, below it year and hour, title, place, facts.

    `mark` stands on the rail and tells one kind of row from another.
    """

    day: str
    below: str
    title: str
    where: str
    facts: str
    mark: str = "●"


class Timeline(ScrollView, can_focus=True):
    """Rows newest first, two lines each, joined by a rail; one of them is under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--cursor",
        "timeline--muted",
        "timeline--rail",
    }
    DEFAULT_CSS = """
    Timeline { height: 1fr; padding: 0 1; overflow-x: hidden; }
    Timeline > .timeline--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
    }
    Timeline > .timeline--muted { color: $muted; }
    Timeline > .timeline--rail { color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="timeline.up", tooltip="The newer one"),
        Binding(
            "down,j", "move(1)", "Down", show=False, id="timeline.down", tooltip="The older one"
        ),
        Binding(
            "pageup",
            "move_page(-1)",
            "Page up",
            show=False,
            id="timeline.page_up",
            tooltip="A page of newer ones",
        ),
        Binding(
            "pagedown",
            "move_page(1)",
            "Page down",
            show=False,
            id="timeline.page_down",
            tooltip="A page of older ones",
        ),
        Binding(
            "home", "jump(0)", "Newest", show=False, id="timeline.newest", tooltip="The newest"
        ),
        Binding(
            "end", "jump(-1)", "Oldest", show=False, id="timeline.oldest", tooltip="The oldest"
        ),
        Binding("enter", "open", "Open", id="timeline.open", tooltip="Open the one marked"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Wanted(Message):
        """Rows from `offset` on are about to be seen and are not there yet."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Opened(Message):
        """The row with this number was chosen."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, draw: Callable[[int], Entry | None], *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self._draw = draw
        self._asked: set[int] = set()
        self.total = 0

    def show(self, total: int) -> None:
        """There are `total` rows now, and what was drawn may have changed."""
        self.total = total
        self._asked.clear()
        self.virtual_size = Size(0, total * _LINES)
        self.cursor = max(0, min(self.cursor, total - 1))
        self.refresh()
        self.refresh_bindings()

    def ask_again(self, offset: int) -> None:
        """The page from `offset` on could not be read; it is asked for when it is next drawn."""
        self._asked.discard(offset)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open in an empty time line."""
        return action != "open" or self.total > 0

    # --- drawing -------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of one row."""
        line = y + self.scroll_offset.y
        row, part = divmod(line, _LINES)
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row >= self.total:
            return Strip.blank(width, base)
        entry = self._draw(row)
        if entry is None:
            self._want(row)
            return Strip([Segment("  …" if part == 0 else "", base)]).adjust_cell_length(
                width, base
            )
        at_cursor = row == self.cursor and self.has_focus
        muted = self.get_component_rich_style("timeline--muted")
        rail = self.get_component_rich_style("timeline--rail")
        if at_cursor:
            base = self.get_component_rich_style("timeline--cursor")
            muted, rail = base, Style.combine([base, Style(bold=True)])
        if part == 0:
            mark = "▸" if row == self.cursor and self.has_focus else " "
            segments = [
                Segment(f"{mark} {entry.day}", base),
                Segment(f"  {entry.mark} ", rail),
                Segment(entry.title, Style.combine([base, Style(bold=True)])),
                Segment(entry.where, muted),
            ]
        else:
            joint = "│" if row + 1 < self.total else " "
            below = entry.below + " " * (cell_len(entry.day) - cell_len(entry.below))
            segments = [
                Segment(f"  {below}", muted),
                Segment(f"  {joint} ", rail),
                Segment(entry.facts, muted),
            ]
        return Strip(segments).adjust_cell_length(width, base).crop(0, width)

    def _want(self, row: int) -> None:
        offset = row - row % PAGE
        if offset not in self._asked:
            self._asked.add(offset)
            self.post_message(self.Wanted(offset))

    # --- moving --------------------------------------------------------------------------

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor on the screen; draw the row it comes from and the one it goes to."""
        # What scrolls is drawn anew as a whole by itself.
        self.scroll_to_region(Region(0, now * _LINES, 1, _LINES), animate=False, force=True)
        for row in (before, now):
            self.refresh_lines(row * _LINES, _LINES)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor = max(0, min(self.total - 1, self.cursor + rows))

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by so many screens."""
        self.action_move(pages * max(1, self.size.height // _LINES - 1))

    def action_jump(self, row: int) -> None:
        """Move the cursor to a row; a negative one counts from the oldest."""
        self.cursor = max(0, row if row >= 0 else self.total + row)

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        if self.total:
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        row = (event.y + self.scroll_offset.y) // _LINES
        if 0 <= row < self.total:
            self.cursor = row
            self.action_open()
