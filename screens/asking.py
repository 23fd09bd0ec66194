"""What consent, questions and verdict share: their frame, their app, and how faults are said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult, CSSPathType
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from screens.host import Host
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar

ROOMY_HEIGHT = 34
"""Lines from which on answers stand apart."""


class AskingScreen(Screen[bool]):
    """A heading, a part that scrolls, answers that stay in sight, and the keys.

    The result is True when a programme was begun, False when the runner left, and None when
    the runner stepped back to the screen before.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = "../assets/styles/assess.tcss"
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-low"),
        (23, "-middling"),
        (ROOMY_HEIGHT, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pagedown",
            "page(1)",
            "More",
            key_display="pgdn",
            id="asking.more",
            tooltip="Show what comes further down",
        ),
        Binding(
            "pageup",
            "page(-1)",
            "Up",
            show=False,
            id="asking.up",
            tooltip="Show what comes further up",
        ),
        Binding(
            "q,escape",
            "leave",
            "Leave",
            key_display="q",
            id="asking.leave",
            tooltip="Leave; what you answered is kept",
        ),
    ]

    app = getters.app(Host)

    def compose(self) -> ComposeResult:
        """Lay out the frame; `fill` puts something into it."""
        yield Heading()
        with VerticalScroll(id="body", can_focus=False):
            yield Vertical(id="text")
        yield Vertical(id="answers")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what is needed and fill the frame."""
        self.run_worker(self.open(), group="open", exclusive=True)

    async def open(self) -> None:
        """Read what the screen shows, then `fill` it."""
        raise NotImplementedError

    @property
    def roomy(self) -> bool:
        """Whether there is room to let answers stand apart."""
        return self.app.size.height >= ROOMY_HEIGHT

    async def fill(self, text: Iterable[Widget], answers: Iterable[Widget]) -> None:
        """Show these widgets instead of what was there; the first that can take keys gets them."""
        above, below = self.query_one("#text"), self.query_one("#answers")
        body, pad = tuple(text), tuple(answers)
        async with self.batch():
            await above.remove_children()
            await below.remove_children()
            await above.mount_all(body)
            await below.mount_all(pad)
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)
        for widget in (*body, *pad):
            if widget.can_focus:
                widget.focus()
                break
        self.refresh_bindings()

    def action_page(self, pages: int) -> None:
        """Scroll the text by pages."""
        body = self.query_one("#body", VerticalScroll)
        if pages > 0:
            body.scroll_page_down(animate=False)
        else:
            body.scroll_page_up(animate=False)

    def action_leave(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to scroll only where there is more than fits."""
        if action == "page":
            return self.query_one("#body", VerticalScroll).max_scroll_y > 0
        return True
