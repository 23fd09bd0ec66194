"""Changes of rows: made with their before-images, applied, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from app.coach.frozen import field_names, replace
from app.coach.model import (
    Changeset,
    Rating,
    RowChange,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Unit,
    Value,
)

SETS = "workout_set"
RESULTS = "exercise_result"


def set_change(row: SetRow, **after: Value) -> RowChange | None:
    """Return the change of a set to these fields; None when nothing would differ."""
    changed = {name: _plain(value) for name, value in after.items() if getattr(row, name) != value}
    if not changed:
        return None
    before = {name: _plain(getattr(row, name)) for name in changed}
    return RowChange(SETS, (row.pos,), before, changed)


def rewritten(old: Sequence[SetRow], new: Sequence[SetRow]) -> tuple[RowChange, ...]:
    """Return the changes that turn the sets `old` into `new`; both are numbered from 0.

    Sets that are one too many go from the end, so that the others keep their numbers.
    """
    kept = min(len(old), len(new))
    changes = [
        set_change(before, **_fields(after))
        for before, after in zip(old[:kept], new[:kept], strict=True)
    ]
    changes += [RowChange(SETS, (row.pos,), _image(row), None) for row in reversed(old[kept:])]
    changes += [RowChange(SETS, (row.pos,), None, _image(row)) for row in new[kept:]]
    return tuple(change for change in changes if change is not None)


def _fields(row: SetRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in field_names(SetRow) if name != "pos"}


def _image(row: SetRow) -> dict[str, Value]:
    return {name: _plain(value) for name, value in _fields(row).items()}


def rating_change(
    ratings: tuple[Rating, ...], exercise_id: str, side: Side, **after: Value
) -> RowChange | None:
    """Return the change of an exercise's result; None when nothing would differ."""
    key = (exercise_id, side.value)
    old = find_rating(ratings, exercise_id, side)
    if old is None:
        return RowChange(RESULTS, key, None, {name: _plain(value) for name, value in after.items()})
    changed = {name: _plain(value) for name, value in after.items() if getattr(old, name) != value}
    if not changed:
        return None
    return RowChange(RESULTS, key, {name: _plain(getattr(old, name)) for name in changed}, changed)


def find_rating(ratings: tuple[Rating, ...], exercise_id: str, side: Side) -> Rating | None:
    """Return the stored result of one side, None when there is none."""
    for rating in ratings:
        if rating.exercise_id == exercise_id and rating.side is side:
            return rating
    return None


def apply(
    rows: tuple[SetRow, ...], ratings: tuple[Rating, ...], changeset: Changeset
) -> tuple[tuple[SetRow, ...], tuple[Rating, ...]]:
    """Return the rows after a changeset. Raises `ValueError` for a table it does not know."""
    new_rows = list(rows)
    for change in changeset.rows:
        if change.table == SETS:
            _apply_set(new_rows, change)
        elif change.table == RESULTS:
            ratings = _apply_rating(ratings, change)
        else:
            raise ValueError(f"a workout cannot change {change.table!r} {change.key!r}")
    return tuple(new_rows), ratings


def _apply_set(rows: list[SetRow], change: RowChange) -> None:
    pos = int(change.key[0])
    if change.after is None:
        del rows[pos]
    elif change.before is None:
        rows.insert(pos, SetRow(pos=pos, **_typed(change.after)))
    else:
        rows[pos] = replace(rows[pos], **_typed(change.after))


def undoable(changesets: tuple[Changeset, ...]) -> Changeset | None:
    """Return the newest changeset that was not taken back and takes nothing back."""
    gone = {changeset.undoes for changeset in changesets}
    for changeset in reversed(changesets):
        if changeset.undoes is None and changeset.seq not in gone:
            return changeset
    return None


def _apply_rating(ratings: tuple[Rating, ...], change: RowChange) -> tuple[Rating, ...]:
    exercise_id, side = str(change.key[0]), Side(str(change.key[1]))
    others = tuple(
        rating
        for rating in ratings
        if not (rating.exercise_id == exercise_id and rating.side is side)
    )
    if change.after is None:
        return others
    old = find_rating(ratings, exercise_id, side) or Rating(exercise_id, side)
    new = replace(old, **_typed(change.after))
    return tuple(sorted((*others, new), key=lambda rating: (rating.exercise_id, rating.side)))


def _plain(value: Value) -> Value:
    # Changes are stored as they are: words, not members of an enum.
    return value.value if isinstance(value, StrEnum) else value


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "section": Section,
    "side": Side,
    "unit": Unit,
    "status": SetStatus,
    "skip_reason": SkipReason,
}


def _typed(image: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: _KINDS[name](value) if name in _KINDS and value is not None else value
        for name, value in image.items()
    }
