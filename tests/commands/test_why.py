"""`stridetui why`: the reason behind each target, for people and for programs."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.coach.rulebook import RULES
from app.paths import find
from app.settings import Settings
from app.trainer.desk import Desk
from tests.commands.conftest import Run
from tests.data.builders import an_enrolment


@pytest.fixture
def log(tmp_path: Path) -> str:
    """A log with a programme that began a week ago."""
    path = str(tmp_path / "log.db")
    desk = Desk(find(path), SystemClock(None), Settings())
    desk.store.save_enrolment(an_enrolment(started=desk.clock.today() - timedelta(days=1)))
    desk.store.close()
    return path


def test_every_target_has_a_rule_of_the_book_its_sentence_and_its_source(
    stridetui: Run, log: str
) -> None:
    ran = stridetui("why", "--json", "--db", log)
    assert ran.returncode == 0, ran.stderr
    view = json.loads(ran.stdout)
    assert [one["id"] for one in view["exercises"]].count("one_leg_squat") == 1
    for one in view["exercises"]:
        why = one["why"]
        assert one["targets"]
        assert why["rule"] in RULES
        assert why["sentence"].endswith(".")
        assert why["title"] == RULES[why["rule"]].title
        assert why["source"]


@pytest.mark.parametrize("name", ["one_leg_squat", "One-legged squat", "one legged SQUAT"])
def test_one_exercise_by_id_or_name(stridetui: Run, log: str, name: str) -> None:
    ran = stridetui("why", name, "--db", log)
    assert ran.returncode == 0, ran.stderr
    assert "One-legged squat" in ran.stdout
    assert "rule D.7.4: The steps from easy to hard of each exercise" in ran.stdout
    assert "from: " in ran.stdout
    assert "Forward lunge" not in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), "There is no exercise 'nonsense'"),
        (("pogo",), "is not in the next session; there are"),
    ],
)
def test_what_cannot_be_explained_says_so(
    stridetui: Run, log: str, arguments: tuple[str, ...], words: str
) -> None:
    ran = stridetui("why", *arguments, "--db", log)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert words in ran.stderr


def test_without_a_plan_it_says_what_to_do(stridetui: Run) -> None:
    ran = stridetui("why")
    assert ran.returncode == 2
    assert "questionnaire" in ran.stderr
