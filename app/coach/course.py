"""How far a runner has come: plan weeks one after another, as the log filled them (D.7.7).

A plan is a queue, not a calendar that punishes. Its weeks begin on a first due day; what is not
done by the week's end lapses, and how long was missed says where to go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from app.coach.agenda import due_days, next_anchor, next_due
from app.coach.figures import (
    AFTER_MARATHON_DAYS,
    AFTER_RACE_DAYS,
    CARRY_ON_DAYS,
    GATE_REPEATS,
    RACE_AFTER_LINK_DAYS,
    RACE_CLEAR_DAYS,
    RACE_REST_DAYS,
    RACE_TAPER_DAYS,
    REPEAT_WEEK_DAYS,
    RESTART_PHASE_DAYS,
    STEP_BACK_DAYS,
    TRAINED_WEEK_SESSIONS,
)
from app.coach.frozen import dataclass, field, replace
from app.coach.gate_state import Gate, GateDecision, Gates
from app.coach.model import Decision, History, Kind, Slot, WorkoutRecord
from app.coach.passage import Passage, again, next_week, passage
from app.coach.results import completed
from app.coach.tables import Block

_DAY = timedelta(days=1)

Numbers = tuple[tuple[str, float | str], ...]


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
class Course:
    """All plan weeks so far. `over` says why there is no further one; the last is the current.

    `chain` are the blocks as far as they are decided.
    """

    windows: tuple[Window, ...]
    over: Decision | None = None
    chain: tuple[Block, ...] = ()

    @property
    def current(self) -> Window | None:
        """The plan week of today, or None when the plan is over."""
        return self.windows[-1] if self.windows and self.over is None else None


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
class _Next:
    """Where the course goes on."""

    chain_no: int
    week: int
    anchor: date
    easing: Easing = Easing.NONE
    reason: Decision | None = None
    repeat: int = 0


def follow(terms: Terms, history: History, today: date) -> Course:
    """Walk the plan week by week up to today. `history` holds this course's own sessions."""
    records = [record for record in history if record.kind is Kind.PROGRAMME]
    chain = list(terms.chain)
    windows: list[Window] = []
    opens = terms.begins
    days = terms.days[chain[0].sessions_a_week]
    place = _Next(0, 1, next_due(opens, days))
    while True:
        window = _window(terms, chain[place.chain_no], place, opens, records)
        window = _opened_at_last(terms, windows, window)
        windows.append(window)
        if today <= window.closes:
            return Course(tuple(windows), chain=tuple(chain))
        after = _after(terms, chain, windows, records, today)
        if isinstance(after, Decision):
            return Course(tuple(windows), after, tuple(chain))
        opens, place = window.closes + _DAY, after


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


def _window(
    terms: Terms, block: Block, place: _Next, opens: date, records: Sequence[WorkoutRecord]
) -> Window:
    """Lay out the week, with a session done early pulling its first due day forward."""
    first = min((one.day for one in records if one.day >= opens), default=None)
    anchor = min(place.anchor, first) if first else place.anchor
    slots, following = plan_week(terms, block, place.week, anchor, place.repeat)
    closes = max(following - _DAY, opens)
    inside = [one for one in records if opens <= one.day <= closes and completed(one)]
    done = _assign(slots, inside)
    if slots and len(done) == len(slots):
        # A finished week makes room: a further session belongs to the next one.
        last = max(one.day for one in done.values())
        if any(last < one.day <= closes for one in records):
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


