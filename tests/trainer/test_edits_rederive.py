"""An edit to an old entry: what comes is as if it had been stored so; what was shown stays."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from app.coach.model import DecisionKind, Rating, RowChange, SetRow, SetStatus, WorkoutRecord
from app.trainer.desk import Desk
from app.trainer.today import look
from tests.coach.any_runner import life
from tests.coach.training_log import Runner
from tests.trainer.training_room import MovableClock, make_desk

LIVES = int(os.environ.get("STRIDETUI_LIVES", "60")) // 10


def log_of(folder: Path, runner: Runner, records: tuple[WorkoutRecord, ...], on: date) -> Desk:
    folder.mkdir()
    clock = MovableClock(instant=datetime.combine(on, time(12), UTC))
    desk = make_desk(folder, clock)
    desk.store.save_enrolment(runner.enrolment)
    desk.store.add_workouts(records)
    for gate in runner.enrolment.gates:
        desk.store.decide(DecisionKind.GATE, gate.subject(runner.enrolment.id), gate.stored)
        clock.move(1)
    return desk


def corrected(
    record: WorkoutRecord, chance: Random
) -> tuple[WorkoutRecord, tuple[RowChange, ...]] | None:
    """Return the session with one rating and one set told otherwise, and the changes for it."""
    done = [row for row in record.sets if row.status is SetStatus.DONE and row.rated]
    if not record.ratings or not done:
        return None
    rating: Rating = chance.choice(record.ratings)
    told = replace(rating, pain=chance.choice((0, 2, 4, 7)), control=chance.randint(1, 5))
    row: SetRow = chance.choice(done)
    counted = replace(row, actual=max(0, row.target - chance.randint(0, 4)))
    changes = (
        RowChange(
            "exercise_result",
            (rating.exercise_id, rating.side.value),
            {"pain": rating.pain, "control": rating.control},
            {"pain": told.pain, "control": told.control},
        ),
        RowChange("workout_set", (row.pos,), {"actual": row.actual}, {"actual": counted.actual}),
    )
    return (
        replace(
            record,
            ratings=tuple(told if one is rating else one for one in record.ratings),
            sets=tuple(counted if one is row else one for one in record.sets),
        ),
        changes,
    )


@pytest.mark.parametrize("seed", range(LIVES))
def test_an_edit_rederives_what_is_not_done_and_leaves_what_was_shown(
    seed: int, tmp_path: Path
) -> None:
    chance = Random(seed)
    runner = life(seed)
    if not runner.history:
        return
    place = chance.randrange(len(runner.history))
    found = corrected(runner.history[place], chance)
    if found is None:
        return
    told, changes = found
    on = runner.history[-1].day + timedelta(days=chance.choice((1, 2, 3, 9)))
    edited = log_of(tmp_path / "edited", runner, runner.history, on)
    edited.store.amend(told.id, "edited", changes)
    records = (*runner.history[:place], told, *runner.history[place + 1 :])
    stored = log_of(tmp_path / "stored", runner, records, on)
    try:
        assert look(edited) == look(stored)
        for record in runner.history:
            now = edited.store.workout(record.id).sets
            assert [shown(row) for row in now] == [shown(row) for row in record.sets]
    finally:
        edited.store.close()
        stored.store.close()


def shown(row: SetRow) -> tuple[object, ...]:
    """Return what the runner was asked for, and why."""
    return (row.exercise_id, row.side, row.target, row.rung, row.tempo, row.rule, row.why)
