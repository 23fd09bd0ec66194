"""Which spot is kept with an exercise where several of its sets hurt."""

from __future__ import annotations

import pytest

from app.coach.model import Side
from app.coach.player import Pain, PlayerOptions, Sharp, SorePlace, Stop
from app.coach.player.hurting import stop
from tests.coach.walking import Walk, exercise, session

KNOWS = PlayerOptions(get_ready=0, tendons=frozenset({"left achilles"}))
TENDON = "left Achilles"
A_PAIN_EACH = [
    # Each is what was said of the first set and of the second: the number, the spot.
    ((4, "knee"), (3, TENDON), (4, "knee"), True),
    ((4, "knee"), (4, TENDON), (4, "knee"), True),
    ((4, ""), (3, TENDON), (4, ""), True),
    ((4, ""), (3, "knee"), (4, "knee"), True),
    ((4, ""), (4, TENDON), (4, TENDON), False),
    # A calm spot does not speak for one that is over its limit, whichever hurt more.
    ((5, TENDON), (4, "knee"), (5, "knee"), True),
    ((5, TENDON), (3, ""), (5, TENDON), False),
    ((4, TENDON), (6, TENDON), (6, TENDON), True),
    ((1, "knee"), (2, TENDON), (2, TENDON), False),
    ((3, "knee"), (4, "hip"), (4, "hip"), True),
    ((4, "knee"), (3, "hip"), (4, "knee"), True),
]


@pytest.mark.parametrize(("first", "second", "kept", "stops"), A_PAIN_EACH)
def test_the_spot_of_an_exercise_is_that_of_its_worst_pain(
    first: tuple[int, str], second: tuple[int, str], kept: tuple[int, str], stops: bool
) -> None:
    rows = session(exercise("squat", sets=2, sides=(Side.BOTH,)))
    walk = Walk.of(rows, KNOWS).do(Pain(*first, 0), Pain(*second, 1))
    (rating,) = walk.state.ratings
    assert (rating.pain, rating.pain_place) == kept
    assert (stop(walk.state, walk.state.rows[1]) is Stop.EXERCISE) is stops


def test_a_spot_said_alone_does_not_take_the_place_of_a_worse_one() -> None:
    rows = session(exercise("squat", sets=2, sides=(Side.BOTH,)))
    walk = Walk.of(rows, KNOWS).do(Pain(4, "knee", 0), Pain(3, "", 1), SorePlace(TENDON, 1))
    assert walk.state.ratings[0].pain_place == "knee"
    walk.do(SorePlace("left knee", 0))
    assert walk.state.ratings[0].pain_place == "left knee"
    # Sharp is red without a number, so its spot stays when a lesser pain is said of another.
    sharp = Walk.of(rows, KNOWS).do(Sharp(0), SorePlace("calf", 0), Pain(3, "knee", 1))
    assert (sharp.state.ratings[0].pain, sharp.state.ratings[0].pain_place) == (3, "calf")
