"""Lines that are drawn once and kept until they have to look different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.geometry import Region, Size
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    # Textual takes a class's style from the first of its bases that is a widget, and no other.
    Widget = object


class Kept(Widget):
    """Put before another widget class: keeps the lines that class has drawn.

    Textual asks every widget on the screen for all of its lines whenever a cell of any of them has
    changed, and each looks its colours up from the screen downwards before it gives out the lines
    it has. On a screen that changes several times a second that is most of what a change costs.
    Whatever makes a widget look different (text, colours, classes, an ancestor's background, the
    theme) comes through `refresh`.
    """

    _kept: tuple[Region, Size, list[Strip]] | None = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw anew when asked next."""
        if repaint:
            self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`, as they were if nothing has changed them."""
        kept = self._kept
        if kept is None or kept[0] != crop or kept[1] != self.outer_size:
            self._kept = kept = (crop, self.outer_size, super().render_lines(crop))
        return kept[2]
