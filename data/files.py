"""The file of the log and what lies beside it: made for its owner alone, and never lost."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app import private_folder
from data import check

# WAL and shared memory lie beside the database and belong to it.
COMPANIONS = ("-wal", "-shm")


def make_folder(path: Path) -> None:
    """Make the missing folders above `path`, readable by the owner alone (0700)."""
    try:
        private_folder.make(path.parent)
    except OSError as error:
        raise check.unreachable(path, error) from error


def make_file(path: Path) -> None:
    """Make an empty file for a new log, readable by the owner alone (0600), if none is there."""
    if path.exists() and not path.is_file():
        raise check.not_a_file(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise check.unreachable(path, error) from error


def others_read(path: Path) -> bool:
    """Return whether anyone but its owner may read the file; False where modes say nothing."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a broken log, and what belongs to it, to a new name beside it; return that name.

    `now` goes into the name. Nothing is ever overwritten or deleted. Raises `StoreError`.
    """
    new = make_room(path, now)
    try:
        if path.exists() and path.samefile(new):
            path.unlink()
    except OSError as error:
        raise check.unreachable(path, error) from error
    return new


def make_room(path: Path, now: datetime) -> Path:
    """Likewise, but the log also has its old name until another file takes it.

    Where the file system has no second names, the old one is free at once.
    """
    check.size_of(path)
    stamp = now.strftime("%Y%m%d-%H%M%S")
    try:
        new = _second_name(path, stamp)
        # The database goes last: were it first, a kill in between would leave its WAL to a
        # new database of the old name.
        for companion in COMPANIONS:
            with suppress(FileNotFoundError):
                Path(f"{path}{companion}").rename(f"{new}{companion}")
        if not path.samefile(new):
            path.replace(new)
    except OSError as error:
        raise check.unreachable(path, error) from error
    return new


def _second_name(path: Path, stamp: str) -> Path:
    """Give the file one more name that nothing has yet, so that no rename can overwrite.

    Where the file system has no second names, an empty file keeps the name.
    """
    number = 1
    while True:
        extra = "" if number == 1 else f"-{number}"
        new = path.with_name(f"{path.stem}.broken-{stamp}{extra}{path.suffix}")
        number += 1
        if any(Path(f"{new}{companion}").exists() for companion in COMPANIONS):
            continue
        try:
            os.link(path, new)
        except FileExistsError:
            continue
        except OSError:
            with suppress(FileExistsError):
                os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                return new
        else:
            return new
