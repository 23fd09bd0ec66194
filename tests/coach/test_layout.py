"""The order of a session's sets, and the rests between them."""

from __future__ import annotations

from app.coach.figures import CHANGE_SECONDS
from app.coach.layout import lay_out
from app.coach.model import Laterality, Section, Side
from tests.trainer.training_room import item, prescription


def test_each_leg_is_a_set_and_the_rests_lie_between() -> None:
    rows = lay_out(prescription(item(targets=(10, 8)), item("forward_lunge", targets=(6,))))
    assert [(row.exercise_id, row.set_no, row.side, row.target) for row in rows] == [
        ("one_leg_squat", 1, Side.LEFT, 10),
        ("one_leg_squat", 1, Side.RIGHT, 10),
        ("one_leg_squat", 2, Side.LEFT, 8),
        ("one_leg_squat", 2, Side.RIGHT, 8),
        ("forward_lunge", 1, Side.LEFT, 6),
        ("forward_lunge", 1, Side.RIGHT, 6),
    ]
    assert [row.pos for row in rows] == list(range(6))
    assert [row.switch for row in rows] == [True, False] * 3
    assert [row.rest_after for row in rows] == [15, 20, 15, CHANGE_SECONDS, 15, 0]


def test_the_weaker_side_goes_first() -> None:
    rows = lay_out(prescription(item(targets=(10,), first_side=Side.RIGHT)))
    assert [row.side for row in rows] == [Side.RIGHT, Side.LEFT]


def test_both_legs_together_are_one_set() -> None:
    rows = lay_out(prescription(item("calf", targets=(12, 12), laterality=Laterality.TOGETHER)))
    assert [(row.side, row.switch, row.rest_after) for row in rows] == [
        (Side.BOTH, False, 20),
        (Side.BOTH, False, 0),
    ]


def test_the_opening_comes_first_and_the_closing_last() -> None:
    rows = lay_out(
        prescription(
            item("stretch", section=Section.CLOSING),
            item("squat"),
            item("swings", section=Section.OPENING),
        )
    )
    assert list(dict.fromkeys(row.exercise_id for row in rows)) == ["swings", "squat", "stretch"]


def test_every_set_carries_the_decision_behind_its_target() -> None:
    rows = lay_out(prescription())
    assert {(row.rule, row.why) for row in rows} == {("P1", "Last time was clean, so it stays.")}
