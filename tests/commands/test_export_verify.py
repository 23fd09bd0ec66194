"""`export` with all its options: reading back, dictionary, schema, and how far it is."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.commands.line import run
from app.commands.progress_bar import progress_bar
from app.trainer.exports.format import What
from app.trainer.exports.registry import FORMATS
from data import demo
from tests.data.test_diary import lunge, session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runner's own folders, and a log with one session."""
    monkeypatch.setenv("STRIDETUI_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    day = session(lunge(), date="2020-02-29", note="=1+1 ✓")
    (tmp_path / "day.json").write_text(json.dumps(day), "utf-8")
    assert run(["log", "add", "day.json"]) == 0
    return tmp_path


def test_what_was_discarded_is_in_the_whole_log_alone_and_that_is_said(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = session(lunge(), date="2020-03-01")
    (home / "other.json").write_text(json.dumps(other), "utf-8")
    assert run(["log", "add", "other.json"]) == 0
    spoil(home, "UPDATE workout SET status = 'discarded' WHERE day = '2020-03-01'")
    for name in ("json", "jsonl", "sqlite", "csv", "hevy", "strong"):
        capfd.readouterr()
        assert run(["export", "--format", name, "-o", name, "--verify"]) == 0
        said = capfd.readouterr()
        assert said.out == "2 sets, 0 differences\n", name
        left = "is in it, too" if FORMATS[name].complete else "left out"
        assert said.err == f"{name}: 2 sets of 1 session; 1 discarded session {left}\n"
    rows = json.loads((home / "json").read_text("utf-8"))["tables"]["workout"]
    assert {row["status"] for row in rows} == {"ended", "discarded"}
    for name in ("csv", "hevy", "strong"):
        assert "2020-03-01" not in (home / name).read_text("utf-8"), name
        assert "1 Mar 2020" not in (home / name).read_text("utf-8"), name


def spoil(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "log.db")) as raw:
        raw.execute(statement)
        raw.commit()


@pytest.mark.parametrize(
    "name", [name for name, form in FORMATS.items() if What.SESSIONS in form.reads]
)
def test_what_was_written_is_read_back_and_counted(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    assert run(["export", "--format", name, "-o", "out", "--verify"]) == 0
    said = capfd.readouterr()
    assert said.out == "2 sets, 0 differences\n"
    assert said.err == "out: 2 sets of 1 session\n"


@pytest.mark.parametrize("name", ["json", "jsonl", "sqlite"])
def test_the_log_of_a_demo_is_read_back_without_its_mark(
    home: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    demo.mark(home / "log.db")
    assert run(["export", "--format", name, "-o", "out", "--verify"]) == 0
    assert capfd.readouterr().out.endswith("2 sets, 0 differences\n")
    if name != "sqlite":
        assert "demo" not in (home / "out").read_text("utf-8")


def test_a_difference_is_named_and_is_the_exit_status(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # A word that only another program could have written is not taken by an import.
    spoil(home, "UPDATE workout_set SET unit = 'parsecs' WHERE pos = 1")
    capfd.readouterr()
    assert run(["export", "--format", "jsonl", "-o", "out", "--verify"]) == 1
    *named, last = capfd.readouterr().out.splitlines()
    assert "parsecs" in named[0]
    assert any("workout_set" in line and "is missing in the file" in line for line in named)
    assert last == f"0 sets, {len(named)} differences"


def test_bytes_in_the_log_are_said_and_nothing_is_written(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(home, "UPDATE workout_set SET rung = x'00ff' WHERE pos = 0")
    capfd.readouterr()
    assert run(["export", "--format", "json", "-o", "out"]) == 2
    assert "holds bytes where text belongs" in capfd.readouterr().err
    assert not (home / "out").exists()


def test_the_dictionary_names_every_column(capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["export", "--dictionary"]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert {"sessions.csv", "plan.csv", "tests.csv"} <= {row["file"] for row in rows}
    assert all(row["meaning"] for row in rows)


def test_the_schema_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["export", "--schema"]) == 0
    assert json.loads(capfd.readouterr().out)["title"] == "stridetui training log"


def test_a_database_is_not_printed_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["export", "--format", "sqlite"]) == 2
    assert "name a file with -o" in capfd.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_for_each_percent_and_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar("export") as progress:
        assert progress is not None
        for done in range(1001):
            progress(done, 1000)
    drawn = terminal.getvalue().split("\r")
    assert drawn[1] == "export [..............................]   0 %"
    assert drawn[-3].endswith("] 100 %")
    assert len(drawn) == 1 + 101 + 2
    assert drawn[-2].isspace()


def test_there_is_no_bar_for_what_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar("export") as progress:
        assert progress is not None
        progress(5, 5)
    assert terminal.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar("export") as progress:
        assert progress is None
