"""Finished sessions as FIT activities, a file for each."""

from __future__ import annotations

from app.coach.model import WorkoutRecord
from app.coach.names import name_of
from app.trainer.exports.file_names import file_name
from app.trainer.exports.format import Order, Sink, Written
from data.exports import ended
from data.exports.fit.activity import activity, worked


def write(order: Order, sink: Sink) -> Written:
    """Write each ended session in which something was done; one without a set is no training."""
    library = order.desk.library

    def name(exercise_id: str) -> str:
        return name_of(library, exercise_id)

    counts = {"set": 0, "session": 0}
    taken: set[str] = set()
    for record in ended.sessions(order.session, order.selection, order.progress):
        sets = len(worked(record))
        if sets:
            with sink.binary(_unused(record, taken)) as file:
                file.write(activity(record, name))
            counts["set"] += sets
            counts["session"] += 1
    return counts


def _unused(record: WorkoutRecord, taken: set[str]) -> str:
    """Return a file name of day and title; a second one of the same day and title is numbered."""
    first = file_name(record.day, record.title)
    name, number = first, 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    taken.add(name)
    return f"{name}.fit"
