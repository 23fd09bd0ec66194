"""Each rule at its edges: what it fires on, and what it just does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.coach.model import Kind, Rating, Side, WorkoutStatus
from app.coach.progression import Ruling, Step, at_target_running, judge, p8, running
from app.coach.results import Outcome, outcomes
from tests.data.builders import a_set, a_workout, done

DAY = date(2026, 1, 5)
TWO_DAYS = timedelta(days=2)


def outcome(left: int | None = 4, right: int | None = 4, **other: Any) -> Outcome:
    base = Outcome(
        exercise_id="one_leg_squat",
        day=DAY,
        kind=Kind.PROGRAMME,
        programme_id="plan-1",
        short=False,
        sets=3,
        targets=(10, 10, 10),
        missed=False,
        whole=True,
        controls=((Side.LEFT, left), (Side.RIGHT, right)),
        effort=6,
        pain=0,
        pain_places=frozenset(),
        morning=None,
        rung="full",
        tempo=None,
        height_cm=None,
        load_kg=None,
    )
    return replace(base, **other)


def before(one: Outcome, days: int = 2, **other: Any) -> Outcome:
    return replace(one, day=one.day - timedelta(days=days), **other)


def ruled(*results: Outcome, phase_one: bool = False, days: int = 3) -> Ruling:
    ruling = judge(results, results[0].day + timedelta(days=days), phase_one=phase_one)
    assert ruling is not None
    return ruling


def seen(ruling: Ruling) -> tuple[Step, str]:
    return ruling.step, ruling.decision.rule


def test_nothing_done_yet_rules_nothing() -> None:
    assert judge((), DAY) is None


@pytest.mark.parametrize(
    ("one", "step", "rule"),
    [
        (outcome(), Step.CLEAN, "P1"),
        (outcome(effort=7, pain=2), Step.CLEAN, "P1"),
        (outcome(left=3), Step.REPEAT, "P4"),
        (outcome(effort=8), Step.REPEAT, "P4"),
        (outcome(missed=True, whole=False), Step.REPEAT, "P4"),
        (outcome(left=2), Step.BACK, "P5"),
        (outcome(effort=9), Step.BACK, "P5"),
        (outcome(left=3, right=5), Step.REPEAT, "P6"),
        (outcome(left=2, right=5), Step.BACK, "P5"),
        (outcome(left=None), Step.REPEAT, "D.7.2"),
        (outcome(effort=None), Step.REPEAT, "D.7.2"),
        (outcome(pain=None), Step.REPEAT, "D.7.2"),
        (outcome(whole=False), Step.REPEAT, "D.7.2"),
        (outcome(pain=1, morning="gone"), Step.CLEAN, "P1"),
        (outcome(pain=1, morning="same"), Step.REPEAT, "D.7.2"),
        (outcome(pain=1, morning="worse"), Step.REPEAT, "D.7.2"),
        (outcome(pain=3), Step.EASIER, "D.4"),
        (outcome(pain=5), Step.EASIER, "D.4"),
        (outcome(pain=6), Step.EASIEST, "D.7.2"),
    ],
)
def test_one_session(one: Outcome, step: Step, rule: str) -> None:
    assert seen(ruled(one)) == (step, rule)


def test_pain_goes_before_poor_control() -> None:
    assert seen(ruled(outcome(left=1, effort=10, pain=4))) == (Step.EASIER, "D.4")


def test_a_missing_answer_never_hides_a_poor_one() -> None:
    assert seen(ruled(outcome(left=None, right=2, effort=None, pain=None))) == (Step.BACK, "P5")


def test_effort_8_is_one_step_easier_in_phase_1_only() -> None:
    assert seen(ruled(outcome(effort=8), phase_one=True)) == (Step.BACK, "S8")
    assert seen(ruled(outcome(effort=7), phase_one=True)) == (Step.CLEAN, "P1")


def test_p6_gives_one_set_more_to_the_weaker_leg() -> None:
    assert ruled(outcome(left=3, right=5)).extra_side is Side.LEFT
    assert ruled(outcome(left=5, right=3)).extra_side is Side.RIGHT
    assert ruled(outcome(left=4, right=3)).extra_side is None


def test_missing_reps_twice_running_steps_back() -> None:
    short = outcome(missed=True, whole=False)
    assert seen(ruled(short, before(short))) == (Step.BACK, "P5")
    assert seen(ruled(short, before(short, days=11))) == (Step.REPEAT, "P4")
    assert seen(ruled(short, before(outcome()))) == (Step.REPEAT, "P4")


def test_red_keeps_the_exercise_out_for_two_free_days() -> None:
    red = outcome(pain=7)
    assert seen(ruled(red, days=2)) == (Step.LEAVE_OUT, "D.7.2")
    assert seen(ruled(red, days=3)) == (Step.EASIEST, "D.7.2")


def test_the_same_spot_twice_running_is_left_out_for_two_weeks() -> None:
    knee = outcome(pain=3, pain_places=frozenset({"left knee"}))
    hip = outcome(pain=3, pain_places=frozenset({"hip"}))
    assert ruled(knee, before(knee)).step is Step.LEAVE_OUT
    assert ruled(knee, before(hip)).step is Step.EASIER
    assert ruled(knee, before(knee), days=13).step is Step.LEAVE_OUT
    assert ruled(knee, before(knee), days=14).step is Step.EASIEST


def test_a_ten_minute_session_can_ask_for_less_and_never_for_more() -> None:
    sore = outcome(pain=4, short=True, day=DAY + TWO_DAYS)
    ruling = judge((outcome(),), DAY + 2 * TWO_DAYS, pain_results=(sore, outcome()))
    assert ruling is not None
    assert seen(ruling) == (Step.EASIER, "D.4")
    clean = outcome(short=True)
    assert judge((), DAY, pain_results=(clean,)) is None


def test_two_running_asks_for_the_same_conditions_and_ten_days() -> None:
    last = outcome()
    assert running((last, before(last)))
    assert running((last, before(last, days=10)))
    assert not running((last, before(last, days=11)))
    assert not running((last, before(last, rung="half_range")))
    assert not running((last, before(last, sets=2)))
    assert not running((last, before(outcome(left=3))))
    assert not running((last,))


def test_the_target_has_to_be_reached_twice_running() -> None:
    twelve = outcome(targets=(12, 12))
    assert at_target_running((twelve, before(twelve)), 12)
    assert not at_target_running((twelve, before(outcome(targets=(10, 10)))), 12)


def test_a_step_up_is_held_for_two_sessions() -> None:
    def level(one: Outcome) -> tuple[float, ...]:
        return (one.sets,)

    two, three = outcome(sets=2), outcome(sets=3)
    held = p8((three, before(two)), level)
    assert held is not None
    assert held.rule == "P8"
    assert p8((three, before(three), before(two, 4)), level) is None
    assert p8((two, before(three)), level) is None
    assert p8((two, before(two)), level) is None


def test_of_two_sessions_of_a_day_the_later_one_is_the_newest() -> None:
    morning, evening = (
        a_workout(
            name,
            status=WorkoutStatus.ENDED,
            sets=(done(a_set(0), 10),),
            ratings=(Rating("forward_lunge", Side.LEFT, control),),
        )
        for name, control in (("morning", 2), ("evening", 5))
    )
    newest = outcomes((morning, evening), {"forward_lunge"})[0]
    assert newest.controls == ((Side.LEFT, 5),)
