"""Why each target of the next session is what it is: rule, sentence, numbers, source, sides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.model import Decision, Exercise, History, Laterality, PrescribedItem, Prescription
from app.coach.symmetry import Symmetry, control_symmetry, work_symmetry
from app.errors import UsageError
from app.trainer.browsing import find_exercise
from app.trainer.today import look

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class Reason:
    """One exercise of the next session with the decision behind it.

    `control` and `work` compare the legs over the last sessions, None for two-legged work or
    without answers.
    """

    exercise: Exercise
    item: PrescribedItem
    decision: Decision
    control: Symmetry | None = None
    work: Symmetry | None = None


@dataclass(frozen=True, slots=True)
class WhyView:
    """The reasons of one session. `notes` hold for the session as a whole, `advice` for today."""

    day: date
    session: Prescription
    reasons: tuple[Reason, ...]
    notes: tuple[Decision, ...] = ()
    advice: tuple[Decision, ...] = ()


def why(desk: Desk, exercise: str | None = None, on: date | None = None) -> WhyView:
    """Return why the session next on `on` (today when None) is what it is.

    `exercise` is an id, a name or a synonym, and leaves only the reasons about it. Raises
    `UsageError` when there is no session, no such exercise, or it is not in the session;
    `StoreError` when the log cannot be read.
    """
    view = look(desk, on)
    if view.session is None:
        raise UsageError(view.why_none or "There is no plan yet; answer the questionnaire first.")
    wanted = (
        None
        if exercise is None
        else find_exercise(desk, exercise, "; `stridetui why` names those of the session.")
    )
    reasons = tuple(
        _reason(desk, item, view.history)
        for item in view.session.items
        if wanted in {None, item.exercise_id}
    )
    if wanted is None:
        return WhyView(view.day, view.session, reasons, view.session.notes, view.advice)
    name = desk.library[wanted].name
    notes = tuple(note for note in view.session.notes if wanted in note.about)
    if not reasons and not notes:
        there = ", ".join(dict.fromkeys(item.exercise_id for item in view.session.items))
        raise UsageError(f"{name} is not in the next session; there are {there}.")
    return WhyView(view.day, view.session, reasons, notes)


def reasons_for(desk: Desk, exercise_id: str) -> tuple[Reason, ...]:
    """Return the reasons of one exercise in the next session; () where it is not in it.

    Raises `StoreError` when the log cannot be read.
    """
    view = look(desk)
    items = view.session.items if view.session else ()
    return tuple(
        _reason(desk, item, view.history) for item in items if item.exercise_id == exercise_id
    )


def _reason(desk: Desk, item: PrescribedItem, history: History) -> Reason:
    exercise = desk.library[item.exercise_id]
    if item.laterality is not Laterality.EACH or not item.rated:
        return Reason(exercise, item, item.decision)
    return Reason(
        exercise,
        item,
        item.decision,
        control_symmetry(history, exercise.id),
        work_symmetry(history, exercise.id),
    )
