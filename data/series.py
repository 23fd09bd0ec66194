"""Aggregates behind the charts, with SQLAlchemy Core. Inside a session; ended workouts only."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlmodel import Session

from app.coach.model import Side, Unit
from data.values import DoseRow, ResultRow

# Sets and ratings of one exercise meet on workout and side. A rating of both legs beside sets
# of each leg is the home of effort and pain (D.7.2) and no side of its own, unless a control
# was given on it.
_RESULTS = text(
    """
    WITH done AS (
        SELECT workout_id, side, sum(coalesce(actual, 0)) AS done, sum(target) AS target, unit
        FROM workout_set WHERE exercise_id = :exercise_id GROUP BY workout_id, side
    ),
    rated AS (
        SELECT workout_id, side, control, effort, pain
        FROM exercise_result WHERE exercise_id = :exercise_id
    ),
    sides AS (
        SELECT workout_id, side FROM done
        UNION SELECT workout_id, side FROM rated WHERE control IS NOT NULL
    )
    SELECT workout.day, workout.id, workout.phase, workout.week, sides.side, rated.control,
           whole.effort, whole.pain, done.done, done.target, done.unit
    FROM sides
    JOIN workout ON workout.id = sides.workout_id AND workout.status = 'ended'
    LEFT JOIN done ON done.workout_id = sides.workout_id AND done.side = sides.side
    LEFT JOIN rated ON rated.workout_id = sides.workout_id AND rated.side = sides.side
    LEFT JOIN rated AS whole ON whole.workout_id = sides.workout_id AND whole.side = 'both'
    ORDER BY workout.day, workout.started_at, workout.id, sides.side
    """
)

# 'weekday 0' goes on to Sunday, six days back is the Monday of the same week. Days are counted
# first, so that a date is computed once a day and not once a set.
_DOSE = text(
    """
    WITH daily AS (
        SELECT workout.day AS day, workout_set.exercise_id AS exercise_id, count(*) AS planned,
               sum(workout_set.status = 'done') AS done
        FROM workout JOIN workout_set ON workout_set.workout_id = workout.id
        WHERE workout.status = 'ended' AND workout.day >= :since
        GROUP BY workout.day, workout_set.exercise_id
    )
    SELECT date(day, 'weekday 0', '-6 days') AS week, exercise_id, sum(planned), sum(done)
    FROM daily GROUP BY week, exercise_id ORDER BY week, exercise_id
    """
)


def exercise_results(session: Session, exercise_id: str) -> tuple[ResultRow, ...]:
    """Return how an exercise went, per workout and side, oldest first."""
    found = session.connection().execute(_RESULTS, {"exercise_id": exercise_id})
    return tuple(
        ResultRow(
            day=date.fromisoformat(row.day),
            workout_id=row.id,
            phase=row.phase,
            week=row.week,
            side=Side(row.side),
            control=row.control,
            effort=row.effort,
            pain=row.pain,
            done=row.done,
            target=row.target,
            unit=None if row.unit is None else Unit(row.unit),
        )
        for row in found
    )


def weekly_dose(session: Session, since: date | None) -> tuple[DoseRow, ...]:
    """Return sets planned and done per week and exercise, from `since` on or from the start."""
    first = (since or date.min).isoformat()
    found = session.connection().execute(_DOSE, {"since": first})
    return tuple(
        DoseRow(date.fromisoformat(week), exercise_id, planned, done)
        for week, exercise_id, planned, done in found
    )


def exercise_ids(session: Session) -> tuple[str, ...]:
    """Return every exercise that is in an ended workout, in the order of their ids."""
    found = session.connection().execute(
        text(
            "SELECT DISTINCT exercise_id FROM workout_set WHERE workout_id IN "
            "(SELECT id FROM workout WHERE status = 'ended') ORDER BY exercise_id"
        )
    )
    return tuple(found.scalars())


def phase_starts(session: Session) -> tuple[tuple[int, date], ...]:
    """Return each phase with the day of its first ended workout, oldest first; 0 is no phase."""
    found = session.connection().execute(
        text(
            "SELECT phase, min(day) AS first FROM workout "
            "WHERE status = 'ended' AND phase > 0 GROUP BY phase ORDER BY first"
        )
    )
    return tuple((phase, date.fromisoformat(first)) for phase, first in found)
