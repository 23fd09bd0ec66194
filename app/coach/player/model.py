"""The words of the workout player: its phases, what it asks, and its state.

Seconds are those of `Moment.seconds`; every deadline is absolute on that clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from app.coach.frozen import dataclass, field
from app.coach.model import Changeset, Rating, SetRow, Side


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


class Stop(StrEnum):
    """How much pain stops."""

    EXERCISE = "exercise"
    """The exercise in hand, in this form (S9)."""
    JUMPS = "jumps"
    """A jump or a sprint, because the light was red somewhere in this session (D.4)."""
    SESSION = "session"
    """All that is left: the pain was on one spot of bone, which has to be unloaded (D.6)."""


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

    `get_ready` counts down to the first set, and to another exercise that comes by a swap or a
    skip, `lead_in` to a set that a key starts, `resume` to a set that goes on after a pause;
    `switch` replaces the prescribed time between the legs. `hands_free` starts the next set when a
    rest is over. Without the `pacer` a key ends each set of repetitions. `cadence` is the beat of a
    cadence run in steps a minute. `tendons` are the spots ticked as diagnosed, which may hurt more
    (D.4). `jumps` are the exercises and rungs of this session that leave the ground or sprint.
    """

    get_ready: int = 10
    lead_in: int = 5
    switch: int | None = None
    resume: int = 0
    hands_free: bool = False
    pacer: bool = True
    cadence: int | None = None
    tendons: frozenset[str] = frozenset()
    jumps: frozenset[tuple[str, str | None]] = frozenset()


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


# --- the state ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """A workout in progress. `rows[i].pos == i`, always.

    `cursor` is the set in hand (being done, or coming); `len(rows)` when none is left. `since` is
    when the phase began and `deadline` when it ends by itself; corrections and pauses shift both.
    `began` is the zero of the session's own clock, which a pause stops. `seen` is the last moment
    the player was told of. `turned` is when the phase last changed by itself. `away` is how many
    seconds nobody was there. `goes_on` is when a paused set runs on, counted down to. `held` lets
    no countdown run out, because something is asked that may stop what it leads to. `asking` is the
    exercise whose check-in is open, `passed` what was passed by so far. `last` is the set closed
    last. `reported` is the result of an open-ended set as corrected so far. `work_began` is the
    instant at which the running set began.
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
    held: bool = False
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
        """The set that a note or a pain is about: the running one, else the one before it.

        While an exercise is asked about it is its own last one, whatever was left out since.
        """
        if self.phase is Phase.WORK or self.last is None:
            return self.cursor if self.row else None
        own = (r.pos for r in self.rows if r.exercise_id == self.asking and r.actual is not None)
        return max(own, default=self.last)

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
