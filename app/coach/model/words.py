"""The smallest words: links, starts, sides, units, sections, places, and a tempo."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of a clock: `seconds` never jumps, `instant` is UTC and may."""

    seconds: float
    instant: datetime


class Link(StrEnum):
    """A link of the chain that can be weak; `TISSUE` is trained but never diagnosed (part B)."""

    MECHANICS = "mechanics"
    COORDINATION = "coordination"
    POWER = "power"
    AEROBIC = "aerobic"
    TISSUE = "tissue"


class DecisionKind(StrEnum):
    """What kind of thing a runner decided, as it stands in the log's decisions."""

    GATE = "gate"
    """At a gate between the phases: go on, repeat, shorten (D.7.8)."""
    HOLD = "hold"
    """Whether what stopped the plan is settled (D.7.7)."""
    MOVE = "move"
    """The next session waits until a day inside its plan week (D.7.7)."""
    PAUSE = "pause"
    """The plan rests until a day, or goes on before it (D.7.7)."""
    START = "start"
    """Another start than the verdict's (F.2)."""
    TENDON = "tendon"
    """A spot is a tendon that a professional has diagnosed, or is none (D.4)."""
    WITHOUT = "test-without"
    """A self-test that cannot be done, or can be again (D.7.9)."""


# The order breaks ties: movement first, then turnover, then power (F.2.4).
DIAGNOSED_LINKS = (Link.MECHANICS, Link.COORDINATION, Link.POWER, Link.AEROBIC)


class Start(StrEnum):
    """Where a runner begins (F.2.7)."""

    HOLD = "HOLD"
    GENTLE = "GENTLE"
    NONE = "NONE"
    PRIMER = "PRIMER"
    FULL = "FULL"
    DEFER = "DEFER"


class Side(StrEnum):
    """Whose work a set is. `BOTH` is two-legged or alternating work, one value for both legs."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> Side:
        """The opposite leg; `BOTH` stays `BOTH`."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.BOTH)


class Laterality(StrEnum):
    """How an exercise uses the legs (B.0: U, A, B)."""

    EACH = "each"
    ALTERNATING = "alternating"
    TOGETHER = "together"

    @property
    def sides(self) -> int:
        """How many times a set is done: twice where each leg has its own."""
        return 2 if self is Laterality.EACH else 1


class Unit(StrEnum):
    """What a target counts."""

    REPS = "reps"
    TOUCHES = "touches"
    HOLDS = "holds"
    SECONDS = "seconds"
    METRES = "metres"
    MINUTES = "minutes"
    PAIRS = "pairs"


class Section(StrEnum):
    """Part of a session. Only `MAIN` counts toward the twenty minutes of S6 (D.7.1)."""

    OPENING = "opening"
    MAIN = "main"
    CLOSING = "closing"


class Demand(StrEnum):
    """What an exercise asks of the tissue, for the spacing rules S2 and S3 (D.7.2)."""

    STRENGTH = "strength"
    JUMP = "jump"
    LIGHT = "light"


class Place(StrEnum):
    """Where a session or an exercise can be done."""

    HOME = "home"
    OUTDOORS = "outdoors"
    GYM = "gym"


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds to lower, hold, rise and hold again; 0 leaves a part out."""

    lower: int
    hold: int
    rise: int
    top: int

    @classmethod
    def parse(cls, text: str) -> Tempo:
        """Read `2-0-1-0`. Raises `ValueError` for anything but four whole numbers."""
        parts = text.split("-")
        if len(parts) != 4 or not all(part.isdecimal() for part in parts):
            raise ValueError(f"a tempo is four whole seconds such as 2-0-1-0, not {text!r}")
        return cls(*(int(part) for part in parts))

    @property
    def seconds(self) -> int:
        """How long one repetition takes without a pause."""
        return self.lower + self.hold + self.rise + self.top

    def __str__(self) -> str:
        return f"{self.lower}-{self.hold}-{self.rise}-{self.top}"
