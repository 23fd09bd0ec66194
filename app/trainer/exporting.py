"""Writing the log into files that others read, or into a stream."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from app.coach.frozen import dataclass
from app.errors import ContentError, UsageError
from app.trainer.exports.format import Check, Format, Order, Progress, What, Written

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
    """How many of what were written, and where; `path` is None for a stream.

    `check` is what reading it back found, None where that was not asked for; `discarded` how many
    sessions the runner took back: those of a complete format are in the file, no other has them.
    """

    path: Path | None
    written: Written
    check: Check | None = None
    discarded: int = 0


def export(
    desk: Desk,
    wish: Wish,
    target: Path,
    *,
    force: bool = False,
    verify: bool = False,
    progress: Progress | None = None,
) -> ExportReport:
    """Write what is wished for into the file `target`, or the folder where it makes several.

    All of it is there or nothing, readable by its owner alone; `~` is a home. `verify` reads it
    back into an empty log and compares. Raises
    `UsageError` if `until` is before `since`, the format does not hold that part, something is at
    `target` and `force` is False, or it is no plain file or the log itself; `StoreError` if a
    file cannot be written or the log not be read, `NoLogError` if there is none.
    """
    from app.paths import chosen
    from data import atomic
    from data.exports import sink

    target = chosen(str(target))
    check_wish(wish)
    keep_off_log(desk, target)
    if verify:
        _require_reader(wish)
    if not wish.many:
        atomic.refuse_existing(target, force=force)
    opened = sink.folder(target, force=force) if wish.many else sink.file(target, force=force)
    # One look at the log for writing and for comparing, whatever is written to it meanwhile.
    with ordered(desk, wish, progress) as order:
        with opened as place:
            written = wish.format.write(order, place)
        check = wish.format.check(order, target) if verify else None
        discarded = order.selection.discarded(order.session) if "session" in written else 0
    return ExportReport(target, written, check, discarded)


def stream(desk: Desk, wish: Wish, file: IO[bytes]) -> ExportReport:
    """Write the same into an open stream of bytes. Raises likewise."""
    from data.exports import sink

    check_wish(wish)
    if wish.many:
        raise UsageError(
            f"{wish.format.name} makes several files of {wish.what}; name a folder with -o."
        )
    with ordered(desk, wish, None) as order:
        return ExportReport(None, wish.format.write(order, sink.Stream(file)))


@contextmanager
def ordered(desk: Desk, wish: Wish, progress: Progress | None) -> Iterator[Order]:
    """Open one look at the log for what is wished for. Raises `NoLogError`, `StoreError`."""
    from data.exports.selection import Selection

    with desk.store.read() as session:
        yield Order(
            desk,
            session,
            Selection(wish.since, wish.until, wish.what),
            desk.clock.now().instant,
            progress or _unseen,
        )


def schema(desk: Desk) -> str:
    """Return the JSON Schema of the JSON export. Raises `ContentError` where it is not there."""
    file = desk.paths.assets / "schema" / "log.schema.json"
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{file} cannot be read; install stridetui again.") from error


def dictionary() -> str:
    """Return what each column of the CSV files holds, as CSV."""
    from app.trainer.exports.tables import write_dictionary

    text = io.StringIO(newline="")
    write_dictionary(text)
    return text.getvalue()


def columns() -> tuple[dict[str, str], ...]:
    """Return the same column by column."""
    from app.trainer.exports.tables import DICTIONARY, dictionary_rows

    return tuple(dict(zip(DICTIONARY, row, strict=True)) for row in dictionary_rows())


def _unseen(_done: int, _all: int) -> None:
    """Nobody looks."""


def keep_off_log(desk: Desk, target: Path) -> None:
    """Refuse to write over the log, or over what belongs to it, however much it is forced."""
    from app.paths import real
    from data.files import COMPANIONS
    from data.lock import LiveLock

    log = desk.paths.log
    own = (log, LiveLock(log).file, *(Path(f"{log}{companion}") for companion in COMPANIONS))
    if real(target) in {real(path) for path in own}:
        raise UsageError(f"{target} belongs to your training log; choose another name.")


def _require_reader(wish: Wish) -> None:
    if wish.what not in wish.format.reads:
        raise UsageError(
            f"{wish.format.name} is a report for people, which cannot be read back; leave --verify "
            "out, or choose json, which holds everything."
        )


def check_wish(wish: Wish) -> None:
    """Raise `UsageError` where the days make no stretch or the format does not hold the part."""
    if wish.since is not None and wish.until is not None and wish.until < wish.since:
        raise UsageError(
            f"The last day, {wish.until}, is before the first, {wish.since}; swap them."
        )
    if wish.what not in wish.format.takes:
        raise UsageError(
            f"{wish.format.name} does not hold {wish.what}; "
            f"it holds {' or '.join(wish.format.takes)}."
        )
