"""The plan as a queue of sessions: what is next, what was, and what comes (D.7.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from app.coach.agenda import light_days, next_due
from app.coach.course import Course
from app.coach.figures import (
    AFTER_MARATHON_DAYS,
    AFTER_RACE_DAYS,
    RACE_REST_DAYS,
    RACE_TAPER_DAYS,
    STRENGTH_GAP_DAYS,
)
from app.coach.frozen import dataclass
from app.coach.gate_state import Gate
from app.coach.model import Decision, Enrolment, History, Kind, Slot, Start
from app.coach.onward import waits_for_room
from app.coach.passage import next_week
from app.coach.plan_weeks import Terms, Window, gate_stands, plan_week
from app.coach.safety import earliest_day, red_rest, spacing
from app.coach.standing import HOLD_STEADY, Standing, stand
from app.coach.tables import Block, Programmes
from app.coach.turns import Turn
from app.coach.whole_session import LIGHT_BLOCK, strength

STEP_UP_BLOCK = "step_up"


class SlotStatus(StrEnum):
    """What became, or is to become, of a place in the plan."""

    DONE = "done"
    LAPSED = "lapsed"
    OPEN = "open"
    """Of this plan week, to be done in order on any day that suits."""
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class SlotState:
    """A place in the plan and what became of it.

    `slot.due` is the first due day and never moves; `on` is the day it was done, or the day it
    fits best now.
    """

    slot: Slot
    status: SlotStatus
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """The plan on one day.

    `next` is None when there is nothing to train; `why_none` then says so in one sentence.
    `session_no` of `session_count` counts within the phase. `light` is the ten minutes on offer
    on a day on which strength work has to wait (D.7.7). `hold` says that pain has stopped the
    plan until the runner says that it is cleared. `gate` is due: the phase's last week is done
    and its gate not opened, so that `next` is that week again (D.7.8). `this_week` are the
    sessions of the current plan week, and `closes` its last day. `standing` is what all this
    follows from, for whoever asks more of the same day; None where there is nothing to train.
    """

    slots: tuple[SlotState, ...] = ()
    next: Slot | None = None
    phase_label: str = ""
    session_no: int = 0
    session_count: int = 0
    week_done: int = 0
    week_planned: int = 0
    advice: tuple[Decision, ...] = ()
    why_none: str = ""
    light: Slot | None = None
    hold: Turn | None = None
    gate: Gate | None = None
    this_week: tuple[SlotState, ...] = ()
    closes: date | None = None
    standing: Standing | None = None


def queue(enrolment: Enrolment, history: History, today: date, programmes: Programmes) -> Queue:
    """Return the plan as it stands on `today`; the same input always gives the same plan.

    `history` holds ended sessions of any programme, oldest first; later days are not looked at.
    """
    if enrolment.start in (Start.HOLD, Start.NONE):
        return Queue(why_none=_NO_PLAN[enrolment.start])
    history = tuple(record for record in history if record.day <= today)
    standing = stand(enrolment, history, today, programmes)
    stopped = _stopped(enrolment, standing, history, today)
    past = (*_past(standing.before), *_past(standing.course))
    if stopped is not None:
        hold = standing.turn if standing.held else None
        return Queue(slots=past, advice=(stopped,), why_none=stopped.sentence, hold=hold)
    window = standing.window
    if window is None:
        return Queue(slots=past, why_none="The plan is over.")
    now = _open(standing, history, today)
    future = tuple(_future(standing, window, today))
    open_now = next((one.slot for one in now if one.status is SlotStatus.OPEN), None)
    repeated = None if open_now else _repeated(standing, today)
    upcoming = open_now or repeated or next((one.slot for one in future), None)
    light = _light(window, history, today, programmes)
    light_day = light is not None and _is_light_day(enrolment, standing, window, today)
    if upcoming is None:
        why = f"{window.block.label.capitalize()}, week {window.week} is done."
        return Queue(slots=(*past, *now, *future), why_none=why, light=light)
    block = programmes.blocks[upcoming.block]
    return Queue(
        slots=(*past, *now, *future),
        next=light if light_day else upcoming,
        phase_label=block.label,
        session_no=(upcoming.week - 1) * block.sessions_a_week + upcoming.day_no,
        session_count=0 if block.repeats else block.weeks * block.sessions_a_week,
        week_done=len(window.done),
        week_planned=len(window.slots),
        advice=_advice(standing, window, history, today),
        light=light,
        gate=window.block.gate if _gate_due(standing, window, today) else None,
        this_week=now,
        closes=window.closes,
        standing=standing,
    )


def special_slot(block: Block, day: date, *, phase: int = 0, week: int = 1) -> Slot:
    """Return a place outside the plan's weeks: the light session, or the step-up by itself."""
    return Slot(
        kind=Kind.STEP_UP if block.id == STEP_UP_BLOCK else Kind.PROGRAMME,
        block=block.id,
        phase=phase,
        week=week,
        day_no=1,
        due=day,
        title=block.title,
        purpose=block.purpose,
        place=block.day(week, 1).place,
    )


_NO_PLAN = {
    Start.HOLD: (
        "Something here needs a person, not a plan; your answers are kept for when it is cleared."
    ),
    Start.NONE: (
        "Nothing is broken, so there is no programme; strides once a week if you like, and the "
        "questionnaire again in 8 to 12 weeks."
    ),
}


def _stopped(
    enrolment: Enrolment, standing: Standing, history: History, today: date
) -> Decision | None:
    """Say why there is nothing to train, or None."""
    if standing.course.over is not None:
        return standing.course.over
    if standing.released is not None:
        return standing.released
    return _race(enrolment, standing, history, today)


