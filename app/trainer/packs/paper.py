"""The card of a session: what is done and how, what to mind, and room to write."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from app.coach.day_text import long_day
from app.coach.dose_text import amount, dose
from app.coach.figures import PAIN_LIMIT
from app.coach.model import (
    Laterality,
    PrescribedItem,
    Prescription,
    Section,
    SetRow,
    Side,
    Unit,
)
from app.coach.movement import Movement, movement_for
from app.coach.names import PLACE_WORD, name_of
from app.coach.player import seconds_of
from app.errors import ContentError
from app.trainer.live_material import as_done
from data.exports.card.model import Card, Entry

if TYPE_CHECKING:
    from app.trainer.desk import Desk

MOST_CUES = 3


def card(desk: Desk, session: Prescription, day: date, given: tuple[SetRow, ...]) -> Card:
    """Return the card of a session on a day. `given` are the sets whose time is only stated."""
    slot = session.slot
    when = (
        f"{long_day(day)} · {session.main_minutes} min of work, "
        f"{session.all_minutes} all in · {PLACE_WORD[slot.place]}"
    )
    return Card(
        title=slot.title,
        when=when,
        purpose=slot.purpose,
        entries=tuple(_entry(desk, item) for item in session.items if item.rated),
        before=_aside(desk, session, Section.OPENING),
        after=_aside(desk, session, Section.CLOSING),
        notes=_notes(desk, given),
    )


def _aside(desk: Desk, session: Prescription, section: Section) -> tuple[str, ...]:
    """Return what is not rated of a part of the session."""
    return tuple(
        f"{name_of(desk.library, item.exercise_id)} {dose(item)}"
        for item in session.items
        if item.section is section and not item.rated
    )


def _entry(desk: Desk, item: PrescribedItem) -> Entry:
    exercise = as_done(desk, [item.exercise_id]).get(item.exercise_id)
    movement: Movement | None = None
    # A fault in a picture is no reason not to have the card.
    with suppress(ContentError):
        movement = movement_for(desk.poses, exercise, item.rung) if exercise else None
    each = item.laterality is Laterality.EACH
    legs = (item.first_side.value, item.first_side.other.value) if each else ()
    return Entry(
        name=name_of(desk.library, item.exercise_id),
        dose=dose(item),
        facts=_facts(desk, item),
        cues=exercise.cues_at(item.rung)[:MOST_CUES] if exercise else (),
        legs=tuple(leg for leg in legs if leg != Side.BOTH),
        movement=movement,
    )


def _facts(desk: Desk, item: PrescribedItem) -> str:
    exercise = desk.library.get(item.exercise_id)
    rung = exercise.rung(item.rung) if exercise else None
    several = len(item.targets) > 1
    facts = (
        rung.name if rung else "",
        f"box {item.height_cm} cm" if item.height_cm else "",
        f"{item.load_kg:g} kg" if item.load_kg else "",
        f"tempo {item.tempo}" if item.tempo else "",
        f"hold {item.hold_seconds} s" if item.unit is Unit.HOLDS and item.hold_seconds else "",
        f"{item.first_side.value} leg first" if item.laterality is Laterality.EACH else "",
        f"rest {item.set_rest} s" if several and item.set_rest else "",
    )
    return " · ".join(fact for fact in facts if fact)


def _notes(desk: Desk, given: tuple[SetRow, ...]) -> tuple[str, ...]:
    """Return what the rules ask for outside, and which times are only stated (S9, D.7.2)."""
    notes = [
        f"Pain above {PAIN_LIMIT} of 10: stop that exercise for today.",
        "Control 1 could not hold it, 3 wobbly, 5 steady · effort 0 to 10 · pain 0 to 10. "
        "Afterwards: stridetui log quick.",
    ]
    stretches = dict.fromkeys(
        f"{name_of(desk.library, row.exercise_id)} {amount(row.target, row.unit)} "
        f"in {seconds_of(row):g} s"
        for row in given
    )
    if stretches:
        notes.append(
            f"The sound file gives: {' · '.join(stretches)}. Wait for the beeps, or pause."
        )
    return tuple(notes)
