"""Control of one exercise, session by session, left and right apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.coach.figures import GATE_CONTROL, POOR_CONTROL, REPEAT_CONTROL, SIDE_GAP
from app.coach.insight.chart import Chart, Series
from app.coach.insight.rows import Controlled
from app.coach.insight.sessions import by_side, change, grouped, newest
from app.coach.insight.span import Axis
from app.coach.model import Side

RANGE = (1, 5)
"""Control is given as 1–5 (part D)."""


def control(rows: Sequence[Controlled], name: str, axis: Axis) -> Chart:
    """Return control per session of one exercise, with what the rules make of the last one."""
    question = f"{name}: how well is it under control?"
    sessions = grouped(row for row in rows if row.control is not None)
    if not sessions:
        return Chart(
            question,
            axis.nothing(
                "No control noted yet. The question comes at the end of the exercise, during the "
                "rest."
            ),
        )
    series = by_side(sessions, lambda row: row.control)
    days = tuple(day for day, _ in sessions)
    # What both legs did before the work went to one leg is not what was done last time.
    latest = [line for line in series if line.values[-1] is not None]
    last = newest(latest)
    if len(sessions) == 1:
        answer = f"One session so far: {last}. A second one makes a line."
    else:
        answer = f"Last time {last} of 5.{change(latest, days)}{_outlook(sessions[-1][1])}"
    return Chart(
        question,
        answer,
        days,
        _told(series),
        *RANGE,
        unit="control, 1–5",
        bands=axis.bands,
        gates=axis.gates,
    )


def _told(series: tuple[Series, ...]) -> tuple[Series, ...]:
    return tuple(line for line in series if any(value is not None for value in line.values))


def _outlook(last: Mapping[Side, Controlled]) -> str:
    """Say what the rules read in the last values: P5, P6, P4, or what a gate asks for (D.3)."""
    values = {side: row.control for side, row in last.items() if row.control is not None}
    lowest = min(values.values())
    left, right = values.get(Side.LEFT), values.get(Side.RIGHT)
    if lowest <= POOR_CONTROL:
        return " The next dose is a step easier, and that is how it gets clean."
    if left is not None and right is not None and abs(left - right) >= SIDE_GAP:
        weaker = Side.LEFT if left < right else Side.RIGHT
        return f" The {weaker} leg goes first next time, and the numbers stay."
    if lowest <= REPEAT_CONTROL:
        return " The same numbers again make it steadier."
    return f" {GATE_CONTROL} and more is what a gate asks for."
