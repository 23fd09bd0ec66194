"""What is shown at the start where the training log is there but cannot be read."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from app.errors import StridetuiError
from app.trainer import backing, mending
from app.trainer.backing import GoodCopy
from screens.host import Host, busy
from screens.place import WIDEST_TEXT
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import indented
from screens.words import count


class ProblemScreen(Screen[None]):
    """Says what is wrong with the log, and offers a good copy, what is left of it, or a new one."""

    CSS_PATH = "../assets/styles/detail.tcss"
    app = getters.app(Host)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r",
            "restore",
            "Restore",
            id="problem.restore",
            tooltip="Put the newest good copy in the log's place; the broken file is kept",
        ),
        Binding(
            "v",
            "salvage",
            "Save what is left",
            id="problem.salvage",
            tooltip="Write all that can still be read of the log to a new file",
        ),
        Binding(
            "s",
            "set_aside",
            "Set it aside",
            id="problem.set_aside",
            tooltip="Give the file another name, keep it, and begin a new log",
        ),
        Binding(
            "q,escape",
            "leave_it",
            "Leave it",
            key_display="q",
            id="problem.leave_it",
            tooltip="End the program; the file is not touched",
        ),
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._copy: GoodCopy | None = None
        self._looked = False

    def compose(self) -> ComposeResult:
        """Say what is wrong and what each way out does."""
        with VerticalScroll():
            yield Static(self._words(), id="problem")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look for a copy that could take the log's place."""
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self.query_one("#problem", Static).update(self._words())

    @work(group="load", exclusive=True)
    async def _look(self) -> None:
        self._copy = await asyncio.to_thread(backing.newest_good, self.app.desk)
        self._looked = True
        if self.is_mounted:
            self.query_one("#problem", Static).update(self._words())
            self.refresh_bindings()

    def _words(self) -> Content:
        ways: list[tuple[str, str]] = []
        if self._copy is not None:
            name, reach = self._copy.path.name, _reach(self._copy)
            ways.append(("r", f"puts the newest good copy in its place: {name}, {reach}."))
        elif self._looked:
            ways.append(("", "There is no good copy beside it or among its backups."))
        ways += [
            ("v", "writes what can still be read to a new file beside it."),
            ("s", "gives the file a new name in the same folder and starts a new log."),
            ("q", "leaves everything as it is and ends the program."),
        ]
        # Less the padding and the scroll bar.
        width = min(WIDEST_TEXT, max(30, self.size.width - 7))
        lines = [
            Content.assemble((key, "bold $accent"), indented(words, width, 3)[1:] if key else words)
            for key, words in ways
        ]
        return Content("\n\n").join(
            [
                Content.assemble(("The training log cannot be read", "bold")),
                Content(self._sentence),
                Content("\n").join(lines),
                Content("Nothing is deleted, whatever you choose."),
            ]
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a copy that is there can be restored."""
        return self._copy is not None if action == "restore" else True

    def action_restore(self) -> None:
        """Put the newest good copy in the log's place."""
        if not busy(self, "write"):
            self._restore()

    @work(group="write")
    async def _restore(self) -> None:
        assert self._copy is not None
        path = self._copy.path
        try:
            done = await self.app.writer.run(backing.restore, self.app.desk, path)
        except StridetuiError as error:
            self.app.say(str(error), title="Nothing was changed")
            return
        self.app.say(f"The old file is kept as {done.kept}.", title=f"Restored from {path.name}")
        self.dismiss()

    def action_salvage(self) -> None:
        """Write what can still be read to a new file, and say how much it is."""
        if not busy(self, "write"):
            self._salvage()

    @work(group="write")
    async def _salvage(self) -> None:
        try:
            saved = await self.app.files.run(backing.salvage, self.app.desk)
        except StridetuiError as error:
            self.app.say(str(error), title="Nothing was saved")
            return
        sessions, sets = saved.contents.counts["workout"], saved.contents.counts["workout_set"]
        left = f" {saved.loose} rows that belong to nothing were left out." if saved.loose else ""
        self.app.say(
            f"{saved.path}: {count(sessions, 'session')}, {count(sets, 'set')}.{left}",
            title="What could be read",
        )
        self._look()

    def action_set_aside(self) -> None:
        """Rename the file and go on with a new log."""
        if not busy(self, "write"):
            self._set_aside()

    @work(group="write")
    async def _set_aside(self) -> None:
        try:
            kept = await self.app.writer.run(mending.set_aside, self.app.desk)
        except StridetuiError as error:
            self.app.say(str(error), title="Nothing was changed")
            return
        self.app.say(f"The old file is kept as {kept}.", title="A new log")
        self.dismiss()

    async def action_leave_it(self) -> None:
        """End the program without touching the file."""
        await self.app.action_quit()


def _reach(copy: GoodCopy) -> str:
    """How much is in a copy, and up to which day."""
    said = count(copy.sessions, "session")
    return said if copy.newest is None else f"{said}, the last of {copy.newest}"
