"""Notices that another process wrote to the log, without opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.trainer.desk import Desk

Mark = tuple[tuple[int, int, int], ...]

_NOTHING = (0, 0, 0)


def mark(desk: Desk) -> Mark:
    """Return what changes with every commit to the log: file, size and time of log and WAL.

    SQLite's `data_version` tells the same, but only on a connection kept open for it; this costs
    two `stat` calls, and also sees the file replaced by another.
    """
    log = desk.paths.log
    return _stat(log), _stat(log.with_name(log.name + "-wal"))


def _stat(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return _NOTHING
    return found.st_ino, found.st_size, found.st_mtime_ns
