"""The whole log, every table and every field, in files that this program reads back."""

from __future__ import annotations

from app.trainer.exports.format import Order, Sink, Written
from data.exports import json_file


def write(order: Order, sink: Sink) -> Written:
    """Write every table as one JSON document."""
    with sink.text() as file:
        counts = json_file.write(file, order.session, order.selection, order.now)
    return {"set": counts["workout_set"], "session": counts["workout"]}
