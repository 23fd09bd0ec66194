"""A run typed in: what can be said about it, and storing it so that it can be taken back.

It counts as one from a file does, as far as its numbers go: its time in motion for the longest
run of the month. What is read along the way, the drift of cadence and heart rate, only a file has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from app.clock import zone_called
from app.coach import figures
from app.coach.frozen import replace
from app.coach.logbook import Cause, Entry, EntryKind
from app.coach.runs import TYPED, Measures, RunRecord, clock_text
from app.errors import UsageError
from app.trainer import amend_fields as typed
from app.trainer import amend_rows, timeline
from app.trainer.amend_fields import Field

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from data.rows import Stored

NEEDED = "duration"
"""The field without which there is no run; the others have a default or can be empty."""

# The file counts feet as it likes; what is typed is asked for as steps.
_NOT_ASKED = frozenset({"factor"})
# A run is known by the second it began in, so that the same run from two places is one.
_IDS = UUID("0c6d2f0e-2b62-4a5c-9b5e-6f1c62b7f3a9")
# No run that is read lasts longer.
_NEAR = timedelta(days=8)


def run_id(began: datetime) -> str:
    """Return the id of the run that began then."""
    return uuid5(_IDS, began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")).hex


def fields(desk: Desk) -> tuple[Field, ...]:
    """Return what is asked of a run, with what stands there when nothing is said: today, noon."""
    blank = _blank(desk)
    entry = Entry(EntryKind.RUN, blank.id, blank.day, blank.started_at, blank.zone, "")
    return tuple(
        replace(field, value="" if field.key == NEEDED else field.value)
        for field in amend_rows.run_fields(entry, _columns(blank))
        if field.key not in _NOT_ASKED
    )


def check(desk: Desk, given: Mapping[str, str]) -> None:
    """Raise `UsageError` for a value that cannot be; what is missing is no fault yet."""
    _run(desk, {key: value for key, value in given.items() if value or key != NEEDED})


def add(desk: Desk, given: Mapping[str, str]) -> Entry:
    """Store a run and return its entry; `given` has values by the keys of `fields`.

    Raises `UsageError` for a key that there is not or a value that cannot be, for a run without
    its time, and for one that the log has already; `StoreError`.
    """
    # A key that there is not may be the slip by which the time seems to be missing.
    _require_known(desk, given)
    if not given.get(NEEDED, "").strip():
        raise UsageError("A run has a time in motion; write it as duration=41:07.")
    run = _run(desk, given)
    for other in desk.store.runs(run.day - _NEAR):
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


def _require_known(desk: Desk, given: Mapping[str, str]) -> None:
    known = {field.key for field in fields(desk)}
    for key in given:
        if key not in known:
            from app.toml_table import did_you_mean

            hint = did_you_mean(key, known) or f"; there are {', '.join(sorted(known))}."
            raise UsageError(f"There is no field {key[:60]!a} of a run{hint}")


def _run(desk: Desk, given: Mapping[str, str]) -> RunRecord:
    from data.run_rows import MEASURE_FIELDS, RUN_FIELDS, load_runs

    blank = _blank(desk)
    _require_known(desk, given)
    entry = Entry(EntryKind.RUN, "", blank.day, blank.started_at, blank.zone, "")
    row = _columns(blank)
    row |= amend_rows.run_columns(desk, entry, row, given)
    run = load_runs([[row[name] for name in RUN_FIELDS]], [[row[name] for name in MEASURE_FIELDS]])[
        0
    ]
    speed = run.measures.speed
    if speed is not None and speed > figures.IMPOSSIBLE_SPEED:
        raise UsageError(
            f"That would be {clock_text(1000 / speed)} a kilometre; distance is in kilometres, "
            "duration such as 41:07 or 1:02:03."
        )
    return replace(run, id=run_id(run.started_at))
