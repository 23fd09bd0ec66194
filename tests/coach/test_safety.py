"""Rules over sessions: free days, jumps, HOLD and the way back, a hard week, rules in a set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.coach.hard_week import lighter_week
from app.coach.impact import jumps_wait, without_jumps
from app.coach.model import (
    Demand,
    Library,
    Rating,
    Readiness,
    Side,
    SkipReason,
    Start,
    WorkoutRecord,
)
from app.coach.progression import judge
from app.coach.results import outcomes
from app.coach.safety import ready_on, red_rest, run_today, spacing
from app.coach.symmetry import Symmetry, control_symmetry, work_symmetry
from app.coach.turns import Turn, pain_turn
from tests.coach.training_log import LIBRARY, MONDAY, Runner, Went, always, enrol

CALM = Runner(enrol()).train_plan(MONDAY).history[0]
# A library in which the squat leaves the ground, since no table of phase 1 does.
JUMPY: Library = {
    **{name: LIBRARY[name] for name in LIBRARY},
    "one_leg_squat": replace(LIBRARY["one_leg_squat"], demand=Demand.JUMP),
}


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def session(number: int, pain: int = 0, place: str = "left knee") -> WorkoutRecord:
    """Return a session on that day whose lunge hurt so much."""
    ratings = tuple(
        replace(one, pain=pain, pain_place=place) if one.exercise_id == "forward_lunge" else one
        for one in CALM.ratings
        if one.side is Side.BOTH or one.exercise_id != "forward_lunge"
    )
    return replace(CALM, id=f"w{number}", day=day(number), ratings=ratings)


# --- free days (S1, S2, red) ---------------------------------------------------------------


@pytest.mark.parametrize(("ahead", "rule"), [(0, "S1"), (1, "S2"), (2, None)])
def test_strength_asks_for_a_free_day(ahead: int, rule: str | None) -> None:
    found = spacing((session(0),), day(ahead))
    assert (found.rule if found else None) == rule


@pytest.mark.parametrize(("ahead", "rests"), [(0, True), (1, True), (2, False)])
def test_nothing_is_trained_for_48_hours_after_red(ahead: int, rests: bool) -> None:
    history = (session(0, pain=6),)
    assert (red_rest(history, day(ahead)) is not None) is rests
    assert red_rest((session(0, pain=5),), day(ahead)) is None


def test_after_red_not_even_the_light_session_is_offered() -> None:
    sore = Runner(enrol()).train_plan(MONDAY, always(forward_lunge=Went(pain=7)))
    assert sore.queue(day(1)).light is None
    calm = Runner(enrol()).train_plan(MONDAY)
    assert calm.queue(day(1)).light is not None


# --- runs beside strength (S4, S5) ---------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "rule"), [(None, None), (-0.2, "S5"), (0, "S5"), (2.9, "S5"), (3, None)]
)
def test_leg_work_leaves_three_hours_after_a_run(hours: float | None, rule: str | None) -> None:
    found = run_today(hours)
    assert (found.rule if found else None) == rule


# --- jumps and sprints (S3, D.4, D.7.2, B8) ------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "ahead", "rule"),
    [
        (0, 1, "S3"),
        (0, 2, None),
        (3, 2, "D.4"),
        (3, 9, "D.4"),
        (6, 6, "D.7.2"),
        (6, 7, "D.4"),
    ],
)
def test_jumps_wait(pain: int, ahead: int, rule: str | None) -> None:
    found = jumps_wait((session(0, pain),), JUMPY, day(ahead))
    assert (found.rule if found else None) == rule


def test_72_hours_between_jumps_where_it_was_amber() -> None:
    still = replace(session(2), sets=())
    history = (session(0, pain=3), still)
    found = jumps_wait(history, JUMPY, day(2))
    assert found is not None
    assert found.rule == "S3"
    assert jumps_wait(history, JUMPY, day(3)) is None


def test_four_easy_sessions_come_before_anything_fast_after_a_stop() -> None:
    back = tuple(session(number) for number in (1, 3, 5, 7))
    for done in range(4):
        found = jumps_wait(back[:done], LIBRARY, day(20), cleared=day(0))
        assert found is not None
        assert found.rule == "B8"
    assert jumps_wait(back, LIBRARY, day(20), cleared=day(0)) is None


def test_only_what_jumps_is_taken_out_and_it_is_said() -> None:
    runner = Runner(enrol())
    items = runner.session(MONDAY).items
    wait = jumps_wait((session(0, pain=6),), JUMPY, day(3))
    kept, notes = without_jumps(items, JUMPY, wait)
    assert {item.exercise_id for item in items} - {item.exercise_id for item in kept} == {
        "one_leg_squat"
    }
    assert notes == (wait,)
    assert without_jumps(items, LIBRARY, wait) == (items, ())
    assert without_jumps(items, JUMPY, None) == (items, ())


# --- into HOLD and out of it (D.7.2, D.6, D.7.7) -------------------------------------------


def turned(*history: WorkoutRecord, start: Start = Start.FULL) -> tuple[Start, str] | None:
    turn: Turn | None = pain_turn(history, start)
    return (turn.start, turn.decision.rule) if turn else None


@pytest.mark.parametrize(
    ("gap", "place", "to"),
    [
        (14, "hip", (Start.HOLD, "D.7.2")),
        (15, "hip", None),
        (28, "left knee", (Start.HOLD, "D.7.2")),
        (29, "left knee", None),
    ],
)
def test_a_second_red_holds(gap: int, place: str, to: tuple[Start, str] | None) -> None:
    calm = tuple(session(number) for number in range(2, gap, 2))
    assert turned(session(0, 7), *calm, session(gap, 6, place)) == to


@pytest.mark.parametrize(("pains", "to"), [((3, 0, 3, 0, 0, 3), "GENTLE"), ((3, 0, 3, 0), None)])
def test_three_sore_of_six_lead_to_gentle(pains: tuple[int, ...], to: str | None) -> None:
    history = tuple(session(2 * number, pain, "") for number, pain in enumerate(pains))
    found = turned(*history)
    assert (found[0] if found else None) == to


def test_three_sore_of_seven_do_not() -> None:
    pains = (3, 0, 3, 0, 0, 0, 3)
    history = tuple(session(2 * number, pain, "") for number, pain in enumerate(pains))
    assert turned(*history) is None


def test_in_gentle_one_red_or_three_sore_hold() -> None:
    assert turned(session(0, 6), start=Start.GENTLE) == (Start.HOLD, "D.7.6")
    sore = tuple(session(2 * number, 3) for number in range(3))
    assert turned(*sore, start=Start.GENTLE) == (Start.HOLD, "D.7.2")


@pytest.mark.parametrize(("days", "to"), [(13, None), (14, (Start.HOLD, "D.6"))])
def test_a_spot_that_does_not_ease_in_two_weeks_holds(
    days: int, to: tuple[Start, str] | None
) -> None:
    assert turned(session(0, 3), session(days, 3)) == to
    assert turned(session(0, 3), session(7, 0), session(days, 3)) is None
    assert turned(session(0, 3, ""), session(days, 3, "")) is None


def test_after_the_runners_word_only_later_sessions_turn_and_an_old_red_still_counts() -> None:
    history = (session(0, 7), session(7, 7))
    assert pain_turn(history, Start.FULL, cleared=day(8)) is None
    again = (*history, session(20, 6))
    turn = pain_turn(again, Start.FULL, cleared=day(8))
    assert turn is not None
    assert (turn.day, turn.start) == (day(20), Start.HOLD)


def _held() -> Runner:
    """Red on Monday and on Wednesday a week later: HOLD from then on."""
    runner = Runner(enrol())
    sore = always(forward_lunge=Went(pain=7, place="knee"))
    runner.train(day(0), sore)
    runner.train(day(9), always(one_leg_squat=Went(pain=6, place="knee")))
    return runner


def test_hold_stops_the_plan_until_the_runners_word() -> None:
    held = _held().queue(day(30))
    assert held.next is None
    assert held.hold is not None
    assert held.hold.start is Start.HOLD
    assert "physiotherapist" in held.why_none
    cleared = Runner(enrol(cleared=day(30)), _held().history)
    assert cleared.queue(day(29)).hold is not None
    back = cleared.queue(day(30))
    assert back.hold is None
    assert back.next is not None
    assert back.next.block == "phase1"


@pytest.mark.parametrize(("away", "rule"), [(16, "B4"), (22, "B5"), (45, "B6"), (100, "B7")])
def test_after_hold_the_plan_goes_on_by_the_days_away(away: int, rule: str) -> None:
    history = _held().history
    back = Runner(enrol(cleared=day(away)), history).queue(day(away))
    assert rule in {one.rule for one in back.advice}


def test_after_a_stop_it_goes_two_weeks_back() -> None:
    calm = Runner(enrol()).train_plan(day(18))
    calm.train(day(21), always(forward_lunge=Went(pain=7, place="knee")))
    calm.train(day(23), always(one_leg_squat=Went(pain=7, place="hip")))
    assert calm.queue(day(24)).hold is not None
    back = Runner(enrol(cleared=day(40)), calm.history).queue(day(40))
    (advice,) = [one for one in back.advice if one.rule == "B5"]
    assert "two weeks back" in advice.sentence
    assert back.next is not None
    assert back.next.week == 2


def test_gentle_sessions_in_between_do_not_count_for_the_plan_that_goes_on() -> None:
    runner = Runner(enrol())
    for number in (0, 2, 4):
        runner.train(day(number), always(Went(pain=3)))
    assert runner.session(day(7)).slot.block == "gentle"
    runner.train(day(7), always(Went(pain=6)))
    assert runner.queue(day(14)).hold is not None
    cleared = Runner(enrol(cleared=day(14)), runner.history).queue(day(14))
    assert cleared.next is not None
    assert cleared.next.block == "phase1"


# --- a hard week (B1) ----------------------------------------------------------------------


def _weeks(monday: Went, later: Went) -> Runner:
    runner = Runner(enrol())
    runner.train(day(0), always(monday))
    runner.train(day(2), always(later))
    runner.train(day(4), always(later))
    return runner


FRESH, TIRED = Went(left=5, right=5, effort=4), Went(left=4, right=4, effort=6)


def test_two_different_signs_make_the_next_week_lighter() -> None:
    tired = _weeks(FRESH, TIRED)
    found = lighter_week(tired.history, (), day(7))
    assert found is not None
    assert found.decision.rule == "B1"
    core = [i for i in tired.session(day(7)).items if i.exercise_id == "one_leg_squat"]
    assert (len(core[0].targets), core[0].decision.rule) == (2, "B1")
    # It stays so within the week, and the sets come back after it.
    tired.train(day(7))
    core = [i for i in tired.session(day(9)).items if i.exercise_id == "one_leg_squat"]
    assert len(core[0].targets) == 2


@pytest.mark.parametrize(
    "later",
    [
        Went(left=5, right=5, effort=5),
        Went(left=4, right=4, effort=5),
        Went(left=5, right=5, effort=6),
    ],
)
def test_one_kind_of_sign_does_not(later: Went) -> None:
    assert lighter_week(_weeks(FRESH, later).history, (), day(7)) is None


def test_short_sleep_and_soreness_are_signs_of_their_week() -> None:
    both = (Readiness(day(2), short_sleep=True), Readiness(day(4), sore=True))
    assert lighter_week((), both, day(7)) is not None
    assert lighter_week((), both, day(14)) is None
    assert lighter_week((), both[:1] * 2, day(7)) is None


# --- left and right (P6) -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "index", "weaker"),
    [(4, 5, 0.8, Side.LEFT), (5, 5, 1.0, None), (0, 0, 1.0, None), (3, 0, 0.0, Side.RIGHT)],
)
def test_the_index_is_the_smaller_over_the_larger(
    left: float, right: float, index: float, weaker: Side | None
) -> None:
    found = Symmetry(left, right)
    assert found.index == pytest.approx(index)
    assert found.weaker is weaker


def test_the_index_of_an_exercise_is_that_of_the_last_three_full_sessions() -> None:
    runner = Runner(enrol())
    for number, left in enumerate((1, 3, 4, 5)):
        runner.train(day(2 * number), always(one_leg_squat=Went(left=left, right=5)))
    control = control_symmetry(runner.history, "one_leg_squat")
    assert control == Symmetry(4, 5, 3)
    work = work_symmetry(runner.history, "one_leg_squat")
    assert work is not None
    assert work.index == 1
    assert control_symmetry(runner.history, "foot_core_none") is None
    assert work_symmetry((), "one_leg_squat") is None


def test_an_extra_set_does_not_make_the_weaker_leg_the_stronger_one() -> None:
    runner = Runner(enrol())
    runner.train(day(0), always(one_leg_squat=Went(left=3, right=5)))
    given = runner.train(day(2))
    squat = next(item for item in given.items if item.exercise_id == "one_leg_squat")
    assert (squat.extra_side, squat.first_side) == (Side.LEFT, Side.LEFT)
    work = work_symmetry(runner.history[1:], "one_leg_squat")
    assert work is not None
    assert work.index == 1


def test_a_set_closed_by_pain_without_a_number_counts_as_over_the_limit() -> None:
    runner = Runner(enrol()).train_plan(MONDAY, always(forward_lunge=Went(skip=SkipReason.PAIN)))
    results = outcomes(runner.history, ("forward_lunge",))
    ruling = judge(results, day(2))
    assert ruling is not None
    assert ruling.decision.rule == "D.4"
    assert Rating("x", Side.BOTH).pain is None


def test_what_is_due_but_has_to_wait_is_due_when_it_may_be_done() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    slot = runner.session(MONDAY + timedelta(days=2)).slot
    late = replace(runner.history[0], day=slot.due)
    said = spacing((late,), slot.due)
    assert said is not None
    assert ready_on(slot, (late,)) == slot.due + timedelta(days=2)
    assert f"{ready_on(slot, (late,)):%A}" in said.sentence
    assert ready_on(slot, runner.history) == slot.due
    assert ready_on(replace(slot, block="light"), (late,)) == slot.due
    assert ready_on(slot, ()) == slot.due
