"""The morning after: one answer on the session that hurt, kept beside what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.frozen import replace
from app.coach.model import DecisionKind
from app.coach.pain import Morning, MorningQuestion, answer_changes, spot

if TYPE_CHECKING:
    from app.coach.model import Enrolment
    from app.trainer.desk import Desk

CAUSE = "next morning"


def answer(desk: Desk, question: MorningQuestion, said: Morning | None) -> None:
    """Store how a spot was the morning after; None takes the answer back.

    It becomes a change of that session, so that the old value is kept. Raises `StoreError`.
    """
    record = desk.store.workout(question.workout_id)
    changes = answer_changes(record, question, said)
    if changes:
        desk.store.amend(question.workout_id, CAUSE, changes)


def tick_tendon(desk: Desk, place: str) -> Enrolment | None:
    """Tick a spot as a tendon that a professional has diagnosed, or take the tick away (D.4).

    Returns the programme as it is now, None where there is none. Raises `StoreError`.
    """
    enrolment = desk.store.enrolment()
    where = spot(place)
    if enrolment is None or not where:
        return enrolment
    ticked = where not in enrolment.tendons
    changed = replace(enrolment, tendons=enrolment.tendons ^ {where})
    said = "diagnosed" if ticked else "not diagnosed"
    desk.store.save_enrolment(changed, decided=(DecisionKind.TENDON, where, said))
    return changed
