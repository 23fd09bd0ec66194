"""Self-tests, runs and what was answered before sessions, each as a tidy table of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from sqlmodel import Session, SQLModel

from app.coach.frozen import dataclass
from data.exports import csv_cells
from data.exports.csv_cells import FLAG, INSTANT, NUMBER, Column
from data.exports.selection import Selection

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its table, what to call one, and the columns of the file."""

    table: str
    noun: str
    columns: tuple[Column, ...]


_ID = Column("id", "The row's id, the same in every export.")
_AT = Column("at", "When it was stored, in UTC.", INSTANT)

TESTS = Kind(
    "measurement",
    "self-test result",
    (
        _ID,
        _AT,
        Column("day", "Local date of the test."),
        Column("test", "Which self-test, T1 to T18."),
        Column("side", "Which leg: left, right or both."),
        Column("value", "The result; where it stands for a word, 0 is the poorest.", NUMBER),
        Column("unit", "What the result counts."),
        Column("note", "What was noted about it."),
        Column("conditions", "How it was done, where the test asks; empty otherwise."),
    ),
)

READINESS = Kind(
    "readiness",
    "readiness answer",
    (
        _ID,
        _AT,
        Column("day", "Training day."),
        Column("ill", "1 for ill, else 0.", FLAG),
        Column("short_sleep", "1 for a short night, else 0.", FLAG),
        Column("sore", "1 for sore legs, else 0.", FLAG),
        Column("hard_run", "1 for a hard run the day before, else 0.", FLAG),
    ),
)

RUNS = Kind(
    "run",
    "run",
    (
        _ID,
        Column("day", "Local date on which the run began."),
        Column("zone", "IANA name of its time zone."),
        Column("started_at", "When it began, in that zone.", INSTANT),
        Column("source", "Kind of the file it came from: fit, tcx or gpx; typed where from none."),
        Column("damaged", "1 where the file could be read only in part, else 0.", FLAG),
        Column("note", "What was odd about the file."),
        Column("seconds", "Time in motion in seconds.", NUMBER),
        Column("elapsed_seconds", "Time from first to last sample in seconds.", NUMBER),
        Column("metres", "Distance in metres.", NUMBER),
        Column("heart_rate", "Mean beats per minute.", NUMBER),
        Column("cadence_raw", "Mean cadence as the file has it.", NUMBER),
        Column("cadence_factor", "What makes every cadence of this run steps per minute.", NUMBER),
        Column("settled_speed", "Metres per second from minute 10 on.", NUMBER),
        Column("settled_cadence", "Cadence from minute 10 on, as the file has it.", NUMBER),
        Column("early_speed", "Metres per second early in the run (T18).", NUMBER),
        Column("early_cadence", "Cadence early in the run, as the file has it (T18).", NUMBER),
        Column("late_speed", "Metres per second late in the run (T18).", NUMBER),
        Column("late_cadence", "Cadence late in the run, as the file has it (T18).", NUMBER),
        Column("first_speed", "Metres per second in the first half (T16).", NUMBER),
        Column("first_heart_rate", "Beats per minute in the first half (T16).", NUMBER),
        Column("second_speed", "Metres per second in the second half (T16).", NUMBER),
        Column("second_heart_rate", "Beats per minute in the second half (T16).", NUMBER),
    ),
)


def found(session: Session, selection: Selection, kind: Kind) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield the things of a kind some at a time, each in the order of its columns."""
    source = SQLModel.metadata.tables[kind.table]
    query = selection.of(source).with_only_columns(*(source.c[one.name] for one in kind.columns))
    yield from (
        session.connection().execute(query.execution_options(yield_per=_AT_ONCE)).partitions()
    )


def write(
    file: IO[str],
    session: Session,
    selection: Selection,
    kind: Kind,
    progress: Callable[[int, int], None],
) -> int:
    """Write a row for each thing of a kind; return how many there were."""
    source, columns = SQLModel.metadata.tables[kind.table], kind.columns
    total = selection.count(session, source)
    out = csv.writer(file, lineterminator=csv_cells.END)
    out.writerow(column.name for column in columns)
    zone_at = next((at for at, column in enumerate(columns) if column.name == "zone"), None)
    done = 0
    for batch in found(session, selection, kind):
        zones = ["UTC" if zone_at is None else row[zone_at] for row in batch]
        out.writerows(csv_cells.rows(columns, batch, zones))
        done += len(batch)
        progress(done, total)
    return done
