"""Finished sessions as FIT activities, a file for each."""

from __future__ import annotations

from collections.abc import Iterator

from app.coach.model import WorkoutRecord
from app.trainer.exports.file_names import file_name
from app.trainer.exports.format import Order, Progress, Sink, Written
from data.exports import ended
from data.exports.fit.activity import activity, worked


def write(order: Order, sink: Sink) -> Written:
    """Write each ended session in which something was done; one without a set is no training."""
    counts = {"set": 0, "session": 0}
    for name, record in files(order, order.progress):
        with sink.binary(name) as file:
            file.write(activity(record, order.name))
        counts["set"] += len(worked(record))
        counts["session"] += 1
    return counts


def files(order: Order, progress: Progress) -> Iterator[tuple[str, WorkoutRecord]]:
    """Yield the sessions that are written, each with the name of its file."""
    taken: set[str] = set()
    for record in ended.sessions(order.session, order.selection, progress):
        if worked(record):
            yield _unused(record, taken), record


def _unused(record: WorkoutRecord, taken: set[str]) -> str:
    """Return a file name of day and title; a second one of the same day and title is numbered."""
    first = file_name(record.day, record.title)
    name, number = first, 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    taken.add(name)
    return f"{name}.fit"
