"""Thinning, spans, bounds and tables: what every chart shares."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.insight.chart import Band, Chart, Series, Shape, bounds, number, thin
from app.coach.insight.span import (
    EVER,
    Axis,
    Reach,
    furthest_back,
    span,
    usual_reach,
)

MONDAY = date(2026, 11, 2)
PHASES = Axis(
    (
        Band("phase 1", MONDAY, MONDAY + timedelta(days=25)),
        Band("phase 2", MONDAY + timedelta(days=28), MONDAY + timedelta(days=30)),
    ),
    (),
    MONDAY,
)


def a_chart(values: list[int | None], lines: int = 1) -> Chart:
    days = tuple(MONDAY + timedelta(days=at) for at in range(len(values)))
    series = tuple(Series(f"s{at}", Shape.LEFT, tuple(values)) for at in range(lines))
    return Chart("", "", days, series)


@pytest.mark.parametrize("columns", [0, 1, 7, 200])
def test_thinning_leaves_short_charts_alone(columns: int) -> None:
    chart = a_chart([3, 4])
    assert thin(chart, columns) is chart


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=50, max_size=400),
    st.integers(2, 20),
    st.integers(1, 2),
)
def test_thinning_keeps_order_extremes_and_its_promise(
    values: list[int | None], columns: int, lines: int
) -> None:
    thinned = thin(a_chart(values, lines), columns)
    known = [value for value in values if value is not None]
    kept = [value for value in thinned.series[0].values if value is not None]
    assert list(thinned.days) == sorted(set(thinned.days))
    assert {*kept} <= {*known}
    if known:
        assert (min(kept), max(kept)) == (min(known), max(known))
    assert len(thinned.days) <= 2 * columns


def test_a_week_is_a_calendar_week() -> None:
    today = MONDAY + timedelta(days=30)
    this = span(Reach.WEEK, 0, PHASES, today)
    assert (this.first, this.last) == (date(2026, 11, 30), date(2026, 12, 6))
    assert this.label == "this week"
    assert span(Reach.WEEK, 1, PHASES, today).label == "last week"
    assert span(Reach.WEEK, 4, PHASES, today).label == "week of 2 Nov"
    assert furthest_back(Reach.WEEK, PHASES, today) == 4


def test_a_phase_reaches_to_the_next_one_and_the_newest_to_today() -> None:
    today = MONDAY + timedelta(days=40)
    newest = span(Reach.PHASE, 0, PHASES, today)
    assert (newest.first, newest.last) == (MONDAY + timedelta(days=28), today)
    before = span(Reach.PHASE, 1, PHASES, today)
    assert (before.first, before.last) == (MONDAY, MONDAY + timedelta(days=27))
    assert before.label == "phase 1, 2 Nov"
    assert furthest_back(Reach.PHASE, PHASES, today) == 1


def test_without_phases_there_is_none_to_look_at() -> None:
    assert span(Reach.PHASE, 0, Axis(), MONDAY) == EVER
    assert furthest_back(Reach.ALL, PHASES, MONDAY) == 0


def test_a_long_log_opens_with_its_newest_phase() -> None:
    assert usual_reach(PHASES, MONDAY + timedelta(days=100)) is Reach.ALL
    assert usual_reach(PHASES, MONDAY + timedelta(days=1000)) is Reach.PHASE
    assert usual_reach(Axis(), MONDAY) is Reach.ALL


def test_what_lies_outside_a_span_is_not_on_its_axis() -> None:
    seen = PHASES.within(span(Reach.PHASE, 1, PHASES, MONDAY + timedelta(days=40)))
    assert [band.label for band in seen.bands] == ["phase 1"]


def test_bounds_hold_every_value_and_never_collapse() -> None:
    assert bounds([None]) == (0, 1)
    assert bounds([0, 0]) == (0, 1)
    low, high = bounds([28, 30])
    assert low <= 28
    assert high == 30


def test_numbers_are_short() -> None:
    assert [number(value) for value in (None, 3.0, 3.25, 4.333)] == ["–", "3", "3.2", "4.3"]
