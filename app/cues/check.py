"""Tries every way to be heard, aloud, and says what it found."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from app.coach.frozen import dataclass
from app.cues.files import cache_folder
from app.cues.mixer import HANG_SECONDS, Mixer
from app.cues.model import RUNG, Meaning, SoundMode, SoundSettings
from app.cues.process import LOOK
from app.cues.tones import WORDS

SPOKEN = "This is the voice. Three, two, one."


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: what was tried, what came of it, whether that is well."""

    subject: str
    finding: str
    ok: bool


def check_audio(
    settings: SoundSettings,
    bell: Callable[[], object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    hang: float = HANG_SECONDS,
) -> tuple[Line, ...]:
    """Play every cue and a phrase, one after another, and return what happened, in order.

    Takes as long as the sounds do, and up to `hang` seconds for each player that does not
    answer; so it is for the command line, not for a screen. A player can report that it played,
    but not that anybody heard it.
    """
    known = dict(os.environ if environment is None else environment)
    usable = None if settings.sound is SoundMode.OFF else bell
    rung: list[Meaning] = []

    def ring(meaning: Meaning) -> None:
        rung.append(meaning)
        if usable is not None and meaning in RUNG:
            usable()

    mixer = Mixer(settings, known, folder or cache_folder(), ring, hang)
    try:
        mixer.prepare()
        _wait(mixer)
        heard = [_cue(mixer, meaning, rung, usable is not None) for meaning in Meaning]
        spoken = _voice(settings, mixer)
        given_up = [Line(name, reason, ok=False) for name, reason in mixer.players.dropped]
        return (*given_up, _way(mixer, usable is not None), *heard, *spoken)
    finally:
        mixer.close()


def _wait(mixer: Mixer) -> None:
    """Look until nothing sounds any more."""
    never = threading.Event()
    while mixer.busy:
        never.wait(LOOK)
        mixer.look()


def _cue(mixer: Mixer, meaning: Meaning, rung: list[Meaning], bell: bool) -> Line:
    rung.clear()
    mixer.play(meaning)
    _wait(mixer)
    player = mixer.players.current
    if player is not None and not rung:
        return Line(meaning, f"{WORDS[meaning]}, played by {player.name}", ok=True)
    if bell and meaning in RUNG:
        return Line(meaning, "the terminal bell", ok=True)
    return Line(meaning, "shown only, not heard", ok=False)


def _way(mixer: Mixer, bell: bool) -> Line:
    described = mixer.players.describe()
    if mixer.players.current is not None:
        return Line("sound", described, ok=True)
    return Line("sound", f"{'terminal bell' if bell else 'flash only'}: {described}", ok=False)


def _voice(settings: SoundSettings, mixer: Mixer) -> tuple[Line, ...]:
    if not settings.voice:
        return (Line("voice", "off", ok=True),)
    mixer.say(SPOKEN, LOOK)
    _wait(mixer)
    if mixer.voice is None:
        return (Line("voice", "none was found that works", ok=False),)
    return (Line("voice", f"spoken by {mixer.voice.name}", ok=True),)
