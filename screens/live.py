"""The live session: the whole screen, one clock, and every event stored before it is shown."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from app.coach.figures import PAIN_LIMIT
from app.coach.model import Moment, Unit, WorkoutRecord
from app.coach.player import (
    Accept,
    Answer,
    Back,
    Correct,
    Cue,
    Done,
    EndEarly,
    Event,
    Note,
    Pain,
    PassBy,
    Pause,
    Phase,
    PlayerView,
    Rest,
    Resume,
    Skip,
    Tick,
    Undo,
)
from app.trainer.training import LiveWorkout
from screens import live_keys
from screens.host import Host
from screens.live_prompt import REASONS, Prompt
from screens.live_saving import LiveSaving
from screens.live_text import Book
from screens.widgets.key_bar import KeyBar
from screens.widgets.live_body import LiveBody

_BELL_CUES = frozenset({Cue.WORK, Cue.REST, Cue.SWITCH, Cue.DONE})
_FLASH_SECONDS = 0.3
_LEAST_WAIT_SECONDS = 0.005
_COARSE = frozenset({Unit.SECONDS, Unit.METRES, Unit.TOUCHES})
_COARSE_STEP = 5


class LiveScreen(Screen[None]):
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
        super().__init__()
        self._live = live
        self._prompt = Prompt.NONE
        self._about: int | None = None
        self._pain = 0
        self._stood = False
        self._tick_timer: Timer | None = None
        self._view: PlayerView | None = None
        self._working_keys: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """The workout, and the keys that work now."""
        yield LiveBody(Book(self._live.exercises))
        yield KeyBar()

    def on_mount(self) -> None:
        """Show where the workout stands and start its clock."""
        self._saving = LiveSaving(self, self._live, self._show)
        self.tick()

    async def on_unmount(self) -> None:
        """However the screen ends, what was done is stored and the workout can be resumed."""
        await self._saving.at_last()
        self._live.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the new room once it is known."""
        self.call_after_refresh(self._show)

    # --- time ----------------------------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: let happen what is due, show it, and wake for the next change."""
        self._take(Tick())

    def _now(self) -> Moment:
        return self.app.desk.clock.now()

    def _arm(self) -> None:
        if self._tick_timer is not None:
            self._tick_timer.stop()
            self._tick_timer = None
        now = self._now()
        due = self._live.next_change(now)
        if due is not None:
            wait = max(_LEAST_WAIT_SECONDS, due - now.seconds)
            self._tick_timer = self.set_timer(wait, self.tick)

    # --- events: worked out, announced, stored, shown ------------------------------------

    def _take(self, event: Event) -> None:
        outcome = self._live.step(event, self._now())
        self._announce(outcome.cues)
        if outcome.changes:
            self._saving.store()
        self._show()
        self._arm()

    def _announce(self, cues: tuple[Cue, ...]) -> None:
        if _BELL_CUES.isdisjoint(cues):
            return
        if self.app.desk.settings.bell:
            self.app.bell()
        self.add_class("-flash")
        self.set_timer(_FLASH_SECONDS, lambda: self.remove_class("-flash"))

    # --- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the workout; what is not stored only together with the words NOT SAVED."""
        if not self.is_mounted or not self._saving.presentable:
            return
        self._view = self._live.view(self._now())
        self.body.show(self._view, self._live.state.rows, self._prompt, self._saving.trouble)
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        keys = frozenset(action for action in live_keys.ACTIONS if self._works(action))
        if keys != self._working_keys:
            self._working_keys = keys
            self.refresh_bindings()

    def _works(self, action: str) -> bool:
        view = self._view
        return view is not None and live_keys.works(action, view, self._prompt)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something now work and are shown."""
        return self._works(action) if action in live_keys.ACTIONS else True

    # --- keys that are events ------------------------------------------------------------

    def action_finish(self) -> None:
        """Finish the running set."""
        self._take(Done())

    def action_start(self) -> None:
        """Lead in to the next set; again starts it at once."""
        self._take(Done())

    def action_go_on(self) -> None:
        """Let the clock run on."""
        self._take(Resume())

    def action_pause(self) -> None:
        """Stop the clock."""
        self._take(Pause())

    def action_accept(self) -> None:
        """Store what stands ready."""
        self._take(Accept())

    def action_pass_by(self) -> None:
        """Leave the open question empty."""
        self._take(PassBy())

    def action_leave_empty(self) -> None:
        """Leave the open question empty; after the last one the session is done."""
        self._take(PassBy())

    def action_undo(self) -> None:
        """Take the last thing back."""
        self._take(Undo())

    def action_again(self) -> None:
        """Do this set again, or the one before."""
        self._take(Back())

    def action_correct(self, by: int) -> None:
        """Change the count; long counts in larger steps."""
        view = self._view
        row = None if view is None else view.row if view.phase is Phase.WORK else view.last
        coarse = row is not None and row.unit in _COARSE
        self._take(Correct(by * (_COARSE_STEP if coarse else 1)))

    def action_rest(self, by: int) -> None:
        """Rest longer or shorter."""
        self._take(Rest(by))

    # --- keys that ask first -------------------------------------------------------------

    def _ask(self, prompt: Prompt) -> None:
        self._prompt = prompt
        self._show()

    def action_close_prompt(self) -> None:
        """Go on without an answer."""
        prompt = self._prompt
        self._ask(Prompt.NONE)
        if prompt is Prompt.LEAVE and not self._stood:
            self._take(Resume())

    def action_close_text(self) -> None:
        """Close the line to type in; the keys work again."""
        self.body.close_text()
        self._ask(Prompt.NONE)

    def action_skip(self) -> None:
        """Ask why; after pain the whole exercise is meant."""
        hurts = self._view is not None and self._view.hurts
        self._ask(Prompt.SKIP_EXERCISE if hurts else Prompt.SKIP_SET)

    def action_widen(self) -> None:
        """Change between the set and what is left of the exercise."""
        whole = self._prompt is Prompt.SKIP_EXERCISE
        self._ask(Prompt.SKIP_SET if whole else Prompt.SKIP_EXERCISE)

    def action_pain(self) -> None:
        """Ask how much it hurts, in the set that is on now."""
        self._about = self._view.focus if self._view else None
        self._ask(Prompt.PAIN)

    def action_note(self) -> None:
        """Open a line for a note to the set that is on now; the clock runs on."""
        self._about = self._view.focus if self._view else None
        if self._about is not None:
            self._type(Prompt.NOTE, self._live.state.rows[self._about].note)

    def action_answer(self, value: int) -> None:
        """Take a digit for what is being asked."""
        prompt = self._prompt
        if prompt is Prompt.NONE:
            self._take(Answer(value))
        elif prompt is Prompt.PAIN:
            self._say_pain(value)
        elif prompt.skips and 1 <= value <= len(REASONS):
            self._prompt = Prompt.NONE
            self._take(Skip(REASONS[value - 1], exercise=prompt is Prompt.SKIP_EXERCISE))

    def _say_pain(self, value: int) -> None:
        self._pain = value
        self._prompt = Prompt.NONE
        self._take(Pain(value, pos=self._about))
        if value > PAIN_LIMIT:
            # The rules go by the spot (D.7.2), so where it hurts is worth a word.
            self._type(Prompt.PLACE, "")

    def _type(self, prompt: Prompt, text: str) -> None:
        self._ask(prompt)
        self.body.ask_text(text)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        prompt, text = self._prompt, event.value.strip()
        self.action_close_text()
        if prompt is Prompt.NOTE:
            self._take(Note(text, self._about))
        elif text:
            self._take(Pain(self._pain, text, self._about))

    # --- the end -------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Stop the clock and ask how to leave; what is done can only be closed up."""
        if self._view is not None and self._view.phase is Phase.DONE:
            self.action_close_up()
            return
        self._stood = self._live.state.paused
        self._prompt = Prompt.LEAVE
        self._take(Pause())

    def action_end_early(self) -> None:
        """End here and keep what is done."""
        self._prompt = Prompt.NONE
        self._take(EndEarly())
        self._take(Resume())

    def action_leave_paused(self) -> None:
        """Leave; the session waits to be resumed."""
        self._leave()

    def action_save_again(self) -> None:
        """Try once more to store what is not stored, then leave."""
        self._leave()

    def action_leave_unsaved(self) -> None:
        """Leave although the last steps are not in the log."""
        self.dismiss()

    @work(group="end", exclusive=True)
    async def _leave(self) -> None:
        await self._saving.stored()
        if self._live.saved:
            # Before the screen below looks again, and takes it for a session elsewhere.
            self._live.close()
            self.dismiss()
        else:
            self._ask(Prompt.UNSAVED)

    def action_close_up(self) -> None:
        """End the workout in the log and show what was done."""
        self._close_up()

    @work(group="end", exclusive=True)
    async def _close_up(self) -> None:
        from screens.summary import SummaryScreen

        ended: list[WorkoutRecord] = []
        if not await self._saving.write(lambda: ended.append(self._live.finish())):
            self._show()
            return
        await self.app.push_screen_wait(SummaryScreen(ended[0], self._live.exercises))
        self.dismiss()

    def action_help(self) -> None:
        """Show all keys that work now."""
        from screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
