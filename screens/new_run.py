"""A run typed in: each number in a line of its own, stored with one key."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from app.coach.day_text import weekday_day
from app.coach.frozen import replace
from app.errors import UsageError
from app.trainer import typing_runs
from app.trainer.amend_fields import Field
from screens.ask_line import AskLineScreen
from screens.field_words import line_of, question, trouble_of
from screens.fields import FieldsScreen
from screens.host import busy
from screens.widgets.catalogue import Catalogue, opens
from screens.widgets.key_bar import KeyBar
from screens.words import LEAVING

_HEAD = "A run that comes from no file. Its time is enough; what is left empty is not known."
# Asked first, since without them there is little to say.
_FIRST = "distance"


class _Fields(Catalogue):
    """Where `enter` fills in."""

    BINDINGS: ClassVar[list[BindingType]] = [opens("Fill in", "Fill in the one marked")]


class NewRunScreen(FieldsScreen):
    """The numbers of a run; `enter` fills in the marked one, `space` stores the run."""

    CSS_PATH: ClassVar[str] = "../assets/styles/history.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "record", "Record", id="new_run.record", tooltip="Put the run in the log"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._untold: dict[str, str] = {}
        self._leaving = False

    def compose(self) -> ComposeResult:
        """What it is for, the numbers, the keys."""
        yield Static(_HEAD, classes="history-title", markup=False, id="new-run-head")
        yield _Fields()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is asked."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        found = await self.read(typing_runs.fields)
        self._fields = {field.key: field for field in found}
        self._untold = self._given
        self._show(_FIRST)

    def _show(self, marked: str) -> None:
        self._tell(leaving=False)
        self.catalogue.show(tuple(line_of(field) for field in self._fields.values()), marked)
        self.refresh_bindings()

    def _tell(self, *, leaving: bool) -> None:
        self._leaving = leaving
        self.query_one("#new-run-head", Static).update(LEAVING if leaving else _HEAD)

    @property
    def _given(self) -> dict[str, str]:
        return {key: field.value for key, field in self._fields.items()}

    @property
    def _told(self) -> dict[str, str]:
        """What the runner said; today, which stands there from the beginning, nobody named."""
        return {key: value for key, value in self._given.items() if value != self._untold[key]}

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be stored before the time is known."""
        return action != "record" or bool(self._given.get(typing_runs.NEEDED))

    @on(Catalogue.Opened)
    def _fill_in(self, event: Catalogue.Opened) -> None:
        if not busy(self, "ask") and not busy(self, "write"):
            self.app.keep_keys(self.fill_in(event.item.id))

    @work(group="ask")
    async def fill_in(self, key: str, typed: str | None = None) -> None:
        """Ask for the value of a field until it is one that can be."""
        field = self._fields[key]
        trouble = ""
        typed = field.value if typed is None else typed
        while True:
            given = await self.app.push_wanted(
                AskLineScreen(question(field, trouble), typed, lambda _text: "")
            )
            if given is None:
                return
            try:
                typing_runs.check(self.app.desk, self._told | {key: given})
            except UsageError as error:
                typed, trouble = given, trouble_of(field, str(error))
            else:
                break
        self._fields[key] = replace(field, value=given)
        keys = list(self._fields)
        self._show(keys[min(keys.index(key) + 1, len(keys) - 1)])

    def action_back(self) -> None:
        """Leave without recording; where something was typed already, only when asked twice."""
        if busy(self, "write"):
            return
        if self._leaving or not self._told:
            self.dismiss()
        else:
            self._tell(leaving=True)

    def action_record(self) -> None:
        """Put the run in the log, and go back."""
        if not busy(self, "write"):
            self._record()

    @work(group="write")
    async def _record(self) -> None:
        entry = await self.app.writer.run(typing_runs.add, self.app.desk, self._told)
        self.app.look_again()
        self.app.say(f"Recorded: the run of {weekday_day(entry.day)}. u takes it off again.")
        self.dismiss()
