"""The first set at 3-1-2: for one mastered exercise of a slow week, where there is room (D.7.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.coach.model import PrescribedItem
from app.coach.results import outcomes
from app.coach.safety import SLOW_TEMPO
from app.coach.slow_set import SLOWER
from tests.coach.training_log import MONDAY, Answer, Runner, Went, always, enrol

PERFECT = Went(left=5, right=5)


def day(week: int, day_no: int) -> date:
    return MONDAY + timedelta(weeks=week - 1, days=2 * (day_no - 1))


def slow_sets(runner: Runner, on: date) -> list[PrescribedItem]:
    shown = next(session for when, session in runner.shown if when == on)
    assert shown.main_minutes <= 20
    return [item for item in shown.items if item.tempo == SLOWER]


def lived(answer: Answer, weeks: int = 4) -> Runner:
    return Runner(enrol()).train_plan(MONDAY + timedelta(weeks=weeks, days=-1), answer)


def test_two_perfect_sessions_at_the_slow_tempo_slow_one_set_of_one_exercise() -> None:
    runner = lived(always(PERFECT))
    slow = [when for when, _ in runner.shown if slow_sets(runner, when)]
    assert slow == [day(3, 3), day(4, 1), day(4, 2)]
    shown = next(session for when, session in runner.shown if when == day(4, 2))
    first, *others = [one for one in shown.items if one.exercise_id == "one_leg_squat"]
    assert (first.targets, first.tempo, first.rated) == ((10,), SLOWER, False)
    assert first.decision.rule == "D.7.1"
    assert [(one.targets, one.tempo, one.rated) for one in others] == [((10, 10), SLOW_TEMPO, True)]
    assert [one.exercise_id for one in slow_sets(runner, day(4, 2))] == ["one_leg_squat"]


def test_the_lunge_takes_its_turn_where_the_squat_is_not_perfect() -> None:
    runner = lived(always(PERFECT, one_leg_squat=Went(left=4, right=5)))
    assert [one.exercise_id for one in slow_sets(runner, day(4, 1))] == ["forward_lunge"]


def test_the_slow_set_is_one_of_the_dose() -> None:
    runner = lived(always(PERFECT))
    newest = outcomes(runner.history, ("one_leg_squat",))[1]
    assert newest.day == day(4, 2)
    assert newest.targets == (10, 10, 10)
    assert newest.tempo == SLOW_TEMPO


@pytest.mark.parametrize("went", [Went(left=4, right=5), Went(left=5, right=5, effort=8)])
def test_anything_less_keeps_the_tempo(went: Went) -> None:
    runner = lived(always(went))
    assert not any(slow_sets(runner, when) for when, _ in runner.shown)
