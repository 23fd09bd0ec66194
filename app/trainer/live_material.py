"""What a live session has to have at hand, read before it is stored and its clock starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.impact import jumps
from app.coach.model import Exercise, History, SetRow, Unit, WorkoutRecord
from app.coach.movement import Movement, movement_for
from app.coach.pair_figure import RUN, STEP_UP
from app.coach.player import PlayerOptions, Proposal
from app.coach.recall import proposals
from app.errors import ContentError

if TYPE_CHECKING:
    from app.trainer.desk import Desk

# What was said longer ago than this, outside the current programme, is no longer offered.
RECALL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Material:
    """Exercises and figures of a session, the sessions before it, and what these offer it."""

    exercises: dict[str, Exercise]
    movements: dict[tuple[str, str | None], Movement]
    earlier: History
    options: PlayerOptions
    proposals: dict[str, Proposal]


def read(desk: Desk, record: WorkoutRecord) -> Material:
    """Read it; each exercise and figure lies in a file of its own, so not on the event loop.

    Raises `StoreError`, `ContentError`.
    """
    exercises = _exercises(desk, record)
    earlier = _earlier(desk, record)
    return Material(
        exercises,
        movements_of(desk, exercises, record.sets),
        earlier,
        _options(desk, record),
        recalled(desk, record, earlier),
    )


def recalled(
    desk: Desk, record: WorkoutRecord, earlier: History | None = None
) -> dict[str, Proposal]:
    """Return what was said last time about each exercise of a session.

    `earlier` are the sessions before it, where they have been read already.
    """
    return proposals(
        _earlier(desk, record) if earlier is None else earlier,
        {row.exercise_id for row in record.sets},
        fresh_control=_last_week(desk, record),
    )


def _exercises(desk: Desk, record: WorkoutRecord) -> dict[str, Exercise]:
    """The session's exercises; one whose file is gone is missing, and its id is shown instead."""
    return as_done(desk, (row.exercise_id for row in record.sets))


def as_done(desk: Desk, ids: Iterable[str]) -> dict[str, Exercise]:
    """Return exercises in the form that the runner's kit allows (D.7.9); an unknown one is missing.

    Raises `StoreError`, `ContentError`.
    """
    library, enrolment = desk.library, desk.store.enrolment()
    known = {one: library[one] for one in dict.fromkeys(ids) if one in library}
    if enrolment is None:
        return known
    return {one: exercise.at_hand(enrolment.kit) for one, exercise in known.items()}


def movements_of(
    desk: Desk,
    exercises: Mapping[str, Exercise],
    rows: tuple[SetRow, ...],
    rung: str | None = None,
) -> dict[tuple[str, str | None], Movement]:
    """Return the figure of each exercise in each of its forms; one that is not there is missing."""
    wanted = {(row.exercise_id, row.rung) for row in rows} or {(each, rung) for each in exercises}
    found: dict[tuple[str, str | None], Movement] = {}
    for exercise_id, form in wanted:
        exercise = exercises.get(exercise_id)
        # A fault in a picture is no reason not to train.
        with suppress(ContentError):
            movement = movement_for(desk.poses, exercise, form) if exercise else None
            if movement is not None:
                found[exercise_id, form] = movement
    if any(row.unit is Unit.PAIRS for row in rows):
        with suppress(ContentError):
            found |= {(part, None): desk.poses[part] for part in (STEP_UP, RUN)}
    return found


def _options(desk: Desk, record: WorkoutRecord) -> PlayerOptions:
    settings = desk.settings
    enrolment = desk.store.enrolment()
    return PlayerOptions(
        get_ready=settings.get_ready,
        lead_in=settings.lead_in,
        switch=settings.switch,
        resume=settings.resume,
        hands_free=settings.hands_free,
        pacer=settings.pacer,
        cadence=settings.cadence,
        tendons=enrolment.tendons if enrolment else frozenset(),
        jumps=frozenset(
            (row.exercise_id, row.rung)
            for row in record.sets
            if jumps(desk.library, row.exercise_id, row.rung)
        ),
    )


def _earlier(desk: Desk, record: WorkoutRecord) -> History:
    """Return the sessions that are looked back at."""
    return desk.store.history(record.programme_id, record.day - timedelta(days=RECALL_DAYS))


def _last_week(desk: Desk, record: WorkoutRecord) -> bool:
    """Whether a gate follows this week, so that control is asked afresh (D.7.2)."""
    block = desk.programmes.blocks.get(record.slot_key.split(".")[0]) if record.phase else None
    return block is not None and record.week == block.weeks
