"""Pain that was sharp or sudden is red, whatever its number (D.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

import pytest

from app.coach.gate_evidence import highest_pain
from app.coach.impact import jumps_wait
from app.coach.model import Rating, SetStatus, Side, SkipReason, Start, WorkoutRecord
from app.coach.player import Done, Pain, PlayerOptions, Sharp, Stop
from app.coach.player.hurting import may_replace, stop
from app.coach.progression import Step, judge
from app.coach.results import outcomes
from app.coach.selftests import Fitness, barred
from app.coach.turns import pain_turn
from app.coach.whole_session import completed, red, session_felt, session_pain
from tests.coach.training_log import LIBRARY, MONDAY, Runner, enrol
from tests.coach.walking import Walk, exercise, session

FIRST = PlayerOptions(get_ready=0)
CALM = Runner(enrol()).train_plan(MONDAY).history[0]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def sharp(number: int, place: str = "left calf") -> WorkoutRecord:
    """Return a session whose lunge hurt sharply, with no number said."""
    last = [row.pos for row in CALM.sets if row.exercise_id == "forward_lunge"][-1]
    rows = tuple(
        replace(row, status=SetStatus.SKIPPED, actual=4, skip_reason=SkipReason.SHARP)
        if row.pos == last
        else row
        for row in CALM.sets
    )
    ratings = tuple(
        replace(one, pain=None, pain_place=place)
        if (one.exercise_id, one.side) == ("forward_lunge", Side.BOTH)
        else one
        for one in CALM.ratings
    )
    return replace(CALM, id=f"w{number}", day=day(number), sets=rows, ratings=ratings)


def test_it_is_red_without_a_number_and_says_so_in_words() -> None:
    record = sharp(0)
    assert red(record)
    assert completed(record)
    assert session_pain(record) == 6
    results = outcomes((record,), ("forward_lunge",))
    rests, comes_back = judge(results, day(2)), judge(results, day(3))
    assert rests is not None
    assert comes_back is not None
    assert (rests.step, comes_back.step) == (Step.LEAVE_OUT, Step.EASIEST)
    assert "Pain was sharp or sudden;" in rests.decision.sentence
    assert ("pain", "sharp or sudden") in rests.decision.numbers
    assert "6" not in comes_back.decision.sentence


def test_it_is_never_said_with_a_number_that_nobody_gave() -> None:
    record = sharp(0)
    turn = pain_turn((record, sharp(20)), Start.FULL)
    amber = jumps_wait((replace(record, day=day(-8)),), LIBRARY, day(0))
    assert turn is not None
    assert amber is not None
    for decision in (turn.decision, amber):
        assert "sharp or sudden" in f"{decision.sentence} {dict(decision.numbers).get('pain')}"
        assert 6 not in dict(decision.numbers).values()
    felt = session_felt(record)
    assert felt is not None
    assert (felt.counts, felt.words, felt.noun) == (6, "sharp or sudden", "sharp pain")
    worst = highest_pain((CALM, record))
    assert worst is not None
    waits = barred("T10", Fitness(Start.FULL, phase=4, pain=worst, calf=25))
    assert waits is not None
    assert "(now sharp or sudden)" in waits.sentence


def test_a_set_closed_by_pain_without_a_number_counts_and_is_shown_without_one() -> None:
    rows = tuple(
        replace(row, status=SetStatus.SKIPPED, actual=None, skip_reason=SkipReason.PAIN)
        if row.exercise_id == "forward_lunge"
        else row
        for row in CALM.sets
    )
    ratings = tuple(one for one in CALM.ratings if one.exercise_id != "forward_lunge")
    (found, *_) = outcomes((replace(CALM, sets=rows, ratings=ratings),), ("forward_lunge",))
    ruling = judge((found,), day(3))
    assert ruling is not None
    assert found.pain == 3
    assert "Pain was enough to stop, above 2" in ruling.decision.sentence
    assert dict(found.numbers)["pain"] == "enough to stop"


def test_a_tendon_that_is_known_changes_nothing_about_it() -> None:
    results = outcomes((sharp(0),), ("forward_lunge",), frozenset({"left calf"}))
    ruling = judge(results, day(3))
    assert ruling is not None
    assert ruling.step is Step.EASIEST


def test_no_jumps_for_seven_days_and_hold_after_the_second() -> None:
    waits = jumps_wait((sharp(0),), LIBRARY, day(6))
    assert waits is not None
    assert waits.rule == "D.7.2"
    once = pain_turn((sharp(0), replace(CALM, day=day(3))), Start.FULL)
    twice = pain_turn((sharp(0), sharp(20)), Start.FULL)
    elsewhere = pain_turn((sharp(0), sharp(20, "right knee")), Start.FULL)
    assert once is None
    assert twice is not None
    assert twice.start is Start.HOLD
    assert elsewhere is None


def test_it_ends_the_running_set_and_the_exercise() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Sharp())
    row = walk.state.rows[0]
    assert (row.status, row.skip_reason) == (SetStatus.SKIPPED, SkipReason.SHARP)
    assert row.actual
    assert walk.seen().stopped


def test_it_can_be_said_of_a_set_that_is_done() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Done()).do(Sharp())
    row = walk.state.rows[0]
    assert (row.status, row.skip_reason) == (SetStatus.DONE, SkipReason.SHARP)
    assert walk.seen().stopped


def test_a_number_beside_it_is_kept() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Done()).do(Pain(3, "left calf")).do(Sharp())
    assert (walk.state.rows[0].pain, walk.state.rows[0].skip_reason) == (3, SkipReason.SHARP)


# --- what may go on after red ---------------------------------------------------------------


def hurt(*said: Pain | Sharp) -> Walk:
    """Return a session whose squat hurt in its first set, with the next set in hand."""
    walk = Walk.of(session(exercise("squat"), exercise("lunge")), options=FIRST).wait(8)
    return reduce(Walk.do, said, walk.do(Done()))


@pytest.mark.parametrize("said", [Pain(6), Sharp()])
def test_after_red_an_exercise_rests_in_every_form_and_nothing_jumps(said: Pain | Sharp) -> None:
    state = hurt(said).state
    squat, lunge = state.rows[0], state.rows[-1]
    assert not may_replace(state, squat, "squat", jumps=False)
    assert may_replace(state, squat, "bridge", jumps=False)
    assert not may_replace(state, squat, "hops", jumps=True)
    assert may_replace(state, lunge, "lunge", jumps=False)
    assert stop(state, replace(state.rows[1], rung="support")) is Stop.EXERCISE
    assert stop(state, lunge) is None


def test_below_red_the_form_below_may_go_on() -> None:
    state = hurt(Pain(4)).state
    assert may_replace(state, state.rows[0], "squat", jumps=False)
    assert stop(state, replace(state.rows[1], rung="support")) is None


def test_red_said_of_the_whole_exercise_stops_the_jumps_too() -> None:
    state = replace(hurt().state, ratings=(Rating("squat", Side.BOTH, pain=7),))
    assert not may_replace(state, state.rows[-1], "hops", jumps=True)
    assert stop(state, state.rows[1]) is Stop.EXERCISE
