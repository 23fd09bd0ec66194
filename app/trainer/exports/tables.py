"""The log as tidy tables for a spreadsheet or a script, with a dictionary of their columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from typing import IO

from app.trainer.exports import plan_table
from app.trainer.exports.format import Order, Sink, What, Written
from data.exports import csv_file, csv_table
from data.exports.csv_cells import END

KINDS = {
    "tests.csv": csv_table.TESTS,
    "runs.csv": csv_table.RUNS,
    "readiness.csv": csv_table.READINESS,
}
"""The tables of one kind of thing each, by the name of their file."""

FILES = {
    "sessions.csv": csv_file.COLUMNS,
    "plan.csv": plan_table.COLUMNS,
    **{name: kind.columns for name, kind in KINDS.items()},
}
"""The columns of every table, by the name of its file."""

DICTIONARY = ("file", "column", "holds", "meaning")
"""What the dictionary says of each column."""

_FILE_OF = {What.SESSIONS: "sessions.csv", What.PLAN: "plan.csv", What.TESTS: "tests.csv"}


def write(order: Order, sink: Sink) -> Written:
    """Write one part as CSV; everything as a folder with one file for each kind of thing."""
    what = order.selection.what
    if what is not What.ALL:
        with sink.text() as file:
            return _one(files(what)[0], file, order)
    written: dict[str, int] = {}
    for name in files(what):
        with sink.text(name) as file:
            written |= _one(name, file, order)
    with sink.text("dictionary.csv") as file:
        write_dictionary(file)
    return written


def files(what: What) -> tuple[str, ...]:
    """Return the names of the tables that a part of the log is written as."""
    return tuple(FILES) if what is What.ALL else (_FILE_OF[what],)


def write_dictionary(file: IO[str]) -> None:
    """Write what each column of each file holds."""
    out = csv.writer(file, lineterminator=END)
    out.writerow(DICTIONARY)
    out.writerows(dictionary_rows())


def dictionary_rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield what `DICTIONARY` names, for each column of each file."""
    for name, columns in FILES.items():
        yield from ((name, one.name, one.holds.value, one.sentence) for one in columns)


def _one(name: str, file: IO[str], order: Order) -> Written:
    if name == "sessions.csv":
        sets, workouts = csv_file.write(
            file, order.session, order.selection, cache(order.name), order.progress
        )
        return {"set": sets, "session": workouts}
    if name == "plan.csv":
        return plan_table.write(file, order)
    kind = KINDS[name]
    return {kind.noun: csv_table.write(file, order.session, order.selection, kind, order.progress)}
