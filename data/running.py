"""Runs in the log. Inside a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from sqlalchemy import select as bare_select
from sqlmodel import Session, col

from app.coach.runs import Runs
from data import run_rows
from data.tables import Run

_run_row = attrgetter(*run_rows.RUN_FIELDS)
_measure_row = attrgetter(*run_rows.MEASURE_FIELDS)
_COLUMNS = [getattr(Run, name) for name in (*run_rows.RUN_FIELDS, *run_rows.MEASURE_FIELDS)]


def runs(
    session: Session,
    since: date | None = None,
    until: date | None = None,
    *,
    settled: bool = False,
) -> Runs:
    """Return runs, oldest first; all, or those of the days from `since` to `until`.

    `settled` leaves out those of which no cadence from minute 10 on is known.
    """
    # Bare columns: to make an object of the ORM of each run takes as long as all the rest.
    query = bare_select(*_COLUMNS).order_by(Run.day, Run.started_at, Run.id)
    if since is not None:
        query = query.where(col(Run.day) >= since.isoformat())
    if until is not None:
        query = query.where(col(Run.day) <= until.isoformat())
    if settled:
        query = query.where(col(Run.settled_cadence).is_not(None))
    found = session.connection().execute(query).all()
    first = len(run_rows.RUN_FIELDS)
    return run_rows.load_runs([row[:first] for row in found], [row[first:] for row in found])


def records(found: Sequence[Run]) -> Runs:
    """Turn rows into runs, in their order."""
    return run_rows.load_runs(
        [_run_row(row) for row in found], [_measure_row(row) for row in found]
    )
