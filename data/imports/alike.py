"""Whether a session of the log says what a table of this program says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.imports.unit import Row, Unit
from data.rows import Stored

# What the table does not carry.
_NOT_CARRIED = frozenset({"cursor", "asking", "rated", "switch"})
_OF_BOTH_LEGS = ("effort", "pain", "pain_place", "next_morning")


def alike(unit: Unit, here: Row, own: Mapping[str, Sequence[Row]]) -> bool:
    """Return whether a session that was read from a table is the one in the log.

    `own` are the rows that belong to the log's. An empty text and none are the same to a table.
    """
    mine, theirs = own["workout_set"], unit.children["workout_set"]
    return (
        _said(unit.row) == _said(here)
        and sorted(map(_said, mine)) == sorted(map(_said, theirs))
        and _rated(mine, own["exercise_result"]) == _rated(mine, unit.children["exercise_result"])
    )


def _said(row: Row) -> list[tuple[str, str]]:
    return sorted(
        (name, repr(value))
        for name, value in row.items()
        if name not in _NOT_CARRIED and value not in (None, "")
    )


def _rated(sets: Iterable[Row], results: Iterable[Row]) -> list[list[Stored]]:
    """Return how each set's exercise went, as the table says it with every set."""
    found = {(row["exercise_id"], row["side"]): row for row in results}
    nothing: Row = {}
    rated = []
    for row in sets:
        own = found.get((row["exercise_id"], row["side"]), nothing)
        whole = found.get((row["exercise_id"], "both"), nothing)
        cells = [own.get("control")]
        for name in _OF_BOTH_LEGS:
            both = whole.get(name)
            cells.append(own.get(name) if both in (None, "") else both)
        rated.append([None if cell == "" else cell for cell in cells])
    return rated
