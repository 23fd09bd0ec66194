"""A live session locks the log for as long as its process lives, and no longer."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import LiveElsewhereError, StoreError
from data.lock import LiveLock

_HOLD = """
import sys
from pathlib import Path
from data.lock import LiveLock
lock = LiveLock(Path(sys.argv[1])); lock.acquire()
print("held", flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


@contextmanager
def other_copy(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_it_is_free_until_taken_and_asking_creates_nothing(path: Path) -> None:
    lock = LiveLock(path)
    assert lock.free()
    assert not path.parent.exists()
    lock.acquire()
    lock.acquire()
    assert not lock.free()
    assert stat.S_IMODE(lock.file.stat().st_mode) == 0o600
    lock.release()
    lock.release()
    assert lock.free()


def test_two_of_one_process_exclude_each_other(path: Path) -> None:
    first, second = LiveLock(path), LiveLock(path)
    first.acquire()
    assert not second.free()
    with pytest.raises(LiveElsewhereError):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_asking_is_not_taking(path: Path) -> None:
    """Two that only look at the same moment must not see each other as a session."""
    first = LiveLock(path)
    first.acquire()
    first.release()
    together = threading.Barrier(4)
    answers: list[bool] = []

    def look() -> None:
        lock = LiveLock(path)
        together.wait()
        answers.extend(lock.free() for _ in range(50))

    looking = [threading.Thread(target=look) for _ in range(4)]
    for thread in looking:
        thread.start()
    for thread in looking:
        thread.join()
    assert answers == [True] * 200


def test_another_copy_that_only_looks_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long enough for the busiest machine: the other copy lets go at once.
    monkeypatch.setattr("data.lock.MOMENT", 60.0)
    with other_copy(path) as process:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert LiveLock(path).free()


def test_another_copy_holds_and_releases(path: Path) -> None:
    mine = LiveLock(path)
    with other_copy(path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert not mine.free()
        with pytest.raises(LiveElsewhereError, match="another copy"):
            mine.acquire()
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "released\n"
        assert mine.free()


def test_a_killed_copy_leaves_no_lock(path: Path) -> None:
    mine = LiveLock(path)
    with other_copy(path) as process:
        process.kill()
        process.wait()
        assert mine.free()
        mine.acquire()
        mine.release()


def test_any_thread_may_let_go(path: Path) -> None:
    lock = LiveLock(path)
    taking = threading.Thread(target=lock.acquire)
    taking.start()
    taking.join()
    assert not lock.free()
    lock.release()
    assert LiveLock(path).free()


def test_a_folder_that_cannot_be_made_is_one_sentence() -> None:
    with pytest.raises(StoreError, match="cannot be"):
        LiveLock(Path("/dev/null/folder/log.db")).acquire()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_home_that_cannot_lock_is_told_in_one_sentence_and_left_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    lock = LiveLock(path)
    with pytest.raises(StoreError, match="cannot be locked, as in some network homes"):
        lock.acquire()
    # What is there now is no lock: nothing that a kill could leave behind.
    monkeypatch.undo()
    assert lock.free()
    lock.acquire()
    lock.release()
