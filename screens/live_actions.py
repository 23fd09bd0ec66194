"""What the keys of a live session do, whatever shows it: a screen, or lines of plain text."""

from __future__ import annotations

from app.coach.frozen import replace
from app.coach.model import SkipReason, Unit, WorkoutRecord
from app.coach.player import (
    Accept,
    Answer,
    Back,
    Correct,
    Done,
    EndEarly,
    Later,
    LetGo,
    Meanwhile,
    Note,
    PassBy,
    Pause,
    Phase,
    Rest,
    RestOff,
    Resume,
    SetHandsFree,
    SetPacer,
    Skip,
    Swap,
    Undo,
)
from app.coach.swap import Substitute
from app.trainer.training import LiveWorkout
from screens import live_keys
from screens.live_pain import PainActions
from screens.live_prompt import REASONS, SWAP_REASONS, Prompt

_COARSE = frozenset({Unit.SECONDS, Unit.METRES, Unit.TOUCHES})
_COARSE_STEP = 5


class LiveActions(PainActions):
    """The actions of `live_keys`, and what has been asked and not answered yet.

    Whoever shows the session says how an event is taken, shown and announced, how a line is typed
    in, and how what takes time is done in the background. Those of pain are `live_pain`'s.
    """

    def __init__(self, live: LiveWorkout) -> None:
        super().__init__()
        self._live = live
        self._view = None
        self._prompt = Prompt.NONE
        self._about = None
        self._reason = SkipReason.OTHER
        self._offered: tuple[Substitute, ...] = ()
        # What was asked, and of which exercise, when others to take its place were looked for.
        self._to_swap = (Prompt.NONE, "")
        self._stood = False

    def _show(self) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def _open_line(self, text: str) -> None:
        """Open a line to type in; what is typed goes to `_typed_text`."""
        raise NotImplementedError

    def _close_line(self) -> None:
        """Close it."""
        raise NotImplementedError

    def _find_offers(self, reason: SkipReason) -> object:
        """Read in the background what may take the place of the exercise; then `_offered_are`."""
        raise NotImplementedError

    def _prepare(self, chosen: Substitute) -> object:
        """Read what belongs to a substitute in the background; then `_swap_to` it."""
        raise NotImplementedError

    def _leave(self) -> object:
        """Leave as soon as everything is stored."""
        raise NotImplementedError

    def _leave_unsaved(self) -> None:
        """Leave at once."""
        raise NotImplementedError

    def action_close_up(self) -> None:
        """End the workout in the log and show what was done."""
        raise NotImplementedError

    def action_why(self) -> None:
        """Say why the exercise in hand is to be done, and why so much of it."""
        raise NotImplementedError

    def _in_hand(self) -> WorkoutRecord:
        """Return the session with nothing but the sets of the exercise in hand."""
        row, rows = self._live.state.row, self._live.state.rows
        own = tuple(each for each in rows if row and each.exercise_id == row.exercise_id)
        return replace(self._live.record, sets=own)

    @property
    def _working(self) -> frozenset[str]:
        """The actions that do something now."""
        return live_keys.working(self._view, self._prompt) if self._view else frozenset()

    # --- keys that are events ------------------------------------------------------------

    def action_finish(self) -> None:
        """Finish the running set."""
        self._take(Done())

    def action_start(self) -> None:
        """Lead in to the next set; again starts it at once."""
        self._take(Done())

    def action_start_too(self) -> None:
        """Start the set by the key that otherwise answers."""
        self._take(Done())

    def action_go_on(self) -> None:
        """Let the clock run on."""
        self._take(Resume())

    def action_pause(self) -> None:
        """Stop the clock."""
        self._take(Pause())

    def action_meanwhile(self) -> None:
        """It was done while the program was away."""
        self._take(Meanwhile())

    def action_rest_off(self) -> None:
        """End the rest; the set stands ready."""
        self._take(RestOff())

    def action_poor_form(self) -> None:
        """End the set after two poor repetitions and keep what was done (S7)."""
        self._take(Skip(SkipReason.QUALITY))

    def action_leave_out(self) -> None:
        """Leave out what is left of an exercise that hurts (S9)."""
        self._prompt = Prompt.NONE
        self._take(Done())

    def action_later(self) -> None:
        """Do this exercise at the end of its part of the session."""
        self._take(Later())

    def action_hands_free(self) -> None:
        """Let sets and rests follow one another, or no longer."""
        self._take(SetHandsFree(not self._live.state.options.hands_free))

    def action_pacer(self) -> None:
        """Count yourself, or be counted again."""
        self._take(SetPacer(not self._live.state.options.pacer))

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
        elif prompt is Prompt.PAIN:
            self._take(LetGo())

    def action_close_text(self) -> None:
        """Close the line to type in; the keys work again. What hurts is kept without its spot."""
        if self._prompt is Prompt.PLACE:
            self._typed_text("")
        else:
            self._end_line()

    def _end_line(self) -> None:
        self._close_line()
        self._ask(Prompt.NONE)

    def action_skip(self) -> None:
        """Ask why; after pain the whole exercise is meant."""
        stopped = self._view is not None and self._view.stopped
        self._ask(Prompt.SKIP_EXERCISE if stopped else Prompt.SKIP_SET)

    def action_swap(self) -> None:
        """Ask why; then what instead."""
        if self._view is not None and self._view.stopped:
            self._look_for_others(SkipReason.PAIN)
        else:
            self._ask(Prompt.SWAP_WHY)

    def action_widen(self) -> None:
        """Change between the set and what is left of the exercise."""
        whole = self._prompt is Prompt.SKIP_EXERCISE
        self._ask(Prompt.SKIP_SET if whole else Prompt.SKIP_EXERCISE)

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
        elif prompt is Prompt.SWAP_WHY and 1 <= value <= len(SWAP_REASONS):
            self._look_for_others(SWAP_REASONS[value - 1])
        elif prompt is Prompt.SWAP and 1 <= value <= len(self._offered):
            self._prepare(self._offered[value - 1])
        elif prompt.skips and 1 <= value <= len(REASONS):
            self._prompt = Prompt.NONE
            self._take(Skip(REASONS[value - 1], exercise=prompt is Prompt.SKIP_EXERCISE))

    def _type(self, prompt: Prompt, text: str) -> None:
        self._ask(prompt)
        self._open_line(text)

    def _typed_text(self, text: str) -> None:
        """Take what was typed into the open line."""
        prompt, text = self._prompt, text.strip()
        self._end_line()
        if prompt is Prompt.NOTE:
            self._take(Note(text, self._about))
            return
        self._hurts_at(text)

    def _look_for_others(self, reason: SkipReason) -> None:
        self._to_swap = (self._prompt, self._exercise_in_hand())
        self._find_offers(reason)

    def _offered_are(self, reason: SkipReason, offered: tuple[Substitute, ...]) -> None:
        """Ask which of these is to take the place of the exercise in hand.

        Reading took time: where the question was closed meanwhile, or another one opened, or the
        exercise is over, nobody waits for the answer.
        """
        if (self._prompt, self._exercise_in_hand()) == self._to_swap:
            self._reason, self._offered = reason, offered
            self._ask(Prompt.SWAP)

    def _swap_to(self, chosen: Substitute) -> None:
        """Go on with another exercise, whose content has been read; late answers as above."""
        if (self._prompt, self._exercise_in_hand()) == (Prompt.SWAP, self._to_swap[1]):
            self._prompt = Prompt.NONE
            self._take(Swap(chosen, self._reason))

    @property
    def _asked_about(self) -> str:
        """The exercise that the open prompt is about."""
        if self._prompt in (Prompt.PAIN, Prompt.PLACE) and self._about is not None:
            return self._live.state.rows[self._about].exercise_id
        return self._exercise_in_hand()

    def _exercise_in_hand(self) -> str:
        state = self._live.state
        return state.rows[state.cursor].exercise_id if state.cursor < len(state.rows) else ""

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
        self._leave_unsaved()
