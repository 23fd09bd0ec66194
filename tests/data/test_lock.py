"""A live session locks the log for as long as its process lives, and no longer."""

from __future__ import annotations

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


def test_a_copy_that_only_asked_is_waited_for(path: Path) -> None:
    # `free` holds the lock for a moment; a session must not be refused because of it.
    asking, beginning = LiveLock(path), LiveLock(path)
    asking.acquire()
    moment = threading.Timer(0.05, asking.release)
    moment.start()
    beginning.acquire()
    moment.join()
    assert not asking.free()
    beginning.release()


def test_a_folder_that_cannot_be_made_is_one_sentence() -> None:
    with pytest.raises(StoreError, match="cannot be"):
        LiveLock(Path("/dev/null/folder/log.db")).acquire()
