"""A list of all that a chart can be about, to choose one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from app.trainer.chart_subjects import Subject
from screens.widgets.catalogue import Catalogue, Item
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain


class SubjectsScreen(ModalScreen[str | None]):
    """Exercises, links or tests under headings; the result is the id of one, None for none."""

    CSS_PATH = "../assets/styles/subjects.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q,left,escape",
            "back",
            "Back",
            key_display="q",
            id="subjects.back",
            tooltip="Back to the chart as it was",
        ),
    ]

    def __init__(self, subjects: Sequence[Subject], chosen: str) -> None:
        super().__init__()
        self._subjects = tuple(subjects)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Put the list above the keys."""
        yield Catalogue()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is, with the cursor on what is open."""
        items = tuple(Item(one.id, plain(one.name), "", group=one.group) for one in self._subjects)
        self.query_one(Catalogue).show(items, self._chosen)

    @on(Catalogue.Opened)
    def take(self, event: Catalogue.Opened) -> None:
        """Go back with the one that was chosen."""
        self.dismiss(event.item.id)

    def action_back(self) -> None:
        """Go back without choosing."""
        self.dismiss(None)
