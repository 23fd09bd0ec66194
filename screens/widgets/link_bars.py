"""The four links of a verdict as bars."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from app.coach.figures import WEAK_FROM
from app.coach.links import TOP
from app.coach.model import Link
from app.coach.names import LINK_NAME

_LABEL = 16
_FIGURE = 5


class LinkBars(Widget):
    """A bar for each link with its figure, 0–100; the higher, the weaker the link.

    A weak link is drawn in the accent and its name in bold; a mark below says from where on a
    link counts as weak.
    """

    DEFAULT_CSS = "LinkBars { height: auto; width: 1fr; }"

    def __init__(self, scores: Mapping[Link, int]) -> None:
        super().__init__()
        self._scores = scores

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each link and one for the mark."""
        return len(self._scores) + 1

    def render(self) -> Content:
        """Draw the bars."""
        room = max(10, self.content_size.width - _LABEL - _FIGURE)
        lines = [self._line(link, score, room) for link, score in self._scores.items()]
        at = " " * (_LABEL + round(room * WEAK_FROM / TOP))
        lines.append(Content.styled(f"{at}╵ weak from {WEAK_FROM}", "$muted"))
        return Content("\n").join(lines)

    def _line(self, link: Link, score: int, room: int) -> Content:
        weak = score >= WEAK_FROM
        # Not full blocks: a gap above each bar keeps them apart without empty lines.
        filled = round(score * room / TOP)
        bar = "▆" * filled
        return Content.assemble(
            (LINK_NAME[link].ljust(_LABEL), "bold" if weak else "$muted"),
            (bar, "$accent" if weak else "$muted"),
            (" " * (room - filled), ""),
            (f"{score:>{_FIGURE}}", "bold" if weak else "$muted"),
        )
