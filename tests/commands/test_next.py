"""`stridetui next`: the next session, for people and for programs, read without the ORM."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.clock import Clock
from app.coach.model import Enrolment, Place, Start
from app.settings import Settings
from app.trainer.demo import make
from app.trainer.desk import Desk
from data.store import Store
from tests.data.builders import MovableClock

Run = Callable[..., subprocess.CompletedProcess[str]]

MONDAY = date(2026, 11, 23)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log in which FULL was begun on a Monday, for Monday, Wednesday and Friday."""
    path = tmp_path / "log.db"
    store = Store(path, MovableClock(name="UTC"))
    store.save_enrolment(
        Enrolment(
            id="plan",
            started=MONDAY,
            start=Start.FULL,
            link=None,
            weekdays=(1, 3, 5),
            places=frozenset({Place.HOME}),
            kit=frozenset({"step"}),
            squat="steady",
        )
    )
    store.close()
    return path


def refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in words:
        assert word in result.stderr


def printed(stridetui: Run, log: Path, on: date = MONDAY) -> dict[str, Any]:
    result = stridetui("next", "--json", "--on", on.isoformat(), "--db", str(log))
    assert (result.returncode, result.stderr) == (0, "")
    session: dict[str, Any] = json.loads(result.stdout)
    return session


def test_no_plan(stridetui: Run, home: Path) -> None:
    refused(stridetui("next"), "There is no plan yet")
    refused(stridetui("next", "--json"), "There is no plan yet")
    assert list(home.iterdir()) == []


def test_the_keys_are_stable(stridetui: Run, log: Path) -> None:
    found = printed(stridetui, log)
    assert list(found) == [
        *("date", "programme", "session", "minutes", "exercises", "notes", "advice"),
    ]
    assert list(found["programme"]) == [
        *("start", "link", "phase", "session", "of", "done_this_week", "planned_this_week"),
    ]
    assert list(found["session"]) == [
        *("id", "kind", "phase", "week", "day", "due", "title", "purpose", "place"),
    ]
    for exercise in found["exercises"]:
        assert list(exercise) == [
            *("id", "name", "section", "rung", "load_kg", "height_cm", "sets"),
        ]
        for one in exercise["sets"]:
            assert list(one) == [
                *("set", "side", "target", "unit", "hold_seconds", "tempo", "rest", "rule", "why"),
            ]
            assert one["rule"]
            assert one["why"]


def test_the_first_session_is_that_of_d_7_5(stridetui: Run, log: Path) -> None:
    found = printed(stridetui, log)
    assert found["date"] == "2026-11-23"
    assert found["programme"]["session"] == 1
    assert found["programme"]["of"] == 12
    assert (found["session"]["id"], found["session"]["due"]) == ("phase1.1.1", "2026-11-23")
    assert found["minutes"]["main"] <= 20
    assert 23 <= found["minutes"]["all"] <= 24
    main = [one for one in found["exercises"] if one["section"] == "main"]
    assert [one["id"] for one in main] == [
        *("one_leg_squat", "reverse_deadlift_swing", "forward_lunge", "calf_raise_straight"),
    ]
    for core in main[:3]:
        assert [(one["set"], one["side"], one["target"]) for one in core["sets"]] == [
            *((1, "left", 10), (1, "right", 10)),
            *((2, "left", 10), (2, "right", 10)),
            *((3, "left", 10), (3, "right", 10)),
        ]
        assert [one["rest"] for one in core["sets"]] == [15, 20, 15, 20, 15, 20]
    assert [one["tempo"] for one in main[1]["sets"]] == ["2-0-1-1"] * 6
    assert [(one["side"], one["target"]) for one in main[3]["sets"]] == [("both", 12)] * 2
    assert main[3]["rung"] == "two_legs"


def test_the_table_says_what_when_and_why(stridetui: Run, log: Path) -> None:
    result = stridetui("next", "--on", MONDAY.isoformat(), "--db", str(log))
    assert (result.returncode, result.stderr) == (0, "")
    for words in ("2026-11-23", "One-legged squat", "3 × 10 each leg", "2-0-1-1", "why ("):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) < 200


