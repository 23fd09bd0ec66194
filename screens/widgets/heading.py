"""The top of a screen that leads somewhere: where we are, and how far along."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget


class Heading(Widget):
    """A title, a remark on the right, and a line that is filled as far as we have come.

    `progress` is a share from 0 to 1.
    """

    DEFAULT_CSS = "Heading { height: 3; width: 1fr; padding: 1 3 0 3; }"

    title: reactive[str] = reactive("")
    remark: reactive[str] = reactive("")
    progress: reactive[float] = reactive(0.0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the two lines this takes."""
        return 2

    def render(self) -> Content:
        """Draw the title and the line."""
        width = self.content_size.width
        gap = " " * max(1, width - len(self.title) - len(self.remark))
        filled = round(max(0.0, min(1.0, self.progress)) * width)
        return Content.assemble(
            (self.title, "bold"),
            gap,
            (self.remark, "$muted"),
            "\n",
            ("━" * filled, "$accent"),
            ("─" * (width - filled), "$rule"),
        )
