"""The weeks of a plan: how one is laid out, and what of it is done (D.7.6 to D.7.8).

A plan week begins on its first due day; a session done early pulls it forward, and a finished
week makes room for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from app.coach.agenda import due_days, next_anchor, next_due
from app.coach.figures import GATE_REPEATS, RACE_REST_DAYS, RACE_TAPER_DAYS
from app.coach.frozen import dataclass, field, replace
from app.coach.gate_state import Gates
from app.coach.model import Decision, Kind, Slot, WorkoutRecord
from app.coach.passage import Passage, passage
from app.coach.tables import Block
from app.coach.whole_session import completed

DAY = timedelta(days=1)


class Easing(StrEnum):
    """How a week is made easier after time away (B4, B5)."""

    NONE = "none"
    FIRST_SESSION = "first session"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Window:
    """One plan week as it was or is: `opens` and `closes` are its first and last day.

    `done` holds the completed session of each day number; `reason` says why this week is here
    where it is not simply the next one. `repeat` is 0, or which repeat of a phase's last week
    this is: from the second on what failed is easier (D.7.8).
    """

    chain_no: int
    block: Block
    week: int
    opens: date
    closes: date
    next_anchor: date
    slots: tuple[Slot, ...]
    done: Mapping[int, WorkoutRecord]
    easing: Easing = Easing.NONE
    reason: Decision | None = None
    repeat: int = 0

    @property
    def undone(self) -> tuple[Slot, ...]:
        """The week's sessions that are still open, in order."""
        return tuple(slot for slot in self.slots if slot.day_no not in self.done)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a course is laid out by. `hold_steady` is the block for the weeks before a race."""

    chain: tuple[Block, ...]
    hold_steady: Block
    begins: date
    days: Mapping[int, tuple[int, ...]]
    """The training days for so many sessions a week."""
    race_day: date | None = None
    can_run: bool = True
    """Whether there is room outdoors, or a treadmill (D.7.9)."""
    gates: Gates = ()
    easy_week: Block | None = None
    """The week before a second weak link."""
    first_links: Mapping[str, Block] = field(default_factory=dict)
    links: Mapping[str, Block] = field(default_factory=dict)
    """Each link's block, as the first one after the start, and as one that follows another."""
    hurt: date | None = None
    """The day on which a stop for pain was over: time away around it goes further back (B5)."""


@dataclass(frozen=True, slots=True)
class WeekPlace:
    """Where a course goes on: the block and its week, from which first due day on, and why."""

    chain_no: int
    week: int
    anchor: date
    easing: Easing = Easing.NONE
    reason: Decision | None = None
    repeat: int = 0


def begun(windows: Sequence[Window], chain_no: int) -> date:
    """Return the first day of a block; the first day there is where it was never begun."""
    return next((one.opens for one in windows if one.chain_no == chain_no), date.min)


def gate_stands(terms: Terms, windows: Sequence[Window], day: date) -> Passage:
    """Return how the gate at the end of the newest week's block stands on `day`."""
    window = windows[-1]
    return passage(terms.gates, window.block, begun(windows, window.chain_no), day)


def plan_week(
    terms: Terms, block: Block, week: int, anchor: date, repeat: int = 0
) -> tuple[tuple[Slot, ...], date]:
    """Return a plan week's sessions with their due days, and the next week's first due day.

    After three failures at a gate a repeated week has its first and its last session (D.7.8).
    """
    numbers = tuple(range(1, block.sessions_a_week + 1))
    if repeat >= GATE_REPEATS:
        numbers = (numbers[0], numbers[-1])
    days = terms.days[len(numbers)]
    due = due_days(anchor, len(numbers), days)
    slots = tuple(
        _slot(block, week, day_no, day)
        for day_no, day in zip(numbers, due, strict=True)
        if _fits_race(terms, block, day_no, day)
    )
    return slots, next_anchor(due, days)


def _slot(block: Block, week: int, day_no: int, due: date) -> Slot:
    day = block.day(week, day_no)
    return Slot(
        kind=Kind.PROGRAMME,
        block=block.id,
        phase=block.phase,
        week=week,
        day_no=day_no,
        due=due,
        title=day.title,
        purpose=day.purpose,
        place=day.place,
    )


