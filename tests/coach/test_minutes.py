"""The minutes of D.7.5 and D.7.6, worked out from the sets themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.coach.minutes import change_seconds, item_seconds, whole_minutes
from app.coach.model import Section, Side, Start
from tests.coach.training_log import MONDAY, Runner, enrol

# (main, all in) of each session, in the order of the digest's tables.
PHASE_1 = [(20, 24), (19, 23), (19, 23), (20, 24), (19, 23), (19, 24)]
PHASE_1 += [(19, 27), (20, 27), (19, 26), (20, 27), (20, 27), (20, 27)]


def _minutes(start: Start, weeks: int, **other: Any) -> list[tuple[int, int]]:
    until = MONDAY + timedelta(weeks=weeks, days=-1)
    runner = Runner(enrol(start, **other)).train_plan(until)
    return [(session.main_minutes, session.all_minutes) for _, session in runner.shown]


def test_phase_1_takes_what_the_table_says() -> None:
    assert _minutes(Start.FULL, 4) == PHASE_1


def test_primer_takes_10_to_11_and_14_to_17_minutes() -> None:
    minutes = _minutes(Start.PRIMER, 2)
    assert {main for main, _ in minutes} == {10, 11}
    assert (min(all_in for _, all_in in minutes), max(all_in for _, all_in in minutes)) == (14, 17)


def test_gentle_takes_11_to_12_and_15_to_16_minutes() -> None:
    assert set(_minutes(Start.GENTLE, 2)) == {(11, 15), (12, 16)}


def test_defer_takes_12_to_13_and_16_to_17_minutes() -> None:
    race = MONDAY + timedelta(weeks=5)
    assert set(_minutes(Start.DEFER, 5, race_day=race)) == {(12, 16), (13, 17)}


def test_a_set_counts_both_legs_and_one_leg_rest() -> None:
    squat = Runner(enrol()).session(MONDAY).items[5]
    assert squat.exercise_id == "one_leg_squat"
    # 3 × (10 × 3.5 s × 2 legs + 15 s) + 2 × 20 s
    assert item_seconds(squat) == 295
    extra = replace(squat, extra_side=Side.LEFT)
    assert item_seconds(extra) == 295 + 35 + 20


def test_two_legged_work_has_no_leg_rest() -> None:
    calf = next(
        item
        for item in Runner(enrol()).session(MONDAY).items
        if item.exercise_id == "calf_raise_straight"
    )
    assert item_seconds(calf) == 2 * 12 * 6 + 60


def test_moves_of_the_opening_follow_one_another() -> None:
    items = Runner(enrol()).session(MONDAY).items
    opening = [item for item in items if item.section is Section.OPENING]
    main = [item for item in items if item.section is Section.MAIN]
    assert change_seconds(opening[0], opening[1]) == 0
    assert change_seconds(opening[-1], main[0]) == 20
    assert change_seconds(main[0], main[1]) == 20


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (26.9, 0), (27, 1), (86.9, 1), (87, 2), (1226, 20), (1227, 21)]
)
def test_tenths_then_minutes_halves_go_up(seconds: float, minutes: int) -> None:
    assert whole_minutes(seconds) == minutes
