"""Copies of the log: whole, checked and private; the weekly ones, and taking one back.

SQLite's own backup is used throughout, so that a log in use can be copied, and a log that is
replaced keeps its file and is right for every program that has it open.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import DamagedLogError, NoLogError, StoreError
from data import check, schema
from data.exports import atomic

BUSY_SECONDS = 5.0
EVERY = timedelta(days=7)
"""How old the newest weekly copy may be before another is made."""

# As in 20261120T113107Z: sorts by time, and is a file name everywhere.
_STAMP = "%Y%m%dT%H%M%SZ"
_TABLES = ("workout", "workout_set", "run", "measurement", "assessment", "programme")
# What a runner has put in by hand or from a file, each under an id that never changes.
_OWN = ("workout", "run", "measurement", "assessment", "programme")


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a log: rows of each table that people know, and the span of training days.

    `version` is that of the tables; `older` says that they are of an older version.
    """

    version: str
    older: bool
    counts: dict[str, int]
    first: date | None
    newest: date | None


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the present log has and a backup lacks: rows of a table, and the newest of their days.

    The table `change` stands for sessions that both have and that were changed here since.
    `days` are at most a handful, newest first; () where the table knows no days.
    """

    table: str
    count: int
    days: tuple[date, ...] = ()


# --- making one --------------------------------------------------------------------------


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
        _copy(log, temporary, target)
        with closing(_open(temporary)) as copy, check.explained(temporary):
            _require_sound(copy, log)
            return _contents(copy, log)


def weekly(log: Path, now: datetime, kept: int) -> Path | None:
    """Make a copy if the newest one is a week old; return it, None where none was due.

    Of the weekly copies the newest `kept` stay; 0 makes and removes none. A log in which nothing
    stands yet needs none. Raises `StoreError`.
    """
    if kept < 1 or schema.state(log, BUSY_SECONDS) is schema.State.NEW:
        return None
    there = weekly_copies(log)
    # A clock that was wrong may have left a copy from the future, which says nothing.
    if any(timedelta() <= now - at < EVERY for at, _ in there):
        return None
    folder = folder_of(log)
    target = folder / f"{log.stem}-{now.astimezone(UTC).strftime(_STAMP)}{log.suffix}"
    check.make_folder(target)
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
    check.make_folder(target)
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
                found = contents(path)
                reach = (
                    found.newest or date.min,
                    found.counts.get("workout", 0),
                    path.stat().st_mtime,
                    path.name,
                )
                if best is None or reach > best[0]:
                    best = (reach, path, found)
    return None if best is None else best[1:]


def salvaged_name(log: Path, now: datetime) -> Path:
    """Return a new name beside the log for what could still be read of it."""
    return _unused(log, now, "salvaged")


def _copy(source: Path, temporary: Path, target: Path) -> None:
    """Copy a log to a name that nobody reads; `target` is what it is to become."""
    try:
        with closing(schema.open_existing(source, BUSY_SECONDS)) as log:
            _copy_to(log, temporary)
    except sqlite3.Error as error:
        raise check.explain_copy(source, target, error) from error


def _copy_to(log: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        log.backup(copy)
        # A copy of a log in WAL mode would ask for companions of its own when it is opened.
        copy.execute("PRAGMA journal_mode=DELETE")


def _open(path: Path) -> sqlite3.Connection:
    return schema.open_existing(path, BUSY_SECONDS)


def _require_sound(connection: sqlite3.Connection, path: Path) -> None:
    schema.look(connection, path)
    words = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if words != "ok":
        raise DamagedLogError(f"{path} is damaged ({words}); nothing was written.")
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise DamagedLogError(
            f"{path} is damaged (a row of {orphan[0]} belongs to nothing); nothing was written."
        )


# --- what is in one ----------------------------------------------------------------------


def contents(path: Path) -> Contents:
    """Return what is in a sound log.

    Raises `NoLogError`, `DamagedLogError`, `NewerLogError`, `ForeignLogError`.
    """
    check.require_file(path)
    with check.explained(path), closing(_open(path)) as log:
        if schema.look(log, path) is schema.State.NEW:
            raise NoLogError(f"There is nothing in {path}; choose another file.")
        _require_sound(log, path)
        return _contents(log, path)


def _contents(log: sqlite3.Connection, path: Path) -> Contents:
    state = schema.look(log, path)
    if state is schema.State.NEW:
        return Contents("", older=False, counts={}, first=None, newest=None)
    version = log.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    there = _tables(log)
    counts = {
        name: log.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 -- our own names
        for name in _TABLES
        if name in there
    }
    first, newest, counts["workout"] = log.execute(
        "SELECT min(day), max(day), count(*) FROM workout WHERE status != 'discarded'"
    ).fetchone()
    # What was taken back is in the copy, and is no session that a person has.
    counts["workout_set"] = log.execute(
        "SELECT count(*) FROM workout_set JOIN workout ON workout.id = workout_set.workout_id "
        "WHERE workout.status != 'discarded'"
    ).fetchone()[0]
    return Contents(version, state is schema.State.OLDER, counts, _day(first), _day(newest))


def lacking(log: Path, backup: Path) -> tuple[Lacking, ...]:
    """Return what the log holds that the backup does not, by the ids of the rows."""
    with (
        check.explained(log),
        closing(_open(log)) as present,
        closing(_open(backup)) as other,
    ):
        found = []
        for table in _OWN:
            if table not in _tables(present):
                continue
            ids = f"SELECT id FROM {table}"  # noqa: S608 -- our own names
            known = {row[0] for row in other.execute(ids)} if table in _tables(other) else set()
            missing = [row[0] for row in present.execute(ids) if row[0] not in known]
            if missing:
                found.append(Lacking(table, len(missing), _days(present, table, missing)))
        changed = _changes(present).items() - _changes(other).items()
        known = {row[0] for row in other.execute("SELECT id FROM workout")}
        edited = [workout_id for workout_id, _ in changed if workout_id in known]
        if edited:
            found.append(Lacking("change", len(edited), _days(present, "workout", edited)))
        return tuple(found)


def _changes(log: sqlite3.Connection) -> dict[str, int]:
    """Return how often each session was changed after it was begun."""
    if "change" not in _tables(log):
        return {}
    return dict(log.execute('SELECT workout_id, count(*) FROM "change" GROUP BY workout_id'))


MOST_DAYS = 5
"""How many days of what is lacking are named."""


def _days(log: sqlite3.Connection, table: str, ids: list[str]) -> tuple[date, ...]:
    columns = {row[1] for row in log.execute(f"PRAGMA table_info({table})")}
    if "day" not in columns:
        return ()
    wanted = set(ids)
    days = {
        day
        for row_id, text in log.execute(f"SELECT id, day FROM {table}")  # noqa: S608 -- our own names
        if row_id in wanted and (day := _day(text)) is not None
    }
    return tuple(sorted(days, reverse=True)[:MOST_DAYS])


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _tables(log: sqlite3.Connection) -> dict[str, None]:
    rows = log.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' "
        "ESCAPE '~' ORDER BY name"
    )
    return {row[0]: None for row in rows}


# --- taking one back ---------------------------------------------------------------------


@contextmanager
def prepared(backup: Path) -> Iterator[Path]:
    """Copy a backup to where nobody else looks, upgraded to the newest version if need be.

    The backup itself is not touched. Raises what `contents` raises.
    """
    contents(backup)
    with tempfile.TemporaryDirectory(prefix="stridetui-") as folder:
        copy = Path(folder, "restored.db")
        _copy(backup, copy, copy)
        schema.upgrade(copy, BUSY_SECONDS)
        with closing(_open(copy)) as log, check.explained(copy):
            _require_sound(log, backup)
        yield copy


def put_back(log: Path, copy: Path, now: datetime) -> Path | None:
    """Make the log what a prepared copy is; return where the replaced one was kept.

    None where there was no log. A log in use is replaced in one transaction, during which nobody
    else can write; one that cannot be read is set aside as it is. Raises `StoreError`, and the
    log is then what it was.
    """
    try:
        state = schema.state(log, BUSY_SECONDS)
        if state is not schema.State.NEW:
            # A log may have lost a page in the middle, and could then not be emptied.
            with check.explained(log), closing(_open(log)) as present:
                _require_sound(present, log)
    except DamagedLogError:
        kept = check.set_aside(log, now)
        _place(copy, log)
        return kept
    if state is schema.State.NEW:
        with suppress(NoLogError):
            check.set_aside(log, now)
        _place(copy, log)
        return None
    if state is schema.State.OLDER:
        schema.prepare(log, BUSY_SECONDS)
    kept = _unused(log, now)
    with check.explained(log), closing(sqlite3.connect(log, isolation_level=None)) as here:
        from data.engine import set_up

        set_up(here, BUSY_SECONDS)
        here.execute("ATTACH ? AS backup", (str(copy),))
        # What refers to what is checked at the end, when all of it is there.
        here.execute("PRAGMA foreign_keys=OFF")
        here.execute("BEGIN IMMEDIATE")
        try:
            # Inside the transaction: what is kept is exactly what is replaced.
            with atomic.placing(kept) as temporary:
                _copy(log, temporary, kept)
            _exchange(here, log)
            here.execute("COMMIT")
        except BaseException:
            # Ended by whatever, the log is as it was. SQLite may have rolled back by itself.
            if here.in_transaction:
                here.execute("ROLLBACK")
            raise
    return kept


def _exchange(here: sqlite3.Connection, log: Path) -> None:
    for table in _tables(here):
        columns = ", ".join(f'"{row[1]}"' for row in here.execute(f"PRAGMA table_info({table})"))
        here.execute(f"DELETE FROM main.{table}")  # noqa: S608 -- names of our own tables
        here.execute(
            f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM backup.{table}"  # noqa: S608 -- likewise
        )
    orphan = here.execute("PRAGMA main.foreign_key_check").fetchone()
    if orphan is not None:
        raise StoreError(f"A row of {orphan[0]} would belong to nothing; {log} is as it was.")


def _place(copy: Path, log: Path) -> None:
    check.make_folder(log)
    with atomic.placing(log) as temporary:
        _copy(copy, temporary, log)


def _unused(log: Path, now: datetime, what: str = "replaced") -> Path:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    number = 1
    while True:
        extra = "" if number == 1 else f"-{number}"
        name = log.with_name(f"{log.stem}.{what}-{stamp}{extra}{log.suffix}")
        if not os.path.lexists(name):
            return name
        number += 1
