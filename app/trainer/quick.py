"""A session done outside, recorded afterwards: which one it was, and into the log with it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.clock import zone_called
from app.coach import quick
from app.coach.day_text import parse_day, parse_time
from app.coach.frozen import dataclass, replace
from app.coach.layout import lay_out
from app.coach.model import Enrolment, Kind, Prescription, WorkoutRecord, WorkoutStatus
from app.coach.quick import Sheet
from app.coach.whole_session import completed
from app.errors import UsageError
from app.trainer import alone, told_after
from app.trainer.today import TodayView, look

if TYPE_CHECKING:
    from app.trainer.desk import Desk

SOURCE = "quick"
NEXT = "next"
_NO_PLAN = "There was no plan on that day; use `stridetui log add` for a session of your own."


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be recorded: the session as planned, and what is told of it."""

    record: WorkoutRecord
    sheet: Sheet


def draft(
    desk: Desk,
    wanted: str = NEXT,
    on: date | None = None,
    at: time | None = None,
    *,
    short: bool = False,
) -> Draft:
    """Return a session to be told of: the plan's next, the one of this id or day, or `step_up`.

    `on` is the day it was done, today when None; a day as `wanted` says both. `at` is when it
    began; without it, today's ended just now and an earlier day's began at the usual time of the
    settings. `short` is its ten-minute version. Raises `UsageError` for a day to come, a day
    without a plan, a session that was not open then or is in the log already; `StoreError`.
    """
    day = _day_of(wanted)
    if day is not None:
        if on not in (None, day):
            raise UsageError(f"The session is of {day}, but --on says {on}; leave one of them out.")
        wanted, on = NEXT, day
    if on is not None and on > desk.clock.today():
        raise UsageError(f"{on} is still to come; record a session after it is done.")
    enrolment = None
    if wanted == alone.STEP_UP:
        session = alone.session(desk, on, short=short)
    else:
        view = look(desk, on, short=short)
        enrolment, session = view.enrolment, _session(desk, view, wanted, short=short)
    took = timedelta(minutes=session.all_minutes)
    usual = parse_time(desk.settings.session_time)
    began = told_after.began(desk.clock, on, at, took, usual)
    record = _record(desk, enrolment, session, began, short=short)
    _require_new(desk, record, named=wanted != NEXT)
    from app.trainer.live_material import recalled

    return Draft(record, quick.sheet(record.sets, recalled(desk, record)))


def keep(desk: Desk, drafted: Draft) -> WorkoutRecord:
    """Store what was told, and return it. Raises `UsageError` where nothing was done."""
    if not drafted.sheet.worked:
        raise UsageError("Nothing of it was done, so there is nothing to record.")
    _require_new(desk, drafted.record)
    sets, ratings = quick.results(drafted.sheet)
    record = replace(drafted.record, sets=sets, ratings=ratings)
    desk.store.book.add_sessions((record,))
    return record


def _day_of(wanted: str) -> date | None:
    try:
        return parse_day(wanted)
    except ValueError:
        return None


def _session(desk: Desk, view: TodayView, wanted: str, *, short: bool) -> Prescription:
    """Return the session that is meant; only what was open on that day can have been done."""
    if view.session is None or view.enrolment is None:
        raise UsageError(view.why_none or _NO_PLAN)
    if wanted in (NEXT, view.session.slot.key):
        return view.session
    from app.coach.plan import SlotStatus
    from app.coach.prescribe import prescribe
    from app.coach.retest import UNTESTED

    slots = [state.slot for state in view.week if state.status is SlotStatus.OPEN]
    for slot in slots:
        if slot.key == wanted:
            return prescribe(
                slot,
                view.enrolment,
                view.history,
                desk.library,
                view.day,
                programmes=desk.programmes,
                short=short,
                longest_run=view.longest_run,
                tested=view.tested or UNTESTED,
            )
    known = ", ".join(dict.fromkeys((view.session.slot.key, *(slot.key for slot in slots))))
    raise UsageError(f"{wanted[:60]!a} was not open on {view.day}; open then: {known}.")


def _record(
    desk: Desk,
    enrolment: Enrolment | None,
    session: Prescription,
    began: datetime,
    *,
    short: bool,
) -> WorkoutRecord:
    slot = session.slot
    zone = desk.clock.zone()
    took = timedelta(minutes=session.all_minutes)
    in_plan = slot.kind is Kind.PROGRAMME and enrolment is not None
    return WorkoutRecord(
        id=uuid4().hex,
        programme_id=enrolment.id if enrolment and in_plan else None,
        kind=slot.kind,
        slot_key=slot.key if in_plan else "",
        phase=slot.phase,
        week=slot.week,
        day_no=slot.day_no,
        # Told of after midnight, it is of the day before.
        day=began.astimezone(zone_called(zone)).date(),
        zone=zone,
        started_at=began,
        status=WorkoutStatus.ENDED,
        title=slot.title,
        ended_at=min(began + took, desk.clock.now().instant),
        original_day=slot.due if in_plan else None,
        source=SOURCE,
        short=short,
        sets=lay_out(session),
    )


def _require_new(desk: Desk, record: WorkoutRecord, *, named: bool = True) -> None:
    """Refuse what the log has already; where no session was `named`, a second one of the day, too.

    Told of twice by a slip, a session would else take the place of the one that comes after it.
    """
    for other in desk.store.history(None, record.day):
        same = (other.slot_key, other.programme_id) == (record.slot_key, record.programme_id)
        if same and record.slot_key and not completed(other):
            # It does not count, so that the plan asks for it again.
            continue
        # One outside the plan may be done on many days, with the timer and without.
        if same and (record.slot_key or _again(other, record)):
            raise UsageError(
                f"{record.title} is in the log already, on {other.day}; nothing was recorded."
            )
        if not named and other.day == record.day and other.source == SOURCE:
            raise UsageError(
                f"{other.title} of {other.day} was recorded already. If {record.title} was done "
                f"as well, name it: --session {record.slot_key}."
            )
    live = desk.store.live_workout()
    if live is not None and (live.record.kind, live.record.slot_key) == (
        record.kind,
        record.slot_key,
    ):
        raise UsageError(f"{record.title} is begun and not ended; end or discard it first.")


def _again(other: WorkoutRecord, record: WorkoutRecord) -> bool:
    return (other.kind, other.day, other.source) == (record.kind, record.day, SOURCE)
