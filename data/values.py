"""What the store gives back beside the coach's own values. Plain frozen values, no ORM."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from app.coach.frozen import dataclass
from app.coach.logbook import EntryKind
from app.coach.model import Kind, WorkoutRecord, WorkoutStatus


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A workout that was begun and not ended.

    `cursor` is the `pos` the player stands at, `asking` the exercise id whose answers were being
    asked for, or None. `elapsed` is how many seconds of session had passed when something of it was
    last stored; None where that was not kept.
    """

    record: WorkoutRecord
    cursor: int
    asking: str | None
    elapsed: float | None = None


@dataclass(frozen=True, slots=True)
class WorkoutSummary:
    """One line of the history. `planned_sets` counts every set of the workout, done or not."""

    id: str
    day: date
    zone: str
    started_at: datetime
    ended_at: datetime | None
    status: WorkoutStatus
    kind: Kind
    title: str
    phase: int
    week: int
    source: str
    short: bool
    note: str
    done_sets: int
    planned_sets: int


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One questionnaire as answered, and the verdict as it was given."""

    id: str
    at: datetime
    answers: Mapping[str, object]
    verdict: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Something the runner chose: what kind of choice, about what, and the choice."""

    id: str
    at: datetime
    kind: str
    subject: str
    choice: str


class EntryKey(NamedTuple):
    """Which entry stands at a place of the time line."""

    kind: EntryKind
    id: str
    day: date


class StoredRow(NamedTuple):
    """A row as it stands in the log: its table, its key, its columns."""

    table: str
    key: tuple[str | int | float | None, ...]
    columns: Mapping[str, str | int | float | None]
