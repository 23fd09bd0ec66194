"""A workout that tests walk through with a clock they move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.coach.model import Changeset, Moment, Section, SetRow, Side, Tempo, Unit
from app.coach.player import (
    Advance,
    Cue,
    Event,
    PlayerOptions,
    PlayerView,
    Proposal,
    State,
    Tick,
    advance,
    begin,
    view,
)

ZERO = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def moment(seconds: float) -> Moment:
    return Moment(seconds, ZERO + timedelta(seconds=seconds))


def exercise(
    exercise_id: str,
    *,
    sets: int = 2,
    target: int = 4,
    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT),
    unit: Unit = Unit.REPS,
    seconds: float = 3.5,
    tempo: str | None = "2-0-1-0",
    leg_rest: int = 15,
    set_rest: int = 20,
    hold: int = 0,
    rated: bool = True,
) -> list[SetRow]:
    return [
        SetRow(
            pos=0,
            section=Section.MAIN,
            exercise_id=exercise_id,
            set_no=number,
            set_count=sets,
            side=side,
            unit=unit,
            target=target,
            seconds_per_unit=seconds,
            rest_after=leg_rest if side is not sides[-1] else set_rest,
            rule="P1",
            why="as last time",
            switch=side is not sides[-1],
            tempo=Tempo.parse(tempo) if tempo else None,
            hold_seconds=hold,
            rated=rated,
        )
        for number in range(1, sets + 1)
        for side in sides
    ]


def session(*exercises: list[SetRow]) -> tuple[SetRow, ...]:
    rows = [row for each in exercises for row in each]
    return tuple(replace(row, pos=pos) for pos, row in enumerate(rows))


SQUAT_AND_LUNGE = session(exercise("squat", sets=1), exercise("lunge", sets=2))


@dataclass
class Walk:
    """Drives the player; `wait` ticks as a screen would, four times a second."""

    state: State
    seconds: float = 0.0
    cues: list[tuple[float, Cue]] = field(default_factory=list)
    stored: list[Changeset] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        rows: tuple[SetRow, ...] = SQUAT_AND_LUNGE,
        options: PlayerOptions | None = None,
        proposals: Mapping[str, Proposal] | None = None,
    ) -> Walk:
        return cls(begin(rows, options or PlayerOptions(), proposals or {}, moment(0.0)))

    def do(self, *events: Event) -> Walk:
        for event in events:
            self._take(advance(self.state, event, moment(self.seconds)))
        return self

    def wait(self, seconds: float) -> Walk:
        end = self.seconds + seconds
        while self.seconds < end:
            self.seconds = min(end, self.seconds + 0.25)
            self.do(Tick())
        return self

    def last_cue(self) -> Cue:
        return self.cues[-1][1]

    def sleep(self, seconds: float) -> Walk:
        """Let time pass with nobody there, then tick once."""
        self.seconds += seconds
        return self.do(Tick())

    def seen(self) -> PlayerView:
        # A method, not a property: what it returns is different after each step.
        return view(self.state, self.seconds)

    def _take(self, step: Advance) -> None:
        self.state = step.state
        self.stored.extend(step.changes)
        self.cues.extend((self.seconds, cue) for cue in step.cues)