def _race(
    enrolment: Enrolment, standing: Standing, history: History, today: date
) -> Decision | None:
    """Say why the race leaves no room for a session today, or None (D.7.6)."""
    race, window = enrolment.race_day, standing.window
    if race is None or window is None:
        return None
    left = (race - today).days
    steady = window.block.id == HOLD_STEADY
    taper_done = any(
        RACE_REST_DAYS < (race - record.day).days <= RACE_TAPER_DAYS
        for record in history
        if record.programme_id == enrolment.id and strength(record)
    )
    if 0 <= left <= RACE_REST_DAYS:
        sentence = "No session in the last seven days before the race."
    elif steady and left < 0:
        sentence = (
            f"The race is run. Take {AFTER_RACE_DAYS} free days, {AFTER_MARATHON_DAYS} after a "
            "marathon, then answer the questionnaire again."
        )
    elif steady and left <= RACE_TAPER_DAYS and taper_done:
        sentence = "One session in the second week before the race, and it is done."
    else:
        return None
    return Decision("D.7.6", sentence, (("days to the race", left),))


def _past(course: Course | None) -> Iterator[SlotState]:
    """Yield the weeks that are over."""
    if course is None:
        return
    for window in course.windows:
        if window is course.current:
            return
        for slot in window.slots:
            record = window.done.get(slot.day_no)
            if record is None:
                yield SlotState(slot, SlotStatus.LAPSED)
            else:
                yield SlotState(slot, SlotStatus.DONE, record.day)


def _open(standing: Standing, history: History, today: date) -> tuple[SlotState, ...]:
    """Return the current week: done, or open with the day on which it fits best now."""
    window = standing.window
    if window is None:
        return ()
    states: list[SlotState] = []
    days = standing.terms.days[window.block.sessions_a_week]
    earliest = max(today, earliest_day(history) or today)
    for slot in window.slots:
        record = window.done.get(slot.day_no)
        if record is not None:
            states.append(SlotState(slot, SlotStatus.DONE, record.day))
            continue
        day = max(slot.due, earliest)
        fitting = next_due(day, days)
        states.append(SlotState(slot, SlotStatus.OPEN, min(fitting, max(window.closes, day))))
        earliest = states[-1].on + timedelta(days=STRENGTH_GAP_DAYS) if states[-1].on else earliest
    return tuple(states)


def _future(standing: Standing, window: Window, today: date) -> Iterator[SlotState]:
    """Yield the weeks to come, as if every gate still closed opens in its time."""
    terms, anchor, chain = standing.terms, window.next_anchor, standing.course.chain
    if window.block.repeats:
        yield from _steady_weeks(terms, window)
        return
    stands = gate_stands(terms, standing.course.windows, today)
    following = next_week(window.block, window.week, stands)
    while following is not None and following > window.week:
        slots, anchor = plan_week(terms, window.block, following, anchor)
        yield from (SlotState(slot, SlotStatus.PLANNED, slot.due) for slot in slots)
        following = following + 1 if following < window.block.weeks else None
    for block in chain[window.chain_no + 1 :]:
        for week in range(1, block.weeks + 1):
            slots, anchor = plan_week(terms, block, week, anchor)
            yield from (SlotState(slot, SlotStatus.PLANNED, slot.due) for slot in slots)
        if block.repeats:
            return


def _steady_weeks(terms: Terms, window: Window) -> Iterator[SlotState]:
    """Yield the weeks until the race; without a race only the next one, since there is no end."""
    week, anchor = window.week + 1, window.next_anchor
    last = terms.race_day or anchor + timedelta(days=1)
    while anchor < last:
        slots, anchor = plan_week(terms, window.block, week, anchor)
        week += 1
        yield from (SlotState(slot, SlotStatus.PLANNED, slot.due) for slot in slots)


def _gate_due(standing: Standing, window: Window, today: date) -> bool:
    """Whether the last week of a block is done, or comes again, and its gate is not open."""
    stands = gate_stands(standing.terms, standing.course.windows, today)
    last = next_week(window.block, window.week, stands) == window.week
    return last and bool(window.repeat or not window.undone)


def _repeated(standing: Standing, today: date) -> Slot | None:
    """Return the first session of the last week again, where its gate is not open (D.7.8).

    So it is where there is no room for the phase that follows, and where weeks repeat anyway it
    is the next one.
    """
    window = standing.window
    if window is None:
        return None
    stands = gate_stands(standing.terms, standing.course.windows, today)
    week = next_week(window.block, window.week, stands)
    later = standing.course.chain[window.chain_no + 1 :]
    if week is None and later and waits_for_room(standing.terms, later[0]):
        week = window.week
    if week != window.week:
        return None
    failed = max(1, len(stands.failed))
    slots, _ = plan_week(standing.terms, window.block, week, window.next_anchor, failed)
    return slots[0] if slots else None


def _advice(
    standing: Standing, window: Window, history: History, today: date
) -> tuple[Decision, ...]:
    said = (
        standing.turn.decision if standing.turn else None,
        window.reason,
        spacing(history, today),
    )
    return tuple(decision for decision in said if decision is not None)


def _light(window: Window, history: History, today: date, programmes: Programmes) -> Slot | None:
    """Return the light session if strength work has to wait today (D.7.7)."""
    trained = any(record.day == today for record in history)
    waits = spacing(history, today)
    if trained or waits is None or red_rest(history, today) is not None:
        return None
    block = programmes.blocks[LIGHT_BLOCK]
    return special_slot(block, today, phase=window.block.phase, week=window.week)


def _is_light_day(enrolment: Enrolment, standing: Standing, window: Window, today: date) -> bool:
    """Whether today is the second of two adjacent days, the runner's only ones (D.7.7)."""
    strength_days = standing.terms.days[window.block.sessions_a_week]
    return today.isoweekday() in light_days(enrolment.weekdays, strength_days)
