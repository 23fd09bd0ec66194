"""Versions of the tables: created, recognised, upgraded with a copy first, or refused untouched."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

from app.errors import DamagedLogError, ForeignLogError, NewerLogError, StoreError
from data import engine, glance, schema
from data.store import Store
from tests.data.builders import MovableClock, a_workout, count

BUSY = 0.2


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


@pytest.fixture
def made(path: Path) -> Path:
    schema.prepare(path, BUSY)
    return path


def test_a_new_log_is_stamped_and_readable_by_its_owner_alone(made: Path) -> None:
    assert schema.state(made, BUSY) is schema.State.CURRENT
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    with closing(sqlite3.connect(made)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_files_beside_it_are_the_owners_too(path: Path) -> None:
    store = Store(path, MovableClock())
    store.add_workout(a_workout())
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}
    store.close()
    assert set(modes.values()) == {0o600}
    assert f"{path.name}-wal" in modes


def test_preparing_again_changes_nothing(made: Path) -> None:
    before = dump(made)
    schema.prepare(made, BUSY)
    assert dump(made) == before


def test_an_empty_file_becomes_a_log(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    schema.prepare(path, BUSY)
    assert schema.state(path, BUSY) is schema.State.CURRENT


def test_the_named_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "data:migrations")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS


def test_migrations_lead_to_the_tables_of_the_models(made: Path) -> None:
    log = engine.for_reading(made)
    with log.connect() as connection:
        differences = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), SQLModel.metadata
        )
        assert differences == []
        # Alembic compares neither checks nor the clustering of a table.
        assert table_rules(connection) == expected_rules()
    log.dispose()


def table_rules(connection: Connection) -> dict[str, tuple[list[tuple[str, str]], object]]:
    about = inspect(connection)
    return {
        name: (
            sorted(
                (check["name"] or "", check["sqltext"])
                for check in about.get_check_constraints(name)
            ),
            about.get_table_options(name),
        )
        for name in SQLModel.metadata.tables
    }


def expected_rules() -> dict[str, tuple[list[tuple[str, str]], object]]:
    memory = engine.blank()
    with memory.connect() as connection:
        rules = table_rules(connection)
    memory.dispose()
    assert any(checks for checks, _ in rules.values())
    return rules


# --- not ours, or not yet ours -------------------------------------------------------------


def test_a_newer_log_is_refused_and_left_untouched(made: Path) -> None:
    with closing(sqlite3.connect(made)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = made.read_bytes()
    store = Store(made, MovableClock())
    for use in (
        lambda: glance.read(made, MovableClock().today()),
        lambda: count(store),
        lambda: store.add_workout(a_workout()),
    ):
        with pytest.raises(NewerLogError, match="newer version"):
            use()
    assert made.read_bytes() == before
    assert [entry.name for entry in made.parent.iterdir()] == [made.name]


@pytest.mark.parametrize("application_id", [0, 1])
def test_another_programs_database_is_refused_and_left_untouched(
    tmp_path: Path, application_id: int
) -> None:
    path = tmp_path / "foreign.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id={application_id}")
        raw.execute("CREATE TABLE workout (id)")
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(ForeignLogError, match="another program"):
        Store(path, MovableClock()).add_workout(a_workout())
    assert path.read_bytes() == before


# --- upgrades ------------------------------------------------------------------------------


@pytest.fixture
def older(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with a row in it, one version behind a program that knows `9998`."""
    store = Store(made, MovableClock())
    store.add_workout(a_workout())
    store.close()
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9998"))
    monkeypatch.setattr(schema, "HEAD", "9998")
    return made


