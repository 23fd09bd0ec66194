"""While something is asked that may stop what comes, no countdown runs out."""

from __future__ import annotations

import pytest

from app.coach.model import SetStatus
from app.coach.player import (
    Done,
    Hold,
    LetGo,
    Pain,
    Pause,
    Phase,
    PlayerOptions,
    Resume,
    Tick,
)
from tests.coach.walking import Walk, exercise, session

FLOWING = PlayerOptions(get_ready=10, hands_free=True)
SWITCH_AT, REST_AT = 10 + 14, 10 + 14 + 15 + 14


@pytest.mark.parametrize(
    ("begins", "phase", "left"),
    [(4, Phase.READY, 6), (SWITCH_AT + 5, Phase.SWITCH, 10), (REST_AT + 5, Phase.REST, 15)],
)
def test_a_countdown_stands_until_the_answer_and_runs_on_where_it_stood(
    begins: int, phase: Phase, left: int
) -> None:
    walk = Walk.of(options=FLOWING).wait(begins).do(Hold()).wait(60)
    assert (walk.seen().phase, walk.seen().seconds_left) == (phase, left)
    assert walk.seen().held
    walk.do(LetGo()).wait(left - 1)
    assert (walk.seen().phase, walk.seen().seconds_left) == (phase, 1)
    assert walk.wait(1).seen().phase is Phase.WORK


def test_a_running_set_runs_to_its_end_and_what_follows_it_stands() -> None:
    walk = Walk.of(options=FLOWING).wait(12).do(Hold())
    assert not walk.seen().paused
    walk.wait(60)
    assert walk.state.rows[0].status is SetStatus.DONE
    assert (walk.seen().phase, walk.seen().seconds_left) == (Phase.SWITCH, 15)
    assert walk.do(LetGo()).wait(15).seen().phase is Phase.WORK


def test_a_set_that_pain_closes_is_followed_by_no_countdown_yet() -> None:
    moves = session(exercise("swing", sets=1, set_rest=0, rated=False), exercise("squat"))
    walk = Walk.of(moves, FLOWING).wait(12).do(Hold(), Pain(6)).wait(60)
    assert walk.seen().phase is not Phase.WORK
    assert walk.seen().held


def test_a_clock_that_the_runner_stopped_is_theirs_to_start() -> None:
    walk = Walk.of(options=FLOWING).wait(4).do(Pause(), Hold(), LetGo()).wait(60)
    assert walk.seen().paused
    walk.do(Resume(), Hold(), Pause(), LetGo()).wait(60)
    assert walk.seen().paused
    assert walk.do(Done()).wait(6).seen().phase is Phase.WORK


def test_who_was_away_with_the_question_open_is_asked_as_ever() -> None:
    walk = Walk.of(options=FLOWING).wait(12).do(Hold()).sleep(60).do(LetGo(), Tick())
    assert walk.seen().away == 60
    assert walk.seen().paused
    assert not walk.seen().held
