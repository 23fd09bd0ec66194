"""What lies in a folder, file by file, so that two of them can be compared but for ids and times.

Of a database it is every row of every table, after SQLite's own checks; of any other file its
text. A row or a line that was there before is taken as it stands; in a new one, ids and times
are replaced by a word, because no two runs make the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?=[.\"' ]|$)|[0-9a-f]{8}-[0-9a-f-]{27}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:[+-][0-9]{2}:?[0-9]{2}|Z)?|[0-9]{8}T[0-9]{6}Z?"
    r"|[0-9]{8}-[0-9]{6}"
)
# Whatever the program is to tidy up or may leave: never a name that anything reads.
_TEMPORARY = re.compile(
    r"\..+\.[A-Za-z0-9_]{8}(?:\.stridetui-part)?(?:-journal|-wal|-shm)?(?:/.*)?"
)
_COMPANION = re.compile(r".*(?:-wal|-shm|\.live)")
_SQLITE = b"SQLite format 3\x00"


@dataclass(slots=True)
class World:
    """Every file with a name of its own, and what is in it; `faults` are databases not sound."""

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stamps: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    raw: set[str] = field(default_factory=set)

    @property
    def seen(self) -> frozenset[str]:
        """Every line and row as it stands, ids and times included."""
        return frozenset(self.raw)


def look(
    folder: Path, known: frozenset[str] = frozenset(), as_before: World | None = None
) -> World:
    """Return what lies below `folder`; lines and rows in `known` are taken as they stand.

    A file that nobody has touched since `as_before` was looked at is not read again.
    """
    world = World()
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir() or _TEMPORARY.fullmatch(name.rpartition("/")[2]) or _hidden(name):
            continue
        if _COMPANION.fullmatch(name):
            continue
        stamp = _stamp(path)
        world.stamps[name] = stamp
        if as_before and stamp == as_before.stamps.get(name) and not _has_wal(path):
            world.files[mask(name)] = as_before.files[mask(name)]
            continue
        with path.open("rb") as file:
            head = file.read(16)
        if head == _SQLITE:
            try:
                lines = list(rows(path))
            except sqlite3.Error as error:
                world.faults.append(f"{name} cannot be read: {error}")
                continue
            world.faults += [f"{name}: {fault}" for fault in unsound(path)]
        else:
            lines = path.read_bytes().decode("utf-8", "backslashreplace").splitlines()
        world.raw.update(lines)
        masked = [line if line in known else mask(line) for line in lines]
        world.files[mask(name)] = tuple(sorted(masked) if head == _SQLITE else masked)
    return world


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _has_wal(path: Path) -> bool:
    return path.with_name(f"{path.name}-wal").exists()


def _hidden(name: str) -> bool:
    return any(_TEMPORARY.fullmatch(part) for part in name.split("/"))


def temporary(folder: Path) -> list[str]:
    """Return the names of all that is in the making below a folder."""
    return sorted(path.name for path in folder.rglob("*") if _TEMPORARY.fullmatch(path.name))


def mask(text: str) -> str:
    """Replace ids and times by a word."""
    return _ID.sub("ID", _TIME.sub("TIME", text))


def rows(path: Path) -> Iterator[str]:
    """Every row of every table of a database as text."""
    with closing(sqlite3.connect(path)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables.fetchall():
            for row in raw.execute(f'SELECT * FROM "{table}"'):
                yield f"{table} {row!r}"


def unsound(path: Path) -> list[str]:
    """What SQLite's own checks find in a database."""
    with closing(sqlite3.connect(path)) as raw:
        found = [words for (words,) in raw.execute("PRAGMA integrity_check") if words != "ok"]
        return found + [f"loose {row}" for row in raw.execute("PRAGMA foreign_key_check")]
