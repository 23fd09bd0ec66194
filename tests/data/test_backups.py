"""Copies of the log: whole and private, rolling week by week."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.errors import (
    DamagedLogError,
    NoLogError,
    UsageError,
)
from data import backups, contents
from data.store import Store
from tests.data.builders import MovableClock, a_workout


def ids(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as raw:
        return {row[0] for row in raw.execute("SELECT id FROM workout")}


def test_a_copy_is_one_private_file_that_reads(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    found = backups.back_up(log, target)
    assert found == contents.of(target)
    assert (found.counts["workout"], found.counts["workout_set"]) == (1, 2)
    assert (found.first, found.newest) == (date(2026, 11, 20),) * 2
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
    assert not Path(f"{target}-wal").exists()
    assert ids(target) == {"w1"}


def test_a_copy_is_taken_while_the_log_is_written(store: Store, log: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM workout_set")
        backups.back_up(log, tmp_path / "copy.db")
        other.execute("ROLLBACK")
    assert contents.of(tmp_path / "copy.db").counts["workout_set"] == 2


def test_nothing_is_overwritten_unasked(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "there"
    target.write_text("precious")
    with pytest.raises(UsageError, match="exists already"):
        backups.back_up(log, target)
    assert target.read_text() == "precious"
    backups.back_up(log, target, force=True)
    assert ids(target) == {"w1"}


def test_a_log_that_is_not_there_and_one_that_is_broken(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with pytest.raises(NoLogError):
        backups.back_up(tmp_path / "none.db", target)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    with pytest.raises(DamagedLogError):
        backups.back_up(broken, target)
    assert not target.exists()


def test_pages_that_were_lost_are_noticed(log: Path, store: Store, tmp_path: Path) -> None:
    store.add_workouts(tuple(a_workout(f"x{number}") for number in range(200)))
    store.close()
    raw = bytearray(log.read_bytes())
    for page in range(10, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    broken = tmp_path / "lost.db"
    broken.write_bytes(raw)
    with pytest.raises(DamagedLogError):
        backups.back_up(broken, tmp_path / "copy.db")
    with pytest.raises(DamagedLogError):
        contents.of(broken)
    assert not (tmp_path / "copy.db").exists()


# --- week by week ---------------------------------------------------------------------------


def test_one_a_week_and_the_newest_are_kept(log: Path, clock: MovableClock) -> None:
    made = []
    for _ in range(40):
        made.append(backups.weekly(log, clock.now().instant, 3))
        clock.move(days=1)
    copies = [path for path in made if path is not None]
    assert len(copies) == 6
    assert [path for _, path in backups.weekly_copies(log)] == copies[:-4:-1]
    assert sorted(log.with_name("backups").iterdir()) == sorted(copies[-3:])


def test_other_files_among_the_backups_stay(log: Path, clock: MovableClock) -> None:
    folder = log.with_name("backups")
    folder.mkdir()
    mine = {"stridetui.before-0002.db", "notes.txt", "other-20200101T000000Z.db"}
    for name in mine:
        (folder / name).write_text("precious")
    for _ in range(3):
        assert backups.weekly(log, clock.now().instant, 1)
        clock.move(days=7)
    assert {path.name for path in folder.iterdir()} > mine
    assert len(list(folder.iterdir())) == 4


def test_no_copies_where_none_are_wanted_or_nothing_stands(
    log: Path, clock: MovableClock, tmp_path: Path
) -> None:
    assert backups.weekly(log, clock.now().instant, 0) is None
    assert backups.weekly(tmp_path / "none.db", clock.now().instant, 3) is None
    assert not log.with_name("backups").exists()


def test_a_copy_from_the_future_holds_nothing_up(log: Path, clock: MovableClock) -> None:
    clock.move(days=1000)
    assert backups.weekly(log, clock.now().instant, 3)
    clock.move(days=-1000)
    now = backups.weekly(log, clock.now().instant, 3)
    assert now is not None
    assert now.exists()
