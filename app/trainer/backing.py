"""Copies of the log and the way back: by hand, every week, and what a restore would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.errors import DamagedLogError, ForeignLogError, NoLogError, UsageError
from app.trainer.exporting import keep_off_log
from app.trainer.mending import nobody_training

if TYPE_CHECKING:
    from datetime import date

    from app.trainer.desk import Desk
    from data.contents import Contents, Lacking

__all__ = [
    "BackedUp",
    "GoodCopy",
    "Restoring",
    "back_up",
    "look_into",
    "newest_good",
    "restore",
    "salvage",
    "weekly",
]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A copy that was made and read over.

    `loose` counts the rows of a damaged log that were left out, because what they belong to
    cannot be read.
    """

    path: Path
    contents: Contents
    loose: int = 0


@dataclass(frozen=True, slots=True)
class Restoring:
    """What a backup holds, and what the present log has that it lacks.

    `present` is None where there is no log, or none that can be read; `fault` then says why.
    `kept` is where the replaced log lies now: None before a restore, and where there was none.
    """

    backup: Path
    contents: Contents
    present: Contents | None
    lacking: tuple[Lacking, ...] = ()
    fault: str = ""
    kept: Path | None = None
    written: bool = False


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A sound copy of the log that the program made: so many sessions, up to `newest`."""

    path: Path
    sessions: int
    newest: date | None


def back_up(desk: Desk, target: Path | None = None, *, force: bool = False) -> BackedUp:
    """Copy the log to `target`, or to a new name in the folder of backups.

    Raises `NoLogError` where there is no log yet, `UsageError` if something is at `target`,
    `DamagedLogError`, `StoreError`.
    """
    from app.paths import chosen
    from data import backups, check

    log = desk.paths.log
    if target is None:
        check.require_file(log)
        target = backups.by_hand(log, desk.clock.now().instant)
    else:
        target = chosen(str(target))
        keep_off_log(desk, target)
    return BackedUp(target, backups.back_up(log, target, force=force))


def newest_good(desk: Desk) -> GoodCopy | None:
    """Return the copy of the log that reaches furthest and is sound, None without any."""
    from data import backups

    found = backups.newest_sound(desk.paths.log)
    if found is None:
        return None
    path, inside = found
    return GoodCopy(path, inside.counts.get("workout", 0), inside.newest)


def salvage(desk: Desk, target: Path | None = None, *, force: bool = False) -> BackedUp:
    """Write what can be read of a damaged log to `target`, or to a new name beside it.

    The damaged log stays as it is. Raises `NoLogError`, `NewerLogError`, `DamagedLogError` where
    nothing can be read, `UsageError` if something is at `target`, `StoreError`.
    """
    from app.paths import chosen
    from data import backups, contents
    from data.salvage import salvage as read_out

    log = desk.paths.log
    if target is None:
        target = backups.beside(log, desk.clock.now().instant, "salvaged")
    else:
        target = chosen(str(target))
        keep_off_log(desk, target)
    saved = read_out(log, target, force=force)
    return BackedUp(target, contents.of(target), saved.loose)


def weekly(desk: Desk) -> Path | None:
    """Make the weekly copy if it is due; return it. Reads the whole log. Raises `StoreError`."""
    from data import backups

    return backups.weekly(desk.paths.log, desk.clock.now().instant, desk.settings.backups)


def look_into(desk: Desk, backup: Path) -> Restoring:
    """Return what a restore would do; nothing is written.

    Raises `NoLogError` where the file holds nothing, `DamagedLogError` for one that is not a
    sound log, `NewerLogError` for a newer version's.
    """
    from app.paths import chosen

    return _compared(desk, chosen(str(backup)))


def restore(desk: Desk, backup: Path, seen: Restoring | None = None) -> Restoring:
    """Put a backup in the place of the log; the replaced log is kept beside it.

    An older one is upgraded, the file itself stays as it is. `seen` is what `look_into` has just
    said of it, so that neither is read over once more. Raises what `look_into` raises,
    `LiveElsewhereError` while a session is running, `StoreError`; nothing is changed then.
    """
    from dataclasses import replace

    from app.paths import chosen
    from data import restoring

    log, backup = desk.paths.log, chosen(str(backup))
    if backup.exists() and log.exists() and backup.samefile(log):
        raise UsageError(f"{backup} is the training log itself; name a backup of it.")
    if seen is None or seen.backup != backup:
        seen = _compared(desk, backup)
    with nobody_training(desk), restoring.prepared(backup, log) as copy:
        # A store that was opened on the old file must not go on with what it knows of it.
        store = desk.__dict__.pop("store", None)
        if store is not None:
            store.close()
        kept = restoring.put_back(log, copy, desk.clock.now().instant)
    return replace(seen, kept=kept, written=True)


def _compared(desk: Desk, backup: Path) -> Restoring:
    from data import contents

    there = _of_backup(backup)
    log = desk.paths.log
    try:
        present = contents.of(log)
        return Restoring(backup, there, present, contents.lacking(log, backup))
    except NoLogError:
        return Restoring(backup, there, None)
    except DamagedLogError as fault:
        return Restoring(backup, there, None, fault=str(fault))


def _of_backup(backup: Path) -> Contents:
    """Return what a backup holds; what is wrong with it has another remedy than with a log."""
    from data import contents

    try:
        return contents.of(backup)
    except NoLogError as error:
        if backup.exists():
            raise
        raise NoLogError(f"There is no file {backup}; name a backup that is there.") from error
    except (DamagedLogError, ForeignLogError) as error:
        raise DamagedLogError(
            f"{backup} is damaged or no copy of a training log; nothing was changed. Choose "
            "another backup."
        ) from error
