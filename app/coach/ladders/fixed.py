"""Work whose dose stands in the table: foot work, stretches, drills on the spot (D.7.5)."""

from __future__ import annotations

from app.coach.figures import CLEAN_CONTROL, DRILL_DAYS, DRILL_SESSIONS
from app.coach.frozen import replace
from app.coach.ladders.dose import Case, Chosen, Dose, at_most_before, of_last, per_leg
from app.coach.model import Decision
from app.coach.progression import Step, judge
from app.coach.results import Outcome


def fixed(case: Case) -> Chosen:
    """Return the table's dose; less after pain, a step back or a set cut short."""
    table = _table(case)
    amount = f"{table}{per_leg(case.exercise, table.rung)}"
    from_table = Decision(case.block.source, f"{case.where}: {amount}.")
    ruling = judge(
        case.results, case.today, pain_results=case.pain_results, phase_one=case.block.phase <= 1
    )
    if ruling is None:
        return Chosen(case.exercise.id, table, from_table)
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(case.exercise.id, None, ruling.decision)
    dose = of_last(case.results[0]) if case.results else table
    dose = replace(dose, sets=min(dose.sets, table.sets), target=min(dose.target, table.target))
    if ruling.step in (Step.EASIEST, Step.EASIER, Step.BACK):
        return Chosen(case.exercise.id, dose.less, ruling.decision)
    if ruling.step is Step.REPEAT:
        return Chosen(case.exercise.id, dose, ruling.decision, ruling.extra_side)
    return Chosen(case.exercise.id, table, from_table)


def _table(case: Case) -> Dose:
    """Return the table's dose; counted contacts begin where the block begins with them (D.7.1).

    That is the week at half dose which anything newly counted gets.
    """
    if case.results:
        return case.table
    table = at_most_before(case.table, case.pain_results)
    first = case.block.first(case.exercise.id)
    if first is None or not case.exercise.contacts:
        return table
    return replace(table, sets=min(table.sets, first.sets), target=min(table.target, first.target))


def drill_wait(hundred_ups: tuple[Outcome, ...], case: Case) -> Decision | None:
    """Say why high knees and butt kicks still wait for the 100-ups, or None (A.8, D.7.1).

    In the full programme that is five sessions over fourteen days; PRIMER asks for control 4
    instead. `hundred_ups` are newest first.
    """
    if case.block.phase == 0:
        control = hundred_ups[0].control if hundred_ups else None
        if control is not None and control >= CLEAN_CONTROL:
            return None
        return Decision("D.7.1", "High knees and butt kicks wait for 100-ups at control 4 or more.")
    days = (case.today - hundred_ups[-1].day).days if hundred_ups else 0
    if len(hundred_ups) >= DRILL_SESSIONS and days >= DRILL_DAYS:
        return None
    sentence = (
        f"High knees and butt kicks wait: {len(hundred_ups)} of {DRILL_SESSIONS} sessions of "
        f"100-ups over {min(days, DRILL_DAYS)} of {DRILL_DAYS} days."
    )
    return Decision("A.8", sentence, (("sessions", len(hundred_ups)), ("days", days)))
