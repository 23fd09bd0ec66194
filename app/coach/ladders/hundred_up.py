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
from app.coach.progression import Ruling, Step, judge, running

EXERCISE = "hundred_up_minor"

_FREE, _HAND = "free", "fingertips"


def hundred_up(case: Case) -> Chosen:
    """Return the touches in a row, never above the table's figure for the week.

    Under GENTLE it is done with fingertips on a wall, and only while nothing hurts (D.7.6).
    """
    ruling = judge(
        case.results, case.today, pain_results=case.pain_results, phase_one=case.block.phase <= 1
    )
    if ruling is None:
        return _first(case)
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(case.exercise.id, None, ruling.decision)
    newest = (case.pain_results or case.results)[0]
    if case.block.easiest and (newest.pain or 0) > 0:
        sentence = f"Pain was {newest.pain}; the 100-up is only for painless days."
        return Chosen(case.exercise.id, None, Decision("D.7.6", sentence, newest.numbers))
    if not case.results:
        return replace(_first(case, hand=True), decision=ruling.decision)
    dose, decision = _after(case, ruling)
    cap = case.table.target
    if dose.target > cap:
        dose = replace(dose, target=cap)
        sentence = f"{case.where}: {cap} in a row at most."
        decision = Decision("D.7.4", sentence, case.results[0].numbers)
    return Chosen(case.exercise.id, dose, decision)


def _first(case: Case, *, hand: bool = False) -> Chosen:
    hand = hand or case.block.easiest
    dose = Dose(1, min(HUNDRED_UP_START, case.table.target), _HAND if hand else _FREE)
    words = ", fingertips on the wall" if hand else ""
    sentence = f"The first time is no more than {dose.target} touches{words}."
    return Chosen(case.exercise.id, dose, Decision("D.7.4", sentence))


def _after(case: Case, ruling: Ruling) -> tuple[Dose, Decision]:
    """Apply the ruling to the touches of last time."""
    last = case.results[0]
    dose = Dose(1, last.target, last.rung or _FREE)
    match ruling.step:
        case Step.EASIEST | Step.EASIER:
            return replace(_fewer(dose), rung=_HAND), ruling.decision
        case Step.BACK:
            return _fewer(dose), ruling.decision
        case Step.CLEAN if last.rung == _HAND and not case.block.easiest:
            return _off_the_wall(case, dose)
        case Step.CLEAN:
            return _onward(dose, case, last.numbers)
        case _:
            return dose, ruling.decision


def _off_the_wall(case: Case, dose: Dose) -> tuple[Dose, Decision]:
    sentence = f"Clean last time; {dose.target} once more frees the hand."
    if running(case.results):
        dose = replace(dose, rung=_FREE)
        sentence = f"Clean twice running: {dose.target} touches, now without the wall."
    return dose, Decision("D.7.4", sentence, case.results[0].numbers)


def fill_up(in_a_row: int) -> int:
    """Return the touches of the second set, which fills up to one hundred in all (D.7.4)."""
    return min(in_a_row, HUNDRED_UP_GOAL - in_a_row)


def _fewer(dose: Dose) -> Dose:
    return replace(dose, target=max(HUNDRED_UP_LEAST, dose.target - HUNDRED_UP_STEP))


def _onward(
    dose: Dose, case: Case, numbers: tuple[tuple[str, float | str], ...]
) -> tuple[Dose, Decision]:
    cap = case.table.target
    more = min(dose.target + HUNDRED_UP_STEP, cap)
    sentence = f"{case.where}: {cap} in a row at most."
    if more > dose.target:
        sentence = f"Clean last time: from {dose.target} to {more} in a row."
    return replace(dose, target=more), Decision("D.7.4", sentence, numbers)
