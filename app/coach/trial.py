"""A self-test while it is done: whose turn it is, and what the clock or the key has counted.

Pure: every function takes the monotonic second and returns the next state. Nothing is counted
that did not happen: a raise by the beat, a tap or a second on the clock, and the runner keeps or
corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.coach.frozen import dataclass, replace
from app.coach.measured import SECONDS_A_RAISE, raises_done
from app.coach.model import Side
from app.coach.selftests import Instrument, SelfTest

LEAD_SECONDS = 5.0
"""Between the key and the first beat or second."""
LATE_TAP_SECONDS = 1.0
"""So long after the time is up a tap was meant to be counted."""
REST_SECONDS = {
    Instrument.BEAT: 60,
    Instrument.COUNT: 60,
    Instrument.HOLD: 15,
    Instrument.TAPS: 30,
    Instrument.FOLLOW: 60,
}
"""Rest that is suggested between two turns [J]; a key ends it earlier or later."""
TIMED = frozenset(REST_SECONDS)
"""The instruments that run on the clock or by keys pressed in time."""


class Stage(StrEnum):
    """Where a turn stands."""

    READY = "ready"
    LEAD = "lead"
    RUN = "run"
    CHECK = "check"
    """It has ended; the runner keeps the figure, corrects it, or does the turn again."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Turn:
    """One attempt on one side; `attempt` counts from 1."""

    side: Side
    attempt: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A self-test under way. `since` is the second at which the stage began.

    `count` is what was tapped, or what the runner keeps in CHECK; `seconds` how long a hold was.
    `kept` holds the value of each turn done, in order.
    """

    test: SelfTest
    turns: tuple[Turn, ...]
    stage: Stage = Stage.READY
    since: float = 0.0
    count: int = 0
    seconds: float = 0.0
    kept: tuple[float, ...] = ()

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is; None when all are done."""
        return self.turns[len(self.kept)] if len(self.kept) < len(self.turns) else None

    @property
    def may_finish(self) -> bool:
        """Whether each side has a result, so that further attempts may be left out."""
        done = {turn.side for turn, _ in zip(self.turns, self.kept, strict=False)}
        return self.stage is Stage.READY and done == set(self.test.sides)

    @property
    def value(self) -> float:
        """The value that stands to be kept."""
        if self.test.instrument is Instrument.HOLD:
            return self.seconds
        return float(self.count * self.test.factor)

    @property
    def attempts(self) -> Mapping[tuple[Side, str], tuple[float, ...]]:
        """What was kept, per side, under the test's unit; each raise of the beat has its own."""
        found: dict[tuple[Side, str], tuple[float, ...]] = {}
        for turn, value in zip(self.turns, self.kept, strict=False):
            unit = self.test.scores[turn.attempt - 1 if self.test.raises else 0].unit
            found[turn.side, unit] = (*found.get((turn.side, unit), ()), value)
        return found


def begin(test: SelfTest, now: float, first: Side = Side.LEFT) -> Trial:
    """Return the test at its first turn: each side once, `first` before the other, then each again.

    A test that raises the beat has a turn for each raise.
    """
    attempts = len(test.raises) or test.attempts
    sides = test.sides_from(first)
    turns = tuple(Turn(side, attempt) for attempt in range(1, attempts + 1) for side in sides)
    return Trial(test, turns, since=now)


def start(trial: Trial, now: float) -> Trial:
    """Lead in to the turn; where nothing is timed it begins at once."""
    if trial.stage is not Stage.READY:
        return trial
    stage = Stage.RUN if trial.test.instrument is Instrument.COUNT else Stage.LEAD
    return replace(trial, stage=stage, since=now, count=0, seconds=0.0)


