"""What sounds now: starts tones and phrases, looks after them, changes the way when one fails.

Used from one thread only. Time is counted in looks (`process.LOOK`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.cues import players as ways
from app.cues import voice as voices
from app.cues.files import CueFiles
from app.cues.model import Meaning, SoundSettings
from app.cues.players import Player
from app.cues.process import FRESH_LOOKS, Running, looks
from app.cues.tones import seconds
from app.cues.voice import Voice

HANG_SECONDS = 4.0
"""How much longer than its sound a player may take: waking a headset takes two seconds."""

LONGEST_PHRASE_SECONDS = 15.0

COLLISIONS = 3
"""Failures in a row, each beside another sound, after which a player that worked is given up.

A sound card that takes one program at a time refuses the second; that alone is no fault.
"""

Ring = Callable[[Meaning], None]


@dataclass(slots=True)
class _Tone:
    """A sound that plays; without a meaning it is the trial in which nothing is heard."""

    meaning: Meaning | None
    player: Player
    running: Running
    patience: int
    alone: bool
    looked: int = 0


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that wait to be spoken for `left` more looks."""

    text: str
    left: int


@dataclass(slots=True)
class _Speech:
    """Words that are spoken."""

    phrase: _Phrase
    voice: Voice
    running: Running
    looked: int = 0


class Mixer:
    """Plays cues by the best player left, rings where there is none, speaks in between.

    `ring` is called for a cue that no player gives. `hang` is `HANG_SECONDS` but in tests.
    """

    def __init__(
        self,
        settings: SoundSettings,
        environment: Mapping[str, str],
        folder: Path,
        ring: Ring,
        hang: float = HANG_SECONDS,
    ) -> None:
        self.players = ways.find(settings, environment)
        self._voices = list(voices.find(settings, environment))
        self._files = CueFiles(settings, folder)
        self._ring = ring
        self._hang = hang
        self._tones: list[_Tone] = []
        self._collisions = 0
        self._proven: Player | None = None
        self._waiting: _Phrase | None = None
        self._speech: _Speech | None = None
        # Killed, and not seen to have ended: a beep does not wait for that.
        self._ending: list[Running] = []

    @property
    def voice(self) -> Voice | None:
        """The voice in use; None when there is none."""
        return self._voices[0] if self._voices else None

    @property
    def busy(self) -> bool:
        """Whether anything sounds or waits, so that looks are needed."""
        return bool(self._tones or self._speech or self._waiting or self._ending)

    def prepare(self) -> None:
        """Make every file, and try the players with silence, so that the first cue is heard."""
        if self.players.current is None:
            return
        try:
            for meaning in Meaning:
                self._files.path(meaning)
        except OSError:
            # Nowhere to write: the first cue will give the players up and say so.
            return
        self._start(None)

    def play(self, meaning: Meaning) -> None:
        """Sound `meaning` now. A beat lets a phrase go on; anything else cuts it off."""
        if not meaning.beat:
            self.hush()
        if not self._start(meaning):
            self._ring(meaning)

    def say(self, text: str, fresh: float) -> None:
        """Speak `text` as soon as no cue sounds; forget it after `fresh` seconds of waiting.

        Only the newest phrase counts: one that waits is replaced, one being spoken is cut off.
        """
        spoken = voices.speakable(text)
        if self.voice is None or not spoken:
            return
        self.hush()
        self._waiting = _Phrase(spoken, looks(fresh))
        self._speak()

    def hush(self) -> None:
        """Cut off the phrase being spoken, for what comes must not sound into it."""
        if self._speech is not None:
            self._end(self._speech.running)
            self._speech = None

    def look(self) -> None:
        """See what has ended, failed or hangs, and what may begin. To be called every `LOOK`."""
        self._ending = [each for each in self._ending if each.status() is None]
        for tone in tuple(self._tones):
            self._look_at(tone)
        self._look_at_speech()
        self._speak()
        if self._waiting is not None:
            left = self._waiting.left - 1
            self._waiting = replace(self._waiting, left=left) if left > 0 else None

    def finish(self) -> None:
        """Speak no more; tones may end."""
        self.hush()
        self._waiting = None

    def kill(self) -> None:
        """Silence everything at once."""
        self.finish()
        for tone in self._tones:
            self._end(tone.running)
        self._tones.clear()
        for each in self._ending:
            each.wait()
        self._ending.clear()

    def close(self) -> None:
        """Silence everything and remove what was made for this run."""
        self.kill()
        self._files.close()

    def _end(self, running: Running) -> None:
        running.kill()
        self._ending.append(running)

    def _start(self, meaning: Meaning | None) -> bool:
        """Play by the first player that can be started; False when there is none left."""
        while (player := self.players.current) is not None:
            alone = not any(tone.player is player for tone in self._tones)
            length = seconds(meaning) if meaning else 0.0
            try:
                file = self._files.path(meaning) if meaning else self._files.probe()
                running = player.start(file, length)
            except OSError as fault:
                reason = (fault.strerror or str(fault)).lower()
                self.players.drop(player, f"cannot be used ({reason})")
                continue
            patience = looks(length + self._hang)
            self._tones.append(_Tone(meaning, player, running, patience, alone))
            return True
        return False

    def _look_at(self, tone: _Tone) -> None:
        status = tone.running.status()
        if status is None:
            tone.looked += 1
            if tone.looked > tone.patience:
                self._tones.remove(tone)
                self._end(tone.running)
                self.players.drop(tone.player, "does not answer")
            return
        self._tones.remove(tone)
        if status == 0:
            self._collisions, self._proven = 0, tone.player
            return
        again = self._failed(tone, status)
        if tone.meaning is not None and tone.looked <= FRESH_LOOKS:
            if again and self._start(tone.meaning):
                return
            self._ring(tone.meaning)
        elif again and tone.meaning is None:
            self._start(None)

    def _failed(self, tone: _Tone, status: int) -> bool:
        """Judge the player of a failed tone; True when another way may be tried for the tone."""
        if not tone.alone and tone.player is self._proven is self.players.current:
            self._collisions += 1
            if self._collisions < COLLISIONS:
                return False
        self._collisions = 0
        self.players.drop(tone.player, f"failed (status {status})")
        return True

    def _speak(self) -> None:
        """Begin the phrase that waits, unless a cue sounds."""
        if self._waiting is None or self._speech is not None:
            return
        if any(tone.meaning is not None and not tone.meaning.beat for tone in self._tones):
            return
        while (speaker := self.voice) is not None:
            try:
                running = speaker.start(self._waiting.text)
            except OSError:
                self._voices.remove(speaker)
                continue
            self._speech = _Speech(self._waiting, speaker, running)
            break
        self._waiting = None

    def _look_at_speech(self) -> None:
        speech = self._speech
        if speech is None:
            return
        status = speech.running.status()
        if status is None:
            speech.looked += 1
            if speech.looked > looks(LONGEST_PHRASE_SECONDS):
                self.hush()
                self._give_up(speech.voice)
            return
        self._speech = None
        if status != 0:
            self._give_up(speech.voice)
            if self._waiting is None and speech.looked <= FRESH_LOOKS:
                self._waiting = speech.phrase

    def _give_up(self, voice: Voice) -> None:
        if voice in self._voices:
            self._voices.remove(voice)
