"""Whether two pains were on one spot, and what follows where one was not named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.coach.model import Rating, Side, Start, WorkoutRecord, WorkoutStatus
from app.coach.pain import same_spot, same_spot_words
from app.coach.progression import Step, judge
from app.coach.results import outcomes
from app.coach.turns import pain_turn
from tests.data.builders import a_set, a_workout, done

DAY = date(2026, 1, 5)


def session(after: int, pain: int, place: str) -> WorkoutRecord:
    """Return a session so many days after the first whose lunge hurt so much there."""
    return a_workout(
        f"w{after}",
        day=DAY + timedelta(days=after),
        status=WorkoutStatus.ENDED,
        sets=(done(a_set(0), 10),),
        ratings=(Rating("forward_lunge", Side.BOTH, pain=pain, pain_place=place),),
    )


@pytest.mark.parametrize(
    ("one", "two", "same", "words"),
    [
        ({"knee"}, {"knee", "hip"}, True, " on the same spot"),
        ({"knee"}, {"hip"}, False, ""),
        ({"knee"}, {""}, True, ", maybe on the same spot"),
        ({""}, {""}, True, ", maybe on the same spot"),
        (set(), {"knee"}, True, ", maybe on the same spot"),
        ({"knee", ""}, {"knee"}, True, " on the same spot"),
        ({"knee", ""}, {"hip"}, True, ", maybe on the same spot"),
    ],
)
def test_what_is_not_named_may_be_anywhere(
    one: set[str], two: set[str], same: bool, words: str
) -> None:
    for each in ((one, two), (two, one)):
        assert same_spot(*each) is same
        assert not same or same_spot_words(*each) == words


ONE_SPOT = "Pain was 4 and then 4 on the same spot, so"
MAYBE_ONE = "Pain was 4 and then 4, maybe on the same spot, so"
ANOTHER = "Pain was 4, above 2: one step easier"


@pytest.mark.parametrize(
    ("first", "second", "step", "said"),
    [
        ("knee", "Knee ", Step.LEAVE_OUT, ONE_SPOT),
        ("knee", "", Step.LEAVE_OUT, MAYBE_ONE),
        ("", "knee", Step.LEAVE_OUT, MAYBE_ONE),
        ("", "", Step.LEAVE_OUT, MAYBE_ONE),
        ("knee", "hip", Step.EASIER, ANOTHER),
    ],
)
def test_a_spot_that_was_not_named_may_be_the_same(
    first: str, second: str, step: Step, said: str
) -> None:
    history = (session(0, 4, first), session(2, 4, second))
    ruling = judge(outcomes(history, {"forward_lunge"}), DAY + timedelta(days=5))
    assert ruling is not None
    assert ruling.step is step
    assert ruling.decision.sentence.startswith(said)


@pytest.mark.parametrize(
    ("first", "second", "where"),
    [
        ("left knee", "Left  knee", "within 20 days on the same spot:"),
        ("left knee", "", "within 20 days, maybe on the same spot:"),
        ("", "left knee", "within 20 days, maybe on the same spot:"),
        ("", "", "within 20 days, maybe on the same spot:"),
    ],
)
def test_a_red_with_no_spot_named_may_be_the_same_spot_again(
    first: str, second: str, where: str
) -> None:
    turn = pain_turn((session(0, 7, first), session(20, 6, second)), Start.FULL)
    assert turn is not None
    assert turn.start is Start.HOLD
    assert where in turn.decision.sentence
