"""A hard week, and the lighter one that follows it (B1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from app.coach.figures import HARD_CONTROL_FALL, HARD_EFFORT_RISE, HARD_SIGNS
from app.coach.ladders.dose import Case, Chosen, of_last
from app.coach.model import Decision, History, Readiness
from app.coach.progression import Step, judge
from app.coach.results import Outcome, outcomes, same_conditions

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LighterWeek:
    """A plan week that takes one set less because the one before it was hard."""

    opens: date
    decision: Decision


def lighter_week(
    history: History, readiness: Iterable[Readiness], opens: date
) -> LighterWeek | None:
    """Return what the seven days before a plan week ask of it, or None (B1).

    Signs are: effort up by two, or control down by one, at the same numbers; under four hours of
    sleep; sore at rest. Two different ones make a hard week; the same one twice does not, since a
    single point of control comes and goes.
    """
    since = opens - _WEEK
    signs = {sign for sign, day in _signs(history, readiness) if since <= day < opens}
    if len(signs) < HARD_SIGNS:
        return None
    found = sorted(signs)
    sentence = f"Last week was hard ({' and '.join(found)}): one set less this week, nothing more."
    return LighterWeek(opens, Decision("B1", sentence, tuple((sign, "yes") for sign in found)))


def _signs(history: History, readiness: Iterable[Readiness]) -> Iterator[tuple[str, date]]:
    for said in readiness:
        if said.short_sleep:
            yield "short sleep", said.day
        if said.sore:
            yield "sore at rest", said.day
    trained = {row.exercise_id for record in history for row in record.sets if row.rated}
    for exercise_id in trained:
        results = outcomes(history, (exercise_id,))
        for one, before in pairwise(results):
            yield from _harder(one, before)


def _harder(one: Outcome, before: Outcome) -> Iterator[tuple[str, date]]:
    if one.targets != before.targets or not same_conditions(one, before):
        return
    if one.effort is not None and before.effort is not None:
        more = one.effort - before.effort
        if more >= HARD_EFFORT_RISE:
            yield "more effort for the same", one.day
    if one.control is not None and before.control is not None:
        less = before.control - one.control
        if less >= HARD_CONTROL_FALL:
            yield "less control", one.day


def held_back(case: Case, chosen: Chosen, week: LighterWeek | None) -> Chosen:
    """Return the dose of last time with one set less, where nothing asks for less already (B1).

    Within the week the smaller dose stays as it is.
    """
    if week is None or chosen.dose is None or not case.results:
        return chosen
    ruling = judge(
        case.results, case.today, pain_results=case.pain_results, phase_one=case.block.phase <= 1
    )
    last = case.results[0]
    if ruling is None or ruling.step is not Step.CLEAN or last.exercise_id != chosen.exercise_id:
        return chosen
    if _easier_than(last, case, chosen):
        return chosen
    dose = of_last(last)
    if last.day < week.opens:
        dose = dose.less
    dose = replace(
        dose,
        sets=min(dose.sets, chosen.dose.sets),
        target=min(dose.target, chosen.dose.target),
    )
    return replace(chosen, dose=dose, decision=week.decision, extra_side=None)


def _easier_than(last: Outcome, case: Case, chosen: Chosen) -> bool:
    """Whether the week's table already asks for an easier form than last time."""
    rungs = [rung.id for rung in case.exercise.rungs]
    now = chosen.dose.rung if chosen.dose else None
    return now in rungs and last.rung in rungs and rungs.index(now) < rungs.index(last.rung)
