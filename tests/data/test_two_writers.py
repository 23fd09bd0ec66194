"""Two copies of the program write at once and are killed at any moment: nothing is lost."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from data.store import Store
from tests.data.builders import MovableClock, a_set, a_workout
from tests.data.one_set import event

SETS = 400

_TRAIN = """
import sys
from pathlib import Path
from app.clock import SystemClock
from data.store import Store
from tests.data.one_set import event
store = Store(Path(sys.argv[1]), SystemClock("UTC"), busy_seconds=30)
store.live_workout()
print("ready", flush=True)
for number in map(int, sys.stdin):
    store.apply(sys.argv[2], event(number), cursor=number)
    print(number, flush=True)
"""


def begin(store: Store, workout_id: str) -> None:
    store.add_workout(a_workout(workout_id, sets=tuple(a_set(pos) for pos in range(SETS))))


def copy_of_the_program(path: Path, workout_id: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _TRAIN, str(path), workout_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_two_copies_take_turns(path: Path) -> None:
    store = Store(path, MovableClock(), busy_seconds=30)
    begin(store, "here")
    begin(store, "there")
    with copy_of_the_program(path, "there") as other:
        other_events = "".join(f"{number}\n" for number in range(1, 101))
        assert other.stdin is not None
        other.stdin.write(other_events)
        other.stdin.flush()
        for number in range(1, 101):
            store.apply("here", event(number), cursor=number)
        answer, _ = other.communicate()
    assert answer.split() == ["ready", *(str(number) for number in range(1, 101))]
    for workout_id in ("here", "there"):
        assert len(store.changesets(workout_id)) == 100
        rows = store.workout(workout_id).sets
        assert [row.actual for row in rows[:101]] == [*range(1, 101), None]
    store.close()
    assert_sound(path)


def test_what_was_acknowledged_survives_a_kill_at_any_moment(path: Path) -> None:
    chance = random.Random(20261120)
    kills = 8
    for attempt in range(kills):
        workout_id = f"w{attempt}"
        before = Store(path, MovableClock())
        begin(before, workout_id)
        before.close()
        acknowledged = train_until_killed(path, workout_id, chance.randint(1, 120))
        # Opened by the next start, which recovers what the kill left in the WAL.
        after = Store(path, MovableClock())
        stored = [changeset.seq for changeset in after.changesets(workout_id)]
        assert len(stored) >= acknowledged
        assert stored == list(range(1, len(stored) + 1))
        rows = after.workout(workout_id).sets
        assert [row.actual for row in rows] == [*stored, *[None] * (SETS - len(stored))]
        live = after.live_workout()
        assert live is not None
        after.close()
        assert_sound(path)


def train_until_killed(path: Path, workout_id: str, enough: int) -> int:
    """Let a copy train without pause, kill it somewhere after `enough` acknowledged events."""
    with copy_of_the_program(path, workout_id) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # All at once: it is writing the next event while this one reads of the last.
        process.stdin.write("".join(f"{number}\n" for number in range(1, SETS + 1)))
        process.stdin.flush()
        for _ in range(enough):
            process.stdout.readline()
        process.kill()
        # What it had said before the kill is still in the pipe.
        rest = process.stdout.read().split("\n")
        assert process.wait() == -signal.SIGKILL
    said = [line for line in rest if line]
    # A line cut short by the kill is no acknowledgement.
    whole = said[:-1] if rest[-1] else said
    return enough + len(whole)
