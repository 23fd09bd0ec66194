"""Runs in the log. Inside a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from sqlmodel import Session, col, select

from app.coach.runs import Runs
from data import run_rows
from data.tables import Run

_run_row = attrgetter(*run_rows.RUN_FIELDS)
_measure_row = attrgetter(*run_rows.MEASURE_FIELDS)


def runs(session: Session, since: date | None = None, until: date | None = None) -> Runs:
    """Return runs, oldest first; all, or those of the days from `since` to `until`."""
    query = select(Run).order_by(col(Run.day), col(Run.started_at), col(Run.id))
    if since is not None:
        query = query.where(col(Run.day) >= since.isoformat())
    if until is not None:
        query = query.where(col(Run.day) <= until.isoformat())
    return records(session.exec(query).all())


def records(found: Sequence[Run]) -> Runs:
    """Turn rows into runs, in their order."""
    return run_rows.load_runs(
        [_run_row(row) for row in found], [_measure_row(row) for row in found]
    )
