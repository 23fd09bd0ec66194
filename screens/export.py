"""Export: the log as a file, with a look at its first lines before it is written."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path, PurePath
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from app.coach.day_text import parse_day
from app.errors import StridetuiError, UsageError
from app.trainer import exporting, previewing
from app.trainer.exporting import ExportReport, Wish
from app.trainer.exports.registry import FORMATS
from screens.ask_line import AskLineScreen
from screens.export_words import counted
from screens.host import Host, busy
from screens.place import WIDEST_TEXT
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain

_PREVIEW_LINES = 6

Part = str | tuple[str, str]


class ExportScreen(Screen[None]):
    """What to write, where, from when until when; `enter` writes it."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "../assets/styles/detail.tcss",
        "../assets/styles/export.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", id="export.write", tooltip="Write the file"),
        Binding(
            "o",
            "replace",
            "Replace it",
            id="export.replace",
            tooltip="Write the file over the one that is there",
        ),
        *(
            Binding(
                str(number),
                f"format({name!r})",
                name.upper(),
                id=f"export.{name}",
                tooltip=FORMATS[name].summary,
            )
            for number, name in enumerate(FORMATS, 1)
        ),
        Binding("f", "ask_file", "File", id="export.file", tooltip="Choose folder and name"),
        Binding("s", "ask_since", "Since", id="export.since", tooltip="The first day"),
        Binding("u", "ask_until", "Until", id="export.until", tooltip="The last day"),
        Binding(
            "q,left,escape",
            "back",
            "Back",
            key_display="q",
            id="export.back",
            tooltip="Back to where you came from",
        ),
    ]

    app = getters.app(Host)
    body = getters.query_one("#export-text", Static)

    form: reactive[str] = reactive("csv", init=False)
    since: reactive[date | None] = reactive(None, init=False)
    until: reactive[date | None] = reactive(None, init=False)
    taken: reactive[bool] = reactive(False, init=False, bindings=True)
    """Whether something stands where the file would go, and replacing it is offered."""

    def __init__(self) -> None:
        super().__init__()
        self._target: Path | None = None
        self._chosen = False
        self._lines: tuple[str, ...] = ()
        self._said = ""

    @property
    def wish(self) -> Wish:
        """What the choices come to."""
        return Wish(FORMATS[self.form], self.since, self.until)

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll():
            yield Static("", markup=False, id="export-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the log."""
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self._tell()

    # --- what would be written -----------------------------------------------------------

    @work(exclusive=True, group="load")
    async def _look(self) -> None:
        desk = self.app.desk
        if not self._chosen:
            self._target = await asyncio.to_thread(previewing.usual_target, desk, self.wish)
        try:
            self._lines = await asyncio.to_thread(
                previewing.first_lines,
                desk,
                self.wish,
                _PREVIEW_LINES,
            )
            self._said = ""
        except StridetuiError as error:
            self._lines, self._said = (), str(error)
        self.taken = False
        self._tell()

    def watch_form(self) -> None:
        """Look at the first lines of the other kind of file."""
        if self._chosen and self._target is not None:
            self._target = self._target.with_suffix(self.wish.format.suffix)
        self._look()

    def watch_since(self) -> None:
        """Look again."""
        self._look()

    def watch_until(self) -> None:
        """Look again."""
        self._look()

    def _tell(self) -> None:
        width = min(WIDEST_TEXT, max(30, self.size.width - 7))
        parts: list[Part] = [
            ("Export\n", "bold"),
            ("The training log as a file of yours.\n\n", "$muted"),
        ]
        for number, kind in enumerate(FORMATS.values(), 1):
            chosen = kind.name == self.form
            parts += [
                (f"{'▸' if chosen else ' '}{number}  ", "bold $accent"),
                (f"{kind.name.upper():<7}", "bold" if chosen else ""),
                (f"{kind.summary}\n", "$muted"),
            ]
        parts += [
            ("\n f  ", "bold $accent"),
            f"file   {_end_of(plain(str(self._target or '')), max(20, width - 11))}\n",
            (" s  ", "bold $accent"),
            f"since  {self.since or 'the beginning'}\n",
            (" u  ", "bold $accent"),
            f"until  {self.until or 'today'}\n",
        ]
        if self._said:
            parts += ["\n", (f"{plain(self._said)}\n", "bold")]
        if self._lines:
            parts.append(("\nIts first lines\n", "$muted"))
            parts += [f"  {_start_of(plain(line), width - 2)}\n" for line in self._lines]
        elif not self._said:
            parts.append(("\nThere is nothing to write yet: no session has been logged.\n", ""))
        self.body.update(Content.assemble(*parts))
        self.refresh_bindings()

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing is offered where there is something, replacing where something is in the way."""
        if action == "write":
            return bool(self._lines or self._said)
        return action != "replace" or self.taken

    def action_format(self, name: str) -> None:
        """Choose the kind of file."""
        self.form = name

    def action_back(self) -> None:
        """Close this screen."""
        self.dismiss()

    def action_write(self) -> None:
        """Write the file, unless something is in its place."""
        if not busy(self, "write"):
            self._write(force=False)

    def action_replace(self) -> None:
        """Write the file over what is in its place."""
        if not busy(self, "write"):
            self._write(force=True)

    @work(group="write")
    async def _write(self, *, force: bool) -> None:
        if self._target is None:
            return
        try:
            report: ExportReport = await self.app.writer.run(
                exporting.export,
                self.app.desk,
                self.wish,
                self._target,
                force=force,
            )
        except StridetuiError as error:
            self._said = str(error)
            self.taken = isinstance(error, UsageError) and not force
        else:
            self._said = f"Written: {counted(report.written)}, to {report.path}."
            self.taken = False
        self._tell()

    @work(exclusive=True, group="ask")
    async def action_ask_file(self) -> None:
        """Ask for folder and name."""
        given = await self.app.push_screen_wait(
            AskLineScreen("Folder and name of the file", str(self._target or ""), _no_name)
        )
        if given is not None:
            self._target, self._chosen = Path(given), True
            self._look()

    @work(exclusive=True, group="ask")
    async def action_ask_since(self) -> None:
        """Ask for the first day."""
        given = await self._ask_day(
            "First day, such as 2026-11-02; empty for the beginning", self.since
        )
        if given is not None:
            self.since = parse_day(given) if given else None

    @work(exclusive=True, group="ask")
    async def action_ask_until(self) -> None:
        """Ask for the last day."""
        given = await self._ask_day("Last day, such as 2026-11-20; empty for today", self.until)
        if given is not None:
            self.until = parse_day(given) if given else None

    async def _ask_day(self, question: str, day: date | None) -> str | None:
        return await self.app.push_screen_wait(
            AskLineScreen(question, "" if day is None else str(day), _no_day)
        )


def _start_of(line: str, width: int) -> str:
    """Return as much of a line as fits, cut anywhere: it is data, not words."""
    return line if cell_len(line) <= width else set_cell_size(line, width - 1) + "…"


def _end_of(path: str, width: int) -> str:
    """Return as much of the end of a path as fits: the name says more than the folders."""
    return path if len(path) <= width else f"…{path[1 - width :]}"


def _no_day(text: str) -> str:
    """Return what is wrong with a day."""
    try:
        if text:
            parse_day(text)
    except ValueError as error:
        return f"That is no day; {error}."
    return ""


def _no_name(text: str) -> str:
    """Return what is wrong with a file name."""
    return "" if Path(text).name else "A file needs a name."
