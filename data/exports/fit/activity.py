"""A finished session as a strength activity: its sets and the rests between them.

FIT has no field for a leg. Each set points at a step of the session, whose name says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.coach.frozen import dataclass
from app.coach.model import SetRow, Unit, WorkoutRecord
from app.coach.player.pace import period
from data.exports.fit import profile, steps
from data.exports.fit.encoder import Base, Field, FitFile, instant

_COUNTED = frozenset({Unit.REPS, Unit.TOUCHES, Unit.HOLDS, Unit.PAIRS})
_WEIGHT_SCALE = 16
_TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A set of the log with the time it took; `row` None is the rest between two."""

    row: SetRow | None
    begin: datetime
    end: datetime

    @property
    def milliseconds(self) -> int:
        """How long it took."""
        return int((self.end - self.begin) / timedelta(milliseconds=1))


def worked(record: WorkoutRecord) -> tuple[SetRow, ...]:
    """Return the sets in which something was done; one that pain closed is among them."""
    return tuple(row for row in record.sets if row.actual)


def spans(record: WorkoutRecord) -> tuple[Span, ...]:
    """Return the sets and rests of a session in the order of time.

    A set that was not timed begins when the prescribed rest after the one before is over, and
    takes what it takes at its pace: typed sessions know no seconds, and no watch can hold that.
    """
    found: list[Span] = []
    at = record.started_at
    for row in worked(record):
        begin = max(at, row.started_at) if row.started_at is not None else at
        end = row.ended_at
        if end is None or row.started_at is None or end <= begin:
            seconds = min((row.actual or 0) * period(row), 86_400.0)
            end = begin + timedelta(seconds=max(1.0, seconds))
        if found and begin > at:
            found.append(Span(None, at, begin))
        found.append(Span(row, begin, end))
        untimed = row.started_at is None
        if untimed and row.rest_after:
            rest_end = end + timedelta(seconds=min(row.rest_after, 86_400))
            found.append(Span(None, end, rest_end))
            at = rest_end
        else:
            at = end
    while found and found[-1].row is None:
        found.pop()
    return tuple(found)


def activity(record: WorkoutRecord, name: Callable[[str], str]) -> bytes:
    """Return the FIT file of an ended session; `name` gives an exercise's name.

    A session in which nothing was done is an activity without sets. Raises `UsageError` for a
    year that FIT cannot hold.
    """
    found = spans(record)
    begin = record.started_at
    end = max([begin + _TICK, *(span.end for span in found)])
    file = FitFile()
    steps.add_file_id(file, profile.FILE_ACTIVITY, begin)
    _event(file, begin, profile.START)
    rows = worked(record)
    if rows:
        done = steps.done(rows, name)
        steps.add_workout(file, record.title, done)
        steps.add_titles(file, rows, name)
    for number, span in enumerate(_numbered(found)):
        file.add(profile.SET, tuple(_set(number, *span)))
    for at in dict.fromkeys((begin, end)):
        file.add(profile.RECORD, (Field(profile.TIMESTAMP, Base.UINT32, instant(at)),))
    _event(file, end, profile.STOP_ALL)
    _close(file, record, begin, end)
    return file.data


def _numbered(found: Sequence[Span]) -> Iterator[tuple[Span, int | None]]:
    """Yield each span with the step it was; a rest was none."""
    number = 0
    for span in found:
        if span.row is None:
            yield span, None
        else:
            yield span, number
            number += 1


def _set(number: int, span: Span, step: int | None) -> Iterator[Field]:
    row = span.row
    yield Field(profile.SET_TIMESTAMP, Base.UINT32, instant(span.end))
    yield Field(0, Base.UINT32, span.milliseconds)
    if row is not None and row.unit in _COUNTED and row.actual is not None:
        yield Field(3, Base.UINT16, row.actual)
    if row is not None and row.load_kg is not None:
        yield Field(4, Base.UINT16, round(row.load_kg * _WEIGHT_SCALE))
    yield Field(5, Base.UINT8, profile.REST if row is None else profile.ACTIVE)
    yield Field(6, Base.UINT32, instant(span.begin))
    if row is not None:
        kind = profile.kind_of(row.exercise_id)
        yield Field(7, Base.UINT16, kind.category)
        if kind.name is not None:
            yield Field(8, Base.UINT16, kind.name)
        if row.load_kg is not None:
            yield Field(9, Base.UINT16, profile.KILOGRAM)
    yield Field(10, Base.UINT16, number)
    if step is not None:
        yield Field(11, Base.UINT16, step)


def _event(file: FitFile, at: datetime, kind: int) -> None:
    file.add(
        profile.EVENT,
        (
            Field(profile.TIMESTAMP, Base.UINT32, instant(at)),
            Field(0, Base.ENUM, profile.TIMER),
            Field(1, Base.ENUM, kind),
        ),
    )


def _close(file: FitFile, record: WorkoutRecord, begin: datetime, end: datetime) -> None:
    """Add one lap, one session, and the activity around them."""
    took = int((end - begin) / timedelta(milliseconds=1))
    times = (
        Field(profile.TIMESTAMP, Base.UINT32, instant(end)),
        Field(2, Base.UINT32, instant(begin)),
        Field(7, Base.UINT32, took),
        Field(8, Base.UINT32, took),
    )
    lap = (
        Field(profile.MESSAGE_INDEX, Base.UINT16, 0),
        *times,
        Field(0, Base.ENUM, profile.LAP_EVENT),
        Field(1, Base.ENUM, profile.STOP),
        Field(25, Base.ENUM, profile.TRAINING),
        Field(39, Base.ENUM, profile.STRENGTH_TRAINING),
    )
    session = (
        Field(profile.MESSAGE_INDEX, Base.UINT16, 0),
        *times,
        Field(0, Base.ENUM, profile.SESSION_EVENT),
        Field(1, Base.ENUM, profile.STOP),
        Field(5, Base.ENUM, profile.TRAINING),
        Field(6, Base.ENUM, profile.STRENGTH_TRAINING),
        Field(25, Base.UINT16, 0),
        Field(26, Base.UINT16, 1),
        Field(28, Base.ENUM, 0),
    )
    whole = (
        Field(profile.TIMESTAMP, Base.UINT32, instant(end)),
        Field(0, Base.UINT32, took),
        Field(1, Base.UINT16, 1),
        Field(2, Base.ENUM, 0),
        Field(3, Base.ENUM, profile.ACTIVITY_EVENT),
        Field(4, Base.ENUM, profile.STOP),
        Field(5, Base.UINT32, instant(end) + _offset(record.zone, end)),
    )
    file.add(profile.LAP, lap)
    file.add(profile.SESSION, session)
    file.add(profile.ACTIVITY, whole)


def _offset(zone: str, at: datetime) -> int:
    """Return how many seconds the zone is ahead of UTC; 0 where this machine does not know it."""
    try:
        ahead = at.astimezone(ZoneInfo(zone)).utcoffset()
    except (LookupError, ValueError, OSError, OverflowError):
        return 0
    return int(ahead.total_seconds()) if ahead is not None else 0
