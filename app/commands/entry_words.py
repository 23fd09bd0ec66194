"""An entry of the log as `log` prints it: in a line, in full, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.coach.edit_text import called, changes_text, edit_text
from app.coach.entry_text import facts
from app.coach.logbook import Entry
from app.coach.model import SetRow, SetStatus, Side, WorkoutRecord
from app.coach.names import name_of
from app.coach.pain import pain_told
from app.commands.streams import harmless

if TYPE_CHECKING:
    from app.coach.logbook import EditMade
    from app.trainer.desk import Desk

_SHORT_ID = 8
_PLAIN_SETS = {SetStatus.DONE: "done", SetStatus.SKIPPED: "left out", SetStatus.PLANNED: "not done"}


def short_id(entry_id: str) -> str:
    """Return as much of an id as names it in a log of one runner."""
    return entry_id if ":" in entry_id else entry_id[:_SHORT_ID]


def line(entry: Entry) -> str:
    """Return one entry as one line; nothing in it can command the terminal."""
    said = f"{entry.title}: {' · '.join(facts(entry))}"
    if entry.note:
        said += f" “{entry.note}”"
    return harmless(f"{short_id(entry.id):<8}  {entry.day:%a} {entry.day}  {said}")


def as_json(entry: Entry) -> dict[str, object]:
    """Return an entry as it stands in `log list --json`."""
    return {
        "kind": entry.kind.value,
        "id": entry.id,
        "date": entry.day.isoformat(),
        "at": instant(entry),
        "zone": entry.zone or None,
        "title": entry.title,
        "note": entry.note,
        **entry.facts,
    }


def instant(entry: Entry | EditMade) -> str:
    """Return when it was, in UTC."""
    return entry.at.isoformat()


# --- a session in full ---------------------------------------------------------------------


def stored_json(record: WorkoutRecord, desk: Desk) -> dict[str, object]:
    """Return a session that was just stored, as `log show` has it."""
    from app.trainer import timeline

    return as_json(timeline.entry(desk, record.id)) | session_json(record, desk)


def session_json(record: WorkoutRecord, desk: Desk) -> dict[str, object]:
    """Return a session's place in the plan, its sets, and what was said about each exercise."""
    planned = record.original_day if record.slot_key else None
    return {
        "session": record.slot_key or None,
        "due": None if planned is None else planned.isoformat(),
        "sets": [_set_json(row, desk) for row in record.sets],
        "results": [
            {
                "exercise": rating.exercise_id,
                "side": rating.side.value,
                "control": rating.control,
                "effort": rating.effort,
                "pain": rating.pain,
                "pain_place": rating.pain_place,
                "next_morning": rating.next_morning,
            }
            for rating in record.ratings
        ],
    }


def _set_json(row: SetRow, desk: Desk) -> dict[str, object]:
    return {
        "set": row.pos + 1,
        "exercise": row.exercise_id,
        "name": name_of(desk.library, row.exercise_id),
        "side": row.side.value,
        "unit": row.unit.value,
        "target": row.target,
        "actual": row.actual,
        "status": row.status.value,
        "left_out": None if row.skip_reason is None else row.skip_reason.value,
        "rung": row.rung,
        "tempo": None if row.tempo is None else str(row.tempo),
        "load_kg": row.load_kg,
        "height_cm": row.height_cm,
        "pain": row.pain,
        "note": row.note,
        "rule": row.rule,
        "why": row.why,
    }


def session_lines(record: WorkoutRecord, desk: Desk) -> Iterator[str]:
    """Return a session set by set: target beside actual, both sides, notes, reasons given."""
    for exercise_id in dict.fromkeys(row.exercise_id for row in record.sets):
        yield f"  {name_of(desk.library, exercise_id)} ({exercise_id})"
        said = list(_ratings(record, exercise_id))
        if said:
            yield f"    {' · '.join(said)}"
        rows = [row for row in record.sets if row.exercise_id == exercise_id]
        for row in rows:
            yield f"    {_set_line(row)}"
        for why in dict.fromkeys(f"{row.why} ({row.rule})" for row in rows if row.why):
            yield f"    why: {why}"


def _ratings(record: WorkoutRecord, exercise_id: str) -> Iterator[str]:
    for side in (Side.LEFT, Side.RIGHT, Side.BOTH):
        rating = record.rating(exercise_id, side)
        leg = "" if side is Side.BOTH else f" {side}"
        if rating.control is not None:
            yield f"control{leg} {rating.control}"
    both = record.rating(exercise_id, Side.BOTH)
    if both.effort is not None:
        yield f"effort {both.effort}"
    if hurt := pain_told(record, exercise_id):
        yield f"pain {hurt}"
    if both.next_morning:
        yield f"next morning: {both.next_morning}"


def _set_line(row: SetRow) -> str:
    side = "" if row.side is Side.BOTH else f", {row.side}"
    done = "–" if row.actual is None else str(row.actual)
    said = [f"{row.pos + 1:>2}. set {row.set_no}{side}: {done} of {row.target} {row.unit}"]
    if row.status is not SetStatus.DONE:
        reason = f" ({row.skip_reason})" if row.skip_reason else ""
        said.append(f"{_PLAIN_SETS[row.status]}{reason}")
    said += [str(row.tempo)] if row.tempo else []
    said += [f"{row.load_kg:g} kg"] if row.load_kg else []
    said += [f"{row.height_cm} cm"] if row.height_cm else []
    said += [f"pain {row.pain}"] if row.pain is not None else []
    said += [f"“{row.note}”"] if row.note else []
    return " · ".join(said)


# --- edits ---------------------------------------------------------------------------------


def edit_line(made: EditMade, edits: Sequence[EditMade] = ()) -> str:
    """Return one edit of an entry with all these `edits`: when, what it did, what it changed."""
    what = _with(edit_text(made, edits), changes_text(made))
    return f"{made.at:%Y-%m-%d %H:%M} UTC  {what}"


def undo_line(made: EditMade) -> str:
    """Return what taking back this edit did: what it was, and what changed to what now."""
    what = f"{called(made.cause)} of {made.at:%Y-%m-%d %H:%M} UTC"
    return _with(what, changes_text(made, back=True))


def _with(what: str, changes: Sequence[str]) -> str:
    return f"{what}: {'; '.join(changes)}" if changes else what


def edit_json(made: EditMade) -> dict[str, object]:
    """Return one edit as it stands in `log show --json`."""
    return {
        "id": made.id,
        "at": instant(made),
        "kind": made.kind.value,
        "entry": made.subject,
        "cause": made.cause,
        "undoes": made.undoes,
        "changes": [
            {"table": table, "key": list(key), "before": before, "after": after}
            for table, key, before, after in made.changes
        ],
    }
