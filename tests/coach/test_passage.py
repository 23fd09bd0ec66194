"""The plan at its gates: on, early, shorter, again, and what a decision brings in (D.7.8)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.coach.gate_state import Gate, GateChoice, GateDecision
from app.coach.model import Link, Place, Start
from app.coach.plan import SlotStatus
from tests.coach.training_log import EVERYTHING, MONDAY, Runner, enrol

OUTDOORS = frozenset({Place.HOME, Place.OUTDOORS})


def day(week: int, weekday: int) -> date:
    return MONDAY + timedelta(weeks=week - 1, days=weekday - 1)


def _runner(start: Start = Start.FULL, **other: object) -> Runner:
    return Runner(enrol(start, places=OUTDOORS, kit=EVERYTHING, **other))


def _blocks(runner: Runner) -> list[str]:
    return list(dict.fromkeys(session.slot.block for _, session in runner.shown))


def _weeks(runner: Runner, block: str) -> list[int]:
    shown = [session.slot.week for _, session in runner.shown if session.slot.block == block]
    return list(dict.fromkeys(shown))


# --- a decision in the log ------------------------------------------------------------------


@pytest.mark.parametrize(
    "decision",
    [
        GateDecision(Gate.DRILLS, MONDAY, GateChoice.OPENED),
        GateDecision(Gate.LINK, MONDAY, GateChoice.OVERRIDDEN, no_jumps=True),
        GateDecision(
            Gate.DRILLS,
            MONDAY,
            GateChoice.REPEATED,
            failing=frozenset({"one_leg_squat", "forward_lunge"}),
            counts=True,
        ),
        GateDecision(Gate.END, MONDAY, GateChoice.OPENED, link="power"),
    ],
)
def test_a_decision_comes_back_from_its_words(decision: GateDecision) -> None:
    assert GateDecision.parse(decision.gate.value, decision.stored) == decision


def test_words_that_are_no_decision_are_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        GateDecision.parse("1-2", "perhaps 2026-01-05")


# --- on, and again --------------------------------------------------------------------------


def test_an_open_gate_leads_on_in_its_time() -> None:
    runner = _runner().train_plan(day(4, 7))
    now = runner.queue(day(5, 1))
    assert now.next is not None
    assert (now.next.key, now.next.due) == ("phase2.1.1", day(5, 1))
    assert now.gate is None


def test_a_gate_that_opens_in_a_repeated_week_leads_on_at_once() -> None:
    runner = _runner()
    runner.opens_gates = False
    runner.train_plan(day(5, 1))
    runner.decide(day(5, 2))
    now = runner.queue(day(5, 3))
    assert now.next is not None
    assert (now.next.key, now.next.due) == ("phase2.1.1", day(5, 3))
    lapsed = [one.slot.key for one in now.slots if one.status is SlotStatus.LAPSED]
    assert lapsed == []
    runner.train_plan(day(5, 7))
    assert runner.queue(day(5, 7)).week_done == 2


def test_no_other_gate_opens_it() -> None:
    opened = (GateDecision(Gate.RUNNING, day(4, 5), GateChoice.OPENED),)
    runner = _runner(gates=opened)
    runner.opens_gates = False
    runner.train_plan(day(4, 7))
    assert runner.queue(day(5, 1)).gate is Gate.DRILLS


def test_a_decision_of_tomorrow_opens_nothing_today() -> None:
    runner = _runner().train_plan(day(4, 4))
    later = (GateDecision(Gate.DRILLS, day(4, 6), GateChoice.OPENED),)
    runner.enrolment = enrol(places=OUTDOORS, kit=EVERYTHING, gates=later)
    runner.opens_gates = False
    runner.train_plan(day(4, 5))
    assert runner.queue(day(4, 5)).gate is Gate.DRILLS
    assert runner.queue(day(4, 6)).gate is None


def test_the_third_failure_makes_it_two_a_week() -> None:
    runner = _runner()
    runner.opens_gates = False
    runner.train_plan(day(4, 7))
    for week in (4, 5, 6):
        runner.decide(day(week, 7), GateChoice.REPEATED)
        runner.train_plan(day(week + 1, 7))
    days = [today for today, _ in runner.shown if today >= day(5, 1)]
    assert [sum(1 for one in days if day(w, 1) <= one <= day(w, 7)) for w in (5, 6, 7)] == [3, 3, 2]


def test_what_failed_is_one_rung_easier_from_the_second_failure_on() -> None:
    runner = _runner()
    runner.opens_gates = False
    runner.train_plan(day(4, 7))
    failing = frozenset({"one_leg_squat", "T5"})
    runner.decide(day(4, 7), GateChoice.REPEATED, failing=failing)
    squats = [_rung(runner, day(5, 1))]
    runner.train_plan(day(5, 7))
    runner.decide(day(5, 7), GateChoice.REPEATED, failing=failing)
    squats += [_rung(runner, day(6, 1))]
    runner.train_plan(day(6, 1))
    squats += [_rung(runner, day(6, 3))]
    runner.train_plan(day(6, 4))
    assert squats == ["full", "free_shallow", "free_shallow"]
    assert runner.session(day(6, 5)).tests == ("T5",)


def _rung(runner: Runner, today: date) -> str | None:
    items = runner.session(today).items
    return next(one.rung for one in items if one.exercise_id == "one_leg_squat")


def test_a_count_that_failed_twice_gets_a_third_day() -> None:
    runner = _runner()
    runner.opens_gates = False
    runner.train_plan(day(4, 7))
    for week in (4, 5):
        runner.decide(day(week, 7), GateChoice.REPEATED, counts=True)
        runner.train_plan(day(week + 1, 1))
        names = {one.exercise_id for one in runner.session(day(week + 1, 3)).items}
        assert ("calf_raise_straight" in names) is (week == 5)
        runner.train_plan(day(week + 1, 7))


# --- early and shorter ----------------------------------------------------------------------


def test_a_gate_opened_in_week_3_ends_the_phase_early() -> None:
    runner = _runner().train_plan(day(7, 5))
    opened = GateDecision(Gate.RUNNING, day(7, 5), GateChoice.OPENED)
    runner.enrolment = enrol(
        places=OUTDOORS, kit=EVERYTHING, gates=(*runner.enrolment.gates, opened)
    )
    now = runner.queue(day(8, 1))
    assert now.next is not None
    assert now.next.key == "phase3.1.1"


def test_a_shortened_phase_4_keeps_its_lighter_week() -> None:
    runner = _runner(Start.PRIMER, link=Link.MECHANICS).train_plan(day(4, 7))
    shorter = GateDecision(Gate.END, day(4, 6), GateChoice.SHORTENED)
    gates = (*runner.enrolment.gates, shorter)
    enrolment = enrol(
        Start.PRIMER, link=Link.MECHANICS, places=OUTDOORS, kit=EVERYTHING, gates=gates
    )
    runner = Runner(enrolment, runner.history, runner.shown).train_plan(day(6, 1))
    assert _weeks(runner, "phase4_mechanics_primer") == [1, 2, 4]
    assert _blocks(runner)[-1] == "upkeep"


# --- what a decision brings in --------------------------------------------------------------


def test_a_foot_clearly_ahead_puts_mechanics_before_the_link() -> None:
    runner = _runner(Start.PRIMER, link=Link.POWER)
    runner.opens_gates = False
    runner.train_plan(day(2, 7))
    runner.decide(day(2, 7), link="mechanics")
    runner.opens_gates = True
    runner.train_plan(day(7, 7))
    assert _blocks(runner) == ["primer", "phase4_mechanics_primer", "phase4_power"]


def test_mechanics_first_changes_nothing_where_it_comes_anyway() -> None:
    runner = _runner(Start.PRIMER, link=Link.MECHANICS)
    runner.opens_gates = False
    runner.train_plan(day(2, 7))
    runner.decide(day(2, 7), link="mechanics")
    runner.opens_gates = True
    runner.train_plan(day(7, 7))
    assert _blocks(runner) == ["primer", "phase4_mechanics_primer", "upkeep"]


def test_another_link_comes_after_an_easy_week_and_has_an_end_of_its_own() -> None:
    runner = _runner(Start.PRIMER, link=Link.POWER)
    runner.train_plan(day(6, 4))
    runner.opens_gates = False
    runner.train_plan(day(6, 7))
    runner.decide(day(6, 7), link="aerobic")
    runner.train_plan(day(11, 7))
    assert _blocks(runner)[1:] == ["phase4_power_primer", "easy_week", "phase4_aerobic"]
    assert runner.queue(day(11, 7)).gate is Gate.END


# --- races ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "blocks"),
    [
        (17, ["phase1", "phase2"]),
        (15, ["phase1", "defer"]),
    ],
)
def test_a_phase_begins_only_if_it_ends_eight_weeks_before_the_race(
    weeks: int, blocks: list[str]
) -> None:
    runner = _runner(race_day=MONDAY + timedelta(weeks=weeks)).train_plan(day(6, 7))
    assert _blocks(runner) == blocks


def test_phase_4_ends_two_weeks_before_the_race() -> None:
    fits = _runner(Start.PRIMER, race_day=MONDAY + timedelta(weeks=8)).train_plan(day(3, 7))
    assert _blocks(fits) == ["primer", "phase4_power_primer"]
    late = _runner(Start.PRIMER, race_day=MONDAY + timedelta(weeks=7)).train_plan(day(3, 7))
    assert _blocks(late) == ["primer", "defer"]


# --- no room to run -------------------------------------------------------------------------


def test_without_room_to_run_phase_3_waits_and_is_never_skipped() -> None:
    runner = Runner(enrol()).train_plan(day(10, 7))
    assert _blocks(runner) == ["phase1", "phase2"]
    assert [one.rule for one in runner.queue(day(11, 1)).advice] == ["D.7.9"]
    treadmill = Runner(enrol(kit=EVERYTHING | {"treadmill"})).train_plan(day(9, 7))
    assert _blocks(treadmill)[-1] == "phase3"
