"""How long the log takes to keep a set, and to take in a whole log, in a process of its own."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from app import paths
from app.coach.player import Done, Tick
from app.settings import Settings
from app.trainer import exporting, importing, training
from app.trainer.desk import Desk
from app.trainer.exporting import Wish
from app.trainer.exports.registry import FORMATS
from tests.benchmarks.exports import fill
from tests.data.builders import MovableClock as LogClock
from tests.trainer.training_room import MovableClock, item, make_desk, prescription

_SETS = 150


def kept(folder: Path) -> list[float]:
    """Do a session of many short sets; return the milliseconds each took to be on the disk."""
    clock = MovableClock()
    desk = make_desk(folder, clock)
    live = training.begin(desk, prescription(item(targets=(1,) * (_SETS // 2))))
    took: list[float] = []
    while len(took) < _SETS:
        clock.move(2.0)
        for event in (Tick(), Done()):
            live.step(event, clock.now())
            if not live.saved:
                began = time.perf_counter()
                live.save()
                took.append((time.perf_counter() - began) * 1000)
    live.close()
    return took


def taken_in(folder: Path, sets: int) -> dict[str, float]:
    """Export a log of so many sets and import it into an empty one; return what that took."""
    log = folder / "whole.db"
    fill(log, sets)
    file = folder / "whole.json"
    exporting.export(_desk(log), Wish(FORMATS["json"]), file, force=True)
    empty = _desk(folder / "empty.db")
    began, busy = time.perf_counter(), time.process_time()
    importing.carry_out(empty, importing.prepare(empty, (file,)))
    return {
        "seconds": time.perf_counter() - began,
        "busy": time.process_time() - busy,
        "sets": float(sets),
    }


def _desk(log: Path) -> Desk:
    return Desk(paths.find(str(log)), LogClock(), Settings())


def main() -> None:
    """Print what was asked for as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", type=int, help="import so many instead of keeping single ones")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    found = kept(chosen.folder) if chosen.sets is None else taken_in(chosen.folder, chosen.sets)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
