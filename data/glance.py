"""What Today and `next` need, read with plain `sqlite3` so that neither waits for SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from app.coach import selftests
from app.coach.figures import LONGEST_RUN_DAYS
from app.coach.frozen import dataclass
from app.coach.model import DecisionKind, Enrolment, History, SetRow, Start
from app.coach.selftests import Measurements
from app.errors import NoLogError
from data import check, current, rows, schema


@dataclass(frozen=True, slots=True)
class LiveSummary:
    """As much of an unfinished workout as the first screen says.

    `coming` is the set at which it goes on, None where all are closed.
    """

    workout_id: str
    title: str
    day: date
    done_sets: int
    all_sets: int
    coming: SetRow | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What Today and `next` need, read in one go.

    `history` is the current programme's workouts and those of the last 30 days, oldest first.
    `start` and `verdict` are those of the newest assessment. `draft_answers` counts the answers
    of a questionnaire that was left half-way. `measured` are all self-tests, oldest first, and
    `without` the tests said to be impossible. `longest_run` are the minutes in motion of the
    longest run of the last 30 days, None where none is known; `run_ended` is when the last run of
    `today` was over, None where there was none. `assessed_at` is when the last questionnaire ended.
    `put_off` are the newest decisions to wait: kind, subject, choice, newest first.
    """

    enrolment: Enrolment | None
    history: History
    live: LiveSummary | None
    start: Start | None
    verdict: Mapping[str, object] | None
    draft_answers: int
    measured: Measurements = ()
    without: frozenset[str] = frozenset()
    longest_run: float | None = None
    run_ended: datetime | None = None
    assessed_at: datetime | None = None
    put_off: tuple[tuple[str, str, str], ...] = ()


def read(path: Path, today: date, busy_seconds: float = schema.BUSY_SECONDS) -> Glance:
    """Return the first screen's rows as of `today`.

    Upgrades the log first if an older version wrote it. Raises `NoLogError` where nothing has
    been written yet, `DamagedLogError`, `NewerLogError`, `LockedLogError`, or `StoreError`.
    """
    check.require_file(path)
    connection = schema.open_existing(path, busy_seconds)
    try:
        with check.explained(path):
            found = schema.look(connection, path)
        if found is schema.State.NEW:
            raise NoLogError(f"There is nothing in {path} yet; start a session to begin a log.")
        if found is schema.State.OLDER:
            connection.close()
            schema.prepare(path, busy_seconds)
            connection = schema.open_existing(path, busy_seconds)
        with check.explained(path):
            # One transaction, so that all of it is the log at one moment.
            connection.execute("BEGIN")
            return _read(connection, today)
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, today: date) -> Glance:
    since = current.month_before(today)
    enrolment = current.enrolment(connection, since)
    start, verdict, assessed_at = _assessment(connection)
    return Glance(
        enrolment=enrolment,
        history=_history(connection, enrolment, since),
        live=_live(connection),
        start=start,
        verdict=verdict,
        assessed_at=assessed_at,
        draft_answers=_draft_answers(connection),
        measured=_measured(connection),
        without=_without(connection),
        longest_run=_longest_run(connection, today),
        run_ended=_run_ended(connection, today),
        put_off=_put_off(connection),
    )


