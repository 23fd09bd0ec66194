"""Merging by id: what is new is added, what is the same stays, what differs is judged.

A workout is taken whole or not at all, with its sets, results and changes. Where both logs have
it, the one whose changes go on from the other's is the newer; a session that is open here is
never touched. Every unit is tried in a savepoint: what the log refuses is left out with the
reason, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

import data.tables  # noqa: F401 -- registers the tables
from app.coach.frozen import replace
from app.coach.model import WorkoutStatus
from app.coach.runs import LONGEST, TYPED
from data import rows, run_rows, running
from data.imports.alike import alike
from data.imports.unit import Act, Outcome, Row, Unit

_OWNER = "workout"


def tables() -> Mapping[str, Table]:
    """Return every table of the log by its name, in an order in which rows can be added."""
    return {table.name: table for table in SQLModel.metadata.sorted_tables}


def key(table: Table) -> tuple[str, ...]:
    """Return the names of a table's key."""
    return tuple(column.name for column in table.primary_key.columns)


def is_child(table: Table) -> bool:
    """Return whether the rows of a table belong to a workout and go where it goes."""
    return "workout_id" in key(table)


def children() -> tuple[str, ...]:
    """Return the names of the tables whose rows belong to a workout."""
    return tuple(name for name, table in tables().items() if is_child(table))


def merge(session: Session, units: Iterable[Unit]) -> tuple[Outcome, ...]:
    """Put the units into the log in their order; return what was done with each.

    Everything happens inside the transaction of `session`.
    """
    merging = _Merge(session)
    return tuple(merging.take(unit) for unit in units)


