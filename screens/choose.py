"""A list to choose one thing from, over the screen that wants it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from screens.widgets.catalogue import Catalogue, Item, opens
from screens.widgets.key_bar import KeyBar


class Choices(Catalogue):
    """Where `enter` chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [opens("Choose", "Take the one marked")]


class ChooseScreen(ModalScreen[str | None]):
    """Items under headings; the result is the id of one, None for none."""

    CSS_PATH = "../assets/styles/choose.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q,left,escape",
            "back",
            "Back",
            key_display="q",
            id="choose.back",
            tooltip="Back without choosing",
        ),
    ]

    def __init__(self, items: Sequence[Item], marked: str = "") -> None:
        super().__init__()
        self._items = tuple(items)
        self._marked = marked

    def compose(self) -> ComposeResult:
        """Put the list above the keys."""
        yield Choices()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is, with the cursor on what is chosen now."""
        self.query_one(Catalogue).show(self._items, self._marked)

    @on(Catalogue.Opened)
    def take(self, event: Catalogue.Opened) -> None:
        """Go back with the one that was chosen."""
        self.dismiss(event.item.id)

    def action_back(self) -> None:
        """Go back without choosing."""
        self.dismiss(None)
