"""Sessions done without the timer: judged as a whole, joined to the plan, stored or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from app.coach.figures import LONGEST_RUN_DAYS
from app.coach.frozen import dataclass
from app.coach.model import (
    Enrolment,
    History,
    Kind,
    Prescription,
    Section,
    Slot,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.retest import SelfTested
from app.coach.runs import Runs, longest_minutes
from app.errors import UsageError
from app.trainer import diary_file, diary_sets, measuring, told_after

if TYPE_CHECKING:
    from app.clock import Clock
    from app.trainer.desk import Desk
    from app.trainer.diary_file import TypedSession

SOURCE = "typed"
_HISTORY_DAYS = 30
# The same session has the same id, so that a file given twice is stored once.
_IDS = UUID("5d0f3a52-6f0e-4f0b-9a51-3f5b6f1f7a11")


def add(desk: Desk, raw: bytes, name: str) -> tuple[WorkoutRecord, ...]:
    """Store the sessions in `raw`, JSON read from the file called `name`, all or none.

    A session that names no place in the plan takes the plan's next one on its day if it holds
    nothing but exercises of it and at least half of its main ones; its targets are then the
    plan's. Without its time of day it began as `told_after.began` says. Returns what was stored,
    in the order of the days. Raises `UsageError` naming the place for whatever is wrong, for a
    session that is still to come or is in the log already; `StoreError` if it cannot be stored.
    """
    typed = sorted(
        ((session, _began(desk.clock, session)) for session in diary_file.read(raw, name)),
        key=lambda one: (one[0].day, one[1]),
    )
    first = typed[0][0].day
    since = first - timedelta(days=_HISTORY_DAYS)
    enrolment = desk.store.enrolment(since)
    history = desk.store.history(enrolment.id if enrolment else None, since)
    runs = desk.store.runs(first - timedelta(days=LONGEST_RUN_DAYS))
    tested = SelfTested(desk.store.measurements(), measuring.without(desk))
    added: tuple[WorkoutRecord, ...] = ()
    for session, began in typed:
        known = tuple(sorted((*history, *added), key=lambda record: record.started_at))
        record = _Diary(desk, enrolment, known, runs, tested).record(session, began)
        if record.id in {other.id for other in added} or desk.store.has_workout(record.id):
            raise UsageError(
                f"{session.place}: this session of {session.day} is in the log already; "
                "nothing was stored."
            )
        added += (record,)
    desk.store.book.add_sessions(added)
    return added


@dataclass(frozen=True, slots=True)
class _Diary:
    """What a session is judged by: the library, the plan, the log up to then, runs and tests."""

    desk: Desk
    enrolment: Enrolment | None
    history: History
    runs: Runs
    tested: SelfTested

    def record(self, session: TypedSession, began: datetime) -> WorkoutRecord:
        """Turn a typed session that `began` then into a workout. Raises `UsageError`."""
        self._require_known(session)
        planned = self._planned(session)
        slot = planned.slot if planned else None
        in_plan = slot is not None and slot.kind is Kind.PROGRAMME
        return WorkoutRecord(
            id=_id(session),
            programme_id=self.enrolment.id if self.enrolment and in_plan else None,
            kind=slot.kind if slot else Kind.PROGRAMME,
            slot_key=slot.key if slot and in_plan else "",
            phase=slot.phase if slot else 0,
            week=slot.week if slot else 0,
            day_no=slot.day_no if slot else 0,
            day=session.day,
            zone=self.desk.clock.zone(),
            started_at=began,
            status=WorkoutStatus.ENDED,
            title=session.title or (slot.title if slot else ""),
            ended_at=_ended(self.desk.clock, session, began),
            original_day=slot.due if slot and in_plan else None,
            source=SOURCE,
            note=session.note,
            sets=diary_sets.rows(session, planned, self.desk.library),
            ratings=diary_sets.ratings(session),
        )

    def _require_known(self, session: TypedSession) -> None:
        seen: set[str] = set()
        for given in session.exercises:
            if given.id not in self.desk.library:
                from app.toml_table import did_you_mean

                hint = did_you_mean(given.id, self.desk.library) or "."
                raise UsageError(f"{given.place}: there is no exercise {given.id[:60]!a}{hint}")
            if given.id in seen:
                raise UsageError(f"{given.place}: {given.id} is here twice; put its sets into one.")
            seen.add(given.id)
            rung = given.rung
            if rung is not None and self.desk.library[given.id].rung(rung) is None:
                known = ", ".join(rung.id for rung in self.desk.library[given.id].rungs)
                raise UsageError(
                    f"{given.place}: {given.id} has no rung {rung[:60]!a}; "
                    + (f"there are {known}." if known else "leave it out.")
                )

    # --- the plan --------------------------------------------------------------------------

    def _planned(self, session: TypedSession) -> Prescription | None:
        """Return the session of the plan that this was, or None for one of the runner's own."""
        from app.coach.programme import step_up_session

        if session.slot_key is not None:
            return self._prescribed(self._slot(session), session.day)
        slot = self._next(session)
        if slot is not None:
            prescription = self._prescribed(slot, session.day)
            if _fits(session, prescription):
                return prescription
        desk = self.desk
        step_up = step_up_session(
            self.enrolment, self.history, desk.library, session.day, desk.programmes
        )
        return step_up if _fits(session, step_up) else None

    def _next(self, session: TypedSession) -> Slot | None:
        from app.coach.programme import queue

        if self.enrolment is None or session.day < self.enrolment.started:
            return None
        return queue(self.enrolment, self.history, session.day, self.desk.programmes).next

    def _slot(self, session: TypedSession) -> Slot:
        """Return the open place in the plan that the session names."""
        from app.coach.programme import SlotStatus, queue

        place = f"{session.place}, session"
        if self.enrolment is None or session.day < self.enrolment.started:
            raise UsageError(f"{place}: there was no plan on {session.day}; leave session out.")
        plan = queue(self.enrolment, self.history, session.day, self.desk.programmes)
        slots = [state.slot for state in plan.slots if state.status is SlotStatus.OPEN]
        if plan.next is not None and plan.next not in slots:
            slots.insert(0, plan.next)
        for slot in slots:
            if slot.key == session.slot_key:
                return slot
        known = ", ".join(slot.key for slot in slots) or "none"
        raise UsageError(
            f"{place}: {str(session.slot_key)[:60]!a} was not open on {session.day}; "
            f"open then: {known}."
        )

    def _prescribed(self, slot: Slot, day: date) -> Prescription:
        from app.coach.programme import prescribe

        assert self.enrolment is not None
        desk = self.desk
        return prescribe(
            slot,
            self.enrolment,
            self.history,
            desk.library,
            day,
            programmes=desk.programmes,
            longest_run=longest_minutes(self.runs, day),
            tested=self.tested.until(day),
        )


