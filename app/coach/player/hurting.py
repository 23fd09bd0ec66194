"""When pain stops an exercise, all jumps or the session, read from what was said of the sets."""

from __future__ import annotations

from collections.abc import Iterable

from app.coach.figures import PAIN_RISE, RED_PAIN
from app.coach.model import SetRow, Side, SkipReason
from app.coach.pain import limit
from app.coach.player.log import find_rating
from app.coach.player.model import State, Stop


def stop(state: State, row: SetRow | None) -> Stop | None:
    """Return how much pain stops, seen from this set; None where it may be done."""
    if row is None:
        return None
    if any(other.skip_reason is SkipReason.BONE for other in state.rows):
        return Stop.SESSION
    if _stopped(state, row):
        return Stop.EXERCISE
    if (row.exercise_id, row.rung) in state.options.jumps and _reds(state):
        return Stop.JUMPS
    return None


def may_replace(state: State, row: SetRow, exercise_id: str, *, jumps: bool) -> bool:
    """Whether an exercise may go on in the place of this set's, by the pain of this session.

    After red the exercise rests in every form, the regression of S9 is another one, and nothing
    is to jump (D.4, D.7.2).
    """
    reds = _reds(state)
    itself = exercise_id == row.exercise_id
    return not (reds and jumps) and not (itself and row.exercise_id in reds)


def _reds(state: State) -> frozenset[str]:
    """Return the exercises of this session whose pain was red, of a set or as a whole."""
    told = {one.exercise_id for one in state.ratings if (one.pain or 0) >= RED_PAIN}
    return frozenset(told | {row.exercise_id for row in state.rows if _red(row)})


def _red(row: SetRow) -> bool:
    return row.skip_reason is SkipReason.SHARP or (row.pain is not None and row.pain >= RED_PAIN)


def _stopped(state: State, row: SetRow) -> bool:
    """Whether the exercise of this set has to stop: in this form, after red in any (S9, D.7.2)."""
    if row.exercise_id in _reds(state):
        return True
    same = [
        other
        for other in state.rows
        if (other.exercise_id, other.rung) == (row.exercise_id, row.rung)
    ]
    rating = find_rating(state.ratings, row.exercise_id, Side.BOTH)
    most = limit(rating.pain_place if rating else "", state.options.tendons)
    return stops((other.pain for other in same), most)


def stops(pains: Iterable[int | None], most: int) -> bool:
    """Whether pains, set by set, pass `most` or rise too fast; None was not said."""
    before: int | None = None
    for pain in pains:
        if pain is None:
            continue
        if pain > most or (before is not None and pain - before >= PAIN_RISE):
            return True
        before = pain
    return False
