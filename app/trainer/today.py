"""What the first screen and `stridetui next` say: the next session and where the plan stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.coach.model import Decision, Enrolment, Prescription, Side

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class LastTime:
    """How an exercise went the last time it was done."""

    exercise_id: str
    day: date
    control: dict[Side, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A workout that was begun and not ended. `running` says another copy is in it right now."""

    workout_id: str
    title: str
    day: date
    done_sets: int
    all_sets: int
    running: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything Today shows.

    `session` is None when there is nothing to train; `why_none` then says so in one sentence
    (no plan yet, HOLD, nothing is broken, the plan is done). `session_no` of `session_count`
    counts within the phase. `week_done` of `week_planned` counts this plan week.
    """

    day: date
    enrolment: Enrolment | None
    session: Prescription | None
    why_none: str = ""
    phase_label: str = ""
    session_no: int = 0
    session_count: int = 0
    week_done: int = 0
    week_planned: int = 0
    last: tuple[LastTime, ...] = ()
    unfinished: Unfinished | None = None
    advice: tuple[Decision, ...] = ()
    draft_answers: int = 0


def look(desk: Desk, on: date | None = None) -> TodayView:
    """Return what to show on `on` (the clock's today when None).

    Reads with plain `sqlite3` only, so that it costs no SQLModel import. Raises `StoreError`.
    """
    raise NotImplementedError
