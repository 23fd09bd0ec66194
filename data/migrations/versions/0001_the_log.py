"""Schema version 1: programmes, questionnaires, workouts with their sets and results, changes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def _text(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=optional)


def _whole(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=optional)


def _number(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Float(), nullable=optional)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def upgrade() -> None:
    """Create every table of version 1."""
    _create_assessment()
    _create_decision()
    _create_measurement()
    _create_meta()
    _create_programme()
    _create_readiness()
    _create_run()
    _create_workout()
    _create_change()
    _create_exercise_result()
    _create_workout_set()


def _create_assessment() -> None:
    op.create_table(
        "assessment",
        _text("id"),
        _text("at"),
        _text("answers"),
        _text("verdict"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_assessment_at", "assessment", ["at"])


def _create_decision() -> None:
    op.create_table(
        "decision",
        _text("id"),
        _text("at"),
        _text("kind"),
        _text("subject"),
        _text("choice"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_decision_kind", "decision", ["kind", "at"])


def _create_measurement() -> None:
    op.create_table(
        "measurement",
        _text("id"),
        _text("at"),
        _text("day"),
        _text("test"),
        _text("side"),
        _number("value"),
        _text("unit"),
        _text("note"),
        _text("conditions"),
        sa.CheckConstraint(f"day {_DAY}", name="measurement_day"),
        sa.CheckConstraint("side IN ('left', 'right', 'both')", name="measurement_side"),
        sa.CheckConstraint("typeof(value) IN ('real', 'integer')", name="measurement_value"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_measurement_test", "measurement", ["test", "day", "at"])


def _create_meta() -> None:
    op.create_table("meta", _text("key"), _text("value"), sa.PrimaryKeyConstraint("key"))


def _create_programme() -> None:
    op.create_table(
        "programme",
        _text("id"),
        _text("assessment_id", optional=True),
        _text("created_at"),
        _text("ended_at", optional=True),
        _text("started"),
        _text("start"),
        _text("link", optional=True),
        _text("weekdays"),
        _text("places"),
        _text("kit"),
        _text("race_day", optional=True),
        _flag("easy_entry"),
        _text("squat", optional=True),
        _flag("cadence"),
        _flag("hard"),
        _text("tendons"),
        _text("cleared", optional=True),
        sa.CheckConstraint(
            f"race_day IS NULL OR race_day {_DAY}",
            name="programme_race_day",
        ),
        sa.CheckConstraint(f"started {_DAY}", name="programme_started"),
        sa.CheckConstraint(f"cleared IS NULL OR cleared {_DAY}", name="programme_cleared"),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )


def _create_readiness() -> None:
    op.create_table(
        "readiness",
        _text("id"),
        _text("at"),
        _text("day"),
        _flag("ill"),
        _flag("short_sleep"),
        _flag("sore"),
        _flag("hard_run"),
        sa.CheckConstraint(f"day {_DAY}", name="readiness_day"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_readiness_day", "readiness", ["day"])


def _create_run() -> None:
    op.create_table(
        "run",
        _text("id"),
        _text("day"),
        _text("zone"),
        _text("started_at"),
        _text("source"),
        _flag("damaged"),
        _text("note"),
        _number("seconds"),
        _number("elapsed_seconds"),
        _number("metres", optional=True),
        _number("heart_rate", optional=True),
        _number("cadence_raw", optional=True),
        _whole("cadence_factor", optional=True),
        _number("settled_speed", optional=True),
        _number("settled_cadence", optional=True),
        _number("early_speed", optional=True),
        _number("early_cadence", optional=True),
        _number("late_speed", optional=True),
        _number("late_cadence", optional=True),
        _number("first_speed", optional=True),
        _number("first_heart_rate", optional=True),
        _number("second_speed", optional=True),
        _number("second_heart_rate", optional=True),
        sa.CheckConstraint(f"day {_DAY}", name="run_day"),
        sa.CheckConstraint("cadence_factor IS NULL OR cadence_factor IN (1, 2)", name="run_factor"),
        sa.CheckConstraint("seconds >= 0 AND elapsed_seconds >= 0", name="run_seconds"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_run_day", "run", ["day", "started_at"])


def _create_workout() -> None:
    op.create_table(
        "workout",
        _text("id"),
        _text("programme_id", optional=True),
        _text("kind"),
        _text("slot_key"),
        _whole("phase"),
        _whole("week"),
        _whole("day_no"),
        _text("day"),
        _text("zone"),
        _text("started_at"),
        _text("status"),
        _text("title"),
        _text("ended_at", optional=True),
        _text("original_day", optional=True),
        _text("source"),
        _flag("short"),
        _text("note"),
        _whole("cursor"),
        _text("asking", optional=True),
        sa.CheckConstraint(f"day {_DAY}", name="workout_day"),
        sa.CheckConstraint(
            f"original_day IS NULL OR original_day {_DAY}",
            name="workout_original_day",
        ),
        sa.CheckConstraint("status IN ('live', 'ended', 'discarded')", name="workout_status"),
        sa.CheckConstraint("cursor >= 0", name="workout_cursor"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_workout_day", "workout", ["day", "started_at", "id"])
    op.create_index(
        "ix_workout_live", "workout", ["started_at"], sqlite_where=sa.text("status = 'live'")
    )
    op.create_index("ix_workout_programme", "workout", ["programme_id", "day"])


def _create_change() -> None:
    op.create_table(
        "change",
        _text("workout_id"),
        _whole("seq"),
        _text("at"),
        _text("cause"),
        _whole("undoes", optional=True),
        _text("rows"),
        sa.CheckConstraint("seq >= 1", name="change_seq"),
        sa.ForeignKeyConstraint(
            ["workout_id"],
            ["workout.id"],
        ),
        sa.PrimaryKeyConstraint("workout_id", "seq"),
        sqlite_with_rowid=False,
    )


def _create_exercise_result() -> None:
    op.create_table(
        "exercise_result",
        _text("workout_id"),
        _text("exercise_id"),
        _text("side"),
        _whole("control", optional=True),
        _whole("effort", optional=True),
        _whole("pain", optional=True),
        _text("pain_place"),
        _text("next_morning", optional=True),
        sa.CheckConstraint(
            "control IS NULL OR typeof(control) = 'integer' AND control BETWEEN 1 AND 5",
            name="exercise_result_control",
        ),
        sa.CheckConstraint(
            "effort IS NULL OR typeof(effort) = 'integer' AND effort BETWEEN 0 AND 10",
            name="exercise_result_effort",
        ),
        sa.CheckConstraint(
            "pain IS NULL OR typeof(pain) = 'integer' AND pain BETWEEN 0 AND 10",
            name="exercise_result_pain",
        ),
        sa.CheckConstraint(
            "next_morning IS NULL OR next_morning IN ('gone', 'same', 'worse', 'new')",
            name="exercise_result_next_morning",
        ),
        sa.CheckConstraint("side IN ('left', 'right', 'both')", name="exercise_result_side"),
        sa.ForeignKeyConstraint(
            ["workout_id"],
            ["workout.id"],
        ),
        sa.PrimaryKeyConstraint("workout_id", "exercise_id", "side"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_exercise_result_exercise", "exercise_result", ["exercise_id", "workout_id"])


def _create_workout_set() -> None:
    op.create_table(
        "workout_set",
        _text("workout_id"),
        _whole("pos"),
        _text("section"),
        _text("exercise_id"),
        _whole("set_no"),
        _whole("set_count"),
        _text("side"),
        _text("unit"),
        _whole("target"),
        _number("seconds_per_unit"),
        _whole("rest_after"),
        _text("rule"),
        _text("why"),
        _flag("switch"),
        _text("tempo", optional=True),
        _text("rung", optional=True),
        _whole("hold_seconds"),
        _number("load_kg", optional=True),
        _whole("height_cm", optional=True),
        _flag("rated"),
        _text("status"),
        _whole("actual", optional=True),
        _text("skip_reason", optional=True),
        _whole("pain", optional=True),
        _text("note"),
        _text("started_at", optional=True),
        _text("ended_at", optional=True),
        sa.CheckConstraint(
            "actual IS NULL OR typeof(actual) = 'integer' AND actual >= 0",
            name="workout_set_actual",
        ),
        sa.CheckConstraint(
            "pain IS NULL OR typeof(pain) = 'integer' AND pain BETWEEN 0 AND 10",
            name="workout_set_pain",
        ),
        sa.CheckConstraint("side IN ('left', 'right', 'both')", name="workout_set_side"),
        sa.CheckConstraint("status != 'done' OR actual IS NOT NULL", name="workout_set_done"),
        sa.CheckConstraint("status IN ('planned', 'done', 'skipped')", name="workout_set_status"),
        sa.CheckConstraint("typeof(target) = 'integer' AND target >= 0", name="workout_set_target"),
        sa.CheckConstraint(
            "pos >= 0 AND set_no >= 1 AND set_count >= set_no", name="workout_set_counts"
        ),
        sa.ForeignKeyConstraint(
            ["workout_id"],
            ["workout.id"],
        ),
        sa.PrimaryKeyConstraint("workout_id", "pos"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_workout_set_exercise",
        "workout_set",
        ["exercise_id", "workout_id", "side", "status", "unit", "target", "actual"],
    )
