"""What is changed from the time line, kept so that it can be taken back. Inside a session.

A session's rows are changed through `workouts.amend`, so that merging goes on to see which of
two copies is the newer; every other entry's rows are kept here. Nothing is ever really gone: a
deleted session is one that is no longer shown, any other deleted row stands in its edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Table, and_, delete, exists, insert, select, text, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_model
from sqlmodel.sql.expression import SelectOfScalar

from app.coach.logbook import Cause, EditMade, EntryKind
from app.coach.model import RowChange, WorkoutRecord, WorkoutStatus
from app.errors import StoreError
from data import images, rows, workouts
from data.tables import Change, Edit, Workout

_MOVED_ON = "That entry was changed in the meantime; nothing was written."

# Of two edits of one instant the later was written later.
_AS_WRITTEN = text("edit.rowid")
_LATEST = (col(Edit.at).desc(), text("edit.rowid DESC"))


def change_session(
    session: Session,
    workout_id: str,
    cause: str,
    changes: tuple[RowChange, ...],
    *,
    now: datetime,
    undoes: Edit | None = None,
) -> str:
    """Change rows of a session that is over; return the id of the edit.

    Raises `StoreError` for an unfinished session, and where the rows are no longer what they
    were.
    """
    workout = session.get(Workout, workout_id)
    if workout is None:
        raise workouts.unknown(workout_id)
    if workout.status == WorkoutStatus.LIVE:
        raise StoreError("That session is not over; end or discard it before it is changed.")
    workouts.amend(session, workout_id, cause, changes, now=now)
    return _keep(
        session,
        EntryKind.SESSION,
        workout_id,
        cause,
        now=now,
        undoes=undoes,
        step=workouts.last_step(session, workout_id),
    )


def add_sessions(session: Session, records: Sequence[WorkoutRecord], *, now: datetime) -> None:
    """Store sessions that were typed in, so that each can be taken back.

    Taken back, such a session is what a deleted one is.
    """
    shown = RowChange(
        "workout", (), {"status": WorkoutStatus.DISCARDED}, {"status": WorkoutStatus.ENDED}
    )
    for record in records:
        workouts.add(session, record, 0)
        session.add(
            Change(
                workout_id=record.id,
                seq=1,
                at=rows.instant_text(now),
                cause=Cause.ADD,
                rows=images.changes_text((shown,)),
            )
        )
        _keep(session, EntryKind.SESSION, record.id, Cause.ADD, now=now, undoes=None, step=1)


def change_rows(
    session: Session,
    kind: EntryKind,
    subject: str,
    cause: str,
    changed: images.Images,
    *,
    now: datetime,
    undoes: Edit | None = None,
) -> str:
    """Change rows that belong to no session; return the id of the edit.

    Raises `StoreError` where the rows are no longer what they were.
    """
    for table, key, before, after in changed:
        _put(session, SQLModel.metadata.tables[table], key, before, after)
    return _keep(
        session, kind, subject, cause, now=now, undoes=undoes, kept=rows.json_text(list(changed))
    )


def _put(
    session: Session,
    table: Table,
    key: Sequence[rows.Stored],
    before: Mapping[str, rows.Stored] | None,
    after: Mapping[str, rows.Stored] | None,
) -> None:
    names = [column.name for column in table.primary_key.columns]
    this = and_(*(table.c[name] == value for name, value in zip(names, key, strict=True)))
    row = session.execute(select(table).where(this)).mappings().first()
    stands = row is not None if before is not None else row is None
    if not stands or any(row[name] != value for name, value in (before or {}).items() if row):
        raise StoreError(_MOVED_ON)
    if after is None:
        session.execute(delete(table).where(this))
    elif before is None:
        session.execute(insert(table), [dict(after)])
    else:
        session.execute(update(table).where(this).values(dict(after)))


def _keep(
    session: Session,
    kind: EntryKind,
    subject: str,
    cause: str,
    *,
    now: datetime,
    undoes: Edit | None,
    step: int | None = None,
    kept: str = "[]",
) -> str:
    row = Edit(
        id=uuid4().hex,
        at=rows.instant_text(now),
        kind=kind.value,
        subject=subject,
        cause=cause,
        undoes=None if undoes is None else undoes.id,
        step=step,
        rows=kept,
    )
    session.add(row)
    session.flush()
    return row.id


# --- taking back ---------------------------------------------------------------------------


def last_open(session: Session, subject: str | None = None) -> EditMade | None:
    """Return the newest edit that was not taken back and takes none back; of one entry, or any.

    `subject` is the id of an entry, or how it begins.
    """
    row = _last_open(session, subject)
    return None if row is None else _made(session, row)


def _last_open(session: Session, subject: str | None) -> Edit | None:
    query = standing(Edit.cause != Cause.UNDO, 1)
    if subject is not None:
        query = query.where(col(Edit.subject).startswith(subject, autoescape=True))
    return session.exec(query).first()


def standing(condition: ColumnElement[bool] | bool, limit: int) -> SelectOfScalar[Edit]:
    """Return the query for edits that were not taken back, the latest first."""
    other = aliased(Edit)
    return (
        select_model(Edit)
        # Of one instant the later row is the later edit; the index knows instants only. Asked for
        # instants, SQLite goes along it; or it would sort every edit there ever was.
        .where(col(Edit.at) > "", condition, ~exists().where(col(other.undoes) == Edit.id))
        .order_by(*_LATEST)
        .limit(limit)
    )


def undo(session: Session, edit_id: str, *, now: datetime) -> EditMade:
    """Take an edit back; return it. Raises `StoreError` where it cannot be any more."""
    row = session.get(Edit, edit_id)
    if row is None:
        raise StoreError("There is no such edit in the log.")
    if session.exec(select_model(Edit.id).where(Edit.undoes == edit_id)).first() is not None:
        raise StoreError("That edit was taken back already.")
    kind = EntryKind(row.kind)
    if row.step is not None:
        change = session.get(Change, (row.subject, row.step))
        if change is None:
            raise StoreError(_MOVED_ON)
        done = images.load_changeset(change.seq, change.cause, change.undoes, change.rows).rows
        back = tuple(one.inverse for one in reversed(done))
        change_session(session, row.subject, Cause.UNDO, back, now=now, undoes=row)
    else:
        back_again = tuple(
            (table, key, after, before)
            for table, key, before, after in reversed(images.load_images(row.rows))
        )
        change_rows(session, kind, row.subject, Cause.UNDO, back_again, now=now, undoes=row)
    return _made(session, row)


# --- what was done ------------------------------------------------------------------------


def of_entry(session: Session, subject: str) -> tuple[EditMade, ...]:
    """Return every edit of an entry, oldest first."""
    found = session.exec(
        select_model(Edit).where(Edit.subject == subject).order_by(col(Edit.at), _AS_WRITTEN)
    ).all()
    return tuple(_made(session, row) for row in found)


def deleted(session: Session, limit: int) -> tuple[EditMade, ...]:
    """Return what was deleted and not brought back, the latest first."""
    found = session.exec(standing(Edit.cause == Cause.DELETE, limit)).all()
    return tuple(_made(session, row) for row in found)


def _made(session: Session, row: Edit) -> EditMade:
    changes: images.Images = images.load_images(row.rows)
    if row.step is not None:
        change = session.get(Change, (row.subject, row.step))
        changes = () if change is None else images.load_images(change.rows)
    with rows.understood():
        return EditMade(
            row.id,
            rows.load_instant_of(row.at),
            EntryKind(row.kind),
            row.subject,
            row.cause,
            row.undoes,
            row.step,
            changes,
        )
