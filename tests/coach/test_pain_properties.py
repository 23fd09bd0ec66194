"""What holds about pain for any runner and any history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.figures import PAIN_LIMIT, RED_PAIN
from app.coach.model import Section, Start
from app.coach.progression import Step, judge
from app.coach.results import outcomes
from app.coach.turns import pain_turn
from app.coach.whole_session import red
from tests.coach.any_runner import live
from tests.coach.training_log import LIBRARY, Runner

SEEDS = st.integers(0, 2**32)
LESS = {Step.LEAVE_OUT, Step.EASIEST, Step.EASIER, Step.BACK}


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.integers(0, 60))
def test_hold_goes_before_everything(seed: int, later: int) -> None:
    runner = live(seed)
    own = tuple(record for record in runner.history if not record.slot_key.startswith("light."))
    turn = pain_turn(own, runner.enrolment.start)
    if turn is None or turn.start is not Start.HOLD:
        return
    held = runner.queue(turn.day + timedelta(days=later))
    assert held.next is None
    assert held.light is None
    assert held.hold is not None


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_nothing_but_rest_for_48_hours_after_red(seed: int) -> None:
    runner = live(seed)
    for place, record in enumerate(runner.history):
        if not red(record):
            continue
        so_far = Runner(runner.enrolment, runner.history[: place + 1])
        for ahead in (0, 1):
            now = so_far.queue(record.day + timedelta(days=ahead))
            assert now.light is None
            assert now.next is None or "D.7.2" in {one.rule for one in now.advice}


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.integers(1, 20))
def test_pain_over_2_that_nobody_knows_always_asks_for_less(seed: int, later: int) -> None:
    runner = live(seed)
    for exercise_id in LIBRARY:
        results = outcomes(runner.history, (exercise_id,), runner.enrolment.tendons)
        if not results or (results[0].pain or 0) <= PAIN_LIMIT:
            continue
        ruling = judge(results, results[0].day + timedelta(days=later))
        assert ruling is not None
        unknown = replace(results[0], tendon=False)
        strict = judge((unknown, *results[1:]), unknown.day + timedelta(days=later))
        assert strict is not None
        assert strict.step in LESS
        # A ticked tendon is never asked for more, and red is red.
        assert ruling.step is not Step.CLEAN
        if (results[0].pain or 0) >= RED_PAIN:
            assert ruling == strict


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_no_dose_rises_after_a_morning_that_was_not_calm(seed: int) -> None:
    runner = live(seed)
    for place, record in enumerate(runner.history[:-1]):
        if record.short or record.slot_key.startswith("light."):
            continue
        (_, one), (_, two) = runner.shown[place : place + 2]
        if two.slot.block == "light":
            continue
        for item in one.items:
            told = {r.next_morning for r in record.ratings if r.exercise_id == item.exercise_id}
            after = [i for i in two.items if i.exercise_id == item.exercise_id]
            if item.section is Section.MAIN and after and told & {"same", "worse", "new"}:
                rungs = [rung.id for rung in LIBRARY[item.exercise_id].rungs]
                if item.rung in rungs and after[0].rung in rungs:
                    assert rungs.index(after[0].rung) <= rungs.index(item.rung)
                if item.rung == after[0].rung:
                    assert sum(after[0].targets) <= sum(item.targets)
