"""`stridetui programme`: show, begin, move, pause and resume, by the rules of the queue."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.coach.putting_off import advice, put_off
from tests.commands.conftest import Run

EXAMPLES = Path(__file__).resolve().parents[1] / "coach" / "data" / "questionnaire_examples.json"


def answers_for(start: str) -> dict[str, Any]:
    """Return a worked example whose verdict begins with `start`."""
    for one in json.loads(EXAMPLES.read_text("utf-8")):
        if one["expect"]["start"] == start:
            answers: dict[str, Any] = one["answers"]
            return answers
    raise AssertionError(f"no example begins with {start}")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers_for("FULL")))
    return path


def shown(stridetui: Run, *arguments: str) -> dict[str, Any]:
    result = stridetui("programme", *arguments, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def decisions(home: Path) -> list[tuple[str, str]]:
    log = home / "data" / "stridetui" / "stridetui.db"
    with closing(sqlite3.connect(log)) as raw:
        return raw.execute("SELECT kind, choice FROM decision ORDER BY at, id").fetchall()


def test_a_programme_is_begun_from_answers_and_shown(stridetui: Run, answers: Path) -> None:
    begun = shown(stridetui, "begin", "--answers", str(answers))
    assert begun["start"] == "FULL"
    assert begun == shown(stridetui, "show")
    assert begun["next"]["due"] >= begun["started"]
    again = stridetui("programme", "begin", "--answers", str(answers))
    assert (again.returncode, again.stdout) == (2, "")
    assert "add --replace" in again.stderr
    other = shown(stridetui, "begin", "--replace")
    assert other["id"] != begun["id"]
    words = stridetui("programme", "show").stdout
    assert words.startswith("the whole sequence, weak link ")
    assert f", begun {begun['started']}\n" in words


def test_answers_by_standard_input(stridetui: Run, answers: Path) -> None:
    result = stridetui("programme", "begin", "--answers", "-", stdin=answers.read_text())
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("start", ["HOLD", "NONE"])
def test_answers_that_begin_nothing_store_nothing(
    stridetui: Run, home: Path, tmp_path: Path, start: str
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers_for(start)))
    result = stridetui("programme", "begin", "--answers", str(file))
    assert (result.returncode, result.stdout) == (2, "")
    assert "begin no programme" in result.stderr
    assert not (home / "data").exists()


@pytest.mark.parametrize("what", ["show", "move", "resume"])
def test_without_a_programme_it_says_how_to_begin_one(stridetui: Run, what: str) -> None:
    result = stridetui("programme", what)
    assert (result.returncode, result.stdout) == (2, "")
    assert "programme begin --answers FILE" in result.stderr


def test_a_session_is_moved_inside_its_week_and_next_says_so(
    stridetui: Run, home: Path, answers: Path
) -> None:
    days = shown(stridetui, "begin", "--answers", str(answers))["fits_on"]
    assert days == shown(stridetui, "move")["fits_on"]
    assert decisions(home) == []
    moved = shown(stridetui, "move", "--to", days[-1])
    assert moved["moved_to"] == days[-1]
    assert moved["next"]["due"] <= days[-1]
    assert decisions(home) == [("move", days[-1])]
    assert f"You moved this session to {date.fromisoformat(days[-1]):%a} {days[-1]}." in (
        stridetui("next").stdout
    )
    late = (date.fromisoformat(moved["closes"]) + timedelta(days=1)).isoformat()
    result = stridetui("programme", "move", "--to", late)
    assert result.returncode == 2
    assert f"does not fit on {late}: it fits on" in result.stderr
    assert len(decisions(home)) == 1


def test_a_pause_is_stored_and_says_where_the_plan_goes_on(
    stridetui: Run, home: Path, answers: Path
) -> None:
    started = date.fromisoformat(shown(stridetui, "begin", "--answers", str(answers))["started"])
    found = shown(stridetui, "pause", "--days", "9")
    until = started + timedelta(days=8)
    assert found["paused_until"] == until.isoformat()
    assert found["after"]["on"] == (until + timedelta(days=1)).isoformat()
    assert found["after"]["session"] is not None
    assert f"Paused until {until:%a} {until}" in stridetui("next").stdout
    assert shown(stridetui, "resume")["paused_until"] is None
    assert "Paused" not in stridetui("next").stdout
    assert [kind for kind, _ in decisions(home)] == ["pause", "pause"]
    assert stridetui("programme", "resume").returncode == 2


def test_a_long_pause_asks_the_questionnaire_again(stridetui: Run, answers: Path) -> None:
    shown(stridetui, "begin", "--answers", str(answers))
    after = shown(stridetui, "pause", "--days", "120")["after"]
    assert after["session"] is None
    assert [reason["rule"] for reason in after["reasons"]] == ["B7"]


@pytest.mark.parametrize(
    "arguments",
    [("pause",), ("pause", "--days", "0"), ("pause", "--until", "2020-01-01"), ("moove",), ()],
)
def test_what_cannot_be_is_one_sentence(
    stridetui: Run, answers: Path, arguments: tuple[str, ...]
) -> None:
    shown(stridetui, "begin", "--answers", str(answers))
    result = stridetui("programme", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_what_is_over_holds_no_more() -> None:
    today = date(2026, 11, 20)
    decided = [
        ("pause", "p1", "until 2026-11-19"),
        ("pause", "p2", "until 2026-12-01"),
        ("move", "p1 phase1.1.1", "2026-11-19"),
        ("move", "p1 phase1.1.2", "2026-11-22"),
        ("move", "p1 phase1.1.2", "2026-11-21"),
        ("move", "p1 phase1.1.3", "no day"),
    ]
    assert put_off(decided, "p1", "phase1.1.1", today) == put_off((), "p1", "", today)
    assert put_off(decided, "p1", "phase1.1.3", today) == put_off((), "p1", "", today)
    moved = put_off(decided, "p1", "phase1.1.2", today)
    assert moved.moved_to == date(2026, 11, 22)
    assert "moved this session to Sun 2026-11-22" in advice(moved, today)[0].sentence
    assert advice(moved, date(2026, 11, 22)) == ()
