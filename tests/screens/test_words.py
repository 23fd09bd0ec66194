"""Short forms that several screens share."""

from __future__ import annotations

from datetime import date

import pytest

from app.coach.model import Laterality, Side, Unit
from screens.words import count, day_words, dose, listed, per_side
from tests.trainer.training_room import item


@pytest.mark.parametrize(
    ("targets", "laterality", "unit", "long", "short"),
    [
        ((10, 10, 10), Laterality.EACH, Unit.REPS, "3 × 10 each leg", "3 × 10/leg"),
        ((12, 12), Laterality.TOGETHER, Unit.REPS, "2 × 12", "2 × 12"),
        ((10,), Laterality.TOGETHER, Unit.REPS, "1 × 10", "1 × 10"),
        ((30, 20), Laterality.ALTERNATING, Unit.TOUCHES, "30 + 20 touches", "30 + 20"),
        ((20,), Laterality.ALTERNATING, Unit.TOUCHES, "20 touches", "20"),
        ((15, 15), Laterality.ALTERNATING, Unit.SECONDS, "2 × 15 s", "2 × 15 s"),
        ((1, 1), Laterality.ALTERNATING, Unit.PAIRS, "2 × 1 pair", "2 × 1 pair"),
        ((3,), Laterality.ALTERNATING, Unit.HOLDS, "3 holds", "3 holds"),
        ((12, 12, 8), Laterality.TOGETHER, Unit.REPS, "2 × 12 + 8", "2 × 12 + 8"),
    ],
)
def test_doses(
    targets: tuple[int, ...], laterality: Laterality, unit: Unit, long: str, short: str
) -> None:
    dosed = item(targets=targets, laterality=laterality, unit=unit)
    assert dose(dosed) == long
    assert dose(dosed, short=True) == short


def test_days() -> None:
    today = date(2026, 11, 20)
    assert day_words(today, today) == "today"
    assert day_words(date(2026, 11, 19), today) == "yesterday"
    assert day_words(date(2026, 11, 2), today) == "Mon 2 Nov"
    assert day_words(date(2025, 11, 2), today) == "Sun 2 Nov 2025"


def test_sides_and_counts() -> None:
    assert per_side({Side.LEFT: 4, Side.RIGHT: 5}) == "L 4  R 5"
    assert per_side({Side.BOTH: 4}) == "4"
    assert per_side({}) == ""
    assert count(1, "set") == "1 set"
    assert count(0, "set") == "0 sets"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""
