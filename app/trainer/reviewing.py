"""Looking back: the history page by page, one session set by set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.coach import names
from app.coach.model import Kind, WorkoutRecord, WorkoutStatus

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


def name_of(desk: Desk, exercise_id: str) -> str:
    """Return an exercise's name; its id where the library no longer has it."""
    return names.name_of(desk.library, exercise_id)
