"""What the week in review says, as text for a width; no widget, so it is tested as it is."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from textual.content import Content

from app.coach import names
from app.coach.day_text import weekday_day
from app.coach.gates import Verdict
from app.coach.model import Decision, Library
from app.coach.weekly import Changed, Review, SessionDone
from screens.parts import Part
from screens.widgets.plain import indented, plain
from screens.words import count

_DAY = 11
"""Columns of a day: `Mon 16 Nov `."""


def review_text(review: Review, library: Library, width: int, today: date) -> Content:
    """Return the review: done of planned, what changed and why, the gate, one suggestion."""
    parts: list[Part] = [
        (f"{indented(_title(review, today), width, 0)}\n", "bold"),
        f"{indented(review.answer, width, 0)}\n",
    ]
    if review.sessions or review.missed or review.ahead:
        parts += ["\n", *_sessions(review, width)]
    parts += _changes(review, library, width)
    if review.bests:
        parts.append(("\nMore than ever, and clean\n", "bold"))
        for best in review.bests:
            said = f"{plain(best.subject)}: {plain(best.words)} ({weekday_day(best.day)})."
            parts.append(f"{indented(said, width)}\n")
    # Gate and suggestion are of now, whatever week is looked at.
    now = "" if review.first <= today <= review.last else ", as of today"
    parts += [(f"\nThe next gate{now}\n", "bold"), *_gate(review.gate, width)]
    parts.append((f"\nOne suggestion{now}\n", "bold"))
    parts += _decision(review.suggestion, width, strong=True)
    return Content.assemble(*parts)


def _title(review: Review, today: date) -> str:
    week = (review.last - review.first).days == 6 and review.first.isoweekday() == 1
    days = f"{weekday_day(review.first)} to {weekday_day(review.last)}"
    if not week:
        return days
    if review.first <= today <= review.last:
        return f"This week, {days}"
    return (
        f"Week of {days} {review.last.year}" if review.last.year != today.year else f"Week {days}"
    )


def _sessions(review: Review, width: int) -> list[Part]:
    lines = [(one.day, "●" if one.completed else "◐", *_session(one)) for one in review.sessions]
    missed = "missed; not made up, and it need not be"
    lines += [(day, "×", missed, "") for day in review.missed]
    lines += [(day, "◇", "to come", "") for day in review.ahead]
    parts: list[Part] = []
    for day, sign, title, facts in sorted(lines):
        parts += [(f"  {sign} ", "$accent"), f"{weekday_day(day):<{_DAY}}"]
        parts.append((f"{_beside(title, facts, width)}\n", "$muted"))
    return parts


def _beside(title: str, facts: str, width: int) -> str:
    """Return what stands beside a day, in one line where there is room, else the facts below."""
    edge = _DAY + 4
    whole = f"{title} · {facts}" if facts else title
    said = (whole,) if edge + cell_len(whole) <= width or not facts else (title, facts)
    return "\n".join(indented(one, width, edge) for one in said)[edge:]


def _session(one: SessionDone) -> tuple[str, str]:
    """Return what a session is called, and what there was of it."""
    facts = [f"{one.done_sets} of {count(one.planned_sets, 'set')}"]
    facts += [f"{one.minutes} min"] if one.minutes is not None else []
    facts += ["ten minutes"] if one.short else []
    facts += [f"due {weekday_day(one.due)}"] if one.due else []
    facts += ["beside the plan"] if not one.planned else []
    return plain(one.title) or "session", " · ".join(facts)


def _changes(review: Review, library: Library, width: int) -> list[Part]:
    parts: list[Part] = [("\nWhat changed, and why\n", "bold")]
    if not review.changes:
        same = "the same numbers as before" if review.sessions else "no session in these days"
        return [*parts, f"{indented(f'Nothing: {same}.', width)}\n"]
    for change in review.changes:
        name = plain(names.name_of(library, change.exercise_id))
        step = plain(_step(change))
        if 2 + cell_len(name) + 3 + cell_len(step) <= width:
            parts += [f"  {name}   ", (f"{step}\n", "bold")]
        else:
            parts += [f"{indented(name, width)}\n", (f"{indented(step, width, 4)}\n", "bold")]
        parts += _decision(change.decision, width)
    return parts


def _step(change: Changed) -> str:
    return f"{change.before} → {change.now}" if change.before else f"new: {change.now}"


def _gate(verdict: Verdict | None, width: int) -> list[Part]:
    if verdict is None:
        return [f"{indented('No gate stands open now.', width)}\n"]
    parts: list[Part] = [f"{indented(f'{verdict.line}.', width)}\n"]
    todo = dict.fromkeys(one.todo for one in verdict.criteria if not one.met and one.todo)
    return parts + [(f"{_set_in(f'→ {one}', width)}\n", "$muted") for one in todo]


def _set_in(text: str, width: int) -> str:
    """Return a line with a sign before it, set in below what it belongs to."""
    return f"  {indented(text, width, 4).lstrip()}"


def _decision(decision: Decision, width: int, *, strong: bool = False) -> list[Part]:
    said = f"{plain(decision.sentence) or 'Set by the plan.'} [{plain(decision.rule)}]"
    return [(f"{indented(said, width, 2 if strong else 4)}\n", "" if strong else "$muted")]
