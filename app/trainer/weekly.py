"""The week in review as a use case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.coach import names, weekly
from app.coach.bests import Best, bests_of, tests_bests
from app.coach.insight.span import monday_of
from app.coach.model import Unit
from app.trainer import gating
from app.trainer.plan_now import plan_now, planned_weeks

if TYPE_CHECKING:
    from app.coach.model import History
    from app.coach.weekly import Changed, Review
    from app.trainer.desk import Desk

_LOOK_BACK = timedelta(weeks=6)
"""An exercise that was not done for longer counts as new in a review [J]."""


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of a day's week."""
    monday = monday_of(day)
    return monday, monday + timedelta(days=6)


def review(desk: Desk, first: date, last: date) -> Review:
    """Return the review of the days from `first` to `last`, both included.

    Gate and suggestion are those of today. Raises `StoreError`, `ContentError`.
    """
    history = desk.store.history(None, max(first, date.min + _LOOK_BACK) - _LOOK_BACK)
    plan = plan_now(desk)
    weeks = planned_weeks(desk, plan)
    done, missed, ahead = weekly.days_of(weeks, first, last)
    gate = gating.look(desk, plan).now
    today = desk.clock.today()
    _, missed_now, _ = weekly.days_of(weeks, *week_of(today))
    return weekly.Review(
        first=first,
        last=last,
        sessions=weekly.sessions_done(history, first, last),
        done=done,
        missed=missed,
        ahead=ahead,
        changes=_changes(desk, history, first, last),
        bests=_bests(desk, history, first, last),
        gate=gate,
        suggestion=weekly.suggest(plan.queue, gate, len(missed_now)),
    )


def _changes(desk: Desk, history: History, first: date, last: date) -> tuple[Changed, ...]:
    """What changed in these days, and what their pain changes next."""
    enrolment = desk.store.enrolment()
    tendons = enrolment.tendons if enrolment else frozenset()
    eased = weekly.eased(history, first, last, tendons)
    hurt = {one.exercise_id for one in eased}
    before = weekly.changes(history, first, last)
    return (*(one for one in before if one.exercise_id not in hurt), *eased)


def _bests(desk: Desk, history: History, first: date, last: date) -> tuple[Best, ...]:
    trained = dict.fromkeys(
        row.exercise_id
        for record in history
        if first <= record.day <= last
        for row in record.sets
        if row.rated
    )
    found = []
    for exercise_id in trained:
        exercise = desk.library.get(exercise_id)
        name, unit = names.name_of(desk.library, exercise_id), exercise and exercise.unit
        with desk.store.series.least(exercise_id, last) as rows:
            best = bests_of(rows, name, first, last, unit or Unit.REPS)
        found += [best] if best else []
    measured = desk.store.measurements()
    return (*found, *tests_bests(desk.selftests.values(), measured, first, last))
