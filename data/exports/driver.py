"""Rows straight from SQLite's driver, for long exports: half of SQLAlchemy's time a row.

What a column holds comes as SQLite holds it: a boolean is 0 or 1.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session

_AT_ONCE = 1000


def batches(session: Session, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a query, some at a time, within the transaction of `session`."""
    connection = session.connection()
    compiled = query.compile(connection, compile_kwargs={"literal_binds": True})
    log = connection.connection.driver_connection
    assert isinstance(log, sqlite3.Connection)
    try:
        with closing(log.cursor()) as cursor:
            cursor.execute(str(compiled))
            while found := cursor.fetchmany(_AT_ONCE):
                yield found
    except sqlite3.Error as error:
        from app.errors import StoreError

        raise StoreError(f"The log cannot be read to its end ({error}).") from error
