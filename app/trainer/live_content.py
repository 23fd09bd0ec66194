"""What a live session shows of its exercises: their words and their figures, read beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from app.coach.model import Exercise, SetRow, Unit, WorkoutRecord
from app.coach.movement import Movement, movement_for
from app.coach.pair_figure import RUN, STEP_UP
from app.errors import ContentError

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def exercises_of(desk: Desk, record: WorkoutRecord) -> dict[str, Exercise]:
    """The session's exercises; one whose file is gone is missing, and its id is shown instead."""
    library = desk.library
    ids = dict.fromkeys(row.exercise_id for row in record.sets)
    return {exercise_id: library[exercise_id] for exercise_id in ids if exercise_id in library}


def movements_of(
    desk: Desk,
    exercises: Mapping[str, Exercise],
    rows: tuple[SetRow, ...],
    rung: str | None = None,
) -> dict[tuple[str, str | None], Movement]:
    """The figure of each exercise in each of its forms; a figure that is not there is missing."""
    wanted = {(row.exercise_id, row.rung) for row in rows} or {(each, rung) for each in exercises}
    found: dict[tuple[str, str | None], Movement] = {}
    for exercise_id, form in wanted:
        exercise = exercises.get(exercise_id)
        # A fault in a picture is no reason not to train.
        with suppress(ContentError):
            movement = movement_for(desk.poses, exercise, form) if exercise else None
            if movement is not None:
                found[exercise_id, form] = movement
    if any(row.unit is Unit.PAIRS for row in rows):
        with suppress(ContentError):
            found |= {(part, None): desk.poses[part] for part in (STEP_UP, RUN)}
    return found
