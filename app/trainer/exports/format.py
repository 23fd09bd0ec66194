"""What an export is: a format, what of the log it is to hold, and where its files go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, cast

from app.coach.frozen import dataclass
from app.coach.names import name_of
from data.exports.what import What

__all__ = ["Check", "Format", "Order", "Progress", "Sink", "What", "Written", "found"]

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from app.trainer.desk import Desk
    from data.exports.selection import Selection

Written = Mapping[str, int]
"""How many of what were written: the noun in the singular, such as `set`, and the number."""

Progress = Callable[[int, int], None]
"""Called now and then with what is done and what there is in all, in units of the writer's own.

It may raise, which ends the export and leaves nothing behind.
"""


class Sink(Protocol):
    """Where the files of an export go. Without a name it is the one file that was asked for."""

    def text(self, name: str = "") -> AbstractContextManager[IO[str]]:
        """Open a UTF-8 file whose lines end as they are written."""
        ...

    def binary(self, name: str = "") -> AbstractContextManager[IO[bytes]]:
        """Open a file of bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write the log.

    `name` is the word of the command line, `suffix` how a file's name ends, `summary` one line
    for lists. `writer` is `module:function`, imported only when it is wanted; the function is
    `write(order, sink) -> Written`. `takes` are the parts it can hold, the usual one first; for
    those in `many` it makes several files, so that they need a folder. `binary` is not printed on a
    terminal; `text` False has no lines to look at. `reader` is
    `module:function` of what `--verify` does, `(order, path) -> Check`, for the parts in `reads`;
    "" where the file cannot be read back. `complete` keeps what was discarded, which the others
    leave out.
    """

    name: str
    suffix: str
    summary: str
    writer: str
    takes: tuple[What, ...]
    many: frozenset[What] = frozenset()
    binary: bool = False
    text: bool = True
    reader: str = ""
    reads: tuple[What, ...] = ()
    complete: bool = False

    def write(self, order: Order, sink: Sink) -> Written:
        """Write what is ordered; return how many of what it was."""
        write = cast(Callable[["Order", Sink], Written], found(self.writer))
        return write(order, sink)

    def check(self, order: Order, path: Path) -> Check:
        """Read what was written back into an empty log; return what differs from the log."""
        check = cast(Callable[["Order", Path], Check], found(self.reader))
        return check(order, path)


@dataclass(frozen=True, slots=True)
class Order:
    """What a writer is to write.

    `session` is one consistent look at the log; `selection` the part of it, with the training days
    `since` and `until`, both inclusive and None for an open end, and the conditions on its rows;
    `now` is the instant of the export.
    """

    desk: Desk
    session: Session
    selection: Selection
    now: datetime
    progress: Progress

    @property
    def since(self) -> date | None:
        """The first training day, None for the beginning."""
        return self.selection.since

    @property
    def until(self) -> date | None:
        """The last training day, None for the end."""
        return self.selection.until

    def name(self, exercise_id: str) -> str:
        """Return an exercise's name; the id where the library does not have it."""
        return name_of(self.desk.library, exercise_id)


@dataclass(frozen=True, slots=True)
class Check:
    """What reading a file back found: how many of what, and a sentence for each difference."""

    read: Written
    differences: tuple[str, ...] = ()


def found(place: str) -> object:
    """Return what stands at `module:name`, importing the module."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
