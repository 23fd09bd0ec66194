"""Correcting an entry: each field with what stands there, changed one by one, stored at once."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from app.coach.day_text import weekday_day
from app.coach.logbook import Entry, EntryKind
from app.errors import UsageError
from app.trainer import amending, timeline
from app.trainer.amend_fields import Field
from screens.ask_line import AskLineScreen
from screens.field_words import line_of, other_of, question, trouble_of
from screens.fields import FieldsScreen
from screens.host import busy
from screens.taking_back import TakesBack
from screens.widgets.catalogue import Catalogue, opens
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain


class _Fields(Catalogue):
    """Where `enter` changes."""

    BINDINGS: ClassVar[list[BindingType]] = [opens("Change", "Change the one marked")]


class CorrectScreen(FieldsScreen, TakesBack):
    """The fields of one entry; `enter` changes the marked one, `u` takes the last change back."""

    CSS_PATH: ClassVar[str] = "../assets/styles/history.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "add_set", "Set more", id="correct.add", tooltip="One set more like this"),
        Binding(
            "minus", "delete_set", "Delete set", id="correct.delete", tooltip="Delete this set"
        ),
        Binding(
            "o",
            "add_other",
            "Other exercise",
            id="correct.other",
            tooltip="A set of an exercise, or of a leg, that it has none of yet",
        ),
        Binding("u", "undo", "Undo", id="correct.undo", tooltip="Take the latest change back"),
        Binding("c", "back", "Back", show=False, id="correct.back", tooltip="Back to the entry"),
    ]

    title_line = getters.query_one("#correct-title", Static)

    def __init__(self, entry_id: str) -> None:
        super().__init__()
        self.entry_id = entry_id
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
        entry = await self.read(timeline.entry, self.entry_id)
        found = await self.read(amending.fields, entry)
        self._entry = entry
        self._fields = {field.key: field for field in found}
        shown = (field for field in found if _deletion_of(field) is None)
        self.catalogue.show(tuple(line_of(field) for field in shown), marked)
        self.title_line.update(
            f"{plain(entry.title)}, {weekday_day(entry.day)} {entry.day.year}. "
            "What stood there is kept; targets stay as they were shown."
        )

    @on(Catalogue.Opened)
    def _change(self, event: Catalogue.Opened) -> None:
        if not busy(self, "ask"):
            self.app.keep_keys(self.fill_in(event.item.id))

    @work(group="ask")
    async def fill_in(self, key: str, typed: str | None = None) -> None:
        """Ask for the value of a field until the log takes it."""
        await self._ask_until_kept(self._fields[key], typed)

    async def _ask_until_kept(self, field: Field, typed: str | None = None) -> None:
        entry = self._entry
        typed = field.value if typed is None else typed
        trouble = ""
        while entry is not None:
            given = await self.app.push_wanted(
                AskLineScreen(question(field, trouble), typed, _nothing_wrong)
            )
            if given is None:
                return
            try:
                await self.app.writer.run(amending.change, self.app.desk, entry, {field.key: given})
            except UsageError as error:
                typed, trouble = given, trouble_of(field, str(error))
            else:
                break
        self.app.look_again()
        self._load(field.key)

    def taken_back(self) -> None:
        """Read the fields again, and stay where the list stands."""
        marked = self.catalogue.marked
        self._load(None if marked is None else marked.id)

    # --- one set more, one less ----------------------------------------------------------

    @property
    def _marked(self) -> Field | None:
        marked = self.catalogue.marked
        return None if marked is None else self._fields.get(marked.id)

    @property
    def _more(self) -> str | None:
        """The field that puts in a set like the marked one."""
        marked = self._marked
        if marked is None or not marked.group:
            return None
        same = [
            field.key
            for field in self._fields.values()
            if field.keyed and field.group == marked.group and _deletion_of(field) is None
        ]
        of_leg = (key for key in same if f", {key.rpartition('.')[2]}" in marked.label)
        return next(of_leg, same[0] if same else None)

    @property
    def _less(self) -> str | None:
        """The field that takes the marked set out."""
        marked = self._marked
        number = marked.key.rpartition(".")[0] if marked else ""
        return next(
            (key for key, field in self._fields.items() if _deletion_of(field) == number), None
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something for what is marked."""
        if action == "add_other":
            return self._entry is not None and self._entry.kind is EntryKind.SESSION
        works = {"add_set": lambda: self._more, "delete_set": lambda: self._less}
        return action not in works or works[action]() is not None

    @on(Catalogue.Marked)
    def _keys_for(self) -> None:
        self.refresh_bindings()

    def action_add_set(self) -> None:
        """Ask what one more set like the marked one came to."""
        key = self._more
        if key is not None and not busy(self, "ask"):
            self.app.keep_keys(self.fill_in(key))

    def action_add_other(self) -> None:
        """Choose an exercise that has no set here yet, and ask what its set came to."""
        if self._entry is not None and not busy(self, "ask"):
            self._add_other(self._entry)

    @work(group="ask")
    async def _add_other(self, entry: Entry) -> None:
        from screens.choose import ChooseScreen

        found = {field.key: field for field in await self.read(amending.others, entry)}
        chosen = await self.app.push_screen_wait(
            ChooseScreen([other_of(field) for field in found.values()])
        )
        if chosen is not None:
            await self._ask_until_kept(found[chosen])

    def action_delete_set(self) -> None:
        """Take the marked set out."""
        key = self._less
        if key is not None and self._entry is not None and not busy(self, "ask"):
            self._delete(self._entry, self._fields[key])

    @work(group="ask")
    async def _delete(self, entry: Entry, field: Field) -> None:
        await self.app.writer.run(amending.change, self.app.desk, entry, {field.key: "yes"})
        what = field.label.partition(":")[0]
        self.app.say(f"Deleted: {what}. u brings it back.")
        self.app.look_again()
        self._load(self._after(_deletion_of(field) or ""))

    def _after(self, number: str) -> str | None:
        """Return the line below those of a set."""
        ids = [item.id for item in self.catalogue.items]
        own = [at for at, key in enumerate(ids) if key.startswith(f"{number}.")]
        return next(iter(ids[own[-1] + 1 :]), None) if own else None


def _deletion_of(field: Field) -> str | None:
    """Return the set that a field takes out, as `set.3`; None for any other field."""
    number, deletion, _ = field.key.partition(".delete")
    return number if field.keyed and deletion else None


def _nothing_wrong(_text: str) -> str:
    """The log itself says what is wrong, when it is asked to store it."""
    return ""
