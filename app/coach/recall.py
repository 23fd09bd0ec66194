"""What was said about each exercise the last time it was done."""

from __future__ import annotations

from collections.abc import Collection

from app.coach.model import History, Side, WorkoutRecord
from app.coach.player.model import Proposal


def proposals(
    history: History, exercise_ids: Collection[str], *, fresh_control: bool = False
) -> dict[str, Proposal]:
    """Return the last answers and the last note for each exercise that has any.

    `fresh_control` leaves control out: before a gate it is always asked anew (D.7.2).
    """
    found = {
        exercise_id: _proposal(history, exercise_id, fresh_control) for exercise_id in exercise_ids
    }
    return {key: proposal for key, proposal in found.items() if proposal != Proposal()}


def _proposal(history: History, exercise_id: str, fresh_control: bool) -> Proposal:
    control: dict[Side, int] = {}
    effort = pain = None
    note = ""
    done = False
    for record in reversed(history):
        if not done and _did(record, exercise_id):
            done, note = True, _notes(record, exercise_id)
        for side in Side:
            said = record.rating(exercise_id, side)
            if said.control is not None:
                control.setdefault(side, said.control)
            effort = said.effort if effort is None else effort
            pain = said.pain if pain is None else pain
    return Proposal({} if fresh_control else control, effort, pain, note)


def _did(record: WorkoutRecord, exercise_id: str) -> bool:
    return any(row.exercise_id == exercise_id and row.actual is not None for row in record.sets)


def _notes(record: WorkoutRecord, exercise_id: str) -> str:
    notes = [row.note for row in record.sets if row.exercise_id == exercise_id and row.note]
    return " · ".join(dict.fromkeys(notes))
