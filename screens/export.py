"""Export: the log for others, with a look at its first lines before it is written."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from app.coach.day_text import parse_day
from app.coach.frozen import replace
from app.errors import ExistsError, StridetuiError
from app.trainer import exporting, previewing
from app.trainer.exporting import ExportReport, Wish
from app.trainer.exports.registry import FORMATS
from screens.ask_line import AskLineScreen
from screens.export_text import ExportView, export_text
from screens.export_words import checked, counted, of_discarded
from screens.host import Host, busy
from screens.place import WIDEST_TEXT
from screens.widgets.key_bar import KeyBar

_PREVIEW_LINES = 40
# What stands above and below the first lines.
_OTHER_LINES, _LEAST_LINES = 18, 3
# More would push everything else off the screen; the command line names every one.
_MOST_DIFFERENCES = 5
_REDRAW_SECONDS = 0.1
_NAMES = tuple(FORMATS)
_FIRST = _NAMES[0]


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
            tooltip="Write over what is there",
        ),
        Binding("down", "step(1)", "Format", key_display="↓", id="export.next", tooltip="The next"),
        Binding(
            "up",
            "step(-1)",
            "Format before",
            id="export.previous",
            tooltip="The one before",
            show=False,
        ),
        *(
            Binding(
                str(number % 10),
                f"format('{name}')",
                name,
                id=f"export.{name}",
                tooltip=FORMATS[name].summary,
                show=False,
            )
            for number, name in enumerate(_NAMES[:10], 1)
        ),
        Binding("w", "what", "What", id="export.what", tooltip="Which part of the log"),
        Binding("s", "ask_since", "Since", id="export.since", tooltip="The first day"),
        Binding("u", "ask_until", "Until", id="export.until", tooltip="The last day"),
        Binding("f", "ask_file", "File", id="export.file", tooltip="Type folder and name"),
        Binding("b", "browse", "Browse", id="export.browse", tooltip="Choose among the folders"),
        Binding(
            "v", "verify", "Verify", id="export.verify", tooltip="Read it back and compare, or not"
        ),
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

    wish: reactive[Wish] = reactive(Wish(FORMATS[_FIRST]), init=False)
    taken: reactive[bool] = reactive(False, init=False, bindings=True)
    """Whether something stands where the file would go, and replacing it is offered."""

    def __init__(self) -> None:
        super().__init__()
        self._view = ExportView(self.wish, None, verify=False)
        self._chosen = False
        # Set by the writer's thread, read by the clock of this screen.
        self._done = (0, 1)

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
        desk, wish = self.app.desk, self.wish
        target = self._view.target
        if not self._chosen:
            target = await asyncio.to_thread(previewing.usual_target, desk, wish)
        self._view = replace(self._view, wish=wish, target=target)
        self._tell()
        lines: tuple[str, ...] = ()
        said = ""
        try:
            lines = await asyncio.to_thread(previewing.first_lines, desk, wish, _PREVIEW_LINES)
        except StridetuiError as error:
            said = str(error)
        self.taken = False
        self._tell(lines=lines, said=said, differences=(), loaded=True)

    def watch_wish(self, before: Wish, now: Wish) -> None:
        """Look at the first lines of what is wanted now."""
        target = self._view.target
        if self._chosen and target is not None and before.many == now.many:
            self._view = replace(self._view, target=target.with_suffix(_suffix(now)))
        elif before.many != now.many:
            # A folder is no name for a file, nor the other way round.
            self._chosen = False
        self._look()

    def _tell(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]  # fields of the view
        width = min(WIDEST_TEXT, max(30, self.size.width - 7))
        room = max(_LEAST_LINES, self.size.height - _OTHER_LINES)
        self.body.update(export_text(replace(self._view, room=room), width))
        self.refresh_bindings()

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing is offered where there is something, replacing where something is in the way."""
        match action:
            case "write":
                return bool(self._view.lines or self._view.said) and not self.taken
            case "replace":
                return self.taken
            case "what":
                return len(self.wish.format.takes) > 1
            case "verify":
                return self.wish.what in self.wish.format.reads
        return True

    def action_format(self, name: str) -> None:
        """Choose a format; the part of the log stays if it holds it."""
        form = FORMATS[name]
        part = self.wish.part if self.wish.part in form.takes else None
        self.wish = replace(self.wish, format=form, part=part)

    def action_step(self, by: int) -> None:
        """Choose the format after or before this one."""
        at = _NAMES.index(self.wish.format.name)
        self.action_format(_NAMES[(at + by) % len(_NAMES)])

    def action_what(self) -> None:
        """Choose the next part of the log that the format holds."""
        takes = self.wish.format.takes
        self.wish = replace(self.wish, part=takes[(takes.index(self.wish.what) + 1) % len(takes)])

    def action_verify(self) -> None:
        """Read it back, or not."""
        self._tell(verify=not self._view.verify)

    def action_back(self) -> None:
        """Close this screen, once what is being written is there or has failed."""
        # How it ends would be told to nobody.
        if busy(self, "write"):
            self._tell(said="It is still being written; this screen can be left when it is done.")
        else:
            self.dismiss()

    def action_write(self) -> None:
        """Write the file, unless something is in its place."""
        if not busy(self, "write"):
            self._write(force=False)

    def action_replace(self) -> None:
        """Write the file over what is in its place."""
        if not busy(self, "write"):
            self._write(force=True)

    # --- writing -------------------------------------------------------------------------

    @work(group="write")
    async def _write(self, *, force: bool) -> None:
        view = self._view
        if view.target is None:
            return
        self._done = (0, 1)
        ticking = self.set_interval(_REDRAW_SECONDS, self._progress)
        verify = view.verify and view.wish.what in view.wish.format.reads
        changes: dict[str, object] = {"share": None, "differences": ()}
        taken = False
        try:
            report: ExportReport = await self.app.files.run(
                exporting.export,
                self.app.desk,
                view.wish,
                view.target,
                force=force,
                verify=verify,
                progress=self._note_progress,
            )
        except ExistsError as error:
            taken = not force
            words = f"{error.path} is there already; o replaces it, f takes another name."
            changes["said"] = words if taken else str(error)
        except StridetuiError as error:
            changes["said"] = str(error)
        else:
            changes |= _told(view.wish, report)
        finally:
            ticking.stop()
        self.taken = taken
        self._tell(**changes)

    def _note_progress(self, done: int, total: int) -> None:
        self._done = (done, max(1, total))

    def _progress(self) -> None:
        done, total = self._done
        self._tell(share=min(1.0, done / total))

    # --- where and when ------------------------------------------------------------------

    @work(exclusive=True, group="ask")
    async def action_ask_file(self) -> None:
        """Ask for folder and name."""
        kind = "Folder" if self.wish.many else "Folder and name of the file"
        given = await self.app.push_screen_wait(
            AskLineScreen(kind, str(self._view.target or ""), _no_name, path=True)
        )
        if given is not None:
            self._take(Path(given))

    @work(exclusive=True, group="ask")
    async def action_browse(self) -> None:
        """Let the runner choose among the folders."""
        # Only who browses waits for it.
        from screens.pick_file import pick

        target = self._view.target
        if target is None:
            return
        found = await self.app.push_screen_wait(pick(target, folder=self.wish.many))
        if found is not None:
            self._take(found / target.name if self.wish.many else found)

    def _take(self, target: Path) -> None:
        self._chosen = True
        self._view = replace(self._view, target=target)
        self._look()

    @work(exclusive=True, group="ask")
    async def action_ask_since(self) -> None:
        """Ask for the first day."""
        given = await self._ask_day(
            "First day, such as 2026-11-02; empty for the beginning", self.wish.since
        )
        if given is not None:
            self.wish = replace(self.wish, since=parse_day(given) if given else None)

    @work(exclusive=True, group="ask")
    async def action_ask_until(self) -> None:
        """Ask for the last day."""
        given = await self._ask_day(
            "Last day, such as 2026-11-20; empty for the end", self.wish.until
        )
        if given is not None:
            self.wish = replace(self.wish, until=parse_day(given) if given else None)

    async def _ask_day(self, question: str, day: date | None) -> str | None:
        return await self.app.push_screen_wait(
            AskLineScreen(question, "" if day is None else str(day), _no_day)
        )


def _told(wish: Wish, report: ExportReport) -> dict[str, object]:
    aside = of_discarded(report.discarded, complete=wish.format.complete)
    aside = aside and f" {aside}."
    said = f"Written: {counted(report.written)}, to {report.path}."
    if report.check is None:
        return {"said": f"{said}{aside}"}
    differences = report.check.differences
    more = len(differences) - _MOST_DIFFERENCES
    shown = differences[:_MOST_DIFFERENCES]
    if more > 0:
        shown = (*shown, f"… and {more:,} more; stridetui export --verify names every one.")
    return {"said": f"{said} Read back: {checked(report.check)}.{aside}", "differences": shown}


def _suffix(wish: Wish) -> str:
    return "" if wish.many else wish.format.suffix


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
