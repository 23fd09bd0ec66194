"""The contact budget: hops, skips, pogos and bounds of a session and of a week (D.2, D.7.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from app.coach.figures import CONTACT_BUDGET, CONTACT_RISE, CONTACTS_FREE
from app.coach.frozen import replace
from app.coach.model import (
    Decision,
    Exercise,
    History,
    Library,
    PrescribedItem,
    SetRow,
    SetStatus,
    Unit,
)

Items = tuple[PrescribedItem, ...]
_WEEK = timedelta(days=7)


def contacts_of(exercise: Exercise, rung_id: str | None, unit: Unit, amount: int) -> float:
    """Return the ground contacts of so many units; a repetition on the spot is one (D.7.9)."""
    rung = exercise.rung(rung_id)
    each = rung.contacts if rung and rung.contacts is not None else exercise.contacts
    if each and exercise.unit is Unit.METRES and unit is not Unit.METRES:
        each = 1.0
    return each * amount


def session_contacts(items: Iterable[PrescribedItem], library: Library) -> float:
    """Return the counted contacts of a session as prescribed, both legs together."""
    return sum(
        contacts_of(library[item.exercise_id], item.rung, item.unit, sum(item.targets))
        * item.laterality.sides
        for item in items
    )


def most_lately(history: History, library: Library, today: date) -> float:
    """Return the most contacts of one session in the seven days before `today`."""
    return max(
        (
            sum(_row_contacts(row, library) for row in record.sets)
            for record in history
            if today - _WEEK <= record.day < today
        ),
        default=0.0,
    )


def within_budget(
    items: Items, library: Library, phase: int, lately: float
) -> tuple[Items, tuple[Decision, ...]]:
    """Take sets from counted exercises until the session is within its budget.

    The budget is the phase's, and above sixty contacts no more than a fifth over the week before
    (`lately`). Sets go from the last counted exercise first.
    """
    budget = CONTACT_BUDGET.get(phase, CONTACTS_FREE)
    budget = min(budget, max(CONTACTS_FREE, lately * CONTACT_RISE))
    before = session_contacts(items, library)
    kept = list(items)
    while session_contacts(kept, library) > budget:
        place = max(n for n, item in enumerate(kept) if session_contacts((item,), library))
        fewer = kept[place].targets[:-1]
        kept[place : place + 1] = [replace(kept[place], targets=fewer)] if fewer else []
    if tuple(kept) == items:
        return items, ()
    sentence = f"Fewer hops: {budget:.0f} contacts are the most of a session now."
    numbers = (("contacts before", round(before)), ("last week", round(lately)))
    return tuple(kept), (Decision("D.2", sentence, numbers),)


def _row_contacts(row: SetRow, library: Library) -> float:
    exercise = library.get(row.exercise_id)
    if exercise is None or row.status is not SetStatus.DONE:
        return 0.0
    return contacts_of(exercise, row.rung, row.unit, row.actual or 0)
