"""The whole log as JSON: every table, every field, row by row, so that it can be read back.

The document is one object: `format`, `format_version`, `schema` (the revision of the tables),
`program`, `exported_at`, `what`, `since`, `until`, and `tables`, which maps each table's name to
its rows in the order of their keys. Lists and mappings kept as text are written as such.
As JSONL the same head is the first line, each row an object `{"table": …, "row": …}`, and the last
line says how many there were, so that a file that was cut short is known as one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO, NoReturn

from sqlalchemy import Boolean, Table
from sqlmodel import Session

import data.tables  # noqa: F401 -- registers the tables
from app import __version__
from app.errors import DamagedLogError
from data import rows, schema
from data.exports import driver
from data.exports.selection import Selection

FORMAT = "stridetui-log"
LINES_FORMAT = "stridetui-log-lines"
FORMAT_VERSION = 1
# Columns whose text is JSON itself.
JSON_COLUMNS = {
    ("assessment", "answers"),
    ("assessment", "verdict"),
    ("change", "rows"),
    ("edit", "rows"),
    ("programme", "kit"),
    ("programme", "places"),
    ("programme", "tendons"),
    ("programme", "weekdays"),
}


def _no_json(value: object) -> NoReturn:
    raise DamagedLogError(
        f"The training log holds {type(value).__name__} where text belongs ({value!r:.40}); "
        "nothing was written. stridetui doctor says more."
    )


_encode = json.JSONEncoder(ensure_ascii=False, default=_no_json).encode


def write(
    file: IO[str],
    session: Session,
    selection: Selection,
    now: datetime,
    progress: Callable[[int, int], None],
) -> dict[str, int]:
    """Write the selected rows as one document; return how many of each table there were."""
    head = json.dumps(_head(FORMAT, selection, now), ensure_ascii=False, indent=1)
    file.write(head.removesuffix("\n}"))
    file.write(',\n "tables": {')
    counts: dict[str, int] = {}
    for table, batch in _batches(session, selection, progress):
        if table.name not in counts:
            file.write(_closed(counts))
            file.write(f'{"," if counts else ""}\n  "{table.name}": [')
            counts[table.name] = 0
        for record in batch:
            file.write(f"{',' if counts[table.name] else ''}\n   {_encode(record)}")
            counts[table.name] += 1
    file.write(_closed(counts))
    file.write("\n }\n}\n")
    return counts


def _closed(counts: dict[str, int]) -> str:
    """Return what ends the table that was written last, if there is one."""
    if not counts:
        return ""
    return "\n  ]" if counts[next(reversed(counts))] else "]"


def write_lines(
    file: IO[str],
    session: Session,
    selection: Selection,
    now: datetime,
    progress: Callable[[int, int], None],
) -> dict[str, int]:
    """Write the same as JSONL, one object a line."""
    file.write(_encode(_head(LINES_FORMAT, selection, now)) + "\n")
    counts: dict[str, int] = {}
    for table, batch in _batches(session, selection, progress):
        counts[table.name] = counts.get(table.name, 0) + len(batch)
        for record in batch:
            file.write(_encode({"table": table.name, "row": record}) + "\n")
    file.write(_encode({"rows": sum(counts.values())}) + "\n")
    return counts


def _head(name: str, selection: Selection, now: datetime) -> dict[str, object]:
    return {
        "format": name,
        "format_version": FORMAT_VERSION,
        "schema": schema.HEAD,
        "program": __version__,
        "exported_at": rows.instant_text(now),
        "what": selection.what.value,
        "since": None if selection.since is None else selection.since.isoformat(),
        "until": None if selection.until is None else selection.until.isoformat(),
    }


def _batches(
    session: Session, selection: Selection, progress: Callable[[int, int], None]
) -> Iterator[tuple[Table, list[dict[str, object]]]]:
    """Yield the rows table by table, some at a time; for each table at least once."""
    tables = selection.tables()
    total = sum(selection.count(session, table) for table in tables)
    done = 0
    for table in tables:
        yield table, []
        names = [column.name for column in table.columns]
        flags = [column.name for column in table.columns if isinstance(column.type, Boolean)]
        nested = [column for owner, column in JSON_COLUMNS if owner == table.name]
        for batch in driver.batches(session, selection.of(table)):
            records: list[dict[str, object]] = [dict(zip(names, row, strict=True)) for row in batch]
            for record in records:
                for column in flags:
                    record[column] = bool(record[column])
                for column in nested:
                    record[column] = _nested(str(record[column]))
            yield table, records
            done += len(records)
            progress(done, total)


def _nested(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        # Not written by this program: passed on as text rather than lost.
        return text
