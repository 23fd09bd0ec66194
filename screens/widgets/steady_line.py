"""One line whose words change on the second."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from screens.widgets.inks import as_wanted, difference


class SteadyLine(Widget):
    """Words that stand in their place while some of them count.

    It draws its one line itself and paints only the cells that look different. Words for which
    there is no room end in an ellipsis.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self._said = Content("")
        self._strip: Strip | None = None
        self._inks: dict[str | Style, Style] = {}

    @property
    def said(self) -> Content:
        """What it says now."""
        return self._said

    def say(self, said: Content) -> None:
        """Say something else, or the same."""
        before, self._said = self._said, said
        narrow = all(len(each.plain) == each.cell_length for each in (before, said))
        if before.spans != said.spans or not narrow:
            self._strip = None
            self.refresh()
            return
        start, end = difference(before.plain, said.plain)
        if start < end:
            self._strip = None
            self.refresh(Region(start, 0, end - start, 1))

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._strip = None

    def notify_style_update(self) -> None:
        """Take the colours anew."""
        super().notify_style_update()
        self._strip = None
        self._inks.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the line, in the colours of the phase."""
        width = self.outer_size.width
        if self._strip is None:
            self._strip = self._drawn(width)
        line = self._strip
        whole = crop.x == 0 and crop.width >= width
        return [line if whole else line.crop(crop.x, crop.right) for _ in crop.line_range]

    def _drawn(self, width: int) -> Strip:
        style = self.visual_style
        left, right = self.styles.padding.left, self.styles.padding.right
        room = max(0, width - left - right)
        said = self._said
        if said.cell_length > room:
            said = said.truncate(room, ellipsis=True)
        ink = style.rich_style
        words = [
            Segment(text, each.rich_style)
            for text, each in said.render(style, end="", parse_style=self._ink)
        ]
        strip = Strip([Segment(" " * left, ink), *words]).adjust_cell_length(width, ink)
        return as_wanted(self, strip)

    def _ink(self, name: str | Style) -> Style:
        if name not in self._inks:
            self._inks[name] = self.app.stylesheet.parse_style(name)
        return self._inks[name]
