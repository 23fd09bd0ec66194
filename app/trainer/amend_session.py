"""A session's fields and their changes: when it was, each set, what was said of an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from app.coach.model import (
    Rating,
    RowChange,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Value,
    WorkoutRecord,
)
from app.coach.names import name_of
from app.coach.pain import Morning
from app.coach.typed_sets import in_place
from app.trainer import amend_fields as typed
from app.trainer import amend_sets, told_after
from app.trainer.amend_fields import Field

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_LONGEST_MINUTES = 24 * 60
_HEAVIEST = 1000
_REASONS = tuple(reason.value for reason in SkipReason)
_MORNINGS = tuple(morning.value for morning in Morning)


def fields(desk: Desk, record: WorkoutRecord) -> tuple[Field, ...]:
    """Return everything of a session that can be changed, as it stands."""
    return tuple(field for part in (_whole(record), *_exercises(desk, record)) for field in part)


def _whole(record: WorkoutRecord) -> Iterator[Field]:
    began = typed.local(record.started_at, record.zone)
    yield Field("day", "day", record.day.isoformat(), hint="such as 2026-11-20", needed=True)
    yield Field(
        "time", "began at", f"{began:%H:%M}", hint=f"such as 18:30, in {record.zone}", needed=True
    )
    minutes = "" if record.minutes is None else str(record.minutes)
    yield Field("minutes", "minutes", minutes, hint="how long it took")
    yield Field("title", "title", record.title)
    yield Field("note", "note", record.note)


def _exercises(desk: Desk, record: WorkoutRecord) -> Iterator[Iterator[Field]]:
    rated: set[str] = set()
    rows_in_place = in_place(record.sets)
    last = {row.exercise_id: row for row in rows_in_place}
    for exercise_id, together in groupby(rows_in_place, key=lambda row: row.exercise_id):
        group, rows = name_of(desk.library, exercise_id), list(together)
        # An exercise that comes twice, as at the start and at the end, is rated once.
        if exercise_id not in rated and any(row.rated for row in rows):
            rated.add(exercise_id)
            every = [row for row in record.sets if row.exercise_id == exercise_id]
            yield _ratings(record, exercise_id, every, group)
        for row in rows:
            yield _set(row, group)
        if rows[-1] is last[exercise_id]:
            sides = {row.side: row for row in rows}
            yield iter([amend_sets.addition(row, group) for row in sides.values()])


def _ratings(
    record: WorkoutRecord, exercise_id: str, rows: list[SetRow], group: str
) -> Iterator[Field]:
    for side in _sides(rows):
        label = "control" if side is Side.BOTH else f"control, {side}"
        value = _shown(record.rating(exercise_id, side).control)
        key = _rating_key(exercise_id, "control", side)
        yield Field(key, label, value, group, "1 to 5, or nothing")
    both = record.rating(exercise_id, Side.BOTH)
    yield Field(f"{exercise_id}.effort", "effort", _shown(both.effort), group, "0 to 10")
    yield Field(f"{exercise_id}.pain", "pain", _shown(both.pain), group, "0 to 10")
    yield Field(f"{exercise_id}.place", "where it hurt", both.pain_place, group)
    yield Field(
        f"{exercise_id}.morning",
        "the morning after",
        both.next_morning or "",
        group,
        choices=_MORNINGS,
    )


def _sides(rows: list[SetRow]) -> tuple[Side, ...]:
    return tuple(dict.fromkeys(row.side for row in rows))


def _rating_key(exercise_id: str, what: str, side: Side = Side.BOTH) -> str:
    return f"{exercise_id}.{what}" if side is Side.BOTH else f"{exercise_id}.{what}.{side}"


def _rating_keys(record: WorkoutRecord) -> dict[str, tuple[str, str, Side]]:
    """Return exercise, column and side of each key; an exercise's id may have dots in it."""
    found = {}
    for exercise_id in dict.fromkeys(row.exercise_id for row in record.sets):
        for side in Side:
            key = _rating_key(exercise_id, "control", side)
            found[key] = exercise_id, "control", side
        for what in ("effort", "pain", "place", "morning"):
            found[_rating_key(exercise_id, what)] = exercise_id, what, Side.BOTH
    return found


