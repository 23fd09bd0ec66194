"""The queries of the charts.

Each begins at the index of the days, so that a phase costs a phase and not twenty years, and adds
up an exercise from its own index alone.
"""

from __future__ import annotations

from sqlalchemy import text

# A CROSS JOIN is done in the order written; without statistics SQLite may begin at the sets.
CONTROLS = text(
    """
    SELECT workout.day, workout.id, side, control
    FROM workout CROSS JOIN exercise_result
        ON workout_id = workout.id AND exercise_id = :exercise_id
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last AND control IS NOT NULL
    ORDER BY workout.day, workout.started_at, workout.id, side
    """
)
AMOUNTS = text(
    """
    SELECT workout.day, workout.id, side, sum(coalesce(actual, 0)), sum(target), count(*),
           max(target)
    FROM workout CROSS JOIN workout_set
        ON exercise_id = :exercise_id AND workout_id = workout.id
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last
    GROUP BY workout.day, workout.started_at, workout.id, side
    """
)
# The same of all sessions there are: along the exercise's own stretch of the index, and the days
# of what was added up, where a group for each row of each day has to be sorted first.
AMOUNTS_OF_ALL = text(
    """
    WITH sums AS (
        SELECT workout_id, side, sum(coalesce(actual, 0)) AS done, sum(target) AS target,
               count(*) AS sets, max(target) AS a_set
        FROM workout_set INDEXED BY ix_workout_set_exercise
        WHERE exercise_id = :exercise_id GROUP BY workout_id, side
    )
    SELECT day, id, side, done, target, sets, a_set
    FROM sums CROSS JOIN workout ON id = workout_id
    WHERE status = 'ended' ORDER BY day, started_at, id, side
    """
)
# The first set of an exercise is looked up in its index: on the way there through the session
# every set's whole row would be read.
DOSED = text(
    """
    SELECT workout.day, workout.id, rule, rung, tempo, load_kg, height_cm
    FROM workout CROSS JOIN workout_set
        ON workout_id = workout.id AND pos = (
            SELECT min(pos) FROM workout_set AS first INDEXED BY ix_workout_set_exercise
            WHERE first.workout_id = workout.id AND first.exercise_id = :exercise_id
        )
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last
    ORDER BY workout.day, workout.started_at, workout.id
    """
)
LEAST = text(
    """
    SELECT workout.day, workout.id, min(coalesce(actual, 0)),
           min(coalesce(actual, 0) >= target), max(rung), max(height_cm), max(load_kg),
           (SELECT min(control) FROM exercise_result AS rated
            WHERE rated.workout_id = workout.id AND rated.exercise_id = :exercise_id),
           (SELECT max(pain) FROM exercise_result AS rated
            WHERE rated.workout_id = workout.id AND rated.exercise_id = :exercise_id)
    FROM workout CROSS JOIN workout_set
        ON exercise_id = :exercise_id AND workout_id = workout.id
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last
    GROUP BY workout.day, workout.started_at, workout.id
    ORDER BY workout.day DESC, workout.started_at DESC, workout.id DESC
    """
)
HURT = text(
    """
    SELECT workout.day, workout.id, max(pain), next_morning
    FROM workout CROSS JOIN exercise_result ON workout_id = workout.id
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last AND pain IS NOT NULL
    GROUP BY workout.day, workout.started_at, workout.id
    """
)
# Days are counted first, so that a week is computed once a day and not once a set.
DOSE = text(
    """
    WITH daily AS (
        SELECT workout.day AS day, workout_set.exercise_id AS exercise_id, count(*) AS planned,
               sum(workout_set.status = 'done') AS done
        FROM workout CROSS JOIN workout_set ON workout_id = workout.id
        WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last
        GROUP BY workout.day, workout_set.exercise_id
    )
    SELECT date(day, 'weekday 0', '-6 days') AS week, exercise_id, sum(planned), sum(done)
    FROM daily GROUP BY week, exercise_id ORDER BY week, exercise_id
    """
)
# The same of all sessions there are. From day to day that reads every set's whole row, of twenty
# years 100 MB; along the index of the exercises it takes half the time, and a seventh is read.
DOSE_OF_ALL = text(
    """
    WITH weeks AS MATERIALIZED (
        SELECT id, date(day, 'weekday 0', '-6 days') AS week FROM workout WHERE status = 'ended'
    ), sessions AS (
        SELECT exercise_id, workout_id, count(*) AS planned, sum(status = 'done') AS done
        FROM workout_set INDEXED BY ix_workout_set_exercise GROUP BY exercise_id, workout_id
    )
    SELECT week, exercise_id, sum(planned), sum(done)
    FROM sessions CROSS JOIN weeks ON weeks.id = workout_id
    GROUP BY week, exercise_id ORDER BY week, exercise_id
    """
)
TRAINED = text(
    """
    SELECT day, programme_id, original_day, id, EXISTS (
        SELECT 1 FROM workout_set WHERE workout_id = workout.id AND section = 'main'
    ) FROM workout
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last
      AND kind = 'programme' AND slot_key NOT LIKE :uncounted ORDER BY day
    """
)
# The main sets of the sessions of which so much may be missing that they do not count: those with
# more than `:left` of their main sets not done, or a run cut short. The index knows how many were
# not done; of all other sessions no set has to be looked at to know that they count.
NOT_WHOLE = text(
    """
    WITH cut AS MATERIALIZED (
        SELECT workout_id, count(*) AS missing, max(unit = 'minutes') AS run
        FROM workout_set INDEXED BY ix_workout_set_exercise
        WHERE status != 'done' OR unit = 'minutes' AND actual < target
        GROUP BY workout_id
    )
    SELECT id, unit, target, actual, workout_set.status, skip_reason
    FROM cut CROSS JOIN workout ON id = cut.workout_id
         CROSS JOIN workout_set ON workout_set.workout_id = id
    WHERE workout.status = 'ended' AND workout.day BETWEEN :first AND :last
      AND kind = 'programme' AND section = 'main'
      AND (run OR missing >= :left * (
          SELECT count(*) FROM workout_set WHERE workout_id = id AND section = 'main'
      ))
    """
)
# From one exercise to the next in the index, where DISTINCT would read all of it. All of them, or
# those of which a set was done on one leg.
EXERCISES = text(
    """
    WITH RECURSIVE trained(id) AS (
        SELECT min(exercise_id) FROM workout_set
        UNION ALL
        SELECT (SELECT min(exercise_id) FROM workout_set WHERE exercise_id > trained.id)
        FROM trained WHERE trained.id IS NOT NULL
    )
    SELECT id FROM trained WHERE id IS NOT NULL AND EXISTS (
        SELECT 1 FROM workout_set CROSS JOIN workout ON workout.id = workout_id
        WHERE workout.status = 'ended' AND exercise_id = trained.id
          AND (:either OR side != 'both')
    ) ORDER BY id
    """
)
# What was done in the main part of the newest session that has one, in its order.
NEWEST_MAIN = text(
    """
    SELECT exercise_id FROM workout_set
    WHERE section = 'main' AND status = 'done' AND workout_id = (
        SELECT id FROM workout WHERE status = 'ended' AND EXISTS (
            SELECT 1 FROM workout_set
            WHERE workout_id = workout.id AND section = 'main' AND status = 'done'
        ) ORDER BY day DESC, started_at DESC, id DESC LIMIT 1
    ) GROUP BY exercise_id ORDER BY min(pos)
    """
)
# Told from the newest sessions; where there is none, all of the log would be read to know.
WEIGHTED = text(
    """
    WITH latest AS (
        SELECT id FROM workout WHERE status = 'ended'
        ORDER BY day DESC, started_at DESC, id DESC LIMIT 400
    )
    SELECT exercise_id, max(height_cm IS NOT NULL), max(load_kg IS NOT NULL)
    FROM latest CROSS JOIN workout_set ON workout_id = latest.id
    WHERE height_cm IS NOT NULL OR load_kg IS NOT NULL
    GROUP BY exercise_id ORDER BY exercise_id
    """
)
# Where a phase begins: the session before belongs to another one, or to another programme.
PHASES = text(
    """
    WITH planned AS (
        SELECT day, started_at, id, programme_id,
               CASE WHEN phase > 0 THEN 'phase ' || phase
                    ELSE substr(slot_key, 1, instr(slot_key, '.') - 1) END AS label
        FROM workout WHERE status = 'ended' AND kind = 'programme' AND label != ''
    )
    SELECT label, day, day_before, last FROM (
        SELECT label, day, started_at, id, programme_id, lag(label) OVER run AS label_before,
               lag(programme_id) OVER run AS programme_before, lag(day) OVER run AS day_before,
               (SELECT max(day) FROM planned) AS last
        FROM planned WINDOW run AS (ORDER BY day, started_at, id)
    )
    WHERE label_before IS NOT label OR programme_before IS NOT programme_id
    ORDER BY day, started_at, id
    """
)
PAST_PLANS = text(
    """
    SELECT id, started, ended_at, weekdays FROM programme
    WHERE ended_at IS NOT NULL ORDER BY started, id
    """
)
FIRST_DAY = text(
    """
    SELECT min(day) FROM workout WHERE status = 'ended'
    UNION ALL SELECT min(day) FROM run
    UNION ALL SELECT min(day) FROM measurement
    UNION ALL SELECT min(at) FROM assessment
    """
)
