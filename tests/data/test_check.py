"""Every way in which the file can be wrong is one typed error of one sentence, and harmless."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.errors import (
    DamagedLogError,
    LockedLogError,
    NoLogError,
    StoreError,
)
from data import files, glance
from data.store import Store
from tests.data.builders import MovableClock, a_set, a_workout, count

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 17, 3, 4, tzinfo=UTC)


def full_log(path: Path) -> Path:
    store = Store(path, MovableClock())
    for number in range(40):
        store.add_workout(a_workout(f"w{number}", sets=tuple(a_set(pos) for pos in range(30))))
    store.close()
    return path


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(9000))


def text(path: Path) -> None:
    path.write_text("Monday: three sets\n" * 200)


def one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def truncated(path: Path) -> None:
    full_log(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def truncated_in_a_page(path: Path) -> None:
    full_log(path)
    path.write_bytes(path.read_bytes()[:7000])


def overwritten_inside(path: Path) -> None:
    full_log(path)
    content = bytearray(path.read_bytes())
    content[4096 : len(content) - 4096] = os.urandom(len(content) - 8192)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "spoil", [garbage, text, one_byte, truncated, truncated_in_a_page, overwritten_inside]
)
def test_a_damaged_file_is_named_and_left_as_it_is(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "log.db"
    spoil(path)
    before = path.read_bytes()
    store = Store(path, MovableClock())
    for use in (
        lambda: glance.read(path, TODAY),
        store.history,
        lambda: store.add_workout(a_workout("new")),
    ):
        with pytest.raises(DamagedLogError) as caught:
            use()
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
    store.close()
    assert path.read_bytes() == before


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    for use in (
        lambda: glance.read(tmp_path, TODAY),
        lambda: count(Store(tmp_path, MovableClock())),
        lambda: Store(tmp_path, MovableClock()).add_workout(a_workout()),
    ):
        with pytest.raises(StoreError, match="is a folder"):
            use()


def test_a_device_is_no_log() -> None:
    with pytest.raises(StoreError, match="not a plain file"):
        glance.read(Path("/dev/null"), TODAY)


def test_a_link_to_nowhere_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "link.db"
    path.symlink_to(tmp_path / "gone" / "log.db")
    with pytest.raises(NoLogError):
        glance.read(path, TODAY)
    with pytest.raises(StoreError):
        Store(path, MovableClock()).add_workout(a_workout())


@pytest.mark.parametrize("place", ["/dev/null/in/log.db", "/proc/nowhere/log.db"])
def test_a_folder_that_cannot_be_made_is_named(place: str) -> None:
    path = Path(place)
    with pytest.raises(StoreError, match="cannot be"):
        Store(path, MovableClock()).add_workout(a_workout())


@pytest.mark.parametrize("hold", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
def test_a_locked_log_is_said_to_be_locked(path: Path, hold: str) -> None:
    full_log(path)
    store = Store(path, MovableClock(), busy_seconds=0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(hold)
        with pytest.raises(LockedLogError, match="locked"):
            store.add_workout(a_workout("new"))
        assert len(glance.read(path, TODAY, 0.1).history) == 0
        other.execute("ROLLBACK")
    store.add_workout(a_workout("new"))
    store.close()


def test_a_log_locked_against_readers_is_said_to_be_locked(path: Path) -> None:
    full_log(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedLogError):
            glance.read(path, TODAY, 0.1)
        with pytest.raises(LockedLogError):
            count(Store(path, MovableClock(), busy_seconds=0.1))


# --- what the owner of the file system forbids ---------------------------------------------

_AS_NOBODY = """
import os, sys
from datetime import date
from pathlib import Path
from app.errors import StoreError
from app.clock import SystemClock
from data import glance
from app.coach.logbook import WHOLE
from data.store import Store
from data.timeline_sql import NO_NAMES
from data import schema  # all imports before the rights go, as the code may lie in a closed home
import sqlalchemy.dialects.sqlite, sqlmodel, alembic.command, data.tables
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
def say(use):
    try:
        print("ok", use())
    except StoreError as error:
        print(type(error).__name__, error)
say(lambda: len(glance.read(path, date(2026, 11, 20)).history))
say(lambda: Store(path, SystemClock("UTC")).book.count(WHOLE, NO_NAMES))
say(lambda: Store(path, SystemClock("UTC")).save_draft({"q1": "a"}))
"""


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that any user may enter: pytest's own is closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def as_nobody(path: Path) -> list[str]:
    """Use the log as a user who is not the superuser, whom no permission would stop."""
    found = subprocess.run(
        [sys.executable, "-B", "-c", _AS_NOBODY, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.splitlines()


def test_a_read_only_file_can_be_read_and_says_so_when_written(public_folder: Path) -> None:
    path = full_log(public_folder / "log.db")
    path.chmod(0o444)
    public_folder.chmod(0o555)
    read, count, write = as_nobody(path)
    assert (read, count) == ("ok 0", "ok 40")
    assert write.startswith("ReadOnlyLogError")


def test_a_file_that_may_not_be_read(public_folder: Path) -> None:
    path = full_log(public_folder / "log.db")
    path.chmod(0o000)
    for said in as_nobody(path):
        assert said.startswith("ReadOnlyLogError")


def test_a_read_only_folder_without_a_log(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    read, count, write = as_nobody(public_folder / "deeper" / "log.db")
    assert read.startswith("NoLogError")
    assert count == "ok 0"
    assert write.startswith("ReadOnlyLogError")


# --- setting aside -------------------------------------------------------------------------


def test_a_broken_log_is_set_aside_with_what_belongs_to_it(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").write_text(f"broken{suffix}")
    new = files.set_aside(path, NOW)
    assert new.name == "log.broken-20261120-170304.db"
    assert {entry.name: entry.read_text() for entry in tmp_path.iterdir()} == {
        f"{new.name}{suffix}": f"broken{suffix}" for suffix in ("", "-wal", "-shm")
    }


def test_setting_aside_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    names = []
    for number in range(3):
        path.write_text(str(number))
        names.append(files.set_aside(path, NOW))
    assert [name.read_text() for name in names] == ["0", "1", "2"]
    assert len(set(names)) == 3


def test_there_must_be_something_to_set_aside(tmp_path: Path) -> None:
    with pytest.raises(NoLogError):
        files.set_aside(tmp_path / "log.db", NOW)
