"""The programme that the runner is on, read alike for Today and for everything after it.

Plain `sqlite3`, since the first screen waits for it.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from app.coach.model import DecisionKind, Enrolment
from data import rows

# SQL has no parameters for columns: both lists are constants of `data/rows.py`.
_PROGRAMME = ", ".join(rows.ENROLMENT_FIELDS)
_READINESS = ", ".join(rows.READINESS_FIELDS)

HISTORY_DAYS = 30


def month_before(today: date) -> date:
    """Return the day from which a day's plan asks what was done and answered."""
    return today - timedelta(days=HISTORY_DAYS)


def enrolment(connection: sqlite3.Connection, since: date) -> Enrolment | None:
    """Return the newest programme that has not ended, with what was decided at its gates.

    With it comes what was answered before sessions of the days from `since` on, in the order in
    which it was answered. Raises `DamagedLogError`.
    """
    row = connection.execute(
        f"SELECT {_PROGRAMME} FROM programme WHERE ended_at IS NULL "  # noqa: S608 -- fixed names of `rows`
        "ORDER BY started DESC, created_at DESC, id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    of_this = f"{row[rows.ENROLMENT_FIELDS.index('id')]} "
    gates = connection.execute(
        # Compared as it stands: in LIKE an id could hold a sign that means any letter.
        "SELECT subject, choice FROM decision WHERE kind = ? AND substr(subject, 1, ?) = ? "
        "ORDER BY at, id",
        (DecisionKind.GATE, len(of_this), of_this),
    ).fetchall()
    asked = connection.execute(
        f"SELECT {_READINESS} FROM readiness WHERE day >= ? ORDER BY at, id",  # noqa: S608 -- fixed names of `rows`
        (since.isoformat(),),
    ).fetchall()
    return rows.load_enrolment(row, gates, asked)
