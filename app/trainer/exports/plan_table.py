"""The sessions ahead as a tidy table: one row for each set that is to come."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from app.coach.layout import lay_out
from app.errors import UsageError
from app.trainer.exports.format import Order, Written
from data.exports import csv_file
from data.exports.csv_cells import END, NUMBER, Column, harmless

_DONE = {column.name: column for column in csv_file.COLUMNS}
COLUMNS = (
    Column("day", "Day that fits the session best, if all before it goes as planned."),
    Column("slot_key", "Place in the plan as block.week.day."),
    Column("title", "What the session is called."),
    *(_DONE[name] for name in ("phase", "week", "day_no")),
    Column("place", "Where it is done: home, outdoors or gym."),
    *(_DONE[name] for name in ("pos", "section", "exercise_id")),
    Column("exercise", "The exercise's name."),
    *(_DONE[name] for name in ("rung", "set_no")),
    Column("set_count", "How many sets are prescribed per side.", NUMBER),
    _DONE["side"],
    Column("unit", "What the target counts: reps, touches, holds, seconds and so on."),
    Column("target", "How many, per leg where each leg has its own.", NUMBER),
    _DONE["tempo"],
    Column("rest_after", "Seconds of rest after the set.", NUMBER),
    *(_DONE[name] for name in ("load_kg", "height_cm", "rule", "why")),
)
"""Every column, in order."""


def write(file: IO[str], order: Order) -> Written:
    """Write a row for each set of the sessions ahead; none where nothing is ahead."""
    out = csv.writer(file, lineterminator=END)
    out.writerow(column.name for column in COLUMNS)
    sets, sessions = 0, set()
    for cells in rows(order):
        out.writerow(harmless(cell) if isinstance(cell, str) else cell for cell in cells)
        sets += 1
        sessions.add(cells[:2])
    return {"planned set": sets, "planned session": len(sessions)}


def rows(order: Order) -> Iterator[tuple[object, ...]]:
    """Yield the cells of each set of the sessions ahead, in the order of `COLUMNS`."""
    from app.trainer import foresee

    try:
        ahead = foresee.foresee(order.desk, foresee.MOST_SESSIONS).preview.sessions
    except UsageError:
        ahead = ()
    since, until = order.selection.since, order.selection.until
    for one in ahead:
        if (since and one.day < since) or (until and one.day > until):
            continue
        slot = one.session.slot
        for row in lay_out(one.session):
            yield (
                *(one.day, slot.key, slot.title, slot.phase, slot.week, slot.day_no, slot.place),
                *(row.pos, row.section, row.exercise_id, order.name(row.exercise_id), row.rung),
                *(row.set_no, row.set_count, row.side, row.unit, row.target, row.tempo),
                *(row.rest_after, row.load_kg, row.height_cm, row.rule, row.why),
            )
