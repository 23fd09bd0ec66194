"""Done outside: a session without the timer, recorded in a row of keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from app.coach.day_text import parse_day
from app.coach.model import WorkoutRecord
from app.coach.quick import Sheet
from app.errors import StridetuiError
from app.trainer import quick
from app.trainer.quick import Draft
from screens.ask_line import AskLineScreen
from screens.done_text import head_text, hint_text, lines_text
from screens.host import Host, busy
from screens.place import WIDEST_TEXT
from screens.widgets.key_bar import KeyBar
from screens.words import LEAVING

_TEN = 10


def _digits() -> Iterable[Binding]:
    """Return a binding for each digit; one stands for all of them in the key bar."""
    for digit in range(10):
        yield Binding(
            str(digit),
            f"answer({digit})",
            "Answer",
            show=digit == 1,
            key_display="digit",
            id=f"done.answer.{digit}",
            tooltip="Answer the marked question and go on",
        )


class DoneOutsideScreen(Screen[WorkoutRecord | None]):
    """The session as planned, line by line; the result is what was recorded, or None."""

    CSS_PATH = "../assets/styles/outside.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *_digits(),
        Binding("x", f"answer({_TEN})", "Is 10", show=False, id="done.ten", tooltip="Answer 10"),
        Binding("enter", "take", "As last time", id="done.take",
                tooltip="Answer this exercise as last time, where an answer is shown"),
        Binding("enter", "finish", "Record", id="done.record", tooltip="Record the session"),
        Binding("space", "record", "Record", id="done.record_now",
                tooltip="Record it now; what is not answered stays empty"),
        Binding("tab", "pass_by", "Leave empty", id="done.pass",
                tooltip="Leave the marked question empty"),
        Binding("s", "skip", "Left out", id="done.skip",
                tooltip="The exercise was left out, or was done after all"),
        Binding("left", "amount(-1)", "Count", id="done.less",
                tooltip="One fewer in each set"),
        Binding("right", "amount(1)", "Count", id="done.more",
                tooltip="One more in each set"),
        Binding("minus", "sets(-1)", "Sets", id="done.fewer", tooltip="One set fewer"),
        Binding("plus", "sets(1)", "Sets", id="done.again", tooltip="One set more"),
        Binding("r", "why", "Reason", id="done.why", tooltip="Why sets were left out: the next"),
        Binding("exclamation_mark", "sign", "Pain was…", key_display="!", id="done.sign",
                tooltip="The pain was sharp or sudden; again: on one spot of bone; again: neither"),
        Binding("p", "ask_place", "Where", id="done.place", tooltip="Say where it hurt"),
        Binding("b", "again", "Ask again", show=False, id="done.ask",
                tooltip="Ask about this exercise again"),
        Binding("u", "undo", "Undo", id="done.undo", tooltip="Take the last key back"),
        Binding("d", "ask_day", "Day", id="done.day", tooltip="It was done on another day"),
        Binding("up,k", "move(-1)", "Up", show=False, id="done.up", tooltip="The one above"),
        Binding("down,j", "move(1)", "Down", show=False, id="done.down", tooltip="The one below"),
        Binding("q,escape", "back", "Back", key_display="q", id="done.back",
                tooltip="Back without recording anything"),
    ]  # fmt: skip

    app = getters.app(Host)
    sheet: reactive[Sheet | None] = reactive(None, init=False, bindings=True)

    def __init__(self, drafted: Draft) -> None:
        super().__init__()
        self._draft = drafted
        self._before: list[Sheet] = []
        self._fault = ""
        self.set_reactive(DoneOutsideScreen.sheet, drafted.sheet)

    def compose(self) -> ComposeResult:
        """Put the exercises between what they belong to and what is asked."""
        yield Static("", markup=False, id="done-head")
        with VerticalScroll(id="done-lines", can_focus=False):
            yield Static("", markup=False, id="done-text")
        yield Static("", markup=False, id="done-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it, once there is a place for it: what is laid out earlier keeps one line."""
        self.call_after_refresh(self._show)

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out for the new width."""
        self._show()

    def watch_sheet(self) -> None:
        """Show what has changed."""
        self._show()

    def _show(self) -> None:
        sheet = self.sheet
        if sheet is None or not self.is_mounted:
            return
        # Less the padding and the scroll bar.
        width = min(WIDEST_TEXT, max(30, self.size.width - 7))
        desk = self.app.desk
        self.query_one("#done-head", Static).update(
            head_text(self._draft.record, desk.clock.today(), width)
        )
        text, at = lines_text(sheet, desk.library, width)
        self.query_one("#done-text", Static).update(text)
        hint = self._fault or hint_text(sheet, width)
        self.query_one("#done-hint", Static).update(hint)
        area = self.query_one("#done-lines", VerticalScroll)
        self.call_after_refresh(
            lambda: area.scroll_to(y=max(0, at - area.size.height // 2), animate=False)
        )

    # --- which keys work -----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        sheet = self.sheet
        if sheet is None:
            return action == "back"
        line = sheet.line
        works = {
            "answer": line.open is not None,
            "pass_by": line.open is not None,
            "take": line.takeable,
            "finish": sheet.worked and sheet.finished,
            "record": sheet.worked,
            "why": line.sets < line.planned,
            "sets": not line.left_out or line.planned > 0,
            "amount": not line.left_out,
            "again": bool(line.answers or line.passed or line.sign or line.place),
            "sign": not line.left_out,
            "ask_place": line.hurt,
            "undo": bool(self._before),
        }
        return works.get(action, True)

    # --- what the keys do ----------------------------------------------------------------

    def _do(self, change: Callable[[Sheet], Sheet], *, undoable: bool = True) -> None:
        sheet = self.sheet
        if sheet is None or busy(self, "write"):
            return
        after = change(sheet)
        if after != sheet:
            self._fault = ""
            if undoable:
                self._before.append(sheet)
            self.sheet = after

    def action_answer(self, value: int) -> None:
        """Answer the marked question."""
        self._do(lambda sheet: sheet.answer(value))

    def action_take(self) -> None:
        """Answer the exercise as last time."""
        self._do(lambda sheet: sheet.take())

    def action_pass_by(self) -> None:
        """Leave the marked question empty."""
        self._do(lambda sheet: sheet.pass_by())

    def action_skip(self) -> None:
        """Leave the exercise out, or take it in again."""
        self._do(lambda sheet: sheet.skip())

    def action_amount(self, by: int) -> None:
        """Change what each set came to."""
        self._do(lambda sheet: sheet.amount(by))

    def action_sets(self, by: int) -> None:
        """Change how many sets were done."""
        self._do(lambda sheet: sheet.sets(by))

    def action_why(self) -> None:
        """Take the next reason."""
        self._do(lambda sheet: sheet.why())

    def action_again(self) -> None:
        """Ask about the exercise again."""
        self._do(lambda sheet: sheet.again())

    def action_sign(self) -> None:
        """Say of what kind the pain was."""
        self._do(lambda sheet: sheet.sign())

    @work(exclusive=True, group="ask")
    async def action_ask_place(self) -> None:
        """Ask where the exercise in hand hurt."""
        if self.sheet is None:
            return
        given = await self.app.push_screen_wait(
            AskLineScreen("Where it hurt", self.sheet.line.place, lambda _: "")
        )
        if given is not None:
            self._do(lambda sheet: sheet.hurts_at(given))

    def action_move(self, by: int) -> None:
        """Take another exercise in hand."""
        self._do(lambda sheet: sheet.move(by), undoable=False)

    def action_undo(self) -> None:
        """Take the last key back."""
        if self._before and not busy(self, "write"):
            self._fault = ""
            self.sheet = self._before.pop()

    def action_back(self) -> None:
        """Leave without recording; where something was told already, only when asked twice."""
        if busy(self, "write"):
            return
        if self._fault == LEAVING or not self._before:
            self.dismiss(None)
            return
        self._fault = LEAVING
        self._show()

    def action_finish(self) -> None:
        """Record what is told to the end."""
        self.action_record()

    def action_record(self) -> None:
        """Record it."""
        if not busy(self, "write"):
            self._record()

    @work(group="write")
    async def _record(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        told = Draft(self._draft.record, sheet)
        try:
            record = await self.app.writer.run(quick.keep, self.app.desk, told)
        except StridetuiError as error:
            self._fault = str(error)
            self._show()
            return
        self.app.look_again()
        self.dismiss(record)

    @work(exclusive=True, group="ask")
    async def action_ask_day(self) -> None:
        """Ask for the day it was done, and show the session of that day."""
        given = await self.app.push_screen_wait(
            AskLineScreen(
                "The day it was done, such as 2026-11-18", str(self._draft.record.day), _no_day
            )
        )
        if given is None:
            return
        record = self._draft.record
        try:
            self._draft = await asyncio.to_thread(
                quick.draft, self.app.desk, quick.NEXT, parse_day(given), short=record.short
            )
        except StridetuiError as error:
            self._fault = str(error)
            self._show()
            return
        self._fault = ""
        self._before.clear()
        self.sheet = self._draft.sheet
        self._show()


def _no_day(text: str) -> str:
    """Return what is wrong with a day."""
    try:
        parse_day(text)
    except ValueError as fault:
        return f"{fault}."
    return ""
