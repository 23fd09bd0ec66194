"""The system's voice into samples instead of into the air."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.cues.tones import FULL_SCALE
from app.cues.track import RATE
from app.cues.voice import speakable

PEAK = 0.45
"""The loudest sample of a phrase as a share of full scale, so that it goes over a tone."""

_PATIENCE = 15.0
_AUDIBLE = 0.02

# Only voices that can write a file; `spd-say` cannot.
_COMMANDS: tuple[tuple[str, Callable[[str], tuple[str, ...]]], ...] = (
    ("say", lambda file: ("--file-format=WAVE", f"--data-format=LEI16@{RATE}", "-o", file)),
    ("espeak-ng", lambda file: ("-v", "en", "-s", "165", "-w", file, "--")),
)


@dataclass
class Recorder:
    """A voice that writes what it says; each phrase is spoken once and kept."""

    name: str
    program: str
    words: Callable[[str], tuple[str, ...]]
    environment: Mapping[str, str] = field(repr=False)
    _known: dict[str, array[int]] = field(default_factory=dict, repr=False)

    def record(self, phrase: str) -> array[int]:
        """Return a phrase as samples at `RATE`; none where the voice fails."""
        spoken = speakable(phrase)
        if spoken not in self._known:
            self._known[spoken] = self._made(spoken) if spoken else array("h")
        return self._known[spoken]

    def _made(self, spoken: str) -> array[int]:
        with tempfile.TemporaryDirectory(prefix="stridetui-voice-") as folder:
            file = Path(folder) / "phrase.wav"
            command = (self.program, *self.words(str(file)), spoken)
            try:
                # A list that no shell reads: the program's path comes from `which`, and the
                # phrase begins with a letter or digit (`speakable`), so it is no option either.
                subprocess.run(  # noqa: S603 -- nothing in it is obeyed
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=dict(self.environment),
                    start_new_session=True,
                    timeout=_PATIENCE,
                    check=True,
                )
                return _even(_trimmed(_read(file)))
            except (OSError, subprocess.SubprocessError, wave.Error, EOFError, ValueError):
                # A session with beeps alone is worth more than none.
                return array("h")


def find(environment: Mapping[str, str]) -> Recorder | None:
    """Return the voice of this machine that can write a file, None where there is none."""
    for name, words in _COMMANDS:
        program = shutil.which(name, path=environment.get("PATH"))
        if program is not None:
            return Recorder(name, program, words, environment)
    return None


def _read(file: Path) -> array[int]:
    """Return the first channel at `RATE`. Raises `ValueError` for anything but 16 bits."""
    with wave.open(str(file), "rb") as source:
        if source.getsampwidth() != 2:
            raise ValueError("not 16 bits")
        made = array("h", source.readframes(source.getnframes()))
        channels, rate = source.getnchannels(), source.getframerate()
    if sys.byteorder == "big":
        made.byteswap()
    return _at_rate(made[::channels], rate)


def _at_rate(made: array[int], rate: int) -> array[int]:
    if rate == RATE or not made:
        return made
    last = len(made) - 1
    found = array("h")
    for index in range(int(len(made) * RATE / rate)):
        place = index * rate / RATE
        low = min(int(place), last)
        high = min(low + 1, last)
        found.append(round(made[low] + (made[high] - made[low]) * (place - low)))
    return found


def _trimmed(made: array[int]) -> array[int]:
    """Leave out the silence around the words."""
    least = _AUDIBLE * max((abs(each) for each in made), default=0)
    loud = [index for index, each in enumerate(made) if abs(each) > least]
    return made[loud[0] : loud[-1] + 1] if loud else array("h")


def _even(made: array[int]) -> array[int]:
    """Return every phrase equally loud."""
    highest = max((abs(each) for each in made), default=0)
    if not highest:
        return array("h")
    scale = PEAK * FULL_SCALE / highest
    return array("h", [round(each * scale) for each in made])
