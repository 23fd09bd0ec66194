"""Copies of the log: whole, checked and private, by hand and week by week.

SQLite's own backup is used throughout, so that a log in use can be copied.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.errors import StoreError
from data import atomic, check, files, schema, sound
from data.contents import Contents, found_in, open_log, require_sound
from data.contents import of as contents_of

EVERY = timedelta(days=7)
"""How old the newest weekly copy may be before another is made."""

# As in 20261120T113107Z: sorts by time, and is a file name everywhere.
_STAMP = "%Y%m%dT%H%M%SZ"


def folder_of(log: Path) -> Path:
    """Return where the automatic copies of a log lie."""
    return log.parent / schema.FOLDER


def back_up(log: Path, target: Path, *, force: bool = False) -> Contents:
    """Write a copy of the log to `target`, checked, whole or not at all, readable by its owner.

    The copy is one file without companions. Raises `NoLogError` where there is no log yet,
    `DamagedLogError` where its copy is not sound, `UsageError` if something is at `target`,
    `StoreError` if it cannot be written.
    """
    check.require_file(log)
    with atomic.placing(target, force=force) as temporary:
        copy_log(log, temporary, target)
        with closing(open_log(temporary)) as copy, check.explained(temporary):
            require_sound(copy, log)
            return found_in(copy, log)


def weekly(log: Path, now: datetime, kept: int) -> Path | None:
    """Make a copy if the newest one is a week old; return it, None where none was due.

    Of the weekly copies the newest `kept` stay; 0 makes and removes none. A log in which nothing
    stands yet needs none. Raises `StoreError`.
    """
    if kept < 1 or schema.state(log, schema.BUSY_SECONDS) is schema.State.NEW:
        return None
    there = weekly_copies(log)
    # A clock that was wrong may have left a copy from the future, which says nothing.
    if any(timedelta() <= now - at < EVERY for at, _ in there):
        return None
    folder = folder_of(log)
    target = folder / f"{log.stem}-{now.astimezone(UTC).strftime(_STAMP)}{log.suffix}"
    files.make_folder(target)
    back_up(log, target, force=True)
    for _, path in weekly_copies(log)[kept:]:
        if path != target:
            with suppress(FileNotFoundError):  # another copy of the program was faster
                path.unlink()
    return target


def by_hand(log: Path, now: datetime) -> Path:
    """Return a new name among the backups for a copy that nothing removes again."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    target = folder_of(log) / f"{log.stem}.by-hand-{stamp}{log.suffix}"
    files.make_folder(target)
    return target


def weekly_copies(log: Path) -> list[tuple[datetime, Path]]:
    """Return the weekly copies of a log with when they were made, newest first."""
    name = re.compile(rf"{re.escape(log.stem)}-(\d{{8}}T\d{{6}}Z){re.escape(log.suffix)}")
    found = []
    try:
        names = [path.name for path in folder_of(log).iterdir()]
    except OSError:
        return []  # no such folder yet, or none that can be looked into
    for each in names:
        match = name.fullmatch(each)
        with suppress(ValueError):
            if match:
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append((at, folder_of(log) / each))
    return sorted(found, reverse=True)


def newest_sound(log: Path) -> tuple[Path, Contents] | None:
    """Return the copy of a log that reaches furthest, with what is in it; None without any.

    Looked at are all that the program itself makes: weekly and by hand, before an upgrade, a log
    that was replaced, one that was salvaged. Each is read over; what is not sound is passed by.
    """
    name = re.compile(
        rf"{re.escape(log.stem)}(?:-|\.by-hand-|\.before-|\.replaced-|\.salvaged-)[^/]*"
        rf"{re.escape(log.suffix)}"
    )
    best: tuple[tuple[object, ...], Path, Contents] | None = None
    for folder in (folder_of(log), log.parent):
        try:
            paths = [path for path in folder.iterdir() if name.fullmatch(path.name)]
        except OSError:
            continue  # no such folder, or none that can be looked into
        for path in paths:
            with suppress(StoreError, OSError):
                found = contents_of(path)
                reach = (
                    found.newest or date.min,
                    found.counts.get("workout", 0),
                    path.stat().st_mtime,
                    path.name,
                )
                if best is None or reach > best[0]:
                    best = (reach, path, found)
    return None if best is None else best[1:]


def beside(log: Path, now: datetime, what: str) -> Path:
    """Return a name beside the log that nothing has yet, such as `log.replaced-….db`."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    number = 1
    while True:
        extra = "" if number == 1 else f"-{number}"
        name = log.with_name(f"{log.stem}.{what}-{stamp}{extra}{log.suffix}")
        if not os.path.lexists(name):
            return name
        number += 1


def copy_log(source: Path, temporary: Path, target: Path) -> None:
    """Copy a log to a name that nobody reads; `target` is what it is to become.

    Raises `StoreError` that names the one of the two at fault.
    """
    try:
        with closing(open_log(source)) as log:
            sound.copy(log, temporary)
    except sqlite3.Error as error:
        raise check.explain_copy(source, target, error) from error
