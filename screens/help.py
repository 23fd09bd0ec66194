"""All keys that work on a screen, read from its bindings, so that help cannot go stale."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from screens.keys import KeyInfo, working_keys
from screens.parts import Part
from screens.place import TextScreen
from screens.widgets.plain import indented


class HelpScreen(TextScreen):
    """The keys of the screen it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark",
            "back",
            "Close",
            show=False,
            id="help.close",
            tooltip="Back to where you came from",
        ),
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        # Digits that do the same to different answers are one line.
        self._listed = list({(key.keys, key.tooltip): key for key in working_keys(of)}.values())

    def text(self, width: int) -> Content:
        """Return the keys that work there, then those that work everywhere."""
        here = [key for key in self._listed if key.here]
        everywhere = [key for key in self._listed if not key.here]
        column = max(cell_len(_signs(key)) for key in self._listed) + 3
        parts: list[Part] = [("Keys\n", "bold")]
        if here:
            parts += _table("On this screen", here, column, width)
        parts += _table("In every place", everywhere, column, width)
        return Content.assemble(*parts)


def _signs(key: KeyInfo) -> str:
    return "  ".join(key.keys)


def _table(title: str, keys: list[KeyInfo], column: int, width: int) -> list[Part]:
    parts: list[Part] = [(f"\n{title}\n", "$muted")]
    for key in keys:
        signs = _signs(key)
        parts += [
            "  ",
            (signs, "bold $accent"),
            " " * (column - cell_len(signs)),
            f"{indented(key.tooltip, width, column + 2)[column + 2 :]}\n",
        ]
    return parts
