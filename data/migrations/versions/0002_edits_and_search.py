"""Schema version 2: what was changed from the time line, and indices to page and search it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the journal of edits and the indices of the time line; no row is touched."""
    op.create_table(
        "edit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("rows", sa.String(), nullable=False),
        sa.CheckConstraint("step IS NULL OR step >= 1", name="edit_step"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_edit_at", "edit", ["at", "id"])
    op.create_index("ix_edit_subject", "edit", ["subject", "at"])
    op.create_index(
        "ix_edit_undoes", "edit", ["undoes"], sqlite_where=sa.text("undoes IS NOT NULL")
    )
    # Each part of the time line is read in its order from an index that ends with the id.
    op.create_index(
        "ix_workout_shown",
        "workout",
        ["day", "started_at", "id"],
        sqlite_where=sa.text("status != 'discarded'"),
    )
    op.drop_index("ix_run_day", "run")
    op.create_index("ix_run_day", "run", ["day", "started_at", "id"])
    op.drop_index("ix_readiness_day", "readiness")
    op.create_index("ix_readiness_day", "readiness", ["day", "at", "id"])
    op.create_index("ix_measurement_day", "measurement", ["day", "at", "test", "id"])
    op.create_index(
        "ix_change_morning", "change", ["at"], sqlite_where=sa.text("cause = 'next morning'")
    )
    # Searching while typing reads these from end to end; they hold only what was said.
    op.create_index(
        "ix_workout_set_note",
        "workout_set",
        ["workout_id", "note"],
        sqlite_where=sa.text("note != ''"),
    )
    op.create_index(
        "ix_workout_set_pain",
        "workout_set",
        ["workout_id", "exercise_id", "side", "pain"],
        sqlite_where=sa.text("pain > 0"),
    )
    op.create_index(
        "ix_exercise_result_pain",
        "exercise_result",
        ["workout_id", "exercise_id", "side", "pain"],
        sqlite_where=sa.text("pain > 0"),
    )
    op.create_index(
        "ix_exercise_result_place",
        "exercise_result",
        ["workout_id", "pain_place"],
        sqlite_where=sa.text("pain_place != ''"),
    )
