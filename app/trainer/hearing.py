"""How the runner is heard: the settings as the sound package takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cues.speaker import Speaker
    from app.settings import Settings


def speaker(settings: Settings, bell: Callable[[], object]) -> Speaker:
    """Return what sounds; `bell` rings the terminal's bell. Close it at the end.

    Made here and not at import, because finding a player costs time the first screen has not.
    """
    from app.cues.model import SoundMode, SoundSettings
    from app.cues.speaker import Speaker

    sound = SoundMode.ON if settings.bell else SoundMode.OFF
    return Speaker(SoundSettings(sound=sound), bell)
