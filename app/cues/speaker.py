"""The one object a screen needs to be heard."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from app.cues.files import cache_folder
from app.cues.mixer import HANG_SECONDS, Mixer
from app.cues.model import RUNG, Meaning, SoundMode, SoundSettings, weightiest
from app.cues.worker import Worker

FRESH_SECONDS = 3.0
"""How long a phrase may wait for the beeps before nobody needs it."""

_GIVE_WAY = 0.001
"""Seconds a caller may rest until the thread has started the player, seldom all of them.

Else the caller goes on to draw a screen, and the interpreter lets the thread wait for that:
measured with 10 ms of drawing after a cue, the player started after 11 ms instead of 1.
"""

_BY_WORD = {str(meaning): meaning for meaning in Meaning}


class Speaker:
    """Cues, beats and phrases, given without waiting.

    `cue` and `tick` return within about a millisecond, `say`, `hush` and `close` at once, and none
    ever raises. A thread of its own finds the players, starts them and looks after them; nothing
    of theirs reaches the terminal.

    `bell` rings the terminal's bell where no player works; it is called on the event loop in
    which the speaker was made, if there was one. None leaves only what the screen shows.
    """

    def __init__(
        self,
        settings: SoundSettings,
        bell: Callable[[], object] | None,
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        hang: float = HANG_SECONDS,
    ) -> None:
        self._settings = settings
        self._bell = None if settings.sound is SoundMode.OFF else bell
        self._way = "looking for a way to sound"
        # Set by the thread once no player is left, so that the bell rings without its help.
        self._bell_only = False
        self._closed = False
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        known = dict(os.environ if environment is None else environment)
        self._worker = Worker(
            lambda: Mixer(settings, known, folder or cache_folder(), self._ring_from_thread, hang),
            self._told,
        )
        if not self._worker.start():
            self._told(None)

    @property
    def active(self) -> str:
        """What is in use, in plain words: `sound through pw-play`, `terminal bell: …`."""
        return self._way

    def cue(self, *cues: str) -> None:
        """Sound the meaning of `cues` (the player's `Cue`s); of several at once the weightiest.

        A word that is no meaning is passed over.
        """
        known = tuple(_BY_WORD[cue] for cue in cues if cue in _BY_WORD)
        if known:
            self._sound(weightiest(known))

    def tick(self, accent: bool = False) -> None:
        """Sound a beat, stressed or not. The bell, which keeps no time, is left out."""
        self._sound(Meaning.ACCENT if accent else Meaning.TICK)

    def say(self, text: str, fresh: float = FRESH_SECONDS) -> None:
        """Speak `text` after the cues that sound now, or never if that takes `fresh` seconds."""
        if self._settings.voice and not self._closed:
            self._worker.ask(lambda mixer: mixer.say(text, fresh))

    def hush(self) -> None:
        """Cut off what is being spoken, for the session was paused."""
        if self._settings.voice and not self._closed:
            self._worker.ask(Mixer.hush)

    def settle(self, patience: float) -> bool:
        """Wait until nothing sounds, at most `patience` seconds; False when it still does.

        For tests and the command line: a screen never waits.
        """
        return self._worker.settle(patience)

    def close(self) -> None:
        """Take no more; a tone that sounds may end, a phrase is cut off."""
        self._closed = True
        self._worker.close()

    def join(self, patience: float) -> bool:
        """Wait for the end after `close`, at most `patience` seconds; False if it is not over."""
        return self._worker.join(patience)

    def _sound(self, meaning: Meaning) -> None:
        if self._closed:
            return
        if self._bell_only:
            if not meaning.beat:
                self.hush()
            self._ring(meaning)
            return
        begun = threading.Event()

        def play(mixer: Mixer) -> None:
            mixer.play(meaning)
            begun.set()

        self._worker.ask(play)
        begun.wait(_GIVE_WAY)

    def _ring(self, meaning: Meaning) -> None:
        if self._bell is not None and meaning in RUNG:
            # It is the caller's, so any fault may come of it; none must end a set.
            with contextlib.suppress(Exception):
                self._bell()

    def _ring_from_thread(self, meaning: Meaning) -> None:
        if self._loop is None:
            self._ring(meaning)
            return
        # A loop that has ended has no screen to ring.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._ring, meaning)

    def _told(self, mixer: Mixer | None) -> None:
        """Take in, from the thread, what is in use; None when sound has broken down."""
        if mixer is not None and mixer.players.current is not None:
            way = mixer.players.describe()
        else:
            why = mixer.players.describe() if mixer else "sound broke down"
            way = f"{'flash only' if self._bell is None else 'terminal bell'}: {why}"
            self._bell_only = True
        if self._settings.voice and self._settings.sound is not SoundMode.OFF:
            way += f", voice by {mixer.voice.name}" if mixer and mixer.voice else ", no voice"
        self._way = way
