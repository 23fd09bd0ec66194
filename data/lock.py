"""Who is in a live session: a lock of the operating system, which no kill can leave behind."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LiveElsewhereError, StoreError
from data import check, files

if TYPE_CHECKING:
    from filelock import FileLock


MOMENT = 0.2
"""Seconds a lock is held before it means a session; a copy that only looks has it an instant."""

_POLL_SECONDS = 0.01
# How file systems say that they know no locks.
_CANNOT_LOCK = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
# Two of this process would see each other's look as a session.
_GUARD = threading.Lock()


class LiveLock:
    """The lock of the log at `path`, a file of its own beside it. Any thread may let go of it."""

    def __init__(self, path: Path) -> None:
        self._log = path
        self.file = path.with_name(f"{path.name}.live")
        self._lock: FileLock | None = None

    def acquire(self) -> None:
        """Take the lock, waiting no longer than `MOMENT`; taking it again has no effect.

        Raises `LiveElsewhereError` if anyone else has it, `StoreError` where no lock can be made.
        """
        with _GUARD:
            if self._lock is None:
                files.make_folder(self._log)
                self._lock = self._take()
                if self._lock is None:
                    raise LiveElsewhereError(
                        "A session is running in another copy of stridetui; "
                        "end it there before one is begun here."
                    )

    def release(self) -> None:
        """Let go of the lock; without it there is nothing to let go of."""
        with _GUARD:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def free(self) -> bool:
        """Return whether no one, this object included, is in a live session.

        Creates nothing. Raises `StoreError` where the lock cannot be looked at.
        """
        with _GUARD:
            if self._lock is not None:
                return False
            if not self._there():
                return True
            taken = self._take()
            if taken is None:
                return False
            taken.release()
            return True

    def _there(self) -> bool:
        try:
            return self.file.exists()
        except OSError as error:
            raise check.unreachable(self.file, error) from error

    def _take(self) -> FileLock | None:
        from filelock import FileLock, Timeout

        # Taken on the writer's thread, it may be released on another. A lock that is no more than
        # a file would outlive a kill.
        lock = FileLock(
            self.file, timeout=MOMENT, mode=0o600, thread_local=False, fallback_to_soft=False
        )
        try:
            lock.acquire(poll_interval=_POLL_SECONDS)
        except Timeout:
            return None
        except OSError as error:
            if error.errno in _CANNOT_LOCK:
                raise StoreError(
                    f"{self.file.parent} lies where files cannot be locked, as in some network "
                    "homes, so that two copies of stridetui could not take turns; keep the log on "
                    "a disk of this machine with --db or STRIDETUI_DB."
                ) from error
            raise check.unreachable(self.file, error) from error
        return lock
