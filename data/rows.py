"""Row ↔ coach value, in one place, for the store and the glance alike.

A column holds what SQLite holds: words, numbers, `YYYY-MM-DD`, UTC instants as
`YYYY-MM-DDTHH:MM:SS.ffffffZ`, lists as JSON. Columns are named like the fields of the coach's
dataclasses, so a row is read by position in the order of the fields. Rows are turned column by
column, which keeps the first screen fast.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from app.clock import local_day
from app.coach.frozen import field_names, replace
from app.coach.gate_state import GateDecision
from app.coach.model import (
    Enrolment,
    Kind,
    Link,
    Place,
    Rating,
    Readiness,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Start,
    Tempo,
    Unit,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.selftests import Measurement
from app.errors import DamagedLogError

T = TypeVar("T")
Stored = str | int | float | None
"""What a column may hold."""

Loader = Callable[[Any], Any]
_WEEKDAYS = frozenset(range(1, 8))
Row = Sequence[Any]


# --- into the log ------------------------------------------------------------------------


def stored(value: object) -> Stored:
    """Turn a coach value into what its column holds; `ValueError` for an instant without zone.

    Half a surrogate pair, which no UTF-8 text can hold, becomes a question mark.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value).encode("utf-8", "replace").decode("utf-8")
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"no column holds a {type(value).__name__}")


def instant_text(instant: datetime) -> str:
    """Write an instant as UTC text of a fixed width, so that text order is time order."""
    if instant.tzinfo is None:
        raise ValueError("an instant in the log has a zone")
    naive = instant.astimezone(UTC).replace(tzinfo=None)
    return naive.isoformat(timespec="microseconds") + "Z"


