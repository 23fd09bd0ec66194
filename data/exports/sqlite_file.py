"""The log as a clean SQLite file: one consistent copy, without gaps, checked before it is given.

The copy opens with `--db` like any log. Only the selected days and tables are left in it.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO

from sqlalchemy import create_engine, delete, not_
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel

from app.errors import DamagedLogError, StoreError
from data import parts, sound
from data.engine import plain
from data.exports.selection import Selection
from data.exports.what import What

_PAGES = 2000


def write(
    file: IO[bytes], session: Session, selection: Selection, progress: Callable[[int, int], None]
) -> dict[str, int]:
    """Write the copy into an open file; return how many rows of each table it holds.

    Raises `DamagedLogError` where the copy is not sound, `StoreError` where there is no room.
    """
    log = plain(session)
    place = Path(tempfile.gettempdir())
    try:
        # SQLite writes more than one file, and not into a stream.
        with parts.folder(place, "stridetui-export") as folder:
            copy = folder / "copy.db"
            _copy(log, copy, progress)
            if selection != Selection():
                _keep_only(copy, selection)
            counts = _finish(copy)
            with copy.open("rb") as source:
                shutil.copyfileobj(source, file, 1 << 20)
            return counts
    except sqlite3.Error as error:
        raise StoreError(
            f"The log could not be copied ({error}); nothing was written. Make room in "
            f"{place} and try again."
        ) from error


def _copy(log: sqlite3.Connection, target: Path, progress: Callable[[int, int], None]) -> None:
    def tell(_status: int, left: int, total: int) -> None:
        progress(total - left, total)

    with closing(sqlite3.connect(target)) as copy:
        log.backup(copy, pages=_PAGES, progress=tell)


def _keep_only(copy: Path, selection: Selection) -> None:
    engine = create_engine(URL.create("sqlite", database=str(copy)), poolclass=NullPool)
    wanted = selection.tables()
    with engine.begin() as connection:
        # Children first, since what they belong to says which days they are of.
        for table in reversed(SQLModel.metadata.sorted_tables):
            if table not in wanted and selection.what is not What.ALL:
                connection.execute(delete(table))
            else:
                connection.execute(delete(table).where(not_(selection.condition(table))))


def _finish(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        # One file: nothing of it in a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")
        for fault in sound.faults(copy):
            raise DamagedLogError(
                f"The copy of the log is not sound ({fault}); nothing was written. "
                "stridetui doctor says more."
            )
        return {
            table: copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 -- our own names
            for table in SQLModel.metadata.tables
        }
