"""Which rows an export takes: training days from `since` to `until`, both inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, Table, select, true

from data.tables import Workout

_WORKOUT: Table = Workout.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of training days; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> ColumnElement[bool]:
        """The condition on the rows of `workout`."""
        wanted: ColumnElement[bool] = true()
        if self.since is not None:
            wanted &= _WORKOUT.c.day >= self.since.isoformat()
        if self.until is not None:
            wanted &= _WORKOUT.c.day <= self.until.isoformat()
        return wanted

    def of(self, table: Table) -> Select[tuple[object, ...]]:
        """Return the rows of any table: what belongs to a workout goes with its day.

        What belongs to none, such as programmes and questionnaires, is always taken whole, as
        the workouts point at it.
        """
        query = select(table).order_by(*table.primary_key.columns)
        if table is _WORKOUT:
            return query.where(self.days)
        if "workout_id" in table.c:
            return query.where(table.c.workout_id.in_(select(_WORKOUT.c.id).where(self.days)))
        return query
