"""What more and less mean for each exercise, seen through prescribed sessions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.coach.ladders.hundred_up import fill_up
from app.coach.model import PrescribedItem, Prescription, Side, SkipReason, Start
from tests.coach.training_log import FINE, MONDAY, Answer, Runner, Went, always, enrol


def day(number: int) -> date:
    """The training day with this number, from 1: Monday, Wednesday, Friday."""
    week, place = divmod(number - 1, 3)
    return MONDAY + timedelta(weeks=week, days=2 * place)


def runner(*answers: Answer, **enrolled: Any) -> Runner:
    """Train one session after the other, each going as answered."""
    made = Runner(enrol(**enrolled))
    for number, answer in enumerate(answers, start=1):
        made.train(day(number), answer)
    return made


def item(session: Prescription, exercise_id: str) -> PrescribedItem:
    return next(one for one in session.items if one.exercise_id == exercise_id)


def after(exercise_id: str, *answers: Answer, **enrolled: Any) -> PrescribedItem:
    """The exercise in the session that follows these."""
    made = runner(*answers, **enrolled)
    return item(made.session(day(len(answers) + 1)), exercise_id)


def squat(**went: Any) -> Answer:
    return always(one_leg_squat=Went(**went))


# --- core -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "rung"),
    [
        ("steady", "full"),
        ("oneside", "free_shallow"),
        ("?", "free_shallow"),
        (None, "free_shallow"),
        ("both", "fingertips"),
    ],
)
def test_the_mirror_test_sets_the_first_squat(answer: str | None, rung: str) -> None:
    assert after("one_leg_squat", squat=answer).rung == rung


def test_the_chosen_gentle_way_in_takes_a_step_for_each_clean_session() -> None:
    made = runner(*(always(),) * 4, easy_entry=True)
    doses = [
        (len(i.targets), i.targets[0]) for i in (item(s, "forward_lunge") for _, s in made.shown)
    ]
    assert doses == [(2, 8), (2, 10), (3, 8), (3, 10)]


@pytest.mark.parametrize("went", [{"effort": 8}, {"left": 2}, {"short_by": 1}])
def test_a_hard_first_session_leads_to_the_gentle_way_in(went: dict[str, int]) -> None:
    next_time = after("one_leg_squat", squat(**went))
    assert next_time.targets == (8, 8)
    assert next_time.rung == "full"
    assert next_time.decision.rule == "D.7.4"


def test_later_a_hard_session_makes_the_form_easier_and_keeps_the_dose() -> None:
    next_time = after("one_leg_squat", always(), squat(effort=8))
    assert next_time.targets == (10, 10, 10)
    assert next_time.rung == "free_shallow"
    assert next_time.decision.rule == "S8"


def test_below_the_lowest_rung_stands_a_balance_hold_and_two_clean_ones_lead_back() -> None:
    poor = squat(left=2)
    made = runner(always(), poor, poor, poor, poor, always(), always())
    shown = [session for _, session in made.shown]
    assert item(shown[4], "one_leg_squat").rung == "high_chair"
    hold = item(shown[5], "balance_hold")
    assert hold.targets == (30, 30, 30)
    assert hold.leg_rest == 15
    assert "single-leg stand" in hold.decision.sentence
    again = item(made.session(day(8)), "one_leg_squat")
    assert (again.rung, again.targets) == ("high_chair", (8, 8))


def test_one_bridge_stands_in_for_deadlift_and_lunge() -> None:
    poor = always(reverse_deadlift_swing=Went(left=1), forward_lunge=Went(left=1))
    made = runner(always(), *(poor,) * 4)
    session = made.session(day(6))
    assert [one.exercise_id for one in session.items].count("glute_bridge") == 1
    assert item(session, "glute_bridge").targets == (12, 12)
    assert any("covers it" in note.sentence for note in session.notes)


def test_after_red_the_exercise_rests_then_returns_at_its_easiest() -> None:
    made = runner(always(), squat(pain=7))
    session = made.session(day(3))
    assert "one_leg_squat" not in {one.exercise_id for one in session.items}
    assert any("One-legged squat is left out." in note.sentence for note in session.notes)
    made.train(day(3))
    back = item(made.session(day(4)), "one_leg_squat")
    assert (back.rung, back.targets) == ("high_chair", (10, 10))


def test_the_weaker_leg_begins_and_does_one_set_more() -> None:
    next_time = after("one_leg_squat", always(), squat(left=5, right=3))
    assert next_time.first_side is Side.RIGHT
    assert next_time.extra_side is Side.RIGHT
    assert next_time.targets == (10, 10, 10)


def test_equal_legs_take_turns() -> None:
    sides = [item(s, "forward_lunge").first_side for _, s in runner(*(always(),) * 3).shown]
    assert sides == [Side.LEFT, Side.RIGHT, Side.LEFT]


def test_two_clean_sessions_open_the_next_form() -> None:
    made = runner(*(always(),) * 3, squat="oneside")
    rungs = [item(session, "one_leg_squat").rung for _, session in made.shown]
    assert rungs == ["free_shallow", "free_shallow", "full"]


def test_a_slower_tempo_is_the_one_change_of_its_day() -> None:
    almost = always(one_leg_squat=Went(left=3))
    made = runner(*(almost,) * 4, always(), always(), squat="oneside")
    slow = item(made.session(day(7)), "one_leg_squat")
    assert str(slow.tempo) == "3-0-1-0"
    assert slow.rung == "free_shallow"
    assert slow.decision.rule == "P7"


# --- 100-up ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("touches", "second"), [(20, 20), (40, 40), (50, 50), (60, 40), (90, 10), (100, 0)]
)
def test_the_second_set_fills_up_to_one_hundred(touches: int, second: int) -> None:
    assert fill_up(touches) == second


def test_poor_touches_go_ten_back_and_never_below_ten() -> None:
    poor = always(hundred_up_minor=Went(left=2))
    assert after("hundred_up_minor", poor).targets == (10,)
    assert after("hundred_up_minor", poor, poor).targets == (10,)


def test_sore_touches_are_done_with_a_hand_on_the_wall_until_clean_twice() -> None:
    sore = always(hundred_up_minor=Went(pain=3))
    made = runner(sore, always(), always())
    rungs = [item(session, "hundred_up_minor").rung for _, session in made.shown]
    assert rungs == ["free", "fingertips", "fingertips"]
    assert item(made.session(day(4)), "hundred_up_minor").rung == "free"


def test_gentle_touches_are_for_painless_days_only() -> None:
    made = runner(always(hundred_up_minor=Went(pain=1)), start=Start.GENTLE)
    session = made.session(day(2))
    assert "hundred_up_minor" not in {one.exercise_id for one in session.items}
    assert any(note.rule == "D.7.6" for note in session.notes)


def test_drills_wait_for_five_sessions_of_touches() -> None:
    skipped = always(hundred_up_minor=Went(short_by=0))
    made = Runner(enrol())
    for number in (1, 2, 4, 5):
        made.train(day(number), skipped)
    session = made.session(day(7))
    assert session.slot.week == 3
    assert "high_knees" not in {one.exercise_id for one in session.items}
    assert any(note.rule == "A.8" for note in session.notes)


def test_primer_drills_ask_for_control_four() -> None:
    poor = always(hundred_up_minor=Went(left=3))
    session = runner(always(), always(), poor, start=Start.PRIMER).session(day(4))
    assert "high_knees" not in {one.exercise_id for one in session.items}
    session = runner(*(always(),) * 3, start=Start.PRIMER).session(day(4))
    assert item(session, "high_knees").targets == (15, 15)


# --- calves and feet ------------------------------------------------------------------------


def test_one_leg_comes_in_week_3_after_two_clean_sessions() -> None:
    calf = after("calf_raise_straight", *(always(),) * 6)
    assert (calf.rung, calf.targets) == ("one_leg", (8,))
    poor = always(calf_raise_bent=Went(left=3))
    calf = after("calf_raise_straight", *(always(),) * 5, poor)
    assert calf.rung == "two_legs"


def test_eight_on_one_leg_not_there_means_up_on_two_down_on_one() -> None:
    short = always(calf_raise_straight=Went(short_by=2))
    calf = after("calf_raise_bent", *(always(),) * 6, short, always())
    assert (calf.rung, calf.targets, calf.decision.rule) == ("up_two_down_one", (8,), "D.7.4")


def test_a_sore_calf_goes_one_form_back_and_a_red_one_to_two_legs() -> None:
    six = (always(),) * 6
    sore = after("calf_raise_bent", *six, always(calf_raise_straight=Went(pain=3)), always())
    assert sore.rung == "up_two_down_one"
    red = after("calf_raise_bent", *six, always(calf_raise_straight=Went(pain=6)), always())
    assert (red.rung, red.targets) == ("two_legs", (12,))


def test_foot_work_is_cut_by_a_third_after_pain_and_comes_back() -> None:
    made = runner(always(), always(foot_core=Went(pain=3)), *(always(),) * 5)
    feet = [item(s, "foot_core").targets for _, s in made.shown if s.slot.day_no == 2]
    assert feet == [(10,), (7,)]
    assert item(made.session(day(8)), "foot_core").targets == (10,)


def test_silence_repeats_everything() -> None:
    silent = always(Went(left=None, right=None, effort=None, pain=None))
    made = runner(*(silent,) * 7)
    session = made.session(day(8))
    assert item(session, "hundred_up_minor").targets == (20,)
    assert item(session, "one_leg_squat").targets == (10, 10, 10)


# --- ten minutes, twenty minutes, kit --------------------------------------------------------


def test_the_ten_minute_version() -> None:
    made = runner(always(), squat(left=3))
    session = made.session(day(3), short=True)
    assert [(one.exercise_id, one.targets) for one in session.items] == [
        ("hundred_up_minor", (20,)),
        ("warm_up_squat", (5,)),
        ("warm_up_hinge", (5,)),
        ("one_leg_squat", (10, 10)),
        ("reverse_deadlift_swing", (10,)),
        ("forward_lunge", (10,)),
    ]
    assert session.all_minutes <= 10
    assert session.notes[-1].rule == "D.7.10"


def test_ten_minutes_lead_to_nothing_more() -> None:
    made = Runner(enrol(squat="oneside"))
    made.train(day(1))
    made.train(day(2), short=True)
    assert item(made.session(day(3)), "one_leg_squat").rung == "free_shallow"


def test_more_than_twenty_minutes_costs_feet_and_calves_and_never_the_core() -> None:
    weak = always(
        one_leg_squat=Went(left=3, right=5),
        forward_lunge=Went(left=3, right=5),
        reverse_deadlift_swing=Went(left=5, right=3),
        foot_core=FINE,
    )
    made = runner(*(weak,) * 7)
    for number, (_, session) in enumerate(made.shown, start=1):
        assert session.main_minutes <= 20, number
        for exercise_id in ("one_leg_squat", "reverse_deadlift_swing", "forward_lunge"):
            assert len(item(session, exercise_id).targets) == 3
    feet = made.session(day(8))
    assert "foot_core" not in {one.exercise_id for one in feet.items}
    assert any(note.rule == "S6" for note in feet.notes)


def test_without_a_step_calves_stay_on_the_floor() -> None:
    session = runner(kit=frozenset()).session(MONDAY)
    assert [note.rule for note in session.notes] == ["D.7.9"]
    assert runner().session(MONDAY).notes == ()


def test_an_exercise_not_touched_leaves_no_trace() -> None:
    skipped = always(one_leg_squat=Went(skip=SkipReason.TIRED))
    assert after("one_leg_squat", skipped).decision.sentence.startswith("First time")
