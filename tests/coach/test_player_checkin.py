"""What is asked when an exercise has ended, what stands ready, and what is stored."""

from __future__ import annotations

from app.coach.model import Rating, Side
from app.coach.player import (
    Accept,
    Answer,
    Asked,
    Done,
    EndEarly,
    Pain,
    PassBy,
    Phase,
    PlayerOptions,
    Proposal,
    Question,
    QuestionView,
    Undo,
)
from tests.coach.walking import Walk, exercise, session

LEFT = Question(Asked.CONTROL, Side.LEFT)
RIGHT = Question(Asked.CONTROL, Side.RIGHT)
EFFORT = Question(Asked.EFFORT, Side.BOTH)
PAIN = Question(Asked.PAIN, Side.BOTH)
CALM = Proposal(control={Side.LEFT: 4, Side.RIGHT: 5}, effort=6, pain=1)
SORE = Proposal(control={Side.LEFT: 4, Side.RIGHT: 5}, effort=6, pain=3)


def asked(proposal: Proposal | None = None) -> Walk:
    """Return a walk in the rest after the squat, its check-in open."""
    proposals = {"squat": proposal} if proposal else {}
    return Walk.of(proposals=proposals).wait(10 + 14 + 15 + 14 + 2)


def open_question(walk: Walk) -> Question | None:
    question = walk.seen().question
    return question.question if question else None


def shown(walk: Walk) -> QuestionView:
    question = walk.seen().question
    assert question is not None
    return question


def ratings(walk: Walk) -> dict[tuple[str, Side], Rating]:
    return {(rating.exercise_id, rating.side): rating for rating in walk.state.ratings}


def test_control_is_asked_per_side_then_effort_then_pain() -> None:
    walk = asked()
    seen = []
    for value in (3, 4, 7, 0):
        seen.append(open_question(walk))
        walk.do(Answer(value))
    assert seen == [LEFT, RIGHT, EFFORT, PAIN]
    assert walk.seen().question is None
    assert walk.seen().phase is Phase.REST
    assert ratings(walk) == {
        ("squat", Side.LEFT): Rating("squat", Side.LEFT, control=3),
        ("squat", Side.RIGHT): Rating("squat", Side.RIGHT, control=4),
        ("squat", Side.BOTH): Rating("squat", Side.BOTH, effort=7, pain=0),
    }


def test_one_value_where_both_legs_work_together() -> None:
    rows = session(exercise("calf", sets=1, sides=(Side.BOTH,)))
    walk = Walk.of(rows).wait(10 + 14)
    assert walk.seen().phase is Phase.ASKING
    assert open_question(walk) == Question(Asked.CONTROL, Side.BOTH)
    walk.wait(2).do(Answer(5), Answer(4), Answer(0))
    assert walk.seen().phase is Phase.DONE
    assert walk.state.ratings == (Rating("calf", Side.BOTH, control=5, effort=4, pain=0),)


def test_the_first_time_nothing_stands_ready_and_accepting_stores_nothing() -> None:
    walk = asked()
    assert shown(walk).ready == ()
    walk.do(Accept())
    assert walk.state.ratings == ()
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.READY, 5)


def test_one_key_accepts_all_of_last_times_answers_in_one_changeset() -> None:
    walk = asked(CALM)
    assert shown(walk).proposal == 4
    before = len(walk.stored)
    walk.do(Accept())
    assert walk.seen().question is None
    assert len(walk.stored) == before + 1
    assert ratings(walk)["squat", Side.BOTH] == Rating("squat", Side.BOTH, effort=6, pain=1)
    walk.do(Undo())
    assert walk.state.ratings == ()
    assert open_question(walk) == LEFT


def test_pain_above_two_is_asked_afresh() -> None:
    walk = asked(SORE).do(Accept())
    assert open_question(walk) == PAIN
    assert shown(walk).proposal is None
    walk.do(Answer(2))
    assert walk.seen().question is None


def test_an_answer_given_by_hand_is_kept_when_the_others_are_accepted() -> None:
    walk = asked(CALM).do(Answer(2), Accept())
    assert ratings(walk)["squat", Side.LEFT].control == 2
    assert ratings(walk)["squat", Side.RIGHT].control == 5


def test_passing_by_leaves_empty() -> None:
    walk = asked(CALM).do(PassBy())
    assert open_question(walk) == RIGHT
    walk.do(Answer(5), PassBy(), PassBy())
    assert walk.seen().question is None
    assert walk.state.ratings == (Rating("squat", Side.RIGHT, control=5),)


def test_what_the_next_set_cut_off_is_asked_at_the_end() -> None:
    walk = asked(CALM).do(PassBy(), Done(), Done())
    assert walk.seen().phase is Phase.WORK
    assert walk.seen().question is None
    assert walk.state.ratings == ()
    walk.do(EndEarly())
    assert walk.seen().phase is Phase.ASKING
    assert (walk.state.asking, open_question(walk)) == ("squat", RIGHT)
    walk.do(Accept())
    assert walk.seen().phase is Phase.DONE


def test_values_out_of_range_are_not_taken() -> None:
    walk = asked().do(Answer(0), Answer(6), Answer(-1))
    assert open_question(walk) == LEFT
    walk.do(Answer(3), Answer(3), Answer(11))
    assert open_question(walk) == EFFORT


def test_pain_said_during_the_exercise_is_not_asked_again() -> None:
    walk = Walk.of(proposals={"squat": CALM}).wait(20).do(Pain(2)).wait(35)
    assert [question for question, _ in shown(walk).ready] == [LEFT, RIGHT, EFFORT]
    walk.do(Accept())
    assert walk.seen().question is None
    assert ratings(walk)["squat", Side.BOTH].pain == 2


def test_moves_that_are_not_rated_are_not_asked_about() -> None:
    rows = session(exercise("swings", sets=1, rated=False), exercise("squat", sets=1))
    walk = Walk.of(rows).wait(10 + 14 + 15 + 14)
    assert walk.seen().phase is Phase.REST
    assert walk.seen().question is None


def test_only_the_leg_that_worked_is_asked_about() -> None:
    rows = session(exercise("squat", sets=1, sides=(Side.RIGHT,)), exercise("lunge", sets=1))
    walk = Walk.of(rows).wait(10 + 14)
    assert open_question(walk) == RIGHT


def test_after_the_last_exercise_it_waits_for_the_answers() -> None:
    rows = session(exercise("squat", sets=1))
    walk = Walk.of(rows, PlayerOptions(get_ready=0)).wait(14 + 15 + 14 + 600)
    assert walk.seen().phase is Phase.ASKING
    assert not walk.seen().paused
    walk.do(Answer(4), Answer(4), Answer(5), Answer(0))
    assert walk.seen().phase is Phase.DONE
    walk.do(Undo())
    assert walk.seen().phase is Phase.ASKING
    assert open_question(walk) == PAIN
