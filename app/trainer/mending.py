"""What to do about a log that is there but cannot be used."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.errors import DamagedLogError, LiveElsewhereError, LockedLogError, ReadOnlyLogError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.trainer.desk import Desk


def require_usable(desk: Desk) -> None:
    """Raise the `StoreError` that makes opening the screens pointless; nothing is created.

    That is a log of a newer version, another program's database, one that another program keeps
    locked, one that cannot be written. A missing log is fine, there is none before the first
    session; and a damaged one is not raised, because the screens offer to set it aside.
    """
    from data import schema
    from data.lock import LiveLock

    path = desk.paths.log
    _require_writable(path)
    try:
        schema.state(path, schema.BRIEFLY)
    except DamagedLogError:
        return
    except LockedLogError:
        # Where nothing can be locked, SQLite takes everything for locked by somebody else; whoever
        # asks for a lock of its own is told of it.
        lock = LiveLock(path)
        with suppress(LiveElsewhereError):
            lock.acquire()
            lock.release()
        raise


def set_aside(desk: Desk) -> Path:
    """Give the broken log a new name and return it; the next write begins a new log.

    Raises `ForeignLogError` for another program's database, `LiveElsewhereError` while a session
    is running in another copy, `StoreError` where the file cannot be renamed; nothing is changed
    then.
    """
    from data import schema
    from data.files import set_aside as rename

    with nobody_training(desk):
        with suppress(DamagedLogError):
            schema.state(desk.paths.log, schema.BRIEFLY)
        kept = rename(desk.paths.log, desk.clock.now().instant)
        # A store that was opened on the old file must not go on writing to it.
        store = desk.__dict__.pop("store", None)
        if store is not None:
            store.close()
    return kept


@contextmanager
def nobody_training(desk: Desk) -> Iterator[None]:
    """Keep every session from beginning while another file takes the log's place.

    Raises `LiveElsewhereError` while one is running.
    """
    from data.lock import LiveLock

    lock = LiveLock(desk.paths.log)
    try:
        lock.acquire()
    except LiveElsewhereError as error:
        raise LiveElsewhereError(
            "A session is running in another copy of stridetui; end it there before the log is "
            "replaced."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _require_writable(path: Path) -> None:
    for place in (path, *path.parents):
        if place.exists():
            folder = place if place.is_dir() else place.parent
            if os.access(place, os.W_OK) and os.access(folder, os.W_OK):
                return
            raise ReadOnlyLogError(
                f"The training log at {path} cannot be written: {place} is read-only. "
                "Make it writable or choose another log with --db."
            )
