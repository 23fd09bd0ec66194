"""Runs something in a forked child, ends it where a fault says, and hears what it said.

A fork costs a few milliseconds where a start of the program costs a second: everything is
imported by then. The parent holds no database open and has one thread.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import import_module

from app.commands import VERBS
from tests.torture.faults import Act, Counted, Fault, Kind, arm

# No scene takes longer on the busiest machine; reached only by a child that hangs.
PATIENCE = 120.0
_TRACEBACK = 70
# What the scenes import inside functions; a child that had to import it would take a second.
_NEEDED = (
    "alembic.autogenerate",
    "alembic.command",
    "app.trainer.training",
    "data.store",
    "filelock",
    "filelock.asyncio",
    "pendulum",
    "platformdirs",
    "tomlkit",
)


def warm_up() -> None:
    """Import what the children need; they are begun the faster for it."""
    for name in (*_NEEDED, *(verb.module for verb in VERBS.values())):
        import_module(name)
    # What is there by now is not looked through, and so not copied, in every child.
    gc.freeze()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: `status` is its exit status, None after a kill."""

    status: int | None
    out: str
    err: str
    counted: Counted
    hung: bool = False


def run(act: Act, environment: Mapping[str, str], fault: Fault | None = None) -> Ended:
    """Do `act` in a child with this environment; return what came of it."""
    fault = fault or Fault()
    begun = time.monotonic()
    pipes = [os.pipe() for _ in range(3)]
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        for reading, _ in pipes:
            os.close(reading)
        _be_the_child(act, environment, fault, *(writing for _, writing in pipes))
    for _, writing in pipes:
        os.close(writing)
    kill_at = begun + (fault.at if fault.kind is Kind.MOMENT else PATIENCE)
    heard, alive = _listen([reading for reading, _ in pipes], child, kill_at)
    _, how = os.waitpid(child, 0)
    counted = Counted(**json.loads(heard[2])) if heard[2] else Counted()
    counted.seconds = time.monotonic() - begun
    return Ended(
        os.WEXITSTATUS(how) if os.WIFEXITED(how) else None,
        heard[0].decode(),
        heard[1].decode(),
        counted,
        hung=alive and fault.kind is not Kind.MOMENT,
    )


def _listen(pipes: list[int], child: int, kill_at: float) -> tuple[list[bytes], bool]:
    """Read all pipes to their ends; kill the child when it is time, and say whether it was."""
    heard = [b"" for _ in pipes]
    killed = False
    with selectors.DefaultSelector() as waiting:
        for number, pipe in enumerate(pipes):
            waiting.register(pipe, selectors.EVENT_READ, number)
        while waiting.get_map():
            left = None if killed else max(0.0, kill_at - time.monotonic())
            ready = waiting.select(left)
            if not ready and not killed:
                os.kill(child, signal.SIGKILL)
                killed = True
            for key, _ in ready:
                data = os.read(key.fd, 1 << 16)
                heard[key.data] += data
                if not data:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
    return heard, killed


def _be_the_child(
    act: Act, environment: Mapping[str, str], fault: Fault, out: int, err: int, report: int
) -> None:
    counted = Counted()
    status = _TRACEBACK
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", buffering=1)
        os.environ.clear()
        os.environ.update(environment)
        arm(fault, counted)
        status = act()
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(report, json.dumps(asdict(counted)).encode())
    except BaseException:  # noqa: BLE001 -- the parent is told by the text and the status
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)
