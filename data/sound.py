"""Whether a log is sound, and copying one: whole, as one file, from a log that may be in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def copy(log: sqlite3.Connection, target: Path) -> None:
    """Copy a log into the file `target`. Raises `sqlite3.Error`."""
    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        log.backup(made)
        # A copy of a log in WAL mode would ask for companions of its own when it is opened.
        made.execute("PRAGMA journal_mode=DELETE")


def faults(log: sqlite3.Connection, most: int = 1) -> tuple[str, ...]:
    """Read the whole log over; return what is wrong with it in words, () for a sound one.

    Of pages, rows and indices that are broken there are at most `most`, and as many of rows that
    belong to nothing. Raises `sqlite3.Error` for a file that cannot be read at all.
    """
    return (*_said(log, f"integrity_check({most})"), *orphans(log, most))


def lost_pages(log: sqlite3.Connection) -> tuple[str, ...]:
    """Return the first fault through which rows may be lost, in words, () where there is none.

    Passes by what those of `faults` are about that every row survives: an index that does not
    fit its table, a row that belongs to nothing. Raises likewise.
    """
    return _said(log, "quick_check(1)")


def _said(log: sqlite3.Connection, check: str) -> tuple[str, ...]:
    return tuple(str(words) for (words,) in log.execute(f"PRAGMA {check}") if words != "ok")


def orphans(log: sqlite3.Connection, most: int = 1) -> tuple[str, ...]:
    """Return rows that belong to something which is not there, in words."""
    found = log.execute("PRAGMA foreign_key_check").fetchmany(most)
    return tuple(f"a row of {table} belongs to no {parent}" for table, _, parent, _ in found)
