"""Whole evenings: the program in a terminal, in a live session, killed at a moment of chance.

What the screen said last is what was acknowledged: so many sets done, and nothing of NOT SAVED.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from app.coach.model import SetStatus
from app.commands.line import run as command
from app.trainer import training
from tests.journeys.live_program import Program
from tests.journeys.terminal import Terminal
from tests.torture import nursery, world
from tests.trainer.training_room import item, prescription

_SETTINGS = 'sound = "off"\nget_ready = 0\nlead_in = 0\nswitch = 0\nresume = 0\n'
_PLAN = prescription(
    item(targets=(2, 2, 2)), item("forward_lunge", targets=(2, 2)), item(targets=(2,))
)
_SHOWN = re.compile(r"(\d+) of \d+ sets")
_LONGEST = 4.0


def evening(folder: Path, chance: random.Random) -> Iterator[str]:
    """Train for a moment and be killed; yield what is wrong afterwards."""
    folder.mkdir()
    program = Program(folder, _SETTINGS)
    workout_id = program.begun(_PLAN)
    with program.start() as terminal:
        terminal.wait("enter go on")
        terminal.type("enter")
        if chance.random() < 0.8:
            terminal.wait("PAUSED")
        _train(terminal, chance, until=time.monotonic() + chance.uniform(0, _LONGEST))
        terminal.kill()
        terminal.wait_exit()
        screen = terminal.text
    shown = _SHOWN.search(screen)
    said = int(shown[1]) if shown and "NOT SAVED" not in screen else 0
    if "Traceback" in screen:
        yield screen
    started = nursery.run(lambda: command(["log", "list", "--json"]), program.environment)
    if started.status != 0:
        yield f"the next start ended with {started.status}: {started.err}"
    yield from world.unsound(program.paths.log)
    looked = nursery.run(lambda: _take_up(program, workout_id), program.environment)
    if looked.status != 0:
        yield f"the session cannot be taken up: {looked.err}"
        return
    there, after = json.loads(looked.out)
    if there < said:
        yield f"{said} sets were shown as done, and {there} are in the log:\n{screen}"
    if after != there:
        yield f"{there} sets were done, and {after} when it was ended"


def _train(terminal: Terminal, chance: random.Random, until: float) -> None:
    while (left := until - time.monotonic()) > 0:
        terminal.type(chance.choice(("  ", " ", " ", "p", "n")), chance.choice(("", " ")))
        terminal.pump(min(left, chance.uniform(0.02, 0.4)))


def _take_up(program: Program, workout_id: str) -> int:
    desk = program.desk()
    live = training.resume(desk, workout_id)
    there = _done(live.record.sets)
    record = live.finish()
    print(json.dumps([there, _done(record.sets)]))
    desk.store.close()
    return 0


def _done(rows: object) -> int:
    assert isinstance(rows, tuple)
    return sum(row.status is SetStatus.DONE for row in rows)
