"""The tidy table of sets read back into a log, to prove that nothing of it was lost."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import IO, Any

from sqlalchemy import Boolean, Column, Float, Integer, Table, insert
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, SQLModel

from data import rows
from data.exports.csv_cells import original
from data.exports.csv_file import NAMES, field_of
from data.exports.csv_table import Kind
from data.tables import ExerciseResult, Programme, Workout, WorkoutSet

_AT_ONCE = 1000


def _flag(cell: str) -> bool:
    if cell not in {"0", "1"}:
        raise ValueError(f"{cell!r} is neither 0 nor 1")
    return cell == "1"


_READ: Mapping[type[TypeEngine[Any]], Callable[[str], object]] = {
    Boolean: _flag,
    Integer: int,
    Float: float,
}
_OF_RESULT = ("control", "effort", "pain", "pain_place", "next_morning")


def read(file: IO[str], copy: Session) -> int:
    """Put the sets of a table into an empty log; return how many there were.

    Raises `ValueError` where it is not a table of this program.
    """
    reader = lines(file, NAMES)
    workouts: dict[str, None] = {}
    programmes: set[str] = set()
    count = 0
    while batch := list(islice(reader, _AT_ONCE)):
        sets, results = [], []
        for line in batch:
            cells = dict(zip(NAMES, line, strict=True))
            workout = _row(Workout, cells)
            if workout["programme_id"] and workout["programme_id"] not in programmes:
                programmes.add(workout["programme_id"])
                copy.connection().execute(insert(_table(Programme)), _nothing(workout))
            if workout["id"] not in workouts:
                workouts[workout["id"]] = None
                copy.connection().execute(insert(_table(Workout)), workout)
            own = _row(WorkoutSet, cells) | {"workout_id": workout["id"]}
            sets.append(own)
            results.append(
                {
                    "workout_id": workout["id"],
                    "exercise_id": own["exercise_id"],
                    "side": own["side"],
                }
                | {name: value(_table(ExerciseResult).c[name], cells[name]) for name in _OF_RESULT}
            )
        copy.connection().execute(insert(_table(WorkoutSet)), sets)
        # Every set of an exercise carries how it went.
        copy.connection().execute(insert(_table(ExerciseResult)).prefix_with("OR IGNORE"), results)
        count += len(batch)
    return count


def things(file: IO[str], kind: Kind) -> Iterator[tuple[object, ...]]:
    """Yield what stands in a table of `csv_table`, as the log would hold it.

    Raises `ValueError` where it is not that table.
    """
    columns = SQLModel.metadata.tables[kind.table].c
    names = [one.name for one in kind.columns]
    for line in lines(file, names):
        yield tuple(value(columns[name], cell) for name, cell in zip(names, line, strict=True))


def lines(file: IO[str], names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of a table below its header. Raises `ValueError` for another header."""
    reader = csv.reader(file)
    if next(reader, []) != list(names):
        raise ValueError("its first line does not name the columns")
    yield from reader


def _row(model: type[SQLModel], cells: Mapping[str, str]) -> dict[str, Any]:
    """Return what the cells say of the columns of a table."""
    found = {}
    for name in NAMES:
        owner, field = field_of(name)
        if owner is model:
            found[field] = value(_table(model).c[field], cells[name])
    return found


def value(column: Column[Any], cell: str) -> object:
    """Return what a cell says of a column of the log. Raises `ValueError` where it cannot be."""
    if not cell:
        return None if column.nullable else ""
    for kind, read in _READ.items():
        if isinstance(column.type, kind):
            return read(cell)
    text = original(cell)
    if column.name == "at" or column.name.endswith("_at"):
        # What was none in the log was passed on as it stood, so it stands in the copy.
        with suppress(ValueError):
            return rows.instant_text(datetime.fromisoformat(text))
    return text


def _nothing(workout: Mapping[str, Any]) -> dict[str, Any]:
    """Return a programme of which only the id is known, for its sessions to point at."""
    return {
        "id": workout["programme_id"],
        "created_at": workout["started_at"],
        "started": workout["day"],
        "start": "",
        **dict.fromkeys(("weekdays", "places", "kit"), "[]"),
    }


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]
