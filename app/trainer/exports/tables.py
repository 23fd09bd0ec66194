"""The log as tidy tables for a spreadsheet or a script."""

from __future__ import annotations

from app.coach.names import name_of
from app.trainer.exports.format import Order, Sink, Written
from data.exports import csv_file


def write(order: Order, sink: Sink) -> Written:
    """Write one row per set and side as CSV."""
    library = order.desk.library

    def name(exercise_id: str) -> str:
        return name_of(library, exercise_id)

    with sink.text() as file:
        sets, workouts = csv_file.write(file, order.session, order.selection, name)
    return {"set": sets, "session": workouts}
