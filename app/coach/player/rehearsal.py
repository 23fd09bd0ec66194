"""A session played through without a runner: what would be heard, and at which second.

The live player itself runs, by a clock that is written down beforehand. What it leaves to a key
gets a stated time: a stretch takes its metres times the seconds per metre, the way back takes the
rest that is planned, then the lead-in counts to the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.coach.frozen import dataclass, replace
from app.coach.model import Moment, SetRow, Unit
from app.coach.player.advance import advance, begin
from app.coach.player.beats import Pulse, pulses
from app.coach.player.clockwork import GRACE_SECONDS
from app.coach.player.events import Done, Tick
from app.coach.player.model import (
    Cue,
    Phase,
    PlayerOptions,
    State,
)
from app.coach.player.pace import CLOSE, SLOW_ENOUGH_TO_COUNT, length, paced, period, stages

STEP_SECONDS = 1.0
"""How far the written clock moves at once; the player drops cues that come later than this."""

_LONGEST_SESSION = 6 * 3600.0
_WHENEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Heard:
    """Cues that fall together, with the phase they lead to.

    `row` is the set that is then in hand, None at the end.
    """

    at: float
    cues: tuple[Cue, ...]
    phase: Phase
    row: SetRow | None


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat of a running set."""

    at: float
    accent: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A unit that has just been completed, such as the third repetition."""

    at: float
    number: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A session in seconds from its beginning; everything in the order of time.

    `given` are the sets whose time is only stated, because their end is the runner's.
    """

    seconds: float
    heard: tuple[Heard, ...]
    beats: tuple[Beat, ...]
    counts: tuple[Count, ...]
    given: tuple[SetRow, ...]


def rehearse(rows: tuple[SetRow, ...], options: PlayerOptions) -> Rehearsal:
    """Return what a session sounds like, hands-free and with the pacer.

    Nothing is asked meanwhile, for nobody is there to answer. Raises `ValueError` for a session
    that takes longer than six hours.
    """
    quiet = tuple(replace(row, rated=False) for row in rows)
    chosen = replace(options, hands_free=True, pacer=True)
    run = _Run(begin(quiet, chosen, {}, _moment(0.0)))
    while run.state.phase is not Phase.DONE:
        run.step()
    given = tuple(row for row in rows if not paced(row))
    return Rehearsal(run.at, tuple(run.heard()), tuple(run.beats), tuple(run.counts), given)


def _moment(seconds: float) -> Moment:
    return Moment(seconds, _WHENEVER + timedelta(seconds=seconds))


class _Run:
    """The player and what it has said so far."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.at = 0.0
        self.beats: list[Beat] = []
        self.counts: list[Count] = []
        self._cues: list[tuple[float, Cue, State]] = []

    def step(self) -> None:
        """Go on to the next thing that happens, or by a second."""
        before = self.state
        ends = before.deadline
        if ends is None:
            # A key is waited for: a stretch takes its time, whoever stands ready begins.
            row = before.row
            working = before.phase is Phase.WORK and row is not None
            # A key that comes at once would be taken for one meant for the phase before.
            took = max(length(row), GRACE_SECONDS) if working and row is not None else 0.0
            ends = before.since + took
        self.at = min(max(ends, self.at), self.at + STEP_SECONDS)
        if self.at > _LONGEST_SESSION:
            raise ValueError("a session of more than six hours")
        now = _moment(self.at)
        over = before.deadline is None and self.at >= ends - CLOSE
        outcome = advance(before, Done() if over else Tick(), now)
        self.state = outcome.state
        self._cues += [(at, cue, outcome.state) for at, cue in outcome.due]
        began = outcome.state.phase is Phase.WORK and outcome.state.since != before.since
        if began:
            self._follow(outcome.state)

    def _follow(self, state: State) -> None:
        """Write down what a set that has just begun sounds like to its end."""
        found: dict[float, bool] = {}
        for pulse in pulses(state):
            for at in _times(pulse):
                # Its first beat falls together with the cue that begins the set.
                if at > state.since + CLOSE:
                    found[at] = found.get(at, False) or (
                        pulse.accents > 0 and _number(pulse, at) % pulse.accents == 0
                    )
        self.beats += [Beat(at, found[at]) for at in sorted(found)]
        row = state.row
        if row is None or state.deadline is None or not stages(row) or row.unit is Unit.PAIRS:
            return
        if period(row) >= SLOW_ENOUGH_TO_COUNT:
            self.counts += [
                Count(state.since + number * period(row), number) for number in range(1, row.target)
            ]

    def heard(self) -> Iterator[Heard]:
        """Yield the cues, those of one moment together."""
        together: list[tuple[float, Cue, State]] = []
        for each in sorted(self._cues, key=lambda each: each[0]):
            if together and each[0] > together[0][0] + CLOSE:
                yield _joined(together)
                together = []
            together.append(each)
        if together:
            yield _joined(together)


def _joined(together: list[tuple[float, Cue, State]]) -> Heard:
    cues = tuple(dict.fromkeys(cue for _, cue, _ in together))
    after = together[-1][2]
    return Heard(together[0][0], cues, after.phase, after.row)


def _times(pulse: Pulse) -> Iterator[float]:
    number = 0
    while (at := pulse.start + number * pulse.period) < pulse.until - CLOSE:
        yield at
        number += 1


def _number(pulse: Pulse, at: float) -> int:
    return round((at - pulse.start) / pulse.period)
