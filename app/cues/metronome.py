"""Beats as a pure schedule: given a start, a period and the present, which beat is due."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Self

# A beat this late would be heard as out of time: silence is the better beat.
LATEST = 0.1
_LATEST_SHARE = 0.25

NONE_YET = -1
"""The `heard` of a metronome that has not sounded."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat: its number from 0, and whether it is stressed."""

    number: int
    accent: bool


@dataclass(frozen=True, slots=True)
class Due:
    """The beat to sound now, if any, and the `heard` to ask with next time."""

    beat: Beat | None
    heard: int


@dataclass(frozen=True, slots=True)
class Metronome:
    """Beats at `start`, `start + period`, …; every `accents`-th is stressed, 0 for none.

    Times are seconds of one monotonic clock. Beats are counted from the start and never from one
    another, so nothing adds up. Raises `ValueError` for a period that is not above zero.
    """

    start: float
    period: float
    accents: int = 0

    def __post_init__(self) -> None:
        if not (self.period > 0 and math.isfinite(self.period)):
            raise ValueError(f"a beat takes more than no time, not {self.period}")

    @classmethod
    def per_minute(cls, start: float, beats: float, accents: int = 0) -> Self:
        """Return the metronome with `beats` (above zero) a minute."""
        if beats <= 0:
            raise ValueError(f"beats a minute are above zero, not {beats}")
        return cls(start, 60 / beats, accents)

    @property
    def latest(self) -> float:
        """Seconds after which a beat is left out."""
        return min(LATEST, self.period * _LATEST_SHARE)

    def at(self, number: int) -> float:
        """Return the second of beat `number`."""
        return self.start + number * self.period

    def number(self, now: float) -> int:
        """Return the last beat whose second has come, -1 before the first."""
        if now < self.start:
            return NONE_YET
        found = math.floor((now - self.start) / self.period)
        # The quotient may round across a beat; `at` is what counts, or a beat comes twice.
        if self.at(found + 1) <= now:
            return found + 1
        return found - 1 if self.at(found) > now else found

    def due(self, heard: int, now: float) -> Due:
        """Return the beat to sound at `now`, `heard` being the last one dealt with.

        At most one: what a gap has swallowed is left out, and so is a beat more than `latest`
        seconds late. Time that runs backwards sounds nothing twice.
        """
        number = self.number(now)
        if number <= heard:
            return Due(None, heard)
        late = now - self.at(number)
        if late > self.latest:
            return Due(None, number)
        return Due(Beat(number, self.accents > 0 and number % self.accents == 0), number)

    def next_at(self, now: float) -> float:
        """Return the second of the next beat, always after `now`."""
        return self.at(self.number(now) + 1)

    def moved(self, seconds: float) -> Metronome:
        """Return the same beats `seconds` later: a pause puts its length in."""
        return replace(self, start=self.start + seconds)
