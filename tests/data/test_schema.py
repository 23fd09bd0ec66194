"""Versions of the tables: created, recognised, upgraded with a copy first, or refused untouched."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

from app.errors import ForeignLogError, NewerLogError, StoreError
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
