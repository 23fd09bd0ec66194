"""What changes: rows before and after, stored together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from app.coach.frozen import dataclass
from app.coach.model.words import Tempo

Value = str | int | float | bool | None | datetime | date | Tempo
"""What a changed field may hold."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after. `before` None: it is new. `after` None: it goes.

    `table` is `workout`, `workout_set` or `exercise_result`; `key` is () for the workout itself,
    (pos,) for a set, (exercise_id, side) for a result. Only the fields that change are given.
    """

    table: str
    key: tuple[int | str, ...]
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None

    @property
    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Changeset:
    """The rows one event changed, stored together or not at all.

    `seq` numbers the changesets of a workout from 1. `undoes` names the one that this takes
    back.
    """

    seq: int
    cause: str
    rows: tuple[RowChange, ...] = ()
    undoes: int | None = None
