"""The sets of a session as a row of signs, grouped by exercise: done, in hand, to come."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from app.coach.model import SetRow, SetStatus
from screens.words import count

_SIGN = {SetStatus.DONE: "●", SetStatus.SKIPPED: "–", SetStatus.PLANNED: "○"}
_HERE = "◐"
_APART = 3


def ladder(rows: tuple[SetRow, ...], cursor: int, width: int, beside: str = "") -> Content:
    """Return one sign per set; where there is no room, those around the set in hand.

    `beside` stands at the right end, if what it says has room.
    """
    groups = [
        "".join(_HERE if row.pos == cursor else _SIGN[row.status] for row in same)
        for _, same in groupby(rows, lambda row: (row.section, row.exercise_id))
    ]
    signs = " ".join(groups)
    done = sum(row.status is SetStatus.DONE for row in rows)
    told = f"{done} of {count(len(rows), 'set')}"
    room = width - len(told) - 3
    if len(signs) > room:
        signs = _around(signs, cursor + _groups_before(groups, cursor), max(3, room))
    blank = width - len(signs) - len(told) - cell_len(beside) - 3
    end = " " * blank + beside if beside and blank >= _APART else ""
    return Content.assemble((signs, "$accent"), (f"   {told}{end}", "$muted"))


def _groups_before(groups: list[str], cursor: int) -> int:
    seen = 0
    for number, group in enumerate(groups):
        seen += len(group)
        if cursor < seen:
            return number
    return max(0, len(groups) - 1)


def _around(signs: str, place: int, room: int) -> str:
    start = max(0, min(place - room // 2, len(signs) - room))
    part = signs[start : start + room]
    head = "…" if start > 0 else part[:1]
    tail = "…" if start + room < len(signs) else part[-1:]
    return head + part[1:-1] + tail
