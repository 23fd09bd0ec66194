"""When pain stops an exercise (S9), read from what was said of its sets."""

from __future__ import annotations

from collections.abc import Iterable

from app.coach.figures import PAIN_RISE
from app.coach.model import SetRow
from app.coach.player.model import State


def stopped(state: State, row: SetRow | None) -> bool:
    """Whether the exercise of this set, in this form, has to stop."""
    return row is not None and stops(
        (
            other.pain
            for other in state.rows
            if (other.exercise_id, other.rung) == (row.exercise_id, row.rung)
        ),
        state.options.pain_limit,
    )


def stops(pains: Iterable[int | None], limit: int) -> bool:
    """Whether pains, set by set, pass the limit or rise too fast; None was not said."""
    before: int | None = None
    for pain in pains:
        if pain is None:
            continue
        if pain > limit or (before is not None and pain - before >= PAIN_RISE):
            return True
        before = pain
    return False
