"""The way out of HOLD: the runner's word, the first two questions, and what is stored of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.coach.frozen import replace
from app.coach.model import Decision, DecisionKind
from app.coach.turns import clearance

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def clear(desk: Desk, training: str, pain: int, signs: Collection[str]) -> Decision | None:
    """End the HOLD if Q1 and Q2 are clean; return None then, else why it stays (D.7.7).

    `training` is a code of Q1, `pain` 0 to 10, `signs` codes of Q2. What was said is stored
    either way. Raises `StoreError`.
    """
    enrolment = desk.store.enrolment()
    today = desk.clock.today()
    refused = clearance(training, pain, signs)
    if refused is None and enrolment is not None:
        history = desk.store.history(enrolment.id, today)
        if any(record.day == today for record in history):
            sentence = "There was a session today; it can be cleared from tomorrow on."
            refused = Decision("D.7.7", sentence)
    if enrolment is None:
        return refused
    if refused is None:
        said = (DecisionKind.HOLD, enrolment.id, "cleared")
        desk.store.save_enrolment(replace(enrolment, cleared=today), decided=said)
    else:
        desk.store.decide(DecisionKind.HOLD, enrolment.id, "not cleared")
    return refused
