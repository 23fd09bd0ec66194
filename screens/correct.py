"""Correcting an entry: each field with what stands there, changed one by one, stored at once."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from app.coach.logbook import Entry
from app.errors import StridetuiError, UsageError
from app.trainer import amending, timeline
from app.trainer.amend_fields import Field
from screens.ask_line import AskLineScreen
from screens.host import busy
from screens.place import DetailScreen
from screens.widgets.catalogue import Catalogue, Item, opens
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain
from screens.words import short_day

# What was done is read beside what was asked for.
_MEASURED = ".done"


class _Fields(Catalogue):
    """Where `enter` changes."""

    BINDINGS: ClassVar[list[BindingType]] = [opens("Change", "Change the one marked")]


class CorrectScreen(DetailScreen):
    """The fields of one entry; `enter` changes the marked one, `u` takes the last change back."""

    CSS_PATH: ClassVar[str] = "../assets/styles/history.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="correct.undo", tooltip="Take the latest change back"),
        Binding("c", "back", "Back", show=False, id="correct.back", tooltip="Back to the entry"),
    ]

    title_line = getters.query_one("#correct-title", Static)
    catalogue = getters.query_one(Catalogue)

    def __init__(self, entry_id: str) -> None:
        super().__init__()
        self._entry_id = entry_id
        self._entry: Entry | None = None
        self._fields: dict[str, Field] = {}

    def compose(self) -> ComposeResult:
        """What is corrected, its fields, the keys."""
        yield Static("", id="correct-title", classes="history-title", markup=False)
        yield _Fields()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the fields."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self, marked: str | None = None) -> None:
        entry = await self.read(timeline.entry, self._entry_id)
        found = await self.read(amending.fields, entry) if entry is not None else None
        if entry is None or found is None:
            return
        self._entry = entry
        self._fields = {field.key: field for field in found}
        self.catalogue.show(tuple(_item(field) for field in found), marked)
        self.title_line.update(
            f"{plain(entry.title)}, {short_day(entry.day)} {entry.day.year}. "
            "What stood there is kept; targets stay as they were shown."
        )

    @on(Catalogue.Opened)
    def _change(self, event: Catalogue.Opened) -> None:
        if not busy(self, "ask"):
            self._ask(event.item.id)

    @work(group="ask")
    async def _ask(self, key: str) -> None:
        field, entry = self._fields[key], self._entry
        typed = field.value
        trouble = ""
        while entry is not None:
            given = await self.app.push_screen_wait(
                AskLineScreen(_question(field, trouble), typed, _nothing_wrong)
            )
            if given is None:
                return
            try:
                await self.app.writer.run(amending.change, self.app.desk, entry, {key: given})
            except UsageError as error:
                typed, trouble = given, str(error)
            except StridetuiError as error:
                self.app.say(str(error))
                return
            else:
                break
        self.app.look_again()
        self._load(key)

    def action_undo(self) -> None:
        """Take the latest change of this entry back."""
        if not busy(self, "write"):
            self._undo()

    @work(group="write")
    async def _undo(self) -> None:
        try:
            made = await self.app.writer.run(amending.undo, self.app.desk, self._entry_id)
        except StridetuiError as error:
            self.app.say(str(error))
            return
        self.app.look_again()
        if made.cause == "add":
            self.app.say("Taken back: the addition of this session.")
            self.dismiss()
        else:
            marked = self.catalogue.marked
            self._load(None if marked is None else marked.id)


def _item(field: Field) -> Item:
    value = plain(field.value) or "–"
    if field.key.endswith(_MEASURED):
        value = f"{value} {field.hint}"
    return Item(field.key, plain(field.label), value, "", plain(field.group))


def _question(field: Field, trouble: str) -> str:
    group = f"{plain(field.group)}, " if field.group else ""
    how = f"one of {', '.join(field.choices)}" if field.choices else field.hint
    empty = "" if field.needed else "; empty for nothing"
    asked = f"{group}{field.label}{f' ({how})' if how else ''}{empty}"
    return f"{plain(trouble)}\n{asked}" if trouble else asked


def _nothing_wrong(_text: str) -> str:
    """The log itself says what is wrong, when it is asked to store it."""
    return ""
