"""A hard week, and the lighter one that follows it (B1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from app.coach.figures import HARD_CONTROL_FALL, HARD_EFFORT_RISE, HARD_SHARE, HARD_SIGNS
from app.coach.frozen import dataclass, replace
from app.coach.ladders.calf import EXERCISES as CALF_RAISES
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

    Signs are: effort up by two, or control down by one, at the same numbers, in half of a
    session's exercises or more; under four hours of sleep; sore at rest. Two different ones make
    a hard week. One exercise alone is the business of P4 and P5, and a single point comes and
    goes.
    """
    since = opens - _WEEK
    found_signs = _signs(history, readiness, since)
    signs = {sign for sign, day in found_signs if since <= day < opens}
    if len(signs) < HARD_SIGNS:
        return None
    found = sorted(signs)
    sentence = f"Last week was hard ({' and '.join(found)}): one set less this week, nothing more."
    return LighterWeek(opens, Decision("B1", sentence, tuple((sign, "yes") for sign in found)))


def _signs(
    history: History, readiness: Iterable[Readiness], since: date
) -> Iterator[tuple[str, date]]:
    for said in readiness:
        if said.short_sleep:
            yield "short sleep", said.day
        if said.sore:
            yield "sore at rest", said.day
    for day, pairs in _compared(history, since).items():
        for sign, shows in (("more effort", _more_effort), ("less control", _less_control)):
            if sum(map(shows, pairs)) >= HARD_SHARE * len(pairs):
                yield sign, day


def _compared(history: History, since: date) -> dict[date, list[tuple[Outcome, Outcome]]]:
    """Return the exercises of each session from `since` on beside the time before.

    Only where the numbers were the same.
    """
    found: dict[date, list[tuple[Outcome, Outcome]]] = {}
    newer = (record for record in history if record.day >= since)
    for exercise_id in {row.exercise_id for record in newer for row in record.sets if row.rated}:
        for one, before in pairwise(_newest(history, exercise_id, since)):
            if one.targets == before.targets and same_conditions(one, before):
                found.setdefault(one.day, []).append((one, before))
    return found


def _newest(history: History, exercise_id: str, since: date) -> Iterator[Outcome]:
    """Yield how an exercise went, newest first, down to the first time before `since`."""
    for record in reversed(history):
        for outcome in outcomes((record,), (exercise_id,)):
            yield outcome
            if outcome.day < since:
                return


def _more_effort(pair: tuple[Outcome, Outcome]) -> bool:
    now, before = (one.effort for one in pair)
    return now is not None and before is not None and now - before >= HARD_EFFORT_RISE


def _less_control(pair: tuple[Outcome, Outcome]) -> bool:
    now, before = (one.control for one in pair)
    return now is not None and before is not None and before - now >= HARD_CONTROL_FALL


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
    if ruling is None or ruling.step is not Step.CLEAN or not _one_ladder(last, chosen):
        return chosen
    if _easier_than(last, case, chosen):
        return chosen
    dose = of_last(last)
    if last.day < week.opens:
        dose = dose.less
    # Eight on one leg say nothing about how many on two: repetitions compare on one rung only.
    most = chosen.dose.target if chosen.dose.rung == dose.rung else dose.target
    dose = replace(dose, sets=min(dose.sets, chosen.dose.sets), target=min(dose.target, most))
    return replace(chosen, dose=dose, decision=week.decision, extra_side=None)


def _one_ladder(last: Outcome, chosen: Chosen) -> bool:
    """Whether the last result was of this exercise, or of the other calf raise of its ladder."""
    own = (chosen.exercise_id, last.exercise_id)
    return own[0] == own[1] or all(one in CALF_RAISES for one in own)


def _easier_than(last: Outcome, case: Case, chosen: Chosen) -> bool:
    """Whether the week's table already asks for an easier form than last time."""
    rungs = [rung.id for rung in case.exercise.rungs]
    now = chosen.dose.rung if chosen.dose else None
    return now in rungs and last.rung in rungs and rungs.index(now) < rungs.index(last.rung)
