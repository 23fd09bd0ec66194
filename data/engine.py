"""How the log is connected to: durable, guarded by foreign keys, one writer at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

BUSY_SECONDS = 5.0


def connect(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine on the file; nothing is opened yet.

    `busy_seconds` is how long a connection waits for another writer. A connection with the
    execution option `rw` begins its transactions as a writer.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        # SQLAlchemy and sqlite3 would both guess when a transaction begins; the hook below says.
        connection.isolation_level = None
        set_up(connection, busy_seconds)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that began as a reader fails at once on a stale snapshot, without waiting.
        writes = connection.get_execution_options().get("rw")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def blank() -> Engine:
    """Return an engine on an empty log in memory: what a log that is not there yet reads as."""
    from sqlalchemy.pool import StaticPool
    from sqlmodel import SQLModel

    import data.tables  # noqa: F401 -- registers the tables

    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    SQLModel.metadata.create_all(engine)
    return engine


def set_up(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Make a connection wait for others, keep foreign keys, and lose nothing to a power cut."""
    # First of all: changing the journal mode may already meet another program's lock.
    connection.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
