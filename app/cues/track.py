"""Sounds at exact samples, mixed into one stream that is never in memory whole."""

from __future__ import annotations

import sys
import wave
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO

from app.coach.frozen import dataclass
from app.cues import tones
from app.cues.model import CueSet, Meaning, weightiest

RATE = 22_050
"""Samples a second, half of what is played live: the highest partial of a cue is below 4 kHz."""

VOLUME = 74
"""How loud the tones are (0–100): with a voice or a beat over them nothing is cut off."""

_EVERY = tones.RATE // RATE
_SILENCE_AT_ONCE = RATE


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples (signed, 16 bits, one channel at `RATE`) that begin at sample `start`."""

    start: int
    samples: array[int]

    @property
    def end(self) -> int:
        """The sample after the last one."""
        return self.start + len(self.samples)


def sample_of(seconds: float) -> int:
    """Return the sample at which something sounds that is due after `seconds`."""
    return round(seconds * RATE)


@cache
def tone(meaning: Meaning, cue_set: CueSet) -> array[int]:
    """Return the tone of a meaning at `RATE`. Every second sample of the live one is kept."""
    return tones.samples(meaning, cue_set, VOLUME)[::_EVERY]


def tones_at(due: Iterable[tuple[float, Meaning]], cue_set: CueSet) -> tuple[Sound, ...]:
    """Return a tone for each moment at which something is due; of several the weightiest."""
    together: dict[int, list[Meaning]] = {}
    for at, meaning in due:
        together.setdefault(sample_of(at), []).append(meaning)
    return tuple(
        Sound(start, tone(weightiest(tuple(meanings)), cue_set))
        for start, meanings in sorted(together.items())
    )


def mixed(sounds: Iterable[Sound], length: int) -> Iterator[array[int]]:
    """Yield `length` samples, piece by piece; what goes on after them is cut off."""
    left = length
    for piece in _pieces(sounds, length):
        if left <= 0:
            return
        yield piece[:left]
        left -= len(piece)


def _pieces(sounds: Iterable[Sound], length: int) -> Iterator[array[int]]:
    at, ahead = 0, array("h")
    for sound in sorted(sounds, key=lambda each: each.start):
        ready = min(sound.start - at, len(ahead))
        yield ahead[:ready]
        ahead = ahead[ready:]
        yield from _silence(sound.start - at - ready)
        at = sound.start
        ahead = _over(ahead, sound.samples)
    yield ahead
    yield from _silence(length - at - len(ahead))


def _over(one: array[int], two: array[int]) -> array[int]:
    """Return both together, within what 16 bits hold."""
    both = min(len(one), len(two))
    top, bottom = tones.FULL_SCALE, -tones.FULL_SCALE
    sums = array(
        "h", [max(bottom, min(top, a + b)) for a, b in zip(one[:both], two[:both], strict=True)]
    )
    return sums + one[both:] + two[both:]


def _silence(samples: int) -> Iterator[array[int]]:
    while samples > 0:
        piece = min(samples, _SILENCE_AT_ONCE)
        yield array("h", bytes(2 * piece))
        samples -= piece


def write(file: IO[bytes], sounds: Iterable[Sound], length: int) -> None:
    """Write a WAV file of `length` samples into an open file."""
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        # Known beforehand, so that the file never has to be gone back in.
        out.setnframes(length)
        for piece in mixed(sounds, length):
            if sys.byteorder == "big":
                piece.byteswap()
            out.writeframesraw(piece.tobytes())
