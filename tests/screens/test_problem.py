"""A log that cannot be used: said before the screens where they are pointless, mended in them."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from app.errors import (
    ForeignLogError,
    LiveElsewhereError,
    LockedLogError,
    NewerLogError,
    ReadOnlyLogError,
    StoreError,
)
from app.trainer import backing, mending
from data.lock import LiveLock
from screens.problem import ProblemScreen
from screens.today import TodayScreen
from tests.data.builders import MovableClock, count
from tests.screens.rooms import SIZES, a_desk, front, press, prose, running, shown, with_history
from tests.screens.settling import settled
from tests.screens.waiting import reached


def break_log(path: Path, how: str) -> bytes:
    """Leave a file that is no log at `path`; return what is in it."""
    if how == "truncated":
        path.write_bytes(path.read_bytes()[:6000])
    elif how == "another":
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE recipe (id INTEGER)")
        other.close()
    else:
        path.write_bytes(b"this is no database" * 100)
    for companion in ("-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)
    return path.read_bytes()


@pytest.mark.parametrize("how", ["garbage", "truncated"])
async def test_s_sets_the_file_aside_and_starts_afresh(tmp_path: Path, how: str) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    desk.store.close()
    content = break_log(desk.paths.log, how)
    async with running(a_desk(tmp_path, clock)) as (program, pilot):
        assert isinstance(front(program), ProblemScreen)
        assert "The training log cannot be read" in shown(program)
        assert "log.db" in prose(program).replace(" ", "")
        await pilot.press("s")
        await reached(pilot, TodayScreen)
        await settled(pilot)
        assert "Find your weak link" in shown(program)
        assert "The old file is kept as" in prose(program)
        (kept,) = tmp_path.glob("log.broken-*.db")
        assert kept.read_bytes() == content
        with_history(program.desk, clock, 1)
        program.look_again()
        await press(pilot, "2")
        assert "1 entry, newest first" in shown(program)


async def test_the_ways_out_stand_clear_of_their_keys(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    desk.store.close()
    break_log(desk.paths.log, "garbage")
    async with running(a_desk(tmp_path, clock), (60, 20)) as (program, pilot):
        await press(pilot, "end")
        assert "   s  gives the file a new name in the same folder" in shown(program)
        assert "\n      and starts a new log." in shown(program)


async def test_another_programs_database_is_neither_mended_nor_moved(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    made = backing.back_up(desk)
    desk.store.close()
    content = break_log(desk.paths.log, "another")
    desk = a_desk(tmp_path, clock)
    for refused in (
        mending.require_usable,
        mending.set_aside,
        backing.salvage,
        lambda given: backing.restore(given, made.path),
    ):
        with pytest.raises(ForeignLogError, match="another program"):
            refused(desk)
    async with running(desk) as (program, _pilot):
        assert isinstance(front(program), TodayScreen)
        assert "another program" in prose(program)
    assert desk.paths.log.read_bytes() == content
    assert [*tmp_path.glob("log.broken*"), *tmp_path.glob("log.salvaged*")] == []


def test_no_log_is_set_aside_under_a_session_of_another_window(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    desk.store.close()
    content = break_log(desk.paths.log, "truncated")
    lock = LiveLock(desk.paths.log)
    lock.acquire()
    try:
        with pytest.raises(LiveElsewhereError, match="end it there"):
            mending.set_aside(desk)
    finally:
        lock.release()
    assert desk.paths.log.read_bytes() == content
    assert mending.set_aside(desk).read_bytes() == content


@pytest.mark.parametrize("size", SIZES)
async def test_r_puts_the_newest_good_copy_in_its_place(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 2)
    made = backing.back_up(desk)
    desk.store.close()
    content = break_log(desk.paths.log, "truncated")
    async with running(a_desk(tmp_path, clock), size) as (program, pilot):
        await settled(pilot)
        assert made.path.name in prose(program).replace(" ", "")
        assert "2 sessions, the last of" in prose(program)
        await pilot.press("r")
        await settled(pilot)
        await pilot.pause(0.2)
        assert isinstance(front(program), TodayScreen)
        assert count(program.desk.store) == 2
    (kept,) = tmp_path.glob("log.broken-*.db")
    assert kept.read_bytes() == content


async def test_v_saves_what_can_be_read_and_offers_it(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 2)
    desk.store.close()
    with sqlite3.connect(desk.paths.log) as raw:
        # Nothing can be told of a log without its stamp; its rows are all there.
        raw.execute("DROP TABLE alembic_version")
    raw.close()
    async with running(a_desk(tmp_path, clock)) as (program, pilot):
        await settled(pilot)
        assert isinstance(front(program), ProblemScreen)
        assert "There is no good copy" in prose(program)
        assert "r restore" not in shown(program)
        await pilot.press("v")
        await settled(pilot)
        await pilot.pause(0.2)
        assert "2 sessions" in prose(program)
        (saved,) = tmp_path.glob("log.salvaged-*.db")
        assert saved.name in prose(program).replace(" ", "")
        await pilot.press("r")
        await settled(pilot)
        await pilot.pause(0.2)
        assert count(program.desk.store) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_q_leaves_everything_as_it_is(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = a_desk(tmp_path)
    desk.paths.log.write_bytes(b"this is no database" * 100)
    async with running(desk, size) as (program, pilot):
        assert isinstance(front(program), ProblemScreen)
        assert "q leave it" in shown(program)
        await press(pilot, "2")
        assert isinstance(front(program), ProblemScreen)
        await pilot.press("q")
        await pilot.pause()
        assert program.return_code == 0
    assert desk.paths.log.read_bytes() == b"this is no database" * 100
    assert [path.name for path in tmp_path.iterdir()] == ["log.db"]


def test_a_missing_or_damaged_log_may_open_the_screens(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "not" / "there")
    mending.require_usable(desk)
    assert not desk.paths.log.parent.exists()
    damaged = a_desk(tmp_path)
    damaged.paths.log.write_bytes(b"garbage" * 1000)
    mending.require_usable(damaged)
    assert damaged.paths.log.read_bytes() == b"garbage" * 1000


def test_a_newer_log_may_not(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    with_history(desk, MovableClock(), 1)
    desk.store.close()
    connection = sqlite3.connect(desk.paths.log)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerLogError, match="newer version"):
        mending.require_usable(desk)


def test_a_locked_log_may_not(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.paths.log.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(desk.paths.log, isolation_level=None)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(LockedLogError, match="locked"):
            mending.require_usable(desk)
    finally:
        connection.close()


def test_a_home_that_cannot_lock_is_not_taken_for_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite takes a lock that cannot be had for one that somebody else has."""

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    desk = a_desk(tmp_path)
    desk.paths.log.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(desk.paths.log, isolation_level=None)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("fcntl.flock", refuse)
    try:
        with pytest.raises(StoreError, match="cannot be locked, as in some network homes"):
            mending.require_usable(desk)
    finally:
        connection.close()


def test_a_place_that_cannot_be_written_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    desk.paths.log.write_bytes(b"")
    # Root may write anywhere, so that a file's rights alone would not show it.
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != desk.paths.log)
    with pytest.raises(ReadOnlyLogError, match="is read-only"):
        mending.require_usable(desk)
