"""`pack` and `log quick` as they are typed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.paths import Paths
from app.settings import Settings
from app.trainer.demo import make
from app.trainer.desk import Desk
from tests.commands.conftest import Run


@pytest.fixture(scope="module")
def demo_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's log as of today, made once."""
    folder = tmp_path_factory.mktemp("demo")
    nowhere = folder / "none"
    desk = Desk(Paths(nowhere, nowhere, nowhere, nowhere), SystemClock("UTC"), Settings())
    make(desk, folder / "demo.db", ()).store.close()
    return folder / "demo.db"


@pytest.fixture
def log(demo_log: Path, tmp_path: Path) -> str:
    """A copy of it."""
    path = tmp_path / "demo.db"
    path.write_bytes(demo_log.read_bytes())
    return str(path)


def test_pack_makes_its_files_and_says_so(stridetui: Run, log: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = stridetui("--db", log, "pack", "-o", str(out), "--no-voice", "--json")

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert list(told) == ["session", "seconds", "voice", "files", "steps", "given"]
    assert [file["kind"] for file in told["files"]] == [
        "audio",
        "watch",
        "calendar",
        "card",
        "text",
    ]
    assert all(Path(file["path"]).is_file() for file in told["files"])
    assert told["voice"] is None

    again = stridetui("--db", log, "pack", "-o", str(out), "--no-voice")
    assert (again.returncode, again.stdout) == (2, "")
    assert "exists already" in again.stderr
    forced = stridetui("--db", log, "pack", "-o", str(out), "--no-voice", "--force")
    assert forced.returncode == 0
    assert str(out) in forced.stdout


def test_pack_without_a_plan_says_what_to_do(stridetui: Run, tmp_path: Path) -> None:
    done = stridetui("pack", "-o", str(tmp_path / "out"))

    assert done.returncode == 2
    assert "There is no plan yet" in done.stderr
    assert not (tmp_path / "out").exists()


def test_quick_with_everything_said(stridetui: Run, log: str) -> None:
    ids = _ids(stridetui, log)
    done = stridetui(
        "--db", log, "log", "quick", "--rate", "all=4,5,0", "--rate", f"{ids[0]}=3,6,1",
        "--skip", f"{ids[1]}=time", "--json",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    (stored,) = json.loads(done.stdout)["stored"]
    found = {(one["exercise"], one["side"]): one for one in stored["results"]}
    assert (found[ids[0], "both"]["effort"], found[ids[0], "both"]["pain"]) == (6, 1)
    statuses = {one["status"] for one in stored["sets"] if one["exercise"] == ids[1]}
    assert statuses == {"skipped"}
    assert found[ids[2], "both"]["control"] == 4
    shown = json.loads(stridetui("--db", log, "log", "show", stored["id"], "--json").stdout)
    assert stored == {key: shown[key] for key in shown if key not in {"edits", "fields"}}
    assert done.stderr == ""


def test_quick_takes_the_sign_and_the_place_of_pain(stridetui: Run, log: str) -> None:
    sharp, bone, other, *_ = _ids(stridetui, log)
    done = stridetui(
        "--db", log, "log", "quick", "--rate", f"{sharp}=4,5,3!@left  calf",
        "--rate", f"{bone}=4,5,b@shin", "--rate", f"{other}=4,5,2",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    newest = json.loads(stridetui("--db", log, "log", "list", "--json").stdout)["entries"][0]
    shown = stridetui("--db", log, "log", "show", newest["id"])
    assert "pain 3, sharp or sudden (left calf)" in shown.stdout
    assert "pain on one spot of bone (shin)" in shown.stdout
    told = json.loads(stridetui("--db", log, "log", "show", newest["id"], "--json").stdout)
    rated = {one["exercise"]: one for one in told["results"] if one["side"] == "both"}
    assert (rated[sharp]["pain"], rated[sharp]["pain_place"]) == (3, "left calf")
    assert (rated[bone]["pain"], rated[bone]["pain_place"]) == (None, "shin")
    reasons = {one["exercise"]: one["left_out"] for one in told["sets"]}
    assert (reasons[sharp], reasons[bone], reasons[other]) == ("sharp", "bone", None)
    held = stridetui("--db", log, "next")
    assert "bone" in held.stdout + held.stderr


def test_a_session_moved_by_hand_still_says_when_it_was_due(stridetui: Run, log: str) -> None:
    due = json.loads(stridetui("--db", log, "next", "--json").stdout)["session"]["due"]
    done = stridetui("--db", log, "log", "quick", "--json")
    (stored,) = json.loads(done.stdout)["stored"]
    moved = (date.fromisoformat(stored["date"]) - timedelta(days=1)).isoformat()
    assert stridetui("--db", log, "log", "edit", stored["id"], f"day={moved}").returncode == 0

    shown = stridetui("--db", log, "log", "show", stored["id"])
    assert f", due {date.fromisoformat(due):%a} {due}" in shown.stdout
    found = json.loads(stridetui("--db", log, "log", "show", stored["id"], "--json").stdout)
    assert (found["date"], found["due"]) == (moved, due)


def _ids(stridetui: Run, log: str) -> list[str]:
    told = json.loads(stridetui("--db", log, "next", "--json").stdout)
    return [one["id"] for one in told["exercises"] if one["section"] == "main"]


def test_quick_without_a_terminal_leaves_empty_what_is_not_said(stridetui: Run, log: str) -> None:
    done = stridetui("--db", log, "log", "quick")

    assert done.returncode == 0
    assert "stored" in done.stdout
    assert "Not rated" in done.stderr
    again = stridetui("--db", log, "log", "quick")
    assert again.returncode == 2
    assert "already" in again.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rate", "nothing=4,5,0"], "This session has no 'nothing'"),
        (["--rate", "strides=6,5,0"], "does not rate strides"),
        (["--rate", "strides=4,5"], "does not rate strides"),
        (["--rate", "strides=4,5,0@knee"], "say how much"),
        (["--rate", "strides=4,5,!!"], "does not rate strides"),
        (["--rate", "strides=4/5,5,0"], "does not rate strides"),
        (["--did", "strides=9x2"], "4 sets planned, not 9"),
        (["--did", "strides=many"], "write 2x8, 2x or 8"),
        (["--did", "strides=0"], "--skip strides"),
        (["--skip", "strides=lazy"], "is no reason"),
        (["--session", "2026-99-01"], "was not open"),
        (["--time", "25:00"], "is no time"),
        (["--on", "tomorrow"], "is no date"),
        (["--skip", "strides", "--rate", "strides=4,5,0"], "was left out"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    stridetui: Run, log: str, words: list[str], said: str
) -> None:
    done = stridetui("--db", log, "log", "quick", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_help_has_examples(stridetui: Run) -> None:
    for words in (["pack"], ["log", "quick"]):
        done = stridetui(*words, "--help")
        assert done.returncode == 0
        assert "examples:" in done.stdout
