"""The longest run of the log limits the runs of the plan, wherever a session is prescribed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from app.coach.model import DecisionKind, Link, Place, Prescription, Start
from app.coach.runs import Measures, RunRecord
from app.trainer import amending, diary, typing_runs
from app.trainer.desk import Desk
from app.trainer.foresee import foresee
from app.trainer.today import look
from data import run_rows
from data.imports.unit import Unit
from tests.coach.training_log import EVERYTHING, MONDAY, Runner, enrol
from tests.trainer.training_room import MovableClock, make_desk

RUN_DAY = MONDAY + timedelta(weeks=3)
"""When intervals of 5 × 3 minutes are due: 33 minutes of running with warm-up and rests."""
NOON = datetime.combine(RUN_DAY, time(12), UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A log of three weeks by a runner whose weak link is aerobic."""
    outdoors = frozenset({Place.HOME, Place.OUTDOORS})
    runner = Runner(enrol(Start.PRIMER, link=Link.AEROBIC, places=outdoors, kit=EVERYTHING))
    runner.train_plan(RUN_DAY - timedelta(days=1))
    desk = make_desk(tmp_path, MovableClock(instant=NOON))
    desk.store.save_enrolment(runner.enrolment)
    desk.store.add_workouts(runner.history)
    for gate in runner.enrolment.gates:
        desk.store.decide(DecisionKind.GATE, gate.subject(runner.enrolment.id), gate.stored)
    return desk


def ran(desk: Desk, minutes: float, day: date) -> None:
    run = RunRecord(
        f"run-{day}",
        day,
        "UTC",
        datetime.combine(day, time(7), UTC),
        "fit",
        damaged=False,
        note="",
        measures=Measures(seconds=minutes * 60, elapsed_seconds=minutes * 60 + 300),
    )
    desk.store.merge((Unit("run", "run", run_rows.stored_run(run)),))


def blocks(session: Prescription | None) -> int:
    assert session is not None
    return next(len(one.targets) for one in session.items if one.exercise_id == "vo2_intervals")


def said(session: Prescription | None) -> str:
    assert session is not None
    return " ".join(note.sentence for note in session.notes if note.rule == "D.2")


def test_without_a_run_nothing_is_dropped_and_that_is_said(desk: Desk) -> None:
    session = look(desk).session
    assert blocks(session) == 5
    assert "No run of the last 30 days is known" in said(session)


def test_the_longest_run_of_thirty_days_limits_todays(desk: Desk) -> None:
    ran(desk, 90, RUN_DAY - timedelta(days=31))
    ran(desk, 20, RUN_DAY - timedelta(days=30))
    ran(desk, 12, RUN_DAY - timedelta(days=2))
    session = look(desk).session
    assert blocks(session) == 2
    assert "30 days, 20 minutes" in said(session)


def test_a_run_that_is_long_enough_leaves_nothing_to_say(desk: Desk) -> None:
    ran(desk, 30, RUN_DAY)
    session = look(desk).session
    assert (blocks(session), said(session)) == (5, "")


def test_a_run_typed_in_limits_as_one_from_a_file_does(desk: Desk) -> None:
    day = (RUN_DAY - timedelta(days=2)).isoformat()
    typing_runs.add(desk, {"day": day, "duration": "20:00"})
    session = look(desk).session
    assert blocks(session) == 2
    assert "30 days, 20 minutes" in said(session)
    amending.undo(desk)
    assert blocks(look(desk).session) == 5


def test_an_earlier_day_does_not_know_a_later_run(desk: Desk) -> None:
    ran(desk, 20, RUN_DAY - timedelta(days=1))
    ran(desk, 90, RUN_DAY + timedelta(days=1))
    assert blocks(look(desk, RUN_DAY).session) == 2


def test_the_preview_begins_with_todays_session(desk: Desk) -> None:
    ran(desk, 20, RUN_DAY - timedelta(days=1))
    first = foresee(desk, 1).preview.sessions[0].session
    assert first == look(desk).session
    assert blocks(first) == 2


@pytest.mark.parametrize(("minutes", "want"), [(None, 5), (20, 2), (40, 5)])
def test_a_session_typed_in_has_the_targets_of_its_day(
    desk: Desk, minutes: float | None, want: int
) -> None:
    if minutes is not None:
        ran(desk, minutes, RUN_DAY - timedelta(days=1))
    ran(desk, 90, RUN_DAY + timedelta(days=1))
    desk.clock = MovableClock(instant=NOON + timedelta(days=2))
    done = {"id": "vo2_intervals", "effort": 8, "pain": 0, "sets": [{"minutes": 3}]}
    typed = {"date": RUN_DAY.isoformat(), "exercises": [done]}
    (record,) = diary.add(desk, json.dumps(typed).encode(), "day.json")
    assert sum(row.exercise_id == "vo2_intervals" for row in record.sets) == want