def test_a_terminal_without_the_signs_gets_others(stridetui: Run, log: Path) -> None:
    result = stridetui(
        "next", "--on", MONDAY.isoformat(), "--db", str(log), PYTHONIOENCODING="ascii"
    )
    assert result.returncode == 0
    assert "3 ? 10 each leg" in result.stdout


def test_a_broken_exercise_of_ones_own_is_said_and_the_shipped_one_used(
    stridetui: Run, log: Path, settings_file: Path
) -> None:
    before = stridetui("next", "--db", str(log), "--json", "--on", MONDAY.isoformat())
    folder = settings_file.parent / "content" / "exercises"
    folder.mkdir(parents=True)
    (folder / "one_leg_squat.toml").write_text("unit = 5\n")
    after = stridetui("next", "--db", str(log), "--json", "--on", MONDAY.isoformat())
    assert after.returncode == 0
    assert after.stdout == before.stdout
    assert "one_leg_squat.toml" in after.stderr
    assert after.stderr.endswith("The shipped one is used.\n")


def test_nothing_is_written(stridetui: Run, log: Path) -> None:
    before = {file.name: file.read_bytes() for file in log.parent.glob("log.db*")}
    printed(stridetui, log)
    assert {file.name: file.read_bytes() for file in log.parent.glob("log.db*")} == before


def test_before_the_plan_begins_there_is_none(stridetui: Run, log: Path) -> None:
    day = MONDAY - timedelta(days=1)
    refused(stridetui("next", "--on", day.isoformat(), "--db", str(log)), "The programme begins on")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the made-up runner, made once."""
    clock: Clock = MovableClock(name="UTC")
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    make(Desk(paths.find("/nowhere/own.db"), clock, Settings()), path, ()).store.close()
    return path


@pytest.mark.parametrize(
    ("on", "slot"),
    [
        # As it was then: what was done later is left out.
        (date(2026, 8, 2), None),
        (date(2026, 8, 16), "phase1.3.1"),
        (date(2026, 8, 17), "phase1.3.2"),
        (date(2026, 8, 30), "phase2.1.1"),
        (date(2026, 10, 25), "phase4_coordination.1.1"),
        (date(2026, 11, 19), "phase4_coordination.4.3"),
        # The last gate is not decided yet, so the last week goes on.
        (date(2026, 11, 21), "phase4_coordination.4.1"),
    ],
)
def test_a_log_of_sixteen_weeks(
    stridetui: Run, tmp_path: Path, demo: Path, on: date, slot: str | None
) -> None:
    path = Path(shutil.copy(demo, tmp_path))
    if slot is None:
        refused(stridetui("next", "--on", on.isoformat(), "--db", str(path)), "programme begins on")
        return
    found = printed(stridetui, path, on)
    assert found["session"]["id"] == slot
    assert (found["programme"]["start"], found["programme"]["link"]) == ("FULL", "coordination")


@pytest.mark.parametrize("content", [b"garbage" * 500, b"SQLite format 3\x00" + b"\x00" * 50])
def test_a_damaged_log_is_said_and_left(stridetui: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(content)
    refused(stridetui("next", "--db", str(path)), str(path))
    assert path.read_bytes() == content


def test_a_locked_log_is_said(stridetui: Run, log: Path) -> None:
    other = sqlite3.connect(log, isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        refused(stridetui("next", "--db", str(log)), "locked")
    finally:
        other.close()


def test_a_folder_in_place_of_the_log_is_said(stridetui: Run, tmp_path: Path) -> None:
    refused(stridetui("next", "--db", str(tmp_path)), str(tmp_path))


def test_it_loads_neither_the_orm_nor_textual(
    log: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    code = (
        "import sys\n"
        "from app.__main__ import main\n"
        f"main(['next', '--json', '--on', '2026-11-23', '--db', {str(log)!r}])\n"
        "sys.stderr.write(' '.join(sys.modules))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(result.stdout)["session"]["id"] == "phase1.1.1"
    loaded = {name.partition(".")[0] for name in result.stderr.split()}
    assert (
        not {
            *("sqlmodel", "sqlalchemy", "alembic", "pydantic", "textual", "rich", "pendulum"),
            *("plotext", "textual_plotext", "filelock", "screens", "csv"),
        }
        & loaded
    )