def tick(trial: Trial, now: float) -> Trial:
    """Let happen what is due: the lead-in ends, the time is up."""
    if trial.stage is Stage.LEAD and now - trial.since >= LEAD_SECONDS:
        trial = replace(trial, stage=Stage.RUN, since=trial.since + LEAD_SECONDS)
    if (
        trial.stage is Stage.RUN
        and trial.test.seconds
        and elapsed(trial, now) >= trial.test.seconds
    ):
        return _ended(trial, trial.since + trial.test.seconds)
    return trial


def tap(trial: Trial, now: float) -> Trial:
    """Count one; only while it runs, and only where taps count."""
    trial = tick(trial, now)
    counts = trial.test.instrument in {Instrument.TAPS, Instrument.COUNT}
    if trial.stage is not Stage.RUN or not counts:
        return trial
    return replace(trial, count=trial.count + 1)


def stop(trial: Trial, now: float) -> Trial:
    """End the turn by the runner's key. A count of taps in a fixed time cannot end early."""
    trial = tick(trial, now)
    if trial.stage is Stage.LEAD:
        return replace(trial, stage=Stage.READY, since=now)
    if trial.stage is not Stage.RUN or trial.test.instrument is Instrument.TAPS:
        return trial
    return _ended(trial, now)


def _ended(trial: Trial, at: float) -> Trial:
    return replace(
        trial,
        stage=Stage.CHECK,
        since=at,
        count=counted(trial, at),
        seconds=round(elapsed(trial, at), 1),
    )


def correct(trial: Trial, by: int) -> Trial:
    """Change the count before it is kept; a time is what the clock says."""
    if trial.stage is not Stage.CHECK or trial.test.instrument is Instrument.HOLD:
        return trial
    return replace(trial, count=max(0, trial.count + by))


def again(trial: Trial, now: float) -> Trial:
    """Forget the turn that has just ended, or that runs, and do it anew."""
    return replace(trial, stage=Stage.READY, since=now, count=0, seconds=0.0)


def judge(trial: Trial, place: int, now: float) -> Trial:
    """Keep how a turn went, as the place of its word, and go on."""
    return keep(replace(trial, count=place), now) if trial.stage is Stage.CHECK else trial


def keep(trial: Trial, now: float) -> Trial:
    """Keep the figure and go to the next turn, or be done.

    Where taps were counted, one that comes a moment too late keeps nothing.
    """
    tapped = trial.test.instrument is Instrument.TAPS
    if trial.stage is not Stage.CHECK or (tapped and elapsed(trial, now) < LATE_TAP_SECONDS):
        return trial
    kept = (*trial.kept, trial.value)
    stage = Stage.READY if len(kept) < len(trial.turns) else Stage.DONE
    return replace(trial, stage=stage, since=now, kept=kept, count=0, seconds=0.0)


def finish(trial: Trial) -> Trial:
    """Leave further attempts out, where each side has a result."""
    return replace(trial, stage=Stage.DONE) if trial.may_finish else trial


# --- what is shown -----------------------------------------------------------------------


def elapsed(trial: Trial, now: float) -> float:
    """Return the seconds since the stage began."""
    return max(0.0, now - trial.since)


def counted(trial: Trial, now: float) -> int:
    """Return the count at this second: by the beat, or what was tapped."""
    if trial.test.instrument is Instrument.BEAT and trial.stage is Stage.RUN:
        return raises_done(elapsed(trial, now))
    return trial.count


def going_up(trial: Trial, now: float) -> bool:
    """Whether the beat asks to rise now, or to come down."""
    return elapsed(trial, now) % SECONDS_A_RAISE < SECONDS_A_RAISE / 2


def next_change(trial: Trial, now: float) -> float | None:
    """Return the second at which what is shown changes next; None while it waits for a key."""
    if trial.stage in {Stage.CHECK, Stage.DONE} or (trial.stage is Stage.READY and not trial.kept):
        return None
    if trial.stage is Stage.RUN and trial.test.instrument is Instrument.COUNT:
        return None
    return trial.since + int(elapsed(trial, now)) + 1
