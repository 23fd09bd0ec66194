"""The queue: due days, moving, lapsing, time away, races, light days and where plans end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.coach.agenda import due_days, light_days, next_anchor, training_days
from app.coach.gate_state import Gate
from app.coach.model import Link, PrescribedItem, SkipReason, Slot, Start
from app.coach.plan import SlotStatus
from app.coach.prescribe import prescribe
from tests.coach.training_log import (
    LIBRARY,
    MONDAY,
    PROGRAMMES,
    Runner,
    Went,
    always,
    enrol,
)


def day(week: int, weekday: int) -> date:
    """The ISO weekday of a week, counted from 1."""
    return MONDAY + timedelta(weeks=week - 1, days=weekday - 1)


def dues(runner: Runner, today: date, status: SlotStatus) -> list[date]:
    return [state.slot.due for state in runner.queue(today).slots if state.status is status]


def next_slot(runner: Runner, today: date) -> Slot:
    slot = runner.queue(today).next
    assert slot is not None
    return slot


# --- which days -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "most", "chosen"),
    [
        ((1, 3, 5), 3, (1, 3, 5)),
        ((1, 2, 3, 4, 5, 6, 7), 3, (1, 3, 5)),
        ((1, 4, 6, 7), 3, (1, 4, 6)),
        ((2, 6), 3, (2, 6)),
        ((1, 2, 4), 3, (1, 4)),
        ((6, 7), 3, (6,)),
        ((7, 1), 3, (1,)),
        ((4,), 3, (4,)),
        ((), 3, (1, 3, 5)),
        ((1, 3, 5), 2, (1, 5)),
    ],
)
def test_training_days(days: tuple[int, ...], most: int, chosen: tuple[int, ...]) -> None:
    assert training_days(days, most) == chosen


def test_only_adjacent_days_leave_a_light_one() -> None:
    assert light_days((6, 7), (6,)) == (7,)
    assert light_days((1, 3, 5), (1, 3, 5)) == ()
    assert light_days((4,), (4,)) == ()


def test_two_days_a_week_make_a_longer_plan_week() -> None:
    due = due_days(MONDAY, 3, (1, 4))
    assert due == (day(1, 1), day(1, 4), day(2, 1))
    assert next_anchor(due, (1, 4)) == day(2, 4)


def test_full_lays_out_sixteen_weeks_of_three() -> None:
    slots = Runner(enrol()).queue(MONDAY).slots
    assert [state.slot.block for state in slots[48:]] == ["upkeep", "upkeep"]
    slots = slots[:48]
    assert [state.slot.due for state in slots] == [
        day(week, weekday) for week in range(1, 17) for weekday in (1, 3, 5)
    ]
    assert [state.slot.phase for state in slots] == [1] * 12 + [2] * 12 + [3] * 12 + [4] * 12
    assert all(state.slot.title and state.slot.purpose for state in slots)


def test_two_days_a_week_make_phase_1_six_weeks() -> None:
    slots = Runner(enrol(weekdays=(1, 4))).queue(MONDAY).slots[:12]
    assert slots[0].slot.due == day(1, 1)
    assert slots[-1].slot.due == day(6, 4)


# --- in order, and moved --------------------------------------------------------------------


def test_the_next_session_is_the_lowest_undone_one() -> None:
    runner = Runner(enrol())
    assert next_slot(runner, MONDAY).key == "phase1.1.1"
    assert next_slot(runner, day(1, 4)).key == "phase1.1.1"
    runner.train(day(1, 4))
    assert next_slot(runner, day(1, 6)).key == "phase1.1.2"


def test_moving_inside_the_week_is_free() -> None:
    runner = Runner(enrol())
    for weekday in (2, 4, 6):
        runner.train(day(1, weekday))
    now = runner.queue(day(1, 6))
    assert (now.week_done, now.week_planned) == (3, 3)
    assert next_slot(runner, day(2, 1)).key == "phase1.2.1"
    assert dues(runner, day(1, 6), SlotStatus.DONE) == [day(1, 1), day(1, 3), day(1, 5)]


def test_the_first_evening_may_come_before_the_first_due_day() -> None:
    sunday = MONDAY - timedelta(days=1)
    runner = Runner(enrol(started=sunday))
    assert next_slot(runner, sunday).due == MONDAY
    runner.train(sunday)
    assert next_slot(runner, MONDAY).due == day(1, 3)


def test_a_session_done_on_the_day_its_week_before_was_finished_is_done_once() -> None:
    runner = Runner(enrol()).train_plan(day(1, 5))
    early = runner.train(day(1, 5))
    assert early.slot.key == "phase1.2.1"
    now = runner.queue(day(1, 5))
    assert now.next is not None
    assert now.next.key == "phase1.2.2"
    assert (now.week_done, now.week_planned) == (1, 3)
    assert [state.status for state in now.slots].count(SlotStatus.DONE) == 4
    assert next_slot(runner, day(2, 1)).key == "phase1.2.2"


def test_a_plan_goes_on_after_a_session_done_ahead_of_its_week() -> None:
    runner = Runner(enrol()).train_plan(day(1, 5))
    runner.train(day(1, 5))
    for on in (day(2, 1), day(2, 3)):
        runner.train(on)
    now = runner.queue(day(2, 5))
    assert now.next is not None
    assert now.next.key == "phase1.3.1"
    assert not [state for state in now.slots if state.status is SlotStatus.LAPSED]


def test_a_session_done_ahead_is_known_by_its_due_day_whatever_hour_it_has() -> None:
    runner = Runner(enrol()).train_plan(day(1, 5))
    runner.train(day(1, 5))
    *before, last, early = runner.history
    runner.history = (*before, early, last)
    assert next_slot(runner, day(2, 1)).key == "phase1.2.2"


def test_a_session_done_twice_on_the_last_day_is_not_done_ahead() -> None:
    runner = Runner(enrol()).train_plan(day(1, 5))
    runner.history += (replace(runner.history[-1], id="again"),)
    assert next_slot(runner, day(1, 5)).key == "phase1.2.1"


def test_the_first_session_of_a_phase_may_be_done_on_the_day_its_gate_opens() -> None:
    runner = Runner(enrol(), opens_gates=False).train_plan(day(4, 5))
    runner.train(day(5, 1))
    runner.decide(day(5, 1))
    early = runner.train(day(5, 1))
    assert early.slot.key == "phase2.1.1"
    assert next_slot(runner, day(5, 3)).key == "phase2.1.2"


def test_strength_waits_for_a_free_day() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    assert [one.rule for one in runner.queue(MONDAY).advice] == ["S1"]
    assert [one.rule for one in runner.queue(day(1, 2)).advice] == ["S2"]
    assert runner.queue(day(1, 3)).advice == ()


def test_ten_light_minutes_are_offered_while_strength_waits() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    light = runner.queue(day(1, 2)).light
    assert light is not None
    session = prescribe(
        light, runner.enrolment, runner.history, LIBRARY, day(1, 2), programmes=PROGRAMMES
    )
    assert [item.exercise_id for item in session.items] == [
        "hundred_up_minor",
        "foot_core",
        "hip_flexor_mobility",
    ]
    assert 9 <= session.main_minutes <= 11
    assert runner.queue(day(1, 3)).light is None


def test_the_second_of_two_adjacent_days_is_light_and_counts_for_nothing() -> None:
    runner = Runner(enrol(weekdays=(6, 7)))
    runner.train(day(1, 6))
    sunday = day(1, 7)
    assert next_slot(runner, sunday).block == "light"
    runner.train(sunday)
    now = runner.queue(sunday)
    assert now.week_done == 1
    assert now.next is not None
    assert (now.next.key, now.next.due) == ("phase1.1.2", day(2, 6))


def test_a_session_broken_off_is_offered_again() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY, always(Went(skip=SkipReason.TIME), one_leg_squat=Went()))
    assert next_slot(runner, day(1, 3)).key == "phase1.1.1"


def test_sets_closed_for_quality_complete_a_session_and_pain_does_not() -> None:
    poor = Runner(enrol())
    poor.train(MONDAY, always(Went(skip=SkipReason.QUALITY)))
    assert next_slot(poor, day(1, 3)).key == "phase1.1.2"
    sore = Runner(enrol())
    sore.train(MONDAY, always(Went(skip=SkipReason.PAIN)))
    assert next_slot(sore, day(1, 3)).key == "phase1.1.1"


# --- time away ------------------------------------------------------------------------------


def trained(*weeks: tuple[int, int]) -> Runner:
    """A runner who trained these (week, weekday) days."""
    runner = Runner(enrol())
    for week, weekday in weeks:
        runner.train(day(week, weekday))
    return runner


FIRST_WEEK = ((1, 1), (1, 3), (1, 5))


@pytest.mark.parametrize(
    ("missed", "key", "rule"),
    [
        # The first undone session was due on Monday of week 2.
        (4, "phase1.2.1", None),
        (7, "phase1.1.1", "B4"),
        (10, "phase1.1.1", "B4"),
        (11, "phase1.1.1", "B5"),
        (28, "phase1.1.1", "B5"),
        (29, "phase1.1.1", "B6"),
        (84, "phase1.1.1", "B6"),
    ],
)
def test_days_missed_say_where_to_go_on(missed: int, key: str, rule: str | None) -> None:
    runner = trained(*FIRST_WEEK)
    now = runner.queue(day(2, 1) + timedelta(days=missed))
    assert now.next is not None
    assert now.next.key == key
    assert [one.rule for one in now.advice] == ([rule] if rule else [])


def test_more_than_twelve_weeks_ask_the_questionnaire_again() -> None:
    now = trained(*FIRST_WEEK).queue(day(2, 1) + timedelta(days=85))
    assert now.next is None
    assert [one.rule for one in now.advice] == ["B7"]
    assert "questionnaire" in now.why_none


def test_one_session_lapsed_and_the_plan_carries_on() -> None:
    now = trained((1, 1), (1, 3)).queue(day(2, 1))
    assert now.next is not None
    assert now.next.key == "phase1.2.1"
    assert [one.rule for one in now.advice] == ["B3"]
    lapsed = [state.slot.key for state in now.slots if state.status is SlotStatus.LAPSED]
    assert lapsed == ["phase1.1.3"]


def test_after_the_repeated_week_the_missed_one_follows() -> None:
    runner = trained(*FIRST_WEEK, (3, 1), (3, 3), (3, 5))
    assert [session.slot.key for _, session in runner.shown[3:]] == [
        "phase1.1.1",
        "phase1.1.2",
        "phase1.1.3",
    ]
    assert next_slot(runner, day(4, 1)).key == "phase1.2.1"


def test_five_days_away_cost_one_set_of_the_first_session_only() -> None:
    runner = trained(*FIRST_WEEK)
    first = runner.train(day(3, 1))
    second = runner.train(day(3, 3))
    assert _sets(first.items) == {"one_leg_squat": 2, "calf_raise_straight": 1}
    assert _sets(second.items)["one_leg_squat"] == 3


def test_two_weeks_away_make_a_whole_week_lighter() -> None:
    runner = trained(*FIRST_WEEK)
    for weekday in (1, 3, 5):
        session = runner.train(day(4, weekday))
        assert _sets(session.items)["one_leg_squat"] == 2
    back = runner.train(day(5, 1))
    assert back.slot.key == "phase1.2.1"
    assert _sets(back.items)["one_leg_squat"] == 3


def test_going_back_a_week_never_leaves_the_first() -> None:
    runner = trained(*FIRST_WEEK, (2, 1), (2, 3), (2, 5))
    assert next_slot(runner, day(5, 1)).key == "phase1.2.1"


def test_nothing_begun_is_nothing_missed() -> None:
    now = Runner(enrol()).queue(day(5, 2))
    assert now.next is not None
    assert (now.next.key, now.next.due) == ("phase1.1.1", day(5, 3))
    assert now.advice == ()


def _sets(items: tuple[PrescribedItem, ...]) -> dict[str, int]:
    watched = ("one_leg_squat", "calf_raise_straight")
    return {i.exercise_id: len(i.targets) for i in items if i.exercise_id in watched}


# --- ends of plans --------------------------------------------------------------------------


@pytest.mark.parametrize("start", [Start.HOLD, Start.NONE])
def test_hold_and_none_say_why_there_is_no_plan(start: Start) -> None:
    now = Runner(enrol(start)).queue(MONDAY)
    assert now.next is None
    assert now.slots == ()
    assert now.why_none.endswith(".")


def test_where_no_gate_is_decided_the_last_week_comes_again_and_says_so() -> None:
    runner = Runner(enrol(), opens_gates=False).train_plan(day(4, 7))
    now = runner.queue(day(5, 1))
    assert now.next is not None
    assert (now.next.key, now.next.due) == ("phase1.4.1", day(5, 1))
    assert [one.rule for one in now.advice] == ["D.7.8"]
    assert "until the gate to phase 2 is decided" in now.advice[0].sentence
    assert now.why_none == ""


def test_a_finished_last_week_already_names_its_gate_and_the_session_after_it() -> None:
    runner = Runner(enrol(), opens_gates=False).train_plan(day(4, 5))
    now = runner.queue(day(4, 6))
    assert now.next is not None
    assert (now.next.key, now.next.due) == ("phase1.4.1", day(5, 1))
    assert now.gate is Gate.DRILLS


def test_gentle_ends_after_six_calm_sessions_or_four_weeks() -> None:
    calm = Runner(enrol(Start.GENTLE)).train_plan(day(2, 7))
    assert [one.rule for one in calm.queue(day(3, 1)).advice] == ["D.7.6"]
    assert "calm sessions running" in calm.queue(day(3, 1)).why_none
    silent = Runner(enrol(Start.GENTLE)).train_plan(day(4, 7), always(Went(pain=None)))
    assert "Four weeks" in silent.queue(day(5, 1)).why_none


# --- races ----------------------------------------------------------------------------------


def test_defer_holds_steady_twice_a_week_then_once_then_rests() -> None:
    runner = Runner(enrol(Start.DEFER, race_day=day(6, 1))).train_plan(day(5, 7))
    weeks = [(today - MONDAY).days // 7 + 1 for today, _ in runner.shown]
    assert [weeks.count(week) for week in range(1, 6)] == [2, 2, 2, 1, 0]


def test_defer_is_over_with_the_race() -> None:
    runner = Runner(enrol(Start.DEFER, race_day=day(6, 1))).train_plan(day(5, 7))
    now = runner.queue(day(6, 2))
    assert now.next is None
    assert "questionnaire" in now.why_none


def test_nobody_trains_in_the_last_week_before_a_race() -> None:
    now = Runner(enrol(race_day=day(2, 1))).queue(day(1, 2))
    assert now.next is None
    assert [one.rule for one in now.advice] == ["D.7.6"]


def test_a_race_too_near_for_phase_2_means_holding_steady() -> None:
    runner = Runner(enrol(race_day=day(12, 7))).train_plan(day(4, 7))
    now = runner.queue(day(5, 1))
    assert now.next is not None
    assert now.next.block == "defer"
    assert [one.rule for one in now.advice] == ["D.7.6"]


# --- pain over weeks ------------------------------------------------------------------------


def test_a_second_red_within_two_weeks_stops_the_plan() -> None:
    runner = Runner(enrol())
    red = always(forward_lunge=Went(pain=7, place="hip"))
    runner.train(MONDAY, red)
    runner.train(day(1, 3))
    assert runner.queue(day(1, 5)).next is not None
    runner.train(day(1, 5), always(one_leg_squat=Went(pain=6)))
    now = runner.queue(day(2, 1))
    assert now.next is None
    assert [one.rule for one in now.advice] == ["D.7.2"]
    assert "a person, not a plan" in now.why_none


def test_three_sore_sessions_of_six_lead_to_gentle_and_then_to_hold() -> None:
    runner = Runner(enrol())
    sore = always(one_leg_squat=Went(pain=3, place="left knee"))
    lunge = always(forward_lunge=Went(pain=3, place="hip"))
    runner.train(day(1, 1), sore)
    runner.train(day(1, 3), lunge)
    assert next_slot(runner, day(1, 5)).block == "phase1"
    runner.train(day(1, 5), always(reverse_deadlift_swing=Went(pain=3)))
    now = runner.queue(day(2, 1))
    assert now.next is not None
    assert now.next.block == "gentle"
    assert now.advice[0].rule == "D.7.2"
    assert runner.session(day(2, 1)).items[-3].rung == "reverse_hand"
    runner.train(day(2, 1), always(Went(pain=7)))
    assert runner.queue(day(2, 3)).next is None


def test_one_red_in_gentle_is_enough() -> None:
    runner = Runner(enrol(Start.GENTLE))
    runner.train(MONDAY, always(Went(pain=6)))
    now = runner.queue(day(1, 3))
    assert now.next is None
    assert [one.rule for one in now.advice] == ["D.7.6"]


def test_later_days_are_not_looked_at() -> None:
    runner = trained(*FIRST_WEEK)
    assert runner.queue(MONDAY - timedelta(days=1)) == Runner(enrol()).queue(
        MONDAY - timedelta(days=1)
    )


def test_another_programmes_sessions_count_for_the_free_day_only() -> None:
    runner = trained(*FIRST_WEEK)
    second = Runner(enrol(id="plan-2", started=day(1, 6), link=Link.AEROBIC), runner.history)
    now = second.queue(day(1, 6))
    assert [one.rule for one in now.advice] == ["S2"]
    assert now.next is not None
    assert now.next.key == "phase1.1.1"
