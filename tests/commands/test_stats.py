"""`stridetui stats`: the week in review for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run


@pytest.fixture
def demo(stridetui: Run, tmp_path: Path) -> str:
    """The log of the made-up runner."""
    path = str(tmp_path / "demo.db")
    assert stridetui("demo", "--no-open", "--db", path).returncode == 0
    return path


def test_a_week_as_json_and_as_text(stridetui: Run, demo: str) -> None:
    ran = stridetui("stats", "--json", "--db", demo)
    assert ran.returncode == 0, ran.stderr
    view = json.loads(ran.stdout)
    assert list(view) == [
        "since",
        "until",
        "answer",
        "sessions",
        "changes",
        "bests",
        "gate",
        "suggestion",
    ]
    assert view["sessions"]["done"] == len(view["sessions"]["list"])
    assert all(one["sentence"] and one["rule"] for one in view["changes"])
    assert view["gate"]["missing"]
    assert view["suggestion"]["sentence"].endswith(".")
    ran = stridetui("stats", "--db", demo)
    assert "What changed, and why" in ran.stdout
    assert "One suggestion" in ran.stdout


def test_days_can_be_chosen(stridetui: Run, demo: str) -> None:
    ran = stridetui("stats", "--json", "--since", "2020-01-01", "--db", demo)
    view = json.loads(ran.stdout)
    assert view["since"] == "2020-01-01"
    assert view["sessions"]["done"] == 48
    ran = stridetui("stats", "--json", "--week", "2020-01-01", "--db", demo)
    assert json.loads(ran.stdout)["since"] == "2019-12-30"
    assert json.loads(ran.stdout)["sessions"]["planned"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--week", "2026-11-20", "--since", "2026-11-01"),
        ("--since", "2026-11-20", "--until", "2026-11-01"),
        ("--week", "yesterday"),
    ],
)
def test_days_that_do_not_go_together_are_refused(
    stridetui: Run, arguments: tuple[str, ...]
) -> None:
    ran = stridetui("stats", *arguments)
    assert ran.returncode == 2
    assert ran.stdout == ""


def test_without_a_log_it_says_where_to_begin(stridetui: Run) -> None:
    ran = stridetui("stats")
    assert ran.returncode == 0, ran.stderr
    assert "The questionnaire says where to begin" in ran.stdout
