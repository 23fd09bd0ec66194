"""What was done: a workout, its sets and its ratings, as the log holds them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from app.coach.frozen import dataclass
from app.coach.model.plan import Kind
from app.coach.model.words import Section, Side, Tempo, Unit


class SetStatus(StrEnum):
    """What became of a prescribed set."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"


class WorkoutStatus(StrEnum):
    """What became of a workout. `LIVE` is begun and not yet ended, running or not."""

    LIVE = "live"
    ENDED = "ended"
    DISCARDED = "discarded"


class SkipReason(StrEnum):
    """Why a set was left out or closed."""

    PAIN = "pain"
    SHARP = "sharp"
    """Pain that was sharp, or came suddenly: red, whatever its number (D.4)."""
    BONE = "bone"
    """Pain on one spot of bone: red, and a sign to be looked at before more training (D.6)."""
    TIME = "time"
    KIT = "kit"
    TIRED = "tired"
    QUALITY = "quality"
    ENDED = "ended"
    """The session was ended before it was reached."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SetRow:
    """One prescribed set on one side: one row of `workout_set`.

    `pos` orders the rows of a workout from 0. `rest_after` is seconds until the next set;
    `switch` says that the next set is the same one on the other leg.
    """

    pos: int
    section: Section
    exercise_id: str
    set_no: int
    set_count: int
    side: Side
    unit: Unit
    target: int
    seconds_per_unit: float
    rest_after: int
    rule: str
    why: str
    switch: bool = False
    tempo: Tempo | None = None
    rung: str | None = None
    hold_seconds: int = 0
    load_kg: float | None = None
    height_cm: int | None = None
    rated: bool = True
    status: SetStatus = SetStatus.PLANNED
    actual: int | None = None
    skip_reason: SkipReason | None = None
    pain: int | None = None
    note: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How an exercise went on one side: one row of `exercise_result`.

    Control stands on the side it was given for; effort and pain are one number per exercise and
    stand on the row of `Side.BOTH` (D.7.2). None means: passed by, never invented.
    """

    exercise_id: str
    side: Side
    control: int | None = None
    effort: int | None = None
    pain: int | None = None
    pain_place: str = ""
    next_morning: str | None = None


def minutes_between(began: datetime, ended: datetime | None) -> int | None:
    """Return the whole minutes from one to the other, None where there is no end.

    Never less than none: a clock may have been set back in between.
    """
    return None if ended is None else max(0, round((ended - began).total_seconds() / 60))


@dataclass(frozen=True, slots=True)
class WorkoutRecord:
    """A workout as the log holds it.

    `day` is the local date on which it began, in `zone`; instants are UTC. `original_day` is the
    date it was first due, kept for adherence. `slot_key` is `Slot.key`, or "" outside a plan.
    `short` marks the ten-minute version (D.7.10).
    """

    id: str
    programme_id: str | None
    kind: Kind
    slot_key: str
    phase: int
    week: int
    day_no: int
    day: date
    zone: str
    started_at: datetime
    status: WorkoutStatus
    title: str = ""
    ended_at: datetime | None = None
    original_day: date | None = None
    source: str = "live"
    short: bool = False
    note: str = ""
    sets: tuple[SetRow, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def minutes(self) -> int | None:
        """The whole minutes from its beginning to its end; None for one that is open."""
        return minutes_between(self.started_at, self.ended_at)

    @property
    def moved_from(self) -> date | None:
        """The day it was first due; None outside a plan, and where it was done on that day."""
        return self.original_day if self.original_day != self.day and self.slot_key else None

    def rating(self, exercise_id: str, side: Side) -> Rating:
        """Return the rating of one side; an empty one where nothing was given."""
        for rating in self.ratings:
            if rating.exercise_id == exercise_id and rating.side is side:
                return rating
        return Rating(exercise_id, side)


History = tuple[WorkoutRecord, ...]
"""Ended workouts, oldest first."""
