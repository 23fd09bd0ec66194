"""A session was begun and not ended: go on at the very set, end it as it is, or discard it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from app.errors import StoreError
from app.trainer import training
from app.trainer.desk import Desk
from app.trainer.today import Unfinished
from screens.host import Host, busy
from screens.place import WIDEST_TEXT
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import indented, plain
from screens.words import count, day_words, goes_on_with

P = ParamSpec("P")
T = TypeVar("T")


class ResumeScreen(Screen[None]):
    """What to do with an unfinished session. One that runs elsewhere can only be looked at."""

    CSS_PATH = "../assets/styles/live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "resume",
            "Go on",
            id="resume.resume",
            tooltip="Go on with that set",
        ),
        Binding("f", "finish", "Finish as it is", id="resume.finish", tooltip="Keep what is done"),
        Binding(
            "f",
            "finish_empty",
            "Yes, finish",
            id="resume.finish_empty",
            tooltip="End it although nothing of it was done",
        ),
        Binding(
            "d", "discard", "Discard", id="resume.discard", tooltip="Take it out of the history"
        ),
        Binding("d", "really", "Yes, discard", id="resume.really", tooltip="Discard it"),
        Binding(
            "q,escape", "keep", "Keep it", key_display="q", id="resume.keep", tooltip="Keep it"
        ),
        Binding("l", "look", "Look", id="resume.look", tooltip="See it set by set"),
        Binding(
            "q,escape", "leave", "Later", key_display="q", id="resume.leave", tooltip="Decide later"
        ),
    ]
    AUTO_FOCUS = ""

    app = getters.app(Host)

    def __init__(self, unfinished: Unfinished) -> None:
        super().__init__()
        self._unfinished = unfinished
        # What is asked once more: "discard", "finish", or nothing.
        self._asked = ""

    def compose(self) -> ComposeResult:
        """One short text."""
        with VerticalScroll(id="resume", can_focus=False):
            yield Static(markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what was found."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self._draw()

    def _draw(self) -> None:
        today = self.app.desk.clock.today()
        self.query_one("#resume Static", Static).update(
            resume_text(
                self._unfinished,
                day_words(self._unfinished.day, today),
                self._asked,
                # Less the padding and the scroll bar.
                min(WIDEST_TEXT, max(30, self.size.width - 7)),
            )
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A session that runs elsewhere is left alone; what loses it is asked twice."""
        if action in {"resume", "finish", "discard"}:
            return not self._unfinished.running and not self._asked
        if action == "really":
            return self._asked == "discard"
        if action == "finish_empty":
            return self._asked == "finish"
        if action == "keep":
            return bool(self._asked)
        return action != "leave" or not self._asked

    # --- what the keys do ----------------------------------------------------------------

    def action_resume(self) -> None:
        """Go on where the log leaves off."""
        self._once(lambda: self.app.keep_keys(self._resume()))

    @work(group="end")
    async def _resume(self) -> None:
        from screens.live import LiveScreen

        live = await self._write(training.resume, self._unfinished.workout_id)
        if live is not None:
            await self.app.push_wanted(LiveScreen(live))
            self.dismiss()

    def action_finish(self) -> None:
        """End it with what is done; ask once more where that is nothing."""
        if self._unfinished.done_sets:
            self._once(self._finish)
        else:
            self._ask("finish")

    def action_finish_empty(self) -> None:
        """End it although nothing is done."""
        self._once(self._finish)

    @work(group="end")
    async def _finish(self) -> None:
        from screens.summary import SummaryScreen

        record = await self._write(training.finish, self._unfinished.workout_id)
        if record is not None:
            await self.app.push_screen_wait(SummaryScreen(record, self.app.desk.library))
            self.dismiss()

    def action_discard(self) -> None:
        """Ask once more."""
        self._ask("discard")

    def _ask(self, what: str) -> None:
        self._asked = what
        self._draw()

    def action_really(self) -> None:
        """Take it out of the history."""
        self._once(self._discard)

    @work(group="end")
    async def _discard(self) -> None:
        done = await self._write(_discard, self._unfinished.workout_id)
        if done:
            title = plain(self._unfinished.title)
            self.app.say(f"Discarded: {title}. x in History brings it back.")
            self.dismiss()

    def action_look(self) -> None:
        """Show it set by set."""
        from screens.entry import EntryScreen

        self.app.push_screen(EntryScreen(self._unfinished.workout_id))

    def action_keep(self) -> None:
        """Take back what was asked about."""
        self._ask("")

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss()

    def _once(self, begin: Callable[[], object]) -> None:
        if not busy(self, "end"):
            begin()

    async def _write(
        self, fn: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        try:
            return await self.app.writer.run(fn, self.app.desk, *args, **kwargs)
        except StoreError as error:
            self.app.say(str(error))
            return None


def _discard(desk: Desk, workout_id: str) -> bool:
    training.discard(desk, workout_id)
    return True


def resume_text(unfinished: Unfinished, day: str, asked: str, width: int) -> Content:
    """Return what was left unfinished, and what can be done about it, in lines of `width`."""
    done = f"{unfinished.done_sets} of {count(unfinished.all_sets, 'set')} done"
    if unfinished.running:
        head = "This session is running in another window"
        keys = {"l": "looks at what it has so far; go on with it in the other window"}
    elif asked == "finish":
        head = "End it with nothing done?"
        keys = {
            "f": "ends it; it stays in the history, without a set done",
            "q": "keeps it",
        }
    elif asked:
        head = "Discard this session?"
        keys = {
            "d": "discards it: it counts for nothing and leaves the time line; x in History "
            "brings back what was done of it",
            "q": "keeps it",
        }
    else:
        head = "A session is not finished"
        goes_on = goes_on_with(unfinished.coming, plain(unfinished.exercise))
        keys = {
            "enter": f"{goes_on}; the clock waits for you",
            "f": "ends it with what is done; the sets left were not reached",
            "d": "discards it",
        }
    hang = max(len(key) for key in keys) + 3
    return Content.assemble(
        (f"{head}\n\n", "bold $accent"),
        (plain(unfinished.title), "bold"),
        (f"\n{day} · {done}\n\n", "$muted"),
        *(
            part
            for key, words in keys.items()
            for part in (
                (f"{key:<{hang}}", "bold $accent"),
                f"{indented(words, width, hang).lstrip()}\n",
            )
        ),
    )
