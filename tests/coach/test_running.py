"""Runs, ten minutes, and putting a session off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.coach.model import Link, Place, Prescription, Start
from app.coach.not_today import not_today
from app.coach.prescribe import prescribe
from app.coach.running import fit_run, longest_allowed, run_minutes
from app.coach.safety import ready_on
from tests.coach.training_log import (
    EVERYTHING,
    LIBRARY,
    MONDAY,
    PROGRAMMES,
    Runner,
    Went,
    always,
    enrol,
)

OUTDOORS = frozenset({Place.HOME, Place.OUTDOORS})


@pytest.fixture(scope="module")
def runner() -> Runner:
    whole = Runner(enrol(places=OUTDOORS, kit=EVERYTHING))
    return whole.train_plan(MONDAY + timedelta(weeks=16, days=-1))


def _session(runner: Runner, key: str, **other: Any) -> Prescription:
    day, shown = next(one for one in runner.shown if one[1].slot.key == key)
    before = tuple(one for one in runner.history if one.day < day)
    return prescribe(
        shown.slot, runner.enrolment, before, LIBRARY, day, programmes=PROGRAMMES, **other
    )


def test_the_guard_is_a_tenth_beyond_the_longest_run() -> None:
    assert longest_allowed(30) == pytest.approx(33)
    assert longest_allowed(None) is None


def test_an_unknown_longest_run_drops_nothing_and_says_so(runner: Runner) -> None:
    session = _session(runner, "phase3.3.1")
    assert run_minutes(session.items) == 39
    assert [note.rule for note in session.notes] == ["D.2"]
    assert "No run of the last 30 days is known" in session.notes[0].sentence


@pytest.mark.parametrize(("longest", "blocks"), [(36, 4), (35, 3), (25, 2), (20, 1), (5, 1)])
def test_blocks_are_dropped_from_the_end(runner: Runner, longest: float, blocks: int) -> None:
    session = _session(runner, "phase3.3.1", longest_run=longest)
    run = next(one for one in session.items if one.exercise_id == "form_blocks")
    assert len(run.targets) == blocks
    assert run_minutes(session.items) <= max(longest * 1.1, 14)
    assert bool(session.notes) is (blocks < 4 or longest < 20)


def test_the_only_block_gets_shorter(runner: Runner) -> None:
    session = _session(runner, "phase3.4.1", longest_run=20)
    run = next(one for one in session.items if one.exercise_id == "form_blocks")
    assert run.targets == (9,)


def test_a_session_without_runs_has_no_guard(runner: Runner) -> None:
    items = _session(runner, "phase3.2.2").items
    assert fit_run(items, 5) == (items, ())


# --- ten minutes ----------------------------------------------------------------------------

_NEVER = {"strides", "a_skip", "pogo", "hill_strides", "contrast_sprint", "vo2_intervals"}


def test_ten_minutes_of_every_day_are_ten_minutes(runner: Runner) -> None:
    for _, shown in runner.shown:
        session = _session(runner, shown.slot.key, short=True)
        assert 5 <= session.all_minutes <= 11, shown.slot.key
        assert not {one.exercise_id for one in session.items} & _NEVER
        assert session.tests == ()
        assert "D.7.10" in {note.rule for note in session.notes}


@pytest.mark.parametrize(
    ("key", "want"),
    [
        ("phase2.1.1", [("high_knees", 2), ("butt_kicks", 2), ("a_march", 2)]),
        ("phase3.1.2", [("high_box_step_up", 2), ("glute_bridge", 1), ("calf_raise_straight", 1)]),
        ("phase3.3.1", [("form_blocks", 1)]),
        ("phase3.1.1", [("form_blocks", 2)]),
        ("phase4_power.3.1", [("high_knees", 2), ("butt_kicks", 2), ("a_march", 2)]),
    ],
)
def test_what_ten_minutes_are(runner: Runner, key: str, want: list[tuple[str, int]]) -> None:
    items = _session(runner, key, short=True).items
    assert [(one.exercise_id, len(one.targets)) for one in items if one.rated] == want


def test_ten_minutes_instead_of_intervals_are_an_easy_jog() -> None:
    lived = Runner(enrol(Start.PRIMER, link=Link.AEROBIC, places=OUTDOORS, kit=EVERYTHING))
    lived.train_plan(MONDAY + timedelta(weeks=3, days=-1))
    session = _session(lived, "phase4_aerobic.1.1", short=True)
    assert {one.exercise_id for one in session.items} == {"easy_run"}
    assert session.all_minutes == 10


# --- not today ------------------------------------------------------------------------------


def test_a_session_may_wait_as_long_as_the_week_has_room() -> None:
    lived = Runner(enrol())
    now = lived.queue(MONDAY)
    assert now.closes is not None
    waiting = not_today(now.this_week, (), MONDAY, now.closes)
    assert waiting.days == tuple(MONDAY + timedelta(days=ahead) for ahead in (1, 2))
    assert (waiting.left, waiting.lapses) == (3, False)


def test_after_that_one_lapses() -> None:
    lived = Runner(enrol())
    thursday = MONDAY + timedelta(days=3)
    now = lived.queue(thursday)
    assert now.closes == MONDAY + timedelta(days=6)
    assert not_today(now.this_week, (), thursday, now.closes).lapses


def test_no_day_is_offered_before_the_session_may_be_done() -> None:
    lived = Runner(enrol())
    lived.train(MONDAY, always(forward_lunge=Went(pain=7)))
    now = lived.queue(MONDAY)
    assert now.next is not None
    assert now.closes is not None
    waiting = not_today(now.this_week, lived.history, MONDAY, now.closes)
    assert waiting.days[0] == ready_on(now.next, lived.history) == MONDAY + timedelta(days=2)


def test_moving_keeps_the_day_it_was_due() -> None:
    lived = Runner(enrol())
    lived.train(MONDAY + timedelta(days=1))
    assert lived.history[0].original_day == MONDAY
