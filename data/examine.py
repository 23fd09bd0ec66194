"""Looks a training log over without changing it: its version, its size, whether it is sound."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from app.coach.frozen import dataclass
from data import check, schema, sound
from data.schema import State

# Enough to tell that a file is broken; nobody reads the hundredth.
_MOST_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a log.

    `version` is that of its tables, "" where nothing has been written yet. `older` says that the
    next start upgrades it. `newest` is the training day of the latest session. `faults` are
    words of `data.sound`, () for a sound file.
    """

    version: str = ""
    older: bool = False
    sessions: int = 0
    newest: date | None = None
    faults: tuple[str, ...] = ()


def examine(path: Path) -> Examination:
    """Look over the log at `path`; reads the whole file once.

    Raises `NoLogError` where there is none, `NewerLogError`, `ForeignLogError`, `DamagedLogError`,
    `LockedLogError`, or another `StoreError` where it cannot be looked at.
    """
    check.require_file(path)
    connection = schema.open_existing(path, schema.BRIEFLY)
    try:
        with check.explained(path):
            found = schema.look(connection, path)
            if found is State.NEW:
                return Examination()
            return _examined(connection, older=found is State.OLDER)
    finally:
        connection.close()


def _examined(connection: sqlite3.Connection, *, older: bool) -> Examination:
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    sessions, newest = connection.execute(
        "SELECT count(*), max(day) FROM workout WHERE status != 'discarded'"
    ).fetchone()
    return Examination(
        version,
        older,
        sessions,
        date.fromisoformat(newest) if newest else None,
        sound.faults(connection, _MOST_FAULTS),
    )
