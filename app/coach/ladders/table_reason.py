"""Why the table asks for this much this week: what it asked before, and where it leads (D.7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from app.coach.dose_text import words
from app.coach.ladders.dose import Case, Dose
from app.coach.names import inside
from app.coach.tables import Day, Entry, Ladder

_BY_TABLE = frozenset({Ladder.FIXED, Ladder.RUN})
"""Whose dose is the table's, so that what grows there grows in the session."""


def table_reason(case: Case) -> str:
    """Return one sentence: the table's dose of the week with its unit, and why it is that much.

    The reason is the table's own course: what it asked for last week, what it leads to, the
    lighter week with its retests, or what else grows on this day.
    """
    block, now = case.block, dose_words(case, case.table)
    label = block.label.capitalize()
    if block.repeats:
        return f"{label}: {now} each time, to keep what is built."
    if block.weeks == 1:
        return f"{label}: {now}, kept small on purpose."
    if _day_no(case) is None:
        return f"{case.where}: {now}, in the place of what the plan has here."
    before = _in_week(case, case.week - 1, case.entry)
    why = _begins(case) if before is None else _after(case, before)
    return f"{case.where}: {now}{why}."


def dose_words(case: Case, dose: Dose) -> str:
    """Return a dose in the unit of the case, such as `2 × 20 m` or `3 × 5 each leg`."""
    unit = case.entry.unit or case.exercise.unit
    targets = (dose.target,) * dose.sets
    return words(targets, unit, case.exercise.laterality_at(dose.rung))


def _begins(case: Case) -> str:
    """The first week of an exercise in a block: what it leads to."""
    entry = case.entry
    later = [one for one in _later(case) if _total(one) > _total(entry)]
    new = "new" if case.week > 1 else "to begin with"
    if later:
        most = max(later, key=_total)
        return f" {new}, up to {dose_words(case, _dose(most))} later in {case.block.label}"
    if any(_lighter(case, week) for week in range(case.week + 1, case.block.weeks + 1)):
        return f" {new}, the most before the lighter week"
    return f" {new}; in {case.block.label} the number stays, quality is what grows"


def _after(case: Case, before: Entry) -> str:
    """A later week: how it differs from the one before."""
    entry, then = case.entry, f"week {case.week - 1}"
    same = (entry.sets, entry.target) == (before.sets, before.target)
    change = f" as in {then}" if same else f" after {dose_words(case, _dose(before))} in {then}"
    if _lighter(case, case.week):
        light = ", light enough for the lighter week" if same else ": the lighter week"
        return f"{change}{light}{', to come fresh to the retests' if _tests(case) else ''}"
    if entry.target > before.target and entry.sets < before.sets:
        return f"{change}: fewer breaks, longer at a stretch"
    if _total(entry) > _total(before):
        return f"{change}: the next step of {case.block.label}"
    growing = _growing(case)
    if growing:
        return f"{change}; what grows this week is {growing}"
    if same:
        return f"{change}: the number stays, quality is what grows"
    return f"{change}: less, to leave room for the tests" if _tests(case) else f"{change}, no more"


def _growing(case: Case) -> str:
    """Return up to two exercises of the day which the table asks more of than a week before."""
    names: list[str] = []
    own = next((day for day in _days(case, case.week) if day.day_no == _day_no(case)), None)
    for entry in own.entries if own else ():
        if entry.ladder not in _BY_TABLE or entry.exercise == case.exercise.id:
            continue
        before = _in_week(case, case.week - 1, entry)
        if before is None or _total(entry) > _total(before):
            name = inside(case.library[entry.exercise].name)
            names += [] if name in names else [name]
    return " and ".join(names[:2])


def _later(case: Case) -> Iterator[Entry]:
    for week in range(case.week + 1, case.block.weeks + 1):
        found = _in_week(case, week, case.entry)
        if found is not None:
            yield found


def _in_week(case: Case, week: int, like: Entry) -> Entry | None:
    """Return the same exercise in another week: on the same day, else on any day of it."""
    own = _day_no(case)
    days = _days(case, week)
    for day in sorted(days, key=lambda day: day.day_no != own):
        for entry in day.entries:
            if (entry.exercise, entry.unit) == (like.exercise, like.unit):
                return entry
    return None


def _day_no(case: Case) -> int | None:
    """Return the day whose entry this is; None for an entry that took another one's place."""
    days = _days(case, case.week)
    return next((day.day_no for day in days if case.entry in day.entries), None)


def _days(case: Case, week: int) -> list[Day]:
    return [day for (of, _), day in sorted(case.block.days.items()) if of == week]


def _lighter(case: Case, week: int) -> bool:
    return week in case.block.lighter


def _tests(case: Case) -> bool:
    return any(day.tests for day in _days(case, case.week))


def _dose(entry: Entry) -> Dose:
    return Dose(entry.sets, entry.target, entry.rung)


def _total(entry: Entry) -> int:
    return entry.sets * entry.target
