"""Marks a log as a made-up one, so that it may be made anew and no real one ever is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from app.errors import StoreError
from data import check, files, schema

KEY = "demo"
"""The key of the mark in the table `meta`."""


def is_marked(path: Path) -> bool:
    """Whether the log at `path` is a made-up one. Raises `StoreError` where there is no log."""
    check.require_file(path)
    with (
        closing(schema.open_existing(path, schema.BUSY_SECONDS)) as connection,
        check.explained(path),
    ):
        if schema.look(connection, path) is schema.State.NEW:
            return False
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
        return row is not None


def mark(path: Path) -> None:
    """Mark the log at `path` as a made-up one. Raises `StoreError`."""
    with check.explained(path), closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')", (KEY,))


def put_in_place(new: Path, path: Path) -> None:
    """Make the closed log `new` the log at `path`, instead of the made-up one there.

    Raises `StoreError`.
    """
    try:
        # A WAL left by the old log would be taken for the new one's.
        for companion in files.COMPANIONS:
            Path(f"{path}{companion}").unlink(missing_ok=True)
        new.replace(path)
    except OSError as error:
        raise check.unreachable(path, error) from error


def discard(path: Path) -> None:
    """Remove a log that was not finished, with what belongs to it, where there is one."""
    for file in (path, *(Path(f"{path}{companion}") for companion in files.COMPANIONS)):
        with suppress(OSError):
            file.unlink()


def unfinished(path: Path) -> Path:
    """Return a name beside `path` for a log in the making; a leftover of that name goes."""
    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    discard(new)
    if new.exists():
        raise StoreError(f"{new} is in the way; remove it.")
    return new
