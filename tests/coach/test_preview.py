"""What is ahead, and what changes if it goes another way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.model import Start
from app.coach.preview import Preview, preview
from tests.coach.any_runner import live
from tests.coach.training_log import LIBRARY, MONDAY, PROGRAMMES, Runner, enrol


def _ahead(runner: Runner, today: date, sessions: int = 4) -> Preview:
    return preview(runner.enrolment, runner.history, LIBRARY, today, PROGRAMMES, sessions=sessions)


def test_what_is_previewed_is_what_comes_when_all_goes_as_planned() -> None:
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(days=6))
    today = MONDAY + timedelta(days=7)
    seen = _ahead(runner, today, 9).sessions
    runner.train_plan(MONDAY + timedelta(weeks=4, days=-1))
    lived = runner.shown[3:]
    assert [one.day for one in seen] == [day for day, _ in lived]
    for one, (_, session) in zip(seen, lived, strict=True):
        assert [item.targets for item in one.session.items] == [
            item.targets for item in session.items
        ]


def test_it_goes_through_a_gate() -> None:
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(days=23))
    keys = [one.session.slot.key for one in _ahead(runner, MONDAY + timedelta(days=24)).sessions]
    assert keys == ["phase1.4.3", "phase2.1.1", "phase2.1.2", "phase2.1.3"]


def test_what_changes_if_not() -> None:
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(days=6))
    otherwise = _ahead(runner, MONDAY + timedelta(days=7)).otherwise
    assert [(one.case, one.decision.rule) for one in otherwise] == [
        ("Pain 4 in One-legged squat", "D.4"),
        ("Control 2 in One-legged squat", "P5"),
        ("A week missed", "B4"),
    ]


def test_nothing_is_ahead_without_a_plan() -> None:
    assert _ahead(Runner(enrol(Start.NONE)), MONDAY) == Preview((), ())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_any_runner_can_look_ahead(seed: int) -> None:
    runner = live(seed)
    today = max((one.day for one in runner.history), default=MONDAY)
    found = _ahead(runner, today, 3)
    days = [one.day for one in found.sessions]
    assert days == sorted(set(days))
    assert all(one.decision.sentence for one in found.otherwise)
