"""When pain stops an exercise (S9), read from what was said of its sets."""

from __future__ import annotations

from collections.abc import Iterable

from app.coach.figures import PAIN_RISE
from app.coach.model import SetRow, Side, SkipReason
from app.coach.pain import limit
from app.coach.player.log import find_rating
from app.coach.player.model import State


def stopped(state: State, row: SetRow | None) -> bool:
    """Whether the exercise of this set, in this form, has to stop."""
    if row is None:
        return False
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
