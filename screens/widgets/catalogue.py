"""A list of names under headings: draws the lines that are seen, one of them under the cursor."""

from __future__ import annotations

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

from screens.widgets.plain import clip, fit

_NAME = 28
# From this width on there is room for what an item is good for.
_WIDE = 54


class Item(NamedTuple):
    """One line of the list as plain text: id, name, what else fits, end sign, heading."""

    id: str
    name: str
    facts: str
    mark: str = ""
    group: str = ""


def opens(word: str, tooltip: str) -> Binding:
    """Return the binding of `enter`, named for what it does with the marked row."""
    return Binding(
        "enter,right", "open", word, key_display="enter", id="catalogue.open", tooltip=tooltip
    )


class Catalogue(ScrollView, can_focus=True):
    """Items under headings; a heading stands where the group changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "catalogue--cursor",
        "catalogue--open",
        "catalogue--muted",
        "catalogue--heading",
    }
    DEFAULT_CSS = """
    Catalogue { height: 1fr; padding: 0 1; overflow-x: hidden; }
    Catalogue > .catalogue--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: bold;
    }
    Catalogue > .catalogue--open { text-style: bold; }
    Catalogue > .catalogue--muted { color: $muted; }
    Catalogue > .catalogue--heading { color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        opens("Open", "Read the one marked"),
        Binding("up", "move(-1)", "Up", show=False, id="catalogue.up", tooltip="The one above"),
        Binding(
            "down", "move(1)", "Down", show=False, id="catalogue.down", tooltip="The one below"
        ),
        Binding(
            "pageup",
            "move_page(-1)",
            "Page up",
            show=False,
            id="catalogue.page_up",
            tooltip="A page up",
        ),
        Binding(
            "pagedown",
            "move_page(1)",
            "Page down",
            show=False,
            id="catalogue.page_down",
            tooltip="A page down",
        ),
        Binding("home", "jump(0)", "First", show=False, id="catalogue.first", tooltip="The first"),
        Binding("end", "jump(-1)", "Last", show=False, id="catalogue.last", tooltip="The last"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Marked(Message):
        """The cursor stands on another item."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    class Opened(Message):
        """An item was chosen."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self.items: tuple[Item, ...] = ()
        # What each line shows: a heading, an item's number, or nothing between two groups.
        self._lines: list[str | int] = []
        self._line_of: list[int] = []
        self._widest_name = 0
        self._widest_facts = 0

    def show(self, items: tuple[Item, ...], marked: str | None = None) -> None:
        """Show other items, with the cursor on the one with id `marked` if it is there."""
        self.items = items
        self._widest_name = max((cell_len(item.name) for item in items), default=0)
        self._widest_facts = max((cell_len(item.facts) for item in items), default=0)
        self._lines, self._line_of = [], []
        group = ""
        for number, item in enumerate(items):
            if item.group != group:
                group = item.group
                self._lines += ["", group] if self._lines else [group]
            self._line_of.append(len(self._lines))
            self._lines.append(number)
        self.virtual_size = Size(0, len(self._lines))
        self.mark(marked)
        self.refresh()
        self.refresh_bindings()

    def mark(self, item_id: str | None) -> None:
        """Put the cursor on an item, on the first where it is not there; nothing is announced."""
        ids = [item.id for item in self.items]
        with self.prevent(Catalogue.Marked):
            self.cursor = ids.index(item_id) if item_id in ids else 0
        self._keep_in_sight()
        self.refresh()

    @property
    def marked(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open in an empty list."""
        return action != "open" or bool(self.items)

    # --- drawing -------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= len(self._lines):
            return Strip.blank(width, base)
        shown = self._lines[line]
        if isinstance(shown, str):
            heading = self.get_component_rich_style("catalogue--heading")
            return Strip([Segment(clip(shown, width), heading)]).adjust_cell_length(width, base)
        return self._item_line(shown, width, base)

    def _item_line(self, number: int, width: int, base: Style) -> Strip:
        item = self.items[number]
        muted = self.get_component_rich_style("catalogue--muted")
        sign = "  "
        if number == self.cursor:
            sign = "▸ "
            part = "catalogue--cursor" if self.has_focus else "catalogue--open"
            base = self.get_component_rich_style(part)
            muted = base if self.has_focus else muted
        room = width - 4
        name = self._name_width(room) if width >= _WIDE else room
        segments = [Segment(sign + fit(item.name, name), base)]
        if width >= _WIDE:
            segments.append(Segment(fit(item.facts, room - name), muted))
        segments.append(Segment(f" {item.mark or ' '}", muted))
        return Strip(segments).adjust_cell_length(width, base).crop(0, width)

    def _name_width(self, room: int) -> int:
        """Return the column of the names; it gives way to facts that would be cut short."""
        return min(_NAME, room, max(self._widest_name + 2, room - self._widest_facts))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor looks different in a list that keys do not go to."""
        super().watch_has_focus(_has_focus)
        self.refresh()

    # --- moving --------------------------------------------------------------------------

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight and tell what it stands on; draw the two lines that differ."""
        self._keep_in_sight()
        for number in (before, now):
            # `before` may be of a longer list, which is drawn anew as a whole.
            if number < len(self._line_of):
                self.refresh_lines(self._line_of[number])
        if self.marked is not None:
            self.post_message(self.Marked(self.marked))

    def _keep_in_sight(self) -> None:
        if self._line_of:
            line = self._line_of[self.cursor]
            # The heading belongs to its first item.
            above = 1 if line and isinstance(self._lines[line - 1], str) else 0
            self.scroll_to_region(
                Region(0, line - above, 1, 1 + above), animate=False, force=True, immediate=True
            )

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many items."""
        self.cursor = max(0, min(len(self.items) - 1, self.cursor + rows))

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by so many screens."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_jump(self, row: int) -> None:
        """Move the cursor to an item; a negative one counts from the last."""
        self.cursor = max(0, row if row >= 0 else len(self.items) + row)

    def action_open(self) -> None:
        """Choose the item under the cursor."""
        if self.marked is not None:
            self.post_message(self.Opened(self.marked))

    def on_click(self, event: events.Click) -> None:
        """Choose the item that was clicked."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._lines):
            shown = self._lines[line]
            if isinstance(shown, int):
                self.cursor = shown
                self.action_open()
