"""The one store: every method is one transaction on the log, with coach values in and out.

Sync and safe to call from any thread, but never from the event loop. Each concern has a module
of its own (`workouts`, `runner`, `series`); what is here is opening, transactions and errors.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.clock import Clock
from app.coach.model import (
    Changeset,
    Enrolment,
    History,
    Readiness,
    RowChange,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.runs import Runs
from app.coach.selftests import Measurement, Measurements
from app.errors import StoreError
from data import check, current, measurements, runner, running, schema, session_clock, workouts
from data.book import Book
from data.engine import blank, copy_in_memory, for_reading, for_writing, plain
from data.schema import BUSY_SECONDS
from data.series import Series
from data.values import (
    AssessmentRow,
    DecisionRow,
    LiveRow,
)

if TYPE_CHECKING:
    from data.imports.unit import Outcome, Unit


class Store:
    """The training log at `path`.

    Nothing is opened or created before it is needed: a log that is not there yet reads as an
    empty one and is created by the first write. An older log is upgraded when first opened.
    Every method raises `StoreError` or one of its kinds; after that nothing of its transaction
    is in the log.
    """

    def __init__(self, path: Path, clock: Clock, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._clock = clock
        self._busy_seconds = busy_seconds
        self._opening = threading.RLock()
        self._reader: Engine | None = None
        self._writer: Engine | None = None
        self._blank: Engine | None = None
        # The file that the writer has open, whatever stands at its path by now.
        self._written_to: tuple[int, int] | None = None
        self.book = Book(self._read, self._write, clock)

    # --- workouts --------------------------------------------------------------------------

    def add_workout(self, record: WorkoutRecord, cursor: int = 0) -> None:
        """Store a workout with all its sets and ratings."""
        with self._write() as session:
            workouts.add(session, record, cursor)

    def add_workouts(self, records: tuple[WorkoutRecord, ...]) -> None:
        """Store several workouts, all or none."""
        with self._write() as session:
            for record in records:
                workouts.add(session, record, 0)

    def apply(
        self,
        workout_id: str,
        changeset: Changeset,
        cursor: int,
        asking: str | None = None,
        *,
        elapsed: float | None = None,
    ) -> None:
        """Store what one event changed, with before-images, cursor and clock, all or nothing.

        The same changeset may be stored again without effect.
        """
        with self._write() as session:
            workouts.apply(
                session, workout_id, changeset, cursor, asking, elapsed=elapsed, now=self._now()
            )

    def amend(self, workout_id: str, cause: str, changes: tuple[RowChange, ...]) -> None:
        """Change rows of a workout outside of a session, with their before-images.

        Raises `StoreError` where the rows are no longer what `changes` say stood there.
        """
        with self._write() as session:
            workouts.amend(session, workout_id, cause, changes, now=self._now())

    def changesets(self, workout_id: str) -> tuple[Changeset, ...]:
        """Return what changed in a workout, oldest first."""
        with self._read() as session:
            return workouts.changesets(session, workout_id)

    def end_workout(self, workout_id: str, status: WorkoutStatus, at: datetime) -> None:
        """End or discard a live workout; its rows are kept either way."""
        with self._write() as session:
            workouts.end(session, workout_id, status, at)

    def live_workout(self) -> LiveRow | None:
        """Return the newest workout that was begun and not ended, running or not."""
        with self._read() as session:
            return workouts.live(session)

    def keep_clock(self, workout_id: str, seconds: float) -> None:
        """Keep what a session's clock shows, for when it is taken up again."""
        with self._write() as session:
            session_clock.keep(session, workout_id, seconds)

    def workout(self, workout_id: str) -> WorkoutRecord:
        """Return one workout; `StoreError` if there is none of this id."""
        with self._read() as session:
            return workouts.one(session, workout_id)

    def has_workout(self, workout_id: str) -> bool:
        """Return whether there is a workout of this id, discarded ones included."""
        with self._read() as session:
            return workouts.has(session, workout_id)

    def history(self, programme_id: str | None = None, since: date | None = None) -> History:
        """Return ended workouts, oldest first: a programme's, and all those from `since` on.

        With neither, every one.
        """
        with self._read() as session:
            return workouts.history(session, programme_id, since)

    # --- the runner ------------------------------------------------------------------------

    def save_enrolment(
        self,
        enrolment: Enrolment,
        assessment_id: str | None = None,
        *,
        decided: tuple[str, str, str] | None = None,
    ) -> None:
        """Store a programme as the current one; any other that is open ends now.

        `decided` is kind, subject and choice of a decision, stored with it or not at all.
        """
        with self._write() as session:
            now = self._now()
            runner.save_enrolment(session, enrolment, assessment_id, now)
            if decided is not None:
                runner.decide(session, *decided, now)

    def enrolment(self, since: date | None = None) -> Enrolment | None:
        """Return the current programme: the newest that has not ended.

        With it come the answers before sessions from the day `since` on, by default those of the
        month before today.
        """
        first = current.month_before(self._clock.today()) if since is None else since
        with self._read() as session:
            return current.enrolment(plain(session), first)

    def save_readiness(self, readiness: Readiness) -> None:
        """Store what was answered before a session."""
        with self._write() as session:
            runner.save_readiness(session, readiness, self._now())

    def save_draft(self, answers: Mapping[str, object]) -> None:
        """Keep the answers given so far; none at all forgets the draft."""
        with self._write() as session:
            runner.save_draft(session, answers)

    def draft(self) -> dict[str, object]:
        """Return the answers of a questionnaire left half-way, or none."""
        with self._read() as session:
            return runner.draft(session)

    def save_assessment(self, answers: Mapping[str, object], verdict: Mapping[str, object]) -> str:
        """Store a finished questionnaire, forget its draft, and return its id."""
        with self._write() as session:
            return runner.save_assessment(session, answers, verdict, self._now())

    def assessments(self) -> tuple[AssessmentRow, ...]:
        """Return every finished questionnaire, newest first."""
        with self._read() as session:
            return runner.assessments(session)

    def decide(self, kind: str, subject: str, choice: str) -> str:
        """Store something the runner chose; return its id."""
        with self._write() as session:
            return runner.decide(session, kind, subject, choice, self._now())

    def decisions(self, kind: str | None = None) -> tuple[DecisionRow, ...]:
        """Return what the runner chose, newest first; of one kind, or of all."""
        with self._read() as session:
            return runner.decisions(session, kind)

    # --- self-tests ------------------------------------------------------------------------

    def add_measurements(self, measured: tuple[Measurement, ...]) -> Measurements:
        """Store the results of a self-test, all or none; return them with their ids."""
        with self._write() as session:
            return measurements.add(session, measured, self._now())

    def remove_measurements(self, ids: tuple[str, ...]) -> None:
        """Take results back, all or none."""
        with self._write() as session:
            measurements.remove(session, ids)

    def measurements(self, test_id: str | None = None) -> Measurements:
        """Return the results of the self-tests, oldest first; of one test, or of all."""
        with self._read() as session:
            return measurements.every(session, test_id)

    # --- runs, and what comes from files ---------------------------------------------------

    def runs(
        self, since: date | None = None, until: date | None = None, *, settled: bool = False
    ) -> Runs:
        """Return runs, oldest first; what may be left out is said at `running.runs`."""
        with self._read() as session:
            return running.runs(session, since, until, settled=settled)

    def rehearse(self, units: tuple[Unit, ...]) -> tuple[Outcome, ...]:
        """Return what `merge` would do with each unit. It is tried on a copy in memory."""
        from data.imports.merge import merge

        with self._translated():
            if schema.state(self.path, self._busy_seconds) is schema.State.NEW:
                engine = blank()
            else:
                self._for_reading()
                with closing(schema.open_existing(self.path, self._busy_seconds)) as log:
                    engine = copy_in_memory(log)
            try:
                with Session(engine) as session:
                    return merge(session, units)
            finally:
                engine.dispose()

    def merge(
        self, units: tuple[Unit, ...], expected: tuple[Outcome, ...] | None = None
    ) -> tuple[Outcome, ...]:
        """Put units into the log by their ids, in one transaction; return what was done.

        Raises `StoreError`, and writes nothing, if that is not what was `expected`.
        """
        from data.imports.merge import merge

        with self._write() as session:
            done = merge(session, units)
            if expected is not None and done != expected:
                raise StoreError(
                    "The log has changed since it was looked at; nothing was written. "
                    "Import once more."
                )
            return done

    # --- series for the charts -------------------------------------------------------------

    @cached_property
    def series(self) -> Series:
        """What the charts read."""
        return Series(self._read, self._clock)

    # --- opening, transactions, errors -----------------------------------------------------

    def close(self) -> None:
        """Let go of the file. The store may be used again and opens it anew."""
        with self._opening:
            for engine in (self._reader, self._writer, self._blank):
                if engine is not None:
                    engine.dispose()
            self._reader = self._writer = self._blank = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for one consistent read that no method covers, such as an export.

        Raises `NoLogError` where nothing has been written yet.
        """
        check.require_file(self.path)
        with self._read() as session:
            yield session

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with self._translated(), Session(self._for_reading()) as session:
            yield session

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with self._translated():
            with Session(self._for_writing()) as session, session.begin():
                yield session
                self._require_same_file()
            # Once more: a file that went between the look and the commit took what it held along.
            self._require_same_file()

    def _require_same_file(self) -> None:
        # An open file that is deleted goes on taking what is written, and nobody ever sees it.
        if check.identity(self.path) != self._written_to:
            self.close()
            raise check.gone(self.path)

    def _for_reading(self) -> Engine:
        with self._opening:
            if self._reader is None:
                found = schema.state(self.path, self._busy_seconds)
                if found is schema.State.NEW:
                    if self._blank is None:
                        self._blank = blank()
                    return self._blank
                if found is schema.State.OLDER:
                    schema.prepare(self.path, self._busy_seconds)
                self._reader = for_reading(self.path, self._busy_seconds)
            return self._reader

    def _for_writing(self) -> Engine:
        with self._opening:
            if self._writer is None:
                schema.prepare(self.path, self._busy_seconds)
                self._writer = for_writing(self.path, self._busy_seconds)
                self._written_to = check.identity(self.path)
            return self._writer

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with check.explained(self.path):
                yield
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                raise check.explain(self.path, error.orig) from error
            raise
        except UnicodeEncodeError as error:
            # Bytes on the command line that are no UTF-8; no text in a log can be like that.
            raise StoreError(
                f"{error.object[:40]!a} is no text in UTF-8; nothing in the log can be called so."
            ) from error

    def _now(self) -> datetime:
        return self._clock.now().instant
