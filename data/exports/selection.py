"""Which rows an export takes: a part of the log, in training days that are both inclusive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, Select, Table, and_, func, select, true
from sqlmodel import Session, SQLModel

from app.coach.frozen import dataclass
from app.coach.model import WorkoutStatus
from data import demo
from data.exports.what import What
from data.tables import Meta, Workout

_WORKOUT: Table = Workout.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_META: Table = Meta.__table__  # type: ignore[attr-defined]  # likewise
KEPT = _WORKOUT.c.status != WorkoutStatus.DISCARDED.value
"""The condition that a session was not taken back."""
_PARTS = {
    # With all that belongs to a workout, whichever tables there are.
    What.SESSIONS: frozenset({"workout", "readiness", "run"}),
    What.PLAN: frozenset({"assessment", "programme", "decision"}),
    What.TESTS: frozenset({"measurement"}),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of training days, None for an open end, and a part of the log."""

    since: date | None = None
    until: date | None = None
    what: What = What.ALL

    @property
    def days(self) -> ColumnElement[bool]:
        """The condition on the rows of `workout`."""
        return self._within(_WORKOUT)

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of the part, parents first, with those that they point at."""
        everything = SQLModel.metadata.sorted_tables
        if self.what is What.ALL:
            return tuple(everything)
        wanted = {
            table.name
            for table in everything
            if table.name in _PARTS[self.what]
            or (self.what is What.SESSIONS and "workout_id" in table.c)
        }
        for table in reversed(everything):
            if table.name in wanted:
                wanted |= {foreign.column.table.name for foreign in table.foreign_keys}
        return tuple(table for table in everything if table.name in wanted)

    def of(self, table: Table) -> Select[tuple[object, ...]]:
        """Return the rows of any table in the order of their keys.

        What belongs to a workout goes with its day. What has no day, such as programmes and
        questionnaires, is always taken whole, as the workouts point at it.
        """
        return select(table).where(self.condition(table)).order_by(*table.primary_key.columns)

    def count(self, session: Session, table: Table) -> int:
        """Return how many rows of a table are taken."""
        query = select(func.count()).select_from(table).where(self.condition(table))
        return int(session.connection().execute(query).scalar_one())

    def shown(self, session: Session, counts: Mapping[str, int]) -> dict[str, int]:
        """Return `counts`, rows of each table, without the sessions that were taken back.

        Their rows are written like all others, but no runner counts what he discarded.
        """
        gone = and_(self.days, ~KEPT)
        left = dict(counts)
        for name in left.keys() & {"workout", "workout_set"}:
            table = SQLModel.metadata.tables[name]
            key = table.c.id if table is _WORKOUT else table.c.workout_id
            query = select(func.count()).where(key.in_(select(_WORKOUT.c.id).where(gone)))
            left[name] -= int(session.connection().execute(query).scalar_one())
        return left

    def discarded(self, session: Session) -> int:
        """Return how many sessions of these days were taken back."""
        if _WORKOUT not in self.tables():
            return 0
        query = select(func.count()).where(and_(self.days, ~KEPT))
        return int(session.connection().execute(query).scalar_one())

    def condition(self, table: Table) -> ColumnElement[bool]:
        """Return the condition on the rows of any table."""
        if table.name == _META.name:
            # An import leaves the mark of a demo out, so an export has no need of it.
            return _META.c.key != demo.KEY
        if self.since is None and self.until is None:
            return true()
        if "workout_id" in table.c:
            return table.c.workout_id.in_(select(_WORKOUT.c.id).where(self.days))
        return self._within(table) if "day" in table.c else true()

    def _within(self, table: Table) -> ColumnElement[bool]:
        wanted: ColumnElement[bool] = true()
        if self.since is not None:
            wanted &= table.c.day >= self.since.isoformat()
        if self.until is not None:
            wanted &= table.c.day <= self.until.isoformat()
        return wanted
