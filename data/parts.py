"""What is being written, under a hidden name of its own; what a killed program left is swept.

A part is locked by who writes it, and the system lets go of the lock when that program dies,
however it dies. So a part that can be locked belongs to nobody any more: the next that writes
into the same folder takes it away. Nothing else is ever touched, by its name or by its lock.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # where nobody sweeps
    import fcntl

_END = ".stridetui-part"
_PART = re.compile(rf"\..*\.[a-z0-9_]{{8}}{re.escape(_END)}", re.DOTALL)
_COMPANIONS = ("-journal", "-wal", "-shm")
# With what is put around it, a name as long as a file system takes would be too long.
_MOST_BYTES = 120


@contextmanager
def file(folder: Path, name: str) -> Iterator[Path]:
    """Give an empty file in a folder, readable by its owner, on its way to be called `name`.

    It is gone after the block, unless it has another name by then. Raises `OSError`.
    """
    sweep(folder)
    path, handle = _made(lambda: _new_file(folder, name))
    try:
        yield path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()
        if handle is not None:
            os.close(handle)


@contextmanager
def folder(parent: Path, name: str) -> Iterator[Path]:
    """Give an empty folder likewise."""
    sweep(parent)
    path, handle = _made(lambda: Path(tempfile.mkdtemp(_END, _begin(name), parent)))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def sweep(place: Path) -> None:
    """Take away what killed programs left half-written in a folder."""
    if sys.platform == "win32":
        return
    with suppress(OSError), os.scandir(place) as entries:
        left = [Path(entry.path) for entry in entries if _PART.fullmatch(entry.name)]
        for path in left:
            _sweep(path)


def _sweep(path: Path) -> None:
    # A link or a file of somebody else is no part of ours, whatever it is called.
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if os.fstat(handle).st_uid == os.geteuid() and _lock(handle):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()
                    for ending in _COMPANIONS:
                        path.with_name(path.name + ending).unlink(missing_ok=True)
        finally:
            os.close(handle)


def _begin(name: str) -> str:
    # Cut between two letters: there are file systems that take no half of one.
    return f".{os.fsencode(name)[:_MOST_BYTES].decode('utf-8', 'ignore')}."


def _new_file(folder: Path, name: str) -> Path:
    handle, path = tempfile.mkstemp(_END, _begin(name), folder)
    os.close(handle)
    return Path(path)


def _made(make: Callable[[], Path]) -> tuple[Path, int | None]:
    """Make a part and lock it; return it with the open file that holds the lock, if there is."""
    while True:
        path = make()
        if sys.platform == "win32":
            return path, None
        with suppress(FileNotFoundError):  # A sweep was quicker than the lock.
            handle = os.open(path, os.O_RDONLY)
            # Where a folder knows no locks, nobody can sweep it either.
            if _lock(handle) is not False and path.exists():
                return path, handle
            os.close(handle)


def _lock(handle: int) -> bool | None:
    """Take the lock of an open file: True, False where another has it, None where there is none."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
