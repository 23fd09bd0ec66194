"""Which leg begins a self-test: the weaker one, as in training (P6, D.7.2)."""

from __future__ import annotations

from app.coach.model import History, Side
from app.coach.selftests import Better, Measurement, Measurements, SelfTest, of_test
from app.coach.symmetry import control_symmetry

# Where a test has never been done, the exercises that show a weaker leg first.
_TELLING = ("one_leg_squat", "reverse_deadlift_swing", "forward_lunge", "calf_raise_straight")


def first_side(test: SelfTest, done: Measurements, history: History) -> Side:
    """Return the leg to begin with; BOTH for a test of both at once.

    That is the leg with the lower last result; never tested, the one with the lower control in
    the last sessions. Where nothing tells them apart they take turns, left first.
    """
    if not test.sided:
        return Side.BOTH
    score = test.scores[0]
    left = of_test(done, test.id, Side.LEFT, score.unit)
    right = of_test(done, test.id, Side.RIGHT, score.unit)
    if left and right and score.better is not Better.NEITHER:
        tested = _lower(left[-1], right[-1])
        if tested is not None:
            return tested if score.better is Better.MORE else tested.other
    trained = (control_symmetry(history, exercise_id) for exercise_id in _TELLING)
    weaker = next((each.weaker for each in trained if each and each.weaker), None)
    if weaker is not None:
        return weaker
    return Side.LEFT if len(left) % 2 == 0 else Side.RIGHT


def _lower(left: Measurement, right: Measurement) -> Side | None:
    if left.value == right.value:
        return None
    return Side.LEFT if left.value < right.value else Side.RIGHT
