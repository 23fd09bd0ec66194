"""`stridetui backup` and `stridetui restore` as processes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.lock import LiveLock
from tests.commands.conftest import Run

KEYS = {"version", "counts", "first", "newest"}


@pytest.fixture
def log(home: Path, stridetui: Run) -> Path:
    """A log with two self-tests in it, the home's own."""
    assert stridetui("measure", "T8", "--left", "20", "--right", "19").returncode == 0
    return home / "data" / "stridetui" / "stridetui.db"


def results(log: Path) -> int:
    with closing(sqlite3.connect(log)) as raw:
        found: int = raw.execute("SELECT count(*) FROM measurement").fetchone()[0]
        return found


def test_there_and_back(stridetui: Run, log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    result = stridetui("backup", str(copy))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{copy}: 2 self-test results\n"
    stridetui("measure", "T8", "--left", "21", "--right", "20")
    dry = stridetui("restore", str(copy), "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert "  2 self-test results (" in dry.stdout
    assert dry.stdout.endswith("Nothing was changed (--dry-run).\n")
    assert results(log) == 4
    done = stridetui("restore", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    kept = Path(done.stdout.splitlines()[-1].removeprefix("Done. The replaced log is ")[:-1])
    assert (results(log), results(kept)) == (2, 4)
    assert results(copy) == 2


def test_without_a_name_it_goes_to_the_backups(stridetui: Run, log: Path) -> None:
    found = json.loads(stridetui("backup", "--json").stdout)
    assert set(found) == KEYS | {"path"}
    assert Path(found["path"]).parent == log.with_name("backups")
    assert results(Path(found["path"])) == 2


def test_json_of_a_restore(stridetui: Run, log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    stridetui("backup", str(copy))
    for arguments, written in ((("--dry-run",), False), ((), True)):
        found = json.loads(stridetui("restore", str(copy), "--json", *arguments).stdout)
        assert set(found) == {"backup", "contents", "present", "lacking", "kept", "written"}
        assert set(found["contents"]) == set(found["present"]) == KEYS
        assert (found["written"], found["kept"] is not None) == (written, written)
    assert results(log) == 2


def test_nothing_is_restored_while_a_session_runs(
    stridetui: Run, log: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    stridetui("backup", str(copy))
    stridetui("measure", "T8", "--left", "21", "--right", "20")
    lock = LiveLock(log)
    lock.acquire()
    try:
        result = stridetui("restore", str(copy))
    finally:
        lock.release()
    assert result.returncode == 2
    assert "end it there before the log is replaced" in result.stderr
    assert results(log) == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("backup",), "There is no training log"),
        (("restore",), "required: FILE"),
        (("restore", "none.db"), "none.db; name a backup that is there."),
        (("restore", __file__), "no copy of a training log; nothing was changed. Choose another"),
        (("restore", "."), "is a folder"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    stridetui: Run, arguments: tuple[str, ...], words: str
) -> None:
    result = stridetui(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_the_log_is_no_target_and_no_backup_of_itself(stridetui: Run, log: Path) -> None:
    over = stridetui("backup", str(log), "--force")
    itself = stridetui("restore", str(log))
    assert (over.returncode, itself.returncode) == (2, 2)
    assert "belongs to your training log" in over.stderr
    assert "is the training log itself" in itself.stderr
    assert results(log) == 2


def test_what_can_be_read_of_a_damaged_log_is_saved_and_restored(
    stridetui: Run, log: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(log)) as raw, raw:
        # Nothing can be told of a log without its stamp; its rows are all there.
        raw.execute("DROP TABLE alembic_version")
    refused = stridetui("next")
    assert refused.returncode == 2
    saved = json.loads(stridetui("backup", "--salvage", "--json").stdout)
    assert set(saved) == KEYS | {"path", "loose"}
    assert (saved["counts"]["measurement"], saved["loose"]) == (2, 0)
    assert Path(saved["path"]).name.startswith("stridetui.salvaged-")
    named = stridetui("backup", "--salvage", str(tmp_path / "saved.db"))
    assert named.stdout == f"{tmp_path / 'saved.db'}: 2 self-test results\n"
    done = stridetui("restore", saved["path"])
    assert (done.returncode, done.stderr) == (0, "")
    assert ".broken-" in done.stdout
    assert results(log) == 2
