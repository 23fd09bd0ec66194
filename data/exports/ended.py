"""Ended sessions, one after another, so that a long log never stands in memory whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlmodel import Session, col, select

from app.coach.model import WorkoutRecord, WorkoutStatus
from data import workouts
from data.exports.selection import Selection
from data.tables import Workout


def sessions(
    session: Session, selection: Selection, progress: Callable[[int, int], None]
) -> Iterator[WorkoutRecord]:
    """Yield the ended sessions of the selection, oldest first; `progress` counts them."""
    found = session.exec(
        select(Workout.id)
        .where(selection.days, col(Workout.status) == WorkoutStatus.ENDED.value)
        .order_by(col(Workout.day), col(Workout.started_at), col(Workout.id))
    ).all()
    for number, workout_id in enumerate(found):
        progress(number, len(found))
        yield workouts.one(session, workout_id)
    progress(len(found), len(found))
