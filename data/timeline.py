"""The time line in the log: one page of what is wanted, and how much of it there is.

Sessions, runs, self-tests and check-ins are read in their order from an index each, and a page of
them costs the rows it shows. Questionnaires, decisions and answers of the morning after have an
instant only: what day it was where the runner is, SQLite asks of Python, and all of them are
sorted for every page. There are few of those. What is searched while typing is read from indices
that hold only what was said. Inside a session.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime

from sqlmodel import Session

from app.clock import local_day
from app.coach.logbook import Wanted
from data.engine import plain
from data.timeline_sql import KINDS, Names, page_query, parts
from data.values import EntryKey


def page(
    session: Session, wanted: Wanted, names: Names, zone: str, *, offset: int, limit: int
) -> tuple[EntryKey, ...]:
    """Return the keys of `limit` entries from the `offset`-th newest on."""
    asked = parts(wanted, names)
    if not asked:
        return ()
    query, values = page_query(asked)
    found = _connection(session, zone).execute(query, [*values, limit, offset]).fetchall()
    return tuple(EntryKey(KINDS[kind], key, date.fromisoformat(day)) for kind, key, day, _ in found)


def count(session: Session, wanted: Wanted, names: Names, zone: str) -> int:
    """Return how many entries there are."""
    connection = _connection(session, zone)
    total = 0
    for query, values in parts(wanted, names):
        row = connection.execute(f"SELECT count(*) FROM ({query})", values).fetchone()  # noqa: S608 -- fixed text
        total += row[0]
    return total


def _connection(session: Session, zone: str) -> sqlite3.Connection:
    raw = plain(session)
    raw.create_function("local_day", 1, _local_day(zone), deterministic=True)
    return raw


def _local_day(zone: str) -> Callable[[str], str]:
    def day(at: str) -> str:
        try:
            return local_day(datetime.fromisoformat(at), zone).isoformat()
        except ValueError:
            return at[:10]

    return day
