"""Aggregates behind the charts, with SQLAlchemy Core. Inside a session; ended workouts only."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlmodel import Session

from data import rows
from data.values import DoseRow, ResultRow

# The first half is each side that has sets, the second each side that has only a control. A row
# of both legs beside sets of each leg is the home of effort and pain (D.7.2) and no side of its
# own. Every join goes through a primary key, every sum through the index of the exercise.
_RESULTS = text(
    """
    SELECT day, id, phase, week, side, control, effort, pain, done, target, unit FROM (
    SELECT workout.day, workout.id, phase, week, done.side, rated.control, whole.effort,
           whole.pain, done.done, done.target, done.unit, workout.started_at
    FROM (
        SELECT workout_id, side, sum(coalesce(actual, 0)) AS done, sum(target) AS target, unit
        FROM workout_set WHERE exercise_id = :exercise_id GROUP BY workout_id, side
    ) AS done
    JOIN workout ON workout.id = done.workout_id AND workout.status = 'ended'
    LEFT JOIN exercise_result AS rated ON rated.workout_id = done.workout_id
        AND rated.exercise_id = :exercise_id AND rated.side = done.side
    LEFT JOIN exercise_result AS whole ON whole.workout_id = done.workout_id
        AND whole.exercise_id = :exercise_id AND whole.side = 'both'
    UNION ALL
    SELECT workout.day, workout.id, phase, week, rated.side, rated.control,
           whole.effort, whole.pain, NULL, NULL, NULL, workout.started_at
    FROM exercise_result AS rated
    JOIN workout ON workout.id = rated.workout_id AND workout.status = 'ended'
    LEFT JOIN exercise_result AS whole ON whole.workout_id = rated.workout_id
        AND whole.exercise_id = :exercise_id AND whole.side = 'both'
    WHERE rated.exercise_id = :exercise_id AND rated.control IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM workout_set WHERE workout_set.exercise_id = :exercise_id
            AND workout_set.workout_id = rated.workout_id AND workout_set.side = rated.side
    )
    ) ORDER BY day, started_at, id, side
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

# From one exercise to the next in the index, where DISTINCT would read all of it.
_EXERCISES = text(
    """
    WITH RECURSIVE trained(id) AS (
        SELECT min(exercise_id) FROM workout_set
        UNION ALL
        SELECT (SELECT min(exercise_id) FROM workout_set WHERE exercise_id > trained.id)
        FROM trained WHERE trained.id IS NOT NULL
    )
    SELECT id FROM trained WHERE id IS NOT NULL AND EXISTS (
        SELECT 1 FROM workout_set JOIN workout ON workout.id = workout_set.workout_id
        WHERE workout_set.exercise_id = trained.id AND workout.status = 'ended'
    ) ORDER BY id
    """
)


def exercise_results(session: Session, exercise_id: str) -> tuple[ResultRow, ...]:
    """Return how an exercise went, per workout and side, oldest first."""
    found = session.connection().execute(_RESULTS, {"exercise_id": exercise_id})
    return tuple(rows.load_results(found.all()))


def weekly_dose(session: Session, since: date | None) -> tuple[DoseRow, ...]:
    """Return sets planned and done per week and exercise, from `since` on or from the start."""
    first = (since or date.min).isoformat()
    found = session.connection().execute(_DOSE, {"since": first})
    with rows.understood():
        return tuple(
            DoseRow(date.fromisoformat(week), exercise_id, planned, done)
            for week, exercise_id, planned, done in found
        )


def exercise_ids(session: Session) -> tuple[str, ...]:
    """Return every exercise that is in an ended workout, in the order of their ids."""
    return tuple(session.connection().execute(_EXERCISES).scalars())


def phase_starts(session: Session) -> tuple[tuple[int, date], ...]:
    """Return each phase with the day of its first ended workout, oldest first; 0 is no phase."""
    found = session.connection().execute(
        text(
            "SELECT phase, min(day) AS first FROM workout "
            "WHERE status = 'ended' AND phase > 0 GROUP BY phase ORDER BY first"
        )
    )
    with rows.understood():
        return tuple((phase, date.fromisoformat(first)) for phase, first in found)
