"""What a live session sounds like: cues, beats and a voice, on the clock of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.coach.model import SetRow
from app.coach.player import Cue, Phase, PlayerView, Pulse, State, pulses
from app.coach.player.pace import SLOW_ENOUGH_TO_COUNT
from app.cues.metronome import NONE_YET, Metronome
from app.trainer import hearing
from screens.live_saving import Later
from screens.live_text import LEG, Book
from screens.words import amount

if TYPE_CHECKING:
    from app.clock import Clock
    from app.settings import Settings

_LEAST_WAIT = 0.001
# A number that comes after the repetition it counts would only confuse.
_COUNT_FRESH = 0.4


class LiveSound:
    """Announces what the player says, and keeps the beat of the running set.

    `bell` rings the terminal's bell, `later` is the timer of whoever shows the session.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        book: Book,
        bell: Callable[[], object],
        later: Later,
    ) -> None:
        self._clock = clock
        self._book = book
        self._beats = settings.beats
        self._voice = settings.voice
        self._later = later
        self._speaker = hearing.speaker(settings, bell)
        self._pulses: tuple[Pulse, ...] = ()
        self._metronomes: list[tuple[Metronome, int]] = []
        self._call_off: Callable[[], object] | None = None
        self._counted: tuple[int, int] | None = None

    @property
    def active(self) -> str:
        """What is in use, in plain words."""
        return self._speaker.active

    def announce(self, cues: tuple[Cue, ...]) -> None:
        """Sound what happened; before anything is drawn or stored."""
        self._speaker.cue(*cues)

    def speak(self, cues: tuple[Cue, ...], view: PlayerView) -> None:
        """Say what comes next, and count."""
        if not self._voice or view.row is None:
            return
        if not {Cue.REST, Cue.READY}.isdisjoint(cues) and view.phase is not Phase.WORK:
            self._speaker.say(f"next: {self._words(view.row)}")
        elif Cue.SWITCH in cues and view.phase is Phase.SWITCH:
            self._speaker.say(LEG[view.row.side])
        self._count(view, view.row)

    def _words(self, row: SetRow) -> str:
        words = (self._book.name(row.exercise_id), LEG[row.side], amount(row.target, row.unit))
        return ", ".join(word for word in words if word)

    def _count(self, view: PlayerView, row: SetRow) -> None:
        counts = view.phase is Phase.WORK and view.paced and bool(view.stages)
        reached = (row.pos, view.count) if counts and view.count else None
        if reached and reached != self._counted and row.seconds_per_unit >= SLOW_ENOUGH_TO_COUNT:
            self._speaker.say(str(view.count), fresh=_COUNT_FRESH)
        self._counted = reached

    def hush(self) -> None:
        """Say no more; the session was paused."""
        self._speaker.hush()

    def close(self) -> None:
        """End it."""
        self._stop()
        self._speaker.close()

    # --- beats ---------------------------------------------------------------------------

    def follow(self, state: State) -> None:
        """Beat as the running set asks for, from this moment on."""
        wanted = pulses(state) if self._beats else ()
        if wanted == self._pulses:
            return
        self._pulses = wanted
        now = self._clock.now().seconds
        found = [Metronome(pulse.start, pulse.period, pulse.accents) for pulse in wanted]
        # The first beat falls together with the cue that begins the set.
        self._metronomes = [
            (metronome, max(metronome.number(now), 0 if metronome.start <= now else NONE_YET))
            for metronome in found
        ]
        self._arm(now)

    def _beat(self) -> None:
        now = self._clock.now().seconds
        until = self._pulses[0].until if self._pulses else now
        beats = []
        for index, (metronome, heard) in enumerate(self._metronomes):
            due = metronome.due(heard, now)
            self._metronomes[index] = (metronome, due.heard)
            if due.beat is not None and metronome.at(due.beat.number) < until - _LEAST_WAIT:
                beats.append(due.beat.accent)
        if beats:
            self._speaker.tick(any(beats))
        self._arm(now)

    def _arm(self, now: float) -> None:
        self._stop()
        if self._metronomes:
            due = min(metronome.next_at(now) for metronome, _ in self._metronomes)
            self._call_off = self._later(max(_LEAST_WAIT, due - now), self._beat)

    def _stop(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
