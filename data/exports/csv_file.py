"""The log as CSV: one row per set and side, for a spreadsheet or a script.

UTF-8, comma, CRLF and quotes as in RFC 4180; times are ISO 8601 in the zone of the session, with
its offset. `COLUMNS` says what each column holds.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import IO, Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlmodel import Session, SQLModel, col

from data.exports.selection import Selection
from data.tables import ExerciseResult, Workout, WorkoutSet

_AT_ONCE = 1000


class Holds(Enum):
    """What a column's cells are, which decides how they are written."""

    NUMBER = "number"
    TEXT = "text"
    INSTANT = "instant"
    FLAG = "flag"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its name, a sentence that says what it holds, and its kind."""

    name: str
    sentence: str
    holds: Holds = Holds.TEXT


_NUMBER, _INSTANT, _FLAG, _NAME = Holds.NUMBER, Holds.INSTANT, Holds.FLAG, Holds.NAME

COLUMNS = (
    Column("day", "Training day: the local date on which the session began."),
    Column("zone", "IANA name of the time zone the session was done in."),
    Column("workout_id", "The session's id, the same in every export."),
    Column("workout_title", "What the session is called."),
    Column("workout_kind", "What the session belongs to: programme or step_up."),
    Column("workout_status", "What became of the session: live, ended or discarded."),
    Column("workout_started_at", "When the session began.", _INSTANT),
    Column("workout_ended_at", "When the session ended; empty if it has not.", _INSTANT),
    Column("workout_source", "How the session came: live (timed), typed, or a program's name."),
    Column("workout_short", "1 for the ten-minute version, else 0.", _FLAG),
    Column("workout_note", "What was noted about the session."),
    Column("programme_id", "Id of the programme the session belongs to; empty outside one."),
    Column("slot_key", "Place in the plan as block.week.day; empty outside a plan."),
    Column("original_day", "Day on which the session was first due; empty outside a plan."),
    Column("phase", "Phase of the programme, 1 to 4; 0 outside the phases.", _NUMBER),
    Column("week", "Week of the phase or block, from 1.", _NUMBER),
    Column("day_no", "Session within the week, from 1.", _NUMBER),
    Column("pos", "Place of the set in the session, from 0.", _NUMBER),
    Column("section", "Part of the session: opening, main or closing."),
    Column("exercise_id", "The exercise's id, which never changes."),
    Column("exercise", "The exercise's name.", _NAME),
    Column("rung", "Which form of the exercise, on its ladder from easy to hard."),
    Column("set_no", "Number of the set, from 1.", _NUMBER),
    Column("set_count", "How many sets were prescribed per side.", _NUMBER),
    Column("side", "Whose work it is: left, right or both."),
    Column("unit", "What target and actual count: reps, touches, holds, seconds and so on."),
    Column("target", "How many were prescribed, per leg where each leg has its own.", _NUMBER),
    Column("actual", "How many were done; empty if the set was not.", _NUMBER),
    Column("status", "What became of the set: planned (not reached), done or skipped."),
    Column(
        "skip_reason",
        "Why the set was left out or closed: pain, sharp (or sudden) pain, time, kit, tired, "
        "quality, ended, other.",
    ),
    Column("tempo", "Seconds to lower, hold, rise and hold again, such as 2-0-1-0."),
    Column("seconds_per_unit", "Seconds one unit was planned to take.", _NUMBER),
    Column("hold_seconds", "Seconds of the held part of a unit; 0 if there is none.", _NUMBER),
    Column("rest_after", "Seconds of rest prescribed after the set.", _NUMBER),
    Column("load_kg", "Load in kilograms; empty for none.", _NUMBER),
    Column("height_cm", "Height of the step or box in centimetres; empty for none.", _NUMBER),
    Column("rule", "Which rule set the target."),
    Column("why", "Why the rule set this target."),
    Column("set_pain", "Pain 0 to 10 given during the set; empty if none was given.", _NUMBER),
    Column("set_note", "What was noted about the set."),
    Column("set_started_at", "When the set began.", _INSTANT),
    Column("set_ended_at", "When the set ended.", _INSTANT),
    Column("control", "Control 1 to 5 of the exercise on this side; empty if passed by.", _NUMBER),
    Column("effort", "Effort 0 to 10 of the exercise; empty if passed by.", _NUMBER),
    Column("pain", "Pain 0 to 10 of the exercise; empty if passed by.", _NUMBER),
    Column("pain_place", "Where it hurt."),
    Column("next_morning", "How it was the next morning; empty if not answered."),
)
"""Every column, in order."""


def write(
    file: IO[str], session: Session, selection: Selection, name: Callable[[str], str]
) -> tuple[int, int]:
    """Write a row for each set; `name` gives an exercise's name. Return (sets, workouts)."""
    out = csv.writer(file, lineterminator="\r\n")
    out.writerow(column.name for column in COLUMNS)
    found = session.connection().execute(_query(selection).execution_options(yield_per=_AT_ONCE))
    where = [column.name for column in COLUMNS]
    zone_at, workout_at = where.index("zone"), where.index("workout_id")
    count = 0
    workouts: set[str] = set()
    for batch in found.partitions():
        columns = list(zip(*batch, strict=True))
        zones = columns[zone_at]
        workouts.update(columns[workout_at])
        count += len(batch)
        written = (
            _written(column, cells, zones, name)
            for column, cells in zip(COLUMNS, columns, strict=True)
        )
        out.writerows(zip(*written, strict=True))
    return count, len(workouts)


