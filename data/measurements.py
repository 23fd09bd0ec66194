"""Self-tests in the log. Inside a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from uuid import uuid4

from sqlmodel import Session, col, select

from app.coach.frozen import replace
from app.coach.selftests import Measurement as Measured
from app.coach.selftests import Measurements
from data import rows
from data.tables import Measurement

_row = attrgetter(*rows.MEASUREMENT_FIELDS)


def add(session: Session, measured: Iterable[Measured], now: datetime) -> Measurements:
    """Store results, each under an id of its own; return them with their ids."""
    stored = tuple(replace(one, id=one.id or uuid4().hex) for one in measured)
    at = rows.instant_text(now)
    for one in stored:
        session.add(Measurement(**rows.stored_fields(one, rows.MEASUREMENT_FIELDS), at=at))
    return stored


def every(session: Session, test_id: str | None = None) -> Measurements:
    """Return all results, oldest first; of one test, or of all."""
    query = select(Measurement).order_by(
        col(Measurement.day), col(Measurement.at), col(Measurement.id)
    )
    if test_id is not None:
        query = query.where(Measurement.test == test_id)
    return rows.load_measurements([_row(row) for row in session.exec(query)])


def remove(session: Session, ids: Iterable[str]) -> None:
    """Take results back; an id that is not there is passed over."""
    for measurement_id in ids:
        row = session.get(Measurement, measurement_id)
        if row is not None:
            session.delete(row)
