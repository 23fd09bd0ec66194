"""The ladders of phases 2 to 4, climbed step by step: bridge, calf, springing 100-up, step-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.coach.ladders.bridge import bridge
from app.coach.ladders.calf import calf
from app.coach.ladders.dose import Case, Chosen, Dose
from app.coach.ladders.hundred_up import hundred_up_major, ready_for_major
from app.coach.ladders.step_up import in_plan
from app.coach.model import Kind, Section, Side
from app.coach.results import Outcome
from app.coach.tables import Entry, Ladder
from tests.coach.training_log import FINE, LIBRARY, MONDAY, PROGRAMMES, Went

Climb = Callable[[Case], Chosen]
HARD, POOR = Went(effort=8), Went(left=2, right=2)
SORE, RED = Went(pain=4), Went(pain=7)


def _outcome(exercise_id: str, dose: Dose, session: int, went: Went, **more: Any) -> Outcome:
    base = Outcome(
        exercise_id=exercise_id,
        day=MONDAY + timedelta(days=7 * session),
        kind=Kind.PROGRAMME,
        programme_id="plan-1",
        short=False,
        sets=dose.sets,
        targets=(dose.target,) * dose.sets,
        missed=went.short_by > 0,
        whole=went.short_by == 0,
        controls=((Side.LEFT, went.left), (Side.RIGHT, went.right)),
        effort=went.effort,
        pain=went.pain,
        pain_places=frozenset(),
        morning=None,
        rung=dose.rung,
        tempo=None,
        height_cm=dose.height_cm,
        load_kg=dose.load_kg,
    )
    return replace(base, **more)


def _climb(
    ladder: Climb, entry: Entry, *answers: Went, begin: Dose | None = None, phase: str
) -> list[Dose]:
    """Return the dose of each session and of the one after the last answer."""
    done: list[Outcome] = []
    doses: list[Dose] = []
    for session in range(len(answers) + 1):
        case = Case(
            entry=entry,
            exercise=LIBRARY[entry.exercise],
            library=LIBRARY,
            block=PROGRAMMES.blocks[phase],
            today=MONDAY + timedelta(days=7 * session),
            results=tuple(done),
            pain_results=tuple(done),
            week=2,
        )
        dose = begin if begin and not session else ladder(case).dose
        assert dose is not None
        doses.append(dose)
        if session < len(answers):
            done.insert(0, _outcome(entry.exercise, dose, session, answers[session]))
    return doses


def _said(doses: list[Dose]) -> list[str]:
    return [
        f"{one} {one.rung or ''}{f' {one.load_kg:g} kg' if one.load_kg else ''}" for one in doses
    ]


# --- bridge ---------------------------------------------------------------------------------

FREE_BRIDGE = Entry("glute_bridge", Ladder.BRIDGE, Section.MAIN, sets=2, target=12, rung="single")
TWO_LEGS = replace(FREE_BRIDGE, rung="two_legs")
ON_TWO = Dose(2, 12, "two_legs")


def _bridge(entry: Entry, *answers: Went, begin: Dose | None = None) -> list[Dose]:
    return _climb(bridge, entry, *answers, begin=begin, phase="phase4_power")


def test_two_clean_bridges_running_lead_to_one_leg() -> None:
    found = _bridge(FREE_BRIDGE, *(FINE,) * 7, begin=ON_TWO)
    assert _said(found) == [
        "2 × 12 two_legs",
        "2 × 12 two_legs",
        "2 × 10 up_two_down_one",
        "2 × 10 up_two_down_one",
        "2 × 8 single",
        "2 × 8 single",
        "2 × 10 single",
        "2 × 10 single",
    ]


def test_the_table_holds_the_bridge_on_two_legs() -> None:
    assert set(_said(_bridge(TWO_LEGS, *(FINE,) * 4))) == {"2 × 12 two_legs"}


def test_without_a_bench_it_begins_on_one_leg() -> None:
    assert _said(_bridge(FREE_BRIDGE)) == ["2 × 8 single"]


@pytest.mark.parametrize(
    ("went", "then"),
    [(HARD, "2 × 8 single"), (POOR, "2 × 10 up_two_down_one"), (SORE, "2 × 10 up_two_down_one")],
)
def test_a_bridge_that_was_not_clean(went: Went, then: str) -> None:
    assert _said(_bridge(FREE_BRIDGE, went))[-1] == then


def test_after_red_the_bridge_is_the_easiest_with_one_set() -> None:
    assert _said(_bridge(FREE_BRIDGE, RED))[-1] == "1 × 12 two_legs"
    assert _said(_bridge(FREE_BRIDGE, RED, FINE))[-1] == "2 × 12 two_legs"


def test_a_bridge_on_its_lowest_step_has_less_when_it_is_poor() -> None:
    assert _said(_bridge(TWO_LEGS, POOR))[-1] == "1 × 12 two_legs"


# --- calf -----------------------------------------------------------------------------------

CALF = Entry("calf_raise_straight", Ladder.CALF, Section.MAIN, sets=3, target=15, rung="one_leg")
TOP = Dose(3, 15, "one_leg")


def _calf(*answers: Went, begin: Dose) -> list[str]:
    return _said(_climb(calf, CALF, *answers, begin=begin, phase="phase4_power"))


def test_a_calf_raise_climbs_to_three_sets() -> None:
    found = _calf(*(FINE,) * 7, begin=Dose(2, 12, "one_leg"))
    assert [one.split(" one")[0] for one in found] == [
        "2 × 12",
        "2 × 15",
        "2 × 15",
        "3 × 10",
        "3 × 10",
        "3 × 12",
        "3 × 15",
        "3 × 15",
    ]


def test_above_the_last_step_comes_load() -> None:
    found = _calf(*(FINE,) * 4, begin=TOP)
    assert found == [
        "3 × 15 one_leg",
        "3 × 15 one_leg",
        "2 × 8 one_leg 2 kg",
        "2 × 8 one_leg 2 kg",
        "2 × 10 one_leg 2 kg",
    ]


@pytest.mark.parametrize(
    ("begin", "went", "then"),
    [
        (Dose(2, 8, "one_leg", load_kg=2.0), POOR, "3 × 15 one_leg"),
        (Dose(2, 10, "one_leg", load_kg=2.0), POOR, "2 × 8 one_leg 2 kg"),
        (Dose(2, 10, "one_leg", load_kg=2.0), SORE, "2 × 10 one_leg"),
        (Dose(2, 10, "one_leg", load_kg=2.0), HARD, "2 × 10 one_leg 2 kg"),
        (Dose(2, 10, "one_leg", load_kg=2.0), RED, "1 × 12 two_legs"),
        (Dose(2, 10, "one_leg"), SORE, "1 × 8 up_two_down_one"),
    ],
)
def test_a_calf_raise_that_was_not_clean(begin: Dose, went: Went, then: str) -> None:
    assert _calf(went, begin=begin)[-1] == then


def test_straight_and_bent_knee_of_one_day_are_one_step() -> None:
    """The first time on one leg is done on two days before it grows (P8)."""
    first = Dose(1, 8, "one_leg")
    both = tuple(
        _outcome(name, first, 0, went)
        for name, went in (("calf_raise_straight", FINE), ("calf_raise_bent", POOR))
    )
    case = Case(
        entry=CALF,
        exercise=LIBRARY[CALF.exercise],
        library=LIBRARY,
        block=PROGRAMMES.blocks["phase4_power"],
        today=MONDAY + timedelta(days=7),
        results=both,
        pain_results=both,
    )
    chosen = calf(case)
    assert chosen.decision.rule == "P5"


# --- springing 100-up -----------------------------------------------------------------------

MAJOR = Entry("hundred_up_major", Ladder.HUNDRED_UP, Section.OPENING, target=100)


def _major(*answers: Went, begin: Dose | None = None) -> list[int]:
    return [
        one.target for one in _climb(hundred_up_major, MAJOR, *answers, begin=begin, phase="phase2")
    ]


def test_the_springing_form_waits_for_a_hundred_on_two_days() -> None:
    whole = [_outcome("hundred_up_minor", Dose(1, 100), day, FINE) for day in (0, 1)]
    assert ready_for_major(whole)
    assert not ready_for_major(whole[:1])
    assert not ready_for_major([whole[0], replace(whole[1], targets=(90,))])
    assert not ready_for_major([whole[0], _outcome("hundred_up_minor", Dose(1, 100), 1, POOR)])


def test_it_goes_up_in_tens_to_a_hundred() -> None:
    assert _major(*(FINE,) * 9) == [20, 30, 40, 50, 60, 70, 80, 90, 100, 100]


@pytest.mark.parametrize(("went", "then"), [(HARD, 50), (POOR, 40), (SORE, 20), (RED, 20)])
def test_springs_that_were_not_clean(went: Went, then: int) -> None:
    assert _major(went, begin=Dose(1, 50))[-1] == then


# --- step-up in a plan ----------------------------------------------------------------------


def test_a_step_up_climbs_to_the_next_box_and_no_higher_than_its_table() -> None:
    entry = Entry("high_box_step_up", Ladder.STEP_UP, Section.MAIN, sets=3, target=12)

    def climb(case: Case) -> Chosen:
        return in_plan(case, boxes=True)

    found = _climb(climb, entry, *(FINE,) * 11, phase="phase4_power")
    assert [(str(one), one.height_cm) for one in found] == [
        ("2 × 6", 20),
        ("2 × 8", 20),
        ("2 × 10", 20),
        ("2 × 12", 20),
        ("2 × 12", 20),
        ("3 × 8", 20),
        ("3 × 8", 20),
        ("3 × 10", 20),
        ("3 × 12", 20),
        ("3 × 12", 20),
        ("2 × 6", 30),
        ("2 × 6", 30),
    ]
    low = replace(entry, sets=2, target=8)
    capped = _climb(climb, low, *(FINE,) * 3, phase="phase3")
    assert [str(one) for one in capped] == ["2 × 6", "2 × 8", "2 × 8", "2 × 8"]
