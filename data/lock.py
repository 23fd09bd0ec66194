"""Who is in a live session: a lock of the operating system, which no kill can leave behind."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LiveElsewhereError
from data import check

if TYPE_CHECKING:
    from filelock import FileLock


# Seconds that a lock has to be held before it means a session: another copy that only looks has
# it for an instant.
_PATIENCE = 0.1
# Two of this process would see each other's look as a session.
_GUARD = threading.Lock()


class LiveLock:
    """The lock of the log at `path`, a file of its own beside it. Any thread may let go of it."""

    def __init__(self, path: Path) -> None:
        self._log = path
        self.file = path.with_name(f"{path.name}.live")
        self._lock: FileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock is not None

    def acquire(self) -> None:
        """Take the lock, waiting for no session to end; taking it again has no effect.

        Raises `LiveElsewhereError` if anyone else has it, `StoreError` where no lock can be made.
        """
        with _GUARD:
            if self._lock is None:
                check.make_folder(self._log)
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
            if not self.file.exists():
                return True
            taken = self._take()
            if taken is None:
                return False
            taken.release()
            return True

    def _take(self) -> FileLock | None:
        from filelock import FileLock, Timeout

        # Taken on the writer's thread, it may be released on another.
        lock = FileLock(self.file, timeout=_PATIENCE, mode=0o600, thread_local=False)
        try:
            lock.acquire(poll_interval=_PATIENCE / 10)
        except Timeout:
            return None
        except OSError as error:
            raise check.unreachable(self.file, error) from error
        return lock
