"""How long a session has gone on, told from the instants that were stored."""

from __future__ import annotations

from datetime import datetime

from app.coach.model import SetRow, WorkoutRecord

_LONGEST_WAIT_SECONDS = 600
"""Between two sets; who comes back later than that has been away [J]."""


def trained_seconds(record: WorkoutRecord, left: tuple[float, datetime] | None) -> float:
    """Seconds of session behind a resumed workout, from the instants that were stored.

    It is what the clock showed when the session was `left`, in the middle of a set perhaps, or
    else when the last set was closed, and that set's rest. Waiting between two sets counts, as it
    did then; a gap that nobody spends at a set is time away and counts as the rest alone.
    """
    done = [(row.started_at, row.ended_at, row.rest_after) for row in record.sets]
    seconds, before = left or (0.0, record.started_at)
    # How long after a set's end the next may begin without anyone having been away; None: it is
    # the first after leaving, and all before it was time away.
    rest: float | None = None if left else 0.0
    for started, ended, rest_after in sorted(done, key=lambda one: one[0] or record.started_at):
        if started is None or ended is None or (left and started < left[1]):
            continue
        if rest is not None:
            gap = (started - before).total_seconds()
            seconds += gap if 0 <= gap <= rest + _LONGEST_WAIT_SECONDS else rest
        seconds += (ended - started).total_seconds()
        before, rest = ended, float(rest_after)
    return seconds + (rest or 0.0)


def last_instant(record: WorkoutRecord, rows: tuple[SetRow, ...]) -> datetime:
    """When the last set was over; a screen left open after it is not training."""
    return max((row.ended_at for row in rows if row.ended_at), default=record.started_at)