def upgrade_to(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Let the migration to `9998` be these statements, as there is no such version yet."""

    def run(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    monkeypatch.setattr(schema, "_run_migrations", run)


STAMP = "UPDATE alembic_version SET version_num = '9998'"


def test_an_older_log_is_copied_and_upgraded_when_first_read(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade_to(monkeypatch, "ALTER TABLE meta ADD COLUMN more", STAMP)
    before = dump(older)
    glance.read(older, MovableClock().today())
    assert schema.state(older, BUSY) is schema.State.CURRENT
    copy = older.with_name("backups").joinpath("stridetui.before-9998.db")
    assert dump(copy) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(older)) as raw:
        assert raw.execute("SELECT count(*) FROM workout").fetchone() == (1,)


def test_an_earlier_copy_is_not_overwritten(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade_to(monkeypatch, STAMP)
    first = older.with_name("backups").joinpath("stridetui.before-9998.db")
    first.parent.mkdir()
    first.write_text("precious")
    schema.prepare(older, BUSY)
    assert first.read_text() == "precious"
    assert older.with_name("backups").joinpath("stridetui.before-9998-2.db").exists()


@pytest.mark.parametrize(
    "fault",
    [
        ("ALTER TABLE meta ADD COLUMN more", "SELECT no_such_column FROM meta"),
        ("CREATE TABLE extra (id)", "DELETE FROM workout", STAMP),
    ],
    ids=["statement fails", "rows orphaned"],
)
def test_an_upgrade_that_fails_changes_nothing(
    older: Path, monkeypatch: pytest.MonkeyPatch, fault: tuple[str, ...]
) -> None:
    upgrade_to(monkeypatch, *fault)
    before = dump(older)
    with pytest.raises(StoreError):
        schema.prepare(older, BUSY)
    assert dump(older) == before


def test_rebuilding_a_table_keeps_its_children(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade_to(
        monkeypatch,
        "CREATE TABLE new_workout AS SELECT * FROM workout",
        "DROP TABLE workout",
        "CREATE TABLE workout (id TEXT PRIMARY KEY)",
        "INSERT INTO workout SELECT id FROM new_workout",
        STAMP,
    )
    schema.prepare(older, BUSY)
    with closing(sqlite3.connect(older)) as raw:
        assert raw.execute("SELECT count(*) FROM workout_set").fetchone() == (2,)


def test_two_copies_may_create_the_log_at_once(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from data import schema;"
        "sys.stdin.readline(); schema.prepare(Path(sys.argv[1]), 10)"
    )
    copies = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE)
        for _ in range(2)
    ]
    for copy in copies:
        copy.communicate(b"\n")
    assert [copy.returncode for copy in copies] == [0, 0]
    assert schema.state(path, BUSY) is schema.State.CURRENT


def test_alembic_is_imported_only_to_create_or_upgrade(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from data.store import Store;"
        "from app.clock import SystemClock;"
        "Store(Path(sys.argv[1]), SystemClock('UTC')).save_draft({'q1': 'a'});"
        "print('alembic' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(made)], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_alembic_finds_its_environment_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    schema.prepare(tmp_path / "100% [mine]?#.db", BUSY)
    assert schema.state(tmp_path / "100% [mine]?#.db", BUSY) is schema.State.CURRENT


# --- logs of earlier versions, as those versions wrote them ---------------------------------


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


def test_a_log_of_any_version_becomes_what_a_new_one_is(any_version: Path, made: Path) -> None:
    def objects(path: Path) -> set[tuple[str, str, str]]:
        with closing(sqlite3.connect(path)) as raw:
            return set(
                raw.execute(
                    "SELECT type, name, coalesce(sql, '') FROM sqlite_master "
                    "WHERE name != 'alembic_version'"
                )
            )

    schema.prepare(any_version, BUSY)
    assert schema.state(any_version, BUSY) is schema.State.CURRENT
    assert objects(any_version) == objects(made)


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
    raw = bytearray(version_1.read_bytes())
    raw[8192 : 8192 + 4096] = b"\xff" * 4096
    version_1.write_bytes(raw)
    with pytest.raises(DamagedLogError):
        schema.prepare(version_1, BUSY)
    assert list(version_1.with_name("backups").iterdir()) == []
