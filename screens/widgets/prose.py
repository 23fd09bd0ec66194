"""Wrapped text with a column for labels or bullets, so that lines hang where they should."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, and what stands in the column before it.

    A `text` of "" is an empty line. The first `strong` characters are bold; `column` is the width
    of the column. Styles are Textual's; neither text is parsed as markup.
    """

    text: str = ""
    label: str = ""
    style: str = ""
    label_style: str = "$muted"
    strong: int = 0
    column: int = 0


class Prose(Widget):
    """Paragraphs, one below the other."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these paragraphs instead of what was there; without any, take no room."""
        self._lines = tuple(lines)
        self.display = bool(lines)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes at this width."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """Draw the paragraphs."""
        return Content("\n").join(self._wrapped(self.content_size.width))

    def _wrapped(self, width: int) -> list[Content]:
        drawn: list[Content] = []
        for line in self._lines:
            label = line.label[: line.column].ljust(line.column)
            room = max(8, width - line.column)
            strong = line.strong
            for part in textwrap.wrap(line.text, room) or [""]:
                text = Content.styled(part, line.style)
                drawn.append(
                    Content.assemble(
                        (label, line.label_style), text[:strong].stylize("bold"), text[strong:]
                    )
                )
                strong = max(0, strong - len(part) - 1)
                label = " " * line.column
        return drawn
