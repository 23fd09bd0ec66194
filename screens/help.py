"""All keys that work on a screen, read from its bindings, so that help cannot go stale."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.keys import KeyInfo, working_keys
from screens.place import DetailScreen
from screens.widgets.key_bar import KeyBar


class HelpScreen(DetailScreen):
    """The keys of the screen it was opened from."""

    CSS_PATH = "../assets/styles/detail.tcss"

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._keys = working_keys(of)

    def compose(self) -> ComposeResult:
        """Show the keys that work here, then those that work everywhere."""
        here = [key for key in self._keys if key.here]
        everywhere = [key for key in self._keys if not key.here]
        with VerticalScroll():
            yield Static(Content.styled("Keys", "bold"), classes="title")
            if here:
                yield Static(_table("On this screen", here, self._width))
            yield Static(_table("In all places", everywhere, self._width))
        yield KeyBar()

    @property
    def _width(self) -> int:
        return max(cell_len(_signs(key)) for key in self._keys)


def _signs(key: KeyInfo) -> str:
    return "  ".join(key.keys)


def _table(title: str, keys: list[KeyInfo], width: int) -> Content:
    parts: list[str | tuple[str, str]] = [(title, "$muted"), "\n"]
    for key in keys:
        signs = _signs(key)
        parts += [
            "  ",
            (signs, "bold $accent"),
            " " * (width - cell_len(signs) + 3),
            f"{key.tooltip}\n",
        ]
    return Content.assemble(*parts)
