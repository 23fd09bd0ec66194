"""A damaged log: what can be read of it becomes a sound one, and the newest good copy is found."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.errors import DamagedLogError, NewerLogError, StoreError
from data import backups, contents, restoring, salvage, schema
from data.store import Store
from tests.data.builders import MovableClock, a_workout, count

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
SESSIONS = 120
PAGE = 4096


@pytest.fixture
def log(store: Store, path: Path) -> Path:
    """A closed log with many sessions of two sets each."""
    store.add_workouts(tuple(a_workout(f"w{number:03}") for number in range(SESSIONS)))
    store.close()
    return path


def rows(path: Path, table: str) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return set(raw.execute(f"SELECT * FROM {table}"))


def pages_of(path: Path, table: str) -> list[int]:
    """The numbers of the pages of a table that hold rows, found by what stands on them."""
    raw = path.read_bytes()
    words = {"workout": b"Strength, balance", "workout_set": b"The first time"}[table]
    return [
        number
        for number in range(1, len(raw) // PAGE)
        if raw[number * PAGE : (number + 1) * PAGE].count(words) > 3
    ]


def lose(path: Path, pages: list[int]) -> bytes:
    raw = bytearray(path.read_bytes())
    for page in pages:
        raw[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
    path.write_bytes(raw)
    return bytes(raw)


def test_of_a_sound_log_all_is_saved(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "saved.db"
    found = salvage.salvage(log, target)
    assert (found.counts["workout"], found.counts["workout_set"], found.loose) == (
        SESSIONS,
        2 * SESSIONS,
        0,
    )
    assert rows(target, "workout_set") == rows(log, "workout_set")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert count(Store(target, MovableClock())) == SESSIONS


@pytest.mark.parametrize("table", ["workout", "workout_set"])
def test_a_lost_page_takes_no_more_with_it_than_what_was_on_it(
    log: Path, tmp_path: Path, table: str
) -> None:
    before = rows(log, table)
    lost = pages_of(log, table)[1]
    on_it = log.read_bytes()[lost * PAGE : (lost + 1) * PAGE]
    damaged = lose(log, [lost])
    target = tmp_path / "saved.db"
    found = salvage.salvage(log, target)
    assert log.read_bytes() == damaged
    saved = rows(target, table)
    assert saved < before
    key = 0 if table == "workout" else 1
    gone = {str(row[key]) for row in before - saved} | {str(row[0]) for row in before - saved}
    assert any(word.encode() in on_it for word in gone)
    assert len(saved) > len(before) * 3 // 4
    assert (found.loose > 0) == (table == "workout")
    assert contents.of(target).counts == {
        name: found.counts[name] for name in contents.of(target).counts
    }


def test_a_log_of_an_older_version_is_saved_as_one_of_the_newest(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes((Path(__file__).parent / "version_1.db").read_bytes())
    target = tmp_path / "saved.db"
    salvage.salvage(old, target)
    assert schema.state(target, 1) is schema.State.CURRENT
    assert len(rows(target, "workout_set")) == len(rows(old, "workout_set"))


def test_of_what_is_no_log_nothing_is_made(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database" * 600)
    with pytest.raises(DamagedLogError, match="Nothing can be read"):
        salvage.salvage(broken, tmp_path / "saved.db")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.db"]


def test_a_log_of_a_newer_version_is_none_to_be_saved(log: Path, tmp_path: Path) -> None:
    """What its tables have more would be lost without a word."""
    with closing(sqlite3.connect(log)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = log.read_bytes()
    with pytest.raises(NewerLogError):
        salvage.salvage(log, tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()
    assert log.read_bytes() == before


# --- the newest good copy ------------------------------------------------------------------


@pytest.fixture
def copies(store: Store, path: Path) -> list[Path]:
    """An older copy, a newer one, and the newest, which is damaged."""
    made = []
    for number in range(3):
        store.add_workout(a_workout(f"w{number}", day=date(2026, 11, 10 + number)))
        target = backups.by_hand(path, NOW.replace(minute=number))
        backups.back_up(path, target)
        made.append(target)
    made[-1].write_bytes(made[-1].read_bytes()[:6000])
    return made


def test_the_newest_good_copy_is_found(path: Path, copies: list[Path]) -> None:
    found = backups.newest_sound(path)
    assert found is not None
    assert found[0] == copies[1]
    assert found[1].counts["workout"] == 2


def test_without_a_good_copy_there_is_none(path: Path, copies: list[Path]) -> None:
    for copy in copies:
        copy.unlink()
    path.with_name("other-20261120T170000Z.db").write_bytes(b"")
    assert backups.newest_sound(path) is None
    with pytest.raises(StoreError):
        contents.of(path.with_name("none.db"))


def test_a_backup_takes_the_place_of_a_log_that_has_lost_a_page(log: Path, tmp_path: Path) -> None:
    """Its first page is whole: that it is damaged shows only when all of it is read."""
    copy = tmp_path / "copy.db"
    backups.back_up(log, copy)
    damaged = lose(log, pages_of(log, "workout_set")[:1])
    with restoring.prepared(copy, log) as prepared:
        kept = restoring.put_back(log, prepared, NOW)
    assert kept is not None
    assert ".broken-" in kept.name
    assert kept.read_bytes() == damaged
    assert rows(log, "workout_set") == rows(copy, "workout_set")
    assert list(log.parent.glob("*.replaced-*")) == []


_SALVAGE = """
import resource, sys
from pathlib import Path
from app.errors import StoreError
from data.salvage import salvage
log, target = map(Path, sys.argv[1:])
size = log.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    print(salvage(log, target).counts)
except StoreError as error:
    print(error)
"""


_KILLED = """
import os, signal, sys
from pathlib import Path
from data.salvage import salvage
log, target = map(Path, sys.argv[1:])
def step(event, given):
    if event == "sqlite3.connect" and "broken" in str(given[0]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(step)
salvage(log, target)
"""


def test_what_a_killed_salvage_left_is_swept_by_the_next(log: Path, tmp_path: Path) -> None:
    scratch, target = tmp_path / "scratch", tmp_path / "elsewhere" / "saved.db"
    scratch.mkdir()
    target.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(log), str(target)],
        env={**os.environ, "TMPDIR": str(scratch)},
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert [*scratch.iterdir()] == []
    assert len([*target.parent.iterdir()]) == 2
    salvage.salvage(log, target)
    assert [*target.parent.iterdir()] == [target]


def test_without_room_for_the_copies_it_says_where_room_is_wanted(
    log: Path, tmp_path: Path
) -> None:
    scratch, target = tmp_path / "scratch", tmp_path / "elsewhere" / "saved.db"
    scratch.mkdir()
    target.parent.mkdir()
    # There is room for the copy of the log itself; but damaged letters take three bytes each in
    # what is made of it.
    with closing(sqlite3.connect(log)) as raw, raw:
        raw.execute("PRAGMA journal_mode=DELETE")
        raw.execute("UPDATE workout SET note = CAST(? AS TEXT)", (b"\xff" * 5000,))
    done = subprocess.run(
        [sys.executable, "-c", _SALVAGE, str(log), str(target)],
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert f"Make room in {target.parent}" in done.stdout
    assert "nothing was written" in done.stdout
    assert [*scratch.iterdir(), *target.parent.iterdir()] == []
