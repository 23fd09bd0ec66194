"""Worked scenarios: what happens when, and what is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.coach.model import SetStatus, Side, SkipReason, Unit
from app.coach.player import (
    Answer,
    Back,
    Correct,
    Cue,
    Done,
    EndEarly,
    Note,
    Pain,
    Pause,
    Phase,
    PlayerOptions,
    Rest,
    Resume,
    Skip,
    Stage,
    Tick,
    Undo,
)
from tests.coach.walking import SQUAT_AND_LUNGE, ZERO, Walk, exercise, session

GET_READY, SQUAT, SWITCH, LEAD_IN = 10, 14, 15, 5


def working() -> Walk:
    """Return a walk at the first second of the first set."""
    return Walk.of().wait(GET_READY)


def resting() -> Walk:
    """Return a walk at the first second of the first rest; both legs are done."""
    return working().wait(SQUAT + SWITCH + SQUAT)


def test_it_counts_down_to_the_first_set() -> None:
    walk = Walk.of()
    assert walk.seen().phase is Phase.READY
    assert walk.seen().seconds_left == 10
    walk.wait(9.75)
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.READY, 1)
    walk.wait(0.25)
    assert walk.seen().phase is Phase.WORK
    assert [cue for _, cue in walk.cues] == [Cue.COUNT, Cue.COUNT, Cue.COUNT, Cue.WORK]


def test_a_paced_set_counts_and_ends_itself_and_flows_to_the_other_leg() -> None:
    walk = working().wait(7.0)
    assert (walk.seen().count, walk.seen().stage) == (2, Stage.LOWER)
    walk.wait(2.0)
    assert walk.seen().stage is Stage.RISE
    walk.wait(1.0)
    assert (walk.seen().count, walk.seen().stage) == (2, Stage.PAUSE)
    walk.wait(4.0)
    assert walk.seen().phase is Phase.SWITCH
    done = walk.state.rows[0]
    assert (done.status, done.actual) == (SetStatus.DONE, 4)
    assert done.started_at == ZERO + timedelta(seconds=10)
    assert done.ended_at == ZERO + timedelta(seconds=24)
    walk.wait(SWITCH)
    assert walk.seen().phase is Phase.WORK
    assert walk.state.rows[walk.state.cursor].side is Side.RIGHT


def test_one_late_tick_crosses_several_deadlines_each_at_its_own_second() -> None:
    rows = session(exercise("quick", sets=1, target=1, leg_rest=2))
    walk = Walk.of(rows, PlayerOptions(get_ready=1)).sleep(9.0)
    assert walk.state.rows[0].ended_at == ZERO + timedelta(seconds=4.5)
    assert walk.seen().phase is Phase.WORK
    walk.wait(1.0)
    right = walk.state.rows[1]
    assert right.started_at == ZERO + timedelta(seconds=6.5)
    assert right.ended_at == ZERO + timedelta(seconds=10)


def test_the_large_key_ends_a_set_early_with_what_was_counted() -> None:
    walk = working().wait(11.0).do(Done())
    assert walk.state.rows[0].actual == 3
    assert walk.seen().phase is Phase.SWITCH


def test_a_key_meant_for_the_set_that_just_ended_itself_starts_nothing() -> None:
    walk = resting().wait(0.5).do(Done())
    assert walk.seen().phase is Phase.REST
    walk.wait(1.0).do(Done())
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.READY, LEAD_IN)


def test_a_rest_that_is_over_waits_and_shows_the_overtime() -> None:
    walk = resting().wait(20 + 12)
    assert (walk.seen().phase, walk.seen().overtime) == (Phase.READY, 12)
    walk.do(Done()).wait(LEAD_IN)
    assert walk.seen().phase is Phase.WORK


def test_a_second_press_starts_at_once() -> None:
    walk = resting().wait(5).do(Done(), Done())
    assert walk.seen().phase is Phase.WORK


def test_hands_free_flows_from_rest_to_work() -> None:
    walk = Walk.of(options=PlayerOptions(hands_free=True)).wait(10 + 14 + 15 + 14 + 20)
    assert walk.seen().phase is Phase.WORK
    assert [cue for at, cue in walk.cues if at > 69] == [Cue.COUNT, Cue.COUNT, Cue.COUNT, Cue.WORK]


@pytest.mark.parametrize("by", [15, -15])
def test_a_rest_can_be_lengthened_and_shortened(by: int) -> None:
    walk = resting().do(Rest(by))
    assert walk.seen().seconds_left == 20 + by


def test_rest_taken_to_nothing_waits_and_can_be_given_back() -> None:
    walk = resting().do(Rest(-15), Rest(-15))
    assert walk.seen().overtime == 0
    walk.wait(3).do(Rest(15))
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.REST, 15)


def test_the_count_can_be_corrected_while_working_and_moves_the_end() -> None:
    walk = working().wait(7.5).do(Correct(1))
    assert walk.seen().count == 3
    walk.do(Correct(-2))
    assert walk.seen().count == 1
    walk.do(Correct(-5))
    assert walk.seen().count == 0
    walk.wait(13.75)
    assert walk.seen().phase is Phase.WORK
    walk.wait(0.25)
    assert walk.state.rows[0].actual == 4


def test_correcting_to_the_target_ends_the_set_now() -> None:
    walk = working().wait(8.0).do(Correct(9))
    assert walk.seen().phase is Phase.SWITCH
    assert walk.state.rows[0].ended_at == ZERO + timedelta(seconds=18)


def test_after_a_set_its_result_is_corrected_and_never_below_nothing() -> None:
    walk = resting().do(Correct(2))
    assert walk.state.rows[1].actual == 6
    walk.do(Correct(-9))
    assert walk.state.rows[1].actual == 0


def test_holds_are_paced_with_hold_and_relax() -> None:
    rows = session(exercise("foot", sets=1, unit=Unit.HOLDS, seconds=7, tempo=None, hold=5))
    walk = Walk.of(rows, PlayerOptions(get_ready=0)).do(Tick())
    assert walk.seen().stages == ((Stage.HOLD, 5.0), (Stage.RELAX, 2.0))
    walk.wait(5.0)
    assert walk.seen().stage is Stage.RELAX
    walk.wait(2.0)
    assert walk.seen().count == 1


def test_timed_work_counts_down_and_keeps_the_seconds_done() -> None:
    rows = session(exercise("stand", sets=1, unit=Unit.SECONDS, target=30, seconds=1, tempo=None))
    walk = Walk.of(rows, PlayerOptions(get_ready=0)).do(Tick()).wait(12.5)
    assert walk.seen().seconds_left == 18
    walk.do(Done())
    assert walk.state.rows[0].actual == 12


def test_a_distance_waits_for_the_key_and_takes_the_target() -> None:
    rows = session(
        exercise("skip", sets=2, unit=Unit.METRES, target=20, sides=(Side.BOTH,), tempo=None)
    )
    walk = Walk.of(rows, PlayerOptions(get_ready=0)).do(Tick()).wait(90)
    assert (walk.seen().phase, walk.seen().running, walk.seen().count) == (Phase.WORK, 90, 20)
    walk.do(Done())
    assert walk.state.rows[0].actual == 20
    walk.wait(2).do(Done(), Done()).wait(5).do(Correct(-5), Done())
    assert walk.state.rows[1].actual == 15


def test_a_pause_stops_every_clock() -> None:
    walk = working().wait(5)
    left, seen = walk.seen().left, walk.seen()
    walk.do(Pause()).wait(300)
    assert walk.seen().paused
    assert (walk.seen().left, walk.seen().count, walk.seen().elapsed) == (left, seen.count, 15)
    walk.do(Resume()).wait(9)
    assert walk.seen().phase is Phase.SWITCH


def test_the_large_key_goes_on_from_a_pause() -> None:
    walk = working().do(Pause()).wait(3).do(Done())
    assert (walk.seen().paused, walk.seen().phase) == (False, Phase.WORK)


def test_after_a_gap_it_stands_where_nobody_was_watching_and_asks() -> None:
    walk = working().wait(5)
    cues = len(walk.cues)
    walk.sleep(480)
    assert walk.seen().paused
    assert walk.seen().away == 480
    assert (walk.seen().phase, walk.seen().count) == (Phase.WORK, 1)
    assert len(walk.cues) == cues
    assert walk.stored == []
    walk.do(Resume())
    assert walk.seen().away is None
    walk.wait(9)
    assert walk.state.rows[0].actual == 4


def test_a_key_pressed_into_a_gap_does_nothing_but_a_note_is_kept() -> None:
    walk = working().wait(5)
    walk.seconds += 60
    walk.do(Done())
    assert (walk.seen().paused, walk.seen().phase) == (True, Phase.WORK)
    walk = working().wait(5)
    walk.seconds += 60
    walk.do(Note("left knee drifts"))
    assert walk.seen().away == 60
    assert walk.state.rows[0].note == "left knee drifts"


def test_a_set_can_be_skipped_for_a_reason() -> None:
    walk = resting().do(Skip(SkipReason.KIT))
    assert walk.state.rows[2].status is SetStatus.SKIPPED
    assert walk.state.rows[2].skip_reason is SkipReason.KIT
    assert walk.state.cursor == 3
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.REST, 20)


def test_all_that_is_left_of_an_exercise_can_be_skipped() -> None:
    walk = resting().do(Skip(SkipReason.TIME, exercise=True))
    assert [row.status for row in walk.state.rows[2:]] == [SetStatus.SKIPPED] * 4
    assert (walk.seen().phase, walk.state.asking) == (Phase.ASKING, "squat")
    assert len(walk.stored) == 3


@pytest.mark.parametrize("hands_free", [False, True])
def test_another_exercise_is_got_ready_for_in_full_and_the_one_before_can_be_rated(
    hands_free: bool,
) -> None:
    rows = session(*(exercise(name, sets=1) for name in ("squat", "lunge", "calf")))
    walk = Walk.of(rows, PlayerOptions(hands_free=hands_free)).wait(GET_READY + 14 + 15 + 14 + 4)
    walk.do(Done()).wait(3).do(Skip(SkipReason.PAIN, exercise=True))
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.READY, GET_READY)
    assert (walk.seen().cursor, walk.state.asking) == (4, "squat")
    walk.wait(GET_READY - 1).do(Answer(4))
    assert [(each.side, each.control) for each in walk.state.ratings] == [(Side.LEFT, 4)]
    assert walk.wait(1).seen().phase is Phase.WORK


def test_a_rest_that_is_nearly_over_grows_to_get_ready_for_another_exercise() -> None:
    rows = session(*(exercise(name, sets=1) for name in ("squat", "lunge", "calf")))
    walk = Walk.of(rows, PlayerOptions(hands_free=True)).wait(GET_READY + 14 + 15 + 14 + 18)
    walk.do(Skip(SkipReason.TIME, exercise=True))
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.REST, GET_READY)


def test_the_next_set_of_the_same_exercise_has_its_lead_in() -> None:
    walk = Walk.of(session(exercise("lunge", sets=2))).wait(3).do(Skip(SkipReason.TIME))
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.READY, LEAD_IN)


@pytest.mark.parametrize(
    ("reason", "status"),
    [(SkipReason.QUALITY, SetStatus.DONE), (SkipReason.PAIN, SetStatus.SKIPPED)],
)
def test_a_set_broken_off_keeps_what_was_done(reason: SkipReason, status: SetStatus) -> None:
    walk = working().wait(8).do(Skip(reason))
    row = walk.state.rows[0]
    assert (row.status, row.actual, row.skip_reason) == (status, 2, reason)
    assert walk.seen().phase is Phase.SWITCH


def test_back_begins_the_running_set_again_and_then_the_one_before() -> None:
    walk = resting().wait(2).do(Done(), Done()).wait(4).do(Back())
    assert (walk.seen().phase, walk.state.cursor) == (Phase.READY, 2)
    walk.do(Back())
    assert walk.state.cursor == 1
    reopened = walk.state.rows[1]
    assert (reopened.status, reopened.actual) == (SetStatus.PLANNED, None)
    walk.wait(LEAD_IN + SQUAT)
    assert walk.state.rows[1].actual == 4
    assert (walk.seen().phase, walk.state.cursor) == (Phase.REST, 2)


def test_undo_takes_back_one_thing_after_the_other() -> None:
    walk = resting().do(Note("wobbly"), Correct(1), Undo())
    assert walk.state.rows[1].actual == 4
    assert walk.seen().phase is Phase.REST
    walk.do(Undo())
    assert walk.state.rows[1].note == ""
    walk.do(Undo())
    assert (walk.seen().phase, walk.state.cursor, walk.seen().overtime) == (Phase.READY, 1, 0)
    walk.do(Undo())
    assert walk.state.rows == SQUAT_AND_LUNGE
    assert not walk.seen().can_undo
    assert [change.undoes for change in walk.stored[4:]] == [4, 3, 2, 1]


def test_ending_early_keeps_what_is_done_and_names_the_reason() -> None:
    walk = resting().wait(2).do(Done(), Done()).wait(8).do(EndEarly(SkipReason.TIRED))
    rows = walk.state.rows
    assert (rows[2].status, rows[2].actual) == (SetStatus.DONE, 2)
    assert {row.status for row in rows[3:]} == {SetStatus.SKIPPED}
    assert {row.skip_reason for row in rows[2:]} == {SkipReason.TIRED}
    assert walk.state.asking == "lunge"


def test_pain_belongs_to_the_set_and_the_worst_to_the_exercise() -> None:
    walk = working().wait(4).do(Pain(2, "left knee"))
    assert walk.state.rows[0].pain == 2
    walk.wait(10 + SWITCH + 2).do(Pain(1))
    assert walk.state.rows[1].pain == 1
    (rating,) = walk.state.ratings
    assert (rating.side, rating.pain, rating.pain_place) == (Side.BOTH, 2, "left knee")


def test_a_slip_in_pain_is_put_right_by_saying_it_again() -> None:
    walk = working().wait(4).do(Pain(8), Pain(3))
    assert walk.state.rows[0].pain == 3
    assert walk.state.ratings[0].pain == 3


def test_a_note_goes_to_the_set_it_was_begun_for() -> None:
    walk = working().wait(13)
    focus = walk.seen().focus
    walk.wait(20).do(Note("slow", focus))
    assert walk.state.rows[0].note == "slow"


def test_the_last_set_is_announced_and_the_end_too() -> None:
    walk = resting().wait(20).do(Done()).wait(5 + 14 + 15 + 14 + 20).do(Done()).wait(5)
    assert walk.last_cue() is Cue.LAST_SET
    walk.wait(14 + 15 + 14)
    assert walk.seen().phase is Phase.ASKING
    assert walk.last_cue() is Cue.DONE


def test_the_time_left_is_the_sum_of_what_is_planned() -> None:
    # Six sets of 14 s, three changes of leg, two rests; nothing follows the last set.
    assert Walk.of().seen().left == 10 + 6 * 14 + 3 * 15 + 2 * 20


def test_moves_without_a_rest_between_them_follow_one_another() -> None:
    one = exercise("swings", sets=1, sides=(Side.BOTH,), set_rest=0, rated=False)
    walk = Walk.of(session(one, exercise("hinge", sets=1, sides=(Side.BOTH,)))).wait(10 + 14)
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.READY, LEAD_IN)
    walk.wait(LEAD_IN)
    assert walk.seen().phase is Phase.WORK


def test_questions_are_waited_for_where_there_is_no_rest() -> None:
    one = exercise("touches", sets=1, sides=(Side.BOTH,), set_rest=0)
    walk = Walk.of(session(one, exercise("hinge", sets=1, sides=(Side.BOTH,)))).wait(10 + 14 + 30)
    assert (walk.seen().phase, walk.seen().overtime) == (Phase.READY, 30)
    assert walk.seen().question is not None


def test_the_leg_is_never_changed_in_no_time() -> None:
    walk = Walk.of(session(exercise("swings", sets=1, leg_rest=0))).wait(10 + 14)
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.SWITCH, LEAD_IN)