class _Merge:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._tables = tables()
        # Runs of which the log keeps another version, so that nothing read from them is taken.
        self._runs_left_out: set[rows.Stored] = set()

    def take(self, unit: Unit) -> Outcome:
        if unit.of_run in self._runs_left_out:
            return Outcome(Act.SKIP, unit.kind, unit.what, "its run is left out")
        try:
            with self._session.begin_nested():
                act, why = self._put(unit)
        except IntegrityError as error:
            act, why = Act.REFUSE, f"the log does not take it ({_said(error)})"
        if unit.kind == "run" and act in {Act.SKIP, Act.REFUSE}:
            self._runs_left_out.add(unit.row["id"])
        return Outcome(act, unit.kind, unit.what, why)

    def _put(self, unit: Unit) -> tuple[Act, str]:
        missing = self._missing(unit)
        note = ""
        if missing == "programme" and unit.partial:
            unit = replace(unit, row={**unit.row, "programme_id": None})
            missing, note = "", "without its programme, which a table does not carry"
        if missing:
            return Act.REFUSE, f"it belongs to a {missing} that is neither here nor in the file"
        here = self._find(unit.kind, unit.row)
        if here is None:
            if unit.kind == "run" and (why := self._same_run(unit.row)):
                return Act.SKIP, why
            if unit.kind == _OWNER and unit.follows and (why := self._same_workout(unit.row)):
                return Act.SKIP, why
            row, closed = self._closed(unit)
            self._insert(unit.kind, (row,))
            for name, found in unit.children.items():
                self._insert(name, found)
            return Act.ADD, note or closed
        if unit.kind == _OWNER:
            return self._judge_part(unit, here) if unit.partial else self._judge_workout(unit, here)
        return self._judge(unit, here)

    # --- one row ---------------------------------------------------------------------------

    def _judge(self, unit: Unit, here: Row) -> tuple[Act, str]:
        different = [name for name, value in unit.row.items() if here[name] != value]
        if unit.kind == "programme" and "ended_at" in different and here["ended_at"] is not None:
            # Ended here since, perhaps because another one was begun.
            different.remove("ended_at")
        if not different:
            return Act.SAME, ""
        if unit.kind == "programme" and different == ["ended_at"]:
            self._update(unit.kind, unit.row)
            return Act.CHANGE, "it has ended in the file"
        if unit.kind == "run" and here["damaged"] and _longer(unit.row, here):
            self._update(unit.kind, unit.row)
            return Act.CHANGE, "the one in the log came from a damaged file"
        if unit.kind == "run":
            return Act.SKIP, f"the log has this run already, {_origin(str(here['source']))}"
        if unit.follows:
            self._update(unit.kind, unit.row)
            return Act.CHANGE, f"the file has another {', '.join(different)}"
        return Act.SKIP, f"the log's own is kept; the file has another {', '.join(different)}"

    def _closed(self, unit: Unit) -> tuple[Row, str]:
        """A programme that comes to a log with an open one comes as an ended one."""
        if unit.kind != "programme" or unit.row["ended_at"] is not None:
            return unit.row, ""
        table = self._tables["programme"]
        open_here = self._session.execute(select(table.c.id).where(table.c.ended_at.is_(None)))
        if open_here.first() is None:
            return unit.row, ""
        # As an instant that does not depend on when the import is done.
        return {**unit.row, "ended_at": unit.row["created_at"]}, "as ended, as one is open here"

    def _same_run(self, row: Row) -> str:
        """Return why a new run is one that the log has already, or nothing."""
        mine = run_rows.load_runs(
            [_values(row, run_rows.RUN_FIELDS)], [_values(row, run_rows.MEASURE_FIELDS)]
        )
        day = mine[0].day
        for other in running.runs(self._session, day - LONGEST, day + LONGEST):
            if other.overlaps(mine[0]):
                return f"it is the run of {other.day} that the log has {_origin(other.source)}"
        return ""

    # --- workouts --------------------------------------------------------------------------

    def _same_workout(self, row: Row) -> str:
        """Return why a session of a foreign table is one that the log has already, or nothing.

        The log's own export to such a table comes back under an id of that table: the minute it
        began in and its title tell it. Some tables leave out the seconds, and some the time.
        """
        table = self._tables[_OWNER]
        to_the_minute = str(row["started_at"])[: len("2026-11-20T06:40")]
        day = date.fromisoformat(str(row["day"]))
        twin = select(table.c.id).where(
            # A training day may begin before or after the clock's, and the index is one of days.
            table.c.day.in_([str(day + timedelta(days=step)) for step in (-1, 0, 1)]),
            table.c.started_at.startswith(to_the_minute),
            table.c.title == row["title"],
            table.c.title != "",
            table.c.status != WorkoutStatus.DISCARDED,
        )
        if self._session.execute(twin).first() is None:
            return ""
        return "the log has a session of this title that began in the same minute"

    def _judge_workout(self, unit: Unit, here: Row) -> tuple[Act, str]:
        workout_id = unit.row["id"]
        own = {name: self._children(name, workout_id) for name in unit.children}
        if here == unit.row and own == _ordered(unit.children, self._tables):
            return Act.SAME, ""
        if here["status"] == WorkoutStatus.LIVE:
            return Act.SKIP, "it is open here; finish or discard it first"
        journal = list(own.get("change", ()))
        theirs = list(_ordered(unit.children, self._tables).get("change", ()))
        if len(theirs) > len(journal) and theirs[: len(journal)] == journal:
            why = "the file's goes on where the log's ends"
        elif len(journal) > len(theirs) and journal[: len(theirs)] == theirs:
            return Act.SKIP, "the log's is newer"
        elif unit.follows and not journal:
            why = "the file has other values"
        else:
            return Act.SKIP, "the log's own is kept; the file has other values"
        for name in reversed(tuple(unit.children)):
            table = self._tables[name]
            self._session.execute(delete(table).where(table.c.workout_id == workout_id))
        self._update(unit.kind, unit.row)
        for name, found in unit.children.items():
            self._insert(name, found)
        return Act.CHANGE, why

    def _judge_part(self, unit: Unit, here: Row) -> tuple[Act, str]:
        own = {name: self._children(name, unit.row["id"]) for name in unit.children}
        if alike(unit, here, own):
            return Act.SAME, ""
        return Act.SKIP, "the log's own is kept; the table has other values"

    def _children(self, name: str, workout_id: rows.Stored) -> tuple[Row, ...]:
        table = self._tables[name]
        found = self._session.execute(
            select(table)
            .where(table.c.workout_id == workout_id)
            .order_by(*table.primary_key.columns)
        )
        return tuple(dict(row) for row in found.mappings())

    # --- the log ---------------------------------------------------------------------------

    def _missing(self, unit: Unit) -> str:
        """Return the table in which something is missing that the row points at, or nothing."""
        for column in self._tables[unit.kind].columns:
            value = unit.row.get(column.name)
            for foreign in column.foreign_keys:
                parent: Any = foreign.column
                wanted = select(parent).where(parent == value)
                if value is not None and self._session.execute(wanted).first() is None:
                    return str(parent.table.name)
        return ""

    def _find(self, name: str, row: Row) -> Row | None:
        found = self._session.execute(select(self._tables[name]).where(self._this(name, row)))
        first = found.mappings().first()
        return None if first is None else dict(first)

    def _this(self, name: str, row: Row) -> Any:
        table = self._tables[name]
        return and_(*(table.c[column] == row[column] for column in key(table)))

    def _insert(self, name: str, found: Sequence[Row]) -> None:
        if found:
            self._session.execute(insert(self._tables[name]), [dict(row) for row in found])

    def _update(self, name: str, row: Row) -> None:
        table = self._tables[name]
        self._session.execute(update(table).where(self._this(name, row)).values(**row))


def _ordered(
    given: Mapping[str, tuple[Row, ...]], known: Mapping[str, Table]
) -> dict[str, tuple[Row, ...]]:
    """Return rows in the order of their keys, as a query gives them."""
    return {
        name: tuple(
            dict(row)
            for row in sorted(found, key=lambda row: tuple(row[part] for part in key(known[name])))
        )
        for name, found in given.items()
    }


def _values(row: Row, names: Iterable[str]) -> tuple[rows.Stored, ...]:
    return tuple(row[name] for name in names)


def _longer(one: Row, other: Row) -> bool:
    return not one["damaged"] or float(one["seconds"] or 0) > float(other["seconds"] or 0)


def _origin(source: str) -> str:
    return "typed in" if source == TYPED else f"from a {source} file"


def _said(error: IntegrityError) -> str:
    return str(error.orig)[:120]
