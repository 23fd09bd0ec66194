"""A backup in the place of the log: checked, upgraded, and the replaced log kept.

A log that is replaced keeps its file and is right for every program that has it open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from app.errors import DamagedLogError, NoLogError, StoreError
from data import atomic, check, files, parts, schema, sound
from data.backups import beside, copy_log
from data.contents import open_log, require_sound, tables


@contextmanager
def prepared(backup: Path, log: Path) -> Iterator[Path]:
    """Copy a backup to where nobody else looks, upgraded to the newest version if need be.

    That is beside the log it is for, where the next restore sweeps what a killed one left. The
    backup itself is not touched. Raises what `data.contents.of` raises, `StoreError` where
    nothing can be made there.
    """
    check.require_file(backup)
    files.make_folder(log)
    try:
        with parts.folder(log.parent, log.name) as folder:
            copy = folder / "restored.db"
            copy_log(backup, copy, copy)
            state = _checked(copy, backup)
            if state is schema.State.NEW:
                raise NoLogError(f"There is nothing in {backup}; choose another file.")
            if state is schema.State.OLDER:
                schema.upgrade(copy, schema.BUSY_SECONDS)
                _checked(copy, backup)
            yield copy
    except OSError as error:
        raise check.unreachable(log, error) from error


def _checked(copy: Path, backup: Path) -> schema.State:
    """Read a copy over; what is wrong with it is said of the backup."""
    with check.explained(backup), closing(open_log(copy)) as log:
        state = schema.look(log, backup)
        if state is not schema.State.NEW:
            require_sound(log, backup)
        return state


def put_back(log: Path, copy: Path, now: datetime) -> Path | None:
    """Make the log what a prepared copy is; return where the replaced one was kept.

    None where there was no log. A log in use is replaced in one transaction, during which nobody
    else can write; one that cannot be read is set aside as it is. Raises `StoreError`, and the
    log is then what it was.
    """
    try:
        state = schema.state(log, schema.BUSY_SECONDS)
        if state is not schema.State.NEW:
            # A log may have lost a page in the middle, and could then not be emptied.
            with check.explained(log), closing(open_log(log)) as present:
                require_sound(present, log)
    except DamagedLogError:
        return _place(copy, log, now)
    if state is schema.State.NEW:
        _place(copy, log, now)
        return None
    if state is schema.State.OLDER:
        schema.prepare(log, schema.BUSY_SECONDS)
    kept = beside(log, now, "replaced")
    with check.explained(log), closing(sqlite3.connect(log, isolation_level=None)) as here:
        from data.engine import set_up

        set_up(here, schema.BUSY_SECONDS)
        here.execute("ATTACH ? AS backup", (str(copy),))
        # What refers to what is checked at the end, when all of it is there.
        here.execute("PRAGMA foreign_keys=OFF")
        here.execute("BEGIN IMMEDIATE")
        try:
            # Inside the transaction: what is kept is exactly what is replaced.
            with atomic.placing(kept) as temporary:
                copy_log(log, temporary, kept)
            _exchange(here, log)
            here.execute("COMMIT")
        except BaseException:
            # Ended by whatever, the log is as it was. SQLite may have rolled back by itself.
            if here.in_transaction:
                here.execute("ROLLBACK")
            raise
    return kept


def _exchange(here: sqlite3.Connection, log: Path) -> None:
    for table in tables(here):
        columns = ", ".join(f'"{row[1]}"' for row in here.execute(f"PRAGMA table_info({table})"))
        here.execute(f"DELETE FROM main.{table}")  # noqa: S608 -- names of our own tables
        here.execute(
            f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM backup.{table}"  # noqa: S608 -- likewise
        )
    for fault in sound.orphans(here):
        raise StoreError(f"In the backup {fault}; {log} is as it was.")


def _place(copy: Path, log: Path, now: datetime) -> Path | None:
    """Give a copy the log's name; return where what had it was kept, None where nothing had."""
    files.make_folder(log)
    # Only what is wholly written takes the name, and takes it from the log in one step: ended by
    # whatever, there is a log.
    with atomic.placing(log, force=log.exists()) as temporary:
        copy_log(copy, temporary, log)
        with suppress(NoLogError):
            return files.make_room(log, now)
    return None
