"""Today: the next session on the screen, and one key to start it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Static

from app.coach.model import Prescription
from app.coach.pain import Morning, MorningQuestion
from app.coach.safety import too_early
from app.errors import DamagedLogError, StridetuiError
from app.trainer import mornings, readying, today
from app.trainer.today import TodayView
from screens import places, today_keys, today_outside
from screens.host import busy
from screens.place import PlaceScreen
from screens.today_text import Room, today_text

# A line longer than this is hard to follow with the eyes; the rest of the room is margin.
_WIDEST = 116


class TodayScreen(PlaceScreen):
    """The next session: what it is, how long it takes, what was said last time."""

    PLACE = places.TODAY
    BINDINGS: ClassVar[list[BindingType]] = today_keys.BINDINGS

    view: reactive[TodayView | None] = reactive(None, bindings=True)
    scroll = getters.query_one("#today", VerticalScroll)
    text = getters.query_one("#today Static", Static)

    def __init__(self) -> None:
        super().__init__()
        self._offered = False
        self._short = False
        # The session that was asked about because today is too early for it.
        self._warned = ""
        self._answered: tuple[MorningQuestion, Morning] | None = None
        self._drawn_for: Size | None = None

    def body(self) -> ComposeResult:
        """One text that scrolls where it is longer than the screen."""
        with VerticalScroll(id="today"):
            yield Static(markup=False)

    async def load(self) -> None:
        """Read the next session; offer what was left unfinished, once."""
        first, self.app.first_view = self.app.first_view, None
        self.view = first or await asyncio.to_thread(
            today.look, self.app.desk, short=self._short, gates=True
        )
        self._offer()

    def failed(self, error: StridetuiError) -> None:
        """Say it in place of the session; offer to mend a log that is damaged."""
        if isinstance(error, DamagedLogError):
            self._mend(error)
        else:
            self.view = None
            self.text.update(str(error))

    def watch_view(self) -> None:
        """Show what was read."""
        self._warned = ""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        # A screen is told its size three times over before it is shown once.
        if self.size != self._drawn_for:
            self._draw()

    def _draw(self) -> None:
        if self.view is not None and self.is_mounted:
            size = self._drawn_for = self.size
            # Less the padding, the scroll bar, the two bars and the blank line above.
            room = Room(max(20, min(_WIDEST, size.width - 7)), size.height - 3)
            self.scroll.set_class(self.view.session is None, "-empty")
            self.text.update(today_text(self.view, self.app.desk.library, room, self._answered))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if action == "take_back":
            return self._answered is not None
        return today_keys.works(action, parameters, self.view)

    @property
    def _session(self) -> Prescription | None:
        """The session shown."""
        return self.view.session if self.view else None

    @property
    def restless(self) -> bool:
        """A session elsewhere can end by a kill, which writes nothing."""
        return self.view is not None and today_keys.elsewhere(self.view)

    # --- what the keys do ----------------------------------------------------------------

    def action_why(self) -> None:
        """Show the decision behind each target."""
        from screens.why import WhyScreen

        if self.view and self.view.session:
            self.app.push_screen(WhyScreen(self.view.session))

    def action_short(self) -> None:
        """Show the ten-minute version; the whole session again where that was asked for already."""
        self._short = not self._short
        self.reload()

    def action_whole(self) -> None:
        """Show the whole session again, as above."""
        self.action_short()

    def action_not_today(self) -> None:
        """Say until when the session may wait."""
        from screens.not_today import NotTodayScreen

        waiting = today_keys.waiting(self.view) if self.view else None
        if self._session is not None and waiting is not None:
            self.app.push_screen(NotTodayScreen(self._session.slot.title, waiting))

    def action_preview(self) -> None:
        """Show the sessions ahead."""
        self.app.keep_keys(self._preview())

    @work(exclusive=True, group="flow")
    async def _preview(self) -> None:
        from app.trainer.foresee import foresee
        from screens.preview import PreviewScreen

        self.app.push_wanted(PreviewScreen(await self.read(foresee)))

    def action_done_outside(self) -> None:
        """Record the session shown as done without the timer."""
        if self._session is not None and not busy(self, "train"):
            self.app.keep_keys(self._done_outside(self._session.slot.key))

    @work(exclusive=True, group="flow")
    async def _done_outside(self, slot_key: str) -> None:
        await today_outside.record(self, slot_key, short=self._short)
        self.reload()

    def action_take_outside(self) -> None:
        """Show what the session becomes to be taken outside."""
        self.app.keep_keys(self._take_outside())

    @work(exclusive=True, group="flow")
    async def _take_outside(self) -> None:
        await today_outside.pack(self, short=self._short)

    def action_gate(self) -> None:
        """Show the gate of this phase; without a plan, the self-tests."""
        from screens.gate import GateScreen
        from screens.selftests.menu import SelfTestsScreen

        gate = self.view.gate if self.view else None
        asked = gate is not None and (gate.now or gate.jumps) is not None
        self.app.push_screen(GateScreen() if asked else SelfTestsScreen())

    def action_review(self) -> None:
        """Show the week in review."""
        from screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def action_start(self) -> None:
        """Start the session shown."""
        # Not while the other length of it, which was asked for, is still being read.
        if self.view and self.view.session and self.view.short is self._short:
            self._begin(self.view.session, short=self.view.short)

    def action_step_up(self) -> None:
        """Start the step-up session by itself."""
        self.app.keep_keys(self._step_up())

    @work(exclusive=True, group="flow")
    async def _step_up(self) -> None:
        self._begin(await self.read(today.step_up))

    @work(exclusive=True, group="flow")
    async def action_begin(self, _word: str) -> None:
        """Answer the questions, from where they were left."""
        from screens.consent import ConsentScreen

        await self.app.push_screen_wait(ConsentScreen())
        self.reload()

    @work(exclusive=True, group="flow")
    async def action_hold(self) -> None:
        """Say what to watch while the plan is on hold, and how it goes on."""
        from screens.hold import HoldScreen

        if self.view is not None and self.view.hold is not None:
            await self.app.push_screen_wait(HoldScreen(self.view.hold))
            self.reload()

    def action_resume(self) -> None:
        """Offer again what was left unfinished."""
        self._offered = False
        self._offer()

    @work(exclusive=True, group="flow")
    async def action_readiness(self) -> None:
        """Ask what may speak against a session today."""
        from screens.readiness import ReadinessScreen

        before = self.view.readiness if self.view else None
        await self.app.push_screen_wait(ReadinessScreen(before))
        self.reload()

    # --- the morning after ---------------------------------------------------------------

    @work(exclusive=True, group="write")
    async def action_morning(self, word: str) -> None:
        """Keep how it was this morning."""
        question, said = self._question(), Morning(word)
        if question is not None:
            await self.app.writer.run(mornings.answer, self.app.desk, question, said)
            self._answered = (question, said)
            self.reload()

    @work(exclusive=True, group="write")
    async def action_take_back(self) -> None:
        """Ask again what was just answered."""
        if self._answered is not None:
            question, _ = self._answered
            await self.app.writer.run(mornings.answer, self.app.desk, question, None)
            self._answered = None
            self.reload()

    @work(exclusive=True, group="write")
    async def action_tendon(self) -> None:
        """Tick the spot as a diagnosed tendon, or take the tick away."""
        question = self._question()
        if question is not None:
            await self.app.writer.run(mornings.tick_tendon, self.app.desk, question.place)
            self.reload()

    def _question(self) -> MorningQuestion | None:
        return today_keys.morning_asked(self.view) if self.view else None

    # --- into a session and back ---------------------------------------------------------

    def _begin(self, session: Prescription, *, short: bool = False) -> None:
        if busy(self, "train"):
            return
        if self.view and self.view.unfinished:
            # One at a time: what was begun before is ended or discarded first.
            self.action_resume()
        elif self._confirmed(session):
            self.app.keep_keys(self._train(session, short=short))

    def _confirmed(self, session: Prescription) -> bool:
        """Ask once where the coach says to wait; the same session again is meant."""
        view, slot = self.view, session.slot
        early = too_early(slot, view.history, view.day) if view else None
        if early is None or self._warned == slot.key:
            return True
        self._warned = slot.key
        self.app.say(f"{early.sentence} The same key again starts it all the same.")
        return False

    @work(group="train")
    async def _train(self, session: Prescription, *, short: bool) -> None:
        from app.trainer import training
        from screens.live import LiveScreen

        view = self.view
        if view is not None and view.enrolment is not None and view.readiness is None:
            # The line above said so: to start is to say that none of it holds.
            await self.app.writer.run(readying.note, self.app.desk, ())
        live = await self.app.writer.run(training.begin, self.app.desk, session, short=short)
        await self.app.push_wanted(LiveScreen(live))
        # Who has just left it for later knows of it.
        self._offered = True
        self.reload()

    def _offer(self) -> None:
        """Offer to go on with an unfinished session, the first time it is seen."""
        view = self.view
        if busy(self, "train"):
            return
        if view and view.unfinished and not view.unfinished.running and not self._offered:
            self._offered = True
            self._resume(view.unfinished)

    @work(group="train")
    async def _resume(self, unfinished: today.Unfinished) -> None:
        from screens.resume import ResumeScreen

        await self.app.push_screen_wait(ResumeScreen(unfinished))
        self.reload()

    def _mend(self, error: DamagedLogError) -> None:
        from screens.problem import ProblemScreen

        self.app.push_screen(ProblemScreen(str(error)), lambda _mended: self.reload())
