"""The whole log, every table and every field, in files that this program reads back."""

from __future__ import annotations

from collections.abc import Mapping

from app.trainer.exports.format import Order, Sink, Written
from data.exports import json_file, sqlite_file

_NOUNS = {
    "workout_set": "set",
    "workout": "session",
    "measurement": "self-test result",
    "run": "run",
}


def write_json(order: Order, sink: Sink) -> Written:
    """Write every table as one JSON document."""
    with sink.text() as file:
        return _counted(
            order,
            json_file.write(file, order.session, order.selection, order.now, order.progress),
        )


def write_lines(order: Order, sink: Sink) -> Written:
    """Write every row as a line of JSON."""
    with sink.text() as file:
        return _counted(
            order,
            json_file.write_lines(file, order.session, order.selection, order.now, order.progress),
        )


def write_sqlite(order: Order, sink: Sink) -> Written:
    """Write a copy of the log as a database."""
    with sink.binary() as file:
        return _counted(
            order, sqlite_file.write(file, order.session, order.selection, order.progress)
        )


def _counted(order: Order, tables: Mapping[str, int]) -> Written:
    return counted(order.selection.shown(order.session, tables))


def counted(tables: Mapping[str, int]) -> Written:
    """Return what a runner would count of the rows of tables: sets first, empty ones left out."""
    found = {noun: tables[name] for name, noun in _NOUNS.items() if name in tables}
    rest = {noun: number for noun, number in found.items() if number or noun in {"set", "session"}}
    return rest or {"row": sum(tables.values())}
