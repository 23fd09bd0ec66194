"""Correcting the log: the fields of an entry, changing them, deleting it, taking that back.

What stood there before is always kept. A target that was shown stays as it was; the targets to
come follow from the rows, so that nothing has to be told that one of them changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.coach.logbook import Cause, EditMade, Entry, EntryKind
from app.coach.model import RowChange, WorkoutRecord, WorkoutStatus
from app.errors import StoreError, UsageError
from app.trainer import amend_rows, amend_session, amend_sets, timeline
from app.trainer.amend_fields import Field

if TYPE_CHECKING:
    from datetime import datetime

    from app.trainer.desk import Desk

# What takes a session off the time line; its rows stay.
_GONE = RowChange(
    "workout", (), {"status": WorkoutStatus.ENDED}, {"status": WorkoutStatus.DISCARDED}
)


def why_not(entry: Entry) -> str:
    """Say in one sentence why an entry cannot be changed, "" where it can."""
    match entry.kind:
        case EntryKind.DECISION:
            return "A decision stays as it was made; where it is asked again, you can decide anew."
        case EntryKind.QUESTIONNAIRE:
            return (
                "The verdict rests on the answers, so they stay as they were; "
                "answer the questionnaire again instead."
            )
        case EntryKind.MORNING:
            return (
                "The answer of a morning belongs to its session; change it there: "
                f"{entry.facts['session']}."
            )
        case EntryKind.SESSION if entry.facts["status"] == WorkoutStatus.LIVE:
            return "That session is not over; end or discard it before it is changed."
        case _:
            return ""


def why_kept(desk: Desk, entry: Entry) -> str:
    """Say in one sentence why an entry cannot be deleted, "" where it can."""
    if entry.kind is EntryKind.QUESTIONNAIRE:
        if desk.store.book.in_use(entry.id):
            return "A plan began with this questionnaire, so it stays."
        return ""
    return why_not(entry)


def fields(desk: Desk, entry: Entry) -> tuple[Field, ...]:
    """Return what can be changed in an entry, with what stands there now.

    Nothing where nothing can be. Raises `StoreError`.
    """
    if why_not(entry):
        return ()
    if entry.kind is EntryKind.SESSION:
        return amend_session.fields(desk, desk.store.workout(entry.id))
    return amend_rows.fields(entry, desk.store.book.stored_rows(entry.kind, entry.id))


def others(desk: Desk, entry: Entry) -> tuple[Field, ...]:
    """Return the fields that put a set into a session that it has none of yet; else nothing.

    Raises `StoreError`.
    """
    if entry.kind is not EntryKind.SESSION or why_not(entry):
        return ()
    return tuple(amend_sets.others(desk.library, desk.store.workout(entry.id)))


def change(desk: Desk, entry: Entry, given: Mapping[str, str]) -> tuple[tuple[Field, Field], ...]:
    """Change the fields named; return those that are another now, as they were and as they are.

    Nothing is written where all of them stand there already. Raises `UsageError` for a field
    that is not there or cannot be so, `StoreError`.
    """
    refused = why_not(entry)
    if refused:
        raise UsageError(refused)
    before = {field.key: field for field in fields(desk, entry)}
    record = desk.store.workout(entry.id) if entry.kind is EntryKind.SESSION else None
    _require_known(desk, record, given, before)
    if record is not None:
        rows = amend_session.changes(desk, record, given)
        if not rows:
            return ()
        desk.store.book.edit_session(entry.id, Cause.EDIT, rows)
    else:
        stored = desk.store.book.stored_rows(entry.kind, entry.id)
        images = amend_rows.changes(desk, entry, stored, given)
        if not images:
            return ()
        desk.store.book.edit_rows(entry.kind, entry.id, Cause.EDIT, images)
    after = fields(desk, timeline.entry(desk, entry.id))
    changed = tuple(
        (before[field.key], field)
        for field in after
        if field.key in before and field.value != before[field.key].value
    )
    return (*changed, *amend_sets.told(before, given))


def _require_known(
    desk: Desk, record: WorkoutRecord | None, given: Mapping[str, str], known: Mapping[str, Field]
) -> None:
    for key in given:
        if key in known:
            continue
        if record is None or not amend_sets.is_addition(desk.library, record, key):
            from app.toml_table import did_you_mean

            hint = did_you_mean(key, known) or "; `stridetui log show ID --fields` names them."
            raise UsageError(f"There is no field {key[:60]!a} in this entry{hint}")


def delete(desk: Desk, entry: Entry) -> None:
    """Take an entry off the time line; what it was is kept, and `undo` brings it back.

    Raises `UsageError` for what cannot be deleted, `StoreError`.
    """
    refused = why_kept(desk, entry)
    if refused:
        raise UsageError(refused)
    book = desk.store.book
    if entry.kind is EntryKind.SESSION:
        book.edit_session(entry.id, Cause.DELETE, (_GONE,))
        return
    rows = book.stored_rows(entry.kind, entry.id)
    if not rows:
        raise StoreError("That entry is not in the log any more; nothing was changed.")
    images = tuple((row.table, row.key, dict(row.columns), None) for row in rows)
    book.edit_rows(entry.kind, entry.id, Cause.DELETE, images)


def discard(desk: Desk, workout_id: str, at: datetime) -> None:
    """End a session that is under way and delete it, both or neither. Raises `StoreError`."""
    desk.store.book.edit_session(workout_id, Cause.DELETE, (_GONE,), ended=at)


def latest(desk: Desk, entry_id: str) -> EditMade | None:
    """Return the latest edit of an entry that still stands: what `undo` would take back."""
    return desk.store.book.last_edit(entry_id)


def undo(desk: Desk, entry_id: str | None = None) -> EditMade:
    """Take back the latest edit that still stands; of one entry, or of any. Return it.

    `entry_id` may be how the id begins. Raises `UsageError` where there is nothing to take back,
    `StoreError` where it cannot be any more.
    """
    made = desk.store.book.last_edit(entry_id)
    if made is None:
        where = "" if entry_id is None else f" in {entry_id[:40]!a}"
        raise UsageError(f"There is no edit{where} to take back.")
    return desk.store.book.undo_edit(made.id)
