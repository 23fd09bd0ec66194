"""Small rules by themselves: days as typed, what stands ready, what answers before a session do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.coach.day_text import parse_day
from app.coach.model import Readiness, Side
from app.coach.names import name_of
from app.coach.readiness import advice, of_day
from app.coach.recall import proposals
from app.coach.rulebook import RULES, about
from app.coach.turns import clearance
from tests.coach.training_log import LIBRARY, MONDAY, Runner, Went, always, enrol


def test_a_day_is_read_as_people_write_it() -> None:
    assert parse_day("2026-11-20") == date(2026, 11, 20)


@pytest.mark.parametrize("text", ["20261120", "2026-13-01", "2026-02-30", "0001-01-01", "soon"])
def test_any_other_day_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        parse_day(text)


def test_what_was_said_last_stands_ready_and_what_was_passed_by_does_not() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY, always(Went(left=3, right=4, effort=6, pain=2)))
    runner.train(date(2026, 1, 7), always(Went(left=None, right=5, effort=None, pain=0)))
    found = proposals(runner.history, ("one_leg_squat", "hip_thrust"))
    assert set(found) == {"one_leg_squat"}
    squat = found["one_leg_squat"]
    assert squat.control == {Side.LEFT: 3, Side.RIGHT: 5}
    assert (squat.effort, squat.pain, squat.note) == (6, 0, "")
    fresh = proposals(runner.history, ("one_leg_squat",), fresh_control=True)
    assert not fresh["one_leg_squat"].control


def test_the_note_is_that_of_the_last_time_it_was_done() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    noted = tuple(
        replace(row, note="steady") if row.exercise_id == "forward_lunge" else row
        for row in runner.history[0].sets
    )
    history = (replace(runner.history[0], sets=noted),)
    assert proposals(history, ("forward_lunge",))["forward_lunge"].note == "steady"


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({}, []),
        ({"ill": True, "short_sleep": True}, ["S10"]),
        ({"short_sleep": True}, ["S10"]),
        ({"hard_run": True, "sore": True}, ["S4", "B1"]),
    ],
)
def test_answers_before_a_session_lead_to_advice(said: dict[str, bool], rules: list[str]) -> None:
    answered = Readiness(MONDAY, **said)
    assert [one.rule for one in advice(answered)] == rules
    assert answered.fresh is not bool(rules)
    assert of_day((Readiness(MONDAY), answered), MONDAY) == answered
    assert of_day((answered,), date(2026, 1, 6)) is None


def test_every_piece_of_advice_has_its_rule_and_source() -> None:
    for one in advice(Readiness(MONDAY, ill=True, hard_run=True, sore=True)):
        assert RULES[one.rule].title in about(one.rule)
    assert about("P99") == ""


def test_an_exercise_the_library_lost_keeps_its_id_as_its_name() -> None:
    assert name_of(LIBRARY, "forward_lunge") == "Forward lunge"
    assert name_of(LIBRARY, "lost_one") == "lost_one"


@pytest.mark.parametrize(
    ("training", "pain", "signs", "rule"),
    [
        ("normal", 0, (), None),
        ("managed", 2, (), None),
        ("normal", 0, ("limp",), "D.6"),
        ("normal", 3, (), "D.4"),
        ("off", 0, (), "D.7.7"),
    ],
)
def test_a_hold_ends_only_by_clean_answers(
    training: str, pain: int, signs: tuple[str, ...], rule: str | None
) -> None:
    refused = clearance(training, pain, signs)
    assert (refused.rule if refused else None) == rule
