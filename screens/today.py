"""Today: the next session on the screen, and one key to start it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from app.coach.model import Prescription
from app.errors import DamagedLogError, StridetuiError
from app.trainer import today
from app.trainer.today import TodayView
from screens import places
from screens.place import PlaceScreen
from screens.today_text import Room, may_step_up, today_text

# A line longer than this is hard to follow with the eyes; the rest of the room is margin.
_WIDEST = 116


class TodayScreen(PlaceScreen):
    """The next session: what it is, how long it takes, what was said last time."""

    PLACE = places.TODAY
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="today.start", tooltip="Start the session shown"),
        Binding("enter", "begin", "Begin", id="today.begin", tooltip="Answer the questions"),
        Binding(
            "r",
            "resume",
            "Resume",
            id="today.resume",
            tooltip="Go on with the session that was not ended, or end it",
        ),
        Binding("w", "why", "Why", id="today.why", tooltip="Why each target is what it is"),
        Binding(
            "s",
            "step_up",
            "Step-up session",
            id="today.step_up",
            tooltip="Start the step-up session by itself",
        ),
    ]

    view: reactive[TodayView | None] = reactive(None, bindings=True)
    scroll = getters.query_one("#today", VerticalScroll)
    text = getters.query_one("#today Static", Static)

    def __init__(self) -> None:
        super().__init__()
        self._offered = False

    def body(self) -> ComposeResult:
        """One text that scrolls where it is longer than the screen."""
        with VerticalScroll(id="today"):
            yield Static(markup=False)

    async def load(self) -> None:
        """Read the next session; offer what was left unfinished, once."""
        try:
            self.view = await asyncio.to_thread(today.look, self.app.desk)
        except DamagedLogError as error:
            self._mend(error)
        except StridetuiError as error:
            self.view = None
            self.text.update(str(error))
        else:
            self._offer()

    def watch_view(self) -> None:
        """Show what was read."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self._draw()

    def _draw(self) -> None:
        if self.view is not None and self.is_mounted:
            size = self.size
            # Less the padding, the scroll bar, the two bars and the blank line above.
            room = Room(max(20, min(_WIDEST, size.width - 7)), size.height - 3)
            self.scroll.set_class(self.view.session is None, "-empty")
            self.text.update(today_text(self.view, self.app.desk.library, room))

    # --- which keys work -----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        view = self.view
        if action in {"start", "why"}:
            return view is not None and view.session is not None and not self._elsewhere
        if action == "begin":
            return view is not None and view.session is None and view.enrolment is None
        if action == "resume":
            return view is not None and view.unfinished is not None and not self._elsewhere
        if action == "step_up":
            return view is not None and may_step_up(view) and not self._elsewhere
        return True

    @property
    def _elsewhere(self) -> bool:
        """Whether another copy of the program is in a session right now."""
        view = self.view
        return bool(view and view.unfinished and view.unfinished.running)

    @property
    def restless(self) -> bool:
        """A session elsewhere can end by a kill, which writes nothing."""
        return self._elsewhere

    # --- what the keys do ----------------------------------------------------------------

    def action_why(self) -> None:
        """Show the decision behind each target."""
        from screens.why import WhyScreen

        if self.view and self.view.session:
            self.app.push_screen(WhyScreen(self.view.session))

    def action_start(self) -> None:
        """Start the session shown."""
        if self.view and self.view.session:
            self._train(self.view.session)

    @work(exclusive=True, group="flow")
    async def action_step_up(self) -> None:
        """Start the step-up session by itself."""
        session = await self.read(today.step_up)
        if session is not None:
            self._train(session)

    @work(exclusive=True, group="flow")
    async def action_begin(self) -> None:
        """Answer the questions, from where they were left."""
        from screens.consent import ConsentScreen

        await self.app.push_screen_wait(ConsentScreen())
        self.reload()

    def action_resume(self) -> None:
        """Offer again what was left unfinished."""
        self._offered = False
        self._offer()

    # --- into a session and back ---------------------------------------------------------

    @work(exclusive=True, group="train")
    async def _train(self, session: Prescription) -> None:
        from app.trainer import training
        from screens.live import LiveScreen

        if self.view and self.view.unfinished:
            # One at a time: what was begun before is ended or discarded first.
            self.action_resume()
            return
        live = await self.app.writer.run(training.begin, self.app.desk, session)
        await self.app.push_screen_wait(LiveScreen(live))
        # Who has just left it for later knows of it.
        self._offered = True
        self.reload()

    def _offer(self) -> None:
        """Offer to go on with an unfinished session, the first time it is seen."""
        view = self.view
        if view and view.unfinished and not view.unfinished.running and not self._offered:
            self._offered = True
            self._resume(view.unfinished)

    @work(exclusive=True, group="train")
    async def _resume(self, unfinished: today.Unfinished) -> None:
        from screens.resume import ResumeScreen

        await self.app.push_screen_wait(ResumeScreen(unfinished))
        self.reload()

    def _mend(self, error: DamagedLogError) -> None:
        from screens.problem import ProblemScreen

        self.app.push_screen(ProblemScreen(str(error)), lambda _mended: self.reload())
