"""Import: choose files, see what would become of each thing, then take them in."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from app.errors import StridetuiError
from app.trainer import importing
from app.trainer.import_words import counts
from app.trainer.importing import Act, Choices, Import, Units
from screens import pasted
from screens.ask_line import AskLineScreen
from screens.host import Host, busy
from screens.import_text import invitation, offers, report
from screens.parts import Part
from screens.place import WIDEST_TEXT
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import indented, plain

if TYPE_CHECKING:
    from textual.screen import ModalScreen

_WEIGHTS = (None, "kg", "lb")
_DISTANCES = (None, "m", "km", "mi")


class _StopError(Exception):
    """The screen was left, or other files were chosen, while files were read."""


class ImportScreen(Screen[None]):
    """What to read, what would become of it, and `enter` to take it in."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "../assets/styles/detail.tcss",
        "../assets/styles/import.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it in", id="import.take", tooltip="Store what is shown"),
        Binding("f", "pick_file", "File", id="import.file", tooltip="Choose a file from a list"),
        Binding(
            "d",
            "pick_folder",
            "Folder",
            id="import.folder",
            tooltip="Choose a folder, of which every file is read",
        ),
        Binding(
            "w",
            "write_path",
            "Write it",
            id="import.path",
            tooltip="Write or paste the path of a file or folder",
        ),
        Binding(
            "m",
            "matches",
            "Names",
            id="import.matches",
            tooltip="Say which exercises the unknown names are",
        ),
        Binding(
            "u",
            "weights",
            "Weights in",
            show=False,
            id="import.weights",
            tooltip="What weights are in where a table does not say",
        ),
        Binding(
            "k",
            "distances",
            "Distances in",
            show=False,
            id="import.distances",
            tooltip="What distances are in where a table does not say",
        ),
        Binding(
            "p",
            "mapping",
            "Mapping",
            show=False,
            id="import.mapping",
            tooltip="A file that says which column of a table is what",
        ),
        Binding(
            "q,left,escape",
            "back",
            "Back",
            key_display="q",
            id="import.back",
            tooltip="Back to where you came from",
        ),
    ]

    app = getters.app(Host)
    body = getters.query_one("#import-text", Static)

    found: reactive[Import | None] = reactive(None, init=False, bindings=True)
    """What the files come to."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: tuple[Path, ...] = ()
        self._choices = Choices()
        self._said = ""
        self._newest: object = None

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll():
            yield Static("", markup=False, id="import-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what can be taken in."""
        self._tell()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self._tell()

    def on_unmount(self) -> None:
        """Read no further."""
        self._newest = None

    # --- what is shown -------------------------------------------------------------------

    def _tell(self) -> None:
        width = min(WIDEST_TEXT, max(30, self.size.width - 7))
        parts: list[Part] = [("Import\n", "bold")]
        if self._said:
            parts += ["\n", (f"{indented(plain(self._said), width, 0)}\n", "bold")]
        if self.found is None:
            parts += invitation(width)
        else:
            parts += report(self.found, self._choices.units, width)
        self.body.update(Content.assemble(*parts))
        self.refresh_bindings()

    # --- reading -------------------------------------------------------------------------

    def _begin(self, *paths: Path) -> None:
        self._paths = paths
        self._read()

    @work(exclusive=True, group="load")
    async def _read(self) -> None:
        self._newest = reading = object()
        self.found, self._said = None, "Reading …"
        self._tell()
        try:
            self.found = await asyncio.to_thread(
                importing.prepare,
                self.app.desk,
                self._paths,
                self._choices,
                partial(self._progress, reading),
            )
            self._said = ""
        except StridetuiError as error:
            self._said = str(error)
        except _StopError:
            return
        self._tell()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _progress(self, reading: object, done: int, of: int, path: Path) -> None:
        if self._newest is not reading:
            raise _StopError
        if of > 1:
            sentence = f"Reading {done + 1} of {of}: {path.name}"
            self.app.call_from_thread(self._say, reading, sentence)

    def _say(self, reading: object, sentence: str) -> None:
        if self._newest is reading:
            self._said = sentence
            self._tell()

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        found = self.found
        if action == "take":
            return found is not None and not found.written and found.count(Act.ADD, Act.CHANGE) > 0
        if action == "matches":
            return found is not None and not found.written and bool(offers(found))
        if action in {"weights", "distances", "mapping"}:
            return bool(self._paths) and (found is None or not found.written)
        return True

    def action_back(self) -> None:
        """Close this screen."""
        self.dismiss()

    def action_take(self) -> None:
        """Store what is shown, all of it or nothing."""
        if not busy(self, "write"):
            self._take()

    @work(group="write")
    async def _take(self) -> None:
        found = self.found
        if found is None:
            return
        self._said = "Storing …"
        self._tell()
        try:
            done = await self.app.writer.run(importing.carry_out, self.app.desk, found)
        except StridetuiError as error:
            self._said = str(error)
        else:
            self._said = f"Done: {counts(done)}."
            self.found = done
            self.app.look_again()
        self._tell()
        # How it went stands above what was looked through before.
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @work(exclusive=True, group="ask")
    async def action_pick_file(self) -> None:
        """Choose a file from a list."""
        from textual_fspicker import FileOpen

        await self._pick(FileOpen(self._where(), "File to take in"))

    @work(exclusive=True, group="ask")
    async def action_pick_folder(self) -> None:
        """Choose a folder from a list."""
        from textual_fspicker import SelectDirectory

        await self._pick(SelectDirectory(self._where(), "Folder to take in"))

    async def _pick(self, picker: ModalScreen[Path | None]) -> None:
        given = await self.app.push_screen_wait(picker)
        if given is not None:
            self._begin(given)

    def _where(self) -> Path:
        if self._paths:
            return self._paths[0].parent
        return Path.home()

    @work(exclusive=True, group="ask")
    async def action_write_path(self) -> None:
        """Write the path of a file or folder."""
        given = await self.app.push_screen_wait(
            AskLineScreen(
                "Path of a file or folder",
                str(self._paths[0]) if self._paths else "",
                pasted.wrong,
                path=True,
            )
        )
        if given is not None:
            self._begin(pasted.path(given))

    @work(exclusive=True, group="ask")
    async def action_mapping(self) -> None:
        """Name a mapping."""
        now = self._choices.mapping
        given = await self.app.push_screen_wait(
            AskLineScreen("Mapping (TOML); empty for none", str(now or ""), _no_mapping, path=True)
        )
        if given is not None:
            mapping = pasted.path(given) if given else None
            self._choices = Choices(mapping, self._choices.units, self._choices.matches)
            self._read()

    def action_weights(self) -> None:
        """Change what weights are in where a table does not say."""
        units = self._choices.units
        self._units(Units(_next(_WEIGHTS, units.weight), units.distance))

    def action_distances(self) -> None:
        """Change what distances are in where a table does not say."""
        units = self._choices.units
        self._units(Units(units.weight, _next(_DISTANCES, units.distance)))

    def _units(self, units: Units) -> None:
        self._choices = Choices(self._choices.mapping, units, self._choices.matches)
        self._read()

    @work(exclusive=True, group="ask")
    async def action_matches(self) -> None:
        """Say which exercises the unknown names are."""
        from screens.import_matches import MatchesScreen

        if self.found is None:
            return
        offered = offers(self.found)
        accepted = await self.app.push_screen_wait(MatchesScreen(tuple(offered.values())))
        if accepted:
            matches = {name: offered[name].exercise_id for name in accepted}
            self._choices = Choices(
                self._choices.mapping, self._choices.units, {**self._choices.matches, **matches}
            )
            self._read()


def _next(values: tuple[str | None, ...], now: str | None) -> str | None:
    return values[(values.index(now) + 1) % len(values)]


def _no_mapping(text: str) -> str:
    return pasted.wrong(text) if text else ""
