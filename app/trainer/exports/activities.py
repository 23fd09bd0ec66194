"""Finished sessions as FIT activities, a file for each."""

from __future__ import annotations

import re

from app.coach.model import WorkoutRecord
from app.coach.names import name_of
from app.trainer.exports.format import Order, Sink, Written
from data.exports import ended
from data.exports.fit.activity import activity, worked

_LONGEST = 40


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
    words = re.sub(r"[^a-z0-9]+", "-", record.title.lower()[:_LONGEST]).strip("-") or "session"
    name, number = f"{record.day}-{words}.fit", 1
    while name in taken:
        number += 1
        name = f"{record.day}-{words}-{number}.fit"
    taken.add(name)
    return name
