"""One format written from a long log, in a process of its own, so that the memory is its own.

The time is that of the export alone, without starting Python.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app import paths
from app.coach.model import WorkoutStatus
from app.settings import Settings
from app.trainer import exporting
from app.trainer.desk import Desk
from app.trainer.exporting import Wish
from app.trainer.exports.registry import FORMATS
from data.store import Store
from tests.data.builders import MovableClock, a_set, a_workout, done

NAMES = ("csv", "json", "jsonl", "sqlite", "hevy", "strong")
_SETS_EACH = 20
_FIRST = date(2006, 1, 1)


def fill(log: Path, sets: int) -> None:
    """Make a log of so many sets, twenty a session, a session a day or more."""
    store = Store(log, MovableClock())
    rows = tuple(
        done(a_set(at, note="" if at % 7 else f"a note, {at}", set_no=1), 10)
        for at in range(_SETS_EACH)
    )
    count = sets // _SETS_EACH
    for first in range(0, count, 500):
        store.add_workouts(
            tuple(
                a_workout(
                    f"w{number:08}",
                    day=(day := _FIRST + timedelta(days=number % 7000)),
                    started_at=datetime(day.year, day.month, day.day, 17, tzinfo=UTC),
                    status=WorkoutStatus.ENDED,
                    sets=rows,
                )
                for number in range(first, min(count, first + 500))
            )
        )
    store.close()


def measure(log: Path, name: str) -> dict[str, float]:
    """Write one format; return sets, seconds by the clock and of CPU, and MiB grown."""
    found = paths.find(str(log))
    desk = Desk(found, MovableClock(), Settings())
    # What is loaded and opened once is no part of the rate.
    desk.store.live_workout()
    wish = Wish(FORMATS[name])
    small = log.with_name("small.out")
    exporting.export(desk, Wish(FORMATS[name], until=_FIRST), small, force=True)
    before = _most_memory()
    began, busy = time.perf_counter(), time.process_time()
    report = exporting.export(desk, wish, log.with_name(f"{name}.out"), force=True)
    seconds = time.perf_counter() - began
    return {
        "sets": report.written["set"],
        "seconds": seconds,
        "busy": time.process_time() - busy,
        "grown": _most_memory() - before,
    }


def _most_memory() -> float:
    """Return the most memory this process has had, in MiB; it alone, not who started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Make a log of so many sets, or measure one format of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--fill", type=int, metavar="SETS")
    what.add_argument("--format", choices=NAMES)
    chosen = parser.parse_args()
    if chosen.fill is not None:
        fill(chosen.log, chosen.fill)
    else:
        print(json.dumps(measure(chosen.log, chosen.format)))


if __name__ == "__main__":
    main()
