"""The folder a scene plays in: a made-up runner's home, copied fresh for every kill."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.commands.line import run as command
from tests.torture import nursery, world

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = sorted((ROOT / "tests" / "data").glob("version_*.db"))
"""A small log of every version of the tables, each written by the code of its time."""
LOG, OLDER, NEWER, EXPORT = "log.db", "older.db", "newer.db", "log.json"
TYPED = "typed.json"
"""A session done without the timer, as `log add` reads it."""


@dataclass(frozen=True, slots=True)
class Room:
    """A home with a log in it, and the environment that makes it the program's."""

    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / LOG

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("STRIDETUI", "PYTHON", "XDG", "SSH")) and name != "NO_COLOR"
        }
        return kept | {
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "STRIDETUI_DB": str(self.log),
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            "TZ": "Europe/Berlin",
        }

    def do(self, *arguments: str) -> nursery.Ended:
        """Run a command in this room that nothing disturbs."""
        return nursery.run(lambda: command(arguments), self.environment)

    def must(self, *arguments: str) -> str:
        """Run a command that has to succeed; return what it printed."""
        ended = self.do(*arguments)
        if ended.status != 0:
            raise AssertionError(f"{arguments} ended with {ended.status}: {ended.err}")
        return ended.out


class House:
    """The rooms: one furnished once, and copies of it."""

    def __init__(self, folder: Path, *, bare: bool = False) -> None:
        self._folder = folder
        self.furnished = Room(folder / "furnished")
        self.furnished.folder.mkdir()
        furnish(self.furnished, bare=bare)
        plain = world.look(self.furnished.folder)
        self.known = plain.seen
        """Every line and row there is before anything is done."""
        self.world = world.look(self.furnished.folder, self.known)
        self._number = 0

    def room(self) -> Room:
        """A fresh copy of the furnished room."""
        self._number += 1
        room = Room(self._folder / f"room-{self._number}")
        shutil.copytree(self.furnished.folder, room.folder)
        return room

    def leave(self, room: Room) -> None:
        """Remove a room that is not needed any more."""
        shutil.rmtree(room.folder)

    def close(self) -> None:
        """Remove the furnished room; those that something was wrong with stay."""
        shutil.rmtree(self.furnished.folder)


def furnish(room: Room, *, bare: bool) -> None:
    """Put a log of sixteen weeks there, an older backup, one with more, and its export.

    A bare room has only the logs of earlier versions and something that is no log.
    """
    for version in VERSIONS:
        shutil.copy(version, room.folder)
    (room.folder / "garbage.db").write_bytes(b"this is no database\n" * 600)
    if bare:
        return
    made, newer = room.folder / "made.db", room.folder / NEWER
    room.must("demo", "--no-open", "--db", str(made))
    made.rename(room.log)
    room.must("backup", str(room.folder / OLDER))
    room.must("measure", "T8", "--left", "21", "--right", "19")
    room.must("backup", str(newer))
    room.must("log", "quick", "--rate", "all=4,5,0", "--db", str(newer))
    typed = {"date": "2025-11-20", "exercises": [{"id": "nordic_lower", "sets": [{"reps": 5}]}]}
    (room.folder / TYPED).write_text(json.dumps(typed))
    export = ("export", "--format", "json", "-o", str(room.folder / EXPORT))
    room.must(*export, "--db", str(newer))
