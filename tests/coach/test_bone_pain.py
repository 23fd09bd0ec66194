"""Pain on one spot of bone ends the session and stops the plan until it was looked at (D.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.coach.model import SetStatus, Side, SkipReason, Start, WorkoutRecord
from app.coach.pain import open_questions
from app.coach.player import (
    Done,
    EndEarly,
    OnBone,
    Pain,
    Phase,
    PlayerOptions,
    Sharp,
    SorePlace,
    Stop,
    Undo,
)
from app.coach.progression import Step, foretold, judge
from app.coach.results import outcomes
from app.coach.standing import stand
from app.coach.turns import pain_turn
from app.coach.whole_session import red, session_pain
from tests.coach.training_log import MONDAY, PROGRAMMES, Runner, enrol
from tests.coach.walking import Walk

FIRST = PlayerOptions(get_ready=0)
CALM = Runner(enrol()).train_plan(MONDAY).history[0]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def on_bone(number: int, *, reason: SkipReason = SkipReason.BONE) -> WorkoutRecord:
    """Return a session whose last lunge hurt on one spot of bone, with no number said."""
    last = [row.pos for row in CALM.sets if row.exercise_id == "forward_lunge"][-1]
    rows = tuple(
        replace(row, status=SetStatus.SKIPPED, actual=4, skip_reason=reason)
        if row.pos == last
        else row
        for row in CALM.sets
    )
    ratings = tuple(
        replace(one, pain=None, pain_place="left shin")
        if (one.exercise_id, one.side) == ("forward_lunge", Side.BOTH)
        else one
        for one in CALM.ratings
    )
    return replace(CALM, id=f"w{number}", day=day(number), sets=rows, ratings=ratings)


def exercise_in_hand(walk: Walk) -> str:
    row = walk.seen().row
    return "" if row is None else row.exercise_id


def test_one_session_is_enough_for_hold_in_every_start() -> None:
    for start in (Start.FULL, Start.PRIMER, Start.DEFER, Start.GENTLE):
        turn = pain_turn((replace(CALM, day=day(0)), on_bone(2)), start)
        assert turn is not None
        assert (turn.start, turn.day, turn.decision.rule) == (Start.HOLD, day(2), "D.6")
        assert "bone" in turn.decision.sentence


def test_a_session_beside_the_plan_holds_it_just_the_same() -> None:
    enrolment = enrol()
    for stray in (
        replace(on_bone(2), programme_id=None, slot_key=""),
        replace(on_bone(2), slot_key="light.1.1"),
    ):
        history = (replace(CALM, programme_id=enrolment.id), stray)
        assert stand(enrolment, history, day(3), PROGRAMMES).held
        cleared = replace(enrolment, cleared=day(5))
        assert not stand(cleared, history, day(5), PROGRAMMES).held


def test_it_is_red_without_a_number_and_says_so_in_words() -> None:
    record = on_bone(0)
    assert red(record)
    assert session_pain(record) == 6
    results = outcomes((record,), ("forward_lunge",))
    rests = judge(results, day(2))
    assert rests is not None
    assert rests.step is Step.LEAVE_OUT
    assert ("pain", "on one spot of bone") in rests.decision.numbers
    assert foretold(results) == (
        "Pain on one spot of bone: the plan is on hold until someone has looked at it."
    )


def test_the_next_morning_is_asked_about_it_as_about_sharp_pain() -> None:
    for reason in (SkipReason.BONE, SkipReason.SHARP):
        (question,) = open_questions((on_bone(0, reason=reason),), day(1))
        assert question.exercises == ("forward_lunge",)
        assert question.place == "left shin"
        assert question.words


def test_it_ends_the_running_set_and_everything_after_it() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(OnBone())
    row = walk.state.rows[0]
    assert (row.status, row.skip_reason) == (SetStatus.SKIPPED, SkipReason.BONE)
    assert walk.seen().stop is Stop.SESSION
    assert walk.seen().row is not None
    walk.wait(600)
    assert walk.state.phase is not Phase.WORK
    walk.do(Done())
    assert walk.state.row is None
    assert {each.status for each in walk.state.rows} == {SetStatus.SKIPPED}
    # What was not begun did not hurt.
    assert {each.skip_reason for each in walk.state.rows[1:]} == {SkipReason.ENDED}


def test_another_exercise_does_not_begin_after_it_either() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Done())
    while exercise_in_hand(walk) == "squat":
        walk.wait(10).do(Done())
    assert exercise_in_hand(walk) == "lunge"
    assert walk.seen().stop is None
    walk.do(OnBone())
    assert walk.seen().stop is Stop.SESSION


def test_a_slip_is_taken_back() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(OnBone()).do(Undo())
    assert walk.state.rows[0].skip_reason is None
    assert walk.seen().stop is None


def test_sharp_said_after_it_does_not_take_its_place() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(OnBone()).do(Sharp())
    assert walk.state.rows[0].skip_reason is SkipReason.BONE
    walk = Walk.of(options=FIRST).wait(8).do(Sharp()).do(OnBone())
    assert walk.state.rows[0].skip_reason is SkipReason.BONE


def test_the_spot_of_sharp_pain_is_stored_without_a_number() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Sharp()).do(SorePlace("left calf", 0))
    (rating,) = walk.state.ratings
    assert (rating.pain, rating.pain_place) == (None, "left calf")
    assert walk.do(SorePlace("", 0)).state.ratings == (rating,)


def test_a_number_said_before_the_spot_stays() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Pain(2)).do(OnBone()).do(SorePlace("shin", 0))
    assert walk.state.ratings[0].pain == 2
    assert walk.state.rows[0].pain == 2
    record = replace(CALM, sets=walk.do(EndEarly()).state.rows, ratings=walk.state.ratings)
    assert session_pain(record) == 6


def test_after_red_all_jumping_stops_and_the_rest_goes_on() -> None:
    jumping = replace(FIRST, jumps=frozenset({("lunge", None)}))
    for said in (Pain(6), Sharp()):
        walk = Walk.of(options=jumping).wait(8).do(said).do(Done())
        assert exercise_in_hand(walk) == "lunge"
        assert walk.seen().stop is Stop.JUMPS
        assert walk.do(Done()).state.rows[-1].skip_reason is SkipReason.OTHER
        calm = Walk.of(options=FIRST).wait(8).do(said).do(Done())
        assert calm.seen().stop is None
    amber = Walk.of(options=jumping).wait(8).do(Pain(4)).do(Done())
    assert amber.seen().stop is None
