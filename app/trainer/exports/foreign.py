"""Tables that Hevy and Strong take in."""

from __future__ import annotations

from functools import cache

from app.trainer.exports.format import Order, Sink, Written
from data.exports import csv_foreign


def write_hevy(order: Order, sink: Sink) -> Written:
    """Write the sets that were done as Hevy's table."""
    with sink.text() as file:
        return _counted(
            csv_foreign.write_hevy(
                file, order.session, order.selection, cache(order.name), order.progress
            )
        )


def write_strong(order: Order, sink: Sink) -> Written:
    """Write the sets that were done as Strong's table."""
    with sink.text() as file:
        return _counted(
            csv_foreign.write_strong(
                file, order.session, order.selection, cache(order.name), order.progress
            )
        )


def _counted(found: tuple[int, int]) -> Written:
    sets, workouts = found
    return {"set": sets, "session": workouts}
