"""Writing the log into a file that others read, or into a stream."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from app.coach.names import name_of
from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk


class Format(StrEnum):
    """What the log can be written as: `csv` is one row per set and side, `json` is complete."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where; `path` is None for a stream."""

    path: Path | None
    sets: int
    workouts: int


def export(
    desk: Desk,
    format: Format,  # noqa: A002 -- the word of the command line
    target: Path,
    since: date | None = None,
    until: date | None = None,
    *,
    force: bool = False,
) -> ExportReport:
    """Write the training days from `since` to `until`, both inclusive, into the file `target`.

    The file is there whole or not at all, readable by its owner alone; `~` is a home. Raises
    `UsageError` if `until` is before `since`, something is at `target` and `force` is False, or
    it is no plain file or the log itself; `StoreError` if the file cannot be written or the log
    not be read, `NoLogError` if there is none.
    """
    from app.paths import chosen
    from data.exports import atomic

    target = chosen(str(target))
    _check(since, until)
    keep_off_log(desk, target)
    with atomic.writing(target, force=force) as file:
        report = stream(desk, format, file, since, until)
    return ExportReport(target, report.sets, report.workouts)


def stream(
    desk: Desk,
    format: Format,  # noqa: A002 -- the word of the command line
    file: IO[str],
    since: date | None = None,
    until: date | None = None,
) -> ExportReport:
    """Write the same into an open stream. Raises likewise."""
    _check(since, until)
    from data.exports.selection import Selection

    selection = Selection(since, until)
    with desk.store.read() as session:
        if format is Format.CSV:
            from data.exports import csv_file

            library = desk.library

            def name(exercise_id: str) -> str:
                return name_of(library, exercise_id)

            sets, workouts = csv_file.write(file, session, selection, name)
            return ExportReport(None, sets, workouts)
        from data.exports import json_file

        counts = json_file.write(file, session, selection, desk.clock.now().instant)
        return ExportReport(None, counts["workout_set"], counts["workout"])


def keep_off_log(desk: Desk, target: Path) -> None:
    """Refuse to write over the log, or over what belongs to it, however much it is forced."""
    from data.check import COMPANIONS
    from data.lock import LiveLock

    log = desk.paths.log
    own = (log, LiveLock(log).file, *(Path(f"{log}{companion}") for companion in COMPANIONS))
    if target.resolve() in {path.resolve() for path in own}:
        raise UsageError(f"{target} belongs to your training log; choose another name.")


def _check(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        raise UsageError(f"The last day, {until}, is before the first, {since}; swap them.")
