"""Looking back: one session set by set, the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach import insight, names
from app.coach.insight import Chart, ExerciseDay, PhaseMark, WeekDose
from app.coach.model import Unit, WorkoutRecord

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def workout(desk: Desk, workout_id: str) -> WorkoutRecord:
    """Return one session with its sets and ratings. Raises `StoreError` for an unknown id."""
    return desk.store.workout(workout_id)


def exercises(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return id and name of each exercise that was done and is rated, in the order of names."""
    found = [
        (exercise_id, name_of(desk, exercise_id))
        for exercise_id in desk.store.exercise_ids()
        if exercise_id not in desk.library or desk.library[exercise_id].rated
    ]
    return tuple(sorted(found, key=lambda item: item[1].casefold()))


def name_of(desk: Desk, exercise_id: str) -> str:
    """Return an exercise's name; its id where the library no longer has it."""
    return names.name_of(desk.library, exercise_id)


def control_series(desk: Desk, exercise_id: str) -> Chart:
    """Return control per session of one exercise. Raises `StoreError`."""
    return insight.control(_days(desk, exercise_id), name_of(desk, exercise_id))


def reps_series(desk: Desk, exercise_id: str) -> Chart:
    """Return completed repetitions per session against target. Raises `StoreError`."""
    exercise = desk.library.get(exercise_id)
    return insight.repetitions(
        _days(desk, exercise_id),
        name_of(desk, exercise_id),
        exercise.unit if exercise else Unit.REPS,
    )


def dose_series(desk: Desk, exercise_id: str | None = None) -> Chart:
    """Return sets per week, planned beside done: of one exercise, or of all."""
    weeks = [
        WeekDose(row.week, row.exercise_id, row.planned, row.done)
        for row in desk.store.weekly_dose()
        if exercise_id in {None, row.exercise_id}
    ]
    phases = tuple(
        PhaseMark(insight.phase_label(phase), first) for phase, first in desk.store.phase_starts()
    )
    return insight.weekly_dose(weeks, desk.clock.today(), phases)


def _days(desk: Desk, exercise_id: str) -> tuple[ExerciseDay, ...]:
    return tuple(
        ExerciseDay(
            row.day,
            row.workout_id,
            row.phase,
            row.week,
            row.side,
            row.control,
            row.effort,
            row.pain,
            row.done or 0,
            row.target or 0,
        )
        for row in desk.store.exercise_results(exercise_id)
    )
