"""What the live session asks when it hurts: how much, of what kind, where, and what then."""

from __future__ import annotations

from app.coach.figures import PAIN_LIMIT, TENDON_LIMIT
from app.coach.model import SkipReason
from app.coach.player import Event, Hold, LetGo, OnBone, Pain, PlayerView, Sharp, SorePlace, Stop
from app.coach.player.hurting import stop
from app.trainer.training import LiveWorkout
from screens.live_prompt import Prompt


class PainActions:
    """The keys of pain, and the line in which its place is typed.

    Whoever shows the session says how an event is taken, how a prompt and a line are opened, and
    how substitutes are looked for.
    """

    _live: LiveWorkout
    _view: PlayerView | None
    _prompt: Prompt
    _about: int | None

    def __init__(self) -> None:
        super().__init__()
        # The number that waits for its place, which decides whether it may be so high (D.4).
        self._pain: int | None = None

    def _take(self, event: Event) -> None:
        """Let an event happen: announce, store and show what it led to."""
        raise NotImplementedError

    def _ask(self, prompt: Prompt) -> None:
        """Show a prompt; the next key answers it."""
        raise NotImplementedError

    def _type(self, prompt: Prompt, text: str) -> None:
        """Open a line to type in."""
        raise NotImplementedError

    def _look_for_others(self, reason: SkipReason) -> None:
        """Look for what may take the place of the exercise in hand."""
        raise NotImplementedError

    def action_pain(self) -> None:
        """Ask how much it hurts, in the set that is on now."""
        self._about = self._view.focus if self._view else None
        # Nothing is to begin behind the question that may be what it stops.
        self._take(Hold())
        self._ask(Prompt.PAIN)

    def action_sharp(self) -> None:
        """Stop the exercise for pain that was sharp or sudden, and ask where (D.4)."""
        self._say_sign(Sharp(self._about))

    def action_on_bone(self) -> None:
        """Stop the session for pain on one spot of bone, and ask where (D.6)."""
        self._say_sign(OnBone(self._about))

    def _say_sign(self, event: Sharp | OnBone) -> None:
        self._pain = None
        # What stops the work is taken before anything is asked.
        self._prompt = Prompt.NONE
        self._take(event)
        self._type(Prompt.PLACE, "")

    def _say_pain(self, value: int) -> None:
        self._pain = None
        if PAIN_LIMIT < value <= TENDON_LIMIT and self._live.state.options.tendons:
            # In a tendon one knows it may hurt more (D.4): the spot decides whether to go on.
            self._pain = value
            self._type(Prompt.PLACE, "")
            return
        self._prompt = Prompt.NONE
        self._take(Pain(value, pos=self._about))
        if value > PAIN_LIMIT:
            # The rules go by the spot (D.7.2), so where it hurts is worth a word.
            self._type(Prompt.PLACE, "")
        else:
            self._go_on()

    def _hurts_at(self, place: str) -> None:
        """Store where it hurts, together with a number that has waited for it."""
        waiting, self._pain = self._pain, None
        if waiting is None:
            self._take(SorePlace(place, self._about))
        else:
            self._take(Pain(waiting, place, self._about))
        self._go_on()

    def _go_on(self) -> None:
        """Let the clock run on, and ask what is to be done where pain stops what is in hand."""
        self._take(LetGo())
        # Of the state, not of the view: the screen shows nothing before it is stored.
        state = self._live.state
        found = stop(state, state.row)
        if found is Stop.SESSION:
            self._ask(Prompt.BONE)
        elif found is not None:
            self._look_for_others(SkipReason.PAIN)
