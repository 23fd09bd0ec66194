"""The core of phase 1: fixed sets and repetitions, and rungs of quality to climb (D.2, D.7.4)."""

from __future__ import annotations

from app.coach.figures import (
    EASY_CONTROL_AT_START,
    EASY_EFFORT_AT_START,
    GENTLE_GREEN_SESSIONS,
    SQUAT_START,
)
from app.coach.frozen import replace
from app.coach.ladders.dose import Case, Chosen, Dose, at_most_before, of_last, per_leg
from app.coach.model import Decision
from app.coach.progression import Ruling, Step, judge, running
from app.coach.results import Outcome

STAND_INS = {
    "one_leg_squat": "balance_hold",
    "reverse_deadlift_swing": "glute_bridge",
    "forward_lunge": "glute_bridge",
}
"""What takes an exercise's place below its lowest rung (D.7.4)."""

_STAND_IN_DOSES = {
    "balance_hold": Dose(3, 30),
    "glute_bridge": Dose(2, 12, "two_legs"),
}


def core(case: Case) -> Chosen:
    """Return the dose of a core exercise: what the log asks for, and never above the table."""
    ruling = judge(
        case.results, case.today, pain_results=case.pain_results, phase_one=case.block.phase <= 1
    )
    if ruling is None:
        return _first(case)
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(case.exercise.id, None, ruling.decision)
    chosen = _after(case, ruling)
    if chosen.dose is None or chosen.exercise_id != case.exercise.id:
        return chosen
    table = case.table
    dose = replace(
        chosen.dose,
        sets=min(chosen.dose.sets, table.sets),
        target=min(chosen.dose.target, table.target),
    )
    if ruling.step is Step.CLEAN and dose != chosen.dose:
        sentence = f"{case.where}: no more than {dose}{per_leg(case.exercise, dose.rung)}."
        decision = Decision(case.block.source, sentence, chosen.decision.numbers)
        return replace(chosen, dose=dose, decision=decision)
    return replace(chosen, dose=dose)


def _rungs(case: Case) -> tuple[str, ...]:
    """Return the forms of the exercise, easiest first; every core exercise has some (D.7.4)."""
    return tuple(rung.id for rung in case.exercise.rungs)


def _rung_name(case: Case, rung_id: str | None) -> str:
    rung = case.exercise.rung(rung_id)
    return rung.name.lower() if rung else "as described"


def _place(case: Case, dose: Dose) -> int:
    rungs = _rungs(case)
    return rungs.index(dose.rung) if dose.rung in rungs else len(rungs) - 1


def _start(case: Case) -> Dose:
    rungs = _rungs(case)
    place = len(rungs) - 1
    if case.block.easiest:
        place = 0
    elif case.exercise.id == "one_leg_squat":
        place = min(SQUAT_START.get(case.squat_answer or "?", SQUAT_START["?"]), place)
    dose = case.table
    if (case.easy_entry or case.block.easiest) and case.block.doses:
        sets, reps = case.block.doses[0]
        dose = replace(dose, sets=sets, target=reps)
    return replace(dose, rung=rungs[place])


def _first(case: Case) -> Chosen:
    dose = at_most_before(_start(case), case.pain_results)
    form = _rung_name(case, dose.rung)
    amount = f"{dose}{per_leg(case.exercise, dose.rung)}"
    if case.block.easiest:
        decision = Decision("D.7.6", f"First time: {amount} in the easiest form, {form}.")
    elif case.easy_entry and len(case.block.doses) > 1:
        decision = Decision("G21", f"First time: {amount}, the gentle way in you chose; {form}.")
    elif case.exercise.id == "one_leg_squat":
        seen = (("Q10", case.squat_answer or "?"),)
        decision = Decision(
            "D.7.4", f"First time: {amount}; your mirror test says to begin with {form}.", seen
        )
    else:
        decision = Decision(case.block.source, f"First time: {amount}, {form}.")
    return Chosen(case.exercise.id, dose, decision)


