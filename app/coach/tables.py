"""What a programme table holds: blocks of weeks, their days, and the exercises of a day.

The tables themselves are TOML (`assets/content/programmes`), read by `app.programmes`. A dose in
a table is the most that day asks for; the runner's own ladder may stand lower (D.7.4, D.7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from app.coach.frozen import dataclass, replace
from app.coach.gate_state import Gate
from app.coach.model import Link, Place, Section, Start, Tempo, Unit

CONTRAST = "contrast_sprint"
"""The exercise whose units are pairs of step-ups and a sprint (D.7.1)."""


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
    """By itself as far as it goes; in a plan up to the table's sets and repetitions (D.2)."""
    BRIDGE = "bridge"
    MARCH_JUMP = "march_jump"
    """The single-leg march with its jump, once its gate is met; nothing before (D.7.4)."""
    RUN = "run"
    """Blocks of a run, as many as the longest run of the last 30 days allows (D.7.5)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise on one day: its ladder and the dose the table allows, at most.

    `rung` caps a ladder that climbs rungs. `unit`, `seconds`, `tempo`, `leg_rest` and `set_rest`
    replace the exercise's own where given.
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


@dataclass(frozen=True, slots=True)
class Test:
    """A self-test of a day, and its seconds in the table; 0 where it replaces a set (D.7.5).

    `replaces` is the exercise whose first set it is; `whole`: it stands for all of it.
    """

    id: str
    seconds: int = 0
    replaces: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One session of a block; `tests` are due on it, in this order."""

    day_no: int
    title: str
    purpose: str
    entries: Sequence[Entry]
    hundred_up: int = 0
    """Most touches in a row this week (D.7.4)."""
    hundred_up_sets: int = 2
    place: Place = Place.HOME
    tests: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Some weeks of a programme that belong together: a phase, or one of the other starts.

    `phase` is 0 for PRIMER, GENTLE, DEFER, the light session and the step-up by itself. `easiest`
    starts every exercise on its lowest rung. `repeats` goes on with the same weeks for as long as
    it is asked to. `gate` is the passage at its end. In a week of `lighter` what a ladder gives
    is cut to its lighter share (B2); what the table gives is light already.
    """

    id: str
    label: str
    title: str
    purpose: str
    source: str
    phase: int
    weeks: int
    sessions_a_week: int
    days: Mapping[tuple[int, int], Day]
    doses: tuple[tuple[int, int], ...] = ()
    """The steps, sets × reps, by which the core reaches the table's dose."""
    easiest: bool = False
    repeats: bool = False
    gate: Gate | None = None
    lighter: tuple[int, ...] = ()

    def first(self, exercise_id: str) -> Entry | None:
        """Return the first entry of an exercise, by week and day; None where it has none."""
        days = (self.days[key] for key in sorted(self.days))
        found = (one for day in days for one in day.entries if one.exercise == exercise_id)
        return next(found, None)

    def day(self, week: int, day_no: int) -> Day:
        """Return the table's day; weeks of a repeating block come round again."""
        return self.days[(week - 1) % self.weeks + 1 if self.repeats else week, day_no]


@dataclass(frozen=True, slots=True)
class Programmes:
    """All blocks, and which of them each start goes through."""

    blocks: Mapping[str, Block]
    chains: Mapping[Start, tuple[str, ...]]

    def with_contrast_rest(self, seconds: int) -> Programmes:
        """Return the tables with so long a rest between contrast pairs (S3; X14 for longer)."""

        def rested(day: Day) -> Day:
            return replace(
                day,
                entries=tuple(
                    replace(each, set_rest=seconds) if each.exercise == CONTRAST else each
                    for each in day.entries
                ),
            )

        blocks = {
            name: replace(block, days={key: rested(day) for key, day in block.days.items()})
            for name, block in self.blocks.items()
        }
        return replace(self, blocks=blocks)

    def chain(
        self, start: Start, link: Link | None, *, cadence: bool = False, hard: bool = True
    ) -> tuple[Block, ...]:
        """Return the blocks of a start in order; the weak link picks its own (D.3).

        Where no link was named, movement comes first (A.8, F.2.5). `cadence` and `hard` are those
        of the enrolment.
        """
        name = (link or Link.MECHANICS).value
        names = [block.format(link=name) for block in self.chains.get(start, ())]
        return tuple(
            self.blocks[self.variant(one, start=start, cadence=cadence, hard=hard)] for one in names
        )

    def named(self, names: Mapping[str, str]) -> Mapping[str, Block]:
        """Return blocks under other names, each looked up when it is asked for."""
        return _Named(self.blocks, names)

    def variant(self, name: str, *, start: Start, cadence: bool, hard: bool) -> str:
        """Return the form of a block that fits what came before it (D.7.5)."""
        found = name
        if name == "phase3" and cadence:
            found = "phase3_cadence"
        elif name == "phase4_aerobic" and not hard:
            found = "phase4_aerobic_new"
        elif start is Start.PRIMER and f"{name}_primer" in self.blocks:
            found = f"{name}_primer"
        elif name == "phase4_coordination" and not cadence:
            found = "phase4_coordination_new"
        return found


class _Named(Mapping[str, Block]):
    def __init__(self, blocks: Mapping[str, Block], names: Mapping[str, str]) -> None:
        self._blocks, self._names = blocks, names

    def __getitem__(self, name: str) -> Block:
        return self._blocks[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names
