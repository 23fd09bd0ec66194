"""The high box step-up: repetitions, then sets, then height or load (D.2, B.6)."""

from __future__ import annotations

from app.coach.figures import (
    SHORT_REST_REPS,
    STEP_UP_HEIGHT_JUMP,
    STEP_UP_HEIGHTS,
    STEP_UP_LEAST_SETS,
    STEP_UP_LOAD_KG,
    STEP_UP_LONG_REST,
    STEP_UP_MOST_SETS_IN_PLAN,
    STEP_UP_NEW_SET_REPS,
    STEP_UP_REPS,
    STEP_UP_SHORT_REST,
)
from app.coach.frozen import replace
from app.coach.ladders.dose import Case, Chosen, Dose, less_than, of_last
from app.coach.model import Decision
from app.coach.progression import Step, at_target_running, judge, p8
from app.coach.results import Outcome

EXERCISE = "high_box_step_up"

_LEAST, _MOST = STEP_UP_REPS[0], STEP_UP_REPS[-1]


def step_up(case: Case, most_sets: int, *, boxes: bool) -> Chosen:
    """Return the next dose; `most_sets` of twelve lead to a higher box or to load (P3).

    Without `boxes` there is the bottom stair only, which is the lowest height (D.7.9).
    """
    ruling = judge(case.results, case.today, pain_results=case.pain_results)
    start = Dose(STEP_UP_LEAST_SETS, _LEAST, height_cm=STEP_UP_HEIGHTS[0])
    if ruling is None:
        decision = Decision("D.2", f"First time: {start} per leg on {start.height_cm} cm.")
        return Chosen(case.exercise.id, start, decision)
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(case.exercise.id, None, ruling.decision)
    if not case.results:
        return Chosen(case.exercise.id, start.less, ruling.decision)
    last = case.results[0]
    dose, decision, extra = _kept(last), ruling.decision, None
    match ruling.step:
        case Step.EASIEST:
            dose = less_than(start.less, last)
        case Step.EASIER:
            dose = _easier(dose)
        case Step.BACK:
            dose = _back(dose)
        case Step.CLEAN:
            dose, decision = _onward(case.results, most_sets, boxes=boxes)
        case _:
            extra = ruling.extra_side
    if not boxes:
        dose = replace(dose, height_cm=STEP_UP_HEIGHTS[0])
    return Chosen(case.exercise.id, dose, decision, extra)


def in_plan(case: Case, *, boxes: bool) -> Chosen:
    """Return the dose inside a session: the ladder, never above the table's figures (D.7.4)."""
    most = max(case.entry.sets, STEP_UP_LEAST_SETS)
    chosen = step_up(case, min(most, STEP_UP_MOST_SETS_IN_PLAN), boxes=boxes)
    dose, table = chosen.dose, case.table
    if dose is None or (dose.target <= table.target and dose.sets <= table.sets):
        return chosen
    capped = replace(dose, sets=min(dose.sets, table.sets), target=min(dose.target, table.target))
    numbers = chosen.decision.numbers
    decision = Decision(
        case.block.source, f"{case.where} goes no further than {capped} per leg.", numbers
    )
    return replace(chosen, dose=capped, decision=decision)


def set_rest(reps: int) -> int:
    """Return the seconds between sets: 60, and 90 above eight repetitions (B.6, D.7.1)."""
    return STEP_UP_SHORT_REST if reps <= SHORT_REST_REPS else STEP_UP_LONG_REST


def _kept(last: Outcome) -> Dose:
    dose = of_last(last)
    return replace(dose, rung=None, height_cm=dose.height_cm or STEP_UP_HEIGHTS[0])


def _level(outcome: Outcome) -> tuple[float, ...]:
    return (outcome.height_cm or STEP_UP_HEIGHTS[0], outcome.load_kg or 0.0, outcome.sets)


def _onward(results: tuple[Outcome, ...], most_sets: int, *, boxes: bool) -> tuple[Dose, Decision]:
    last = results[0]
    dose = _kept(last)
    if dose.sets < STEP_UP_LEAST_SETS or dose.target < _LEAST:
        back = replace(dose, sets=STEP_UP_LEAST_SETS, target=_LEAST)
        return back, Decision("D.7.2", f"A calm session: back to {back} per leg.", last.numbers)
    held = p8(results, _level)
    if held is not None:
        return dose, held
    if dose.target < _MOST:
        more = replace(dose, target=next(reps for reps in STEP_UP_REPS if reps > dose.target))
        sentence = f"Clean last time: from {dose} to {more} per leg."
        return more, Decision("P1", sentence, last.numbers)
    if not at_target_running(results, _MOST):
        rule = "P3" if dose.sets >= most_sets else "P2"
        sentence = f"{dose} once more: clean twice running opens the next step."
        return dose, Decision(rule, sentence, last.numbers)
    if dose.sets < most_sets:
        more = replace(dose, sets=dose.sets + 1, target=STEP_UP_NEW_SET_REPS)
        sentence = f"{dose} clean twice running: one set more, {more} per leg."
        return more, Decision("P2", sentence, last.numbers)
    return _harder(dose, last, boxes=boxes)


def _harder(dose: Dose, last: Outcome, *, boxes: bool) -> tuple[Dose, Decision]:
    """More height where a higher box is at hand, else more load; sets and repetitions restart."""
    fresh = replace(dose, sets=STEP_UP_LEAST_SETS, target=_LEAST)
    height = dose.height_cm or STEP_UP_HEIGHTS[0]
    higher = [h for h in STEP_UP_HEIGHTS if height < h <= height + STEP_UP_HEIGHT_JUMP]
    if boxes and higher:
        up = replace(fresh, height_cm=higher[0])
        sentence = f"{dose} clean twice running: {up} per leg on {up.height_cm} cm."
    else:
        up = replace(fresh, load_kg=(dose.load_kg or 0.0) + STEP_UP_LOAD_KG)
        sentence = f"{dose} clean twice running: {up} per leg with {up.load_kg:g} kg."
    return up, Decision("P3", sentence, last.numbers)


def _back(dose: Dose) -> Dose:
    """One step back: repetitions, then a set, then load or height (P5)."""
    fewer = [reps for reps in STEP_UP_REPS if reps < dose.target]
    if fewer:
        return replace(dose, target=fewer[-1])
    if dose.sets > STEP_UP_LEAST_SETS:
        return replace(dose, sets=dose.sets - 1, target=STEP_UP_NEW_SET_REPS)
    return _easier(dose)


def _easier(dose: Dose) -> Dose:
    """Without the load, then a lower box, then fewer repetitions."""
    if dose.load_kg:
        return replace(dose, load_kg=None)
    lower = [height for height in STEP_UP_HEIGHTS if height < (dose.height_cm or 0)]
    if lower:
        return replace(dose, height_cm=lower[-1])
    fewer = [reps for reps in STEP_UP_REPS if reps < dose.target]
    return replace(dose, target=fewer[-1]) if fewer else dose.less
