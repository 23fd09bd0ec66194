"""The 100-up: touches in a row, from twenty to one hundred (D.7.4)."""

from __future__ import annotations

from collections.abc import Sequence

from app.coach.figures import (
    CLEAN_CONTROL,
    HUNDRED_UP_GOAL,
    HUNDRED_UP_LEAST,
    HUNDRED_UP_START,
    HUNDRED_UP_STEP,
    MINOR_DAYS,
)
from app.coach.frozen import replace
from app.coach.ladders.dose import Case, Chosen, Dose
from app.coach.model import Decision
from app.coach.progression import Ruling, Step, judge, running
from app.coach.results import Outcome

EXERCISE = "hundred_up_minor"
MAJOR = "hundred_up_major"

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
        sentence = f"Pain was {newest.pain_words}; the 100-up is only for painless days."
        return Chosen(case.exercise.id, None, Decision("D.7.6", sentence, newest.numbers))
    if not case.results:
        return replace(_first(case, hand=True), decision=ruling.decision)
    dose, decision = _after(case, ruling)
    cap = case.table.target
    if dose.target > cap:
        dose = replace(dose, target=cap)
        sentence = f"{case.where}: {cap} touches in a row at most."
        decision = Decision("D.7.4", sentence, case.results[0].numbers)
    return Chosen(case.exercise.id, dose, decision)


def ready_for_major(minor: Sequence[Outcome]) -> bool:
    """Whether one hundred minor touches at control 4 or better stand on two days (B.1)."""
    days = {
        one.day
        for one in minor
        if one.whole
        and one.targets[0] >= HUNDRED_UP_GOAL
        and (one.control or 0) >= CLEAN_CONTROL
        and one.settled
    }
    return len(days) >= MINOR_DAYS


def hundred_up_major(case: Case) -> Chosen:
    """Return the springing touches, from twenty; after pain or poor control fewer (D.7.4)."""
    ruling = judge(case.results, case.today, pain_results=case.pain_results)
    if ruling is None:
        sentence = f"100 minor touches on two days: the springing form, {HUNDRED_UP_START} touches."
        return Chosen(MAJOR, Dose(1, HUNDRED_UP_START), Decision("D.7.4", sentence))
    if ruling.step is Step.LEAVE_OUT or not case.results:
        return Chosen(MAJOR, None, ruling.decision)
    last = case.results[0]
    dose = Dose(1, last.target)
    match ruling.step:
        case Step.EASIEST | Step.EASIER:
            fewer = min(HUNDRED_UP_START, _fewer(dose).target)
            return Chosen(MAJOR, replace(dose, target=fewer), ruling.decision)
        case Step.BACK:
            return Chosen(MAJOR, _fewer(dose), ruling.decision)
        case Step.CLEAN:
            return Chosen(MAJOR, *_onward(dose, case, last.numbers))
        case _:
            return Chosen(MAJOR, dose, ruling.decision)


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
    sentence = f"{case.where}: {cap} touches in a row at most."
    if more > dose.target:
        sentence = f"Clean last time: from {dose.target} to {more} in a row."
    return replace(dose, target=more), Decision("D.7.4", sentence, numbers)
