"""The sounds themselves, computed: a meaning, a set and a volume in, samples out.

A cue can be told from every other by its rhythm alone, and by its pitches alone, so that it is
recognised through a bad speaker, under music and by ears that hear no melody.
"""

from __future__ import annotations

import math
import sys
from array import array
from functools import cache

from app.coach.frozen import dataclass
from app.cues.model import LOUDEST, CueSet, Meaning

RATE = 44_100
"""Samples a second; the one rate every device takes."""

FULL_SCALE = 32_767

TAIL = 0.01
"""Seconds of silence after the last note, so that a player which ends early cuts nothing off."""


@dataclass(frozen=True, slots=True)
class Note:
    """A tone `semitones` above the set's lowest, `seconds` long, then `gap` seconds of silence."""

    semitones: int
    seconds: float
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Timbre:
    """The voice of a set.

    `lowest` is in Hz, `partials` the strength of each harmonic, `attack` and `release` the
    seconds a note takes to swell and to fade, `peak` its share of full scale at full volume.
    """

    lowest: float
    partials: tuple[float, ...]
    attack: float
    release: float
    peak: float


TIMBRES = {
    # Harmonics carry it over music; most small speakers are at their best around 1 to 3 kHz.
    CueSet.STANDARD: Timbre(659.26, (1.0, 0.35, 0.15), 0.004, 0.030, 0.90),
    # Hearing goes from the top down, so the tones stay under 600 Hz; the harmonics let a
    # speaker too small for the fundamental still suggest it.
    CueSet.LOW: Timbre(261.63, (1.0, 0.50, 0.30), 0.006, 0.040, 0.90),
    CueSet.SOFT: Timbre(440.00, (1.0,), 0.012, 0.060, 0.45),
}

RECIPES: dict[Meaning, tuple[Note, ...]] = {
    Meaning.COUNT: (Note(0, 0.11),),
    Meaning.WORK: (Note(12, 0.50),),
    Meaning.READY: (Note(0, 0.24, 0.07), Note(5, 0.10)),
    Meaning.REST: (Note(7, 0.12, 0.06), Note(0, 0.36)),
    Meaning.HALFWAY: (Note(5, 0.09, 0.10), Note(5, 0.09)),
    # Ends as WORK sounds, for it stands in its place.
    Meaning.LAST_SET: (Note(12, 0.10, 0.06), Note(12, 0.10, 0.06), Note(12, 0.40)),
    Meaning.SWITCH: (Note(4, 0.10, 0.04), Note(9, 0.10, 0.04), Note(4, 0.10, 0.04), Note(9, 0.10)),
    Meaning.DONE: (Note(0, 0.14, 0.03), Note(4, 0.14, 0.03), Note(7, 0.14, 0.03), Note(12, 0.55)),
    Meaning.TICK: (Note(3, 0.035),),
    Meaning.ACCENT: (Note(9, 0.050),),
}

WORDS = {
    Meaning.COUNT: "one short low tone",
    Meaning.WORK: "one long high tone",
    Meaning.READY: "two tones rising, long and short",
    Meaning.REST: "two tones falling, short and long",
    Meaning.HALFWAY: "two short equal tones",
    Meaning.LAST_SET: "three high tones, the last one long",
    Meaning.SWITCH: "four short tones, to and fro",
    Meaning.DONE: "four tones climbing, the last one long",
    Meaning.TICK: "a click",
    Meaning.ACCENT: "a higher click",
}


def pitch(note: Note, cue_set: CueSet) -> float:
    """Return the note's fundamental in Hz."""
    return float(TIMBRES[cue_set].lowest * 2 ** (note.semitones / 12))


def length(meaning: Meaning) -> int:
    """Return the number of samples of `meaning`, without making them; every set has the same."""
    parts = [part for note in RECIPES[meaning] for part in (note.seconds, note.gap)]
    return sum(round(part * RATE) for part in (*parts, TAIL))


def seconds(meaning: Meaning) -> float:
    """Return how long the sound of `meaning` lasts."""
    return length(meaning) / RATE


def level(volume: int, cue_set: CueSet) -> float:
    """Return the highest sample at `volume` (0–100), as a share of full scale.

    Squared, because ears hear ratios: half the volume is to sound like half.
    """
    return TIMBRES[cue_set].peak * (volume / LOUDEST) ** 2


def samples(meaning: Meaning, cue_set: CueSet, volume: int) -> array[int]:
    """Return the sound as signed 16-bit samples, one channel at `RATE`, of native byte order.

    Each note begins and ends at zero without a step, which would be heard as a click.
    """
    timbre = TIMBRES[cue_set]
    height = level(volume, cue_set) * FULL_SCALE
    made = array("h")
    for note in RECIPES[meaning]:
        made.extend(_note(note, cue_set, timbre, height))
        made.extend(silence(note.gap))
    made.extend(silence(TAIL))
    return made


def silence(length: float) -> array[int]:
    """Return `length` seconds in which nothing is heard."""
    return array("h", bytes(2 * round(length * RATE)))


def wav(made: array[int]) -> bytes:
    """Return the samples as a WAV file."""
    import io
    import wave

    data = array("h", made)
    if sys.byteorder == "big":
        data.byteswap()
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())
    return target.getvalue()


def _note(note: Note, cue_set: CueSet, timbre: Timbre, height: float) -> array[int]:
    count = round(note.seconds * RATE)
    cycle = _cycle(timbre.partials)
    step = pitch(note, cue_set) / RATE * _CYCLE
    wave = [height * cycle[int(index * step) % _CYCLE] for index in range(count)]
    # A click is over before a long swell would be: no ramp takes more than a third of a note.
    attack = max(1, min(round(timbre.attack * RATE), count // 3))
    release = max(1, min(round(timbre.release * RATE), count // 3))
    for index in range(attack):
        wave[index] *= _ramp(index / attack)
    for index in range(release):
        wave[-1 - index] *= _ramp(index / release)
    return array("h", map(round, wave))


def _ramp(share: float) -> float:
    """Return half a cosine from 0 at 0 to 1 at 1, which has no corners."""
    return (1 - math.cos(math.pi * share)) / 2


_CYCLE = 4096
"""Points in one stored period: fine enough that stepping through it is not heard."""


@cache
def _cycle(partials: tuple[float, ...]) -> tuple[float, ...]:
    """Return one period of the harmonics together, its highest point at 1."""
    points = [
        sum(
            strength * math.sin(2 * math.pi * (number + 1) * index / _CYCLE)
            for number, strength in enumerate(partials)
        )
        for index in range(_CYCLE)
    ]
    highest = max(points)
    return tuple(point / highest for point in points)
