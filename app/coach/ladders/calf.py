"""Calf raises: two legs, then one, shared by the straight and the bent knee (D.7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.figures import CALF_LOAD_KG, HARD_EFFORT, PAIN_LIMIT
from app.coach.frozen import replace
from app.coach.ladders.dose import Case, Chosen, Dose, at_most_before, less_than, of_last
from app.coach.ladders.table_reason import dose_words
from app.coach.model import Decision
from app.coach.progression import (
    Ruling,
    Step,
    at_target_running,
    judge,
    p5,
    p8,
    pain_ruling,
    running,
)
from app.coach.results import Outcome

EXERCISES = ("calf_raise_straight", "calf_raise_bent")

_TWO, _UP_TWO, _ONE = "two_legs", "up_two_down_one", "one_leg"

LADDER = (
    Dose(2, 12, _TWO),
    Dose(1, 8, _UP_TWO),
    *(Dose(1, reps, _ONE) for reps in (8, 10, 12)),
    *(Dose(2, reps, _ONE) for reps in (8, 10, 12, 15)),
    *(Dose(3, reps, _ONE) for reps in (10, 12, 15)),
)
"""All steps; up on two and down on one is only visited on the way back."""

_FIRST_ONE_LEGGED = 2
_FIRST_LOADED = LADDER.index(Dose(2, 8, _ONE))


def calf(case: Case) -> Chosen:
    """Return the dose of a calf raise, never above the table of the week."""
    own = [one for one in case.pain_results if one.exercise_id == case.exercise.id]
    results, pains = _one_a_day(case.results), _one_a_day(case.pain_results)
    case = replace(case, results=results, pain_results=pains)
    ruling = _ruling(case, own)
    if ruling is None:
        dose = at_most_before(LADDER[0], case.pain_results)
        decision = Decision(case.block.source, f"First time: {dose} on two legs.")
        return Chosen(case.exercise.id, dose, decision)
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(case.exercise.id, None, ruling.decision)
    if not case.results:
        dose = at_most_before(LADDER[0].less, case.pain_results)
        return Chosen(case.exercise.id, dose, ruling.decision)
    last = case.results[0]
    place = _place(last)
    extra = None
    dose = _same(last)
    decision = ruling.decision
    match ruling.step:
        case Step.EASIEST:
            return Chosen(case.exercise.id, _easiest(last, *own[:1]), ruling.decision)
        case Step.EASIER:
            dose = _easier(place, last)
        case Step.BACK:
            dose = _back(place, last)
        case Step.CLEAN:
            dose, decision = _onward(case, place, last)
        case _ if last.missed and place == _FIRST_ONE_LEGGED:
            sentence = "Eight on one leg were not there yet: up on two legs, down on one."
            dose, decision = LADDER[1], Decision("D.7.4", sentence, last.numbers)
        case _:
            extra = ruling.extra_side
    return _capped(case, Chosen(case.exercise.id, dose, decision, extra))


def _ruling(case: Case, own: Sequence[Outcome]) -> Ruling | None:
    """Judge the ladder both share, and what hurt in this form though the other was calm since."""
    ruling = judge(
        case.results, case.today, pain_results=case.pain_results, phase_one=case.block.phase <= 1
    )
    if ruling is not None and ruling.step in {Step.CLEAN, Step.REPEAT}:
        return pain_ruling(own, case.today) or ruling
    return ruling


def _easiest(*last: Outcome) -> Dose:
    """Two legs and one set, or less where either form stood there already."""
    dose = LADDER[0].less
    for one in last:
        dose = less_than(dose, one)
    return dose


def _place(last: Outcome) -> int:
    """Where the last dose stands; a reduced one counts as the step it was reduced to."""
    if last.rung == _TWO or last.rung is None:
        return 0
    if last.rung == _UP_TWO:
        return 1
    one_legged = [
        place
        for place, dose in enumerate(LADDER)
        if dose.rung == _ONE and dose.sets == last.sets and dose.target >= last.target
    ]
    return one_legged[0] if one_legged else _FIRST_ONE_LEGGED


def _one_a_day(results: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Straight and bent knee of one session are one step of the ladder they share.

    Where they differ, the one that asks for less speaks: pain first, then what was not clean.
    """
    days: dict[date, Outcome] = {}
    for one in results:
        known = days.get(one.day)
        if known is None or _worse(one) > _worse(known):
            days[one.day] = one
    return tuple(days.values())


def _worse(one: Outcome) -> tuple[int, bool, bool, bool, int]:
    """Order by what asks for less: pain over green, then P5, then all that only repeats (D.7.2)."""
    sore = one.pain if one.pain is not None and one.pain > PAIN_LIMIT else 0
    hard = one.effort is not None and one.effort >= HARD_EFFORT
    return (sore, p5((one,)) is not None, not one.clean, hard, -(one.lowest_given or 0))


