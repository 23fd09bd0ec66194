"""Whole logs read back: JSON and JSONL by an import into an empty log, databases as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, create_engine

from app.errors import UsageError
from app.trainer.exports.format import Check, Order, Written
from app.trainer.exports.whole import counted
from data.engine import blank
from data.exports import compare
from data.exports.selection import Selection
from data.imports.unit import Act


def whole(order: Order, path: Path) -> Check:
    """Import a JSON or JSONL file into an empty log and compare every field of every table."""
    from data.imports import merge, own_json

    try:
        units, refused = own_json.read(path.read_bytes())
    except UsageError as error:
        return Check({}, (f"{path} cannot be read back: {error}.",))
    with empty_log() as copy:
        outcomes = (*merge.merge(copy, units), *refused)
        strange = tuple(
            f"{one.kind} {one.what} is not taken as it is: {one.why}."
            for one in outcomes
            if one.act is not Act.ADD or one.why
        )
        differences = compare.tables(order.session, copy, order.selection)
        return Check(counts(copy, order.selection), (*strange, *differences))


def sqlite(order: Order, path: Path) -> Check:
    """Compare every field of every table of a copied log."""
    engine = create_engine(f"sqlite:///file:{path.resolve().as_uri()[7:]}?mode=ro&uri=true")
    try:
        with Session(engine) as copy:
            differences = tuple(compare.tables(order.session, copy, order.selection))
            return Check(counts(copy, order.selection), differences)
    except (DBAPIError, sqlite3.Error) as error:
        return Check({}, (f"{path} cannot be read back ({error}).",))
    finally:
        engine.dispose()


@contextmanager
def empty_log() -> Iterator[Session]:
    """Give an empty log in memory."""
    engine = blank()
    try:
        with Session(engine) as copy:
            yield copy
    finally:
        engine.dispose()


def counts(copy: Session, selection: Selection) -> Written:
    """Return how many of what a copy of the selected part holds."""
    whole = Selection(what=selection.what)
    rows = {table.name: whole.count(copy, table) for table in whole.tables()}
    return counted(whole.shown(copy, rows))
