"""A move of the opening or the closing that hurt above the limit rests for 72 hours (S9, D.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.coach.model import Rating, Section, Side
from tests.coach.training_log import MONDAY, Runner, enrol


def hurt_in_the_opening(pain: int) -> tuple[Runner, str]:
    runner = Runner(enrol()).train_plan(MONDAY)
    (record,) = runner.history
    move = next(row for row in record.sets if row.section is Section.OPENING and not row.rated)
    told = Rating(move.exercise_id, Side.BOTH, pain=pain, pain_place="left calf")
    hurt = replace(record, ratings=(*record.ratings, told))
    return replace(runner, history=(hurt,)), move.exercise_id


@pytest.mark.parametrize(
    ("pain", "days", "there"),
    [(2, 2, True), (4, 2, False), (4, 3, True), (7, 2, False), (7, 3, True)],
)
def test_a_move_that_hurt_rests_for_72_hours(pain: int, days: int, there: bool) -> None:
    runner, move = hurt_in_the_opening(pain)
    session = runner.session(MONDAY + timedelta(days=days))
    assert (move in {item.exercise_id for item in session.items}) is there
    notes = [note for note in session.notes if move in note.about]
    assert bool(notes) is not there
    for note in notes:
        assert note.rule in {"D.4", "D.7.2"}
        assert "rests for 72 hours" in note.sentence
