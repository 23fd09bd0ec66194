"""What can still be read of a damaged log, written to a new one that is sound.

The damaged file is copied first and never written to. Rows are asked for in several orders and
one by one, so that a page that is lost takes no more with it than what was on it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import DamagedLogError, NoLogError, StoreError
from data import atomic, check, parts, schema

# Which rows belong to a row of another table, so that they can be asked for by it.
_PARENT = ("workout_id", "workout")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was written: rows of each table, and how many could be read but belong to nothing."""

    path: Path
    counts: dict[str, int]
    loose: int


def salvage(log: Path, target: Path, *, force: bool = False) -> Salvaged:
    """Write what can be read of the log at `log` to a new log at `target`, whole or not at all.

    Raises `NoLogError`, `NewerLogError`, `ForeignLogError`, `DamagedLogError` where nothing can be
    read, `UsageError` if something is at `target`, `StoreError` if it cannot be written.
    """
    with suppress(DamagedLogError):
        if schema.state(log, schema.BRIEFLY) is schema.State.NEW:
            check.require_file(log)
            raise NoLogError(f"There is nothing in {log}; choose another file.")
    with (
        atomic.placing(target, force=force) as temporary,
        # Where the next that writes there sweeps what a killed program left.
        parts.folder(target.parent, target.name) as folder,
    ):
        broken = folder / "broken.db"
        _copy_files(log, broken, target)
        made = folder / "made.db"
        schema.upgrade(made, schema.BRIEFLY)
        with _room_for(log, target), closing(sqlite3.connect(made, isolation_level=None)) as new:
            new.execute("PRAGMA foreign_keys=OFF")
            new.execute("BEGIN")
            with closing(_open(broken)) as old:
                counts = {table: _take(old, new, table) for table in _tables(new)}
            if not any(counts.values()):
                raise DamagedLogError(f"Nothing can be read of {log} any more; it stays as it is.")
            loose = _drop_loose(new)
            new.execute("COMMIT")
            new.execute("PRAGMA journal_mode=DELETE")
            left = {table: _count(new, table) for table in counts}
        shutil.copyfile(made, temporary)
    return Salvaged(target, left, loose)


@contextmanager
def _room_for(log: Path, target: Path) -> Iterator[None]:
    """Raise SQLite's errors as what they are: of the copies, which lie beside `target`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"What can be read of {log} could not be put together ({error}); nothing was written. "
            f"Make room in {target.parent} and try again."
        ) from error


def _copy_files(log: Path, copy: Path, target: Path) -> None:
    try:
        shutil.copyfile(log, copy)
        # What was committed last may lie there; SQLite takes up as much of it as is whole.
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{log}-wal", f"{copy}-wal")
    except OSError as error:
        raise StoreError(
            f"{log} cannot be copied ({(error.strerror or str(error)).lower()}); "
            f"look at the disk and at the room in {target.parent}."
        ) from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    # A letter that was damaged is no reason to lose the row.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _tables(log: sqlite3.Connection) -> list[str]:
    found = log.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version' "
        "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
    )
    # What others belong to comes first, so that they can be looked for by it.
    return sorted((name for (name,) in found), key=lambda name: (name != _PARENT[1], name))


def _take(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """Copy the rows of a table that can be read; return how many."""
    known = _columns(old, table)
    names = [name for name, _ in _columns(new, table) if name in dict(known)]
    if not names:
        return 0
    chosen = ", ".join(f'"{name}"' for name in names)
    put = f'INSERT OR IGNORE INTO "{table}" ({chosen}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608 -- names of our own tables
    for row in _rows(old, new, table, chosen, [name for name, part in known if part]):
        # A row that breaks a rule of the table is none that the program wrote; but a row for which
        # there is no room is.
        with suppress(sqlite3.IntegrityError, sqlite3.DataError):
            new.execute(put, row)
    return _count(new, table)


def _columns(log: sqlite3.Connection, table: str) -> list[tuple[str, int]]:
    """The columns of a table, each with its place in the primary key, 0 for none."""
    try:
        return [(row[1], row[5]) for row in log.execute(f'PRAGMA table_info("{table}")')]
    except sqlite3.Error:
        return []


def _rows(
    old: sqlite3.Connection, new: sqlite3.Connection, table: str, chosen: str, key: list[str]
) -> Iterator[tuple[object, ...]]:
    """Every way to a row there is; most rows come more than once."""
    select = f'SELECT {chosen} FROM "{table}"'  # noqa: S608 -- names of our own tables
    order = ", ".join(f'"{name}"' for name in key)
    backwards = ", ".join(f'"{name}" DESC' for name in key)
    for question in (
        select,
        *((f"{select} ORDER BY {order}", f"{select} ORDER BY {backwards}") if key else ()),
    ):
        yield from _until_it_breaks(old, question)
    # The keys lie in an index of their own, which may be whole where the rows are not.
    found = list(_until_it_breaks(old, f'SELECT {order} FROM "{table}"')) if key else []  # noqa: S608 -- names of our own tables
    where = " AND ".join(f'"{name}" = ?' for name in key)
    for values in found:
        yield from _until_it_breaks(old, f"{select} WHERE {where}", values)
    column, parent = _PARENT
    if column in dict(_columns(old, table)):
        for values in new.execute(f'SELECT id FROM "{parent}"').fetchall():  # noqa: S608 -- likewise
            yield from _until_it_breaks(old, f'{select} WHERE "{column}" = ?', values)


def _until_it_breaks(
    log: sqlite3.Connection, question: str, values: Iterable[object] = ()
) -> Iterator[tuple[object, ...]]:
    with suppress(sqlite3.Error):
        yield from log.execute(question, tuple(values))


def _count(log: sqlite3.Connection, table: str) -> int:
    count: int = log.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 -- likewise
    return count


def _drop_loose(new: sqlite3.Connection) -> int:
    """Take out rows that belong to nothing that could be read; return how many."""
    dropped = 0
    while loose := new.execute("PRAGMA foreign_key_check").fetchall():
        before = dropped
        for table, rowid, parent, number in loose:
            if rowid is not None:
                dropped += new.execute(
                    f'DELETE FROM "{table}" WHERE rowid = ?',  # noqa: S608 -- likewise
                    (rowid,),
                ).rowcount
                continue
            # A table that is kept in the order of its key has no rowid to name a row by.
            pairs = [
                (row[3], row[4])
                for row in new.execute(f'PRAGMA foreign_key_list("{table}")')
                if row[0] == number
            ]
            mine = " AND ".join(f'p."{theirs}" = "{table}"."{own}"' for own, theirs in pairs)
            given = " AND ".join(f'"{own}" IS NOT NULL' for own, _ in pairs)
            dropped += new.execute(
                f'DELETE FROM "{table}" WHERE {given} AND NOT EXISTS '  # noqa: S608 -- likewise
                f'(SELECT 1 FROM "{parent}" p WHERE {mine})'
            ).rowcount
        if dropped == before:
            raise DamagedLogError("What could be read does not fit together; nothing was written.")
    return dropped
