"""Series for the charts: gaps stay gaps, answers are true of the numbers, extremes are kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach import insight
from app.coach.insight import Chart, ExerciseDay, PhaseMark, Series, Shape, WeekDose
from app.coach.model import Side, Unit

MONDAY = date(2026, 11, 2)


def a_day(
    after: int = 0,
    side: Side = Side.LEFT,
    control: int | None = 4,
    done: int = 30,
    target: int = 30,
    phase: int = 1,
    workout: str = "",
) -> ExerciseDay:
    day = MONDAY + timedelta(days=after)
    return ExerciseDay(day, workout or f"w{after}", phase, 1, side, control, 6, 1, done, target)


def both(after: int, left: int | None, right: int | None) -> list[ExerciseDay]:
    return [a_day(after, Side.LEFT, left), a_day(after, Side.RIGHT, right)]


def test_nothing_noted_is_said_in_words() -> None:
    chart = insight.control([a_day(control=None)], "Forward lunge")
    assert chart.empty
    assert chart.days == ()
    assert chart.answer.startswith("No control noted yet.")


def test_one_session_is_no_line_and_says_so() -> None:
    chart = insight.control(both(0, 4, 5), "Forward lunge")
    assert chart.answer == "One session so far: left 4 and right 5. A second one makes a line."
    assert not chart.empty


def test_sides_stand_apart_and_their_change_is_said() -> None:
    chart = insight.control([*both(0, 3, 4), *both(2, 4, 4), *both(4, 5, 3)], "Squat")
    assert [line.shape for line in chart.series] == [Shape.LEFT, Shape.RIGHT]
    assert [line.values for line in chart.series] == [(3, 4, 5), (4, 4, 3)]
    assert chart.answer == (
        "Last time left 5 and right 3 of 5. Since 2 Nov: left up 2, right down 1."
    )


def test_what_was_passed_by_stays_a_gap() -> None:
    chart = insight.control([*both(0, 3, 4), *both(2, None, 4), *both(4, 4, 4)], "Squat")
    assert list(chart.series[0].values) == [3, None, 4]
    assert chart.table()[1][1] == ("Wed 4 Nov 2026", "–", "4")


def test_two_legged_work_is_one_line() -> None:
    chart = insight.control([a_day(0, Side.BOTH, 4), a_day(2, Side.BOTH, 4)], "Calf raise")
    assert [line.label for line in chart.series] == ["both legs"]
    assert "both legs the same" in chart.answer


def test_last_time_and_since_speak_of_what_was_done_last_time() -> None:
    """From two legs to one: what both legs did weeks ago is not what was done last time."""
    two_legs = [a_day(0, Side.BOTH, 3), a_day(2, Side.BOTH, 5)]
    chart = insight.control([*two_legs, *both(9, 4, 5)], "Calf raise")
    assert chart.answer == "Last time left 4 and right 5 of 5."
    chart = insight.control([*two_legs, *both(9, 4, 5), *both(11, 5, 5)], "Calf raise")
    assert chart.answer == (
        "Last time left 5 and right 5 of 5. Since 11 Nov: left up 1, right the same."
    )


def test_two_sessions_of_a_day_are_two_points() -> None:
    rows = [a_day(0, control=3, workout="a"), a_day(0, control=5, workout="b")]
    assert insight.control(rows, "Squat").days == (MONDAY, MONDAY)


def test_repetitions_stand_beside_their_target() -> None:
    rows = [
        a_day(0, Side.LEFT, done=30),
        a_day(0, Side.RIGHT, done=28),
        a_day(2, Side.LEFT, done=30),
        a_day(2, Side.RIGHT, done=30),
    ]
    chart = insight.repetitions(rows, "Squat")
    assert chart.series[-1] == Series("target", Shape.TARGET, (30.0, 30.0))
    assert chart.answer == (
        "Last time left 30 of 30 and right 30 of 30 repetitions. The whole dose in 1 of 2 sessions."
    )
    assert chart.high == 30
    assert 0 <= chart.low < 28


def test_seconds_are_called_seconds() -> None:
    chart = insight.repetitions([a_day(0, Side.BOTH)], "Stand", Unit.SECONDS)
    assert chart.answer == "One session so far: both legs 30 of 30 seconds."


def test_no_target_is_nothing_to_compare_with() -> None:
    assert insight.repetitions([a_day(target=0)], "Squat").empty


def test_a_week_without_training_stays_empty() -> None:
    weeks = [
        WeekDose(MONDAY, "a", 12, 10),
        WeekDose(MONDAY, "b", 6, 6),
        WeekDose(MONDAY + timedelta(weeks=2), "a", 12, 3),
    ]
    chart = insight.weekly_dose(weeks, MONDAY + timedelta(weeks=2, days=3))
    assert list(chart.series[0].values) == [18, None, 12]
    assert list(chart.series[1].values) == [16, None, 3]
    assert chart.answer == "This week 3 of 12 sets so far; 19 of 30 sets since 2 Nov."


def test_a_week_not_begun_is_said_to_be() -> None:
    chart = insight.weekly_dose([WeekDose(MONDAY, "a", 12, 10)], MONDAY + timedelta(weeks=1))
    assert chart.answer.startswith("None begun this week;")
    assert insight.weekly_dose([], MONDAY).empty


def test_phases_are_marked_where_they_begin() -> None:
    rows = [a_day(0, phase=0), a_day(2, phase=1), a_day(4, phase=1), a_day(6, phase=2)]
    assert insight.marks(rows) == (
        PhaseMark("phase 1", MONDAY + timedelta(days=2)),
        PhaseMark("phase 2", MONDAY + timedelta(days=6)),
    )


@pytest.mark.parametrize("columns", [0, 1, 7, 200])
def test_thinning_leaves_short_charts_alone(columns: int) -> None:
    chart = insight.control([*both(0, 3, 4), *both(2, 4, 4)], "Squat")
    assert insight.thin(chart, columns) is chart


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=50, max_size=400),
    st.integers(1, 20),
)
def test_thinning_keeps_order_and_extremes(values: list[int | None], columns: int) -> None:
    days = tuple(MONDAY + timedelta(days=at) for at in range(len(values)))
    line = Series("left", Shape.LEFT, tuple(values))
    thinned = insight.thin(Chart("", "", days, (line,)), columns)
    known = [value for value in values if value is not None]
    kept = [value for value in thinned.series[0].values if value is not None]
    assert list(thinned.days) == sorted(set(thinned.days))
    assert {*kept} <= {*known}
    if known:
        assert (min(kept), max(kept)) == (min(known), max(known))
    assert len(thinned.days) <= max(2 * columns, 2)
