"""What was deleted from the log, or discarded, and can come back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from app.trainer import amending, timeline
from screens.host import busy
from screens.place import DetailScreen
from screens.taking_back import unsay_gone
from screens.widgets.catalogue import Catalogue, Item, opens
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain
from screens.words import day_words


class _Deleted(Catalogue):
    """Where `enter` brings back."""

    BINDINGS: ClassVar[list[BindingType]] = [opens("Bring back", "Bring the one marked back")]


class DeletedScreen(DetailScreen):
    """A list of what was deleted, the latest first; `enter` brings the marked one back."""

    CSS_PATH = "../assets/styles/history.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "back", "Back", show=False, id="deleted.back", tooltip="Back to the log"),
    ]

    title_line = getters.query_one("#deleted-title", Static)
    catalogue = getters.query_one(Catalogue)

    def compose(self) -> ComposeResult:
        """One sentence, the list, the keys."""
        yield Static("", id="deleted-title", classes="history-title", markup=False)
        yield _Deleted()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what was deleted."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        found = await self.read(timeline.gone)
        today = self.app.desk.clock.today()
        self.catalogue.show(tuple(_item(gone, today) for gone in found))
        self.title_line.update(
            "Deleted or discarded, the latest first. enter brings it back."
            if found
            else "Nothing is deleted. What you delete or discard can be brought back from here."
        )
        self.refresh_bindings()

    @on(Catalogue.Opened)
    def _bring_back(self, event: Catalogue.Opened) -> None:
        if not busy(self, "write"):
            self._undo(event.item)

    @work(group="write")
    async def _undo(self, item: Item) -> None:
        await self.app.writer.run(amending.undo, self.app.desk, item.id)
        unsay_gone(self.app)
        self.app.say(f"Brought back: {item.facts}, {item.name}.")
        self.app.look_again()
        self._load()


def _item(gone: timeline.Gone, today: date) -> Item:
    day = day_words(gone.day, today) if gone.day else ""
    return Item(gone.made.subject, day, plain(gone.title))
