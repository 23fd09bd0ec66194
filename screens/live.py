"""The live session: the whole screen, one clock, and every event stored before it is shown."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from app.coach.model import Moment, SkipReason, WorkoutRecord
from app.coach.player import (
    Cue,
    Done,
    Event,
    Pause,
    Phase,
    Tick,
)
from app.coach.swap import Substitute
from app.trainer.training import LiveWorkout
from screens import live_keys
from screens.host import Host
from screens.live_actions import LiveActions
from screens.live_figure import LiveFigure
from screens.live_prompt import Prompt
from screens.live_saving import LiveSaving
from screens.live_sound import LiveSound
from screens.live_text import Book
from screens.widgets.kept import Kept
from screens.widgets.key_bar import KeyBar
from screens.widgets.live_body import Around, LiveBody
from screens.widgets.too_small import is_too_small

_FLASH_CUES = frozenset({Cue.WORK, Cue.REST, Cue.SWITCH, Cue.DONE})
_FLASH_SECONDS = 0.3
_LEAST_WAIT_SECONDS = 0.005
# What is due this soon is worked out as of its moment; to draw it takes longer than that. The event
# loop wakes on whole milliseconds, so that without this every second would be shown later.
_LEAD_SECONDS = 0.001


class _Keys(Kept, KeyBar):
    """The keys that work now, drawn anew only when they change."""


class LiveScreen(LiveActions, Kept, Screen[None]):
    """Walks through a workout. Dismissed when it is finished or left paused."""

    CSS_PATH = "../assets/styles/live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(live_keys.BINDINGS)
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 -- Textual declares it as an instance's
        (0, "-low"),
        (23, "-middle"),
        (34, "-tall"),
    ]

    app = getters.app(Host)
    body = getters.query_one(LiveBody)

    def __init__(self, live: LiveWorkout) -> None:
        super().__init__(live)
        self._laid_out: object = None
        self._book = Book(live.exercises)
        self._figure_on = False
        self._waiting: asyncio.TimerHandle | None = None
        self._due = 0.0
        self._working_keys: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """The workout, and the keys that work now."""
        yield LiveBody(self._book, moves=self.app.desk.settings.motion == "full")
        yield _Keys()

    def on_mount(self) -> None:
        """Show where the workout stands and start its clock."""
        self._saving = LiveSaving(
            self._live,
            self.app.writer,
            self._later,
            self._store,
            self._show,
        )
        desk = self.app.desk
        self._sound = LiveSound(desk.settings, desk.clock, self._book, self.app.bell, self._later)
        self._figure = LiveFigure(self, self.body.figure, self._live)
        self._figure_on = self.app.desk.settings.figure
        # To look through all that is in memory for garbage takes up to 90 ms: a second shown late,
        # a beep that comes too late. What is there by now stays until the session ends anyway.
        gc.freeze()
        self.tick()
        self.call_after_refresh(self._fit)

    async def on_unmount(self) -> None:
        """However the screen ends, what was done is stored and the workout can be resumed."""
        gc.unfreeze()
        self._stop_waiting()
        self._sound.close()
        fault = await self._saving.at_last()
        if fault is not None and not self.app.is_running:
            self.app.writer.failed(fault)
        self._live.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the new room once it is known."""
        if is_too_small(event.size):
            self._stop_unseen()
        self.call_after_refresh(self._fit)

    def on_screen_suspend(self) -> None:
        """Another screen is in front."""
        self._stop_unseen()

    def _stop_unseen(self) -> None:
        """Stop the clock where nobody sees it: a set that counts on would be stored as done.

        A rest that waits for a key at its end may run on.
        """
        view = self._view
        if view is None or view.paused or view.phase in (Phase.ASKING, Phase.DONE):
            return
        if view.phase is not Phase.REST or view.hands_free:
            self._take(Pause())

    def _fit(self) -> None:
        if self.is_mounted:
            self._show()
            self.call_after_refresh(self._fit_figure)

    def _fit_figure(self) -> None:
        self.body.want_figure(wanted=self._figure_on and self._figure.there)
        self._figure.follow(self._live.state)

    # --- time ----------------------------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: let happen what is due, show it, and wake for the next change."""
        self._take(Tick())

    def _now(self) -> Moment:
        now = self.app.desk.clock.now()
        early = self._due - now.seconds
        if 0 < early <= _LEAD_SECONDS:
            return Moment(self._due, now.instant + timedelta(seconds=early))
        return now

    def _later(self, seconds: float, do: Callable[[], None]) -> Callable[[], None]:
        return self.set_timer(seconds, do).stop

    def _arm(self) -> None:
        self._stop_waiting()
        now = self._now()
        due = self._live.next_change(now)
        if due is not None:
            self._due = due
            wait = max(_LEAST_WAIT_SECONDS, due - _LEAD_SECONDS - now.seconds)
            # A timer of Textual's is a task of its own, made anew for each second.
            loop = asyncio.get_running_loop()
            self._waiting = loop.call_later(wait, self.call_next, self.tick)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    # --- events: worked out, announced, stored, shown ------------------------------------

    def _take(self, event: Event) -> None:
        outcome = self._live.step(event, self._now())
        self._announce(outcome.cues)
        if isinstance(event, Pause):
            self._sound.hush()
        if outcome.changes or self._live.clock_due:
            self._saving.store()
        self._show()
        self._figure.follow(outcome.state)
        if self._view is not None:
            self._sound.speak(outcome.cues, self._view)
        self._arm()

    @work(group="save")
    async def _store(self) -> None:
        await self._saving.stored()

    def _announce(self, cues: tuple[Cue, ...]) -> None:
        self._sound.announce(cues)
        self._sound.follow(self._live.state)
        if not _FLASH_CUES.isdisjoint(cues):
            self.add_class("-flash")
            self.set_timer(_FLASH_SECONDS, lambda: self.remove_class("-flash"))

    # --- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the workout; what is not stored only together with the words NOT SAVED."""
        # What was being stored when the program ends comes back to a screen that is half empty, or
        # empty, already.
        if not (self.children and self.app.is_running and self._saving.presentable):
            return
        self._view = self._live.view(self._now())
        around = Around(
            self._prompt, self._saving.trouble, self._sound.active, self._offered, self._asked_about
        )
        self.body.show(self._view, self._live.state.rows, around)
        self._refresh_keys()
        if self._layout_key() != self._laid_out:
            self._laid_out = self._layout_key()
            self.call_after_refresh(self._fit_figure)

    def _layout_key(self) -> object:
        """What the room for the figure depends on, besides the size of the screen."""
        view = self._view
        return view and (view.row and view.row.exercise_id, self._prompt, view.question is None)

    def _refresh_keys(self) -> None:
        keys = self._working
        if keys != self._working_keys:
            self._working_keys = keys
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something now work and are shown."""
        return action in self._working if action in live_keys.ACTIONS else True

    # --- what the keys ask of the screen ---------------------------------------------------

    def action_figure(self) -> None:
        """Show the moving figure, or hide it."""
        self._figure_on = not self._figure_on
        self._fit_figure()

    @on(LiveBody.Pressed)
    def _pressed(self) -> None:
        if self._prompt is Prompt.NONE:
            done = self._view is not None and self._view.phase is Phase.DONE
            self.action_close_up() if done else self._take(Done())

    def _open_line(self, text: str) -> None:
        self.body.ask_text(text)

    def _close_line(self) -> None:
        self.body.close_text()

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        self._typed_text(event.value)

    @work(group="swap", exclusive=True)
    async def _find_offers(self, reason: SkipReason) -> None:
        self._offered_are(reason, await asyncio.to_thread(self._live.substitutes, reason))

    @work(group="swap", exclusive=True)
    async def _prepare(self, chosen: Substitute) -> None:
        await asyncio.to_thread(self._live.prepare, chosen)
        self._swap_to(chosen)

    # --- the end -------------------------------------------------------------------------

    def _leave_unsaved(self) -> None:
        self.dismiss()

    @work(group="end", exclusive=True)
    async def _leave(self) -> None:
        await self._saving.stored()
        await self._saving.at_last()
        if not self._live.saved:
            self._ask(Prompt.UNSAVED)
            return
        # Before the screen below looks again, and takes it for a session elsewhere.
        self._live.close()
        self.dismiss()

    def action_close_up(self) -> None:
        """End the workout in the log and show what was done."""
        self._close_up()

    @work(group="end", exclusive=True)
    async def _close_up(self) -> None:
        from screens.summary import SummaryScreen

        ended: list[WorkoutRecord] = []
        fault = await self._saving.end(lambda: ended.append(self._live.finish()))
        if fault:
            self.app.say(fault)
            self._saving.store()
            return
        await self.app.push_screen_wait(SummaryScreen(ended[0], self._live.exercises))
        self.dismiss()

    def action_why(self) -> None:
        """Show the reason of the exercise in hand."""
        from screens.why import RecordWhyScreen

        self.app.push_screen(RecordWhyScreen(self._in_hand()))

    def action_help(self) -> None:
        """Show all keys that work now."""
        from screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
