"""How the log is connected to: durable, guarded by foreign keys, one writer at a time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool, StaticPool

from data.schema import BUSY_SECONDS, open_existing

if TYPE_CHECKING:
    from sqlmodel import Session


def for_writing(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine whose transactions write; nothing is opened yet.

    `busy_seconds` is how long a connection waits for another writer.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        # SQLAlchemy and sqlite3 would both guess when a transaction begins; the hook below says.
        connection.isolation_level = None
        set_up(connection, busy_seconds)

    # A writer that began as a reader fails at once on a stale snapshot, without waiting.
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def for_reading(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine that reads an existing log and cannot write; nothing is opened yet."""
    engine = create_engine(
        "sqlite://", creator=lambda: open_existing(path, busy_seconds), poolclass=QueuePool
    )
    _begin_with(engine, "BEGIN")
    return engine


def copy_in_memory(log: sqlite3.Connection) -> Engine:
    """Return an engine on a copy of the log that lives as long as the engine does."""
    copy = _in_memory()
    log.backup(copy)
    copy.execute("PRAGMA foreign_keys=ON")
    engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
    _begin_with(engine, "BEGIN")
    return engine


def plain(session: Session) -> sqlite3.Connection:
    """Return the connection under a session, inside its transaction."""
    raw = session.connection().connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)


def blank() -> Engine:
    """Return an engine on an empty log in memory: what a log that is not there yet reads as.

    Every thread that reads at the same time has an empty log of its own.
    """
    from data.tables import Workout

    with closing(_in_memory()) as first:
        Workout.metadata.create_all(create_engine("sqlite://", creator=lambda: first))
        made = first.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        tables = ";".join(sql for (sql,) in made)

    def connect() -> sqlite3.Connection:
        connection = _in_memory()
        connection.executescript(tables)
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    _begin_with(engine, "BEGIN")
    return engine


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def set_up(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Make a connection wait for others, keep foreign keys, and lose nothing to a power cut."""
    # First of all: changing the journal mode may already meet another program's lock.
    connection.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