def _set(row: SetRow, group: str) -> Iterator[Field]:
    number = f"set.{row.pos + 1}"
    side = "" if row.side is Side.BOTH else f", {row.side}"
    about = f"set {row.set_no}{side}"
    done = "" if row.actual is None else str(row.actual)
    hint = f"of {row.target} {row.unit}"
    yield Field(f"{number}.done", f"{about}: done", done, group, hint)
    yield Field(
        f"{number}.left-out",
        f"{about}: left out",
        row.skip_reason.value if row.skip_reason else "",
        group,
        choices=_REASONS,
    )
    load = "" if row.load_kg is None else f"{row.load_kg:g}"
    yield Field(f"{number}.load", f"{about}: load", load, group, "in kilograms")
    yield Field(f"{number}.pain", f"{about}: pain", _shown(row.pain), group, "0 to 10")
    yield Field(f"{number}.note", f"{about}: note", row.note, group)
    yield amend_sets.deletion(row, about, group)


def _shown(value: int | None) -> str:
    return "" if value is None else str(value)


# --- changes -------------------------------------------------------------------------------


def changes(desk: Desk, record: WorkoutRecord, given: Mapping[str, str]) -> tuple[RowChange, ...]:
    """Return the rows that change when these fields take these values.

    Every key is that of a field. Raises `UsageError` for a value that cannot be.
    """
    wanted = _Wanted(record)
    several = amend_sets.SetsChanged(desk.library, record)
    ratings = _rating_keys(record)
    sets = {f"set.{row.pos + 1}": row for row in record.sets}
    for key, value in given.items():
        if several.take(key, value):
            continue
        head, _, what = key.rpartition(".")
        if key in ratings:
            wanted.rate(*ratings[key], key=key, value=value)
        elif head in sets:
            wanted.change_set(sets[head], key, what, value)
    several.require_untouched(wanted.sets, tuple(wanted.ratings))
    wanted.change_whole(desk, given)
    wanted.renumber(several.numbers())
    gone = several.gone
    kept = (row for row in wanted.rows() if row.table != "workout_set" or row.key[0] not in gone)
    return (*kept, *several.rows())


