"""The check-in: what is asked about an exercise that has ended, and what stands ready."""

from __future__ import annotations

from app.coach.figures import PAIN_LIMIT
from app.coach.model import SetRow, SetStatus, Side
from app.coach.player.log import find_rating
from app.coach.player.model import (
    Asked,
    Proposal,
    Question,
    State,
)


def due(state: State, exercise_id: str) -> bool:
    """Whether this exercise has ended, was done at all, is rated and has not all been said."""
    own = [row for row in state.rows if row.exercise_id == exercise_id and row.rated]
    worked = [row for row in own if row.actual is not None]
    return (
        bool(worked)
        and all(row.status is not SetStatus.PLANNED for row in own)
        and any(answered(state, exercise_id, question) is None for question in asked(worked))
    )


def owed(state: State, first: str | None) -> str | None:
    """Return the exercise to ask about at the end: `first`, else one whose check-in was cut off.

    What was passed by is not asked again.
    """
    ids = dict.fromkeys((first, *(row.exercise_id for row in state.rows)))
    return next(
        (each for each in ids if each and due(state, each) and still_open(state, each)), None
    )


def questions(state: State) -> tuple[Question, ...]:
    """Return every question of the open check-in; () when none is open."""
    return () if state.asking is None else _questions(state, state.asking)


def _questions(state: State, exercise_id: str) -> tuple[Question, ...]:
    return asked(
        [row for row in state.rows if row.exercise_id == exercise_id and row.actual is not None]
    )


def asked(rows: list[SetRow]) -> tuple[Question, ...]:
    """Control for each side that was worked, in the order of the sets; then effort and pain."""
    sides = tuple(dict.fromkeys(row.side for row in rows))
    control = tuple(Question(Asked.CONTROL, side) for side in sides)
    return (*control, Question(Asked.EFFORT, Side.BOTH), Question(Asked.PAIN, Side.BOTH))


def open_questions(state: State) -> tuple[Question, ...]:
    """Return the questions of the open check-in that are neither answered nor passed by."""
    return () if state.asking is None else still_open(state, state.asking)


def still_open(state: State, exercise_id: str) -> tuple[Question, ...]:
    """Return what was neither answered nor passed by about an exercise, in order."""
    return tuple(
        question
        for question in _questions(state, exercise_id)
        if (exercise_id, question) not in state.passed
        and answered(state, exercise_id, question) is None
    )


def answered(state: State, exercise_id: str, question: Question) -> int | None:
    """Return what was answered, None when nothing was."""
    rating = find_rating(state.ratings, exercise_id, question.side)
    if rating is None:
        return None
    if question.asked is Asked.CONTROL:
        return rating.control
    return rating.effort if question.asked is Asked.EFFORT else rating.pain


def ready(state: State, exercise_id: str, question: Question) -> int | None:
    """Return last time's answer where one may stand ready."""
    return offered(state.proposals.get(exercise_id, Proposal()), question)


def offered(said: Proposal, question: Question) -> int | None:
    """Return what was said last time where it may be offered again."""
    value = said.answer(question)
    if question.asked is not Asked.PAIN or value is None:
        return value
    # After pain over the limit it is asked afresh (D.7.2).
    return None if value > PAIN_LIMIT else value
