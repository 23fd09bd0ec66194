"""What Today says: no log, no plan, an unfinished session, and the plan as it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.coach.layout import lay_out
from app.coach.model import (
    Enrolment,
    Place,
    Prescription,
    Rating,
    SetRow,
    SetStatus,
    Side,
    Start,
    WorkoutRecord,
    WorkoutStatus,
)
from app.errors import DamagedLogError
from app.trainer.desk import Desk
from app.trainer.today import look, step_up
from data.lock import LiveLock
from tests.trainer.training_room import DAY, START, MovableClock, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, MovableClock())


def enrol(desk: Desk, started: date = DAY) -> Enrolment:
    enrolment = Enrolment(
        id="plan",
        started=started,
        start=Start.FULL,
        link=None,
        weekdays=(1, 3, 5),
        places=frozenset({Place.HOME}),
        kit=frozenset({"step"}),
        squat="steady",
    )
    desk.store.save_enrolment(enrolment)
    return enrolment


def begun(session: Prescription, status: WorkoutStatus, day: date = DAY) -> WorkoutRecord:
    slot = session.slot
    return WorkoutRecord(
        id=f"w-{day}",
        programme_id="plan",
        kind=slot.kind,
        slot_key=slot.key,
        phase=slot.phase,
        week=slot.week,
        day_no=slot.day_no,
        day=day,
        zone="Europe/Berlin",
        started_at=START,
        ended_at=None if status is WorkoutStatus.LIVE else START + timedelta(minutes=20),
        status=status,
        title=slot.title,
        original_day=slot.due,
        sets=lay_out(session),
    )


def done(record: WorkoutRecord, note: str = "") -> WorkoutRecord:
    sets = tuple(
        replace(row, status=SetStatus.DONE, actual=row.target, note=note if row.pos == 12 else "")
        for row in record.sets
    )
    ratings = {
        (row.exercise_id, side): Rating(row.exercise_id, side)
        for row in sets
        if row.rated
        for side in (row.side, Side.BOTH)
    }
    return replace(
        record,
        sets=sets,
        ratings=tuple(
            replace(
                rating,
                control=4 if (exercise_id, side) in _trained(sets) else None,
                effort=5 if side is Side.BOTH else None,
                pain=0 if side is Side.BOTH else None,
            )
            for (exercise_id, side), rating in ratings.items()
        ),
    )


def _trained(sets: tuple[SetRow, ...]) -> set[tuple[str, Side]]:
    return {(row.exercise_id, row.side) for row in sets}


def test_without_a_log_there_is_nothing_and_nothing_is_made(desk: Desk) -> None:
    view = look(desk)
    assert (view.day, view.enrolment, view.session, view.why_none) == (DAY, None, None, "")
    assert not desk.paths.log.exists()


def test_a_damaged_log_is_said(desk: Desk) -> None:
    desk.paths.log.write_bytes(b"garbage" * 500)
    with pytest.raises(DamagedLogError):
        look(desk)


def test_answers_left_half_way_are_counted(desk: Desk) -> None:
    desk.store.save_draft({"med": False, "Q1": "normal", "race_weeks": None, "days": [1, 3]})
    view = look(desk)
    assert (view.draft_answers, view.why_none) == (1, "")


@pytest.mark.parametrize(
    ("start", "words"), [("HOLD", "a person"), ("NONE", "nothing that needs"), ("FULL", "")]
)
def test_a_questionnaire_that_made_no_plan_is_remembered(
    desk: Desk, start: str, words: str
) -> None:
    desk.store.save_assessment({"med": start == "HOLD"}, {"start": start})
    view = look(desk)
    assert view.session is None
    assert words in view.why_none
    assert bool(words) == bool(view.why_none)


def test_the_plan_as_it_stands(desk: Desk) -> None:
    enrolment = enrol(desk)
    view = look(desk)
    assert view.enrolment == enrolment
    assert view.session is not None
    assert view.session.slot.key == "phase1.1.1"
    assert (view.session_no, view.session_count) == (1, 12)
    assert (view.week_done, view.week_planned) == (0, 3)
    assert view.last == ()
    assert view.unfinished is None


def test_what_was_said_last_time(desk: Desk) -> None:
    enrol(desk)
    first = look(desk).session
    assert first is not None
    record = done(begun(first, WorkoutStatus.ENDED), note="left knee drifts")
    noted = next(row.exercise_id for row in record.sets if row.pos == 12)
    desk.store.add_workout(record)
    later = DAY + timedelta(days=3)
    view = look(desk, later)
    assert view.session is not None
    assert view.session.slot.key == "phase1.1.2"
    squat = next(last for last in view.last if last.exercise_id == "one_leg_squat")
    assert squat.day == DAY
    assert squat.control == {Side.LEFT: 4, Side.RIGHT: 4}
    assert next(last.note for last in view.last if last.exercise_id == noted) == "left knee drifts"
    # What was never done has no last time; warm-up moves never have one.
    assert {last.exercise_id for last in view.last} <= {
        row.exercise_id for row in record.sets if row.rated
    }


def test_an_earlier_day_does_not_know_what_came_after(desk: Desk) -> None:
    enrol(desk, DAY)
    first = look(desk).session
    assert first is not None
    day = DAY + timedelta(days=3)
    desk.store.add_workout(done(begun(first, WorkoutStatus.ENDED, day)))
    view = look(desk, DAY)
    assert view.session is not None
    assert view.session.slot.key == "phase1.1.1"
    assert view.last == ()


@pytest.mark.parametrize("running", [True, False])
def test_an_unfinished_session_is_shown(desk: Desk, running: bool) -> None:
    enrol(desk)
    first = look(desk).session
    assert first is not None
    record = begun(first, WorkoutStatus.LIVE)
    desk.store.add_workout(record)
    lock = LiveLock(desk.paths.log)
    if running:
        lock.acquire()
    try:
        unfinished = look(desk).unfinished
    finally:
        lock.release()
    assert unfinished is not None
    assert unfinished.workout_id == record.id
    assert (unfinished.done_sets, unfinished.all_sets) == (0, len(record.sets))
    assert unfinished.running is running


def test_the_step_up_session_needs_no_plan(desk: Desk) -> None:
    session = step_up(desk)
    assert "high_box_step_up" in {item.exercise_id for item in session.items}
    assert not desk.paths.log.exists()
