"""How the runner is heard: the settings as the sound package takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cues.model import SoundSettings
    from app.cues.speaker import Speaker
    from app.settings import Settings


def sound_settings(settings: Settings) -> SoundSettings:
    """Return the runner's choices about sound."""
    from app.cues.model import CueSet, SoundMode, SoundSettings

    return SoundSettings(
        sound=SoundMode(settings.sound),
        cue_set=CueSet(settings.cue_set),
        volume=settings.volume,
        voice=settings.voice,
        over_ssh=settings.sound_over_ssh,
    )


def speaker(settings: Settings, bell: Callable[[], object]) -> Speaker:
    """Return what sounds during a session; `bell` rings the terminal's bell. Close it at the end.

    Made here and not at import, because finding a player costs time the first screen has not.
    """
    from app.cues.speaker import Speaker

    return Speaker(sound_settings(settings), bell)
