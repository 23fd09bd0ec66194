"""Tables that other programs take in: Hevy's, and Strong's with semicolons and unit columns.

They hold what those programs know: sets that were done in sessions that have ended. Neither knows
sides, so the leg stands behind the exercise's name.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import IO, Any

from sqlmodel import Session

from app.coach.frozen import dataclass
from app.coach.model import Section, SetStatus, Side, Unit, WorkoutStatus
from app.coach.model.log import minutes_between
from data.exports import csv_file
from data.exports.csv_cells import harmless, local_time
from data.exports.selection import Selection

Progress = Callable[[int, int], None]

HEVY = (
    *("title", "start_time", "end_time", "description", "exercise_title", "superset_id"),
    *("exercise_notes", "set_index", "set_type", "weight_kg", "reps", "distance_km"),
    *("duration_seconds", "rpe"),
)
STRONG = (
    *("Date", "Workout Name", "Exercise Name", "Set Order", "Weight", "Weight Unit", "Reps"),
    *("RPE", "Distance", "Distance Unit", "Seconds", "Notes", "Workout Notes"),
    "Workout Duration",
)
UNTITLED = "Session"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Hevy offers no effort below 6.
_LEAST_HEVY_RPE = 6
_LEGS = {Side.LEFT: " (left)", Side.RIGHT: " (right)"}
_COUNTED = {Unit.REPS, Unit.TOUCHES, Unit.HOLDS, Unit.PAIRS}


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set that was done, as far as other programs know such a thing.

    One of `reps`, `metres` and `seconds` holds what was done; `began` and `ended` are local.
    """

    workout_id: str
    day: str
    title: str
    began: datetime | None
    ended: datetime | None
    note: str
    exercise_id: str
    exercise: str
    side: Side
    warm_up: bool
    load_kg: float | None
    reps: int | None
    metres: int | None
    seconds: int | None
    effort: int | None
    set_note: str

    @property
    def called(self) -> str:
        """The exercise's name with the leg."""
        return self.exercise + _LEGS.get(self.side, "")


def done_sets(
    session: Session, selection: Selection, name: Callable[[str], str], progress: Progress
) -> Iterator[DoneSet]:
    """Yield the sets that were done in sessions that have ended, oldest first."""
    for done, total, batch in csv_file.batches(session, selection):
        for row in batch:
            cells = dict(zip(csv_file.NAMES, row, strict=True))
            ended = cells["workout_status"] == WorkoutStatus.ENDED
            if ended and cells["status"] == SetStatus.DONE:
                yield _done_set(cells, name)
        progress(done, total)


def _done_set(cells: dict[str, Any], name: Callable[[str], str]) -> DoneSet:
    zone, unit, actual = cells["zone"], cells["unit"], cells["actual"]
    began, ended = cells["workout_started_at"], cells["workout_ended_at"]
    minutes = 60 if unit == Unit.MINUTES else 1
    return DoneSet(
        workout_id=cells["workout_id"],
        day=cells["day"],
        title=cells["workout_title"] or UNTITLED,
        began=local_time(began, zone),
        ended=None if ended is None else local_time(ended, zone),
        note=cells["workout_note"],
        exercise_id=cells["exercise"],
        exercise=name(cells["exercise"]),
        side=Side(cells["side"]),
        warm_up=cells["section"] == Section.OPENING,
        load_kg=cells["load_kg"],
        reps=actual if unit in _COUNTED else None,
        metres=actual if unit == Unit.METRES else None,
        seconds=actual * minutes if unit in {Unit.SECONDS, Unit.MINUTES} else None,
        effort=cells["effort"],
        set_note=cells["set_note"],
    )


def write_hevy(
    file: IO[str],
    session: Session,
    selection: Selection,
    name: Callable[[str], str],
    progress: Progress,
) -> tuple[int, int]:
    """Write the table that Hevy takes in. Return (sets, workouts)."""
    out = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    out.writerow(HEVY)
    return _write(out.writerows, done_sets(session, selection, name, progress), _hevy)


def write_strong(
    file: IO[str],
    session: Session,
    selection: Selection,
    name: Callable[[str], str],
    progress: Progress,
) -> tuple[int, int]:
    """Write the table that Strong writes on Android. Return (sets, workouts)."""
    # With both line ends here, a cell with either is quoted.
    out = csv.writer(file, delimiter=";", lineterminator="\r\n")
    out.writerow(STRONG)
    return _write(out.writerows, done_sets(session, selection, name, progress), _strong)


def _write(
    write: Callable[[Iterable[Sequence[object]]], object],
    found: Iterator[DoneSet],
    rows: Callable[[list[DoneSet]], Iterator[tuple[object, ...]]],
) -> tuple[int, int]:
    sets = workouts = 0
    for _, group in groupby(found, key=attrgetter("workout_id")):
        own = list(group)
        write(rows(own))
        sets += len(own)
        workouts += 1
    return sets, workouts


def _hevy(sets: list[DoneSet]) -> Iterator[tuple[object, ...]]:
    # Hevy keeps notes by exercise, and counts its sets from 0.
    notes: dict[str, dict[str, None]] = {}
    for one in sets:
        if one.set_note:
            notes.setdefault(one.called, {}).setdefault(one.set_note)
    counts: dict[str, int] = {}
    for one in sets:
        number = counts[one.called] = counts.get(one.called, -1) + 1
        rpe = one.effort if (one.effort or 0) >= _LEAST_HEVY_RPE else None
        yield (
            harmless(one.title),
            _hevy_time(one.began),
            _hevy_time(one.ended or one.began),
            harmless(one.note),
            harmless(one.called),
            "",
            harmless("; ".join(notes.get(one.called, ()))),
            number,
            "warmup" if one.warm_up else "normal",
            _or_empty(one.load_kg),
            _or_empty(one.reps),
            _or_empty(None if one.metres is None else one.metres / 1000),
            _or_empty(one.seconds),
            _or_empty(rpe),
        )


def _strong(sets: list[DoneSet]) -> Iterator[tuple[object, ...]]:
    counts: dict[str, int] = {}
    for one in sets:
        number = counts[one.called] = counts.get(one.called, 0) + 1
        yield (
            "" if one.began is None else f"{one.began:%Y-%m-%d %H:%M:%S}",
            harmless(one.title),
            harmless(one.called),
            "W" if one.warm_up else number,
            one.load_kg or 0,
            "kg",
            one.reps or 0,
            _or_empty(one.effort),
            one.metres or 0,
            "m",
            one.seconds or 0,
            harmless(one.set_note),
            harmless(one.note),
            _strong_duration(one),
        )


def _or_empty(value: float | None) -> object:
    return "" if value is None else value


def _hevy_time(moment: datetime | None) -> str:
    if moment is None:
        return ""
    # Not by strftime, which would write the month in the words of the machine.
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year:04}, {moment:%H:%M}"


def _strong_duration(one: DoneSet) -> str:
    minutes = None if one.began is None else minutes_between(one.began, one.ended)
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h {rest}m" if hours else f"{rest}m"
