"""What can be wrong with the file of the log, each as a typed error of one clear sentence.

Nothing here writes; what makes, moves or looks at files is `data/files.py`.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.errors import (
    DamagedLogError,
    GoneLogError,
    LockedLogError,
    NoLogError,
    ReadOnlyLogError,
    StoreError,
)

# The smallest page of an SQLite database, in bytes.
_SHORTEST = 512

_LOCKED = (
    LockedLogError,
    "Another program keeps {path} locked; nothing was written. Close it and try again.",
)
_DAMAGED = (
    DamagedLogError,
    "{path} is damaged or not a training log ({error}); nothing in it was changed. "
    "Take a backup with stridetui restore, save what can be read with stridetui backup --salvage, "
    "or choose another with --db.",
)
_READ_ONLY = (
    ReadOnlyLogError,
    "{path} cannot be written; make the file and its folder readable and writable "
    "or choose another with --db.",
)
# What only the file that is written to can be.
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}
_FAILING = (
    StoreError,
    "The disk that holds {path} fails or is full ({error}); nothing was written. "
    "Make room or look at the disk, and try again.",
)
_OTHERWISE = "{path} could not be used ({error}); nothing was changed."
_SENTENCES: Mapping[int | None, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        StoreError,
        "{path} cannot be opened ({error}); choose another with --db.",
    ),
    sqlite3.SQLITE_FULL: (
        StoreError,
        "The disk that holds {path} is full; nothing was written. Make room and try again.",
    ),
    sqlite3.SQLITE_IOERR: _FAILING,
    sqlite3.SQLITE_CONSTRAINT: (
        StoreError,
        "{path} refused what was to be written ({error}); nothing was changed.",
    ),
}


def require_file(path: Path) -> None:
    """Raise `NoLogError` where there is nothing, `StoreError` where there is no plain file.

    Raises `DamagedLogError` for a scrap too short to be a database.
    """
    # SQLite takes a file of one byte for an empty one and would write over it.
    if 0 < size_of(path) < _SHORTEST:
        raise damaged(path, "it is too short")


def damaged(path: Path, what: str) -> StoreError:
    """Say that the log is damaged, by what, and which ways there are out of it."""
    kind, sentence = _DAMAGED
    return kind(sentence.format(path=path, error=what))


def size_of(path: Path) -> int:
    """Return the size of a file. Raises `NoLogError`, `StoreError` for no plain file."""
    # The file is not opened: closing it again would drop the locks that SQLite holds on it in
    # this process.
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoLogError(
            f"There is no training log at {path} yet; start a session to begin one."
        ) from error
    except OSError as error:
        raise unreachable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise not_a_file(path)
    return found.st_size


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from one that is put in its place; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def gone(path: Path) -> GoneLogError:
    """Say that the log is not the file any more that was opened."""
    return GoneLogError(
        f"The training log at {path} was deleted, moved or replaced while it was in use; nothing "
        "was written. Put it back, or what follows goes into a new one there."
    )


def not_a_file(path: Path) -> StoreError:
    """Say that the log's place is taken by a folder or a device."""
    what = "a folder" if path.is_dir() else "not a plain file"
    return StoreError(f"{path} is {what}; give the path of a database file with --db.")


def unreachable(path: Path, error: OSError) -> StoreError:
    """Say why the log's folder cannot be used or made."""
    reason = (error.strerror or str(error)).lower()
    if isinstance(error, PermissionError):
        return ReadOnlyLogError(
            f"The training log at {path} cannot be written ({reason}); "
            "make its folder writable or choose another with --db."
        )
    return StoreError(
        f"The training log at {path} cannot be reached ({reason}); choose another with --db."
    )


def explain(path: Path, error: sqlite3.Error) -> StoreError:
    """Turn an SQLite error into the typed error that says what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_CANTOPEN and _shut(path):
        primary = sqlite3.SQLITE_READONLY
    kind, sentence = _SENTENCES.get(primary, (StoreError, _OTHERWISE))
    return kind(sentence.format(path=path, error=error))


def explain_copy(source: Path, target: Path, error: sqlite3.Error) -> StoreError:
    """Turn an error of copying `source` to `target` into the typed error of the one at fault."""
    code = getattr(error, "sqlite_errorcode", 0)
    of_target = code & 0xFF in _NO_ROOM or code == sqlite3.SQLITE_IOERR_WRITE
    return explain(target if of_target else source, error)


def _shut(path: Path) -> bool:
    return not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.R_OK))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise SQLite's errors inside the block as typed errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(path, error) from error
