"""What Alembic runs around the revisions: one transaction, begun and ended by `data.schema`."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import data.tables  # noqa: F401 -- registers the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    # SQLite can roll a table back; Alembic's default for it is not to trust that.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
