"""The whole session as one line: each exercise as long as it takes, and how far it has got."""

from __future__ import annotations

from itertools import groupby

from textual.content import Content

from app.coach.model import SetRow, SetStatus
from app.coach.player import seconds_of

_OVER, _NOW, _TO_COME, _LEFT_OUT, _BETWEEN = "━", "╸", "─", "┄", " "
_LEAST = 1


def session_line(rows: tuple[SetRow, ...], cursor: int, width: int) -> Content:
    """Return a line of at most `width` cells, one stretch per exercise in the order of the sets."""
    groups = [list(same) for _, same in groupby(rows, lambda row: (row.section, row.exercise_id))]
    room = width - (len(groups) - 1)
    if not groups or room < len(groups) * _LEAST:
        return Content("")
    parts: list[str | tuple[str, str]] = []
    for group, cells in zip(
        groups, _shares([_seconds(group) for group in groups], room), strict=True
    ):
        if parts:
            parts.append(_BETWEEN)
        parts += _stretch(group, cursor, cells)
    return Content.assemble(*parts)


def _seconds(group: list[SetRow]) -> float:
    return sum(seconds_of(row) for row in group)


def _shares(seconds: list[float], room: int) -> list[int]:
    """Share `room` cells out by length, one at least, so that they add up."""
    total = sum(seconds) or 1.0
    cells: list[int] = []
    passed = given = 0.0
    for number, each in enumerate(seconds):
        passed += each
        still = len(seconds) - number - 1
        end = min(room - still * _LEAST, round(room * passed / total))
        cells.append(max(_LEAST, end - int(given)))
        given += cells[-1]
    return cells


def _stretch(group: list[SetRow], cursor: int, cells: int) -> list[str | tuple[str, str]]:
    closed = [row for row in group if row.status is not SetStatus.PLANNED]
    over = round(cells * _seconds(closed) / (_seconds(group) or 1.0))
    here = any(row.pos == cursor for row in group)
    if len(closed) == len(group):
        skipped = all(row.status is SetStatus.SKIPPED for row in group)
        return [((_LEFT_OUT if skipped else _OVER) * cells, "$muted" if skipped else "$accent")]
    if here:
        over = min(over, cells - 1)
        return [
            (_OVER * over + _NOW, "bold $accent"),
            (_TO_COME * (cells - over - 1), "$foreground"),
        ]
    return [(_OVER * over, "$accent"), (_TO_COME * (cells - over), "$muted")]
