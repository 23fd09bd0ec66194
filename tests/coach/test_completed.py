"""When a session counts as completed (D.7.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.coach.model import Kind, Section, SetRow, SetStatus, SkipReason, Unit, WorkoutRecord
from app.coach.whole_session import completed, why_not_counted
from tests.coach.training_log import MONDAY, Runner, enrol

DONE = Runner(enrol()).train_plan(MONDAY).history[0]
MAIN = [row for row in DONE.sets if row.section is Section.MAIN]


def changed(count: int, **to: Any) -> WorkoutRecord:
    """Return the session with so many of its main sets another way."""
    places = {row.pos for row in MAIN[len(MAIN) - count :]}
    rows = tuple(replace(row, **to) if row.pos in places else row for row in DONE.sets)
    return replace(DONE, sets=rows)


def closed(count: int, reason: SkipReason, actual: int | None) -> WorkoutRecord:
    return changed(count, status=SetStatus.SKIPPED, skip_reason=reason, actual=actual)


def run(done: int, planned: int = 15, strides: int = 4) -> WorkoutRecord:
    """Return a form run of one block and some strides, so many of its minutes done."""
    first = MAIN[0]
    block = replace(
        first, unit=Unit.MINUTES, target=planned, actual=done, exercise_id="form_blocks"
    )
    fast: list[SetRow] = [
        replace(first, unit=Unit.SECONDS, target=20, actual=20, exercise_id="strides")
    ] * strides
    return replace(DONE, sets=(block, *fast))


def test_two_thirds_of_the_main_sets_are_enough() -> None:
    most = len(MAIN) // 3
    assert completed(closed(most, SkipReason.TIME, None))
    assert not completed(closed(most + 1, SkipReason.TIME, None))


@pytest.mark.parametrize("reason", list(SkipReason))
def test_a_set_left_out_whole_counts_for_nothing(reason: SkipReason) -> None:
    assert not completed(closed(len(MAIN), reason, None))
    assert not completed(closed(len(MAIN), reason, 0))


def test_a_set_closed_for_its_quality_counts_with_what_was_done() -> None:
    assert completed(closed(len(MAIN), SkipReason.QUALITY, 3))
    assert not completed(closed(len(MAIN), SkipReason.PAIN, 3))


@pytest.mark.parametrize(("done", "enough"), [(15, True), (10, True), (9, False), (40, True)])
def test_of_a_run_the_minutes_count(done: int, enough: bool) -> None:
    assert completed(run(done)) is enough


def test_minutes_of_one_block_do_not_stand_for_another() -> None:
    long, short = run(30, planned=10).sets[0], run(0, planned=10).sets[0]
    assert not completed(replace(DONE, sets=(long, short, short)))


def test_a_session_without_a_main_part_is_not_completed() -> None:
    assert not completed(replace(DONE, sets=()))


def test_what_does_not_count_is_said_with_its_figure() -> None:
    left = len(MAIN) // 3 + 1
    done, needed = len(MAIN) - left, len(MAIN) - len(MAIN) // 3
    assert why_not_counted(closed(left, SkipReason.TIME, None)) == (
        f"It does not count as done: {done} of {len(MAIN)} main sets, two thirds ({needed}) are "
        "needed. What was done is kept."
    )
    assert "9 of 15 min, two thirds (10)" in why_not_counted(run(9))
    assert why_not_counted(closed(left - 1, SkipReason.TIME, None)) == ""
    own = replace(closed(left, SkipReason.TIME, None), kind=Kind.STEP_UP)
    assert why_not_counted(own) == ""
