"""What the log hands to the charts: light rows, since twenty years of them are many."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.coach.model import Side


class Controlled(NamedTuple):
    """Control of one exercise on one side in one session; None where it was passed by."""

    day: date
    workout_id: str
    side: Side
    control: int | None


class Amount(NamedTuple):
    """What one side did of one exercise in one session.

    `done` and `target` add up its `sets`, in the exercise's unit; `a_set` is the target of one.
    """

    day: date
    workout_id: str
    side: Side
    done: int
    target: int
    sets: int
    a_set: int


class Dosed(NamedTuple):
    """How one exercise was prescribed in one session, and the rule that said so."""

    day: date
    workout_id: str
    rule: str
    rung: str | None
    tempo: str | None
    load_kg: float | None
    height_cm: int | None


class WeekDose(NamedTuple):
    """The sets of one exercise in the week that begins on `monday`."""

    monday: date
    exercise_id: str
    planned: int
    done: int


class Hurt(NamedTuple):
    """The worst pain of one session, 0–10, and what was said of it the next morning."""

    day: date
    workout_id: str
    pain: int
    morning: str | None


class TrainedDay(NamedTuple):
    """A day with an ended session of a plan; `due` is when it was first due, where known.

    One that is not `completed` was begun, and counts neither here nor on Today (D.7.2).
    """

    day: date
    programme_id: str | None
    due: date | None = None
    completed: bool = True

    @property
    def counts_on(self) -> date:
        """The day that adherence goes by: moving inside the plan week is free (D.7.7)."""
        return self.due or self.day


class Least(NamedTuple):
    """One exercise in one session, as it is compared with all before.

    `least` is the smallest of its sets, `met` whether each reached its target. `control` is the
    lowest that was given, `pain` what was said of it; None where it was passed by.
    """

    day: date
    workout_id: str
    least: int
    met: bool
    rung: str | None
    height_cm: int | None
    load_kg: float | None
    control: int | None
    pain: int | None
