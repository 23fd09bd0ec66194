"""How each exercise of a session went the last time."""

from __future__ import annotations

from datetime import date

from app.coach.frozen import dataclass
from app.coach.model import History, Prescription, SetStatus, Side, WorkoutRecord


@dataclass(frozen=True, slots=True)
class LastTime:
    """How an exercise went the last time it was done."""

    exercise_id: str
    day: date
    control: dict[Side, int]
    note: str = ""


def last_times(session: Prescription, history: History) -> tuple[LastTime, ...]:
    """Return how the rated exercises of a session went the last time they were done."""
    found: list[LastTime] = []
    for exercise_id in dict.fromkeys(item.exercise_id for item in session.items if item.rated):
        for workout in reversed(history):
            last = _last_time(exercise_id, workout)
            if last is not None:
                found.append(last)
                break
    return tuple(found)


def _last_time(exercise_id: str, workout: WorkoutRecord) -> LastTime | None:
    """Return how the exercise went in `workout`, None where no set of it was done."""
    done = [
        row
        for row in workout.sets
        if row.exercise_id == exercise_id and row.status is SetStatus.DONE
    ]
    if not done:
        return None
    control = {
        rating.side: rating.control
        for rating in workout.ratings
        if rating.exercise_id == exercise_id and rating.control is not None
    }
    note = next((row.note for row in reversed(done) if row.note), "")
    return LastTime(exercise_id, workout.day, control, note)
