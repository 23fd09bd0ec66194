"""Asks for one line of text, over the screen that wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from screens.widgets.key_bar import KeyBar


class TypedLine(Input):
    """A line whose `enter` the footer names.

    The key stays the line's own: one of the screen would overtake what was typed before it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Keep it", id="ask_line.keep", tooltip="Take what stands there"),
    ]

    def __init__(self, text: str = "", *, path: bool = False) -> None:
        super().__init__(text, select_on_focus=False)
        # The path that one pasted whole takes the place of.
        self._replaced = text if path else ""

    @on(events.Paste)
    def _make_room(self) -> None:
        if self.value == self._replaced:
            self.clear()


class AskLineScreen(ModalScreen[str | None]):
    """One input; enter gives what stands there, escape what stood there before.

    `leaving` says what escape does where nothing stood there.

    `fault` returns what is wrong with a text in one sentence, "" when nothing is. The line is
    asked for again until nothing is wrong.

    `path`: it asks for a path, and one that is pasted takes the place of the one that stood there.
    """

    CSS_PATH = "../assets/styles/export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "cancel", "As it was", id="ask_line.cancel", tooltip="Leave it as it was"
        ),
    ]

    line = getters.query_one(Input)
    trouble = getters.query_one("#ask-trouble", Static)

    def __init__(
        self,
        question: str,
        text: str,
        fault: Callable[[str], str],
        leaving: str = "leaves it as it was",
        *,
        path: bool = False,
    ) -> None:
        super().__init__()
        self._path = path
        self._leaving = leaving
        self._question = question
        self._text = text
        self._fault = fault

    def compose(self) -> ComposeResult:
        """Show the question, the line, and what is wrong with it."""
        with Vertical(id="ask-box"):
            yield Static(self._question, markup=False)
            yield TypedLine(self._text, path=self._path)
            yield Static("", id="ask-trouble", markup=False)
            yield Static(f"enter keeps it · esc {self._leaving}", classes="quiet", markup=False)
        # In place of the keys of the screen below, which do not work now.
        yield KeyBar()

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        """Take the line as it was sent, unless something is wrong with it."""
        text = event.value.strip()
        wrong = self._fault(text)
        if wrong:
            self.trouble.update(wrong)
        else:
            self.dismiss(text)

    def action_cancel(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
