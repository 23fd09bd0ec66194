"""Logs of earlier versions, as those versions wrote them: upgraded, or refused with a way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import DamagedLogError
from data import glance, schema
from tests.data.builders import MovableClock

BUSY = 0.2


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A copy of a small log that version 1 of the tables wrote, with every table filled."""
    path = tmp_path / "version_1.db"
    path.write_bytes((Path(__file__).parent / "version_1.db").read_bytes())
    return path


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the stamp, in the order of the keys."""
    with closing(sqlite3.connect(path)) as raw:
        names = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "alembic_version"
        ]
        return {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=str) for name in names}


VERSIONS = [Path(__file__).parent / f"version_{int(name)}.db" for name in schema.REVISIONS]


@pytest.fixture(params=VERSIONS, ids=lambda path: path.stem)
def any_version(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a small log of each version, written by the code of its time."""
    fixture: Path = request.param
    path = tmp_path / fixture.name
    path.write_bytes(fixture.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        ((stamp,),) = raw.execute("SELECT version_num FROM alembic_version")
    assert path.stem == f"version_{int(stamp)}"
    return path


def test_a_log_of_any_version_keeps_every_row(any_version: Path) -> None:
    before = contents(any_version)
    assert all(before.values())
    schema.prepare(any_version, BUSY)
    after = contents(any_version)
    assert {name: after.pop(name) for name in before} == before
    assert not any(after.values())


def test_a_log_of_any_version_becomes_what_a_new_one_is(any_version: Path, path: Path) -> None:
    def objects(path: Path) -> set[tuple[str, str, str]]:
        with closing(sqlite3.connect(path)) as raw:
            return set(
                raw.execute(
                    "SELECT type, name, coalesce(sql, '') FROM sqlite_master "
                    "WHERE name != 'alembic_version'"
                )
            )

    schema.prepare(path, BUSY)
    schema.prepare(any_version, BUSY)
    assert schema.state(any_version, BUSY) is schema.State.CURRENT
    assert objects(any_version) == objects(path)


def test_a_log_of_version_1_is_read_by_the_first_screen(version_1: Path) -> None:
    found = glance.read(version_1, MovableClock().today())
    assert found.enrolment is not None
    assert [record.id for record in found.history] == ["w1", "w2"]
    assert sorted(one.value for one in found.measured) == [21, 30]
    assert (version_1.parent / "backups" / f"version_1.before-{schema.HEAD}.db").exists()


def test_many_that_find_it_old_at_once_make_one_copy(version_1: Path) -> None:
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: schema.prepare(version_1, BUSY), range(6)))
    assert schema.state(version_1, BUSY) is schema.State.CURRENT
    assert len(list(version_1.with_name("backups").iterdir())) == 1


def test_what_was_copied_once_is_not_copied_again(version_1: Path) -> None:
    """An upgrade that is killed and begun anew, time after time, fills no disk."""
    first = schema.copy_before_upgrade(version_1, BUSY)
    assert schema.copy_before_upgrade(version_1, BUSY) == first
    with closing(sqlite3.connect(version_1)) as raw, raw:
        raw.execute("INSERT INTO meta (key, value) VALUES ('more', '1')")
    second = schema.copy_before_upgrade(version_1, BUSY)
    assert second != first
    assert sorted(first.parent.iterdir()) == sorted([first, second])
    assert contents(second) == contents(version_1) != contents(first)


def test_a_copy_that_fails_leaves_no_half_of_itself(version_1: Path) -> None:
    lose_page(version_1)
    with pytest.raises(DamagedLogError):
        schema.prepare(version_1, BUSY)
    assert list(version_1.with_name("backups").iterdir()) == []


def lose_index_entries(path: Path) -> str:
    """Let an index of the log lack what stands in its table; return what SQLite says of it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        ((name, sql),) = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE name = 'ix_workout_set_exercise'"
        )
        hidden = f"UPDATE sqlite_master SET sql = ? WHERE name = '{name}'"
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(hidden, (f"{sql} WHERE pos < 0",))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(f"REINDEX {name}")
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(hidden, (sql,))
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        said: str = raw.execute("PRAGMA integrity_check").fetchone()[0]
        return said


def test_a_log_with_a_bad_index_is_upgraded_all_the_same(version_1: Path) -> None:
    """Every row can be read; who cannot open the log any more has lost it."""
    before = contents(version_1)
    assert "missing from index" in lose_index_entries(version_1)
    schema.prepare(version_1, BUSY)
    assert schema.state(version_1, BUSY) is schema.State.CURRENT
    after = contents(version_1)
    assert {name: after[name] for name in before} == before


def lose_page(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[8192 : 8192 + 4096] = b"\xff" * 4096
    path.write_bytes(raw)


def lose_session(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM workout WHERE id = 'w1'")


@pytest.mark.parametrize("damage", [lose_page, lose_session])
def test_a_log_that_is_not_upgraded_says_which_ways_there_are(
    version_1: Path, damage: Callable[[Path], None]
) -> None:
    damage(version_1)
    before = contents(version_1) if damage is lose_session else version_1.read_bytes()
    with pytest.raises(DamagedLogError, match=r"restore.*--salvage.*--db") as caught:
        schema.prepare(version_1, BUSY)
    assert str(version_1) in str(caught.value)
    after = contents(version_1) if damage is lose_session else version_1.read_bytes()
    assert after == before
