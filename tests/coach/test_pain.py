"""The pain light at its edges: colours, mornings, diagnosed tendons, the morning question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.coach.model import Rating, Side, WorkoutRecord
from app.coach.pain import (
    Light,
    Morning,
    answer_changes,
    diagnosed,
    light,
    limit,
    morning_after,
    open_questions,
)
from app.coach.progression import Step, fewer_sets, judge
from app.coach.results import Outcome, outcomes
from app.coach.whole_session import green
from tests.coach.test_progression import before, outcome, ruled, seen
from tests.coach.training_log import MONDAY, Runner, Went, always, enrol

ACHILLES = frozenset({"left achilles"})


# --- the light -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "colour"),
    [(0, "green"), (2, "green"), (3, "amber"), (5, "amber"), (6, "red"), (10, "red")],
)
def test_colours(pain: int, colour: str) -> None:
    assert light(pain) is Light(colour)


@pytest.mark.parametrize(
    ("pain", "said", "counts"),
    [
        (2, None, Morning.GONE),
        (3, None, Morning.SAME),
        (3, "gone", Morning.GONE),
        (1, "same", Morning.SAME),
        (5, "worse", Morning.WORSE),
        (2, "new", Morning.NEW),
    ],
)
def test_an_unanswered_morning_is_gone_after_2_and_the_same_after_more(
    pain: int, said: str | None, counts: Morning
) -> None:
    assert morning_after(pain, said) is counts


@pytest.mark.parametrize(
    ("place", "tendons", "most"),
    [
        ("left Achilles", ACHILLES, 5),
        ("  LEFT   achilles ", ACHILLES, 5),
        ("right Achilles", ACHILLES, 2),
        ("left knee", ACHILLES, 2),
        ("", ACHILLES, 2),
        ("left Achilles", frozenset[str](), 2),
        # The questionnaire's tick names no spot, so it covers none but "tendon".
        ("left Achilles", frozenset({"tendon"}), 2),
        ("tendon", frozenset({"tendon"}), 5),
        ("", frozenset({"tendon"}), 2),
    ],
)
def test_the_limit_is_2_but_for_a_ticked_tendon(
    place: str, tendons: frozenset[str], most: int
) -> None:
    assert limit(place, tendons) == most
    assert diagnosed(place, tendons) is (most == 5)


# --- what follows for an exercise ----------------------------------------------------------


def sore(pain: int = 4, **other: object) -> Outcome:
    return replace(outcome(), pain=pain, pain_places=frozenset({"knee"}), **other)  # type: ignore[arg-type]  # any field of an outcome


def tendon(pain: int = 4, **other: object) -> Outcome:
    return sore(pain, tendon=True, **other)


@pytest.mark.parametrize(
    ("one", "days", "step", "rule", "fewer"),
    [
        # Not a known tendon: one rung easier; told not to have settled, 72 hours and a set less.
        (sore(), 2, Step.EASIER, "D.4", False),
        (sore(morning="gone"), 2, Step.EASIER, "D.4", False),
        (sore(morning="same"), 2, Step.LEAVE_OUT, "D.7.2", False),
        (sore(morning="same"), 3, Step.EASIER, "D.4", True),
        (sore(morning="worse"), 2, Step.LEAVE_OUT, "D.7.2", False),
        (sore(morning="worse"), 3, Step.EASIER, "D.4", True),
        (sore(morning="new"), 2, Step.LEAVE_OUT, "D.7.2", False),
        # A diagnosed tendon: amber settled holds, amber not settled does not.
        (tendon(3, morning="gone"), 2, Step.REPEAT, "D.4", False),
        (tendon(5, morning="gone"), 2, Step.REPEAT, "D.4", False),
        (tendon(), 2, Step.LEAVE_OUT, "D.7.2", False),
        (tendon(), 3, Step.EASIER, "D.4", True),
        (tendon(morning="same"), 3, Step.EASIER, "D.4", True),
        (tendon(morning="worse"), 2, Step.LEAVE_OUT, "D.7.2", False),
        # A new spot is not the tendon that was ticked.
        (tendon(morning="new"), 3, Step.EASIER, "D.4", True),
        # Red is red, tendon or not.
        (tendon(6, morning="gone"), 2, Step.LEAVE_OUT, "D.7.2", False),
        (tendon(6, morning="gone"), 3, Step.EASIEST, "D.7.2", False),
        # Green: the morning decides whether there is more.
        (sore(2, morning="gone"), 2, Step.CLEAN, "P1", False),
        (sore(2), 2, Step.CLEAN, "P1", False),
        (sore(2, morning="same"), 2, Step.REPEAT, "D.7.2", False),
        (sore(2, morning="worse"), 2, Step.REPEAT, "D.7.2", False),
    ],
)
def test_one_sore_session(one: Outcome, days: int, step: Step, rule: str, fewer: bool) -> None:
    ruling = ruled(one, days=days)
    assert seen(ruling) == (step, rule)
    assert ruling.fewer is fewer
    assert fewer_sets((one,), one.day + timedelta(days=days)) is fewer


def test_two_ambers_in_the_tendon_step_back_and_another_spot_does_not() -> None:
    last = tendon(morning="gone")
    assert seen(ruled(last, before(last))) == (Step.BACK, "D.4")
    elsewhere = before(replace(last, pain_places=frozenset({"hip"})))
    assert seen(ruled(last, elsewhere)) == (Step.REPEAT, "D.4")


def test_pain_goes_before_every_other_rule() -> None:
    poor = tendon(morning="gone", controls=((Side.LEFT, 1), (Side.RIGHT, 1)), effort=10)
    assert ruled(poor).decision.rule == "D.4"
    # Red goes before what is over the limit, and that before calm amber.
    assert ruled(sore(7), before(sore())).decision.sentence.startswith("Pain was 7")
    assert ruled(sore(), before(tendon(morning="gone"))).step is Step.LEAVE_OUT


def test_pain_elsewhere_in_the_log_is_seen_too() -> None:
    short = tendon(morning="worse", short=True, day=outcome().day + timedelta(days=2))
    ruling = judge((outcome(),), short.day + timedelta(days=3), pain_results=(short,))
    assert ruling is not None
    assert ruling.fewer


# --- in the plan ---------------------------------------------------------------------------


def _lunge(runner: Runner, today: date) -> tuple[int, int, str | None] | None:
    session = runner.session(today)
    found = [item for item in session.items if item.exercise_id == "forward_lunge"]
    if not found:
        return None
    return len(found[0].targets), found[0].targets[0], found[0].rung


def test_a_ticked_tendon_holds_its_dose_where_an_unknown_pain_goes_down() -> None:
    went = always(forward_lunge=Went(pain=4, place="left Achilles", morning="gone"))
    unknown = Runner(enrol()).train_plan(MONDAY, went)
    known = Runner(enrol(tendons=ACHILLES)).train_plan(MONDAY, went)
    wednesday = MONDAY + timedelta(days=2)
    assert _lunge(unknown, wednesday) == (3, 10, "half_depth")
    assert _lunge(known, wednesday) == (3, 10, "full")


def test_worse_next_morning_leaves_it_out_for_72_hours_then_easier_and_less() -> None:
    went = always(forward_lunge=Went(pain=4, place="knee", morning="worse"))
    runner = Runner(enrol()).train_plan(MONDAY, went)
    assert _lunge(runner, MONDAY + timedelta(days=2)) is None
    assert _lunge(runner, MONDAY + timedelta(days=3)) == (2, 10, "half_depth")


def test_a_session_is_green_only_if_the_morning_was() -> None:
    calm = Runner(enrol()).train_plan(MONDAY).history[0]
    assert green(calm)
    for morning, is_green in (("gone", True), ("same", False), ("worse", False), ("new", False)):
        told = replace(calm, ratings=tuple(replace(r, next_morning=morning) for r in calm.ratings))
        assert green(told) is is_green


# --- the question of the next morning ------------------------------------------------------


def _trained(*sore_ratings: Rating, day: date = MONDAY) -> WorkoutRecord:
    record = Runner(enrol()).train_plan(MONDAY).history[0]
    return replace(record, day=day, ratings=sore_ratings)


def _said(
    exercise_id: str, pain: int | None, place: str = "", morning: str | None = None
) -> Rating:
    return Rating(exercise_id, Side.BOTH, 4, 5, pain, place, morning)


@pytest.mark.parametrize(("days", "asked"), [(0, 0), (1, 1), (2, 1), (3, 0)])
def test_it_is_asked_from_the_next_day_on_for_two_days(days: int, asked: int) -> None:
    history = (_trained(_said("forward_lunge", 3, "left knee")),)
    assert len(open_questions(history, MONDAY + timedelta(days=days))) == asked


@pytest.mark.parametrize("pain", [0, None])
def test_nothing_is_asked_without_pain(pain: int | None) -> None:
    assert open_questions((_trained(_said("forward_lunge", pain)),), MONDAY + timedelta(1)) == ()


def test_one_spot_is_one_question_however_many_exercises_hurt_there() -> None:
    record = _trained(
        _said("forward_lunge", 3, "Left knee"),
        _said("one_leg_squat", 4, " left  knee"),
        _said("calf_raise_straight", 1, ""),
        _said("foot_core", 2, "", "gone"),
    )
    knee, calf = open_questions((record,), MONDAY + timedelta(days=1), frozenset({"left knee"}))
    assert (knee.pain, set(knee.exercises)) == (4, {"forward_lunge", "one_leg_squat"})
    assert knee.tendon
    assert (calf.place, calf.exercises) == ("", ("calf_raise_straight",))
    changes = answer_changes(record, knee, Morning.WORSE)
    assert {change.key for change in changes} == {
        ("forward_lunge", "both"),
        ("one_leg_squat", "both"),
    }
    assert all(change.before == {"next_morning": None} for change in changes)
    assert all(change.after == {"next_morning": "worse"} for change in changes)


def test_only_the_newest_session_that_hurt_is_asked_about() -> None:
    early = _trained(_said("forward_lunge", 5, "hip"))
    late = _trained(_said("forward_lunge", 2, "knee"), day=MONDAY + timedelta(days=1))
    (question,) = open_questions((early, late), MONDAY + timedelta(days=2))
    assert question.place == "knee"


def test_the_worst_morning_of_an_exercise_counts() -> None:
    record = Runner(enrol()).train_plan(MONDAY).history[0]
    told = tuple(
        replace(rating, next_morning="worse" if rating.side is Side.LEFT else "gone")
        for rating in record.ratings
    )
    (one,) = outcomes((replace(record, ratings=told),), ("forward_lunge",))
    assert one.morning == "worse"
