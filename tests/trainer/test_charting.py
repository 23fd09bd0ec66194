"""The charts over a log of decades, an empty one, and one that changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.coach.insight.span import Reach
from app.trainer.charting import CHARTS, ChartBook
from app.trainer.desk import Desk
from tests.benchmarks import decades
from tests.data.builders import HOSTILE, MovableClock
from tests.screens.rooms import a_desk, a_session, with_history


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three years of daily training."""
    desk = a_desk(tmp_path_factory.mktemp("years"), MovableClock())
    desk.paths.log.parent.mkdir(parents=True, exist_ok=True)
    decades.make(desk.paths.log, 3 * 365 * decades.SETS_A_SESSION)
    return desk


@pytest.mark.parametrize("reach", [None, *Reach])
@pytest.mark.parametrize("chart_id", CHARTS)
def test_every_chart_of_years_answers_for_every_range(
    years: Desk, chart_id: str, reach: Reach | None
) -> None:
    book = ChartBook()
    view = book.view(years, chart_id, "", reach, 0)
    assert view.chart.answer.endswith(".")
    assert view.reach is (reach or Reach.PHASE)
    earlier = book.view(years, chart_id, view.subject, view.reach, 10_000)
    assert earlier.back == earlier.furthest
    assert earlier.chart.answer.endswith(".")


@pytest.mark.parametrize("chart_id", CHARTS)
def test_every_subject_can_be_opened(years: Desk, chart_id: str) -> None:
    book = ChartBook()
    for subject in book.view(years, chart_id, "", None, 0).subjects:
        assert book.view(years, chart_id, subject.id, None, 0).subject == subject.id


@pytest.mark.parametrize("chart_id", CHARTS)
def test_an_empty_log_has_an_answer_for_every_chart(tmp_path: Path, chart_id: str) -> None:
    desk = a_desk(tmp_path)
    view = ChartBook().view(desk, chart_id, "nothing of the kind", None, 3)
    assert view.chart.empty
    assert view.chart.answer.endswith(".")
    assert not desk.paths.log.exists()


def test_what_was_read_is_kept_until_the_log_changes(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3, note=HOSTILE[0])
    book = ChartBook()
    first = book.view(desk, "control", "one_leg_squat", None, 0).chart
    assert book.view(desk, "control", "one_leg_squat", None, 0).chart is first
    desk.store.add_workouts((a_session(0, clock),))
    again = book.view(desk, "control", "one_leg_squat", None, 0).chart
    assert len(again.days) == len(first.days) + 1


def test_each_chart_says_what_it_waits_for(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    said = {name: ChartBook().view(desk, name, "", None, 0).chart.answer for name in CHARTS}
    assert said["control"].startswith("No session yet.")
    assert "self-test of both" in said["sides"]
    assert said["tests"] == "No self-test yet. This chart begins with the first result of one."


def test_a_chart_opens_with_what_was_trained_last(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    first = a_session(0, clock)
    moved = tuple(
        replace(row, exercise_id="pogo_hops")
        for row in first.sets
        if row.exercise_id == "forward_lunge"
    )
    desk.store.add_workout(replace(first, sets=moved))
    view = ChartBook().view(desk, "amount", "", None, 0)
    assert view.subject == "pogo_hops"
    assert view.instead is None


def test_days_without_the_exercise_name_one_they_have(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    session = a_session(0, clock)
    desk.store.add_workout(replace(session, sets=session.sets[:4]))
    desk.store.add_workout(a_session(12, clock))
    book = ChartBook()
    view = book.view(desk, "amount", "forward_lunge", Reach.WEEK, 0)
    assert view.chart.empty
    assert view.instead is not None
    assert view.instead.id == "one_leg_squat"
    assert book.view(desk, "amount", "forward_lunge", Reach.ALL, 0).instead is None
    assert book.view(desk, "amount", "forward_lunge", Reach.WEEK, 1).instead is None
