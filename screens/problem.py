"""What is shown at the start where the training log is there but cannot be read."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from app.errors import StridetuiError
from app.trainer import mending
from screens.host import Host, busy
from screens.widgets.key_bar import KeyBar


class ProblemScreen(Screen[None]):
    """Says what is wrong with the log; `s` sets it aside and starts afresh, `q` leaves it."""

    CSS_PATH = "../assets/styles/detail.tcss"
    app = getters.app(Host)
    BINDINGS: ClassVar[list[BindingType]] = [
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

    def compose(self) -> ComposeResult:
        """Say what is wrong and what each way out does."""
        with VerticalScroll():
            yield Static(
                Content.assemble(
                    ("The training log cannot be read\n\n", "bold"),
                    self._sentence,
                    "\n\n",
                    ("s", "bold $accent"),
                    "  gives the file a new name in the same folder and starts a new log. Nothing "
                    "is deleted; a copy you keep elsewhere can still take its place.\n\n",
                    ("q", "bold $accent"),
                    "  leaves everything as it is and ends the program.",
                )
            )
        yield KeyBar()

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
