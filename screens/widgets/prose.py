"""Wrapped text with a column for labels or bullets, so that lines hang where they should."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, and what stands in the column before it.

    A `text` of "" is an empty line. Styles are Textual's; neither text is parsed as markup.
    """

    text: str = ""
    label: str = ""
    style: str = ""
    label_style: str = "$muted"


class Prose(Widget):
    """Paragraphs with a label column of `column` cells; 0 leaves the column out."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(
        self,
        lines: Sequence[Line] = (),
        *,
        column: int = 0,
        classes: str = "",
        id: str = "",  # noqa: A002 -- the name Textual uses
    ) -> None:
        super().__init__(id=id or None, classes=classes or None)
        self._lines = tuple(lines)
        self._column = column

    def show(self, lines: Sequence[Line], *, column: int | None = None) -> None:
        """Show these paragraphs instead."""
        self._lines = tuple(lines)
        if column is not None:
            self._column = column
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes at this width."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """Draw the paragraphs."""
        return Content("\n").join(self._wrapped(self.content_size.width))

    def _wrapped(self, width: int) -> list[Content]:
        room = max(8, width - self._column)
        drawn: list[Content] = []
        for line in self._lines:
            label = line.label[: self._column].ljust(self._column)
            for part in textwrap.wrap(line.text, room) or [""]:
                drawn.append(Content.assemble((label, line.label_style), (part, line.style)))
                label = " " * self._column
        return drawn
