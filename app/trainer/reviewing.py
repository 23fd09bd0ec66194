"""Looking back: the history page by page, one session set by set, the charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.coach import insight, names
from app.coach.insight import Chart, ExerciseDay, PhaseMark, WeekDose
from app.coach.model import Kind, Unit, WorkoutRecord, WorkoutStatus

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One session as the time line shows it."""

    workout_id: str
    day: date
    title: str
    kind: Kind
    status: WorkoutStatus
    phase: int
    week: int
    started_at: datetime
    ended_at: datetime | None
    done_sets: int
    all_sets: int
    source: str
    note: str

    @property
    def minutes(self) -> int | None:
        """How long it took, in whole minutes; None where it has not ended."""
        if self.ended_at is None:
            return None
        return max(0, round((self.ended_at - self.started_at).total_seconds() / 60))


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some rows of the time line, newest first, and how many there are in all."""

    total: int
    rows: tuple[HistoryRow, ...]


def page(desk: Desk, offset: int, limit: int) -> HistoryPage:
    """Return `limit` sessions from the `offset`-th newest on. Raises `StoreError`."""
    found = desk.store.workouts(offset, limit)
    rows = tuple(
        HistoryRow(
            row.id,
            row.day,
            row.title,
            row.kind,
            row.status,
            row.phase,
            row.week,
            row.started_at,
            row.ended_at,
            row.done_sets,
            row.planned_sets,
            row.source,
            row.note,
        )
        for row in found
    )
    return HistoryPage(desk.store.count(), rows)


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
