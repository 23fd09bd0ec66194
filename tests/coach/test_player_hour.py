"""Over a whole hour no second is skipped and nothing drifts, however late the ticks come."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.model import SetRow, Side, Unit
from app.coach.player import Phase, PlayerOptions, Tick, advance, begin, next_change, view
from tests.coach.walking import exercise, moment, session

HOUR = 3600
HANDS_FREE = PlayerOptions(get_ready=10, lead_in=5, hands_free=True)
LATE = st.lists(st.floats(0.0, 0.4), min_size=1, max_size=7)


def hold() -> tuple[SetRow, ...]:
    return session(
        exercise("plank", sets=1, target=HOUR, unit=Unit.SECONDS, seconds=1, sides=(Side.BOTH,))
    )


@given(LATE)
@settings(max_examples=5, deadline=None)
def test_every_second_of_an_hour_is_shown_once_and_in_time(late: list[float]) -> None:
    """Each tick comes a little late, as a loaded machine has it; the next is on time again."""
    state = begin(hold(), PlayerOptions(get_ready=0), {}, moment(0.0))
    shown: list[tuple[int, float]] = []
    seconds, number = 0.0, 0
    while state.phase not in (Phase.ASKING, Phase.DONE):
        state = advance(state, Tick(), moment(seconds)).state
        left = view(state, seconds).seconds_left
        if left is not None and (not shown or shown[-1][0] != left):
            shown.append((left, seconds))
        due = next_change(state, seconds)
        if due is None:
            break
        seconds = due + late[number % len(late)]
        number += 1
    assert [left for left, _ in shown] == list(range(HOUR, 0, -1))
    assert all(0.0 <= at - (HOUR - left) <= max(late) + 1e-6 for left, at in shown)
    assert all(later > earlier for (_, earlier), (_, later) in pairwise(shown))


@given(LATE)
@settings(max_examples=5, deadline=None)
def test_an_hour_of_sets_and_rests_ends_on_the_second(late: list[float]) -> None:
    """Sixty sets of repetitions with their rests: each begins where the one before has ended."""
    rows = session(
        exercise("squat", sets=60, target=10, seconds=3.5, sides=(Side.BOTH,), set_rest=25)
    )
    state = begin(rows, HANDS_FREE, {}, moment(0.0))
    due: float | None = 0.0
    seconds, number = 0.0, 0
    while due is not None:
        seconds = due + late[number % len(late)]
        number += 1
        state = advance(state, Tick(), moment(seconds)).state
        due = next_change(state, seconds)
    # Ten seconds to get ready, sixty sets of 35 seconds, and 59 rests of 25 between them.
    assert state.phase is Phase.ASKING
    assert abs(state.since - (10 + 60 * 35 + 59 * 25)) < 1e-6
    assert [row.actual for row in state.rows] == [10] * 60
