"""What a programme table holds: blocks of weeks, their days, and the exercises of a day.

The tables themselves are TOML (`assets/content/programmes`), read by `app.programmes`. A dose in
a table is the most that day asks for; the runner's own ladder may stand lower (D.7.4, D.7.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.coach.model import Link, Place, Section, Start, Tempo, Unit


class Ladder(StrEnum):
    """How the dose of an entry follows from the log (D.7.4)."""

    MOVE = "move"
    """A warm-up or walking move: always as the table says, never rated."""
    FIXED = "fixed"
    """As the table says, unless the log asks for less."""
    CORE = "core"
    CALF = "calf"
    HUNDRED_UP = "hundred_up"
    HUNDRED_UP_REST = "hundred_up_rest"
    """The second set of 100-ups, filling up to one hundred in all."""
    DRILL = "drill"
    """High knees and butt kicks on the spot, once the 100-ups have prepared them (A.8)."""
    STEP_UP = "step_up"


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise on one day: its ladder and the dose the table allows, at most.

    `rung` caps a ladder that climbs rungs. `unit`, `seconds`, `tempo`, `leg_rest` and `set_rest`
    replace the exercise's own where given. `test` names the self-test that takes the first set's
    place when it is offered (D.7.5).
    """

    exercise: str
    ladder: Ladder
    section: Section
    sets: int = 1
    target: int = 1
    rung: str | None = None
    unit: Unit | None = None
    seconds: float | None = None
    tempo: Tempo | None = None
    leg_rest: int | None = None
    set_rest: int | None = None
    test: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One session of a block."""

    day_no: int
    title: str
    purpose: str
    entries: tuple[Entry, ...]
    hundred_up: int = 0
    """Most touches in a row this week (D.7.4)."""
    hundred_up_sets: int = 2


@dataclass(frozen=True, slots=True)
class Block:
    """Some weeks of a programme that belong together: a phase, or one of the other starts.

    `phase` is 0 for PRIMER, GENTLE, DEFER, the light session and the step-up by itself. `easiest`
    starts every exercise on its lowest rung. `repeats` goes on with the same weeks for as long as
    it is asked to. A block whose `days` are empty is named in the plan but cannot be trained yet.
    """

    id: str
    label: str
    title: str
    purpose: str
    source: str
    phase: int
    weeks: int
    sessions_a_week: int
    place: Place
    days: Mapping[tuple[int, int], Day]
    doses: tuple[tuple[int, int], ...] = ()
    """The steps, sets × reps, by which the core reaches the table's dose."""
    easiest: bool = False
    repeats: bool = False

    @property
    def ready(self) -> bool:
        """Whether the block's sessions are written."""
        return bool(self.days)

    def day(self, week: int, day_no: int) -> Day:
        """Return the table's day; weeks of a repeating block come round again."""
        return self.days[(week - 1) % self.weeks + 1 if self.repeats else week, day_no]


@dataclass(frozen=True, slots=True)
class Programmes:
    """All blocks, and which of them each start goes through."""

    blocks: Mapping[str, Block]
    chains: Mapping[Start, tuple[str, ...]]

    def chain(self, start: Start, link: Link | None) -> tuple[Block, ...]:
        """Return the blocks of a start in order; the weak link picks the last one (D.3)."""
        name = link.value if link else "open"
        return tuple(self.blocks[block.format(link=name)] for block in self.chains.get(start, ()))
