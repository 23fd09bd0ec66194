"""Who had better not do a test: as it was on the day the test was done (part E)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.coach.model import Side, Start
from app.coach.reading import LONGEST_CONDITIONS
from app.errors import UsageError
from app.trainer import amending, measuring, timeline
from app.trainer.desk import Desk
from tests.coach.training_log import Runner, enrol
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk

TWENTY = {(Side.LEFT, "reps"): [20.0], (Side.RIGHT, "reps"): [20.0]}
HOP = {(Side.LEFT, "cm"): [130.0], (Side.RIGHT, "cm"): [131.0]}
CADENCE = {(Side.BOTH, "steps/min"): [170.0]}
RUNS = {(Side.BOTH, "m/s"): [4.0]}
SPRINT = {(Side.BOTH, "s"): [4.6]}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path, MovableClock())


def test_how_it_was_done_is_said_shortly_wherever_it_is_said(desk: Desk) -> None:
    most = "x" * LONGEST_CONDITIONS
    (result,) = measuring.record(desk, "T1", CADENCE, conditions=most)
    entry = timeline.entry(desk, result.id)
    amending.change(desk, entry, {"conditions": f"y{most[1:]}"})
    with pytest.raises(UsageError, match="conditions has more than 500 letters"):
        amending.change(desk, entry, {"conditions": f"{most}x"})
    with pytest.raises(UsageError, match="The conditions are too long; 500 characters"):
        measuring.record(desk, "T1", CADENCE, conditions=f"{most}x")


@pytest.fixture
def begun(desk: Desk) -> date:
    """Begin a FULL plan and train two weeks of it; return the day it began."""
    started = date(2026, 11, 2)
    runner = Runner(replace(enrol(), started=started))
    for days in (0, 2, 4, 7, 9, 11):
        runner.train(started + timedelta(days=days))
    desk.store.save_enrolment(runner.enrolment)
    desk.store.book.add_sessions(runner.history)
    return started


@pytest.mark.parametrize(("test", "result"), [("T10", HOP), ("T11", SPRINT), ("T15", RUNS)])
def test_an_earlier_day_is_no_way_round(
    desk: Desk, begun: date, test: str, result: dict[tuple[Side, str], list[float]]
) -> None:
    for on in (desk.clock.today(), begun + timedelta(days=3)):
        with pytest.raises(UsageError, match="phase"):
            measuring.record(desk, test, result, on=on)
    assert desk.store.measurements() == ()


def test_what_was_counted_later_opens_nothing_earlier(desk: Desk, begun: date) -> None:
    measuring.record(desk, "T8", TWENTY)
    now, then = measuring.waits(desk, "T10"), measuring.waits(desk, "T10", begun)
    assert now is not None
    assert then is not None
    assert "calf raises" not in now.sentence
    assert "calf raises" in then.sentence


def test_before_the_plan_nothing_speaks_against_two_runs(desk: Desk, begun: date) -> None:
    (stored,) = measuring.record(desk, "T15", RUNS, on=begun - timedelta(days=20))
    assert stored.day == begun - timedelta(days=20)


def test_a_hold_of_today_does_not_reach_back(desk: Desk, begun: date) -> None:
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    desk.store.save_enrolment(replace(enrolment, start=Start.HOLD, started=desk.clock.today()))
    with pytest.raises(UsageError, match="needs a person"):
        measuring.record(desk, "T8", TWENTY)
    assert measuring.record(desk, "T8", TWENTY, on=desk.clock.today() - timedelta(days=60))
