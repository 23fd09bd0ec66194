"""Tables read back: our own cell by cell, those of other programs by an import."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

from app.coach.model import Side
from app.errors import StridetuiError
from app.trainer.exports import plan_table, tables
from app.trainer.exports.format import Check, Order, What
from app.trainer.exports.verifying.logs import counts, empty_log
from data.exports import compare, csv_cells, csv_file, csv_foreign, csv_read, csv_table
from data.exports.csv_foreign import DoneSet
from data.exports.selection import Selection
from data.imports.unit import Unit

_FOREIGN = ("day", "exercise", "side", "amount", "load_kg", "warm-up")


def check(order: Order, path: Path) -> Check:
    """Read one table back, or every table of a folder, and compare every cell.

    A cell cannot tell an empty text from none; nor does this.
    """
    files = tables.files(order.selection.what)
    whole = order.selection.what is What.ALL
    found = [_one(order, name, path / name if whole else path) for name in files]
    return Check(
        {noun: number for one in found for noun, number in one.read.items()},
        tuple(difference for one in found for difference in one.differences),
    )


def _one(order: Order, name: str, path: Path) -> Check:
    if name == "sessions.csv":
        return _sets(order, path)
    columns = tables.FILES[name]
    here: Iterator[Sequence[object]]
    there: list[Sequence[object]] = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            if name == "plan.csv":
                noun = "planned set"
                here = iter([_as_text(row) for row in plan_table.rows(order)])
                cells = csv_read.lines(file, [one.name for one in columns])
                there.extend([csv_cells.original(cell) for cell in line] for line in cells)
            else:
                kind = tables.KINDS[name]
                noun = kind.noun
                here = _things(order, kind)
                there.extend(csv_read.things(file, kind))
    except (ValueError, csv.Error, OSError) as error:
        return Check({}, (f"{path} cannot be read back ({error}).",))
    names = [one.name for one in columns]
    return Check({noun: len(there)}, tuple(compare.sequences(noun, names, here, there)))


def _as_text(row: Sequence[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _things(order: Order, kind: csv_table.Kind) -> Iterator[Sequence[object]]:
    columns = SQLModel.metadata.tables[kind.table].c
    for batch in csv_table.found(order.session, order.selection, kind):
        for row in batch:
            # As a table says it: none where the column may be empty, else an empty text.
            yield [
                (None if columns[one.name].nullable else "") if cell in (None, "") else cell
                for one, cell in zip(kind.columns, row, strict=True)
            ]


def _sets(order: Order, path: Path) -> Check:
    """Read the tidy table of sets into an empty log and compare every cell.

    A cell cannot tell an empty text from none; nor does this.
    """
    with empty_log() as copy:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                csv_read.read(file, copy)
        except (ValueError, csv.Error, DBAPIError) as error:
            return Check({"set": 0}, (f"{path} cannot be read back ({error}).",))
        differences = compare.sequences(
            "set",
            csv_file.NAMES,
            _cells(order.session, order.selection),
            _cells(copy, Selection()),
        )
        return Check(counts(copy, Selection(what=What.SESSIONS)), tuple(differences))


def foreign(order: Order, path: Path) -> Check:
    """Import a table of Hevy's or Strong's and compare what such a table can hold."""
    from app.trainer.importing_sets import Choices, read
    from data.imports import sheet
    from data.imports.source import Form

    try:
        table = sheet.read(path.read_bytes())
        reading = read(order.desk, path, Form.TABLE, table, Choices())
    except StridetuiError as error:
        return Check({"set": 0}, (f"{path} cannot be read back: {error}.",))
    strange = tuple(f"{one.kind} {one.what}: {one.why}." for one in reading.outcomes)
    done = csv_foreign.done_sets(
        order.session, order.selection, cache(order.name), lambda _done, _all: None
    )
    # Sessions are grouped and ordered anew by an import, so both are compared in one order.
    here = sorted((_of_log(one) for one in done), key=str)
    there = sorted((row for unit in reading.units for row in _of_unit(unit, order)), key=str)
    differences = compare.sequences("set", _FOREIGN, here, there)
    return Check({"set": len(there)}, (*strange, *differences))


def _cells(session: Session, selection: Selection) -> Iterator[Sequence[object]]:
    for _, _, batch in csv_file.batches(session, selection):
        for row in batch:
            yield tuple(None if cell == "" else cell for cell in row)


def _of_log(one: DoneSet) -> tuple[object, ...]:
    amount = one.reps or one.metres or one.seconds or 0
    day = one.day if one.began is None else one.began.date().isoformat()
    return (day, one.exercise.strip(), one.side.value, amount, one.load_kg or None, one.warm_up)


def _of_unit(unit: Unit, order: Order) -> Iterator[tuple[object, ...]]:
    for row in unit.children[SQLModel.metadata.tables["workout_set"].name]:
        yield (
            unit.row["day"],
            order.name(str(row["exercise_id"])),
            Side(str(row["side"])).value,
            row["actual"],
            row["load_kg"],
            row["section"] == "opening",
        )
