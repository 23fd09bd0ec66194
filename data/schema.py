"""Which version of the tables a file holds, and bringing it to the newest one.

The stamp is read with plain `sqlite3`; Alembic is imported only to create or to upgrade.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ExistsError, ForeignLogError, NewerLogError, NoLogError
from data import check, files

if TYPE_CHECKING:
    from sqlalchemy import Connection

# "Strd": tells a training log from any other SQLite file.
APPLICATION_ID = 0x53747264
# The names of data/migrations/versions, oldest first, so that no start has to ask Alembic.
REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]

BUSY_SECONDS = 5.0
"""How long a connection waits for another writer."""
BRIEFLY = 1.0
"""The same where somebody looks on: another's write has ended by then, a lock has not."""

FOLDER = "backups"
"""The folder beside a log in which its automatic copies lie."""

# Bytes at the beginning of every SQLite database.
_HEADER = 100
# Alembic's environment is one per process.
_alembic = threading.Lock()
# Several readers may find the log old at once; the copy before its upgrade is made by one.
_preparing = threading.Lock()


class State(Enum):
    """What the tables of a file are to this program."""

    NEW = "nothing in it yet"
    CURRENT = "the newest version"
    OLDER = "a version to upgrade from"


def look(connection: sqlite3.Connection, path: Path) -> State:
    """Return the state of the tables, in about a tenth of a millisecond.

    Raises `ForeignLogError` for another program's database, `DamagedLogError` for a log without
    its stamp, `NewerLogError` for one written by a newer version, and `sqlite3.Error` for what
    cannot be read.
    """
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if not tables and application_id in {0, APPLICATION_ID}:
        return State.NEW
    if application_id != APPLICATION_ID:
        raise ForeignLogError(
            f"{path} is a database of another program, not a training log; "
            "nothing in it was changed. Choose another with --db."
        )
    if "alembic_version" not in tables:
        raise check.damaged(path, "its version has gone")
    stamp = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if stamp is not None and stamp[0] == HEAD:
        return State.CURRENT
    if stamp is not None and stamp[0] in REVISIONS:
        return State.OLDER
    raise NewerLogError(
        f"{path} was written by a newer version of stridetui; it was left untouched. "
        "Upgrade stridetui to read it."
    )


def state(path: Path, busy_seconds: float) -> State:
    """Return the state of the file, NEW where there is none or an empty one. Creates nothing."""
    try:
        check.require_file(path)
    except NoLogError:
        return State.NEW
    connection = open_existing(path, busy_seconds)
    try:
        with check.explained(path):
            return look(connection, path)
    finally:
        connection.close()


def open_existing(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """Open the file by plain `sqlite3`, never creating it, for reading. Raises `StoreError`.

    A file that lies in a folder without write permission is read as it stands, since SQLite
    could not keep its index of the WAL there.
    """
    uri = path.absolute().as_uri()

    def connect(how: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{uri}?{how}",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )

    with check.explained(path):
        # Not mode=ro: after a kill the WAL has to be recovered, which writes beside the file.
        connection = connect("mode=rw")
        try:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists():
                raise
            return connect("immutable=1")
        except BaseException:
            # Nobody else knows of the connection, so nobody else would close it.
            connection.close()
            raise
        return connection


def prepare(path: Path, busy_seconds: float) -> None:
    """Make the file a log of the newest version: create it, upgrade it, or find it current.

    Before an upgrade the file is copied to a new name in the folder `backups` beside it.
    Raises `StoreError`.
    """
    if state(path, busy_seconds) is State.CURRENT:
        return
    with _preparing:
        found = state(path, busy_seconds)
        if found is State.CURRENT:
            return
        if found is State.NEW:
            files.make_folder(path)
            files.make_file(path)
        else:
            copy_before_upgrade(path, busy_seconds)
        upgrade(path, busy_seconds)


def copy_before_upgrade(path: Path, busy_seconds: float) -> Path:
    """Copy the log, checked, to a name that nothing has; return it. Whole or not at all.

    An earlier copy of the very same log is returned instead: an upgrade that was killed and is
    begun anew leaves no second one. Raises `DamagedLogError`, `StoreError`.
    """
    from data import atomic

    files.make_folder(path.parent / FOLDER / path.name)
    earlier: list[Path] = []
    while True:
        extra = "" if not earlier else f"-{len(earlier) + 1}"
        copy = path.parent / FOLDER / f"{path.stem}.before-{HEAD}{extra}{path.suffix}"
        try:
            with atomic.placing(copy) as temporary:
                _copy(path, temporary, busy_seconds)
            break
        except ExistsError:
            earlier.append(copy)
    for each in earlier:
        if _same_pages(each, copy):
            copy.unlink()
            return each
    return copy


def _copy(path: Path, target: Path, busy_seconds: float) -> None:
    from data import sound

    with check.explained(path), closing(open_existing(path, busy_seconds)) as log:
        sound.copy(log, target)
        with closing(open_existing(target, busy_seconds)) as copy:
            # A log with a bad index must not be shut to its owner for that: no row is lost.
            for fault in sound.lost_pages(copy):
                raise check.damaged(path, fault)


def _same_pages(one: Path, other: Path) -> bool:
    """Whether two databases are the same but for the header, which counts who wrote them."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        first.seek(_HEADER)
        second.seek(_HEADER)
        return first.read() == second.read()


def upgrade(path: Path, busy_seconds: float) -> None:
    """Bring the tables of a file to the newest version, in one transaction; no copy is made."""
    from sqlalchemy.exc import DBAPIError

    from data.engine import for_writing

    engine = for_writing(path, busy_seconds)
    try:
        with _alembic, engine.connect() as connection, check.explained(path):
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            # A table rebuilt with foreign keys on would take its children with it.
            raw.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                # Another copy of the program may have done it while this one waited.
                if look(raw, path) is not State.CURRENT:
                    _run_migrations(connection)
                    _forbid_orphans(raw, path)
            # The connection goes with its engine, and foreign_keys=OFF with it.
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise check.explain(path, error.orig) from error
        raise
    finally:
        engine.dispose()


def _run_migrations(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "data:migrations")
    config.attributes["connection"] = connection
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    command.upgrade(config, HEAD)


def _forbid_orphans(raw: sqlite3.Connection, path: Path) -> None:
    from data import sound

    for fault in sound.orphans(raw):
        raise check.damaged(path, fault)