def _fits(session: TypedSession, prescription: Prescription) -> bool:
    given = {exercise.id for exercise in session.exercises}
    offered = {item.exercise_id for item in prescription.items}
    core = {
        item.exercise_id
        for item in prescription.items
        if item.rated and item.section is Section.MAIN
    }
    return given <= offered and 2 * len(given & core) >= max(len(core), 1)


def _id(session: TypedSession) -> str:
    what: Mapping[str, object] = {
        "day": session.day.isoformat(),
        "time": session.time.isoformat() if session.time else None,
        "title": session.title,
        "done": [
            [given.id, [[typed.side, typed.unit, typed.amount] for typed in given.sets]]
            for given in session.exercises
        ],
    }
    return uuid5(_IDS, json.dumps(what)).hex


def _began(clock: Clock, session: TypedSession) -> datetime:
    """Return when a session began that is over. Raises `UsageError` for one to come."""
    if session.day > clock.today():
        raise UsageError(f"{session.place}: {session.day} is still to come.")
    took = timedelta(minutes=session.minutes or 0)
    try:
        began = told_after.began(clock, session.day, session.time, took)
        # Without its hour, too: so long as it says it cannot have taken since midnight.
        told_after.require_over(clock, began + took, clock.zone())
    except UsageError as error:
        raise UsageError(f"{session.place}: {error}") from None
    return began


def _ended(clock: Clock, session: TypedSession, began: datetime) -> datetime | None:
    if session.minutes is None:
        return None
    return began + timedelta(minutes=session.minutes)
