"""What runs and the questionnaire make Today say: the steady build, and leg work after a run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.coach.answers import validate
from app.coach.runs import Measures, RunRecord
from app.coach.scoring import as_json, assess
from app.trainer.desk import Desk
from app.trainer.today import look
from data import run_rows
from data.imports.unit import Unit
from tests.coach.answer_sets import with_answers
from tests.trainer.test_today import enrol
from tests.trainer.training_room import DAY, START, MovableClock, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, MovableClock())


def ran(desk: Desk, ended: datetime, minutes: float = 30) -> None:
    began = ended - timedelta(minutes=minutes)
    run = RunRecord(
        f"run-{began}",
        began.date(),
        "UTC",
        began,
        "fit",
        damaged=False,
        note="",
        measures=Measures(seconds=minutes * 60, elapsed_seconds=minutes * 60),
    )
    desk.store.merge((Unit("run", "run", run_rows.stored_run(run)),))


def rules(desk: Desk, on: date | None = None) -> list[str]:
    return [one.rule for one in look(desk, on).advice]


@pytest.mark.parametrize(("hours", "said"), [(0.5, True), (2.9, True), (3.0, False), (9, False)])
def test_leg_work_hears_of_a_run_of_the_same_day(desk: Desk, hours: float, said: bool) -> None:
    enrol(desk)
    ran(desk, START - timedelta(hours=hours))
    assert ("S5" in rules(desk)) is said


def test_the_last_run_of_the_day_counts_and_yesterdays_does_not(desk: Desk) -> None:
    enrol(desk)
    ran(desk, START - timedelta(days=1, hours=-1))
    assert "S5" not in rules(desk)
    ran(desk, START - timedelta(hours=8))
    ran(desk, START - timedelta(hours=1))
    assert "S5" in rules(desk)
    assert "S5" not in rules(desk, DAY + timedelta(days=2))


def load(desk: Desk) -> None:
    given = with_answers(Q3="many", Q4="jump")
    desk.store.save_assessment(given, as_json(assess(validate(given))))


def test_a_runner_hurt_by_jumps_in_training_hears_of_a_steady_build_first(desk: Desk) -> None:
    load(desk)
    assert rules(desk) == ["G1"]
    enrol(desk)
    said = look(desk).advice[0]
    assert said.rule == "G1"
    assert "a tenth" in said.sentence
    ran(desk, START - timedelta(days=3), minutes=50)
    said = look(desk).advice[0]
    assert "50 minutes so far, so at most 55" in said.sentence


def test_nobody_else_hears_of_it(desk: Desk) -> None:
    given = with_answers(Q3="many", Q4="modest")
    desk.store.save_assessment(given, as_json(assess(validate(given))))
    enrol(desk)
    assert "G1" not in rules(desk)
