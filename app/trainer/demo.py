"""`stridetui demo`: a made-up runner's sixteen weeks, in a log of its own.

The questionnaire, the plan, the targets, the gates and the store are the real ones; only the
runner is invented. The same day and zone give the same weeks. The last gate is left to whoever
looks.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from app.clock import local_day, zone_called
from app.coach.frozen import dataclass, replace
from app.coach.model import Enrolment, Moment, Prescription, Slot, WorkoutRecord, WorkoutStatus
from app.errors import StoreError
from app.paths import real
from app.trainer import demo_runner
from app.trainer.desk import Desk

if TYPE_CHECKING:
    from app.coach.model import History

SESSIONS = 48
"""Four phases of four weeks of three (D.3)."""

_SEED = 1870
_WEEKDAY_OFFSETS = (-4, -2, 0)
_WEEKS = 16
_ASKED = time(6, 0)
_USUAL_TIME = time(6, 40)
# Longer than any session, so that the last one is over by now.
_LAST_SESSION = timedelta(minutes=55)


@dataclass(frozen=True, slots=True)
class _Then:
    """A clock that stands still at some instant of the past."""

    instant: datetime
    zone_name: str

    def now(self) -> Moment:
        return Moment(self.instant.timestamp(), self.instant)

    def today(self) -> date:
        return local_day(self.instant, self.zone_name)

    def zone(self) -> str:
        return self.zone_name


@dataclass(frozen=True, slots=True)
class _Occasion:
    """When session `number`, counted from 1, was done."""

    number: int
    day: date
    zone: str
    begun: datetime


def make(desk: Desk, path: Path, keep_off: tuple[Path, ...]) -> Desk:
    """Make the demo's log at `path`, ending today; return a desk to look at it.

    An older demo there is replaced. Raises `StoreError` when `path` is one of the runner's own
    logs (`keep_off`), holds anything that is no demo, or cannot be written.
    """
    from data import demo as files
    from data.files import make_folder

    _check(path, keep_off)
    make_folder(path)
    new = files.unfinished(path)
    try:
        _fill(Desk(replace(desk.paths, log=new), desk.clock, desk.settings))
        files.mark(new)
        files.put_in_place(new, path)
    except BaseException:
        # Half a demo is of no use to anyone, by whatever it was ended.
        files.discard(new)
        raise
    return Desk(replace(desk.paths, log=path), desk.clock, desk.settings)


def _check(path: Path, keep_off: tuple[Path, ...]) -> None:
    from data import demo as files
    from data.lock import LiveLock

    if real(path) in {real(log) for log in keep_off}:
        raise StoreError(f"{path} is your own log; the demo needs a path of its own.")
    if not os.path.lexists(path):
        return
    # A link that leads nowhere is somebody's all the same.
    if not path.exists() or not files.is_marked(path):
        raise StoreError(f"{path} is there and is no demo; choose a path that is free.")
    if not LiveLock(path).free():
        raise StoreError(f"A session is running in {path}; end it there first.")


def _fill(desk: Desk) -> None:
    """Let the runner begin and train, in the log of `desk`, up to the day of its clock."""
    zone = desk.clock.zone()
    last = desk.clock.today()
    days = [
        last + timedelta(weeks=week - _WEEKS + 1, days=offset)
        for week in range(_WEEKS)
        for offset in _WEEKDAY_OFFSETS
    ]
    enrolment = _enrol(desk, _at(days[0], zone, _ASKED), zone, days)
    # Every demo is to be the same one, so its chance is seeded; nobody gains by guessing it.
    chance = Random(_SEED)  # noqa: S311 -- repeatable on purpose, guards no secret
    history: History = ()
    kept = 0
    for number, day in enumerate(days, start=1):
        prescription = _prescribed(desk, enrolment, history, day)
        begun = _at(day, zone, _USUAL_TIME)
        if day == last:
            # It has to be over by now, however early the day is.
            midnight = _at(day, zone, time(0, 0))
            begun = max(midnight, min(begun, desk.clock.now().instant - _LAST_SESSION))
        occasion = _Occasion(number, day, zone, begun)
        history += (_trained(prescription, enrolment, occasion, chance),)
        measured = demo_runner.TESTS.get(number)
        if measured is not None:
            # A gate is judged by what stands in the log.
            desk.store.add_workouts(history[kept:])
            kept = number
            ended = history[-1].ended_at or begun
            enrolment = _at_the_gate(desk, enrolment, measured, _Then(ended, zone))
    desk.store.close()


def _at_the_gate(
    desk: Desk, enrolment: Enrolment, measured: demo_runner.Measured, clock: _Then
) -> Enrolment:
    """Measure, and go on where the gate opens; return the programme with its decision."""
    from app.coach.gate_state import GateChoice
    from app.trainer import gating, measuring

    then = Desk(desk.paths, clock, desk.settings)
    try:
        for test_id, conditions, attempts in measured.tests:
            measuring.record(then, test_id, attempts, conditions=conditions)
        if measured.gate is not None:
            gating.confirm(then, measured.gate, GateChoice.OPENED)
        return then.store.enrolment() or enrolment
    finally:
        then.store.close()


def _at(day: date, zone: str, local: time) -> datetime:
    return datetime.combine(day, local, zone_called(zone)).astimezone(UTC)


def _enrol(desk: Desk, at: datetime, zone: str, days: list[date]) -> Enrolment:
    from app.trainer import assessing

    then = Desk(desk.paths, _Then(at, zone), desk.settings)
    weekdays = sorted({day.isoweekday() for day in days})
    answers = {**demo_runner.ANSWERS, "days": weekdays}
    verdict = assessing.conclude(then, answers)
    enrolment = assessing.begin_programme(then, verdict.start, verdict.primary, answers)
    then.store.close()
    return enrolment


def _prescribed(desk: Desk, enrolment: Enrolment, history: History, day: date) -> Prescription:
    from app.coach.programme import prescribe, queue
    from app.coach.retest import SelfTested

    slot: Slot | None = queue(enrolment, history, day, desk.programmes).next
    if slot is None:
        raise AssertionError(f"the plan has {SESSIONS} sessions; it ended after {len(history)}")
    tested = SelfTested(desk.store.measurements())
    return prescribe(
        slot, enrolment, history, desk.library, day, programmes=desk.programmes, tested=tested
    )


def _trained(
    prescription: Prescription, enrolment: Enrolment, occasion: _Occasion, chance: Random
) -> WorkoutRecord:
    from app.coach.layout import lay_out

    slot, number = prescription.slot, occasion.number
    sets = demo_runner.do(lay_out(prescription), number, occasion.begun, chance)
    return WorkoutRecord(
        id=f"demo-{number:02}",
        programme_id=enrolment.id,
        kind=slot.kind,
        slot_key=slot.key,
        phase=slot.phase,
        week=slot.week,
        day_no=slot.day_no,
        day=occasion.day,
        zone=occasion.zone,
        started_at=occasion.begun,
        status=WorkoutStatus.ENDED,
        title=slot.title,
        ended_at=max(row.ended_at for row in sets if row.ended_at),
        original_day=slot.due,
        note=demo_runner.workout_note(number),
        sets=sets,
        ratings=demo_runner.rate(sets, number, chance),
    )
