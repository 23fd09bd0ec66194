"""Where a process is to end: at a statement, a file operation, a byte of a file, or a moment.

A fault is armed in a forked child only. It ends the child as a power cut would: nothing is
flushed, closed or tidied up.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

_FILE_EVENTS = {
    "fcntl.flock",
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.truncate",
    "sqlite3.connect",
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# Most of what a commit writes lies at the beginning of the WAL.
_EARLY = 1 << 16


class Kind(Enum):
    """What is counted."""

    NONE = "ends by itself"
    STATEMENT = "before a statement"
    FILE = "before a file operation"
    BYTE = "at a byte of any file"
    MOMENT = "at a moment"
    ROOM = "no room from a byte of any file on"


@dataclass(frozen=True, slots=True)
class Fault:
    """The end of a process: before the `at`th statement or operation, from byte or second `at`."""

    kind: Kind = Kind.NONE
    at: float = 0

    def __str__(self) -> str:
        return f"{self.kind.value} {self.at:g}"


@dataclass(slots=True)
class Counted:
    """What a run that was left alone came to; faults are drawn from it."""

    statements: int = 0
    operations: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def draw(self, chance: random.Random) -> Fault:
        """Return a fault somewhere within such a run."""
        kind = chance.choice((Kind.STATEMENT, Kind.FILE, Kind.BYTE, Kind.MOMENT))
        if kind is Kind.STATEMENT and self.statements:
            return Fault(kind, chance.randint(1, self.statements))
        if kind is Kind.FILE and self.operations:
            return Fault(kind, chance.randint(1, self.operations))
        if kind is Kind.BYTE and self.bytes:
            return Fault(kind, chance.randrange(chance.choice((_EARLY, self.bytes + 1))))
        return Fault(Kind.MOMENT, chance.uniform(0, self.seconds))

    def draw_no_room(self, chance: random.Random) -> Fault:
        """Return a fault that ends nothing: the disk is full at some byte of every file."""
        return Fault(Kind.ROOM, chance.randrange(chance.choice((_EARLY, self.bytes + 1))))


def die() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(fault: Fault, counted: Counted) -> None:
    """Let this process end as `fault` says, and count what it does. Cannot be taken back.

    A moment is the parent's to choose.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statements = fault.at if fault.kind is Kind.STATEMENT else None
    operations = fault.at if fault.kind is Kind.FILE else None

    def statement(_sql: str) -> None:
        counted.statements += 1
        if counted.statements == statements:
            die()

    def operation() -> None:
        counted.operations += 1
        if counted.operations == operations:
            die()

    def heard(event: str, args: tuple[Any, ...]) -> None:
        if event in _FILE_EVENTS or (event == "open" and _writes(args)):
            operation()

    sys.addaudithook(heard)
    _trace(statement)
    if fault.kind in (Kind.BYTE, Kind.ROOM):
        # The system ends whoever writes beyond the limit, within whatever call it is; where the
        # signal is ignored, it refuses to write.
        ends = fault.kind is Kind.BYTE
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if ends else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(fault.at), resource.RLIM_INFINITY))


def make_room() -> None:
    """Let this process write as much as it likes again."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _trace(statement: Callable[[str], None]) -> None:
    """Let every connection that is opened from now on tell of its statements."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(statement)
        return connection

    # SQLAlchemy asks the second for it, everything of the program the first.
    for module in (sqlite3, sqlite3.dbapi2):
        vars(module)["connect"] = traced


def _writes(args: tuple[Any, ...]) -> bool:
    flags = args[2]
    return isinstance(flags, int) and bool(flags & _WRITES)


Act = Callable[[], int]