class _Wanted:
    """The columns that are to change, row by row."""

    def __init__(self, record: WorkoutRecord) -> None:
        self._record = record
        self._workout: dict[str, Value] = {}
        self.sets: dict[int, dict[str, Value]] = {}
        self.ratings: dict[tuple[str, Side], dict[str, Value]] = {}

    def change_whole(self, desk: Desk, given: Mapping[str, str]) -> None:
        """Take over title, note, day, hour and length."""
        record = self._record
        for name in ("title", "note"):
            if name in given:
                self._workout[name] = typed.text(name, given[name])
        by = timedelta()
        if "day" in given or "time" in given:
            day = typed.day(given["day"], desk.clock.today()) if "day" in given else None
            hour = typed.hour(given["time"]) if "time" in given else None
            if hour == typed.local(record.started_at, record.zone).time().replace(
                second=0, microsecond=0
            ):
                hour = None
            by = typed.moved(record.started_at, record.zone, record.day, day, hour)
            if by > timedelta():
                told_after.require_begun(desk.clock, record.started_at + by, record.zone)
            self._workout["day"] = day or record.day
            self._workout["started_at"] = record.started_at + by
        ended = None if record.ended_at is None else record.ended_at + by
        if given.get("minutes") is not None:
            minutes = typed.whole("minutes", given["minutes"], 1, _LONGEST_MINUTES)
            ended = None
            if minutes is not None:
                ended = record.started_at + by + timedelta(minutes=minutes)
        self._workout["ended_at"] = ended
        for row in record.sets if by else ():
            of_set = self.sets.setdefault(row.pos, {})
            of_set["started_at"] = None if row.started_at is None else row.started_at + by
            of_set["ended_at"] = None if row.ended_at is None else row.ended_at + by

    def renumber(self, numbers: Mapping[int, Mapping[str, Value]]) -> None:
        """Take over the numbers of sets after one came or went."""
        for pos, columns in numbers.items():
            self.sets.setdefault(pos, {}).update(columns)

    def change_set(self, row: SetRow, key: str, what: str, value: str) -> None:
        """Take over what was done in a set, or why it was not, or what was said about it."""
        columns = self.sets.setdefault(row.pos, {})
        match what:
            case "done":
                actual = typed.whole(key, value, 0, amend_sets.MOST)
                columns["actual"] = actual
                if "skip_reason" not in columns:
                    columns["status"] = SetStatus.PLANNED if actual is None else SetStatus.DONE
                    columns["skip_reason"] = None
            case "left-out":
                reason = typed.word(key, value, _REASONS)
                if reason is not None:
                    columns["skip_reason"] = SkipReason(reason)
                    columns["status"] = SetStatus.SKIPPED
                elif row.status is SetStatus.SKIPPED:
                    nothing = columns.get("actual", row.actual) is None
                    columns["skip_reason"] = None
                    columns["status"] = SetStatus.PLANNED if nothing else SetStatus.DONE
            case "load":
                columns["load_kg"] = typed.number(key, value, 0, _HEAVIEST)
            case "pain":
                columns["pain"] = typed.whole(key, value, 0, 10)
            case _:
                columns["note"] = typed.text(key, value)

    def rate(self, exercise_id: str, what: str, side: Side, *, key: str, value: str) -> None:
        """Take over what was said about an exercise."""
        columns = self.ratings.setdefault((exercise_id, side), {})
        match what:
            case "control":
                columns["control"] = typed.whole(key, value, 1, 5)
            case "effort":
                columns["effort"] = typed.whole(key, value, 0, 10)
            case "pain":
                columns["pain"] = typed.whole(key, value, 0, 10)
            case "morning":
                columns["next_morning"] = typed.word(key, value, _MORNINGS)
            case _:
                columns["pain_place"] = typed.text(key, value)

    def rows(self) -> tuple[RowChange, ...]:
        """Return the changes; what would stay the same is left out."""
        record = self._record
        found = [_change("workout", (), record, self._workout)]
        for pos, columns in self.sets.items():
            row = next(row for row in record.sets if row.pos == pos)
            found.append(_change("workout_set", (pos,), row, columns))
        for (exercise_id, side), columns in self.ratings.items():
            found.append(self._rating(exercise_id, side, columns))
        return tuple(change for change in found if change is not None)

    def _rating(
        self, exercise_id: str, side: Side, columns: Mapping[str, Value]
    ) -> RowChange | None:
        rating = self._record.rating(exercise_id, side)
        key = (exercise_id, side.value)
        if rating in self._record.ratings:
            return _change("exercise_result", key, rating, columns)
        changed = _change("exercise_result", key, Rating(exercise_id, side), columns)
        if changed is None or changed.after is None:
            return None
        new: dict[str, Value] = {
            "control": None,
            "effort": None,
            "pain": None,
            "pain_place": "",
            "next_morning": None,
        }
        return RowChange("exercise_result", key, None, new | dict(changed.after))


def _change(
    table: str, key: tuple[int | str, ...], row: object, columns: Mapping[str, Value]
) -> RowChange | None:
    before = {name: getattr(row, name) for name in columns}
    other = {name: value for name, value in columns.items() if before[name] != value}
    if not other:
        return None
    return RowChange(table, key, {name: before[name] for name in other}, other)
