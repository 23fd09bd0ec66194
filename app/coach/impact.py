"""When jumps and sprints wait: their free days, after pain, and after a stop (S3, D.4, B8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from app.coach.figures import (
    EASY_SESSIONS_BACK,
    JUMP_GAP_DAYS,
    PAIN_LIMIT,
    RED_JUMP_DAYS,
    SORE_JUMP_GAP_DAYS,
)
from app.coach.model import (
    Decision,
    Demand,
    History,
    Library,
    PrescribedItem,
    SetStatus,
    WorkoutRecord,
)
from app.coach.whole_session import (
    completed,
    red,
    session_felt,
    session_pain,
    strength,
)


def jumps(library: Library, exercise_id: str, rung_id: str | None) -> bool:
    """Whether an exercise leaves the ground or sprints, in this form of it (D.7.2)."""
    exercise = library.get(exercise_id)
    if exercise is None:
        return False
    rung = exercise.rung(rung_id)
    demand = rung.demand if rung and rung.demand else exercise.demand
    return demand is Demand.JUMP


def jumps_wait(
    history: History, library: Library, today: date, cleared: date | None = None
) -> Decision | None:
    """Say why there is no jump or sprint today, or None.

    In the order of what weighs most: a stop for pain (B8), red, amber, then the free days of S3.
    """
    for rule in (_after_stop(history, cleared), _after_red(history, today), _after_amber(history)):
        if rule is not None:
            return rule
    return _free_days(history, library, today)


def without_jumps(
    items: Iterable[PrescribedItem], library: Library, wait: Decision | None
) -> tuple[tuple[PrescribedItem, ...], tuple[Decision, ...]]:
    """Return what is left without jumps and sprints, with a note where any was taken out (S3)."""
    kept = tuple(items)
    if wait is None:
        return kept, ()
    fewer = tuple(item for item in kept if not jumps(library, item.exercise_id, item.rung))
    return fewer, (wait,) if len(fewer) < len(kept) else ()


def _after_stop(history: History, cleared: date | None) -> Decision | None:
    if cleared is None:
        return None
    since = sum(1 for record in history if record.day >= cleared and completed(record))
    if since >= EASY_SESSIONS_BACK:
        return None
    sentence = f"After a stop, {EASY_SESSIONS_BACK} easy sessions come before anything fast."
    return Decision("B8", sentence, (("sessions since", since),))


def _after_red(history: History, today: date) -> Decision | None:
    reds = [record.day for record in history if red(record)]
    if not reds or (today - max(reds)).days >= RED_JUMP_DAYS:
        return None
    until = max(reds) + timedelta(days=RED_JUMP_DAYS)
    sentence = f"The light was red: no jumps and no sprints before {until:%A} {until.day}."
    return Decision("D.7.2", sentence, (("red", max(reds).isoformat()),))


def _after_amber(history: History) -> Decision | None:
    """Amber takes the jumps out of the next session, whatever hurt (D.4)."""
    last = next((record for record in reversed(history) if strength(record)), None)
    felt = session_felt(last) if last else None
    if last is None or felt is None or felt.counts <= PAIN_LIMIT:
        return None
    sentence = f"Pain was {felt.words} last time: no jumps and no sprints today."
    return Decision("D.4", sentence, (("date", last.day.isoformat()), ("pain", felt.seen)))


def _free_days(history: History, library: Library, today: date) -> Decision | None:
    last = next((record for record in reversed(history) if _jumped(record, library)), None)
    if last is None:
        return None
    sore = (session_pain(last) or 0) > PAIN_LIMIT
    gap = SORE_JUMP_GAP_DAYS if sore else JUMP_GAP_DAYS
    if (today - last.day).days >= gap:
        return None
    hours = 24 * gap
    sentence = f"Jumps and sprints are {hours} hours apart: none today."
    return Decision("S3", sentence, (("last jumps", last.day.isoformat()), ("hours", hours)))


def _jumped(record: WorkoutRecord, library: Library) -> bool:
    return any(
        jumps(library, row.exercise_id, row.rung)
        for row in record.sets
        if row.status is SetStatus.DONE
    )
