"""The words of the workout player: its phases, what may happen, and its state.

Seconds are those of `Moment.seconds`; every deadline is absolute on that clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from app.coach.frozen import dataclass, field
from app.coach.model import Changeset, Rating, SetRow, Side, SkipReason
from app.coach.swap import Substitute


class Phase(StrEnum):
    """Where the player is. Being paused is not a phase: every phase can be paused.

    `READY` either counts down to a set or, without a deadline, waits for a key.
    """

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    ASKING = "asking"
    DONE = "done"


class Cue(StrEnum):
    """What a sound, a flash or a voice may announce, by meaning."""

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    LAST_SET = "last set"
    COUNT = "count"
    HALFWAY = "halfway"
    DONE = "done"


class Asked(StrEnum):
    """What a check-in asks."""

    CONTROL = "control"
    EFFORT = "effort"
    PAIN = "pain"

    @property
    def lowest(self) -> int:
        """The smallest answer: control is 1–5, effort and pain are 0–10."""
        return 1 if self is Asked.CONTROL else 0

    @property
    def highest(self) -> int:
        """The largest answer."""
        return 5 if self is Asked.CONTROL else 10


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a check-in. Effort and pain are asked once, on `Side.BOTH` (D.7.2)."""

    asked: Asked
    side: Side


@dataclass(frozen=True, slots=True)
class PlayerOptions:
    """How the player behaves, in seconds.

    `get_ready` counts down to the first set, `lead_in` to a set that a key starts, `resume` to a
    set that goes on after a pause; `switch` replaces the prescribed time between the legs.
    `hands_free` starts the next set when a rest is over. Without the `pacer` a key ends each set
    of repetitions. `cadence` is the beat of a cadence run in steps a minute. `tendons` are the
    spots ticked as diagnosed, which may hurt more (D.4).
    """

    get_ready: int = 10
    lead_in: int = 5
    switch: int | None = None
    resume: int = 0
    hands_free: bool = False
    pacer: bool = True
    cadence: int | None = None
    tendons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was said about an exercise last time; offered again, never stored by itself.

    A field that must be asked afresh is left out by whoever makes the proposal (D.7.2).
    """

    control: Mapping[Side, int] = field(default_factory=dict)
    effort: int | None = None
    pain: int | None = None
    note: str = ""

    def answer(self, question: Question) -> int | None:
        """Return what is ready for this question, None when nothing is."""
        if question.asked is Asked.CONTROL:
            return self.control.get(question.side)
        return self.effort if question.asked is Asked.EFFORT else self.pain


# --- what may happen ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class Done:
    """The one large key: finish what runs, start what waits, go on from a pause."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock run on."""


@dataclass(frozen=True, slots=True)
class Correct:
    """Change the count by `by`: of the running set, else of the set finished last."""

    by: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Lengthen the rest by `by` seconds; negative shortens it."""

    by: int


@dataclass(frozen=True, slots=True)
class RestOff:
    """End the rest without a set: it stands ready, and the time over is counted."""


@dataclass(frozen=True, slots=True)
class SetHandsFree:
    """Let sets and rests flow by themselves from now on, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetPacer:
    """Count the repetitions from now on, or leave it to the runner."""

    on: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """After a gap: what was in hand was done, or rested, while nobody looked."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Do the rest of the exercise in hand as another one."""

    to: Substitute
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Later:
    """Do the rest of the exercise in hand at the end of its part of the session."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave out the set in hand, or with `exercise` all that is left of its exercise."""

    reason: SkipReason
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """Do a set again: the running one, else the one before."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last thing that was stored and not yet taken back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the open question."""

    value: int


@dataclass(frozen=True, slots=True)
class Accept:
    """Answer every open question that has a proposal with it; without one, as `Done`."""


@dataclass(frozen=True, slots=True)
class PassBy:
    """Leave the open question empty."""


@dataclass(frozen=True, slots=True)
class Note:
    """Write a note to the set at `pos`, or to the one in hand. Empty text removes it."""

    text: str
    pos: int | None = None


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain of 0–10 at the set at `pos`, or at the one in hand."""

    value: int
    place: str = ""
    pos: int | None = None


@dataclass(frozen=True, slots=True)
class Sharp:
    """Sharp or sudden pain at the set at `pos`, or at the one in hand: red at once (D.4)."""

    pos: int | None = None


@dataclass(frozen=True, slots=True)
class EndEarly:
    """End here and keep what is done; what is left is skipped for `reason`."""

    reason: SkipReason = SkipReason.ENDED


Event = (
    Tick
    | Done
    | Pause
    | Resume
    | Correct
    | Rest
    | RestOff
    | SetHandsFree
    | SetPacer
    | Meanwhile
    | Swap
    | Later
    | Skip
    | Back
    | Undo
    | Answer
    | Accept
    | PassBy
    | Note
    | Pain
    | Sharp
    | EndEarly
)


# --- the state ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """A workout in progress. `rows[i].pos == i`, always.

    `cursor` is the set in hand (being done, or coming); `len(rows)` when none is left. `since` is
    when the phase began and `deadline` when it ends by itself; corrections and pauses shift both.
    `began` is the zero of the session's own clock, which a pause stops. `seen` is the last moment
    the player was told of. `turned` is when the phase last changed by itself. `away` is how many
    seconds nobody was there. `goes_on` is when a paused set runs on, counted down to. `asking` is
    the exercise whose check-in is open, `passed` what was passed by so far. `last` is the set
    closed last. `reported` is the result of an open-ended set as corrected so far. `work_began`
    is the instant at which the running set began.
    """

    rows: tuple[SetRow, ...]
    options: PlayerOptions
    proposals: Mapping[str, Proposal]
    phase: Phase
    since: float
    began: float
    seen: float
    cursor: int = 0
    deadline: float | None = None
    paused_at: float | None = None
    away: float | None = None
    goes_on: float | None = None
    turned: float | None = None
    asking: str | None = None
    passed: tuple[tuple[str, Question], ...] = ()
    last: int | None = None
    reported: int | None = None
    work_began: datetime | None = None
    ratings: tuple[Rating, ...] = ()
    changesets: tuple[Changeset, ...] = ()

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self.paused_at is not None

    @property
    def row(self) -> SetRow | None:
        """The set in hand; None when all are closed."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def focus(self) -> int | None:
        """The set that a note or a pain is about: the running one, else the one before it."""
        if self.phase is Phase.WORK or self.last is None:
            return self.cursor if self.row else None
        return self.last

    def at(self, now: float) -> float:
        """The moment the clock shows: it stands still while paused."""
        return now if self.paused_at is None else self.paused_at


@dataclass(frozen=True, slots=True)
class Advance:
    """What an event led to: the new state, the rows to store, and what to announce.

    `due` are the same cues, each with the second at which it was due.
    """

    state: State
    changes: tuple[Changeset, ...] = ()
    cues: tuple[Cue, ...] = ()
    due: tuple[tuple[float, Cue], ...] = ()
