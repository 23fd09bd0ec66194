"""Counts beside each other: both legs of a self-test, the norm of an age, a dose in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.coach import bests
from app.coach.dose_text import amount, dose
from app.coach.gate_course import GateLog, phase_now, standing_gates
from app.coach.insight.sides import measured_pairs, sides
from app.coach.insight.span import Axis
from app.coach.model import Laterality, Link, Side, Start, Unit
from app.coach.norms import UNTOLD, Person, norm, stand_norm
from app.coach.running import steady_build
from app.coach.selftests import Better, Instrument, Measurement, Score, SelfTest
from tests.coach.training_log import LIBRARY, MONDAY, PROGRAMMES, Runner, enrol

LATER = MONDAY + timedelta(weeks=4)


def raised(day: date, side: Side, value: float) -> Measurement:
    return Measurement("T8", day, side, value, "reps")


# --- both legs --------------------------------------------------------------------------------


def test_a_day_counts_with_both_legs_and_its_last_result() -> None:
    measured = [
        raised(MONDAY, Side.LEFT, 15),
        raised(MONDAY, Side.RIGHT, 20),
        raised(MONDAY, Side.LEFT, 17),
        raised(LATER, Side.LEFT, 22),
    ]
    assert measured_pairs(measured) == ((MONDAY, 17, 20),)


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (20, 20, "no difference, nothing to do"),
        (19, 20, "Within 10 % counts as alike"),
        (17, 20, "the left leg has 85 % of the right. More than 10 % apart: worth watching"),
    ],
)
def test_a_self_test_is_watched_and_leads_to_no_set_more(left: int, right: int, said: str) -> None:
    pairs = ((MONDAY, float(left), float(right)),)
    chart = sides(pairs, "Calf raises", "reps", Axis(), own=True)
    assert said in chart.answer.replace("right; ", "right. ")
    assert "goes first" not in chart.answer


def test_in_sessions_the_weaker_leg_goes_first() -> None:
    pairs = tuple((MONDAY + timedelta(days=2 * n), 3.0, 5.0) for n in range(3))
    answer = sides(pairs, "Squat", "control", Axis()).answer
    assert answer.endswith("the left leg goes first.")
    assert answer.startswith("Over the last 3 sessions")
    assert sides((), "Squat", "control", Axis()).answer.startswith("Nothing to hold")


# --- norms and bests --------------------------------------------------------------------------


def test_a_norm_needs_to_know_the_age() -> None:
    assert stand_norm(UNTOLD) is None
    assert norm("T6", UNTOLD) is None
    assert norm("T2", Person(age=35)) is None
    assert norm("T8", Person(age=35)) is None
    young, old = stand_norm(Person(age=16)), stand_norm(Person(age=75))
    assert young is not None
    assert old is not None
    assert old < young


CALVES = SelfTest(
    id="T8",
    title="Calf raises",
    links=(Link.POWER,),
    instrument=Instrument.BEAT,
    purpose="",
    steps=(),
    scores=(Score("reps", "reps", 0, 99, whole=True, better=Better.MORE, noise=2),),
)


def test_a_best_lies_beyond_the_noise_of_what_was_before() -> None:
    before = [raised(MONDAY, Side.LEFT, 15), raised(MONDAY, Side.RIGHT, 18)]
    now = [raised(LATER, Side.LEFT, 19), raised(LATER, Side.RIGHT, 19)]
    (best,) = bests.tests_bests((CALVES,), before + now, LATER, LATER)
    assert (best.day, best.words.split()[0]) == (LATER, "left")
    assert bests.tests_bests((CALVES,), now, LATER, LATER) == ()
    assert bests.tests_bests((CALVES,), before, LATER, LATER) == ()
    faster = replace(CALVES, scores=(replace(CALVES.scores[0], better=Better.LESS),))
    assert bests.tests_bests((faster,), before + now, LATER, LATER) == ()
    level = replace(CALVES, scores=(replace(CALVES.scores[0], better=Better.NEITHER),))
    assert bests.tests_bests((level,), before + now, LATER, LATER) == ()


# --- a dose in words --------------------------------------------------------------------------


def test_a_dose_is_told_in_the_words_of_its_unit() -> None:
    item = Runner(enrol()).session(MONDAY).items[-1]
    item = replace(item, laterality=Laterality.TOGETHER, extra_side=None)

    def told(targets: tuple[int, ...], unit: Unit, *, short: bool = False) -> str:
        return dose(replace(item, targets=targets, unit=unit), short=short)

    assert told((10, 10, 10), Unit.REPS) == "3 × 10"
    assert told((12,), Unit.REPS) == "1 × 12"
    assert told((30, 20), Unit.TOUCHES) == "30 + 20 touches"
    assert told((30, 20), Unit.TOUCHES, short=True) == "30 + 20"
    assert told((1, 1), Unit.PAIRS) == "2 × 1 pair"
    assert told((15,), Unit.SECONDS) == "15 s"
    each = replace(item, targets=(8, 8), unit=Unit.REPS, laterality=Laterality.EACH)
    assert (dose(each), dose(each, short=True)) == ("2 × 8 each leg", "2 × 8/leg")
    assert [amount(1, Unit.HOLDS), amount(3, Unit.HOLDS), amount(5, Unit.REPS)] == [
        "1 hold",
        "3 holds",
        "5",
    ]


# --- the guard of a run, and where a plan stands ----------------------------------------------


def test_after_jumps_in_training_the_guard_is_said_in_own_minutes() -> None:
    known = steady_build(50)
    assert known.sentence.endswith("50 minutes so far, so at most 55.")
    assert known.numbers == (("longest run", 50), ("most", 55))
    assert steady_build(None).numbers == ()


@pytest.mark.parametrize(
    ("start", "gates", "phase"),
    [
        (Start.HOLD, 0, 0),
        (Start.NONE, 0, 0),
        (Start.GENTLE, 0, 0),
        (Start.DEFER, 0, 0),
        (Start.PRIMER, 1, 0),
        (Start.FULL, 1, 1),
    ],
)
def test_gates_and_phase_of_a_fresh_plan(start: Start, gates: int, phase: int) -> None:
    enrolment = enrol(start)
    found = standing_gates(enrolment, GateLog(()), LIBRARY, MONDAY, PROGRAMMES)
    assert len(found) == gates
    assert phase_now(enrolment, (), MONDAY, PROGRAMMES) == phase


def test_a_gate_that_was_opened_is_asked_no_more() -> None:
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(weeks=4, days=-1))
    day = MONDAY + timedelta(weeks=4)
    log = GateLog(runner.history)
    (now,) = standing_gates(runner.enrolment, log, LIBRARY, day, PROGRAMMES)
    assert str(now.gate) == "2-3"
    assert phase_now(runner.enrolment, runner.history, day, PROGRAMMES) == 2
