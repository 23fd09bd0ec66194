"""What is shown instead of a broken screen where the terminal has too little room."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

LEAST = Size(40, 12)


def is_too_small(size: Size) -> bool:
    """Return whether a terminal of this size has too little room for any screen."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmall(Widget):
    """One sentence that covers the screen until the terminal is larger."""

    DEFAULT_CSS = """
    TooSmall {
        layer: notice;
        dock: top;
        width: 100%;
        height: 100%;
        padding: 1 2;
        background: $background;
        color: $foreground;
    }
    """

    def render(self) -> Content:
        """Say what is wrong and what to do."""
        size = self.app.size
        return Content(
            f"Please enlarge this window: it has {size.width} × {size.height} characters, and "
            f"stridetui needs at least {LEAST.width} × {LEAST.height}."
        )