def _assessment(
    connection: sqlite3.Connection,
) -> tuple[Start | None, dict[str, object] | None, datetime | None]:
    row = connection.execute(
        "SELECT verdict, at FROM assessment ORDER BY at DESC, id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None, None, None
    verdict = rows.load_object(row[0])
    word = verdict.get("start")
    start = Start(word) if isinstance(word, str) and word in set(Start) else None
    return start, verdict, rows.load_instant_of(row[1])


def _live(connection: sqlite3.Connection) -> LiveSummary | None:
    row = connection.execute(
        "SELECT id, title, day, cursor FROM workout WHERE status = 'live' "
        "ORDER BY started_at DESC, id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    done, total = connection.execute(
        "SELECT coalesce(sum(status = 'done'), 0), count(*) FROM workout_set WHERE workout_id = ?",
        (row[0],),
    ).fetchone()
    # As the player takes it up: a set left behind comes last.
    coming = connection.execute(
        f"SELECT {', '.join(rows.SET_FIELDS)} FROM workout_set "  # noqa: S608 -- names of our own fields
        "WHERE workout_id = ? AND status = 'planned' ORDER BY pos < ?, pos LIMIT 1",
        (row[0], row[3]),
    ).fetchone()
    with rows.understood():
        day = date.fromisoformat(row[2])
    following = None if coming is None else rows.load_set(coming)
    return LiveSummary(row[0], row[1], day, done, total, following)


def _history(connection: sqlite3.Connection, enrolment: Enrolment | None, since: date) -> History:
    programme_id = None if enrolment is None else enrolment.id
    wanted = (programme_id, since.isoformat())
    # Each half of the OR has an index of its own; as a subquery of the sets it is walked again,
    # which is cheaper than naming hundreds of ids.
    ended = "status = 'ended' AND (programme_id = ? OR day >= ?)"
    of_ended = f"workout_id IN (SELECT id FROM workout WHERE {ended})"  # noqa: S608 -- fixed text
    return rows.load_workouts(
        connection.execute(
            f"SELECT {', '.join(rows.WORKOUT_FIELDS)} FROM workout WHERE {ended} "  # noqa: S608 -- names of our own fields
            "ORDER BY day, started_at, id",
            wanted,
        ).fetchall(),
        connection.execute(
            f"SELECT workout_id, {', '.join(rows.SET_FIELDS)} FROM workout_set "  # noqa: S608 -- names of our own fields
            f"WHERE {of_ended} ORDER BY workout_id, pos",
            wanted,
        ).fetchall(),
        connection.execute(
            f"SELECT workout_id, {', '.join(rows.RATING_FIELDS)} FROM exercise_result "  # noqa: S608 -- names of our own fields
            f"WHERE {of_ended} ORDER BY workout_id, exercise_id, side",
            wanted,
        ).fetchall(),
    )


def _draft_answers(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE key = 'draft'").fetchone()
    if row is None:
        return 0

    from app.coach.interview import answered_count

    return answered_count(rows.load_object(row[0]))


def _measured(connection: sqlite3.Connection) -> Measurements:
    return rows.load_measurements(
        connection.execute(
            f"SELECT {', '.join(rows.MEASUREMENT_FIELDS)} FROM measurement "  # noqa: S608 -- names of our own fields
            "ORDER BY day, at, id"
        ).fetchall()
    )


def _without(connection: sqlite3.Connection) -> frozenset[str]:
    return selftests.impossible(
        connection.execute(
            "SELECT subject, choice FROM decision WHERE kind = ? ORDER BY at, id",
            (DecisionKind.WITHOUT,),
        ).fetchall()
    )


def _longest_run(connection: sqlite3.Connection, today: date) -> float | None:
    """Say what `app.coach.runs.longest_minutes` says, without reading whole runs."""
    since = today - timedelta(days=LONGEST_RUN_DAYS)
    (seconds,) = connection.execute(
        "SELECT max(seconds) FROM run WHERE day BETWEEN ? AND ?",
        (since.isoformat(), today.isoformat()),
    ).fetchone()
    with rows.understood():
        return seconds / 60 if seconds else None


def _run_ended(connection: sqlite3.Connection, today: date) -> datetime | None:
    found = connection.execute(
        "SELECT started_at, elapsed_seconds FROM run WHERE day = ?", (today.isoformat(),)
    ).fetchall()
    return max((rows.load_end(began, lasted) for began, lasted in found), default=None)


def _put_off(connection: sqlite3.Connection) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        connection.execute(
            "SELECT kind, subject, choice FROM decision WHERE kind IN (?, ?) "
            "ORDER BY at DESC, id DESC",
            (DecisionKind.MOVE, DecisionKind.PAUSE),
        )
    )