def _after(case: Case, ruling: Ruling) -> Chosen:
    """Apply the ruling to the dose that was asked for last time."""
    if not case.results:
        return _first_after_pain(case, ruling)
    last = case.results[0]
    dose = of_last(last)
    if last.exercise_id != case.exercise.id:
        return _standing_in(case, ruling, dose)
    if _hard_first_session(case, last):
        return _gentle_way_in(case, dose, last)
    return _on_the_rungs(case, ruling, dose)


def _on_the_rungs(case: Case, ruling: Ruling, dose: Dose) -> Chosen:
    match ruling.step:
        case Step.EASIEST:
            easiest = replace(dose, rung=_rungs(case)[0])
            return Chosen(case.exercise.id, easiest.less, ruling.decision)
        case Step.EASIER:
            return _rung_down(case, dose, ruling.decision)
        case Step.BACK:
            return _back(case, dose, ruling.decision)
        case Step.CLEAN:
            return _onward(case, dose, case.results[0])
        case _:
            return Chosen(case.exercise.id, dose, ruling.decision, ruling.extra_side)


def _first_after_pain(case: Case, ruling: Ruling) -> Chosen:
    """The programme has not asked for it yet, but it hurt elsewhere: the easiest form."""
    start = replace(at_most_before(_start(case), case.pain_results), rung=_rungs(case)[0])
    dose = start.less if ruling.step is Step.EASIEST else start
    return Chosen(case.exercise.id, dose, ruling.decision)


def _gentle_way_in(case: Case, dose: Dose, last: Outcome) -> Chosen:
    sets, reps = case.block.doses[0]
    sentence = f"The first session was a lot: {sets} × {reps} now, then a step each clean time."
    decision = Decision("D.7.4", sentence, last.numbers)
    return Chosen(case.exercise.id, replace(dose, sets=sets, target=reps), decision)


def _hard_first_session(case: Case, last: Outcome) -> bool:
    """Whether the first full session was too much at the table's dose (D.7.4)."""
    if len(case.results) > 1 or len(case.block.doses) < 2 or case.block.easiest:
        return False
    if (last.sets, last.target) != (case.table.sets, case.table.target) or not last.settled:
        return False
    hard = last.effort is not None and last.effort >= EASY_EFFORT_AT_START
    poor = last.lowest_given is not None and last.lowest_given <= EASY_CONTROL_AT_START
    return hard or poor or last.missed


def _rung_down(case: Case, dose: Dose, decision: Decision) -> Chosen:
    place = _place(case, dose)
    if place > 0:
        return Chosen(case.exercise.id, replace(dose, rung=_rungs(case)[place - 1]), decision)
    stand_in = STAND_INS.get(case.exercise.id)
    if stand_in is None:
        return Chosen(case.exercise.id, dose.less, decision)
    return _stand_in(case, stand_in, decision)


def _stand_in(case: Case, stand_in: str, decision: Decision) -> Chosen:
    name = case.library[stand_in].name.lower()
    if stand_in in case.taken:
        sentence = f"{decision.sentence} The {name} of today covers it."
        return Chosen(stand_in, None, replace(decision, sentence=sentence))
    sentence = f"{decision.sentence} Below the easiest form stands the {name}."
    dose = at_most_before(_STAND_IN_DOSES[stand_in], case.below)
    return Chosen(stand_in, dose, replace(decision, sentence=sentence))


def _standing_in(case: Case, ruling: Ruling, dose: Dose) -> Chosen:
    """The last session had the stand-in: two clean ones running lead back to the first rung."""
    stand_in = case.results[0].exercise_id
    if ruling.step is Step.CLEAN and running(case.results):
        sets, reps = case.block.doses[0] if case.block.doses else (1, case.table.target)
        rungs = _rungs(case)
        first = Dose(sets, reps, rungs[0])
        sentence = f"Two clean sessions running: back to {_rung_name(case, first.rung)}, {first}."
        return Chosen(case.exercise.id, first, Decision("D.7.4", sentence, ruling.decision.numbers))
    if stand_in in case.taken:
        return _stand_in(case, stand_in, ruling.decision)
    fewer = ruling.step in (Step.EASIEST, Step.EASIER, Step.BACK)
    return Chosen(stand_in, dose.less if fewer else dose, ruling.decision, ruling.extra_side)


