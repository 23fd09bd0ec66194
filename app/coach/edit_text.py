"""What an edit changed in one row of the log, in words.

A file that was taken in may tell of a row in part, or of one that never was: what it says is
shown, and nothing is made up for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from app.coach.logbook import Cause
from app.coach.model import Side

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

Columns = Mapping[str, object] | None


def became(cause: str) -> str:
    """Return what became of an entry by an edit of this cause; the cause itself if unknown."""
    return _CAUSE.get(cause, (cause, cause))[0]


def called(cause: str) -> str:
    """Return what an edit of this cause is called; the cause itself if unknown."""
    return _CAUSE.get(cause, (cause, cause))[1]


def change_text(table: str, key: tuple[object, ...], before: Columns, after: Columns) -> str:
    """Return what became of a row: what stood there and what stands there now.

    "" where only the numbers of sets moved up.
    """
    where = _where(table, key)
    if before is None or after is None:
        row = before or after or {}
        return f"{where}{_whole(table, row)}{'put in' if before is None else 'taken out'}"
    parts = [
        f"{name.replace('_', ' ')} {_shown(before.get(name))} → {_shown(value)}"
        for name, value in after.items()
        if name not in _FOLLOWS and _shown(value) != _shown(before.get(name))
    ]
    if parts:
        return where + ", ".join(parts)
    return "" if _FOLLOWS & after.keys() else f"{where}kept as it was"


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
