"""One process of `make torture`: plays its share of scenes and tells of each kill, a line each."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tests.torture import nursery
from tests.torture.evenings import evening
from tests.torture.faults import Counted, Fault, Kind
from tests.torture.rooms import House, Room
from tests.torture.scenes import bare_scenes, scenes
from tests.torture.session import Session

# A scene has to be rehearsed before it is disturbed; a short run plays few, often.
_LEAST_KILLS = 3
_SESSIONS = 3
_NO_ROOM_EVERY = 4
"""To every so many kills comes one disk that is full at some byte."""


class _Play(Protocol):
    name: str
    counted: Counted

    def rehearse(self, house: House) -> None: ...

    def play(self, room: Room, fault: Fault) -> Iterator[str]: ...


def main() -> int:
    """Play as the arguments say."""
    parser = argparse.ArgumentParser(prog="tests.torture.worker")
    parser.add_argument("part", choices=("light", "evenings", "sweep"))
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", required=True)
    args = parser.parse_args()
    nursery.warm_up()
    chance = random.Random(args.seed)
    folder = Path(tempfile.mkdtemp(prefix="stridetui-torture-"))
    if args.part == "evenings":
        evenings(folder, args.kills, chance)
    elif args.part == "light":
        light(folder, args.kills, chance)
    else:
        sweep(folder)
    try:
        folder.rmdir()
    except OSError:
        return 0  # the rooms in which something was wrong are kept
    return 0


def light(folder: Path, kills: int, chance: random.Random) -> None:
    """Disturb scenes wherever chance has it, all of them equally often, sessions oftener."""
    house = House(folder)
    # A session is what is lost most dearly: it is played more often than anything else.
    cast: list[_Play] = [*scenes(house.furnished), *(Session() for _ in range(_SESSIONS))]
    chance.shuffle(cast)
    cast = cast[: max(1, kills // _LEAST_KILLS)]
    for scene in cast:
        scene.rehearse(house)
    for number in range(kills):
        scene = cast[number % len(cast)]
        _play(house, scene, scene.counted.draw(chance))
        if number % _NO_ROOM_EVERY == 0:
            _play(house, scene, scene.counted.draw_no_room(chance))
    house.close()


def sweep(folder: Path) -> None:
    """Disturb every scene of a bare room before each of its statements and file operations."""
    house = House(folder, bare=True)
    for scene in bare_scenes():
        scene.rehearse(house)
        for number in range(1, scene.counted.statements + 1):
            _play(house, scene, Fault(Kind.STATEMENT, number))
        for number in range(1, scene.counted.operations + 1):
            _play(house, scene, Fault(Kind.FILE, number))
    house.close()


def evenings(folder: Path, kills: int, chance: random.Random) -> None:
    """Start the program in a terminal, train, and kill it."""
    for number in range(kills):
        begun = time.monotonic()
        place = folder / f"evening-{number}"
        _tell(
            "evening in a terminal", f"number {number}", place, begun, list(evening(place, chance))
        )


def _play(house: House, scene: _Play, fault: Fault) -> None:
    begun = time.monotonic()
    room = house.room()
    found = list(scene.play(room, fault))
    _tell(scene.name, str(fault), room.folder, begun, found, killed=fault.kind is not Kind.ROOM)


def _tell(
    name: str, fault: str, place: Path, begun: float, found: list[str], *, killed: bool = True
) -> None:
    if not found:
        shutil.rmtree(place)
    told = {
        "scene": name,
        "fault": fault,
        "killed": killed,
        "seconds": time.monotonic() - begun,
        "found": found,
        "kept": str(place) if found else None,
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
