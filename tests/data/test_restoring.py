"""A backup put in the place of the log without a loss, whatever happens meanwhile."""

from __future__ import annotations

import cProfile
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.coach.logbook import EntryKind
from app.coach.model import Readiness, RowChange, Side
from app.coach.selftests import Measurement
from app.errors import (
    ForeignLogError,
    NewerLogError,
    NoLogError,
    StoreError,
)
from app.paths import Paths
from app.settings import Settings
from app.trainer import backing
from app.trainer.desk import Desk
from data import backups, contents, restoring, schema, sound
from data.contents import Lacking
from data.images import Images
from data.store import Store
from tests.data.builders import MovableClock, a_workout, an_enrolment, count
from tests.data.test_backups import ids


def a_result() -> Measurement:
    return Measurement("T1", date(2026, 11, 20), Side.BOTH, 160.0, "spm")


def restore(log: Path, backup: Path, clock: MovableClock) -> Path | None:
    with restoring.prepared(backup, log) as copy:
        return restoring.put_back(log, copy, clock.now().instant)


def test_the_replaced_log_is_kept_and_an_open_one_reads_the_new(
    log: Path, store: Store, clock: MovableClock, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    store.add_workout(a_workout("w2", day=date(2026, 11, 22)))
    assert contents.lacking(log, backup) == (Lacking("workout", 1, (date(2026, 11, 22),)),)
    before = backup.read_bytes()
    kept = restore(log, backup, clock)
    assert kept is not None
    assert ids(kept) == {"w1", "w2"}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert count(store) == 1  # a program that had it open is not left with another file
    store.add_workout(a_workout("w3"))
    assert ids(log) == {"w1", "w3"}
    assert backup.read_bytes() == before
    again = restore(log, backup, clock)
    assert again != kept


def test_where_there_is_no_log_the_backup_becomes_it(
    log: Path, clock: MovableClock, tmp_path: Path
) -> None:
    backup, new = tmp_path / "copy.db", tmp_path / "new" / "log.db"
    backups.back_up(log, backup)
    assert restore(new, backup, clock) is None
    assert ids(new) == {"w1"}
    assert stat.S_IMODE(new.stat().st_mode) == 0o600


def test_a_broken_log_is_set_aside_as_it_is(log: Path, clock: MovableClock, tmp_path: Path) -> None:
    backup, broken = tmp_path / "copy.db", tmp_path / "broken.db"
    backups.back_up(log, backup)
    broken.write_bytes(b"not a database" * 100)
    kept = restore(broken, backup, clock)
    assert kept is not None
    assert kept.read_bytes() == b"not a database" * 100
    assert ids(broken) == {"w1"}


PUT_BACK = """
import os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from app.errors import StoreError
from data import restoring
log, backup, room, most = Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])
done = 0
def step(event, _):
    global done
    if event in {"os.rename", "os.link", "os.remove"}:
        done += 1
        if done > most:
            os.kill(os.getpid(), signal.SIGKILL)
with restoring.prepared(backup, log) as copy:
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    sys.addaudithook(step)
    try:
        restoring.put_back(log, copy, datetime(2026, 11, 20, 17, tzinfo=UTC))
    except StoreError as error:
        sys.exit(str(error))
    finally:
        most = 1000
"""


def put_back(log: Path, backup: Path, room: int = 0, most: int = 1000) -> tuple[int, str]:
    """Restore in a process with so much room for a file, killed after so many changed names."""
    arguments = (str(log), str(backup), str(room), str(most))
    ended = subprocess.run(
        [sys.executable, "-c", PUT_BACK, *arguments], check=False, capture_output=True, text=True
    )
    return ended.returncode, ended.stderr


@pytest.fixture
def broken(log: Path, tmp_path: Path) -> Path:
    """A damaged log in a folder of its own."""
    path = tmp_path / "here" / "log.db"
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 100)
    return path


