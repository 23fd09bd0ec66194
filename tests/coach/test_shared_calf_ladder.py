"""Straight and bent knee share one ladder: what one says holds for both (D.7.4, B1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.coach.hard_week import LighterWeek, held_back
from app.coach.ladders.calf import EXERCISES, calf
from app.coach.ladders.dose import Case, Dose
from app.coach.model import Decision, PrescribedItem, Section
from app.coach.results import Outcome
from app.coach.tables import Entry, Ladder
from tests.coach.test_climbing import HARD, POOR, SORE, _outcome
from tests.coach.training_log import FINE, LIBRARY, MONDAY, PROGRAMMES, Runner, Went, always, enrol

ONCE = Dose(2, 8, "one_leg")
WEEK = LighterWeek(MONDAY + timedelta(days=14), Decision("B1", "Last week was hard."))


def case_of(exercise_id: str, *results: Outcome, block: str = "phase4_power") -> Case:
    """Return what the ladder knows of one form, in a table that holds it back from nothing."""
    return Case(
        entry=Entry(exercise_id, Ladder.CALF, Section.MAIN, sets=3, target=15, rung="one_leg"),
        exercise=LIBRARY[exercise_id],
        library=LIBRARY,
        block=PROGRAMMES.blocks[block],
        today=MONDAY + timedelta(days=14),
        results=results,
        pain_results=results,
        week=2,
    )


def day_of_both(session: int, *wents: Went) -> tuple[Outcome, ...]:
    """Return one session with both forms, straight first."""
    return tuple(
        _outcome(name, ONCE, session, went) for name, went in zip(EXERCISES, wents, strict=True)
    )


# --- the worse of the two speaks -----------------------------------------------------------


@pytest.mark.parametrize("form", EXERCISES)
@pytest.mark.parametrize("turned", [False, True], ids=["as trained", "turned round"])
@pytest.mark.parametrize(
    ("wents", "rule"),
    [
        ((FINE, FINE), "P1"),
        ((FINE, POOR), "P5"),
        ((POOR, FINE), "P5"),
        ((FINE, HARD), "P4"),
        ((HARD, FINE), "P4"),
        ((FINE, SORE), "D.4"),
        ((SORE, FINE), "D.4"),
        ((POOR, SORE), "D.4"),
        ((SORE, POOR), "D.4"),
        ((HARD, POOR), "P5"),
        ((POOR, HARD), "P5"),
        ((FINE, Went(short_by=2)), "P4"),
        ((Went(left=None), FINE), "D.7.2"),
    ],
)
def test_the_worse_of_a_day_speaks_for_both(
    wents: tuple[Went, Went], rule: str, form: str, *, turned: bool
) -> None:
    newest = day_of_both(1, *wents)
    before = day_of_both(0, FINE, FINE)
    results = (*(newest[::-1] if turned else newest), *before)
    assert calf(case_of(form, *results)).decision.rule == rule


@pytest.mark.parametrize("form", EXERCISES)
@pytest.mark.parametrize("wents", [(HARD, Went(left=3)), (Went(left=3), HARD)])
def test_in_phase_one_the_one_that_exhausted_speaks(wents: tuple[Went, Went], form: str) -> None:
    results = day_of_both(1, *wents)
    for each in (results, results[::-1]):
        assert calf(case_of(form, *each, block="phase1")).decision.rule == "S8"


# --- a hard week holds both ----------------------------------------------------------------


@pytest.mark.parametrize("form", EXERCISES)
@pytest.mark.parametrize("trained", [*EXERCISES, "both"])
def test_a_hard_week_holds_either_form_whichever_was_trained(form: str, trained: str) -> None:
    last = [one for one in day_of_both(1, FINE, FINE) if trained in {one.exercise_id, "both"}]
    case = case_of(form, *last)
    chosen = calf(case)
    assert chosen.dose == Dose(2, 10, "one_leg")
    held = held_back(case, chosen, WEEK)
    assert held.dose == Dose(1, 8, "one_leg")
    assert held.decision.rule == "B1"
    assert held_back(case, chosen, None) == chosen


def test_the_week_after_a_hard_one_neither_goes_to_one_leg() -> None:
    assert calves_of_week_three(FRESH) == [
        ("calf_raise_straight", "one_leg", (8,), "D.7.4"),
        ("calf_raise_bent", "one_leg", (8,), "P8"),
    ]
    assert calves_of_week_three(TIRED) == [
        ("calf_raise_straight", "two_legs", (12,), "B1"),
        ("calf_raise_bent", "two_legs", (12,), "B1"),
    ]


FRESH, TIRED = Went(left=5, right=5, effort=4), Went(left=4, right=4, effort=6)


def calves_of_week_three(
    end_of_week_two: Went,
) -> list[tuple[str, str | None, tuple[int, ...], str]]:
    """Return the calf raises that follow two weeks, the second one ending in this way."""
    runner = Runner(enrol())
    for number in (0, 2, 4, 7, 9, 11):
        went = end_of_week_two if number > 7 else FRESH
        runner.train(MONDAY + timedelta(days=number), always(went))
    shown = [runner.train(MONDAY + timedelta(days=number)) for number in (14, 16, 18)]
    found: list[PrescribedItem] = [item for session in shown for item in session.items]
    return [
        (one.exercise_id, one.rung, one.targets, one.decision.rule)
        for one in found
        if one.exercise_id in EXERCISES
    ]
