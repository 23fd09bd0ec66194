"""Steps of every kind, and what a runner may do with them besides doing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.coach.model import Laterality, SetStatus, Side, SkipReason, Tempo, Unit
from app.coach.player import (
    Answer,
    Correct,
    Cue,
    Done,
    Later,
    Meanwhile,
    Pain,
    Pause,
    Phase,
    PlayerOptions,
    RestOff,
    Resume,
    SetHandsFree,
    SetPacer,
    Skip,
    Swap,
    Tick,
    Undo,
    advance,
    pulses,
)
from app.coach.swap import Substitute
from tests.coach.walking import SQUAT_AND_LUNGE, ZERO, Walk, exercise, moment, session

BRIDGE = Substitute(
    "bridge",
    "Bridge",
    Unit.REPS,
    Laterality.TOGETHER,
    4.0,
    Tempo(1, 0, 1, 2),
    0,
    0,
    None,
    True,
    "One-legged squat",
)
STAND = Substitute(
    "stand",
    "Stand",
    Unit.SECONDS,
    Laterality.EACH,
    1.0,
    None,
    0,
    10,
    None,
    True,
    "One-legged squat",
)
FIRST = PlayerOptions(get_ready=0)


def ids(walk: Walk) -> list[str]:
    return [row.exercise_id for row in walk.state.rows]


# --- hands free --------------------------------------------------------------------------


def test_hands_free_a_whole_session_flows_and_the_questions_wait() -> None:
    walk = Walk.of(options=PlayerOptions(hands_free=True)).wait(10 + 6 * 14 + 3 * 15 + 2 * 20 + 1)
    assert {row.status for row in walk.state.rows} == {SetStatus.DONE}
    assert walk.seen().phase is Phase.ASKING
    seen = []
    while walk.state.asking:
        seen.append(walk.state.asking)
        walk.do(Answer(2))
    assert seen == ["lunge"] * 4 + ["squat"] * 4
    assert walk.seen().phase is Phase.DONE


def test_hands_free_can_begin_and_end_at_any_time() -> None:
    walk = Walk.of().wait(12).do(SetHandsFree(True)).wait(12 + 15 + 14 + 20)
    assert walk.seen().phase is Phase.WORK
    walk.do(SetHandsFree(False)).wait(14 + 15 + 14 + 21)
    assert (walk.seen().phase, walk.seen().overtime) == (Phase.READY, 1)


def test_nobody_is_sent_down_a_stretch_before_they_are_back_at_the_line() -> None:
    rows = session(exercise("skip", unit=Unit.METRES, sides=(Side.BOTH,), tempo=None))
    walk = Walk.of(rows, PlayerOptions(hands_free=True)).wait(14).do(Done()).wait(30)
    assert (walk.seen().phase, walk.seen().overtime) == (Phase.READY, 10)


# --- kinds of steps ----------------------------------------------------------------------


def test_minutes_count_down_and_end_by_themselves() -> None:
    rows = session(
        exercise("run", sets=1, target=2, unit=Unit.MINUTES, sides=(Side.BOTH,), seconds=60)
    )
    walk = Walk.of(rows, FIRST).wait(60)
    assert (walk.seen().seconds_left, walk.seen().count) == (60, 1)
    assert walk.last_cue() is Cue.HALFWAY
    walk.wait(60)
    assert walk.state.rows[0].actual == 2


def test_a_pair_is_step_ups_the_walk_over_and_one_run() -> None:
    rows = session(
        exercise(
            "contrast",
            sets=2,
            target=1,
            unit=Unit.PAIRS,
            sides=(Side.BOTH,),
            seconds=105,
            tempo=None,
            set_rest=120,
        )
    )
    walk = Walk.of(rows, FIRST)
    parts: list[tuple[float, str]] = []
    while walk.seen().phase is not Phase.REST:
        stage = walk.seen().stage
        if stage is not None and (not parts or parts[-1][1] != stage.value):
            parts.append((walk.seconds, stage.value))
        walk.wait(0.5)
    assert parts[0][1] == "step up"
    assert parts[1:] == [
        (24.0, "change legs"),
        (54.0, "step up, other leg"),
        (78.0, "walk over"),
        (98.0, "run"),
    ]
    assert walk.seconds == 105.0
    inside = [(at, cue) for at, cue in walk.cues if 20 < at < 105]
    assert inside == [
        (24.0, Cue.SWITCH),
        (52.5, Cue.HALFWAY),
        (54.0, Cue.WORK),
        (78.0, Cue.REST),
        (95.0, Cue.COUNT),
        (96.0, Cue.COUNT),
        (97.0, Cue.COUNT),
        (98.0, Cue.WORK),
        (102.0, Cue.COUNT),
        (103.0, Cue.COUNT),
        (104.0, Cue.COUNT),
    ]
    assert walk.seen().seconds_left == 120


def test_touches_have_a_pulse_and_so_have_the_parts_of_a_repetition() -> None:
    touches = session(
        exercise("touch", unit=Unit.TOUCHES, seconds=1.1, tempo=None, sides=(Side.BOTH,))
    )
    (pulse,) = pulses(Walk.of(touches, FIRST).wait(0.25).state)
    assert (pulse.start, pulse.period, pulse.until) == (0.0, 1.1, 4.4)
    squat = Walk.of(options=FIRST).wait(5)
    assert [(each.start, each.accents) for each in pulses(squat.state)] == [(0.0, 1), (2.0, 0)]
    squat.do(Correct(1))
    assert [each.start for each in pulses(squat.state)] == [-3.5, -1.5]
    assert pulses(squat.do(Pause()).state) == ()
    hold = session(exercise("plank", unit=Unit.SECONDS, seconds=1, target=30, tempo=None))
    assert pulses(Walk.of(hold, FIRST).wait(1).state) == ()


def test_a_cadence_run_has_the_beat_one_set() -> None:
    run = session(
        exercise("cadence_run", unit=Unit.MINUTES, seconds=60, tempo=None, sides=(Side.BOTH,))
    )
    beaten = Walk.of(run, PlayerOptions(get_ready=0, cadence=180)).wait(1)
    assert [each.period for each in pulses(beaten.state)] == [60 / 180]
    assert pulses(Walk.of(run, FIRST).wait(1).state) == ()


def test_at_ones_own_pace_a_key_ends_the_set_and_the_target_stands() -> None:
    walk = Walk.of(options=PlayerOptions(get_ready=0, pacer=False)).wait(60)
    assert (walk.seen().paced, walk.seen().count, walk.seen().running) == (False, 4, 60)
    walk.do(Correct(-1), Done())
    assert walk.state.rows[0].actual == 3
    walk.wait(16).do(SetPacer(True))
    assert (walk.seen().paced, walk.seen().count) == (True, 0)
    walk.wait(4).do(SetPacer(False))
    assert (walk.seen().paced, walk.seen().count) == (False, 4)


# --- countdowns --------------------------------------------------------------------------


def test_a_set_goes_on_after_three_two_one() -> None:
    walk = Walk.of(options=PlayerOptions(get_ready=0, resume=3)).wait(5).do(Pause()).wait(60)
    walk.cues.clear()
    walk.do(Resume())
    assert (walk.seen().paced, walk.seen().goes_on) == (True, 3)
    walk.wait(2)
    assert (walk.seen().paused, walk.seen().goes_on, walk.seen().count) == (True, 1, 1)
    walk.wait(1)
    assert not walk.seen().paused
    assert [cue for _, cue in walk.cues] == [Cue.COUNT, Cue.COUNT, Cue.COUNT, Cue.WORK]
    walk.wait(2)
    assert walk.seen().count == 2


def test_the_countdown_can_be_called_off_or_cut_short() -> None:
    walk = Walk.of(options=PlayerOptions(get_ready=0, resume=3)).wait(5)
    walk.do(Pause(), Resume(), Pause()).wait(30)
    assert walk.seen().paused
    walk.do(Done(), Done())
    assert not walk.seen().paused


def test_a_gap_during_the_countdown_asks_again() -> None:
    walk = Walk.of(options=PlayerOptions(get_ready=0, resume=3)).wait(5).do(Pause(), Resume())
    walk.sleep(400)
    assert (walk.seen().paused, walk.seen().goes_on, walk.seen().away) == (True, None, 400)


def test_the_time_between_the_legs_can_be_ones_own() -> None:
    walk = Walk.of(options=PlayerOptions(get_ready=0, switch=6)).wait(14)
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.SWITCH, 6)


def test_rest_off_stands_ready_and_counts_up() -> None:
    walk = Walk.of(options=FIRST).wait(14 + 15 + 14 + 2).do(RestOff()).wait(3)
    assert (walk.seen().phase, walk.seen().overtime) == (Phase.READY, 3)


# --- away --------------------------------------------------------------------------------


def test_what_was_done_while_nobody_looked_counts_when_one_says_so() -> None:
    walk = Walk.of(options=FIRST).wait(5).sleep(480).do(Meanwhile())
    row = walk.state.rows[0]
    assert (row.status, row.actual) == (SetStatus.DONE, 4)
    assert row.started_at is not None
    assert row.ended_at is not None
    assert (row.ended_at - row.started_at).total_seconds() == 14
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.SWITCH, 15)
    walk.sleep(100).do(Meanwhile())
    assert (walk.seen().phase, walk.seen().overtime) == (Phase.READY, 0)


def test_a_wall_clock_that_is_set_changes_nothing_but_what_is_written_down() -> None:
    plain, moved = Walk.of(options=FIRST), Walk.of(options=FIRST)
    for second in range(1, 120):
        jump = timedelta(hours=(-1) ** second)
        plain.state = advance(plain.state, Tick(), moment(second)).state
        moved.state = advance(
            moved.state, Tick(), replace(moment(second), instant=ZERO + jump)
        ).state
        plain.seconds = moved.seconds = second
        seen, same = plain.seen(), moved.seen()
        assert (seen.phase, seen.count, seen.seconds_left) == (
            same.phase,
            same.count,
            same.seconds_left,
        )
        assert not same.paused


# --- pain (S9) ---------------------------------------------------------------------------


def test_pain_over_the_limit_stops_the_exercise_and_nothing_starts_it_again() -> None:
    walk = Walk.of(options=PlayerOptions(get_ready=0, hands_free=True)).wait(8).do(Pain(3))
    row = walk.state.rows[0]
    assert (row.status, row.actual, row.skip_reason) == (SetStatus.SKIPPED, 2, SkipReason.PAIN)
    assert walk.seen().stopped
    walk.wait(60)
    assert (walk.seen().phase, walk.state.cursor) == (Phase.READY, 1)
    walk.do(Done())
    assert walk.state.rows[1].skip_reason is SkipReason.PAIN
    assert walk.state.rows[2].status is SetStatus.PLANNED
    assert not walk.seen().stopped


def test_pain_that_rises_by_two_stops_and_a_corrected_slip_does_not() -> None:
    rows = session(exercise("squat", sets=2))
    walk = Walk.of(rows, FIRST).wait(8).do(Pain(0)).wait(6 + 15 + 4).do(Pain(2))
    assert walk.seen().stopped
    assert [row.status.value for row in walk.state.rows[1:2]] == ["skipped"]
    walk.do(Undo())
    assert not walk.seen().stopped
    assert [row.status.value for row in walk.state.rows[1:2]] == ["planned"]


def test_a_known_tendon_has_its_own_limit() -> None:
    knows = PlayerOptions(get_ready=0, tendons=frozenset({"left achilles"}))
    walk = Walk.of(options=knows).wait(8).do(Pain(5, "Left Achilles"))
    assert walk.seen().phase is Phase.WORK
    walk.do(Pain(6))
    assert walk.seen().stopped
    elsewhere = Walk.of(options=knows).wait(8).do(Pain(5, "left knee"))
    assert elsewhere.seen().stopped


# --- swap, later -------------------------------------------------------------------------


def test_a_two_legged_exercise_takes_the_place_of_both_legs() -> None:
    walk = Walk.of(options=FIRST).do(Swap(BRIDGE, SkipReason.KIT))
    assert ids(walk) == ["bridge", "lunge", "lunge", "lunge", "lunge"]
    row = walk.state.rows[0]
    assert (row.side, row.target, row.rest_after, row.switch) == (Side.BOTH, 4, 20, False)
    assert (row.rule, row.why) == (
        "D.7.9",
        "Instead of one-legged squat, because something for it was missing.",
    )
    walk.do(Undo())
    assert walk.state.rows == SQUAT_AND_LUNGE


def test_reps_become_a_hold_as_long_as_they_would_have_taken() -> None:
    walk = Walk.of(session(exercise("squat", sets=1, target=10)), FIRST)
    walk.do(Swap(STAND, SkipReason.PAIN))
    assert [(row.side, row.target) for row in walk.state.rows] == [
        (Side.LEFT, 35),
        (Side.RIGHT, 35),
    ]


def test_after_a_set_only_what_is_left_is_swapped_and_what_ended_is_asked() -> None:
    rows = session(exercise("squat", sets=2), exercise("lunge", sets=1))
    walk = Walk.of(rows, FIRST).wait(14 + 15 + 8).do(Swap(BRIDGE, SkipReason.TIME))
    assert ids(walk) == ["squat", "squat", "bridge", "lunge", "lunge"]
    assert (walk.state.rows[1].actual, walk.state.rows[1].skip_reason) == (2, SkipReason.TIME)
    assert walk.state.asking == "squat"
    assert (walk.seen().phase, walk.state.cursor) == (Phase.READY, 2)
    walk.do(Undo())
    assert ids(walk) == ["squat"] * 4 + ["lunge"] * 2
    assert walk.state.cursor == 1


def test_later_goes_to_the_end_of_its_part_and_keeps_the_rests_in_place() -> None:
    walk = Walk.of(options=FIRST).wait(14).do(Later())
    assert ids(walk) == ["squat"] + ["lunge"] * 4 + ["squat"]
    assert (walk.seen().phase, walk.state.cursor) == (Phase.READY, 1)
    assert all(row.rest_after for row in walk.state.rows[:-1])
    walk.do(Undo())
    assert walk.state.rows[1:] == SQUAT_AND_LUNGE[1:]


def test_the_only_exercise_cannot_wait() -> None:
    rows = session(exercise("squat", sets=2))
    walk = Walk.of(rows, FIRST).do(Later())
    assert walk.state.rows == rows
    assert not walk.seen().can_wait


def test_two_poor_repetitions_end_the_set_and_keep_what_was_done() -> None:
    walk = Walk.of(options=FIRST).wait(8).do(Skip(SkipReason.QUALITY))
    row = walk.state.rows[0]
    assert (row.status, row.actual, row.skip_reason) == (SetStatus.DONE, 2, SkipReason.QUALITY)


def test_elapsed_and_left_turn_over_together() -> None:
    walk = Walk.of()
    total = walk.seen().elapsed + walk.seen().left
    for _ in range(120):
        walk.wait(0.5)
        if walk.seen().phase is Phase.WORK:
            assert walk.seen().elapsed + walk.seen().left == total
