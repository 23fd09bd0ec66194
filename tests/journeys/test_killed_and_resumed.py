"""The first evening in a real terminal: questionnaire, part of a session, a power cut, resume."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.terminal

# One key a question, in order; Q2 and Q14 ask in parts, which the screen names.
ANSWERS = {
    1: ["1"],
    2: ["0", "enter"],
    3: ["1"],
    4: ["1"],
    5: ["1"],
    6: ["3"],
    7: ["1"],
    8: ["1"],
    9: ["1"],
    10: ["1"],
    11: ["1"],
    12: ["1"],
    13: ["enter"],
}


def rows(log: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(log)) as connection:
        return connection.execute(query).fetchall()


def begun(environment: dict[str, str], folder: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "app"], environment, folder, columns=100, rows=30)


def test_a_killed_session_resumes_at_the_very_set(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "data" / "stridetui" / "stridetui.db"
    with begun(environment, tmp_path) as terminal:
        terminal.wait("Find your weak link")
        terminal.type("enter")
        terminal.wait("Before we begin")
        terminal.type("1")
        for number, keys in ANSWERS.items():
            terminal.wait(rf"Question {number} of 14")
            terminal.type(*keys)
        terminal.wait("Question 14 of 14")
        terminal.type(*["enter"] * 4)
        terminal.wait("Your weak link")
        terminal.type("1")
        terminal.wait("enter start")
        terminal.type("enter")
        terminal.wait("READY")
        terminal.type(" ")
        terminal.wait("WORK")
        terminal.wait("space done")
        terminal.type("p")
        terminal.wait("PAUSED")
        terminal.type("p")
        terminal.wait("WORK")
        terminal.wait("2")
        terminal.type(" ")
        terminal.wait("control")
        terminal.kill()

    assert rows(log, "PRAGMA integrity_check") == [("ok",)]
    done = rows(log, "SELECT pos, actual FROM workout_set WHERE status = 'done' ORDER BY pos")
    assert [pos for pos, _ in done] == [0]
    ((cursor,),) = rows(log, "SELECT cursor FROM workout WHERE status = 'live'")
    assert cursor == 1

    with begun(environment, tmp_path) as terminal:
        terminal.wait("1 of")
        terminal.wait("enter go on")
        terminal.type("enter")
        terminal.wait("PAUSED")
        terminal.type("q")
        terminal.wait("leave")
        assert rows(log, "SELECT cursor FROM workout WHERE status = 'live'") == [(1,)]
    kept = rows(log, "SELECT pos, actual FROM workout_set WHERE status = 'done' ORDER BY pos")
    assert kept == done
