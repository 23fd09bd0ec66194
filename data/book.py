"""The time line of the store, and what is changed from it: each method is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlmodel import Session

from app.clock import Clock
from app.coach.logbook import EditMade, Entry, EntryKind, Wanted
from app.coach.model import RowChange, WorkoutRecord, WorkoutStatus
from data import edits, entries, runner, timeline, workouts
from data.images import Images
from data.timeline_sql import Names
from data.values import StoredRow

Opening = Callable[[], AbstractContextManager[Session]]


class Book:
    """The log as a book to leaf through, to correct, and to take corrections back in.

    Every method raises `StoreError` or one of its kinds; after that nothing of it is in the log.
    """

    def __init__(self, read: Opening, write: Opening, clock: Clock) -> None:
        self._read = read
        self._write = write
        self._clock = clock

    def page(
        self, wanted: Wanted, names: Names, offset: int = 0, limit: int = 64
    ) -> tuple[Entry, ...]:
        """Return one page of what is wanted of the time line, newest first."""
        with self._read() as session:
            keys = timeline.page(
                session, wanted, names, self._clock.zone(), offset=offset, limit=limit
            )
            return entries.load(session, keys)

    def count(self, wanted: Wanted, names: Names) -> int:
        """Return how much of what is wanted there is on the time line."""
        with self._read() as session:
            return timeline.count(session, wanted, names, self._clock.zone())

    def named(self, beginning: str) -> tuple[Entry, ...]:
        """Return the entries whose id begins so; the one with just this id alone."""
        with self._read() as session:
            return entries.load(session, entries.named(session, beginning, self._clock.zone()))

    def stored_rows(self, kind: EntryKind, entry_id: str) -> tuple[StoredRow, ...]:
        """Return the rows of a run, a self-test, a check-in or a questionnaire as they stand."""
        with self._read() as session:
            return entries.stored_rows(session, kind, entry_id)

    def in_use(self, assessment_id: str) -> bool:
        """Return whether a programme began with this questionnaire."""
        with self._read() as session:
            return runner.in_use(session, assessment_id)

    def add_sessions(self, records: tuple[WorkoutRecord, ...]) -> None:
        """Store sessions that were typed in, all or none, so that each can be taken back."""
        with self._write() as session:
            edits.add_sessions(session, records, now=self._clock.now().instant)

    def edit_session(
        self,
        workout_id: str,
        cause: str,
        changes: tuple[RowChange, ...],
        *,
        ended: datetime | None = None,
    ) -> str:
        """Change a session that is over, so that it can be taken back; return the edit's id.

        One that is under way is `ended` first, at that instant. Raises `StoreError` for one that
        is not over, and where the rows are not what `changes` say stood there.
        """
        with self._write() as session:
            if ended is not None:
                workouts.end(session, workout_id, WorkoutStatus.ENDED, ended)
                session.flush()
            return edits.change_session(
                session, workout_id, cause, changes, now=self._clock.now().instant
            )

    def edit_rows(self, kind: EntryKind, subject: str, cause: str, images: Images) -> str:
        """Change the rows of any other entry likewise; return the edit's id."""
        with self._write() as session:
            return edits.change_rows(
                session, kind, subject, cause, images, now=self._clock.now().instant
            )

    def undo_edit(self, edit_id: str) -> EditMade:
        """Take an edit back; return it. Raises `StoreError` where it cannot be any more."""
        with self._write() as session:
            return edits.undo(session, edit_id, now=self._clock.now().instant)

    def last_edit(self, subject: str | None = None) -> EditMade | None:
        """Return the newest edit that can be taken back.

        With `subject`, of the entry whose id begins so.
        """
        with self._read() as session:
            return edits.last_open(session, subject)

    def edits(self, subject: str) -> tuple[EditMade, ...]:
        """Return every edit of an entry, oldest first."""
        with self._read() as session:
            return edits.of_entry(session, subject)

    def deleted(self, limit: int = 64) -> tuple[EditMade, ...]:
        """Return what was deleted and not brought back, the latest first."""
        with self._read() as session:
            return edits.deleted(session, limit)
