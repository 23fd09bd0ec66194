"""The 100-up: touches in a row, from twenty to one hundred (D.7.4)."""

from __future__ import annotations

from dataclasses import replace

from app.coach.figures import (
    HUNDRED_UP_GOAL,
    HUNDRED_UP_LEAST,
    HUNDRED_UP_START,
    HUNDRED_UP_STEP,
)
from app.coach.ladders.dose import Case, Chosen, Dose
from app.coach.model import Decision
from app.coach.progression import Step, judge, running

EXERCISE = "hundred_up_minor"

_FREE, _HAND = "free", "fingertips"


def hundred_up(case: Case) -> Chosen:
    """Return the touches in a row, never above the table's figure for the week.

    Under GENTLE it is done with fingertips on a wall, and only while nothing hurts (D.7.6).
    """
    ruling = judge(
        case.results, case.today, pain_results=case.pain_results, phase_one=case.block.phase <= 1
    )
    cap = case.table.target
    if ruling is None:
        dose = Dose(1, min(HUNDRED_UP_START, cap), _HAND if case.block.easiest else _FREE)
        words = ", fingertips on the wall" if case.block.easiest else ""
        decision = Decision("D.7.4", f"The first time is no more than {dose.target} touches{words}.")
        return Chosen(case.exercise.id, dose, decision)
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(case.exercise.id, None, ruling.decision)
    newest = (case.pain_results or case.results)[0]
    if case.block.easiest and (newest.pain or 0) > 0:
        sentence = f"Pain was {newest.pain}; the 100-up is only for painless days."
        return Chosen(case.exercise.id, None, Decision("D.7.6", sentence, newest.numbers))
    if not case.results:
        start = Dose(1, min(HUNDRED_UP_START, cap), _HAND)
        return Chosen(case.exercise.id, start, ruling.decision)
    last = case.results[0]
    dose, decision = Dose(1, last.target, last.rung or _FREE), ruling.decision
    match ruling.step:
        case Step.EASIEST | Step.EASIER:
            dose = replace(_fewer(dose), rung=_HAND)
        case Step.BACK:
            dose = _fewer(dose)
        case Step.CLEAN if last.rung == _HAND and not case.block.easiest:
            if running(case.results):
                dose = replace(dose, rung=_FREE)
                sentence = f"Clean twice running: {dose.target} touches, now without the wall."
            else:
                sentence = f"Clean last time; {dose.target} once more frees the hand."
            decision = Decision("D.7.4", sentence, last.numbers)
        case Step.CLEAN:
            dose, decision = _onward(dose, cap, case, last.numbers)
    if dose.target > cap:
        dose = replace(dose, target=cap)
        decision = Decision("D.7.4", f"{case.where}: {cap} in a row at most.", last.numbers)
    return Chosen(case.exercise.id, dose, decision)


def fill_up(in_a_row: int) -> int:
    """Return the touches of the second set, which fills up to one hundred in all (D.7.4)."""
    return min(in_a_row, HUNDRED_UP_GOAL - in_a_row)


def _fewer(dose: Dose) -> Dose:
    return replace(dose, target=max(HUNDRED_UP_LEAST, dose.target - HUNDRED_UP_STEP))


def _onward(
    dose: Dose, cap: int, case: Case, numbers: tuple[tuple[str, float | str], ...]
) -> tuple[Dose, Decision]:
    more = min(dose.target + HUNDRED_UP_STEP, cap)
    if more <= dose.target:
        sentence = f"{case.where}: {cap} in a row at most."
        return replace(dose, target=more), Decision("D.7.4", sentence, numbers)
    sentence = f"Clean last time: from {dose.target} to {more} in a row."
    return replace(dose, target=more), Decision("D.7.4", sentence, numbers)
