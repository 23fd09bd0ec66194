"""The week in review tells what its pain changes, though that is a session to come (D.4)."""

from __future__ import annotations

from datetime import timedelta

from app.coach.weekly import eased
from tests.coach.training_log import FINE, MONDAY, Runner, Went, always, enrol

SUNDAY = MONDAY + timedelta(days=6)


def test_pain_of_these_days_is_a_change_to_come() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY, always(FINE, forward_lunge=Went(pain=4)))
    (found,) = eased(runner.history, MONDAY, SUNDAY)
    assert (found.exercise_id, found.before, found.now) == (
        "forward_lunge",
        "3 × 10",
        "less next time",
    )
    assert found.decision.sentence == "Pain was 4, above 2: one step easier next time."
    assert eased(runner.history, SUNDAY, SUNDAY) == ()


def test_a_calm_session_eases_nothing() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    assert eased(runner.history, MONDAY, SUNDAY) == ()
