"""What is in a log or a backup of it, and what one of two has that the other lacks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import DamagedLogError, NoLogError
from data import check, schema, sound

_TABLES = ("workout", "workout_set", "run", "measurement", "assessment", "programme")
# What a runner has put in by hand or from a file, each under an id that never changes.
_OWN = ("workout", "run", "measurement", "assessment", "programme", "readiness", "decision")


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

    Four words name what both have and what was changed here since: `change` sessions, `edit`
    other entries, `changed_programme` and `draft` what they say. `days` are at most a handful,
    newest first; () where the table knows no days.
    """

    table: str
    count: int
    days: tuple[date, ...] = ()


def open_log(path: Path) -> sqlite3.Connection:
    """Open a log that is there, for reading. Raises `StoreError`."""
    return schema.open_existing(path, schema.BUSY_SECONDS)


def require_sound(log: sqlite3.Connection, path: Path) -> None:
    """Raise `DamagedLogError` for an unsound log, in the name of the file at `path`.

    Raises what `schema.look` raises.
    """
    schema.look(log, path)
    for fault in sound.faults(log):
        raise DamagedLogError(f"{path} is damaged ({fault}); nothing was written.")


def of(path: Path) -> Contents:
    """Return what is in a sound log.

    Raises `NoLogError`, `DamagedLogError`, `NewerLogError`, `ForeignLogError`.
    """
    check.require_file(path)
    with check.explained(path), closing(open_log(path)) as log:
        if schema.look(log, path) is schema.State.NEW:
            raise NoLogError(f"There is nothing in {path}; choose another file.")
        require_sound(log, path)
        return found_in(log, path)


def found_in(log: sqlite3.Connection, path: Path) -> Contents:
    """Return what is in an open log, without reading it over."""
    state = schema.look(log, path)
    if state is schema.State.NEW:
        return Contents("", older=False, counts={}, first=None, newest=None)
    version = log.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    there = tables(log)
    counts = {
        name: log.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 -- of _TABLES above
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
        closing(open_log(log)) as present,
        closing(open_log(backup)) as other,
    ):
        found = []
        for table in _OWN:
            if table not in tables(present):
                continue
            ids = f"SELECT id FROM {table}"  # noqa: S608 -- of _OWN above
            known = {row[0] for row in other.execute(ids)} if table in tables(other) else set()
            missing = [row[0] for row in present.execute(ids) if row[0] not in known]
            if missing:
                found.append(Lacking(table, len(missing), _days(present, table, missing)))
        return (*found, *_changed_since(present, other))


def _changed_since(present: sqlite3.Connection, other: sqlite3.Connection) -> Iterator[Lacking]:
    before = _changes(other)
    known = {row[0] for row in other.execute("SELECT id FROM workout")}
    sessions = [
        workout_id
        for workout_id, often in _changes(present).items()
        if workout_id in known and often > before.get(workout_id, 0)
    ]
    if sessions:
        yield Lacking("change", len(sessions), _days(present, "workout", sessions))
    there = _edits(other).keys()
    entries = {subject for edit_id, subject in _edits(present).items() if edit_id not in there}
    if entries:
        yield Lacking("edit", len(entries))
    # A programme says nowhere when it was changed; what it is here stands here only.
    theirs = _programmes(other)
    changed = [key for key, row in _programmes(present).items() if theirs.get(key, row) != row]
    if changed:
        yield Lacking("changed_programme", len(changed))
    if _draft(present) not in {None, _draft(other)}:
        yield Lacking("draft", 1)


def _changes(log: sqlite3.Connection) -> dict[str, int]:
    """Return how often each session was changed after it was begun."""
    if "change" not in tables(log):
        return {}
    return dict(log.execute('SELECT workout_id, count(*) FROM "change" GROUP BY workout_id'))


def _edits(log: sqlite3.Connection) -> dict[str, str]:
    """Return the edits of entries that are no sessions, with what each was about."""
    if "edit" not in tables(log):
        return {}
    return dict(log.execute("SELECT id, subject FROM edit WHERE kind != 'session'"))


def _programmes(log: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    """Return the programmes by their ids, in the columns that every version has."""
    if "programme" not in tables(log):
        return {}
    rows = log.execute(
        "SELECT id, ended_at, started, start, link, weekdays, places, kit, race_day, easy_entry, "
        "squat, cadence, hard, tendons, cleared FROM programme"
    )
    return {row[0]: row for row in rows}


def _draft(log: sqlite3.Connection) -> object:
    if "meta" not in tables(log):
        return None
    row = log.execute("SELECT value FROM meta WHERE key = 'draft'").fetchone()
    return None if row is None else row[0]


MOST_DAYS = 5
"""How many days of what is lacking are named."""


def _days(log: sqlite3.Connection, table: str, ids: list[str]) -> tuple[date, ...]:
    columns = {row[1] for row in log.execute(f"PRAGMA table_info({table})")}
    if "day" not in columns:
        return ()
    wanted = set(ids)
    days = {
        day
        # SQL has no parameter for the name of a table; it is one of _OWN, or "workout".
        for row_id, text in log.execute(f"SELECT id, day FROM {table}")  # noqa: S608 -- as above
        if row_id in wanted and (day := _day(text)) is not None
    }
    return tuple(sorted(days, reverse=True)[:MOST_DAYS])


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def tables(log: sqlite3.Connection) -> dict[str, None]:
    """Return the names of the tables of a log, in order."""
    rows = log.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' "
        "ESCAPE '~' ORDER BY name"
    )
    return {row[0]: None for row in rows}
