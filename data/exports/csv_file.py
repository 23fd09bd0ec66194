"""The log as CSV: one row per set and side, for a spreadsheet or a script.

UTF-8, comma, CRLF and quotes as in RFC 4180; times are ISO 8601 in the zone of the session, with
its offset. `COLUMNS` says what each column holds. What was discarded is left out: nobody who reads
a table would know it from what was trained.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, repeat
from operator import add, itemgetter
from typing import IO, Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlmodel import Session, SQLModel, col

from data.exports import csv_cells, driver
from data.exports.csv_cells import END, FLAG, INSTANT, NAME, NUMBER, Column
from data.exports.selection import KEPT, Selection
from data.tables import ExerciseResult, Workout, WorkoutSet

_OF_WORKOUT = (
    Column("day", "Training day: the local date on which the session began."),
    Column("zone", "IANA name of the time zone the session was done in."),
    Column("workout_id", "The session's id, the same in every export."),
    Column("workout_title", "What the session is called."),
    Column("workout_kind", "What the session belongs to: programme or step_up."),
    Column("workout_status", "What became of the session: live or ended."),
    Column("workout_started_at", "When the session began.", INSTANT),
    Column("workout_ended_at", "When the session ended; empty if it has not.", INSTANT),
    Column("workout_source", "How the session came: live (timed), typed, or a program's name."),
    Column("workout_short", "1 for the ten-minute version, else 0.", FLAG),
    Column("workout_note", "What was noted about the session."),
    Column("programme_id", "Id of the programme the session belongs to; empty outside one."),
    Column("slot_key", "Place in the plan as block.week.day; empty outside a plan."),
    Column("original_day", "Day on which the session was first due; empty outside a plan."),
    Column("phase", "Phase of the programme, 1 to 4; 0 outside the phases.", NUMBER),
    Column("week", "Week of the phase or block, from 1.", NUMBER),
    Column("day_no", "Session within the week, from 1.", NUMBER),
)
_OF_SET = (
    Column("pos", "Place of the set in the session, from 0.", NUMBER),
    Column("section", "Part of the session: opening, main or closing."),
    Column("exercise_id", "The exercise's id, which never changes."),
    Column("exercise", "The exercise's name.", NAME),
    Column("rung", "Which form of the exercise, on its ladder from easy to hard."),
    Column("set_no", "Number of the set, from 1.", NUMBER),
    Column("set_count", "How many sets were prescribed per side.", NUMBER),
    Column("side", "Whose work it is: left, right or both."),
    Column("unit", "What target and actual count: reps, touches, holds, seconds and so on."),
    Column("target", "How many were prescribed, per leg where each leg has its own.", NUMBER),
    Column("actual", "How many were done; empty if the set was not.", NUMBER),
    Column("status", "What became of the set: planned (not reached), done or skipped."),
    Column(
        "skip_reason",
        "Why the set was left out or closed: pain, sharp (or sudden) pain, bone (pain on one spot "
        "of it), time, kit, tired, "
        "quality, ended, other.",
    ),
    Column("tempo", "Seconds to lower, hold, rise and hold again, such as 2-0-1-0."),
    Column("seconds_per_unit", "Seconds one unit was planned to take.", NUMBER),
    Column("hold_seconds", "Seconds of the held part of a unit; 0 if there is none.", NUMBER),
    Column("rest_after", "Seconds of rest prescribed after the set.", NUMBER),
    Column("load_kg", "Load in kilograms; empty for none.", NUMBER),
    Column("height_cm", "Height of the step or box in centimetres; empty for none.", NUMBER),
    Column("rule", "Which rule set the target."),
    Column("why", "Why the rule set this target."),
    Column("set_pain", "Pain 0 to 10 given during the set; empty if none was given.", NUMBER),
    Column("set_note", "What was noted about the set."),
    Column("set_started_at", "When the set began.", INSTANT),
    Column("set_ended_at", "When the set ended.", INSTANT),
    Column("control", "Control 1 to 5 of the exercise on this side; empty if passed by.", NUMBER),
    Column("effort", "Effort 0 to 10 of the exercise; empty if passed by.", NUMBER),
    Column("pain", "Pain 0 to 10 of the exercise; empty if passed by.", NUMBER),
    Column("pain_place", "Where it hurt."),
    Column("next_morning", "How it was the next morning; empty if not answered."),
)
COLUMNS = (*_OF_WORKOUT, *_OF_SET)
"""Every column, in order: those of the session, then those of the set."""


NAMES = tuple(column.name for column in COLUMNS)
"""The names of the columns, which are those of what `batches` yields."""


_ID_AT, _ZONE_AT = (NAMES.index(name) for name in ("workout_id", "zone"))
Cells = tuple[Any, ...]


class _Lines(list[str]):
    """What a writer of rows writes into: each row a line of its own, whatever is in its cells."""

    write = list.append


def write(
    file: IO[str],
    session: Session,
    selection: Selection,
    name: Callable[[str], str],
    progress: Callable[[int, int], None],
) -> tuple[int, int]:
    """Write a row for each set; `name` gives an exercise's name. Return (sets, workouts)."""
    csv.writer(file, lineterminator=END).writerow(NAMES)
    # A row is the text of its session, made once for all its sets, and the text of its set.
    begins, ends = _Lines(), _Lines()
    of_workouts = csv.writer(begins, lineterminator=END).writerows
    of_sets = csv.writer(ends, lineterminator=END).writerows
    count = workouts = 0
    last = None
    for done, total, groups in _groups(session, selection):
        begins.clear()
        ends.clear()
        heads, sets = [head for head, _ in groups], [rows for _, rows in groups]
        sizes = list(map(len, sets))
        zones = [head[_ZONE_AT] for head in heads]
        of_workouts(csv_cells.rows(_OF_WORKOUT, heads, zones, name))
        of_sets(csv_cells.rows(_OF_SET, list(chain(*sets)), list(_each(zones, sizes)), name))
        shared = [line.removesuffix(END) + "," for line in begins]
        file.write("".join(map(add, _each(shared, sizes), ends)))
        for head, size in zip(heads, sizes, strict=True):
            count += size
            # The sets of a workout stand together, so that none has to be remembered.
            workouts += head[_ID_AT] != last
            last = head[_ID_AT]
        progress(done, total)
    return count, workouts


