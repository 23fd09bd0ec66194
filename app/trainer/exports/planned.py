"""The sessions ahead as appointments in a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.coach.day_text import parse_time
from app.coach.dose_text import dose
from app.coach.model import Enrolment, History
from app.coach.names import PLACE_WORD, name_of
from app.coach.preview import Ahead
from app.trainer.exports.format import Order, Sink, Written
from app.trainer.foresee import MOST_SESSIONS, ahead
from data.exports.ics_file import Appointment, calendar

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def write(order: Order, sink: Sink) -> Written:
    """Write the next sessions, as many as the preview knows; further ahead nothing is settled.

    Raises `UsageError` where nothing is ahead.
    """
    found = coming(order)
    with sink.binary() as file:
        file.write(calendar(found, order.now))
    return {"session": len(found)}


def coming(order: Order) -> list[Appointment]:
    """Return the entries of the days that are asked for.

    Raises `UsageError` where nothing is ahead.
    """
    seen = ahead(order.desk, MOST_SESSIONS)
    return [
        one
        for one in appointments(order.desk, seen.enrolment, seen.history, seen.preview.sessions)
        if (order.selection.since is None or order.selection.since <= one.begins.date())
        and (order.selection.until is None or one.begins.date() <= order.selection.until)
    ]


def appointments(
    desk: Desk, enrolment: Enrolment, history: History, sessions: Sequence[Ahead]
) -> tuple[Appointment, ...]:
    """Return the entries of `sessions`. A week that is done again has entries of its own."""
    before = Counter(record.slot_key for record in history if record.programme_id == enrolment.id)
    found: list[Appointment] = []
    for one in sessions:
        slot = one.session.slot
        times = before[slot.key]
        before[slot.key] += 1
        name = slot.key + (f".{times + 1}" if times else "")
        found.append(appointment(desk, one, enrolment.id, name))
    return tuple(found)


def appointment(desk: Desk, one: Ahead, programme_id: str, name: str) -> Appointment:
    """Return the entry of a session, which programme and name tell from every other."""
    slot = one.session.slot
    return Appointment(
        programme_id,
        name,
        datetime.combine(one.day, parse_time(desk.settings.session_time)),
        one.session.all_minutes,
        slot.title,
        _about(desk, one),
        PLACE_WORD[slot.place],
        desk.settings.remind,
    )


def _about(desk: Desk, one: Ahead) -> str:
    items = [item for item in one.session.items if item.rated]
    lines = [f"{name_of(desk.library, item.exercise_id)} {dose(item)}" for item in items]
    return "\n".join((one.session.slot.purpose, *lines))
