"""The jump of the single-leg march: its gate, P9, and the way back (A62, B.2, D.7.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from app.coach.contacts import session_contacts
from app.coach.gate_state import GateChoice
from app.coach.ladders.march import JUMP, MARCH, jump_gate
from app.coach.model import Link, Place, PrescribedItem, Prescription, Section, Side, Start
from app.coach.results import outcomes
from app.coach.retest import SelfTested
from app.coach.selftests import HOPS, Measurement, Measurements
from tests.coach.training_log import (
    EVERYTHING,
    LIBRARY,
    MONDAY,
    Answer,
    Runner,
    Went,
    always,
    enrol,
)

PHASE_3 = MONDAY + timedelta(weeks=8)
SECOND = PHASE_3 + timedelta(days=9)
"""The home session of week 2 of phase 3, the first that may have the jump."""


def calves(left: float = 15, right: float = 15) -> Measurements:
    day = PHASE_3 - timedelta(days=3)
    return (
        Measurement("T8", day, Side.LEFT, left, "reps"),
        Measurement("T8", day, Side.RIGHT, right, "reps"),
    )


def hops(on: date, left: float = 1, right: float = 1) -> Measurements:
    return (
        Measurement(HOPS, on, Side.LEFT, left, "hops"),
        Measurement(HOPS, on, Side.RIGHT, right, "hops"),
    )


@cache
def ready(kit: frozenset[str] = EVERYTHING, link: Link = Link.MECHANICS) -> Runner:
    """Return a runner who has trained up to the second home session of phase 3."""
    places = frozenset({Place.HOME, Place.OUTDOORS})
    runner = Runner(enrol(Start.FULL, link=link, places=places, kit=kit))
    return runner.train_plan(SECOND - timedelta(days=1))


def at(measured: Measurements, runner: Runner | None = None) -> Prescription:
    runner = runner or ready()
    return replace(runner, tested=SelfTested(measured)).session(SECOND)


def march(session: Prescription) -> PrescribedItem | None:
    found = [one for one in session.items if one.exercise_id == "single_leg_march"]
    assert len(found) <= 1
    return found[0] if found else None


def said(session: Prescription) -> str:
    return " ".join(note.sentence for note in session.notes if "jump of the march" in note.sentence)


def test_ten_hops_are_asked_once_all_else_is_met_and_then_the_jump_is_there() -> None:
    before = at(calves())
    assert march(before) is None
    assert before.tests == (HOPS,)
    assert "ten small hops" in said(before)
    after = at((*calves(), *hops(SECOND)))
    jump = march(after)
    assert jump is not None
    assert (jump.rung, jump.targets, jump.set_rest) == (JUMP, (5, 5), 60)
    assert jump.decision.rule == "D.7.4"
    assert after.items.index(jump) < next(
        n for n, one in enumerate(after.items) if one.exercise_id == "high_box_step_up"
    )
    assert session_contacts(after.items, LIBRARY) == 20
    assert after.tests == ()


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        ((), "15 calf raises on the left leg (not counted)"),
        (calves(left=14), "15 calf raises on the left leg (14)"),
        (calves()[:1], "15 calf raises on the right leg (not counted)"),
        ((*calves(), *hops(SECOND, right=0)), "ten small hops without pain"),
    ],
)
def test_what_is_missing_keeps_it_shut_and_is_said(measured: Measurements, words: str) -> None:
    session = at(measured)
    assert march(session) is None
    assert words in said(session)
    assert HOPS not in session.tests


def test_hops_of_long_ago_are_asked_again() -> None:
    assert at((*calves(), *hops(SECOND - timedelta(days=28)))).tests == (HOPS,)
    assert march(at((*calves(), *hops(SECOND - timedelta(days=27))))) is not None


@pytest.mark.parametrize(
    "went", [Went(left=3), Went(pain=2), Went(left=None), Went(pain=None), Went(pain=1)]
)
def test_the_march_itself_has_to_be_steady(went: Went) -> None:
    runner = ready()
    measured = (*calves(), *hops(SECOND))
    marches = outcomes(runner.history, ("single_leg_march",))
    assert jump_gate(marches, measured, SECOND).open
    left = went.left
    for place in (0, 1):
        poor = list(marches)
        poor[place] = replace(
            marches[place], pain=went.pain, controls=((Side.LEFT, left), (Side.RIGHT, 4))
        )
        assert jump_gate(poor, measured, SECOND).open is (went == Went(pain=1))
    assert not jump_gate(marches[:1], measured, SECOND).open


def test_a_gate_that_was_overridden_keeps_it_out() -> None:
    measured = (*calves(), *hops(SECOND))
    runner = ready()
    gates = tuple(replace(one, choice=GateChoice.OVERRIDDEN) for one in runner.enrolment.gates)
    enrolment = replace(runner.enrolment, gates=gates)
    assert march(at(measured, replace(runner, enrolment=enrolment))) is None


def test_amber_keeps_it_out_of_the_next_session() -> None:
    measured = (*calves(), *hops(SECOND))
    runner = ready()
    sore = tuple(replace(one, pain=4, pain_place="left knee") for one in runner.history[-1].ratings)
    amber = replace(
        runner, history=(*runner.history[:-1], replace(runner.history[-1], ratings=sore))
    )
    session = at(measured, amber)
    assert march(session) is None
    assert "D.4" in {note.rule for note in session.notes}


def test_the_ten_minute_version_never_jumps() -> None:
    runner = replace(ready(), tested=SelfTested((*calves(), *hops(SECOND))))
    short = runner.session(SECOND, short=True)
    assert march(short) is None
    assert short.tests == ()


def jumped(answer: Answer | None = None, weeks: int = 5) -> list[tuple[date, PrescribedItem]]:
    """Return the marches of the weeks that follow, all with the tests met."""
    runner = replace(ready(), tested=SelfTested((*calves(), *hops(SECOND))), shown=[])
    runner.train_plan(SECOND + timedelta(weeks=weeks), answer)
    found = ((day, march(session)) for day, session in runner.shown)
    return [(day, one) for day, one in found if one is not None]


def test_jumps_grow_by_two_after_two_calm_times_up_to_ten() -> None:
    doses = [(item.rung, item.targets) for _, item in jumped(weeks=6)]
    assert doses == [(JUMP, (5, 5))] * 2 + [(JUMP, (7, 7))] * 2 + [(JUMP, (9, 9))]
    assert {item.decision.rule for _, item in jumped()[1:]} == {"P9"}


def test_pain_2_lets_them_stay_and_never_grow() -> None:
    doses = [item.targets for _, item in jumped(always(single_leg_march=Went(pain=2)))]
    assert set(doses) == {(5, 5)}


def test_poor_control_leads_back_to_the_march_without_the_jump() -> None:
    found = jumped(always(single_leg_march=Went(left=2, right=4)))
    assert [(item.rung, item.targets) for _, item in found[:2]] == [(JUMP, (5, 5)), (MARCH, (8, 8))]
    assert all(item.rung == MARCH for _, item in found[1:])


def test_a_steady_march_brings_the_jump_back() -> None:
    runner = replace(ready(), tested=SelfTested((*calves(), *hops(SECOND))), shown=[])
    runner.train(SECOND, always(single_leg_march=Went(left=2, right=4)))
    runner.train_plan(SECOND + timedelta(weeks=5))
    found = [march(session) for _, session in runner.shown]
    assert [one.rung for one in found if one] == [JUMP, MARCH, MARCH, JUMP, JUMP]


def test_without_box_and_stair_the_jump_is_the_march_of_the_day() -> None:
    none = ready(frozenset({"grass", "hill", "bench"}))
    session = at((*calves(), *hops(SECOND)), none)
    jump = march(session)
    assert jump is not None
    assert jump.rung == JUMP
    before = at(calves(), none)
    stand_in = march(before)
    assert stand_in is not None
    assert stand_in.rung == MARCH
    assert next(one for one in before.items if one.section is Section.MAIN) == stand_in


def test_power_and_primer_have_no_march_to_jump() -> None:
    runner = ready(link=Link.POWER)
    runner = replace(runner, tested=SelfTested((*calves(25, 25), *hops(SECOND))), shown=[])
    runner.train_plan(MONDAY + timedelta(weeks=16))
    last = [session for _, session in runner.shown if session.slot.block == "phase4_power"]
    assert len(last) == 12
    assert not any(march(session) for session in last)
