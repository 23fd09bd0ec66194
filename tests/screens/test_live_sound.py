"""Beats on the clock of the session, and what the voice says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.coach.player import PlayerOptions
from app.settings import Settings
from app.trainer import hearing
from screens.live_sound import LiveSound
from screens.live_text import Book
from tests.coach.walking import SQUAT_AND_LUNGE, Walk
from tests.trainer.training_room import MovableClock

PLAYER = "#!/bin/sh\nexit 0\n"


class Timers:
    """Calls that wait for the clock to come to them."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.calls: dict[int, tuple[float, Callable[[], None]]] = {}
        self.number = 0

    def later(self, seconds: float, do: Callable[[], None]) -> Callable[[], None]:
        self.number += 1
        number = self.number
        self.calls[number] = (self.clock.seconds + seconds, do)
        return lambda: self.calls.pop(number, None) and None

    def run(self, seconds: float) -> list[float]:
        """Let the clock run; return when something was called."""
        end, called = self.clock.seconds + seconds, []
        while due := [(at, key) for key, (at, _) in self.calls.items() if at <= end]:
            at, key = min(due)
            self.clock.move(max(0.0, at - self.clock.seconds))
            called.append(at)
            self.calls.pop(key)[1]()
        self.clock.move(end - self.clock.seconds)
        return called


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(seconds=0.0)


def made(clock: MovableClock, timers: Timers, settings: Settings) -> LiveSound:
    return LiveSound(settings, clock, Book({}), lambda: None, timers.later)


def test_a_repetition_beats_when_it_is_time_to_move(clock: MovableClock) -> None:
    timers = Timers(clock)
    sound = made(clock, timers, Settings(sound="off"))
    walk = Walk.of(options=PlayerOptions(get_ready=0)).wait(0.25)
    clock.move(0.25)
    sound.follow(walk.state)
    assert timers.run(10) == [2.0, 3.5, 5.5, 7.0, 9.0]
    sound.close()
    assert not timers.calls


def test_no_beat_falls_where_the_set_is_over_and_none_while_it_stands(
    clock: MovableClock,
) -> None:
    timers = Timers(clock)
    sound = made(clock, timers, Settings(sound="off"))
    walk = Walk.of(options=PlayerOptions(get_ready=0)).wait(0.25)
    clock.move(0.25)
    sound.follow(walk.state)
    walk.wait(14)
    sound.follow(walk.state)
    assert timers.run(30) == []
    sound.close()


def test_without_beats_there_is_silence(clock: MovableClock) -> None:
    timers = Timers(clock)
    sound = made(clock, timers, Settings(sound="off", beats=False))
    sound.follow(Walk.of(options=PlayerOptions(get_ready=0)).wait(0.25).state)
    assert not timers.calls
    sound.close()


def test_the_voice_says_what_comes_next_and_counts(
    clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = tmp_path / "spoken"
    for name, script in (
        ("pw-play", PLAYER),
        ("espeak-ng", f'#!/bin/sh\nfor last; do :; done\necho "$last" >> {spoken}\n'),
    ):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    timers = Timers(clock)
    sound = made(clock, timers, Settings(voice=True))
    walk = Walk.of(SQUAT_AND_LUNGE, PlayerOptions(get_ready=0)).wait(14.25)
    sound.speak(tuple(cue for _, cue in walk.cues[-1:]), walk.seen())
    assert sound._speaker.settle(10)
    assert spoken.read_text().split("\n")[0] == "right leg"
    sound.close()
    assert sound._speaker.join(5)


def test_the_settings_reach_the_sound() -> None:
    settings = Settings(sound="bell", cue_set="low", volume=30, voice=True, sound_over_ssh=True)
    found = hearing.sound_settings(settings)
    assert (found.sound, found.cue_set, found.volume) == ("bell", "low", 30)
    assert found.voice
    assert found.over_ssh
