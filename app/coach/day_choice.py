"""Which day of the table is trained: the ordinary one, its fallback, its repeat or ten minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from app.coach.figures import (
    CONTRAST_DAYS,
    CONTRAST_PAIN,
    CONTRAST_SESSIONS,
    SHORT_RUN_MINUTES,
)
from app.coach.frozen import dataclass, replace
from app.coach.gate_state import GateChoice, GateDecision, Gates
from app.coach.model import Decision, History, Section, SetStatus
from app.coach.running import RUNS
from app.coach.tables import CONTRAST, Block, Day, Entry, Ladder, Programmes
from app.coach.whole_session import session_pain

_FAST = frozenset({"strides", "hill_strides"})
_CALF_TEST = "T8"
_DRILLS = ("high_knees", "butt_kicks", "a_march")
_EASY_ENOUGH = frozenset({"form_blocks", "cadence_run"})
# The tables' first outdoor day, from which the ten-minute drills are taken.
_DRILL_BLOCK = "phase2"
_FALLBACK_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Again:
    """A repeated last week: how often the gate was not met, and by what (D.7.8)."""

    repeat: int
    failed: GateDecision | None = None

    @property
    def easier(self) -> frozenset[str]:
        """Exercises one rung easier, from the second failure on."""
        return self.failed.failing if self.failed and self.repeat > 1 else frozenset()

    @property
    def third_day(self) -> bool:
        """Whether a count that failed gets a third day."""
        return self.failed is not None and self.failed.counts and self.repeat > 1

    def tests(self, day: Day) -> tuple[str, ...]:
        """Return the tests of a day that are done again: the failed ones where they are known."""
        names = tuple(test.id for test in day.tests)
        failing = self.failed.failing if self.failed else frozenset()
        named = tuple(name for name in names if name in failing)
        return named or names


def open_to_jumps(gates: Gates, today: date) -> tuple[bool, bool]:
    """Return whether hops, hills and sprints are open, and whether skips are (D.7.5, D.7.8).

    The newest decision at each gate counts: a gate overridden stays closed to them until it is
    opened in full.
    """
    newest = {one.gate: one for one in gates if one.day <= today and _decides(one)}
    overridden = any(one.choice is GateChoice.OVERRIDDEN for one in newest.values())
    closed = any(one.no_jumps for one in newest.values())
    return not (overridden or closed), not overridden


def _decides(one: GateDecision) -> bool:
    return one.choice in {GateChoice.OPENED, GateChoice.OVERRIDDEN}


def contrast_waits(history: History, today: date) -> Decision | None:
    """Say why the sprint after step-ups has to wait, or None (D.7.1)."""
    since = today - timedelta(days=CONTRAST_DAYS)
    days = {
        record.day
        for record in history
        if since <= record.day < today
        and (session_pain(record) or 0) <= CONTRAST_PAIN
        and any(row.exercise_id in _FAST and row.status is SetStatus.DONE for row in record.sets)
    }
    if len(days) >= CONTRAST_SESSIONS:
        return None
    sentence = (
        f"The sprint waits: {len(days)} of {CONTRAST_SESSIONS} sessions of strides or hill strides "
        f"in {CONTRAST_DAYS} days; step-ups today."
    )
    return Decision("D.7.1", sentence, (("sessions", len(days)),), about=(CONTRAST,))


def fallback(block: Block, day: Day, week: int) -> Day:
    """Return the day of two weeks before where the contrast pair is not open (D.7.5).

    What both days have keeps the figures of its own week, which may be the lighter one.
    """
    before = block.days.get((week - _FALLBACK_WEEKS, day.day_no), day)
    own = {entry.exercise: entry for entry in day.entries if entry.section is Section.MAIN}
    return replace(before, entries=tuple(own.get(one.exercise, one) for one in before.entries))


def has_contrast(day: Day) -> bool:
    """Whether a day asks for the contrast pair."""
    return any(entry.exercise == CONTRAST for entry in day.entries)


def with_third_day(block: Block, day: Day, week: int) -> Day:
    """Add the calf raises of another day to one that has none (D.7.8)."""
    if any(entry.ladder is Ladder.CALF for entry in day.entries) or _counts_calves(day):
        return day
    others = (block.days[key] for key in sorted(block.days) if key[0] == week)
    calves = (one for other in others for one in other.entries if one.ladder is Ladder.CALF)
    calf = next(calves, None)
    if calf is None:
        return day
    closing = [n for n, one in enumerate(day.entries) if one.section is Section.CLOSING]
    place = closing[0] if closing else len(day.entries)
    return replace(day, entries=(*day.entries[:place], calf, *day.entries[place:]))


def _counts_calves(day: Day) -> bool:
    return any(test.id == _CALF_TEST for test in day.tests)


def ten_minutes(block: Block, day: Day, programmes: Programmes) -> Day:
    """Return the ten-minute version of a run or drill day; strength days are cut later (D.7.10).

    A run keeps its first blocks up to five minutes, never intervals; any other day outdoors
    becomes the three drills.
    """
    if block.phase <= 1 or _strength_day(day):
        still = tuple(one for one in day.entries if one.ladder is not Ladder.MARCH_JUMP)
        return replace(day, tests=(), entries=still)
    opening = Entry("easy_run", Ladder.MOVE, Section.OPENING, target=SHORT_RUN_MINUTES)
    blocks = tuple(one for one in day.entries if one.exercise in _EASY_ENOUGH)
    if blocks:
        return replace(day, tests=(), entries=(opening, *map(_first_minutes, blocks)))
    if any(one.exercise in RUNS and one.section is Section.MAIN for one in day.entries):
        easy = replace(opening, section=Section.MAIN)
        return replace(day, tests=(), entries=(opening, easy))
    drills = programmes.blocks[_DRILL_BLOCK].day(1, 1).entries
    return replace(
        day, tests=(), entries=(opening, *(one for one in drills if one.exercise in _DRILLS))
    )


def _strength_day(day: Day) -> bool:
    return _first_main(day.entries) in {Ladder.CORE, Ladder.STEP_UP, Ladder.MARCH_JUMP}


def _first_main(entries: Iterable[Entry]) -> Ladder | None:
    return next((one.ladder for one in entries if one.section is Section.MAIN), None)


def _first_minutes(entry: Entry) -> Entry:
    """As many blocks as fit into five minutes with what lies between, or five of a longer one."""
    if entry.target >= SHORT_RUN_MINUTES:
        return replace(entry, sets=1, target=SHORT_RUN_MINUTES)
    between = (entry.set_rest or 0) / 60
    fitting = int((SHORT_RUN_MINUTES + between) // (entry.target + between))
    return replace(entry, sets=min(entry.sets, fitting))
