"""`log quick` at a terminal: what it asks, what it understands, what it stores."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.trainer.demo import make
from tests.data.builders import MovableClock
from tests.journeys.terminal import Terminal
from tests.screens.rooms import a_desk

pytestmark = pytest.mark.terminal


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The made-up runner's log, as of today."""
    desk = a_desk(tmp_path, MovableClock(datetime.now(UTC)))
    make(desk, tmp_path / "made.db", ()).store.close()
    return tmp_path / "made.db"


@pytest.fixture
def quick(environment: dict[str, str], tmp_path: Path, log: Path) -> Iterator[Terminal]:
    """`log quick` in a terminal, at its first question."""
    command = [sys.executable, "-m", "app", "--db", str(log), "log", "quick"]
    with Terminal(command, environment, tmp_path, columns=120, rows=40) as terminal:
        terminal.wait("As planned unless you say so")
        yield terminal


def stored(environment: dict[str, str], log: Path) -> dict[str, Any]:
    """What `log show` says of the newest session."""

    def run(*words: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "app", "--db", str(log), "log", *words, "--json"],
            env=environment,
            capture_output=True,
            check=True,
            timeout=60,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    newest = run("list", "--kind", "session", "--limit", "1")["entries"][0]
    assert newest["source"] == "quick"
    return run("show", newest["id"])


def test_a_line_an_exercise_is_asked_and_stored(
    quick: Terminal, environment: dict[str, str], log: Path
) -> None:
    quick.wait(r"Ankling, .*: control effort pain")
    quick.type("9 9 99", "enter")
    quick.wait("Control is 1 to 5, effort and pain 0 to 10")
    quick.type("4 5", "enter")
    quick.wait("3 answers are asked for, not 2")
    quick.type("4 5 3 @left knee", "enter")
    quick.wait(r"A-skip, .*: control effort pain")
    quick.type("s", "enter")
    quick.wait(r"Quick feet.*: control effort pain")
    quick.type("1x 5 - 0", "enter")
    quick.wait(r"Strides.*: control effort pain")
    quick.type("enter")
    assert quick.wait_exit() == 0
    assert "Not rated" not in quick.text

    found = stored(environment, log)
    rated = {
        result["exercise"]: (
            result["control"],
            result["effort"],
            result["pain"],
            result["pain_place"],
        )
        for result in found["results"]
    }
    assert rated["ankling"] == (4, 5, 3, "left knee")
    assert rated["fast_feet"] == (5, None, 0, "")
    assert set(rated) == {"ankling", "fast_feet"}
    by_exercise: dict[str, set[str]] = {}
    for row in found["sets"]:
        by_exercise.setdefault(row["exercise"], set()).add(row["status"])
    assert by_exercise["a_skip"] == {"skipped"}
    assert by_exercise["fast_feet"] == {"done", "skipped"}
    assert by_exercise["strides"] == {"done"}


def test_the_end_of_what_is_typed_records_nothing(
    quick: Terminal, environment: dict[str, str], log: Path
) -> None:
    quick.wait("Ankling")
    quick.type("4 5 0", "enter")
    quick.wait("A-skip")
    quick.send(b"\x04")
    assert quick.wait_exit() == 2
    assert "nothing was recorded" in quick.text
    with pytest.raises(AssertionError):
        stored(environment, log)
