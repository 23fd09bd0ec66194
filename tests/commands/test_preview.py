"""`stridetui preview` and `next --short`: what is ahead, and ten minutes of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.coach.model import Enrolment, Place, Start
from data.store import Store
from tests.data.builders import MovableClock

Run = Callable[..., subprocess.CompletedProcess[str]]

MONDAY = date(2026, 11, 23)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log in which FULL was begun on a Monday, for Monday, Wednesday and Friday."""
    path = tmp_path / "log.db"
    store = Store(path, MovableClock(name="UTC"))
    places = frozenset({Place.HOME})
    store.save_enrolment(Enrolment("plan", MONDAY, Start.FULL, None, (1, 3, 5), places))
    store.close()
    return path


def test_the_sessions_ahead_as_json(stridetui: Run, log: Path) -> None:
    on = ("--on", MONDAY.isoformat(), "--db", str(log))
    result = stridetui("preview", "--sessions", "5", "--json", *on)
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert [one["id"] for one in found["sessions"]] == [
        "phase1.1.1",
        "phase1.1.2",
        "phase1.1.3",
        "phase1.2.1",
        "phase1.2.2",
    ]
    assert [one["rule"] for one in found["otherwise"]] == ["D.4", "D.7.4", "B3"]
    squat = next(one for one in found["sessions"][0]["exercises"] if one["id"] == "one_leg_squat")
    assert (squat["targets"], squat["per_leg"]) == ([10, 10, 10], True)


def test_the_sessions_ahead_for_people(stridetui: Run, log: Path) -> None:
    result = stridetui("preview", "--on", MONDAY.isoformat(), "--db", str(log))
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(
        "If all goes as planned, on the days that you train\n\nMon 2026-11-23  Strength and calves"
    )
    assert "What changes if not\n  Pain 4 in One-legged squat: Pain was 4" in result.stdout


@pytest.mark.parametrize("count", ["0", "13", "many"])
def test_a_count_it_cannot_do_is_refused(stridetui: Run, log: Path, count: str) -> None:
    result = stridetui("preview", "--sessions", count, "--db", str(log))
    assert result.returncode == 2
    assert "whole number from 1 to 12" in result.stderr


def test_without_a_plan_nothing_is_ahead(stridetui: Run, tmp_path: Path) -> None:
    result = stridetui("preview", "--db", str(tmp_path / "none.db"))
    assert result.returncode == 2
    assert "questionnaire" in result.stderr


def test_ten_minutes_of_the_next_session(stridetui: Run, log: Path) -> None:
    on = ("--on", MONDAY.isoformat(), "--db", str(log))
    found = json.loads(stridetui("next", "--short", "--json", *on).stdout)
    assert found["minutes"]["all"] <= 10
    assert "D.7.10" in [note["rule"] for note in found["notes"]]
