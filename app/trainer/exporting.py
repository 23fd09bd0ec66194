"""Writing the log into files that others read, or into a stream."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from app.errors import UsageError
from app.trainer.exports.format import Format, Order, Progress, Sink, What, Written

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: training days from `since` to `until`, both inclusive, None for open ends.

    `part` None is what the format usually holds.
    """

    format: Format
    since: date | None = None
    until: date | None = None
    part: What | None = None

    @property
    def what(self) -> What:
        """The part of the log that is wanted."""
        return self.part or self.format.takes[0]

    @property
    def many(self) -> bool:
        """Whether it makes several files, so that it needs a folder."""
        return self.what in self.format.many


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many of what were written, and where; `path` is None for a stream."""

    path: Path | None
    written: Written


def export(
    desk: Desk,
    wish: Wish,
    target: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> ExportReport:
    """Write what is wished for into the file `target`, or the folder where it makes several.

    All of it is there or nothing, readable by its owner alone; `~` is a home. Raises
    `UsageError` if `until` is before `since`, the format does not hold that part, something is at
    `target` and `force` is False, or it is no plain file or the log itself; `StoreError` if a
    file cannot be written or the log not be read, `NoLogError` if there is none.
    """
    from app.paths import chosen
    from data.exports import sink

    target = chosen(str(target))
    _check(wish)
    keep_off_log(desk, target)
    opened = sink.folder(target, force=force) if wish.many else sink.file(target, force=force)
    with opened as place:
        written = _write(desk, wish, place, progress)
    return ExportReport(target, written)


def stream(
    desk: Desk, wish: Wish, file: IO[bytes], *, progress: Progress | None = None
) -> ExportReport:
    """Write the same into an open stream of bytes. Raises likewise."""
    from data.exports import sink

    _check(wish)
    if wish.many:
        raise UsageError(
            f"{wish.format.name} makes several files of {wish.what}; name a folder with -o."
        )
    return ExportReport(None, _write(desk, wish, sink.Stream(file), progress))


def _write(desk: Desk, wish: Wish, place: Sink, progress: Progress | None) -> Written:
    from data.exports.selection import Selection

    with desk.store.read() as session:
        order = Order(
            desk,
            session,
            Selection(wish.since, wish.until),
            wish.what,
            wish.since,
            wish.until,
            desk.clock.now().instant,
            progress or _unseen,
        )
        return wish.format.write(order, place)


def _unseen(_done: int, _all: int) -> None:
    """Nobody looks."""


def keep_off_log(desk: Desk, target: Path) -> None:
    """Refuse to write over the log, or over what belongs to it, however much it is forced."""
    from data.check import COMPANIONS
    from data.lock import LiveLock

    log = desk.paths.log
    own = (log, LiveLock(log).file, *(Path(f"{log}{companion}") for companion in COMPANIONS))
    if target.resolve() in {path.resolve() for path in own}:
        raise UsageError(f"{target} belongs to your training log; choose another name.")


def _check(wish: Wish) -> None:
    if wish.since is not None and wish.until is not None and wish.until < wish.since:
        raise UsageError(
            f"The last day, {wish.until}, is before the first, {wish.since}; swap them."
        )
    if wish.what not in wish.format.takes:
        raise UsageError(
            f"{wish.format.name} does not hold {wish.what}; "
            f"it holds {' or '.join(wish.format.takes)}."
        )
