"""The last line of a screen: the keys that work now, and nothing else.

One widget that draws text, where the stock footer mounts one for each key.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from app.coach.frozen import replace
from screens.keys import KeyInfo, working_keys

_GAP = 3
# What pain stops, pain, help and leaving stay even where not every key has room.
_MORE = "all keys"
_LAST = ("leave_out", "pain", "help", "leave", "leave_it", "back")


class KeyBar(Widget):
    """The keys that work now, in one line; a click does what the key does."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 2; background: $surface; color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, KeyInfo]] = []

    def on_mount(self) -> None:
        """Draw again whenever the keys change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Draw as many keys as there is room for."""
        shown = [key for key in working_keys(self.screen) if key.shown]
        keys = [key for key in shown if key.action not in _LAST]
        last = [key for name in _LAST for key in shown if key.action == name]
        width = self.content_size.width
        if _width(keys + last) > width:
            # The way to the keys that have no room says that there are some.
            last = [replace(key, words=_MORE) if key.action == "help" else key for key in last]
        while keys and _width(keys + last) > width:
            keys.pop()
        parts: list[str | tuple[str, str]] = []
        self._spans = []
        x = 0
        for key in keys + last:
            end = x + _width([key])
            self._spans.append((x, end, key))
            parts += [(key.sign, "bold $accent"), f" {key.words.lower()}", " " * _GAP]
            x = end + _GAP
        return Content.assemble(*parts[:-1])

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        offset = event.get_content_offset(self)
        for start, end, key in self._spans:
            if offset is not None and start <= offset.x < end:
                await self.app.run_action(key.action, key.node)


def _width(keys: list[KeyInfo]) -> int:
    words = sum(cell_len(key.sign) + 1 + cell_len(key.words) for key in keys)
    return words + _GAP * (len(keys) - 1)
