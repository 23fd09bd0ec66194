"""The first line of a place: where one is, where else one can go, and the day."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.places import PLACES, PlaceInfo

_GAP, _NARROW_GAP = 2, 1
_TITLE = " stridetui "


class PlaceBar(Widget):
    """All places in one line; the one that is open stands out by weight and a mark, not colour."""

    DEFAULT_CSS = """
    PlaceBar { dock: top; height: 1; padding: 0 1; background: $surface; color: $muted; }
    """

    day: reactive[str] = reactive("")

    def __init__(self, here: PlaceInfo) -> None:
        super().__init__()
        self._here = here
        self._spans: list[tuple[int, int, PlaceInfo]] = []

    def render(self) -> Content:
        """Draw the places, and the day where there is room for it."""
        width = self.content_size.width
        names = [
            f"▸{place.key} {place.name}" if place is self._here else f" {place.key} {place.name}"
            for place in PLACES
        ]
        used = sum(map(cell_len, names))
        whole = len(_TITLE) + used + _GAP * len(names) + cell_len(self.day) + 1
        gap = _GAP if whole <= width else _NARROW_GAP
        room = width - used - gap * len(names)
        title = _TITLE if room > len(_TITLE) else ""
        parts: list[Content | str | tuple[str, str]] = [(title, "bold $foreground")]
        x = cell_len(title)
        self._spans = []
        for name, place in zip(names, PLACES, strict=True):
            style = "bold $accent" if place is self._here else ""
            self._spans.append((x, x + cell_len(name), place))
            parts += [(name, style), " " * gap]
            x += cell_len(name) + gap
        left = width - x - cell_len(self.day) - 1
        if left >= 0:
            parts.append(" " * left + self.day)
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked."""
        offset = event.get_content_offset(self)
        for start, end, place in self._spans:
            if offset is not None and start <= offset.x < end:
                await self.app.run_action(f"place('{place.mode}')")