def _each(values: Iterable[str], times: Iterable[int]) -> Iterator[str]:
    return chain.from_iterable(map(repeat, values, times))


def batches(session: Session, selection: Selection) -> Iterator[tuple[int, int, list[Cells]]]:
    """Yield the sets, oldest first, some at a time: how many so far, of how many, and they.

    Each is a row in the order of `NAMES`, with the exercise's id for its name and instants as
    they are stored.
    """
    for done, total, groups in _groups(session, selection):
        yield done, total, [(*head, *row) for head, rows in groups for row in rows]


def _groups(
    session: Session, selection: Selection
) -> Iterator[tuple[int, int, list[tuple[Cells, list[Cells]]]]]:
    """Yield the sets some at a time: how many so far, of how many, and they, by session.

    What all sets of a session share is asked for once, which is a third of a long export's time.
    """
    sets = SQLModel.metadata.tables[WorkoutSet.__tablename__]
    kept = selection.shown(session, {sets.name: selection.count(session, sets)})
    total = kept[sets.name]
    workouts = chain.from_iterable(driver.batches(session, _workouts(selection)))
    head: Cells = ()
    done = 0
    for batch in driver.batches(session, _sets(selection)):
        groups = []
        for workout_id, found in groupby(batch, itemgetter(-1)):
            while not head or head[_ID_AT] != workout_id:
                head = next(workouts)
            groups.append((head, [row[:-1] for row in found]))
        done += len(batch)
        yield done, total, groups


_ORDER = (col(Workout.day), col(Workout.started_at), col(Workout.id))


def _workouts(selection: Selection) -> Select[tuple[object, ...]]:
    columns = (_own(column.name) for column in _OF_WORKOUT)
    return select(*columns).where(selection.days, KEPT).order_by(*_ORDER)


def _sets(selection: Selection) -> Select[tuple[object, ...]]:
    """Return the columns of the sets, and the id of their session behind them."""
    own, whole = _results("own"), _results("whole")

    def of(exercise: Any, side: object) -> ColumnElement[bool]:
        return and_(
            exercise.c.workout_id == col(WorkoutSet.workout_id),
            exercise.c.exercise_id == col(WorkoutSet.exercise_id),
            exercise.c.side == side,
        )

    from_elsewhere: dict[str, Any] = {
        "exercise": col(WorkoutSet.exercise_id),
        "control": own.c.control,
        # Effort, pain and what belongs to it stand on the row of both legs (D.7.2).
        "effort": func.coalesce(whole.c.effort, own.c.effort),
        "pain": func.coalesce(whole.c.pain, own.c.pain),
        "pain_place": func.coalesce(func.nullif(whole.c.pain_place, ""), own.c.pain_place),
        "next_morning": func.coalesce(whole.c.next_morning, own.c.next_morning),
    }
    columns = (
        from_elsewhere[column.name] if column.name in from_elsewhere else _own(column.name)
        for column in _OF_SET
    )
    return (
        select(*columns, col(WorkoutSet.workout_id))
        .select_from(WorkoutSet)
        .join(Workout, col(Workout.id) == col(WorkoutSet.workout_id))
        .outerjoin(own, of(own, col(WorkoutSet.side)))
        .outerjoin(whole, of(whole, "both"))
        .where(selection.days, KEPT)
        .order_by(*_ORDER, col(WorkoutSet.pos))
    )


def _results(alias: str) -> Any:
    return SQLModel.metadata.tables[ExerciseResult.__tablename__].alias(alias)


_OF_RESULT = {"control", "effort", "pain", "pain_place", "next_morning"}
_RENAMED = {
    "set_pain": "pain",
    "set_note": "note",
    "set_started_at": "started_at",
    "set_ended_at": "ended_at",
}


def field_of(name: str) -> tuple[type[SQLModel] | None, str]:
    """Return table and column that a column of the file carries; no table for a worked-out one."""
    if name in _OF_RESULT:
        return ExerciseResult, name
    if name in NAMES[: len(_OF_WORKOUT)]:
        return Workout, name.removeprefix("workout_")
    return (None, "") if name == "exercise" else (WorkoutSet, _RENAMED.get(name, name))


def _own(name: str) -> Any:
    model, field = field_of(name)
    return getattr(model, field)