def test_without_room_for_the_backup_a_damaged_log_stays_what_it_was(
    log: Path, broken: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    before = {each.name: each.read_bytes() for each in broken.parent.iterdir()}
    status, said = put_back(broken, backup, room=8192)
    assert status == 1, said
    assert {each.name: each.read_bytes() for each in broken.parent.iterdir()} == before


def test_no_kill_leaves_the_log_s_name_without_a_log(
    log: Path, broken: Path, tmp_path: Path
) -> None:
    """A start that found none would be that of a new runner."""
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    damaged = broken.read_bytes()
    for most in range(100):
        status, said = put_back(broken, backup, most=most)
        assert broken.exists(), f"after {most} steps"
        assert damaged in {each.read_bytes() for each in broken.parent.glob("log*.db")}
        if status == 0:
            break
        assert status == -signal.SIGKILL, said
        shutil.rmtree(broken.parent)
        broken.parent.mkdir()
        broken.write_bytes(damaged)
    assert most > 2
    assert ids(broken) == {"w1"}


def test_what_a_killed_restore_left_is_swept_by_the_next(
    log: Path, broken: Path, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of all that somebody ever said of their body lies nowhere for good."""
    backup, elsewhere = tmp_path / "copy.db", tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    backups.back_up(log, backup)
    assert put_back(broken, backup, most=0)[0] == -signal.SIGKILL
    assert [*elsewhere.iterdir()] == []
    assert len([*broken.parent.glob(".*")]) == 2
    kept = restore(broken, backup, clock)
    assert {*broken.parent.iterdir()} == {broken, kept}


def test_what_is_no_log_of_this_program_is_refused(
    log: Path, clock: MovableClock, tmp_path: Path
) -> None:
    other, newer, empty = tmp_path / "other.db", tmp_path / "newer.db", tmp_path / "empty.db"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE mine (x)")
        raw.commit()
    backups.back_up(log, newer)
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    empty.touch()
    before = ids(log)
    for file, error in ((other, ForeignLogError), (newer, NewerLogError), (empty, NoLogError)):
        with pytest.raises(error):
            restore(log, file, clock)
    assert ids(log) == before
    assert [path.name for path in log.parent.iterdir() if "replaced" in path.name] == []


def test_another_programs_database_never_makes_room_for_a_backup(
    log: Path, clock: MovableClock, tmp_path: Path
) -> None:
    backup, other = tmp_path / "copy.db", tmp_path / "elsewhere" / "other.db"
    backups.back_up(log, backup)
    other.parent.mkdir()
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE recipe (id)")
        raw.commit()
    before = other.read_bytes()
    with pytest.raises(ForeignLogError, match="another program"):
        restore(other, backup, clock)
    assert [each.name for each in other.parent.iterdir()] == [other.name]
    assert other.read_bytes() == before


def test_a_locked_log_is_left_as_it_is(
    log: Path, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.1)
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    with closing(sqlite3.connect(log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            restore(log, backup, clock)
    assert ids(log) == {"w1"}


def test_every_table_comes_back(
    log: Path, store: Store, clock: MovableClock, tmp_path: Path
) -> None:
    store.save_draft({"Q1": "a"})
    store.decide("start", "x", "y")
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    store.save_draft({})
    store.decide("start", "x", "z")
    clock.instant += timedelta(days=1)
    restore(log, backup, clock)
    assert store.draft() == {"Q1": "a"}
    assert [row.choice for row in store.decisions()] == ["y"]
    with closing(sqlite3.connect(log)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchone() is None
    assert schema.state(log, 1.0) is schema.State.CURRENT


def test_a_backup_of_an_older_version_is_upgraded_and_itself_left_alone(
    log: Path, clock: MovableClock, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes((Path(__file__).parent / "version_1.db").read_bytes())
    before = older.read_bytes()
    seen = contents.of(older)
    assert (seen.version, seen.older, seen.counts["workout"] > 0) == ("0001", True, True)
    restore(log, older, clock)
    assert older.read_bytes() == before
    assert schema.state(log, 1.0) is schema.State.CURRENT
    assert contents.of(log).counts == seen.counts


def test_whatever_was_written_since_is_told(log: Path, store: Store, tmp_path: Path) -> None:
    store.save_enrolment(an_enrolment())
    (measured,) = store.add_measurements((a_result(),))
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    assert contents.lacking(log, backup) == ()
    store.decide("rung", "forward_lunge", "up")
    assert contents.lacking(log, backup) == (Lacking("decision", 1),)
    store.save_readiness(Readiness(date(2026, 11, 20)))
    store.save_readiness(Readiness(date(2026, 11, 21), ill=True))
    store.save_enrolment(an_enrolment(weekdays=(2, 4)))
    store.save_draft({"Q1": "none"})
    (row,) = store.book.stored_rows(EntryKind.TEST, measured.id)
    images: Images = ((row.table, row.key, {"value": 160.0}, {"value": 161.0}),)
    store.book.edit_rows(EntryKind.TEST, measured.id, "edit", images)
    assert set(contents.lacking(log, backup)) == {
        Lacking("decision", 1),
        Lacking("readiness", 2, (date(2026, 11, 21), date(2026, 11, 20))),
        Lacking("edit", 1),
        Lacking("changed_programme", 1, ()),
        Lacking("draft", 1),
    }


def test_what_the_backup_has_more_of_is_not_lacking(
    log: Path, store: Store, tmp_path: Path, clock: MovableClock
) -> None:
    before, after = tmp_path / "before.db", tmp_path / "after.db"
    backups.back_up(log, before)
    said = RowChange("workout_set", (0,), {"note": ""}, {"note": "it was the left one"})
    store.amend("w1", "edit", (said,))
    store.decide("rung", "forward_lunge", "up")
    backups.back_up(log, after)
    restore(log, before, clock)
    assert contents.lacking(log, after) == ()
    assert [one.table for one in contents.lacking(after, log)] == ["decision", "change"]


def test_an_older_backup_lacks_what_its_tables_could_not_hold(
    store: Store, path: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes((Path(__file__).parent / "version_1.db").read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(older.read_bytes())
    store.save_readiness(Readiness(date(2026, 11, 21)))
    assert contents.lacking(path, older) == (Lacking("readiness", 1, (date(2026, 11, 21),)),)


def test_sessions_that_were_changed_since_are_told(log: Path, store: Store, tmp_path: Path) -> None:
    backup = tmp_path / "copy.db"
    backups.back_up(log, backup)
    said = RowChange("workout_set", (0,), {"note": ""}, {"note": "it was the left one"})
    store.amend("w1", "edit", (said,))
    assert contents.lacking(log, backup) == (Lacking("change", 1, (date(2026, 11, 20),)),)
    assert count(store) == 1


def test_a_restore_reads_no_file_over_twice(log: Path, clock: MovableClock, tmp_path: Path) -> None:
    nowhere = tmp_path / "none"
    desk = Desk(Paths(log, nowhere, nowhere, nowhere), clock, Settings())
    backup = backing.back_up(desk, tmp_path / "copy.db").path
    calls = cProfile.Profile()
    with calls:
        seen = backing.look_into(desk, backup)
        assert backing.restore(desk, backup, seen).written
    looked = sum(one.callcount for one in calls.getstats() if one.code is sound.faults.__code__)
    # The backup and the log to say what is in them, the copy that goes in, the log it replaces.
    assert looked == 4
