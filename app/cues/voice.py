"""The system's voice: says names and counts between the beeps, never into them."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.cues.model import SoundMode, SoundSettings
from app.cues.players import FAR_AWAY, SOUND_OFF, VOLUME_0, remote
from app.cues.process import Child, Running

LONGEST = 160
"""Characters of one phrase; nobody listens to more between two sets."""

# spd-say comes last: its server goes on speaking when the program is ended, so that a phrase
# could run into a beep; as a notification it at least gives way to a screen reader.
COMMANDS: tuple[tuple[str, Callable[[int], tuple[str, ...]]], ...] = (
    ("say", lambda _volume: ()),
    ("espeak-ng", lambda volume: ("-v", "en", "-s", "165", "-a", str(volume), "--")),
    (
        "spd-say",
        lambda volume: ("--wait", "-P", "notification", "-i", str(2 * volume - 100), "--"),
    ),
)


def speakable(text: str) -> str:
    """Return `text` as words, numbers and plain punctuation, at most `LONGEST` characters.

    Voices read marks as commands (`[[volm 1]]`), and programs read a leading dash as an option:
    what is no letter or digit goes, but for `. , : ; ! ?`, and apostrophes and hyphens inside
    a word. The result begins with a letter or a digit, or is empty.
    """
    known = "".join(
        character if unicodedata.category(character)[0] in "LMN" or character in ".,:;!?'-" else " "
        for character in unicodedata.normalize("NFKC", text.replace("’", "'"))
    )
    inside = re.sub(r"(?<!\w)['-]+|['-]+(?!\w)", " ", known)
    begun = re.sub(r"^[\W_]+", "", inside)
    spaced = re.sub(r"\s+(?=[.,:;!?])", "", " ".join(begun.split()))
    if len(spaced) <= LONGEST:
        return spaced
    return spaced[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that speaks the text named last and ends when it has."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)

    def start(self, phrase: str) -> Running:
        """Begin to speak `phrase`, which `speakable` has made; return at once. Raises `OSError`."""
        return Child((*self.command, phrase), self.environment)


def why_silent(settings: SoundSettings, environment: Mapping[str, str]) -> str:
    """Say why no voice may speak here, whichever is installed; "" where one may.

    A voice speaks here, not at the other end of SSH, and not at volume 0.
    """
    if not settings.voice:
        return "voice is off"
    if settings.sound is SoundMode.OFF:
        return SOUND_OFF
    if settings.volume == 0:
        return VOLUME_0
    return FAR_AWAY if remote(environment) and not settings.over_ssh else ""


def find(settings: SoundSettings, environment: Mapping[str, str]) -> tuple[Voice, ...]:
    """Return this machine's voices, best first; () where none may speak. Looks at the disk."""
    if why_silent(settings, environment):
        return ()
    found = []
    for name, words in COMMANDS:
        path = shutil.which(name, path=environment.get("PATH"))
        if path is not None:
            found.append(Voice(name, (path, *words(settings.volume)), environment))
    return tuple(found)
