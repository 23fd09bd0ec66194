"""A run typed in: what can be said about it, and storing it so that it can be taken back.

It counts as one from a file does, as far as its numbers go: its time in motion for the longest
run of the month. What is read along the way, the drift of cadence and heart rate, only a file has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.clock import local_day, zone_called
from app.coach import figures
from app.coach.frozen import replace
from app.coach.logbook import Cause, Entry, EntryKind
from app.coach.run_id import run_id
from app.coach.runs import LONGEST, TYPED, Measures, RunRecord, clock_text
from app.errors import UsageError
from app.trainer import amend_fields as typed
from app.trainer import amend_rows, timeline, told_after
from app.trainer.amend_fields import Field

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from data.rows import Stored

NEEDED = "duration"
"""The field without which there is no run; the others have a default or can be empty."""

_HOUR = "time"
# The file counts feet as it likes; what is typed is asked for as steps.
_NOT_ASKED = frozenset({"factor"})


def fields(desk: Desk) -> tuple[Field, ...]:
    """Return what is asked of a run, with what stands there when nothing is said: today."""
    blank = _blank(desk)
    entry = Entry(EntryKind.RUN, blank.id, blank.day, blank.started_at, blank.zone, "")
    return tuple(
        _open(field)
        for field in amend_rows.run_fields(entry, _columns(blank))
        if field.key not in _NOT_ASKED
    )


def _open(field: Field) -> Field:
    """Return a field before anything is said: when it began follows from when it ended."""
    if field.key == _HOUR:
        return replace(field, value="", needed=False, without=told_after.WITHOUT_HOUR)
    return replace(field, value="") if field.key == NEEDED else field


def check(desk: Desk, given: Mapping[str, str]) -> None:
    """Raise `UsageError` for a value that cannot be; what is missing is no fault yet."""
    _require_known(desk, given)
    _run(desk, {key: value for key, value in given.items() if value or key != NEEDED})


def add(desk: Desk, given: Mapping[str, str]) -> Entry:
    """Store a run and return its entry; `given` has values by the keys of `fields`.

    Without its time of day it began as `told_after.began` says, and is of that day.

    Raises `UsageError` for a key that there is not or a value that cannot be, for a run without
    its time, and for one that the log has already or that is still to come; `StoreError`.
    """
    # A key that there is not may be the slip by which the time seems to be missing.
    _require_known(desk, given)
    if not given.get(NEEDED, "").strip():
        raise UsageError("A run has a time in motion; write it as duration=41:07.")
    run = _run(desk, given)
    for other in desk.store.runs(run.day - LONGEST, run.day + LONGEST):
        if other.overlaps(run):
            there = typed.local(other.started_at, other.zone)
            raise UsageError(
                f"The log has a run of {other.day} at {there:%H:%M}, "
                f"{clock_text(other.measures.seconds)}, already; correct that one, or give this "
                "one the time it began."
            )
    images = (("run", (run.id,), None, _columns(run)),)
    desk.store.book.edit_rows(EntryKind.RUN, run.id, Cause.ADD, images)
    return timeline.entry(desk, run.id)


def _columns(run: RunRecord) -> dict[str, Stored]:
    from data.run_rows import stored_run

    return stored_run(run)


def _blank(desk: Desk) -> RunRecord:
    zone, day = desk.clock.zone(), desk.clock.today()
    began = datetime.combine(day, time(12), zone_called(zone)).astimezone(UTC)
    return RunRecord("", day, zone, began, TYPED, damaged=False, note="", measures=Measures(0, 0))


def _run(desk: Desk, given: Mapping[str, str]) -> RunRecord:
    blank = _blank(desk)
    told = {key: value for key, value in given.items() if key != _HOUR or value.strip()}
    if _HOUR in told:
        run = _as_told(desk, blank, told)
    else:
        said = told.pop("day", "")
        named = typed.day(said, blank.day) if said.strip() else None
        run = _as_told(desk, blank, told)
        took = timedelta(seconds=run.measures.seconds)
        began = told_after.began(desk.clock, named, None, took)
        run = replace(run, started_at=began, day=named or local_day(began, run.zone))
    _require_possible(desk, run)
    return replace(run, id=run_id(run.started_at))


def _require_known(desk: Desk, given: Mapping[str, str]) -> None:
    known = {field.key for field in fields(desk)}
    for key in given:
        if key not in known:
            from app.toml_table import did_you_mean

            hint = did_you_mean(key, known) or f"; there are {', '.join(sorted(known))}."
            raise UsageError(f"There is no field {key[:60]!a} of a run{hint}")


def _as_told(desk: Desk, blank: RunRecord, told: Mapping[str, str]) -> RunRecord:
    from data.run_rows import MEASURE_FIELDS, RUN_FIELDS, load_runs

    entry = Entry(EntryKind.RUN, "", blank.day, blank.started_at, blank.zone, "")
    row = _columns(blank)
    row |= amend_rows.run_columns(desk, entry, row, told)
    (run,) = load_runs(
        [[row[name] for name in RUN_FIELDS]], [[row[name] for name in MEASURE_FIELDS]]
    )
    return run


def _require_possible(desk: Desk, run: RunRecord) -> None:
    told_after.require_over(desk.clock, run.ended_at, run.zone)
    speed = run.measures.speed
    if speed is not None and speed > figures.IMPOSSIBLE_SPEED:
        raise UsageError(
            f"That would be {clock_text(1000 / speed)} a kilometre; distance is in kilometres, "
            "duration such as 41:07 or 1:02:03."
        )
