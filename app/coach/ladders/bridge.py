"""The bridge: two legs, up on two and down on one, then one leg (D.7.4)."""

from __future__ import annotations

from app.coach.ladders.dose import Case, Chosen, Dose, at_most_before, less_than
from app.coach.ladders.table_reason import dose_words, table_reason
from app.coach.model import Decision
from app.coach.progression import Step, judge, running
from app.coach.results import Outcome

EXERCISE = "glute_bridge"

TWO_LEGS, ONE_LEG = "two_legs", "single"
LADDER = (
    Dose(2, 12, TWO_LEGS),
    Dose(2, 10, "up_two_down_one"),
    Dose(2, 8, ONE_LEG),
    Dose(2, 10, ONE_LEG),
)


def bridge(case: Case) -> Chosen:
    """Return the dose of a bridge; the table's rung is the highest it may climb to.

    It begins on that rung: where a bench is missing, one leg takes the place of the thrust.
    """
    ruling = judge(case.results, case.today, pain_results=case.pain_results)
    cap = _highest(case)
    if ruling is None:
        first = next(step for step in LADDER if step.rung == LADDER[cap].rung)
        dose = at_most_before(_in_table(case, first), case.pain_results)
        return Chosen(EXERCISE, dose, Decision(case.block.source, _why(case, dose)))
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(EXERCISE, None, ruling.decision)
    if not case.results:
        dose = at_most_before(_in_table(case, LADDER[0].less), case.pain_results)
        return Chosen(EXERCISE, dose, ruling.decision)
    last = case.results[0]
    place = min(_place(last), cap)
    decision, extra = ruling.decision, None
    match ruling.step:
        case Step.EASIEST:
            dose = less_than(LADDER[0].less, last)
        case Step.EASIER | Step.BACK:
            dose = LADDER[place - 1] if place else less_than(LADDER[0].less, last)
        case Step.CLEAN:
            dose, decision = _onward(case, place, cap)
        case _:
            dose, extra = Dose(last.sets, last.target, last.rung or TWO_LEGS), ruling.extra_side
    return Chosen(EXERCISE, _in_table(case, dose), decision, extra)


def _why(case: Case, dose: Dose) -> str:
    """Say why the dose is what this week's table allows."""
    dose = _in_table(case, dose)
    if (dose.sets, dose.target) == (case.table.sets, case.table.target):
        return table_reason(case)
    return f"{case.where}: {dose_words(case, dose)}, the first step of this form."


def _highest(case: Case) -> int:
    """The last step on the table's rung."""
    rung = case.entry.rung or ONE_LEG
    return max(place for place, step in enumerate(LADDER) if step.rung == rung)


def _place(last: Outcome) -> int:
    """The step that holds the last dose; a smaller one counts as the step it was cut from."""
    on_rung = [place for place, step in enumerate(LADDER) if step.rung == (last.rung or TWO_LEGS)]
    return next((place for place in on_rung if LADDER[place].target >= last.target), on_rung[-1])


def _onward(case: Case, place: int, cap: int) -> tuple[Dose, Decision]:
    last, now = case.results[0], LADDER[place]
    if (last.sets, last.target) != (now.sets, now.target) and not last.lightened:
        return now, Decision("D.7.2", f"A calm session: back to {now}.", last.numbers)
    if place >= cap:
        return now, Decision(case.block.source, _why(case, now), last.numbers)
    if not running(case.results):
        sentence = f"{now} once more; clean twice running leads on."
        return now, Decision("D.7.4", sentence, last.numbers)
    up = LADDER[place + 1]
    rung = case.exercise.rung(up.rung)
    sentence = f"Clean twice running: {up}, {rung.name.lower() if rung else 'harder'}."
    return up, Decision("D.7.4", sentence, last.numbers)


def _in_table(case: Case, dose: Dose) -> Dose:
    """No more sets than the table has."""
    return Dose(min(dose.sets, case.entry.sets), dose.target, dose.rung)