def _opened_at_last(terms: Terms, windows: Sequence[Window], window: Window) -> Window:
    """End a repeated week on the day its gate is opened; what is undone then is not missed."""
    if not window.repeat:
        return window
    opened = gate_stands(terms, (*windows, window), window.closes).opened
    if opened is None or opened.day < window.opens:
        return window
    done = {number: one for number, one in window.done.items() if one.day <= opened.day}
    days = terms.days[window.block.sessions_a_week]
    return replace(
        window,
        closes=opened.day,
        next_anchor=next_due(opened.day + _DAY, days),
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


def _after(
    terms: Terms,
    chain: list[Block],
    windows: Sequence[Window],
    records: Sequence[WorkoutRecord],
    today: date,
) -> _Next | Decision:
    """Say where to go on after a week that is over."""
    window = windows[-1]
    if not window.slots and window.block.id == terms.hold_steady.id:
        return _race_is_here(terms)
    if not window.slots and not window.repeat:
        return _Next(window.chain_no, window.week, window.next_anchor)
    if not window.undone:
        return _onward(terms, chain, windows)
    return _lapsed(terms, chain, windows, records, today)


def _lapsed(
    terms: Terms,
    chain: list[Block],
    windows: Sequence[Window],
    records: Sequence[WorkoutRecord],
    today: date,
) -> _Next | Decision:
    """Say where to go on after a week with open sessions: by the days missed (D.7.7)."""
    window, days = windows[-1], terms.days[windows[-1].block.sessions_a_week]
    back = min((one.day for one in records if one.day > window.closes), default=today)
    since = _away_since(window, records)
    missed = (back - since).days
    hurt = terms.hurt is not None and since <= terms.hurt
    numbers: Numbers = (("days missed", missed),)
    if missed > RESTART_PHASE_DAYS:
        sentence = f"{missed} days without a session: the questionnaire says where to begin again."
        return Decision("B7", sentence, numbers)
    if not any(one.day <= window.closes for one in records):
        # Nothing was ever begun, so nothing was missed.
        return _Next(0, 1, next_due(back, days))
    if window.block.repeats:
        anchor = next_due(max(back, window.next_anchor), days)
        return _Next(window.chain_no, window.week + 1, anchor)
    if missed <= CARRY_ON_DAYS:
        return _onward(terms, chain, windows, _carry_on(window, numbers))
    return _return(windows, next_due(back, days), missed, numbers, hurt=hurt)


def _away_since(window: Window, records: Sequence[WorkoutRecord]) -> date:
    """Return the due day of the first open session, or the day it was begun and broken off."""
    tried = [one.day for one in records if window.opens <= one.day <= window.closes]
    broken_off = [day for day in tried if day not in {one.day for one in window.done.values()}]
    return max(window.undone[0].due, *broken_off) if broken_off else window.undone[0].due


def _return(
    windows: Sequence[Window],
    anchor: date,
    missed: int,
    numbers: Numbers,
    *,
    hurt: bool,
) -> _Next:
    """Say where to go on after more than a few days away (B4–B6)."""
    due = windows[-1]
    if missed <= REPEAT_WEEK_DAYS:
        trained = (one for one in reversed(windows) if len(one.done) >= TRAINED_WEEK_SESSIONS)
        again = next(trained, windows[0])
        sentence = (
            f"{missed} days missed: {again.block.label}, week {again.week} again, the first "
            "session with one set less."
        )
        decision = Decision("B4", sentence, numbers)
        return _Next(again.chain_no, again.week, anchor, Easing.FIRST_SESSION, decision)
    if missed <= STEP_BACK_DAYS:
        before = [one for one in windows if (one.chain_no, one.week) < (due.chain_no, due.week)]
        weeks = sorted({(one.chain_no, one.week) for one in before})[-2 if hurt else -1 :]
        back = next((one for one in before if (one.chain_no, one.week) in weeks[:1]), due)
        far = "two weeks back after a stop for pain" if hurt else "one week back"
        sentence = f"{missed} days missed: {far}, and lighter."
        decision = Decision("B5", sentence, numbers)
        return _Next(back.chain_no, back.week, anchor, Easing.WEEK, decision)
    sentence = f"{missed} days missed: the phase begins again."
    return _Next(due.chain_no, 1, anchor, reason=Decision("B6", sentence, numbers))


def _carry_on(window: Window, numbers: Numbers) -> Decision:
    count = len(window.undone)
    what = "One session" if count == 1 else f"{count} sessions"
    return Decision("B3", f"{what} of last week lapsed; carry on, nothing is made up for.", numbers)


def _onward(
    terms: Terms, chain: list[Block], windows: Sequence[Window], reason: Decision | None = None
) -> _Next | Decision:
    """Go to the next week, the next block, or the last week again where a gate is not open."""
    window = windows[-1]
    block, anchor = window.block, window.next_anchor
    stands = gate_stands(terms, windows, window.closes)
    week = next_week(block, window.week, stands)
    if week == window.week:
        why = again(block, stands.failed)
        return _Next(window.chain_no, week, anchor, reason=why, repeat=max(1, len(stands.failed)))
    if week is not None:
        return _Next(window.chain_no, week, anchor, reason=reason)
    if stands.opened is not None:
        _bring_in(terms, chain, window.chain_no, stands.opened)
    later = chain[window.chain_no + 1 :]
    if not later:
        return _at_the_end(block)
    if waits_for_room(terms, later[0]):
        sentence = "Without room to run the next phase waits; this week again keeps what is built."
        why = Decision("D.7.9", sentence)
        return _Next(window.chain_no, window.week, anchor, reason=why, repeat=1)
    if _race_too_near(terms, later[0], anchor):
        chain.append(terms.hold_steady)
        sentence = f"{later[0].label.capitalize()} would reach into the race: steady until then."
        return _Next(len(chain) - 1, 1, anchor, reason=Decision("D.7.6", sentence))
    return _Next(window.chain_no + 1, 1, anchor, reason=reason)


def waits_for_room(terms: Terms, block: Block) -> bool:
    """Whether a block has to wait, since there is nowhere to run: it is never skipped (D.7.9)."""
    return not terms.can_run and block.phase > _LAST_AT_HOME


def _bring_in(terms: Terms, chain: list[Block], chain_no: int, opened: GateDecision) -> None:
    """Put in the block that a decision asks for: mechanics first, or another link (D.7.6)."""
    link = opened.link
    if link is None or link not in terms.links:
        return
    place = chain_no + 1
    if opened.gate is Gate.PRIMER_EXIT and chain[place] is not terms.first_links[link]:
        # What came first in its lower form is now second, and comes in its full one.
        own = next(name for name, block in terms.first_links.items() if block is chain[place])
        chain[place : place + 1] = [terms.first_links[link], terms.links[own]]
    elif opened.gate is Gate.END and terms.easy_week is not None:
        chain[place:place] = [terms.easy_week, terms.links[link]]


def _at_the_end(block: Block) -> Decision:
    if block.easiest:
        sentence = (
            "Four weeks in the gentle form are over. If it still hurts, a physiotherapist can "
            "look at what an app cannot; if it does not, the questionnaire says where to go on."
        )
        return Decision("D.7.6", sentence)
    return Decision("D.7.6", f"{block.title} is done; the questionnaire says where to go on.")


_LAST_AT_HOME = 2
_CLEAR_OF_RACE = {2: RACE_CLEAR_DAYS, 3: RACE_CLEAR_DAYS, 4: RACE_AFTER_LINK_DAYS}


def _race_too_near(terms: Terms, block: Block, anchor: date) -> bool:
    """Whether a phase would end too close to the race: 8 weeks, in phase 4 two (D.7.6)."""
    clear = _CLEAR_OF_RACE.get(block.phase)
    if clear is None or terms.race_day is None or terms.race_day < anchor:
        return False
    ends = anchor + timedelta(weeks=block.weeks)
    return (terms.race_day - ends).days < clear


def _race_is_here(terms: Terms) -> Decision:
    sentence = (
        f"Nothing more before the race. Take {AFTER_RACE_DAYS} free days after it, "
        f"{AFTER_MARATHON_DAYS} after a marathon, then answer the questionnaire again."
    )
    numbers = (("race", terms.race_day.isoformat()),) if terms.race_day else ()
    return Decision("D.7.6", sentence, numbers)
