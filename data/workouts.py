"""Workouts in the log: beginning, changing, ending and reading them. Inside a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Executable, and_, func, or_
from sqlalchemy import select as bare_select
from sqlmodel import Session, SQLModel, col, delete, insert, select, update

from app.coach.model import (
    Changeset,
    History,
    Kind,
    RowChange,
    WorkoutRecord,
    WorkoutStatus,
)
from app.errors import StoreError
from data import images, rows, session_clock
from data.tables import Change, ExerciseResult, Workout, WorkoutSet
from data.values import LiveRow, WorkoutSummary

_NEWEST_FIRST = (
    col(Workout.day).desc(),
    col(Workout.started_at).desc(),
    col(Workout.id).desc(),
)
# A step of a session is stored through the bare tables: the same statements by way of the mapped
# classes take twice the time, and a set should be safe before its runner has put the weight down.
_TABLES = SQLModel.metadata.tables
_STEPS = _TABLES["change"]
_WORKOUTS = _TABLES["workout"]
_SETS = _TABLES["workout_set"]
_RATINGS = _TABLES["exercise_result"]
# What a changeset may touch: the table, and the names of its key after the workout's id.
_CHANGEABLE: Mapping[str, tuple[type[SQLModel], tuple[str, ...]]] = {
    "workout": (Workout, ()),
    "workout_set": (WorkoutSet, ("pos",)),
    "exercise_result": (ExerciseResult, ("exercise_id", "side")),
}


def add(session: Session, record: WorkoutRecord, cursor: int) -> None:
    """Insert a workout with all its sets and ratings."""
    session.add(Workout(**rows.stored_fields(record, rows.WORKOUT_FIELDS), cursor=cursor))
    session.flush()
    of_this = {"workout_id": record.id}
    for table, values, names in (
        (WorkoutSet, record.sets, rows.SET_FIELDS),
        (ExerciseResult, record.ratings, rows.RATING_FIELDS),
    ):
        if values:
            session.execute(
                insert(table), [of_this | rows.stored_fields(value, names) for value in values]
            )


def apply(
    session: Session,
    workout_id: str,
    changeset: Changeset,
    cursor: int,
    asking: str | None,
    *,
    elapsed: float | None = None,
    now: datetime,
) -> None:
    """Change the rows of one event, keep their before-images, and move the cursor.

    `elapsed` is how many seconds of the session have passed, None where nobody counts them. Storing
    the same changeset again changes nothing, so that a save whose outcome was unknown can be tried
    again. Raises `StoreError` if a row is not there, or another changeset of this number is.
    """
    text = images.changes_text(changeset.rows)
    of_this = and_(_STEPS.c.workout_id == workout_id, _STEPS.c.seq == changeset.seq)
    stands = session.connection().execute(
        bare_select(_STEPS.c.cause, _STEPS.c.undoes, _STEPS.c.rows).where(of_this)
    )
    kept = stands.one_or_none()
    if kept is not None:
        if (kept.cause, kept.undoes, kept.rows) == (changeset.cause, changeset.undoes, text):
            return
        raise StoreError(
            f"Step {changeset.seq} of this session is already in the log with other values; "
            "another copy of the program wrote it."
        )
    for change in changeset.rows:
        _change(session, workout_id, change)
    session.connection().execute(
        insert(_STEPS),
        {
            "workout_id": workout_id,
            "seq": changeset.seq,
            "at": rows.instant_text(now),
            "cause": changeset.cause,
            "undoes": changeset.undoes,
            "rows": text,
        },
    )
    _must_hit(
        session,
        update(_WORKOUTS).where(_WORKOUTS.c.id == workout_id).values(cursor=cursor, asking=asking),
    )
    if elapsed is not None:
        session_clock.keep(session, workout_id, elapsed)


def amend(
    session: Session,
    workout_id: str,
    cause: str,
    changes: tuple[RowChange, ...],
    *,
    now: datetime,
) -> None:
    """Change rows of a workout that is over, as its next changeset; the cursor stays.

    Raises `StoreError` if a row is not there, or no longer what the change says stood there.
    """
    workout = session.get(Workout, workout_id)
    if workout is None:
        raise unknown(workout_id)
    for change in changes:
        _require_unchanged(session, workout_id, change)
    changeset = Changeset(last_step(session, workout_id) + 1, cause, changes)
    apply(session, workout_id, changeset, workout.cursor, workout.asking, now=now)


def last_step(session: Session, workout_id: str) -> int:
    """Return the number of the newest changeset of a workout, 0 where there is none."""
    newest = session.exec(select(func.max(Change.seq)).where(Change.workout_id == workout_id)).one()
    return newest or 0


def _require_unchanged(session: Session, workout_id: str, change: RowChange) -> None:
    table, key_names = _CHANGEABLE[change.table]
    key = dict(zip(key_names, change.key, strict=True))
    key["id" if table is Workout else "workout_id"] = workout_id
    row = session.get(table, key)
    if change.before is None:
        stands = row is None
    else:
        stands = row is not None and all(
            getattr(row, name) == rows.stored(value) for name, value in change.before.items()
        )
    if not stands:
        raise StoreError("That session was changed in the meantime; nothing was written.")


def _change(session: Session, workout_id: str, change: RowChange) -> None:
    model, key_names = _CHANGEABLE[change.table]
    table = _TABLES[change.table]
    key: dict[str, rows.Stored] = dict(zip(key_names, change.key, strict=True))
    owner = "id" if model is Workout else "workout_id"
    key[owner] = workout_id
    this = and_(*(table.c[name] == value for name, value in key.items()))
    after = change.after
    if after is None:
        _must_hit(session, delete(table).where(this))
        return
    values = {name: rows.stored(value) for name, value in after.items()}
    if change.before is None:
        session.connection().execute(insert(table), values | key)
    elif values:
        _must_hit(session, update(table).where(this).values(values))


def _must_hit(session: Session, statement: Executable) -> None:
    result = session.connection().execute(statement)
    if result.rowcount != 1:
        raise StoreError(
            "The session in the log is not the one on the screen; another copy of the program "
            "changed it. Nothing was written."
        )


def changesets(session: Session, workout_id: str) -> tuple[Changeset, ...]:
    """Return every changeset of a workout, oldest first."""
    found = session.exec(
        select(Change).where(Change.workout_id == workout_id).order_by(col(Change.seq))
    )
    return tuple(images.load_changeset(row.seq, row.cause, row.undoes, row.rows) for row in found)


def end(session: Session, workout_id: str, status: WorkoutStatus, at: datetime) -> None:
    """End or discard a live workout; doing so twice is the same as once. Rows are kept."""
    row = session.get(Workout, workout_id)
    if row is None:
        raise unknown(workout_id)
    if row.status == status:
        return
    if row.status != WorkoutStatus.LIVE:
        raise StoreError("This session has already ended; nothing was changed.")
    row.status = str(status)
    row.ended_at = rows.instant_text(at)
    row.asking = None
    session.add(row)
    session_clock.forget(session)


def unknown(workout_id: str) -> StoreError:
    """Say that there is no such workout."""
    return StoreError(f"There is no session {workout_id} in the log.")


def has(session: Session, workout_id: str) -> bool:
    """Return whether there is a workout of this id."""
    return session.get(Workout, workout_id) is not None


def one(session: Session, workout_id: str) -> WorkoutRecord:
    """Return a workout with its sets and ratings. Raises `StoreError` if there is none."""
    found = _records(session, col(Workout.id) == workout_id)
    if not found:
        raise unknown(workout_id)
    return found[0]


def live(session: Session) -> LiveRow | None:
    """Return the newest workout that was begun and not ended."""
    row = session.exec(
        select(Workout)
        .where(Workout.status == WorkoutStatus.LIVE.value)
        .order_by(col(Workout.started_at).desc(), col(Workout.id).desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return LiveRow(
        _records(session, col(Workout.id) == row.id)[0],
        cursor=row.cursor,
        asking=row.asking,
        elapsed=session_clock.kept(session, row.id),
    )


def history(session: Session, programme_id: str | None, since: date | None) -> History:
    """Return ended workouts, oldest first: a programme's, and all those from `since` on.

    With neither, every one.
    """
    wanted: list[ColumnElement[bool]] = []
    if programme_id is not None:
        wanted.append(col(Workout.programme_id) == programme_id)
    if since is not None:
        wanted.append(col(Workout.day) >= since.isoformat())
    ended: ColumnElement[bool] = col(Workout.status) == WorkoutStatus.ENDED.value
    return _records(session, and_(ended, or_(*wanted)) if wanted else ended)


def _records(session: Session, where: ColumnElement[bool]) -> tuple[WorkoutRecord, ...]:
    """Read the workouts that `where` chooses and what belongs to them, oldest first.

    As bare columns: an object for each row of a programme takes 2 MiB, which stay taken.
    """
    ids = bare_select(_WORKOUTS.c.id).where(where)
    workout, sets, ratings = _WORKOUTS.c, _SETS.c, _RATINGS.c
    found = (
        bare_select(*(workout[name] for name in rows.WORKOUT_FIELDS))
        .where(where)
        .order_by(workout.day, workout.started_at, workout.id),
        bare_select(sets.workout_id, *(sets[name] for name in rows.SET_FIELDS))
        .where(sets.workout_id.in_(ids))
        .order_by(sets.workout_id, sets.pos),
        bare_select(ratings.workout_id, *(ratings[name] for name in rows.RATING_FIELDS))
        .where(ratings.workout_id.in_(ids))
        .order_by(ratings.workout_id, ratings.exercise_id, ratings.side),
    )
    return rows.load_workouts(*(session.execute(each).all() for each in found))


def summaries(session: Session, ids: Sequence[str]) -> tuple[WorkoutSummary, ...]:
    """Return the workouts of these ids, newest first."""
    of_this = WorkoutSet.workout_id == Workout.id
    planned = select(func.count()).select_from(WorkoutSet).where(of_this).scalar_subquery()
    done = (
        select(func.count())
        .select_from(WorkoutSet)
        .where(of_this, WorkoutSet.status == "done")
        .scalar_subquery()
    )
    found = session.execute(
        select(Workout, done, planned).where(col(Workout.id).in_(ids)).order_by(*_NEWEST_FIRST)
    ).all()
    return tuple(_summary(workout, done, planned) for workout, done, planned in found)


def _summary(workout: Workout, done: int, planned: int) -> WorkoutSummary:
    with rows.understood():
        return WorkoutSummary(
            id=workout.id,
            day=date.fromisoformat(workout.day),
            zone=workout.zone,
            started_at=rows.load_instant_of(workout.started_at),
            ended_at=rows.load_instant(workout.ended_at),
            status=WorkoutStatus(workout.status),
            kind=Kind(workout.kind),
            title=workout.title,
            phase=workout.phase,
            week=workout.week,
            source=workout.source,
            short=workout.short,
            note=workout.note,
            done_sets=done,
            planned_sets=planned,
        )