def _fits_race(terms: Terms, block: Block, day_no: int, due: date) -> bool:
    """None in the last seven days; holding steady, one only in the week before (D.7.6)."""
    if terms.race_day is None:
        return True
    left = (terms.race_day - due).days
    if block.id != terms.hold_steady.id:
        return not 0 <= left <= RACE_REST_DAYS
    return left > (RACE_REST_DAYS if day_no == 1 else RACE_TAPER_DAYS)


def lay_out_week(
    terms: Terms, block: Block, place: WeekPlace, opens: date, records: Sequence[WorkoutRecord]
) -> Window:
    """Lay out the week, with a session done early pulling its first due day forward.

    `records` are the sessions of this course that no earlier week has; those from `opens` on may
    belong to the week.
    """
    first = min((one.day for one in records if one.day >= opens), default=None)
    anchor = min(place.anchor, first) if first else place.anchor
    slots, following = plan_week(terms, block, place.week, anchor, place.repeat)
    closes = max(following - DAY, opens)
    inside = [one for one in records if opens <= one.day <= closes and completed(one)]
    # Of two sessions on one day the one that was due first is this week's, whatever their hours.
    done = _assign(slots, sorted(inside, key=lambda one: (one.day, one.original_day or one.day)))
    if slots and len(done) == len(slots):
        # A finished week makes room: a further session belongs to the next one.
        last = max(one.day for one in done.values())
        further = (one for one in records if last < one.day <= closes)
        if any(further) or _due_later(inside, done, last, following):
            closes = last
    return Window(
        chain_no=place.chain_no,
        block=block,
        week=place.week,
        opens=opens,
        closes=closes,
        next_anchor=following,
        slots=slots,
        done=done,
        easing=place.easing,
        reason=place.reason,
        repeat=place.repeat,
    )


def _due_later(
    records: Iterable[WorkoutRecord], done: Mapping[int, WorkoutRecord], day: date, due: date
) -> bool:
    """Whether a session of `day` that is none of `done` was prescribed for `due` or later."""
    taken = {one.id for one in done.values()}
    return any(
        one.day == day
        and one.id not in taken
        and one.original_day is not None
        and one.original_day >= due
        and completed(one)
        for one in records
    )


def goes_on_from(window: Window, records: Sequence[WorkoutRecord]) -> date:
    """Return the first day of the week that follows: the day after, as a rule.

    A session prescribed for the week that follows and done on the very day this one ended is that
    week's, which then begins on it: moving a session is free and it counts in full (D.7.7),
    before its week no less than inside it [J].
    """
    ahead = _due_later(records, window.done, window.closes, window.next_anchor)
    return window.closes if ahead else window.closes + DAY


def opened_at_last(terms: Terms, windows: Sequence[Window], window: Window) -> Window:
    """End a repeated week on the day its gate is opened; what is undone then is not missed."""
    if not window.repeat:
        return window
    opened = gate_stands(terms, (*windows, window), window.closes).opened
    if opened is None or opened.day < window.opens:
        return window
    done = {
        number: one
        for number, one in window.done.items()
        # What was done on that day of the block that follows is not this week's.
        if one.day < opened.day
        or (one.day == opened.day and one.slot_key.startswith(f"{window.block.id}."))
    }
    days = terms.days[window.block.sessions_a_week]
    return replace(
        window,
        closes=opened.day,
        next_anchor=next_due(opened.day + DAY, days),
        slots=tuple(slot for slot in window.slots if slot.day_no in done),
        done=done,
    )


def _assign(slots: Sequence[Slot], records: Sequence[WorkoutRecord]) -> dict[int, WorkoutRecord]:
    """Give each session its place: the day it was begun as, else the lowest that is open."""
    done: dict[int, WorkoutRecord] = {}
    for record in records:
        free = [slot.day_no for slot in slots if slot.day_no not in done]
        if not free:
            break
        done[record.day_no if record.day_no in free else free[0]] = record
    return done