def _reached_before(case: Case) -> bool:
    """Whether the table's dose was asked for before, so that less now is a step back."""
    table = case.table
    own = [one for one in case.results if one.exercise_id == case.exercise.id]
    if len(own) > 1 and case.block.doses and (own[-2].sets, own[-2].target) == case.block.doses[0]:
        # A first session that led to the gentle way in was a try, not a dose reached.
        own.pop()
    return any(one.sets >= table.sets and one.target >= table.target for one in own)


def _back(case: Case, dose: Dose, decision: Decision) -> Chosen:
    steps = case.block.doses
    if not _reached_before(case) and (dose.sets, dose.target) in steps[1:]:
        sets, reps = steps[steps.index((dose.sets, dose.target)) - 1]
        return Chosen(case.exercise.id, replace(dose, sets=sets, target=reps), decision)
    return _rung_down(case, dose, decision)


def _onward(case: Case, dose: Dose, last: Outcome) -> Chosen:
    """The last session was clean: sets come back, then doses grow, then the form gets harder."""
    table = case.table
    if dose.sets < table.sets or dose.target < table.target:
        return _more(case, dose, last)
    amount = f"{dose}{per_leg(case.exercise, dose.rung)}"
    place, rungs = _place(case, dose), _rungs(case)
    if _slower(case, last):
        sentence = f"{amount} as before, but slower on the way down; one change is enough."
        return Chosen(case.exercise.id, dose, Decision("P7", sentence, last.numbers))
    if place == len(rungs) - 1:
        sentence = f"{case.where}: {amount}. The number stays, quality is what grows."
        return Chosen(case.exercise.id, dose, Decision("D.2", sentence, last.numbers))
    if running(case.results) and _painless_enough(case):
        up = replace(dose, rung=rungs[place + 1])
        sentence = f"Two clean sessions running: {amount}, now {_rung_name(case, up.rung)}."
        return Chosen(case.exercise.id, up, Decision("D.7.4", sentence, last.numbers))
    sentence = f"Clean last time; once more {amount} like this opens the next form."
    return Chosen(case.exercise.id, dose, Decision("D.7.4", sentence, last.numbers))


def _slower(case: Case, last: Outcome) -> bool:
    """Whether the table lowers more slowly than last time (D.7.1)."""
    now, before = case.entry.tempo, last.tempo
    return now is not None and before is not None and now.seconds > before.seconds


def _more(case: Case, dose: Dose, last: Outcome) -> Chosen:
    """Bring back what was taken away, or take the next step of the gentle way in."""
    table = case.table
    full = (table.sets, table.target)
    least = full if _reached_before(case) else (case.block.doses or (full,))[0]
    if dose.sets < least[0] or dose.target < least[1]:
        return _coming_back(case, dose, least, last)
    if case.block.easiest:
        calm = sum(1 for one in case.results if one.settled)
        if calm < GENTLE_GREEN_SESSIONS:
            sentence = f"{calm} of {GENTLE_GREEN_SESSIONS} calm sessions: {dose} again."
            return Chosen(case.exercise.id, dose, Decision("D.7.6", sentence, last.numbers))
    steps = [step for step in case.block.doses if step > (dose.sets, dose.target)]
    sets, reps = steps[0] if steps else full
    more = replace(dose, sets=sets, target=reps)
    rule = "D.7.6" if case.block.easiest else "D.7.4"
    sentence = f"Clean last time: on to {more}{per_leg(case.exercise, more.rung)}."
    return Chosen(case.exercise.id, more, Decision(rule, sentence, last.numbers))


def _coming_back(case: Case, dose: Dose, least: tuple[int, int], last: Outcome) -> Chosen:
    """Repetitions come back first, then one set per calm session (D.7.2)."""
    sets, reps = least
    if dose.target < reps:
        more = replace(dose, target=reps)
    else:
        more = replace(dose, sets=min(dose.sets + 1, sets))
    sentence = f"A calm session: it comes back step by step, {more} today."
    return Chosen(case.exercise.id, more, Decision("D.7.2", sentence, last.numbers))


def _painless_enough(case: Case) -> bool:
    """GENTLE climbs only without any pain (D.7.4); elsewhere the limit has been seen to."""
    return not case.block.easiest or all(one.pain == 0 for one in case.results[:2])
