"""`--verify`: what was written is read back into an empty log and compared with this one."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, create_engine

from app.coach.model import Side
from app.errors import StridetuiError, UsageError
from app.trainer.exports.format import Check, Order, What, Written
from app.trainer.exports.whole import counted
from data.engine import blank
from data.exports import compare, csv_file, csv_foreign, csv_read
from data.exports.csv_foreign import DoneSet
from data.exports.selection import Selection
from data.imports.unit import Act, Unit

_FOREIGN = ("day", "exercise", "side", "amount", "load_kg", "warm-up")


def whole(order: Order, path: Path) -> Check:
    """Import a JSON or JSONL file into an empty log and compare every field of every table."""
    from data.imports import merge, own_json

    try:
        units, refused = own_json.read(path.read_bytes())
    except UsageError as error:
        return Check({}, (f"{path} cannot be read back: {error}.",))
    with _empty_log() as copy:
        outcomes = (*merge.merge(copy, units), *refused)
        strange = tuple(
            f"{one.kind} {one.what} is not taken as it is: {one.why}."
            for one in outcomes
            if one.act is not Act.ADD or one.why
        )
        differences = compare.tables(order.session, copy, order.selection)
        return Check(_read(copy, order.selection), (*strange, *differences))


def sqlite(order: Order, path: Path) -> Check:
    """Compare every field of every table of a copied log."""
    engine = create_engine(f"sqlite:///file:{path.resolve().as_uri()[7:]}?mode=ro&uri=true")
    try:
        with Session(engine) as copy:
            differences = tuple(compare.tables(order.session, copy, order.selection))
            return Check(_read(copy, order.selection), differences)
    except (DBAPIError, sqlite3.Error) as error:
        return Check({}, (f"{path} cannot be read back ({error}).",))
    finally:
        engine.dispose()


def sets(order: Order, path: Path) -> Check:
    """Read the tidy table of sets into an empty log and compare every cell.

    A cell cannot tell an empty text from none; nor does this.
    """
    with _empty_log() as copy:
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
        return Check(_read(copy, Selection(what=What.SESSIONS)), tuple(differences))


def foreign(order: Order, path: Path) -> Check:
    """Import a table of Hevy's or Strong's and compare what such a table can hold."""
    from app.trainer.importing_sets import Choices, read
    from data.imports.source import Form

    try:
        reading = read(order.desk, path, Form.TABLE, path.read_bytes(), Choices())
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


@contextmanager
def _empty_log() -> Iterator[Session]:
    engine = blank()
    try:
        with Session(engine) as copy:
            yield copy
    finally:
        engine.dispose()


def _read(copy: Session, selection: Selection) -> Written:
    whole = Selection(what=selection.what)
    rows = {table.name: whole.count(copy, table) for table in whole.tables()}
    return counted(whole.shown(copy, rows))


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