def _same(last: Outcome) -> Dose:
    return replace(of_last(last), rung=last.rung or _TWO)


def _easier(place: int, last: Outcome) -> Dose:
    """One rung easier, for pain; a load goes first."""
    if last.load_kg:
        return replace(_same(last), load_kg=None)
    return _same(last).less if place == 0 else LADDER[1 if place > 1 else 0]


def _back(place: int, last: Outcome) -> Dose:
    if last.load_kg and place <= _FIRST_LOADED:
        return LADDER[-1]
    if last.load_kg:
        return replace(LADDER[place - 1], load_kg=last.load_kg)
    return _same(last).less if place == 0 else LADDER[place - 1]


def _level(outcome: Outcome) -> tuple[float, ...]:
    rungs = (_TWO, _UP_TWO, _ONE)
    rung = rungs.index(outcome.rung) if outcome.rung in rungs else 0
    return (rung, outcome.load_kg or 0.0, outcome.sets)


def _onward(case: Case, place: int, last: Outcome) -> tuple[Dose, Decision]:
    now = replace(LADDER[place], load_kg=last.load_kg)
    if (last.sets, last.target) != (now.sets, now.target):
        return now, Decision("D.7.2", f"A calm session: back to {now}.", last.numbers)
    if place < _FIRST_ONE_LEGGED:
        return _to_one_leg(case, now, last)
    held = p8(case.results, _level)
    if held is not None:
        return now, held
    if place == len(LADDER) - 1:
        return _heavier(case, now, last)
    return _next_step(case, now, replace(LADDER[place + 1], load_kg=last.load_kg), last)


def _heavier(case: Case, now: Dose, last: Outcome) -> tuple[Dose, Decision]:
    """Above the last step comes load, and the sets and repetitions begin again (P3, D.7.4)."""
    if not at_target_running(case.results, now.target):
        sentence = f"{now} once more; clean twice running adds load."
        return now, Decision("P3", sentence, last.numbers)
    load = (last.load_kg or 0.0) + CALF_LOAD_KG
    up = replace(LADDER[_FIRST_LOADED], load_kg=load)
    sentence = f"{now} clean twice running: {up} per leg with {load:g} kg."
    return up, Decision("P3", sentence, last.numbers)


def _to_one_leg(case: Case, now: Dose, last: Outcome) -> tuple[Dose, Decision]:
    # Sessions cut to one set for want of time are neither here nor there (S6).
    counting = [one for one in case.results if one.sets >= now.sets or not one.clean]
    if not running(counting):
        sentence = f"Clean last time; {now} clean twice running leads to one leg."
        return now, Decision("D.7.4", sentence, last.numbers)
    up = LADDER[_FIRST_ONE_LEGGED]
    sentence = f"Clean twice running: now on one leg, {up} per leg."
    return up, Decision("D.7.4", sentence, last.numbers)


def _next_step(case: Case, now: Dose, up: Dose, last: Outcome) -> tuple[Dose, Decision]:
    if up.sets == now.sets:
        sentence = f"Clean last time: from {now} to {up} per leg."
        return up, Decision("P1", sentence, last.numbers)
    if at_target_running(case.results, now.target):
        sentence = f"{now} clean twice running: one set more, {up} per leg."
        return up, Decision("P2", sentence, last.numbers)
    sentence = f"{now} once more; clean twice running adds a set."
    return now, Decision("P2", sentence, last.numbers)


def _capped(case: Case, chosen: Chosen) -> Chosen:
    """Go no further than the table of the week, which also says from when one leg may work."""
    dose, entry = chosen.dose, case.entry
    if dose is None or entry.rung is None:
        return chosen
    cap = LADDER.index(Dose(entry.sets, entry.target, entry.rung))
    one_legged = dose.rung == _ONE
    if dose.load_kg and cap == len(LADDER) - 1:
        return chosen
    if (not one_legged and cap == 0) or (one_legged and _step(dose) > cap):
        most = LADDER[cap]
        if (dose.rung, dose.sets) == (_TWO, 1) or dose == most:
            return chosen
        sentence = f"{case.where} goes no further than {dose_words(case, most)}."
        decision = Decision(case.block.source, sentence, chosen.decision.numbers)
        return Chosen(case.exercise.id, most, decision)
    return chosen


def _step(dose: Dose) -> int:
    """The lowest step that holds a one-legged dose."""
    return next(
        (
            place
            for place, step in enumerate(LADDER)
            if step.rung == _ONE and step.sets >= dose.sets and step.target >= dose.target
        ),
        len(LADDER) - 1,
    )