def json_text(value: object) -> str:
    """Write a list or mapping as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# A datetime is a date as well, so it comes first.
_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, instant_text),
    (date, date.isoformat),
    (Tempo, str),
    (frozenset, lambda words: json_text(sorted(words))),
    (tuple, json_text),
)


def stored_fields(value: object, names: Iterable[str]) -> dict[str, Any]:
    """Turn the named fields of a dataclass into a row of `Stored` values."""
    return {name: stored(getattr(value, name)) for name in names}


# --- out of the log ----------------------------------------------------------------------


@contextmanager
def understood() -> Iterator[None]:
    """Raise `DamagedLogError` for what is read inside and no version of the program writes."""
    try:
        yield
    except (KeyError, ValueError, TypeError) as error:
        raise DamagedLogError(
            f"The training log holds a value this program does not know ({error}); "
            "nothing was changed."
        ) from error


def load_object(text: str) -> dict[str, object]:
    """Read a mapping kept as JSON. Raises `DamagedLogError` for anything else."""
    with understood():
        found = json.loads(text)
        if not isinstance(found, dict):
            raise TypeError(f"{text[:40]!a} is no object")
        return found


def load_weekdays(text: str) -> tuple[int, ...]:
    """Read ISO weekdays kept as JSON. Raises `DamagedLogError` for anything else."""
    with understood():
        return _weekdays(text)


def _weekdays(text: str) -> tuple[int, ...]:
    days = tuple(json.loads(text))
    if not _WEEKDAYS.issuperset(days):
        raise ValueError(f"{text[:40]!a} are no days of the week")
    return days


def load_instant_of(text: str) -> datetime:
    """Read an instant that has to be there. Raises `DamagedLogError`."""
    with understood():
        return datetime.fromisoformat(text)


def day_of(when: str, zone: str) -> date:
    """Return the day a column holds, or that of the instant it holds, in the runner's zone.

    Raises `DamagedLogError`.
    """
    if "T" in when:
        return local_day(load_instant_of(when), zone)
    with understood():
        return date.fromisoformat(when)


def load_end(began: str, seconds: float) -> datetime:
    """Return when what began then and took so long was over. Raises `DamagedLogError`."""
    with understood():
        try:
            return load_instant_of(began) + timedelta(seconds=seconds)
        except OverflowError as error:
            raise ValueError(f"an end after {seconds:g} seconds") from error


def _word(enum: type[StrEnum]) -> Loader:
    # Looking a word up in a mapping is several times faster than calling the enum.
    return {member.value: member for member in enum}.__getitem__


def _optional_word(enum: type[StrEnum]) -> Loader:
    words: dict[str | None, StrEnum | None] = {member.value: member for member in enum}
    words[None] = None
    return words.__getitem__


def load_instant(text: str | None) -> datetime | None:
    """Read an instant; it is UTC."""
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@lru_cache(maxsize=256)
def _tempo(text: str | None) -> Tempo | None:
    return None if text is None else Tempo.parse(text)


_SET_LOADERS: Mapping[str, Loader] = {
    "section": _word(Section),
    "side": _word(Side),
    "unit": _word(Unit),
    "switch": bool,
    "tempo": _tempo,
    "rated": bool,
    "status": _word(SetStatus),
    "skip_reason": _optional_word(SkipReason),
    "started_at": load_instant,
    "ended_at": load_instant,
}
_RATING_LOADERS: Mapping[str, Loader] = {"side": _word(Side)}
_WORKOUT_LOADERS: Mapping[str, Loader] = {
    "kind": _word(Kind),
    "day": date.fromisoformat,
    "started_at": load_instant,
    "status": _word(WorkoutStatus),
    "ended_at": load_instant,
    "original_day": _day,
    "short": bool,
}
_ENROLMENT_LOADERS: Mapping[str, Loader] = {
    "started": date.fromisoformat,
    "start": _word(Start),
    "link": _optional_word(Link),
    "weekdays": _weekdays,
    "places": lambda text: frozenset(Place(word) for word in json.loads(text)),
    "kit": lambda text: frozenset(json.loads(text)),
    "race_day": _day,
    "easy_entry": bool,
    "cadence": bool,
    "hard": bool,
    "tendons": lambda text: frozenset(json.loads(text)),
    "cleared": _day,
}
_READINESS_LOADERS: Mapping[str, Loader] = {
    "day": date.fromisoformat,
    "ill": bool,
    "short_sleep": bool,
    "sore": bool,
    "hard_run": bool,
}
_MEASUREMENT_LOADERS: Mapping[str, Loader] = {
    "day": date.fromisoformat,
    "side": _word(Side),
    "value": float,
}
LOADERS: Mapping[str, Mapping[str, Loader]] = {
    "workout": _WORKOUT_LOADERS,
    "workout_set": _SET_LOADERS,
    "exercise_result": _RATING_LOADERS,
    "programme": _ENROLMENT_LOADERS,
    "readiness": _READINESS_LOADERS,
    "measurement": _MEASUREMENT_LOADERS,
}

SET_FIELDS = field_names(SetRow)
RATING_FIELDS = field_names(Rating)
# What travels with a programme but stands in tables of its own.
_ASIDE = frozenset({"gates", "readiness"})
ENROLMENT_FIELDS = tuple(name for name in field_names(Enrolment) if name not in _ASIDE)
READINESS_FIELDS = field_names(Readiness)
WORKOUT_FIELDS = tuple(
    name for name in field_names(WorkoutRecord) if name not in {"sets", "ratings"}
)


def _plan(names: Sequence[str], loaders: Mapping[str, Loader]) -> tuple[Loader | None, ...]:
    return tuple(loaders.get(name) for name in names)


_SET_PLAN = _plan(SET_FIELDS, _SET_LOADERS)
_RATING_PLAN = _plan(RATING_FIELDS, _RATING_LOADERS)
_WORKOUT_PLAN = _plan(WORKOUT_FIELDS, _WORKOUT_LOADERS)
_READINESS_PLAN = _plan(READINESS_FIELDS, _READINESS_LOADERS)
_ENROLMENT_PLAN = _plan(ENROLMENT_FIELDS, _ENROLMENT_LOADERS)
MEASUREMENT_FIELDS = field_names(Measurement)
_MEASUREMENT_PLAN = _plan(MEASUREMENT_FIELDS, _MEASUREMENT_LOADERS)


def load(
    build: Callable[..., T],
    plan: Sequence[Loader | None],
    rows: Sequence[Row],
    *more: Iterable[object],
) -> list[T]:
    """Build a value from each row; `more` are columns appended to those of the rows.

    Raises `DamagedLogError` for a word, date or tempo that no version of the program writes.
    """
    if not rows:
        return []
    columns = zip(*rows, strict=True)
    with understood():
        loaded = [
            column if loader is None else map(loader, column)
            for loader, column in zip(plan, columns, strict=True)
        ]
        return list(map(build, *loaded, *more))


def load_enrolment(row: Row, gates: Iterable[Row], asked: Sequence[Row] = ()) -> Enrolment:
    """Read a row of `programme` in the order of `ENROLMENT_FIELDS`.

    `gates` are subject and choice of the programme's gate decisions, oldest first; `asked` what
    was answered before sessions, in the order of `READINESS_FIELDS`.
    """
    enrolment = load(Enrolment, _ENROLMENT_PLAN, [row])[0]
    try:
        decided = tuple(load_gate(subject, choice) for subject, choice in gates)
    except ValueError as error:
        raise DamagedLogError(f"a decision at a gate cannot be read: {error}") from error
    readiness = tuple(load(Readiness, _READINESS_PLAN, asked))
    return replace(enrolment, gates=decided, readiness=readiness)


def load_gate(subject: str, choice: str) -> GateDecision:
    """Read what was decided at a gate. Raises `ValueError` for what was never decided."""
    return GateDecision.parse(subject.rpartition(" ")[2], choice)


def load_measurements(rows: Sequence[Row]) -> tuple[Measurement, ...]:
    """Read rows of `measurement` in the order of `MEASUREMENT_FIELDS`."""
    return tuple(load(Measurement, _MEASUREMENT_PLAN, rows))


def load_set(row: Row) -> SetRow:
    """Read a row of `workout_set` in the order of `SET_FIELDS`."""
    return load(SetRow, _SET_PLAN, [row])[0]


def load_workouts(
    workouts: Sequence[Row], sets: Sequence[Row], ratings: Sequence[Row]
) -> tuple[WorkoutRecord, ...]:
    """Join rows into records, in the order of `workouts`.

    `workouts` come in the order of `WORKOUT_FIELDS`; `sets` and `ratings` lead with the id of
    their workout, are ordered by it, and go on with `SET_FIELDS` and `RATING_FIELDS`.
    """
    of_sets = _by_workout(sets, load(SetRow, _SET_PLAN, [row[1:] for row in sets]))
    of_ratings = _by_workout(ratings, load(Rating, _RATING_PLAN, [row[1:] for row in ratings]))
    ids = [row[0] for row in workouts]
    return tuple(
        load(
            WorkoutRecord,
            _WORKOUT_PLAN,
            workouts,
            [of_sets.get(workout_id, ()) for workout_id in ids],
            [of_ratings.get(workout_id, ()) for workout_id in ids],
        )
    )


def _by_workout(rows: Sequence[Row], values: Sequence[T]) -> dict[str, tuple[T, ...]]:
    pairs = zip(map(itemgetter(0), rows), values, strict=True)
    return {
        workout_id: tuple(value for _, value in group)
        for workout_id, group in groupby(pairs, key=itemgetter(0))
    }
