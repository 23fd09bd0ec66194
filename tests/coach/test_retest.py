"""Self-tests on their day take the place of what they stand for (D.7.5, D.7.9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from app.coach.model import Link, Place, PrescribedItem, Prescription, Section, Side, Start
from app.coach.prescribe import prescribe
from app.coach.results import outcomes
from app.coach.retest import UNTESTED, SelfTested
from app.coach.selftests import Measurement
from tests.coach.training_log import EVERYTHING, LIBRARY, MONDAY, PROGRAMMES, Runner, enrol

OUTDOORS = frozenset({Place.HOME, Place.OUTDOORS})


@cache
def last_week(start: Start, link: Link | None, weeks: int) -> Runner:
    """Return a runner who has trained so many weeks, and has everything at hand."""
    runner = Runner(enrol(start, link=link, places=OUTDOORS, kit=EVERYTHING))
    return runner.train_plan(MONDAY + timedelta(weeks=weeks, days=-1))


def given(runner: Runner, block: str, day_no: int, tested: SelfTested = UNTESTED) -> Prescription:
    """Return a day of the last week of a block as it stands when it is next."""
    states = runner.queue(runner.history[-1].day).slots
    slot = next(
        one.slot
        for one in states
        if (one.slot.block, one.slot.week, one.slot.day_no) == (block, 4, day_no)
    )
    return prescribe(
        slot,
        runner.enrolment,
        runner.history,
        LIBRARY,
        slot.due,
        programmes=PROGRAMMES,
        tested=tested,
    )


def item(session: Prescription, exercise_id: str) -> PrescribedItem | None:
    return next(
        (
            one
            for one in session.items
            if one.exercise_id == exercise_id and one.section is Section.MAIN
        ),
        None,
    )


def test_five_slow_squats_are_the_first_squat_set() -> None:
    runner = last_week(Start.FULL, Link.POWER, 3)
    session = given(runner, "phase1", 3)
    squat = item(session, "one_leg_squat")
    assert squat is not None
    assert squat.targets == (10, 10)
    assert squat.decision.rule == "T5"
    assert session.tests == ("T5", "T8")
    lunge = item(session, "forward_lunge")
    assert lunge is not None
    assert lunge.targets == (10, 10, 10)


def test_the_dose_that_was_asked_for_has_the_set_of_the_test() -> None:
    runner = Runner(enrol(places=OUTDOORS, kit=EVERYTHING), opens_gates=False)
    runner.train_plan(MONDAY + timedelta(days=27))
    newest = outcomes(runner.history, ("one_leg_squat",))[0]
    rows = [row for row in runner.history[-1].sets if row.exercise_id == "one_leg_squat"]
    assert len({row.set_no for row in rows}) == 2
    assert newest.targets == (10, 10, 10)
    assert newest.sets == 3


@pytest.mark.parametrize(
    ("link", "block", "exercise", "test"),
    [
        (Link.MECHANICS, "phase4_mechanics", "one_leg_squat", "T5"),
        (Link.COORDINATION, "phase4_coordination_new", "fast_feet", "T3"),
    ],
)
def test_a_retest_of_the_link_takes_one_set(
    link: Link, block: str, exercise: str, test: str
) -> None:
    session = given(last_week(Start.FULL, link, 15), block, 1)
    found = item(session, exercise)
    assert found is not None
    assert found.decision.rule == test
    table = next(
        one for one in PROGRAMMES.blocks[block].day(4, 1).entries if one.exercise == exercise
    )
    assert len(found.targets) == table.sets - 1
    assert test in session.tests


def test_the_hill_push_stands_for_the_hill_strides() -> None:
    session = given(last_week(Start.FULL, Link.POWER, 15), "phase4_power", 3)
    assert item(session, "hill_strides") is None
    assert session.tests == ("T13",)


def test_without_a_hill_there_is_no_hill_push() -> None:
    ready = last_week(Start.FULL, Link.POWER, 15)
    flat = replace(ready.enrolment, kit=EVERYTHING - {"hill"})
    session = given(replace(ready, enrolment=flat), "phase4_power", 3)
    assert session.tests == ()
    assert item(session, "strides") is not None


def test_two_all_out_runs_stand_for_the_intervals() -> None:
    session = given(last_week(Start.FULL, Link.AEROBIC, 15), "phase4_aerobic", 1)
    assert item(session, "vo2_intervals") is None
    easy = item(session, "easy_run")
    assert easy is not None
    assert easy.targets == (30,)
    assert easy.decision.rule == "T15"
    assert session.tests == ("T15",)
    assert session.main_minutes >= 50


def raced(on: date) -> SelfTested:
    return SelfTested((Measurement("T14", on, Side.BOTH, 1.0, "index"),))


def test_two_races_of_four_weeks_say_it_too() -> None:
    runner = last_week(Start.FULL, Link.AEROBIC, 15)
    slot = given(runner, "phase4_aerobic", 1).slot
    lately = given(runner, "phase4_aerobic", 1, raced(slot.due - timedelta(days=27)))
    assert lately.tests == ()
    assert item(lately, "vo2_intervals") is not None
    assert (lately.main_minutes, lately.all_minutes) == (18, 33)
    ago = given(runner, "phase4_aerobic", 1, raced(slot.due - timedelta(days=28)))
    assert ago.tests == ("T15",)


def test_what_cannot_be_done_is_not_asked_and_takes_no_set() -> None:
    runner = last_week(Start.FULL, Link.MECHANICS, 15)
    session = given(runner, "phase4_mechanics", 1, SelfTested(without=frozenset({"T5"})))
    assert "T5" not in session.tests
    squat = item(session, "one_leg_squat")
    assert squat is not None
    assert len(squat.targets) == 2


def test_results_of_later_days_are_not_known() -> None:
    assert raced(MONDAY).until(MONDAY - timedelta(days=1)) == UNTESTED
    assert raced(MONDAY).until(MONDAY) == raced(MONDAY)
