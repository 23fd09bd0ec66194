"""Finds a way to sound on this machine, and gives up the ways that do not work.

In-process audio libraries write their complaints across the screen; a program of the system,
run as a `Child`, cannot.
"""

from __future__ import annotations

import contextlib
import importlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.cues.model import SoundMode, SoundSettings
from app.cues.process import Child, Running, looks

SOUND_OFF = "sound is off"
VOLUME_0 = "volume is 0"
FAR_AWAY = "over SSH the other computer would sound"
"""Why nothing sounds, whatever is installed."""

# In the order they are tried; the words before the file.
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("afplay", ()),
    ("pw-play", ()),
    ("paplay", ()),
    ("aplay", ("-q",)),
)


class Player(Protocol):
    """One way to play a WAV file."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def start(self, file: Path, seconds: float) -> Running:
        """Begin to play `file`, `seconds` long, and return at once. Raises `OSError`."""
        ...


@dataclass(frozen=True, slots=True)
class CommandPlayer:
    """A program that plays the file named last."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)

    def start(self, file: Path, seconds: float) -> Running:
        """Run the program."""
        return Child((*self.command, str(file)), self.environment)


class _Timed:
    """A sound nobody reports on: it counts as playing for as long as it lasts."""

    def __init__(self, seconds: float) -> None:
        self._looks = looks(seconds)

    def status(self) -> int | None:
        """Return 0 once looked at for long enough."""
        self._looks -= 1
        return None if self._looks >= 0 else 0

    def kill(self) -> None:
        """Let it end: the next sound takes its place."""

    def wait(self) -> None:
        """There is nothing that could be left behind."""


@dataclass(frozen=True, slots=True)
class WindowsPlayer:
    """Windows' own, in its standard library; it plays in a thread of the system."""

    winsound: Any
    name: str = "winsound"

    def start(self, file: Path, seconds: float) -> Running:
        """Play without waiting; a sound that still plays is replaced."""
        sound = self.winsound
        try:
            sound.PlaySound(str(file), sound.SND_FILENAME | sound.SND_ASYNC | sound.SND_NODEFAULT)
        except RuntimeError as fault:
            raise OSError(str(fault)) from fault
        return _Timed(seconds)


def remote(environment: Mapping[str, str]) -> bool:
    """Whether the runner sits at another computer than the one that would sound."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))


def installed(environment: Mapping[str, str]) -> tuple[Player, ...]:
    """Return the ways to sound this machine has, best first. Looks at the disk."""
    found: list[Player] = []
    # Only Windows has the module.
    with contextlib.suppress(ImportError):
        found.append(WindowsPlayer(importlib.import_module("winsound")))
    for name, words in COMMANDS:
        path = shutil.which(name, path=environment.get("PATH"))
        if path is not None:
            found.append(CommandPlayer(name, (path, *words), environment))
    return tuple(found)


class Players:
    """The ways left, best first, and why the others were given up."""

    def __init__(self, players: Sequence[Player], why_none: str) -> None:
        self._left = list(players)
        self._dropped: list[tuple[str, str]] = []
        self._why_none = why_none

    @property
    def current(self) -> Player | None:
        """The way in use; None when there is none."""
        return self._left[0] if self._left else None

    @property
    def dropped(self) -> tuple[tuple[str, str], ...]:
        """Names given up, each with the reason."""
        return tuple(self._dropped)

    def drop(self, player: Player, reason: str) -> None:
        """Use `player` no more; to drop it again changes nothing."""
        if player in self._left:
            self._left.remove(player)
            self._dropped.append((player.name, reason))

    def describe(self) -> str:
        """Say in a few words which player is in use or why none is."""
        if self.current is not None:
            return f"sound through {self.current.name}"
        if not self._dropped:
            return self._why_none
        if len(self._dropped) > 1:
            return "no player works"
        return " ".join(self._dropped[0])


def find(settings: SoundSettings, environment: Mapping[str, str]) -> Players:
    """Return the players `settings` allow here: none over SSH unless they say so."""
    if settings.sound is SoundMode.OFF:
        return Players((), SOUND_OFF)
    if settings.sound is SoundMode.BELL:
        return Players((), "set to the bell")
    if settings.volume == 0:
        return Players((), VOLUME_0)
    if remote(environment) and not settings.over_ssh:
        return Players((), FAR_AWAY)
    return Players(installed(environment), "no player is installed")
