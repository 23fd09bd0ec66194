"""What an edit changed in one row of the log, in words.

A file that was taken in may tell of a row in part, or of one that never was: what it says is
shown, and nothing is made up for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from app.coach.logbook import Cause, EditMade
from app.coach.model import Side, WorkoutStatus

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d):\d\d\S*")
# They follow from the sets that came or went, which are told themselves.
_FOLLOWS = frozenset({"set_no", "set_count"})

# A set is described by all of these or not at all.
_WHOLE = frozenset({"exercise_id", "side", "actual", "unit"})

# What became of an entry, and what that is called where it is taken back.
_CAUSE: Mapping[str, tuple[str, str]] = {
    Cause.ADD: ("added by hand", "the addition"),
    Cause.EDIT: ("changed", "a correction"),
    Cause.DELETE: ("deleted", "the deletion"),
    Cause.UNDO: ("taken back", "what was taken back"),
}

# A session that is deleted keeps its rows; only its status says that nobody counts it.
_TIME_LINE: Mapping[tuple[str, str], str] = {
    (WorkoutStatus.ENDED, WorkoutStatus.DISCARDED): "taken off the time line",
    (WorkoutStatus.DISCARDED, WorkoutStatus.ENDED): "put on the time line",
}

Columns = Mapping[str, object] | None


def became(cause: str) -> str:
    """Return what became of an entry by an edit of this cause; the cause itself if unknown."""
    return _CAUSE.get(cause, (cause, cause))[0]


def called(cause: str) -> str:
    """Return what an edit of this cause is called; the cause itself if unknown."""
    return _CAUSE.get(cause, (cause, cause))[1]


def edit_text(made: EditMade, edits: Sequence[EditMade] = ()) -> str:
    """Return what an edit did with its entry; one that takes back names what, if `edits` know."""
    undone = next((one for one in edits if one.id == made.undoes), None)
    return became(made.cause) if undone is None else f"{called(undone.cause)} taken back"


def changes_text(made: EditMade, *, back: bool = False) -> tuple[str, ...]:
    """Return what an edit changed, row by row; with `back` what taking it back changed."""
    if back:
        rows = [(table, key, after, before) for table, key, before, after in made.changes[::-1]]
    else:
        rows = list(made.changes)
    return tuple(said for row in rows if (said := change_text(*row)))


def change_text(table: str, key: tuple[object, ...], before: Columns, after: Columns) -> str:
    """Return what became of a row: what stood there and what stands there now.

    "" where only the numbers of sets moved up.
    """
    where = _where(table, key)
    if before is None or after is None:
        row = before or after or {}
        return f"{where}{_whole(table, row)}{'put in' if before is None else 'taken out'}"
    parts = [
        _became(table, name, before.get(name), value)
        for name, value in after.items()
        if name not in _FOLLOWS and _shown(value) != _shown(before.get(name))
    ]
    if parts:
        return where + ", ".join(parts)
    return "" if _FOLLOWS & after.keys() else f"{where}kept as it was"


def _became(table: str, name: str, before: object, after: object) -> str:
    if table == "workout" and name == "status":
        moved = _TIME_LINE.get((str(before), str(after)))
        if moved is not None:
            return moved
    return f"{name.replace('_', ' ')} {_shown(before)} → {_shown(after)}"


def _where(table: str, key: tuple[object, ...]) -> str:
    if table == "workout_set":
        number = key[0] if key else None
        return f"set {number + 1} " if isinstance(number, int) else "set "
    if table == "exercise_result":
        return "".join(f"{part} " for part in key[:2])
    return ""


def _whole(table: str, row: Mapping[str, object]) -> str:
    """Return what a row that came or went was."""
    if table != "workout_set" or not row.keys() >= _WHOLE:
        return ""
    side = "" if row["side"] == Side.BOTH else f" {row['side']}"
    done = "not done" if row["actual"] is None else f"{row['actual']} {row['unit']}"
    return f"({row['exercise_id']}{side}, {done}) "


def _shown(value: object) -> str:
    """Return a stored value for people: an instant to the minute, words in quotes."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is not None:
        return f"{found[1]} {found[2]}"
    if isinstance(value, str):
        return f"“{value}”" if value else "nothing"
    return "nothing" if value is None else str(value)
