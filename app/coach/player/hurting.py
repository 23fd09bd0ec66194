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
    if (row.exercise_id, row.rung) in state.options.jumps and any(map(_red, state.rows)):
        return Stop.JUMPS
    return None


def _red(row: SetRow) -> bool:
    return row.skip_reason is SkipReason.SHARP or (row.pain is not None and row.pain >= RED_PAIN)


def _stopped(state: State, row: SetRow) -> bool:
    """Whether the exercise of this set, in this form, has to stop (S9)."""
    same = [
        other
        for other in state.rows
        if (other.exercise_id, other.rung) == (row.exercise_id, row.rung)
    ]
    if any(other.skip_reason is SkipReason.SHARP for other in same):
        return True
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
