"""A whole session as one WAV file: tones at exact samples, and a voice between them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import IO

from app.coach.frozen import dataclass
from app.coach.player.rehearsal import Rehearsal
from app.cues import track
from app.cues.model import CueSet, Meaning, weightiest
from app.cues.track import Sound, sample_of
from app.trainer.packs.words import Phrase

TAIL_SECONDS = 4.0
"""What is left after the last cue, for its sound and the last words."""

_AIR = sample_of(0.12)
"""Samples between a tone and words, so that neither blurs the other."""

Say = Callable[[str], "array[int]"]


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """All that is heard, and how long it is in samples."""

    tones: tuple[Sound, ...]
    words: tuple[Sound, ...]
    length: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.length / track.RATE

    def write(self, file: IO[bytes]) -> None:
        """Write it as a WAV file."""
        track.write(file, (*self.tones, *self.words), self.length)


def soundtrack(
    rehearsal: Rehearsal,
    cue_set: CueSet,
    *,
    beats: bool = True,
    phrases: Sequence[Phrase] = (),
    say: Say | None = None,
) -> Soundtrack:
    """Return what a session sounds like. The tones are where the player put them, always.

    `say` turns words into samples; without it there are none. Words stand only where they end
    before the next cue: their shortest form is left out rather than a tone moved or covered.
    Beats go on under them.
    """
    cues = [
        (heard.at, weightiest(tuple(Meaning(cue.value) for cue in heard.cues)))
        for heard in rehearsal.heard
    ]
    pulse = [
        (beat.at, Meaning.ACCENT if beat.accent else Meaning.TICK)
        for beat in (rehearsal.beats if beats else ())
    ]
    length = sample_of(rehearsal.seconds + TAIL_SECONDS)
    kept_free = track.tones_at(cues, cue_set)
    words = _placed(phrases, say, kept_free, length) if say is not None else ()
    return Soundtrack(track.tones_at((*cues, *pulse), cue_set), words, length)


def _placed(
    phrases: Sequence[Phrase], say: Say, cues: Sequence[Sound], length: int
) -> tuple[Sound, ...]:
    found: list[Sound] = []
    free = 0
    coming = 0
    for phrase in phrases:
        start = sample_of(phrase.at)
        latest = start + sample_of(phrase.fresh)
        # After the tones that sound at this moment …
        while coming < len(cues) and cues[coming].start <= start:
            free = max(free, cues[coming].end + _AIR)
            coming += 1
        start = max(start, free)
        # … and before the one that comes then.
        until = cues[coming].start - _AIR if coming < len(cues) else length
        if start > latest:
            continue
        for form in phrase.forms:
            samples = say(form)
            if samples and start + len(samples) <= until:
                found.append(Sound(start, samples))
                free = start + len(samples) + _AIR
                break
    return tuple(found)
