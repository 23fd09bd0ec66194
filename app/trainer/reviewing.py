"""Looking back: one session set by set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.model import WorkoutRecord

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def workout(desk: Desk, workout_id: str) -> WorkoutRecord:
    """Return one session with its sets and ratings. Raises `StoreError` for an unknown id."""
    return desk.store.workout(workout_id)
