"""Every criterion of every gate at its boundary, and what follows from a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.coach.gate_criteria import Aspect, Criterion
from app.coach.gate_state import Gate, GateChoice, GateDecision
from app.coach.gate_tests import calf_for_drills, calf_for_jumps
from app.coach.gates import PROFESSIONAL, GateStanding, Verdict, judge
from app.coach.model import Link, Rating, Side, SkipReason, Start
from app.coach.norms import Person, Sex
from tests.coach.gate_log import both, evidence, passing, trained, without_side

ALL = tuple(Gate)
FOUR = (Gate.PRIMER_EXIT, Gate.DRILLS, Gate.RUNNING, Gate.LINK)


def of(verdict: Verdict, aspect: Aspect) -> Criterion:
    return next(one for one in verdict.criteria if one.aspect is aspect)


def repeated(*days_ago: int, gate: Gate = Gate.DRILLS) -> tuple[GateDecision, ...]:
    today = evidence(gate).today
    return tuple(
        GateDecision(gate, today - timedelta(days=days), GateChoice.REPEATED) for days in days_ago
    )


@pytest.mark.parametrize("gate", ALL)
def test_a_phase_done_as_prescribed_meets_its_gate(gate: Gate) -> None:
    verdict = judge(evidence(gate))
    assert verdict.missing == ()
    assert verdict.standing is GateStanding.MET
    assert verdict.choice is GateChoice.OPENED
    assert verdict.decide(GateChoice.OPENED).choice is GateChoice.OPENED
    assert verdict.summary == f"{len(verdict.criteria)} of {len(verdict.criteria)} met"


# --- adherence ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "a_week", "met"),
    [
        (Gate.DRILLS, (3, 3, 3, 1), True),
        (Gate.DRILLS, (3, 3, 2, 1), True),  # nine, no week empty
        (Gate.DRILLS, (3, 3, 0, 3), False),  # nine, one week empty
        (Gate.DRILLS, (3, 2, 2, 1), False),
        (Gate.DRILLS, (4, 3, 0, 3), True),  # ten are enough whatever the weeks
        (Gate.RUNNING, (3, 3, 3, 1), True),
        (Gate.RUNNING, (3, 3, 1, 1), False),
        (Gate.END, (3, 3, 3, 0), True),
        (Gate.END, (3, 3, 2, 0), False),
        (Gate.PRIMER_EXIT, (3, 2), True),
        (Gate.PRIMER_EXIT, (2, 2), False),
    ],
)
def test_adherence(gate: Gate, a_week: tuple[int, ...], met: bool) -> None:
    criterion = of(judge(evidence(gate, a_week=a_week)), Aspect.ADHERENCE)
    assert criterion.met is met
    assert bool(criterion.missing) is not met


def test_only_forty_two_days_count() -> None:
    found = evidence(Gate.DRILLS)
    late = found.history[0].day + timedelta(days=41)
    assert of(judge(replace(found, today=late)), Aspect.ADHERENCE).met
    # Three days on the first two sessions are too long ago, and ten are left; then nine.
    still = late + timedelta(days=3)
    assert of(judge(replace(found, today=still)), Aspect.ADHERENCE).met
    gone = late + timedelta(days=12)
    assert not of(judge(replace(found, today=gone)), Aspect.ADHERENCE).met


def test_of_ten_minute_sessions_one_a_week_counts() -> None:
    found = evidence(Gate.DRILLS, every={"short": True})
    assert of(judge(found), Aspect.ADHERENCE).missing == ("4 of 9 sessions",)


# --- control ------------------------------------------------------------------------------


def test_control_three_in_any_of_the_last_three_sessions_is_too_little() -> None:
    verdict = judge(evidence(Gate.DRILLS, last={"control": 3}))
    assert not of(verdict, Aspect.CONTROL).met
    assert of(verdict, Aspect.CONTROL).failing >= {"one_leg_squat"}
    assert verdict.choice is GateChoice.REPEATED
    assert "one_leg_squat" in verdict.decide(GateChoice.REPEATED).failing


def test_control_of_the_session_before_those_is_history() -> None:
    found = evidence(Gate.DRILLS)
    poor = trained(Gate.DRILLS, found.history[-4].day, 9, control=2)
    changed = replace(found, history=(*found.history[:-4], poor, *found.history[-3:]))
    assert of(judge(changed), Aspect.CONTROL).met


def test_the_weaker_side_is_named() -> None:
    verdict = judge(evidence(Gate.DRILLS, last={"left": 3}))
    assert "left one-legged squat control 3 of 4" in " ".join(verdict.missing).lower()


def test_a_question_passed_by_counts_as_not_met() -> None:
    criterion = of(judge(evidence(Gate.DRILLS, last={"control": None})), Aspect.CONTROL)
    assert not criterion.met
    assert criterion.open
    assert criterion.failing == frozenset()


def test_one_session_reads_as_what_it_was_and_never_as_progress() -> None:
    hurt = evidence(Gate.RUNNING, last={"exercises": ("a_skip",), "control": 2, "pain": 5})
    missing = " ".join(judge(hurt).missing)
    assert "a-skip: control 2 and pain 5 in the only session so far, 4 is asked for" in missing
    calm = evidence(Gate.RUNNING, last={"exercises": ("a_skip",), "control": 5})
    missing = " ".join(judge(calm).missing)
    assert "a-skip: control 5 in the only session so far, 1 more at 4 or more" in missing


@pytest.mark.parametrize("rung", ["fingertips", "high_chair"])
def test_the_core_has_to_stand_on_its_third_rung_without_a_hand(rung: str) -> None:
    assert not of(judge(evidence(Gate.DRILLS, last={"rung": rung})), Aspect.CONTROL).met


def test_a_drill_that_was_trained_is_asked_for_and_another_is_not() -> None:
    drills = ("high_knees", "butt_kicks", "a_march", "a_skip")
    verdict = judge(evidence(Gate.RUNNING, last={"exercises": drills, "control": 3}))
    missing = " ".join(verdict.missing).lower()
    assert "a-skip: control 3 in the only session so far, 4 is asked for" in missing
    assert "ankling" not in " ".join(verdict.missing).lower()


@pytest.mark.parametrize(
    ("minutes", "control", "met"), [(15, 4, True), (14, 5, False), (15, 3, False)]
)
def test_the_form_block_of_fifteen_minutes(minutes: int, control: int, met: bool) -> None:
    found = evidence(Gate.LINK, every={"minutes": minutes, "control": control})
    assert of(judge(found), Aspect.CONTROL).met is met


# --- tests --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "test", "value", "met"),
    [
        (Gate.DRILLS, "T5", 4, True),
        (Gate.DRILLS, "T5", 3, False),
        (Gate.RUNNING, "T4", 1, True),
        (Gate.RUNNING, "T4", 0, False),
        (Gate.RUNNING, "T8", 15, True),
        (Gate.RUNNING, "T8", 14, False),
        (Gate.LINK, "T7", 4, True),
        (Gate.LINK, "T7", 3, False),
        (Gate.LINK, "T8", 3, True),  # opens, without jumps
        (Gate.PRIMER_EXIT, "T4", 0, True),
        (Gate.PRIMER_EXIT, "T8", 3, True),
        (Gate.PRIMER_EXIT, "T7", 0, True),
    ],
)
def test_a_test_at_its_limit(gate: Gate, test: str, value: int, met: bool) -> None:
    found = evidence(gate)
    others = tuple(one for one in found.measured if one.test != test)
    measured = (*others, *both(test, found.today, value, right=5 if test == "T5" else None))
    criterion = of(judge(replace(found, measured=measured)), Aspect.TESTS)
    assert criterion.met is met


@pytest.mark.parametrize("gate", FOUR)
def test_one_leg_untested_is_not_met_and_waits(gate: Gate) -> None:
    found = evidence(gate)
    for test in {one.test for one in found.measured}:
        verdict = judge(without_side(found, test, Side.LEFT))
        assert verdict.standing is GateStanding.WAITING
        assert verdict.missing
        assert verdict.missing[0].startswith("left ")
        assert verdict.choice is None


def test_a_result_from_before_the_phase_does_not_count() -> None:
    found = evidence(Gate.DRILLS)
    old = both("T5", found.began - timedelta(days=1), 5)
    assert judge(replace(found, measured=old)).standing is GateStanding.WAITING


def test_calf_raises_count_with_the_best_of_the_last_two() -> None:
    found = evidence(Gate.RUNNING)
    today = found.today
    landing = both("T4", today, 2)
    before, newest = both("T8", today - timedelta(days=7), 15), both("T8", today, 9)
    assert judge(replace(found, measured=(*landing, *before, *newest))).standing is GateStanding.MET
    third = both("T8", today, 9)
    changed = replace(found, measured=(*landing, *before, *newest, *third))
    assert judge(changed).missing == ("left calf 9 of 15", "right calf 9 of 15")


@pytest.mark.parametrize(
    ("person", "drills", "jumps"),
    [
        (Person(), 15, 20),
        (Person(45), 15, 20),
        (Person(25, Sex.MAN), 15, 20),
        (Person(62, Sex.MAN), 14, 19),  # 70 % of 19 is 13.3
        (Person(85, Sex.MAN), 7, 10),
        (Person(72, Sex.WOMAN), 12, 17),
        (Person(12, Sex.WOMAN), 15, 20),
    ],
)
def test_the_calf_limits_follow_the_norm(person: Person, drills: int, jumps: int) -> None:
    assert (calf_for_drills(person), calf_for_jumps(person)) == (drills, jumps)


def test_a_landing_with_the_cue_is_not_enough_for_gate_three() -> None:
    found = evidence(Gate.LINK)
    cued = (*both("T4", found.today, 2), *(o for o in found.measured if o.test != "T4"))
    assert judge(replace(found, measured=cued)).standing is GateStanding.WAITING


def test_without_a_camera_the_landing_passes_and_jumps_wait() -> None:
    for gate, wait in ((Gate.RUNNING, False), (Gate.LINK, True)):
        found = evidence(gate, without=frozenset({"T4"}))
        measured = tuple(one for one in found.measured if one.test != "T4")
        verdict = judge(replace(found, measured=measured))
        assert verdict.standing is GateStanding.MET
        assert (verdict.no_jumps is not None) is wait
        assert verdict.decide(GateChoice.OPENED).no_jumps is wait


@pytest.mark.parametrize(("count", "wait"), [(20, False), (19, True)])
def test_too_few_calf_raises_open_phase_four_without_jumps(count: int, wait: bool) -> None:
    found = evidence(Gate.LINK)
    others = tuple(one for one in found.measured if one.test != "T8")
    changed = replace(found, measured=(*others, *both("T8", found.today, count)))
    assert judge(changed).decide(GateChoice.OPENED).no_jumps is wait


@pytest.mark.parametrize(("touches", "met"), [(60, True), (59, False)])
def test_sixty_touches_in_form(touches: int, met: bool) -> None:
    assert of(judge(evidence(Gate.DRILLS, every={"touches": touches})), Aspect.TESTS).met is met


def test_touches_out_of_form_do_not_count() -> None:
    found = evidence(Gate.DRILLS, every={"control": 3})
    assert "100-up 0 of 60" in of(judge(found), Aspect.TESTS).missing


def test_fourteen_days_of_the_hundred_up() -> None:
    found = evidence(Gate.DRILLS)
    young = tuple(one for one in found.history if (found.today - one.day).days < 14)
    lacks = of(judge(replace(found, history=young)), Aspect.TESTS).missing
    assert lacks == ("100-up: 11 of 14 days",)


@pytest.mark.parametrize(
    ("link", "tests"),
    [
        (Link.MECHANICS, ("T4", "T5", "T6", "T7")),
        (Link.COORDINATION, ("T1", "T2", "T3")),
        (Link.POWER, ("T8", "T9")),
        (Link.AEROBIC, ("T15",)),
    ],
)
def test_the_end_waits_for_the_retest_of_the_link(link: Link, tests: tuple[str, ...]) -> None:
    found = evidence(Gate.END, link=link, measured=())
    assert judge(found).standing is GateStanding.WAITING
    done = tuple(one for test in tests for one in both(test, found.today, 1))
    assert judge(replace(found, measured=done)).standing is GateStanding.MET


def test_after_primer_a_foot_clearly_ahead_puts_mechanics_before_power() -> None:
    found = evidence(Gate.PRIMER_EXIT)
    others = tuple(one for one in found.measured if one.test != "T4")
    ahead = (*others, *both("T4", found.today, 0))
    assert judge(replace(found, measured=ahead)).decide(GateChoice.OPENED).link == "mechanics"
    aerobic = replace(found.enrolment, link=Link.AEROBIC)
    verdict = judge(replace(found, measured=ahead, enrolment=aerobic))
    assert verdict.decide(GateChoice.OPENED).link is None


# --- pain ---------------------------------------------------------------------------------


@pytest.mark.parametrize("gate", FOUR)
@pytest.mark.parametrize(("pain", "met"), [(3, False), (None, False), (0, True)])
def test_pain_of_the_last_seven_days(gate: Gate, pain: int | None, met: bool) -> None:
    verdict = judge(evidence(gate, last={"pain": pain}))
    assert of(verdict, Aspect.PAIN).met is met
    if not met:
        assert verdict.standing is GateStanding.PAIN_FIRST
        assert verdict.choice is None
        assert verdict.override is not None
        with pytest.raises(ValueError, match="not offered"):
            verdict.decide(GateChoice.OVERRIDDEN)


def test_sharp_pain_is_named_and_has_no_number() -> None:
    found = evidence(Gate.DRILLS)
    last = found.history[-1]
    rows = (*last.sets[:-1], replace(last.sets[-1], skip_reason=SkipReason.SHARP))
    hurt = replace(found, history=(*found.history[:-1], replace(last, sets=rows)))
    criterion = of(judge(hurt), Aspect.PAIN)
    assert criterion.missing == ("sharp pain in the last 7 days",)
    assert "sharp or sudden" in dict(criterion.decision.numbers).values()


def test_pain_two_is_calm_but_not_in_fast_work() -> None:
    assert of(judge(evidence(Gate.RUNNING, last={"pain": 2})), Aspect.PAIN).met
    criterion = of(judge(evidence(Gate.LINK, last={"pain": 2})), Aspect.PAIN)
    assert criterion.missing == ("pain 2 in fast work, 1 at most",)


def test_a_worse_morning_fails_it() -> None:
    found = evidence(Gate.DRILLS)
    last = found.history[-1]
    worse = replace(last.ratings[0], next_morning="worse")
    changed = replace(last, ratings=(worse, *last.ratings[1:]))
    verdict = judge(replace(found, history=(*found.history[:-1], changed)))
    assert of(verdict, Aspect.PAIN).missing == ("a morning that was worse",)


def test_pain_elsewhere_counts_too() -> None:
    found = evidence(Gate.DRILLS)
    other = replace(trained(Gate.DRILLS, found.today, 99, pain=4), programme_id=None)
    assert not of(judge(replace(found, history=(*found.history, other))), Aspect.PAIN).met


def test_a_week_without_a_session_says_nothing_about_pain() -> None:
    verdict = judge(evidence(Gate.DRILLS, days_later=7))
    assert of(verdict, Aspect.PAIN).missing == ("no session in the last 7 days",)


# --- what follows -------------------------------------------------------------------------


def test_one_leg_short_is_said_as_the_runner_reads_it() -> None:
    found = evidence(Gate.RUNNING)
    measured = (*both("T4", found.today, 2), *both("T8", found.today, 12, right=15))
    verdict = judge(replace(found, measured=measured))
    assert verdict.line == "Gate to phase 3: 3 of 4 met, missing: left calf 12 of 15"
    assert verdict.decide(GateChoice.REPEATED).counts


def test_the_ladder_of_failures() -> None:
    poor = {"control": 3}
    steps = []
    for days in ((), (10,), (20, 10), (24, 22, 20)):
        found = evidence(Gate.DRILLS, last=poor, gates=repeated(*days))
        verdict = judge(found)
        assert verdict.standing is GateStanding.NOT_MET
        assert verdict.next_step.numbers == (("judged and not met", len(days)),)
        steps.append(verdict.next_step.sentence)
    assert "same numbers" in steps[0]
    assert "one form easier" in steps[1]
    assert steps[2].startswith(PROFESSIONAL)
    assert steps[3].startswith(PROFESSIONAL)


def test_after_a_third_failure_it_is_asked_every_fourteen_days() -> None:
    early = judge(evidence(Gate.DRILLS, last={"control": 3}, gates=repeated(24, 22, 13)))
    assert early.standing is GateStanding.UNDER_WAY
    assert PROFESSIONAL in early.next_step.sentence
    assert early.asked_again == "Asked again from Sat 31 Jan 2026 on."
    due = judge(evidence(Gate.DRILLS, last={"control": 3}, gates=repeated(24, 22, 14)))
    assert due.standing is GateStanding.NOT_MET


def test_after_a_failure_the_week_has_to_be_done_again_before_it_is_judged() -> None:
    found = evidence(Gate.DRILLS, last={"control": 3}, gates=repeated(0))
    assert judge(found).standing is GateStanding.UNDER_WAY
    again = evidence(Gate.DRILLS, a_week=(3, 3, 3, 3, 3), gates=repeated(0))
    assert judge(again).standing is GateStanding.MET


def test_after_a_failure_the_test_that_failed_has_to_be_done_again() -> None:
    found = evidence(Gate.DRILLS, a_week=(3, 3, 3, 3, 3), gates=repeated(0))
    failed_on = found.enrolment.gates[0].day
    old = replace(found, measured=both("T5", failed_on, 3))
    assert judge(old).standing is GateStanding.WAITING
    new = replace(found, measured=(*both("T5", failed_on, 3), *both("T5", found.today, 4)))
    assert judge(new).standing is GateStanding.MET


def test_a_phase_that_is_not_over_is_not_judged() -> None:
    verdict = judge(evidence(Gate.DRILLS, a_week=(3, 3)))
    assert verdict.standing is GateStanding.UNDER_WAY
    assert verdict.choice is None
    assert verdict.override is not None


@pytest.mark.parametrize("start", [Start.HOLD, Start.GENTLE])
def test_no_override_under_hold_or_gentle(start: Start) -> None:
    assert judge(evidence(Gate.DRILLS, last={"control": 3}, start=start)).override is not None


def test_an_override_opens_without_jumps_and_is_still_asked() -> None:
    found = evidence(Gate.DRILLS, last={"control": 3})
    decision = judge(found).decide(GateChoice.OVERRIDDEN)
    assert decision.no_jumps
    taken = replace(found, enrolment=replace(found.enrolment, gates=(decision,)))
    verdict = judge(taken)
    assert verdict.overridden
    assert verdict.choice is None
    met = evidence(Gate.DRILLS, gates=(decision,))
    assert judge(met).choice is GateChoice.OPENED
    assert not judge(met).decide(GateChoice.OPENED).no_jumps


@pytest.mark.parametrize("gate", [Gate.RUNNING, Gate.LINK])
def test_a_phase_in_which_everything_reads_five_may_end_a_week_early(gate: Gate) -> None:
    five = {"control": 5}
    verdict = judge(evidence(gate, a_week=(3, 3, 2), every=five))
    assert verdict.standing is GateStanding.EARLY
    assert verdict.choice is GateChoice.OPENED
    assert judge(evidence(gate, a_week=(3, 3, 2), every=five, last={"pain": 2})).choice is None
    assert judge(evidence(gate, a_week=(3, 3, 2), every={"control": 4})).choice is None
    assert judge(evidence(gate, a_week=(3, 3), every=five)).choice is None
    assert judge(evidence(gate, a_week=(3, 3, 2), every=five, measured=())).choice is None


def test_phase_one_is_never_shortened() -> None:
    verdict = judge(evidence(Gate.DRILLS, a_week=(3, 3, 3), every={"control": 5}))
    assert verdict.standing is GateStanding.UNDER_WAY


def test_phase_four_may_lose_its_third_week() -> None:
    verdict = judge(evidence(Gate.END, a_week=(3, 3), every={"control": 5}, measured=()))
    assert verdict.choice is GateChoice.SHORTENED
    decision = verdict.decide(GateChoice.SHORTENED)
    later = evidence(Gate.END, a_week=(3, 3, 0, 1), gates=(decision,))
    assert of(judge(later), Aspect.ADHERENCE).met
    assert not of(judge(evidence(Gate.END, a_week=(3, 3, 0, 1))), Aspect.ADHERENCE).met


def test_what_is_not_offered_cannot_be_decided() -> None:
    with pytest.raises(ValueError, match="not offered"):
        judge(evidence(Gate.DRILLS, last={"control": 3})).decide(GateChoice.OPENED)


def test_stored_and_read_back_it_is_the_same_decision() -> None:
    decision = judge(evidence(Gate.DRILLS, last={"control": 3})).decide(GateChoice.REPEATED)
    assert GateDecision.parse(str(decision.gate), decision.stored) == decision


def test_passing_results_belong_to_their_gate() -> None:
    found = evidence(Gate.DRILLS, measured=passing(Gate.RUNNING, evidence(Gate.DRILLS).today))
    assert judge(found).standing is GateStanding.WAITING
    assert Rating("x", Side.BOTH).control is None
