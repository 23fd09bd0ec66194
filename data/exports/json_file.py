"""The whole log as JSON: every table, every field, row by row, so that it can be read back.

The document is one object: `format`, `format_version`, `schema` (the revision of the tables),
`program`, `exported_at`, `since`, `until`, and `tables`, which maps each table's name to its rows
in the order of their keys. Lists and mappings that the log keeps as text are written as such.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import IO

from sqlmodel import Session, SQLModel

import data.tables  # noqa: F401 -- registers the tables
from app import __version__
from data import rows, schema
from data.exports.selection import Selection

FORMAT = "stridetui-log"
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
_AT_ONCE = 1000


def write(file: IO[str], session: Session, selection: Selection, now: datetime) -> dict[str, int]:
    """Write the selected rows of every table; return how many each had."""
    head = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": schema.HEAD,
        "program": __version__,
        "exported_at": rows.instant_text(now),
        "since": None if selection.since is None else selection.since.isoformat(),
        "until": None if selection.until is None else selection.until.isoformat(),
    }
    file.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}"))
    file.write(',\n "tables": {')
    counts = {}
    for number, table in enumerate(SQLModel.metadata.sorted_tables):
        nested = [column for owner, column in JSON_COLUMNS if owner == table.name]
        file.write(f'{"," if number else ""}\n  "{table.name}": [')
        counts[table.name] = 0
        found = session.connection().execute(
            selection.of(table).execution_options(yield_per=_AT_ONCE)
        )
        for row in found.mappings():
            record = dict(row)
            for column in nested:
                record[column] = _nested(record[column])
            file.write("," if counts[table.name] else "")
            file.write(f"\n   {json.dumps(record, ensure_ascii=False)}")
            counts[table.name] += 1
        file.write("\n  ]" if counts[table.name] else "]")
    file.write("\n }\n}\n")
    return counts


def _nested(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        # Not written by this program: passed on as text rather than lost.
        return text
