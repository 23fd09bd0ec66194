"""Sessions of one exercise as places on an axis, with a line for each side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from app.coach.insight.chart import Series, Shape, number, short_day
from app.coach.model import Side

SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH)
SHAPE = {Side.LEFT: Shape.LEFT, Side.RIGHT: Shape.RIGHT, Side.BOTH: Shape.BOTH}
NAME = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both legs"}


class SideRow(Protocol):
    """A row of one side in one session."""

    @property
    def day(self) -> date:
        """The training day."""
        ...

    @property
    def workout_id(self) -> str:
        """Which session."""
        ...

    @property
    def side(self) -> Side:
        """Whose row it is."""
        ...


RowT = TypeVar("RowT", bound=SideRow)


def grouped(rows: Iterable[RowT]) -> list[tuple[date, Mapping[Side, RowT]]]:
    """Group rows by session, oldest day first; sessions of one day keep their order."""
    found: dict[tuple[date, str], dict[Side, RowT]] = {}
    for row in rows:
        found.setdefault((row.day, row.workout_id), {})[row.side] = row
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return [(day, by_side) for (day, _), by_side in ordered]


def by_side(
    sessions: Sequence[tuple[date, Mapping[Side, RowT]]],
    value: Callable[[RowT], float | None],
) -> tuple[Series, ...]:
    """Return a line for each side that has a row, a value or a gap for each session."""
    lines = []
    for side in SIDES:
        if any(side in one for _, one in sessions):
            values = tuple(value(one[side]) if side in one else None for _, one in sessions)
            lines.append(Series(NAME[side], SHAPE[side], values))
    return tuple(lines)


def newest(series: Sequence[Series]) -> str:
    """Return the newest value of each series, such as `left 4 and right 5`."""
    parts = []
    for line in series:
        last = next((value for value in reversed(line.values) if value is not None), None)
        if last is not None:
            parts.append(f"{line.label} {number(last)}")
    return " and ".join(parts)


def change(series: Sequence[Series], days: Sequence[date]) -> str:
    """Return how each series moved since the first of them began; "" where none has two values."""
    parts = []
    since = days[-1]
    for line in series:
        places = [at for at, value in enumerate(line.values) if value is not None]
        if len(places) < 2:
            continue
        since = min(since, days[places[0]])
        by = (line.values[places[-1]] or 0) - (line.values[places[0]] or 0)
        word = f"up {number(by)}" if by > 0 else f"down {number(-by)}" if by < 0 else "the same"
        parts.append(f"{line.label} {word}")
    return f" Since {short_day(since, days[-1])}: {', '.join(parts)}." if parts else ""
