"""The fields of a run, a self-test and a check-in, and the rows that follow from a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.coach.logbook import Entry, EntryKind
from app.coach.measured import shown
from app.coach.model import Side
from app.coach.reading import LONGEST_CONDITIONS, LONGEST_TEXT
from app.coach.runs import LONGEST, TYPED, cadence_factor
from app.errors import UsageError
from app.trainer import amend_fields as typed
from app.trainer import told_after
from app.trainer.amend_fields import Field

if TYPE_CHECKING:
    from app.coach.selftests import Score
    from app.trainer.desk import Desk
    from data.images import Images
    from data.rows import Stored
    from data.values import StoredRow

_TICKS = {
    "ill": "feverish or ill",
    "short_sleep": "under four hours of sleep",
    "sore": "sore at rest",
    "hard_run": "a hard run close by",
}
_FARTHEST_KM = 1000
_FASTEST_HEART = 260
_FASTEST_FEET = 400
_FACTORS = ("1", "2")


def fields(entry: Entry, rows: Sequence[StoredRow]) -> tuple[Field, ...]:
    """Return what can be changed in an entry that is no session, as it stands."""
    if not rows:
        return ()
    return tuple(_FIELDS[entry.kind](entry, rows))


def _run(entry: Entry, rows: Sequence[StoredRow]) -> Iterator[Field]:
    return run_fields(entry, rows[0].columns)


def run_fields(entry: Entry, row: Mapping[str, Stored]) -> Iterator[Field]:
    """Yield what can be changed in a run, as it stands in `row`."""
    by_hand = row["source"] == TYPED
    yield Field("day", "day", str(row["day"]), hint="such as 2026-11-20", needed=True)
    began = typed.local(entry.at, entry.zone)
    yield Field(
        "time", "began at", f"{began:%H:%M}", hint=f"such as 18:30, in {entry.zone}", needed=True
    )
    yield Field("distance", "kilometres", _figure(row["metres"], 1000), hint="such as 7.5")
    yield Field("duration", "time in motion", _clock(row["seconds"]), hint="such as 41:07")
    yield Field("heart-rate", "heart rate", _figure(row["heart_rate"]), hint="beats a minute")
    yield Field(
        "cadence",
        "cadence" if by_hand else "cadence in the file",
        _figure(row["cadence_raw"]),
        hint="steps a minute" if by_hand else "as the file has it, of one foot or of both",
    )
    yield Field(
        "factor",
        "feet it counts",
        _figure(row["cadence_factor"]),
        hint="times this it is steps per minute",
        choices=_FACTORS,
    )
    yield Field("note", "note", str(row["note"]))


def _test(entry: Entry, rows: Sequence[StoredRow]) -> Iterator[Field]:
    yield Field("day", "day", entry.day.isoformat(), hint="such as 2026-11-20", needed=True)
    for key, row in _results(rows).items():
        yield Field(
            key, key.replace(".", ", "), _figure(row.columns["value"]), hint=_unit(row), needed=True
        )
    first = rows[0].columns
    yield Field("conditions", "how it was done", str(first["conditions"]))
    note = next((str(row.columns["note"]) for row in rows if row.columns["note"]), "")
    yield Field("note", "note", note)


def _unit(row: StoredRow) -> str:
    return f"in {row.columns['unit']}"


def _results(rows: Sequence[StoredRow]) -> dict[str, StoredRow]:
    """Return each number of a self-test by its key: side, and unit where there are several."""
    several = len({row.columns["unit"] for row in rows}) > 1
    found: dict[str, StoredRow] = {}
    for row in rows:
        side = row.columns["side"]
        key = "value" if side == Side.BOTH else str(side)
        if several:
            key += f".{row.columns['unit']}"
        # Two numbers of one side and unit at one moment come from no screen, only from files.
        while key in found:
            key += "+"
        found[key] = row
    return found


def _check_in(entry: Entry, rows: Sequence[StoredRow]) -> Iterator[Field]:
    yield Field("day", "day", entry.day.isoformat(), hint="such as 2026-11-20", needed=True)
    for key, label in _TICKS.items():
        said = "yes" if rows[0].columns[key] else "no"
        yield Field(key.replace("_", "-"), label, said, choices=("yes", "no"), needed=True)


_FIELDS: Mapping[EntryKind, Callable[[Entry, Sequence[StoredRow]], Iterator[Field]]] = {
    EntryKind.RUN: _run,
    EntryKind.TEST: _test,
    EntryKind.CHECK_IN: _check_in,
}


def _figure(value: Stored, per: float = 1) -> str:
    return f"{value / per:g}" if isinstance(value, int | float) else ""


def _clock(value: Stored) -> str:
    from app.coach.runs import clock_text

    return clock_text(value) if isinstance(value, int | float) else ""


# --- changes -------------------------------------------------------------------------------


def changes(
    desk: Desk, entry: Entry, rows: Sequence[StoredRow], given: Mapping[str, str]
) -> Images:
    """Return the rows that change, before and after, when these fields take these values.

    Every key is that of a field. Raises `UsageError` for a value that cannot be.
    """
    match entry.kind:
        case EntryKind.RUN:
            wanted = {rows[0].key: run_columns(desk, entry, rows[0].columns, given)}
        case EntryKind.TEST:
            wanted = _test_columns(desk, entry, rows, given)
        case _:
            wanted = {rows[0].key: _check_in_columns(desk, given)}
    found = []
    for row in rows:
        other = {
            name: value
            for name, value in wanted.get(row.key, {}).items()
            if row.columns[name] != value
        }
        if other:
            before = {name: row.columns[name] for name in other}
            found.append((row.table, row.key, before, other))
    return tuple(found)


def run_columns(
    desk: Desk, entry: Entry, row: Mapping[str, Stored], given: Mapping[str, str]
) -> dict[str, Stored]:
    """Return what stands in the columns of a run when these fields take these values.

    Raises `UsageError` for a value that cannot be.
    """
    columns: dict[str, Stored] = {}
    if "day" in given or "time" in given:
        columns |= _moved(desk, entry, given)
    if "distance" in given:
        kilometres = typed.number("distance", given["distance"], 0, _FARTHEST_KM)
        columns["metres"] = None if kilometres is None else kilometres * 1000
    if "duration" in given:
        seconds = typed.number("duration", given["duration"], 1, LONGEST.total_seconds())
        if seconds is None:
            raise UsageError("duration is the time in motion; a run has one.")
        columns["seconds"] = seconds
        elapsed = row["elapsed_seconds"]
        by_hand = row["source"] == TYPED
        columns["elapsed_seconds"] = seconds if by_hand else max(seconds, float(elapsed or 0))
    if "heart-rate" in given:
        columns["heart_rate"] = typed.number("heart-rate", given["heart-rate"], 20, _FASTEST_HEART)
    if "cadence" in given:
        cadence = typed.number("cadence", given["cadence"], 1, _FASTEST_FEET)
        columns["cadence_raw"] = cadence
        if row["source"] == TYPED:
            # A watch shows steps, or the strides of one foot.
            columns["cadence_factor"] = cadence_factor(cadence)
    if "factor" in given:
        factor = typed.word("factor", given["factor"], _FACTORS)
        columns["cadence_factor"] = None if factor is None else int(factor)
    if "note" in given:
        columns["note"] = typed.text("note", given["note"])
    return columns


def _moved(desk: Desk, entry: Entry, given: Mapping[str, str]) -> dict[str, Stored]:
    from data.rows import instant_text

    day = _day(desk, given)
    hour = typed.hour(given["time"]) if "time" in given else None
    began = entry.at + typed.moved(entry.at, entry.zone, entry.day, day, hour)
    told_after.require_begun(desk.clock, began, entry.zone)
    return {"day": (day or entry.day).isoformat(), "started_at": instant_text(began)}


def _test_columns(
    desk: Desk, entry: Entry, rows: Sequence[StoredRow], given: Mapping[str, str]
) -> dict[tuple[Stored, ...], dict[str, Stored]]:
    of_all: dict[str, Stored] = {}
    day = _day(desk, given)
    if day is not None:
        of_all["day"] = day.isoformat()
    for name, most in (("note", LONGEST_TEXT), ("conditions", LONGEST_CONDITIONS)):
        if name in given:
            of_all[name] = typed.text(name, given[name], most)
    wanted = {row.key: dict(of_all) for row in rows}
    for key, row in _results(rows).items():
        if key in given:
            wanted[row.key]["value"] = _value(desk, entry, row, key, given[key])
    return wanted


def _value(desk: Desk, entry: Entry, row: StoredRow, key: str, said: str) -> float:
    test = desk.selftests.get(str(entry.facts["test"]))
    score: Score | None = test.score(str(row.columns["unit"])) if test else None
    if score is not None and said.strip().casefold() in score.choices:
        return float(score.choices.index(said.strip().casefold()))
    low, high = (score.low, score.high) if score else (-1e6, 1e6)
    value = typed.number(key, said, low, high)
    if value is None:
        raise UsageError(f"{key} is a result; delete the whole self-test if there was none.")
    if score is not None and score.whole and not value.is_integer():
        raise UsageError(f"{key} is a whole number, such as {shown(score, round(value))}.")
    return value


def _check_in_columns(desk: Desk, given: Mapping[str, str]) -> dict[str, Stored]:
    columns: dict[str, Stored] = {
        name: typed.yes(key, given[key])
        for name in _TICKS
        if (key := name.replace("_", "-")) in given
    }
    day = _day(desk, given)
    if day is not None:
        columns["day"] = day.isoformat()
    return columns


def _day(desk: Desk, given: Mapping[str, str]) -> date | None:
    return typed.day(given["day"], desk.clock.today()) if "day" in given else None
