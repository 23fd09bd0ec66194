"""The words of this package: what a sound means and what the runner set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a sound tells. All but the last two have the values of the player's `Cue`.

    `TICK` and `ACCENT` are the metronome's.
    """

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    LAST_SET = "last set"
    COUNT = "count"
    HALFWAY = "halfway"
    DONE = "done"
    TICK = "tick"
    ACCENT = "accent"

    @property
    def beat(self) -> bool:
        """Whether it belongs to a pulse that runs on under everything else."""
        return self in {Meaning.TICK, Meaning.ACCENT}


class CueSet(StrEnum):
    """How the cues sound: `LOW` for ears that miss high tones, `SOFT` for a quiet room."""

    STANDARD = "standard"
    LOW = "low"
    SOFT = "soft"


class SoundMode(StrEnum):
    """What may be heard: a player (else the bell), the terminal bell only, or nothing."""

    ON = "on"
    BELL = "bell"
    OFF = "off"


LOUDEST = 100


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """The runner's choices. `volume` is 0 (silent) to 100.

    `over_ssh` plays even in a remote session, where the sound comes out of the other computer.
    Raises `ValueError` for a volume out of range.
    """

    sound: SoundMode = SoundMode.ON
    cue_set: CueSet = CueSet.STANDARD
    volume: int = 70
    voice: bool = False
    over_ssh: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.volume <= LOUDEST:
            raise ValueError(f"a volume is 0 to {LOUDEST}, not {self.volume}")


# The cues that tell the runner to do something else now. A bell has one sound, often a long one
# that terminals queue: counting with it would ring on into the set.
RUNG = frozenset(
    {Meaning.WORK, Meaning.SWITCH, Meaning.REST, Meaning.LAST_SET, Meaning.DONE},
)

# Of cues at the same moment only one is played; the last set begins with the work it announces.
_WEIGHT = (
    Meaning.TICK,
    Meaning.ACCENT,
    Meaning.COUNT,
    Meaning.HALFWAY,
    Meaning.READY,
    Meaning.REST,
    Meaning.WORK,
    Meaning.SWITCH,
    Meaning.LAST_SET,
    Meaning.DONE,
)


def weightiest(meanings: tuple[Meaning, ...]) -> Meaning:
    """Return the one to play of those that fall together. `meanings` must not be empty."""
    return max(meanings, key=_WEIGHT.index)
