"""Whether a copy of the log holds what the log holds, row by row; each difference is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session

from data.exports.selection import Selection

_AT_ONCE = 1000
_LONGEST = 60


def tables(log: Session, copy: Session, selection: Selection) -> Iterator[str]:
    """Yield a sentence for each difference between the selected rows of two logs."""
    whole = Selection(what=selection.what)
    for table in selection.tables():
        yield from _rows(table, _records(log, selection, table), _records(copy, whole, table))


def sequences(
    what: str, names: Sequence[str], here: Iterable[Sequence[Any]], there: Iterable[Sequence[Any]]
) -> Iterator[str]:
    """Yield a sentence for each difference between two lists of rows in one order."""
    end = object()
    ours, theirs = iter(here), iter(there)
    number = 0
    while True:
        mine, other = next(ours, end), next(theirs, end)
        if mine is end and other is end:
            return
        number += 1
        place = f"{what} {number}"
        if other is end or mine is end:
            yield f"{place} is missing in the {'file' if other is end else 'log'}."
            continue
        assert isinstance(mine, Sequence)
        assert isinstance(other, Sequence)
        for name, own, read in zip(names, mine, other, strict=True):
            if own != read:
                yield _differs(place, name, own, read)


def _rows(
    table: Table, here: Iterator[Mapping[str, Any]], there: Iterator[Mapping[str, Any]]
) -> Iterator[str]:
    """Walk both in the order of their keys, side by side, holding one row of each."""
    keys = [column.name for column in table.primary_key.columns]

    def key(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in keys)

    ours, theirs = next(here, None), next(there, None)
    while ours is not None or theirs is not None:
        if theirs is None or (ours is not None and key(ours) < key(theirs)):
            assert ours is not None
            yield f"{_place(table, key(ours))} is missing in the file."
            ours = next(here, None)
        elif ours is None or key(theirs) < key(ours):
            yield f"{_place(table, key(theirs))} is in the file and not in the log."
            theirs = next(there, None)
        else:
            for name, own in ours.items():
                if own != theirs[name]:
                    yield _differs(_place(table, key(ours)), name, own, theirs[name])
            ours, theirs = next(here, None), next(there, None)


def _records(session: Session, selection: Selection, table: Table) -> Iterator[Mapping[str, Any]]:
    query = selection.of(table).execution_options(yield_per=_AT_ONCE)
    for batch in session.connection().execute(query).mappings().partitions():
        yield from map(dict, batch)


def _place(table: Table, key: tuple[Any, ...]) -> str:
    return f"{table.name} {'/'.join(str(part) for part in key)}"


def _differs(place: str, name: str, own: object, read: object) -> str:
    return f"{place}: {name} is {_short(own)} in the log and {_short(read)} in the file."


def _short(value: object) -> str:
    text = ascii(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