def _written(
    column: Column, cells: Sequence[Any], zones: Sequence[str], name: Callable[[str], str]
) -> Iterable[object]:
    # Column by column rather than cell by cell: half the time of a long log.
    match column.holds:
        case Holds.NUMBER:
            return cells
        case Holds.FLAG:
            return map(int, cells)
        case Holds.INSTANT:
            return map(_local, cells, zones)
        case Holds.NAME:
            return map(harmless, map(name, cells))
        case Holds.TEXT:
            return map(harmless, cells)


def _query(selection: Selection) -> Select[tuple[object, ...]]:
    own, whole = _results("own"), _results("whole")

    def of(exercise: Any, side: object) -> ColumnElement[bool]:
        return and_(
            exercise.c.workout_id == col(WorkoutSet.workout_id),
            exercise.c.exercise_id == col(WorkoutSet.exercise_id),
            exercise.c.side == side,
        )

    from_elsewhere: dict[str, Any] = {
        "workout_id": col(Workout.id),
        "exercise": col(WorkoutSet.exercise_id),
        "control": own.c.control,
        # Effort, pain and what belongs to it stand on the row of both legs (D.7.2).
        "effort": func.coalesce(whole.c.effort, own.c.effort),
        "pain": func.coalesce(whole.c.pain, own.c.pain),
        "pain_place": func.coalesce(func.nullif(whole.c.pain_place, ""), own.c.pain_place),
        "next_morning": func.coalesce(whole.c.next_morning, own.c.next_morning),
    }
    return (
        select(*(from_elsewhere.get(column.name, _own(column.name)) for column in COLUMNS))
        .select_from(WorkoutSet)
        .join(Workout, col(Workout.id) == col(WorkoutSet.workout_id))
        .outerjoin(own, of(own, col(WorkoutSet.side)))
        .outerjoin(whole, of(whole, "both"))
        .where(selection.days)
        .order_by(col(Workout.day), col(Workout.started_at), col(Workout.id), col(WorkoutSet.pos))
    )


def _results(alias: str) -> Any:
    return SQLModel.metadata.tables[ExerciseResult.__tablename__].alias(alias)


_OF_WORKOUT = {"day", "zone", "programme_id", "slot_key", "original_day", "phase", "week", "day_no"}


def _own(name: str) -> Any:
    """Return the column of `workout` or `workout_set` that a column of the file is."""
    if name in _OF_WORKOUT:
        return getattr(Workout, name)
    if name.startswith("workout_"):
        return getattr(Workout, name.removeprefix("workout_"), None)
    field = {
        "set_pain": "pain",
        "set_note": "note",
        "set_started_at": "started_at",
        "set_ended_at": "ended_at",
    }.get(name, name)
    return getattr(WorkoutSet, field, None)


# --- cells -------------------------------------------------------------------------------

# What makes a spreadsheet take a cell for a formula, full-width forms included; a leading
# apostrophe, which is how one is made harmless, so that taking it off gives the text back.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SUSPECTS = frozenset("'=+-@\t\r\n＝＋－＠")


def harmless(text: str | None) -> str | None:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    # The first character settles nearly every cell without the pattern.
    if text and text[0] in _SUSPECTS and _FORMULA.match(text):
        return f"'{text}"
    return text


def original(cell: str) -> str:
    """Take off the apostrophe that `harmless` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# The sets of a session repeat its times.
@lru_cache(maxsize=1024)
def _local(text: str | None, zone: str) -> str | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        # Not written by this program: passed on as it is rather than lost.
        return harmless(text)
    # No such zone on this machine, or a date at the very end of the calendar: left in UTC.
    with suppress(ValueError, OSError, LookupError, OverflowError):
        instant = instant.astimezone(_zone(zone))
    return instant.isoformat()


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
