"""`export` and `log add` as they are called from a shell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from app.commands.line import run
from tests.data.test_diary import lunge, session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runner's own folders, so that no test ever sees the user's."""
    monkeypatch.setenv("STRIDETUI_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, content: object) -> str:
    (folder / "day.json").write_text(json.dumps(content), "utf-8")
    return "day.json"


def day(**changes: object) -> dict[str, object]:
    return session(lunge(), date="2020-02-29", note="=1+1 ✓", **changes)


def test_what_is_added_can_be_exported(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "add", write(home, day())]) == 0
    said = capfd.readouterr()
    assert said.out.splitlines() == [
        "stored Sat 2020-02-29 (outside the plan)",
        "  Forward lunge: left 10; right 9 reps · control left 4 · control right 5"
        " · effort 6 · pain 0",
    ]
    assert run(["export", "--format", "csv", "-o", "out.csv"]) == 0
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err == "out.csv: 2 sets of 1 session\n"
    with (home / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["exercise"], row["side"], row["actual"]) for row in rows] == [
        ("Forward lunge", "left", "10"),
        ("Forward lunge", "right", "9"),
    ]
    assert rows[0]["workout_note"] == "'=1+1 ✓"


def test_standard_output_is_utf8_with_the_files_own_line_ends(
    home: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["log", "add", write(home, day())])
    capfdbinary.readouterr()
    assert run(["export", "--format", "csv", "-o", "-"]) == 0
    out = capfdbinary.readouterr().out
    run(["export", "--format", "csv", "-o", "out.csv"])
    assert out == (home / "out.csv").read_bytes()
    assert out.count(b"\r\n") == len(list(csv.reader(io.StringIO(out.decode(), newline=""))))
    assert run(["export", "--format", "json", "-o", "-", "--since", "2020-03-01"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["tables"]["workout"] == []


def test_adding_can_answer_in_json(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "add", write(home, [day()]), "--json"]) == 0
    (stored,) = json.loads(capfd.readouterr().out)["stored"]
    assert (stored["date"], stored["session"]) == ("2020-02-29", None)
    said = {one["side"]: one for one in stored["results"]}
    assert (said["left"]["control"], said["right"]["control"]) == (4, 5)
    assert (said["both"]["effort"], said["both"]["pain"]) == (6, 0)
    assert stored["sets"][1]["actual"] == 9
    assert stored["note"] == "=1+1 ✓"
    assert run(["log", "show", stored["id"], "--json"]) == 0
    shown = json.loads(capfd.readouterr().out)
    assert stored == {key: shown[key] for key in shown if key not in {"edits", "fields"}}


@pytest.mark.parametrize(
    ("words", "json_said"),
    [
        (["--json", "day.json"], True),
        (["day.json", "--format", "json"], True),
        (["--json", "day.json", "--format", "text"], False),
    ],
)
def test_the_older_ways_to_add_still_do(
    home: Path, capfd: pytest.CaptureFixture[str], words: list[str], json_said: bool
) -> None:
    write(home, day())
    assert run(["log", "add", *words]) == 0
    said = capfd.readouterr().out
    assert said.startswith("{" if json_said else "stored Sat 2020-02-29")


def test_an_export_can_answer_in_json(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["log", "add", write(home, day())])
    capfd.readouterr()
    words = ["export", "--format", "csv", "-o", "out.csv", "--json"]
    assert run([*words, "--verify"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["written"] == [{"what": "set", "count": 2}, {"what": "session", "count": 1}]
    assert found["check"] == {"read": found["written"], "differences": []}
    assert run([*words, "--force"]) == 0
    assert json.loads(capfd.readouterr().out)["check"] is None
    assert run(["export", "--format", "csv", "--json"]) == 2
    assert "name one with -o" in capfd.readouterr().err
    assert run(["export", "--dictionary", "--json"]) == 0
    columns = json.loads(capfd.readouterr().out)["columns"]
    assert columns[0] == {
        "file": "sessions.csv",
        "column": "day",
        "holds": "text",
        "meaning": "Training day: the local date on which the session began.",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export"], "--format"),
        (["export", "--format", "xml", "-o", "x"], "xml"),
        (["export", "--format", "csv", "--verify"], "name a file"),
        (["export", "--format", "csv", "--what", "all"], "name a folder"),
        (["export", "--format", "hevy", "--what", "tests", "-o", "x"], "does not hold tests"),
        (["export", "--format", "html", "-o", "x", "--verify"], "cannot be read back"),
        (["export", "--format", "csv", "-o", ""], "the path is empty"),
        (["export", "--format", "csv", "-o", "x", "--since", "yesterday"], "'yesterday'"),
        (["export", "--format", "csv", "-o", "x", "--until", "2026-02-30"], "'2026-02-30'"),
        (
            [
                "export",
                "--format",
                "csv",
                "-o",
                "x",
                "--since",
                "2026-02-02",
                "--until",
                "2026-02-01",
            ],
            "before",
        ),
        (["export", "--format", "csv", "-o", "day.json"], "exists already"),
        (["export", "--format", "csv", "-o", "."], "is a folder"),
        (["export", "--format", "csv", "-o", "nowhere/x"], "cannot be written"),
        (["export", "--format", "csv", "-o", "x", "--db", "none.db"], "no training log at none.db"),
        (["export", "--form", "csv", "-o", "x"], "--form"),
        (["log"], "WHAT"),
        (["log", "add"], "FILE"),
        (["log", "add", "missing.json"], "missing.json cannot be read"),
        (["log", "add", "."], "cannot be read"),
        (["log", "add", "day.json"], "already"),
    ],
)
def test_a_fault_is_one_sentence_and_status_two(
    home: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    run(["log", "add", write(home, day())])
    capfd.readouterr()
    assert run(arguments) == 2
    output = capfd.readouterr()
    assert output.out == ""
    assert said in output.err
    assert output.err.count("\n") == 1
    assert not (home / "x").exists()


def test_help_shows_the_shape(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "add", "--help"]) == 0
    shown = capfd.readouterr().out
    for word in ('"date"', '"exercises"', '"control"', '"sets"', "metres"):
        assert word in shown


def test_the_epilogs_session_is_a_session(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The documented fields, one by one, are those that are read."""
    from app.trainer import diary_file

    content = day(time="18:30", minutes=35, title="At the cabin")
    typed = diary_file.read(json.dumps(content).encode(), "day.json")
    assert typed[0].minutes == 35
    run(["log", "add", "--help"])
    shown = capfd.readouterr().out
    for key in ("time", "minutes", "title", "session", "rung", "tempo", "load_kg", "height_cm"):
        assert f'"{key}"' in shown
