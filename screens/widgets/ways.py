"""What is easier and what is harder: other exercises, as links that lead there."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.plain import clip

_COLUMN = 9


class Way(NamedTuple):
    """One link: which way it leads, and to which exercise."""

    label: str
    id: str
    name: str


class Ways(Widget, can_focus=True):
    """One line for each link; `up` and `down` choose, `enter` follows."""

    DEFAULT_CSS = """
    Ways { height: auto; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,right",
            "follow",
            "Go there",
            key_display="enter",
            id="ways.follow",
            tooltip="Go to that exercise",
        ),
        Binding("up", "move(-1)", "Up", show=False, id="ways.up", tooltip="The link above"),
        Binding("down", "move(1)", "Down", show=False, id="ways.down", tooltip="The link below"),
    ]

    ways: reactive[tuple[Way, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    class Followed(Message):
        """A link was chosen."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    def watch_ways(self, ways: tuple[Way, ...]) -> None:
        """Begin at the first link; without any there is nothing to go to."""
        self.cursor = 0
        self.display = bool(ways)

    def watch_cursor(self) -> None:
        """Keep the link that is chosen in sight."""
        if self.has_focus:
            self.screen.scroll_to_widget(self, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each link."""
        return len(self.ways)

    def render(self) -> Content:
        """Draw the links; each way is named once."""
        width = self.content_size.width
        parts: list[str | tuple[str, str]] = []
        before = ""
        for number, way in enumerate(self.ways):
            label = "" if way.label == before else way.label
            before = way.label
            chosen = self.has_focus and number == self.cursor
            name = clip(way.name, width - _COLUMN - 2)
            parts += [
                (f"{label:<{_COLUMN}}", "$muted"),
                ("▸ " if chosen else "→ ", "$accent"),
                (name, "bold $block-cursor-foreground on $block-cursor-background")
                if chosen
                else (name, "$accent"),
                "\n",
            ]
        return Content.assemble(*parts[:-1])

    def action_move(self, rows: int) -> None:
        """Choose another link."""
        self.cursor = max(0, min(len(self.ways) - 1, self.cursor + rows))

    def action_follow(self) -> None:
        """Go where the chosen link leads."""
        if self.cursor < len(self.ways):
            self.post_message(self.Followed(self.ways[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """Go where the clicked link leads."""
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self.ways):
            self.cursor = at.y
            self.action_follow()
