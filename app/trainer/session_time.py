"""How long a session has gone on, told from the instants that were stored."""

from __future__ import annotations

from datetime import datetime

from app.coach.model import SetRow, WorkoutRecord

_LONGEST_WAIT_SECONDS = 600
"""Between two sets; who comes back later than that has been away [J]."""


def trained_seconds(record: WorkoutRecord) -> float:
    """Seconds of session behind a workout whose clock was not kept.

    They go to the end of the last set that was closed, and that set's rest. Waiting between two
    sets counts; a gap that nobody spends at a set is time away and counts as the rest alone.
    """
    done = [(row.started_at, row.ended_at, row.rest_after) for row in record.sets]
    seconds, before, rest = 0.0, record.started_at, 0.0
    for started, ended, rest_after in sorted(done, key=lambda one: one[0] or record.started_at):
        if started is None or ended is None:
            continue
        gap = (started - before).total_seconds()
        seconds += gap if 0 <= gap <= rest + _LONGEST_WAIT_SECONDS else rest
        seconds += (ended - started).total_seconds()
        before, rest = ended, float(rest_after)
    return seconds + rest


def last_instant(record: WorkoutRecord, rows: tuple[SetRow, ...]) -> datetime:
    """When the last set was over; a screen left open after it is not training."""
    return max((row.ended_at for row in rows if row.ended_at), default=record.started_at)
