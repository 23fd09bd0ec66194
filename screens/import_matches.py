"""The names of a table that the library does not know, each with the exercise it may be."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from app.trainer.importing import Offer
from screens.widgets.plain import plain


class MatchesScreen(ModalScreen[tuple[str, ...] | None]):
    """Ticks what is right; the result is the names whose match was accepted."""

    CSS_PATH = "../assets/styles/import.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "accept",
            "Accept",
            priority=True,
            id="matches.accept",
            tooltip="Take the names that are ticked as these exercises",
        ),
        Binding(
            "escape,q",
            "leave",
            "As it was",
            key_display="esc",
            id="matches.leave",
            tooltip="Keep all names as they are",
        ),
    ]

    choice: getters.query_one[SelectionList[str]] = getters.query_one(SelectionList)

    def __init__(self, offers: tuple[Offer, ...]) -> None:
        super().__init__()
        self._offers = offers

    def compose(self) -> ComposeResult:
        """The names, none of them ticked."""
        with Vertical(id="matches-box"):
            yield Static("Which of these are the same exercise?", markup=False)
            yield SelectionList[str](
                *(
                    Selection(
                        Content.assemble(plain(offer.name), ("  is  ", "$muted"), offer.near),
                        offer.name,
                        id=f"match-{number}",
                    )
                    for number, offer in enumerate(self._offers)
                )
            )
            yield Static(
                "space ticks · enter takes the ticked ones · esc leaves all as they are",
                classes="quiet",
                markup=False,
            )

    def action_accept(self) -> None:
        """Take what is ticked."""
        self.dismiss(tuple(self.choice.selected))

    def action_leave(self) -> None:
        """Leave all names as they are."""
        self.dismiss(None)
