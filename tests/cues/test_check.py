"""The spoken report of what can be heard on this machine."""

from __future__ import annotations

from app.cues.check import Line, check_audio
from app.cues.mixer import Mixer
from app.cues.model import RUNG, Meaning, SoundMode, SoundSettings
from app.cues.worker import Worker
from tests.cues.conftest import PATIENCE, Machine


def check(machine: Machine, settings: SoundSettings, bell: bool = True) -> tuple[Line, ...]:
    return check_audio(
        settings,
        (lambda: machine.rung.append("bell")) if bell else None,
        environment=machine.environment,
        folder=machine.cache,
        hang=PATIENCE,
    )


def test_every_cue_is_played_and_the_voice_speaks(machine: Machine) -> None:
    machine.add("aplay")
    machine.add("espeak-ng")
    lines = check(machine, SoundSettings(voice=True))
    assert lines[0] == Line("sound", "sound through aplay", ok=True)
    assert [line.subject for line in lines[1:-1]] == list(Meaning)
    assert lines[-1] == Line("voice", "spoken by espeak-ng", ok=True)
    assert all(line.ok for line in lines)
    assert machine.heard == [
        *(f"aplay {meaning.replace(' ', '-')}" for meaning in Meaning),
        "espeak-ng",
    ]


def test_it_says_what_was_given_up_and_why(machine: Machine) -> None:
    machine.add("paplay", "exit 1")
    machine.add("aplay")
    lines = check(machine, SoundSettings())
    assert lines[:2] == (
        Line("paplay", "failed (status 1)", ok=False),
        Line("sound", "sound through aplay", ok=True),
    )
    assert lines[-1] == Line("voice", "off", ok=True)


def test_with_only_a_bell_it_says_which_cues_ring(machine: Machine) -> None:
    lines = check(machine, SoundSettings(voice=True))
    assert lines[0] == Line("sound", "terminal bell: no player is installed", ok=False)
    assert {line.subject for line in lines if line.finding == "the terminal bell"} == RUNG
    assert len(machine.rung) == len(RUNG)
    assert lines[-1] == Line("voice", "none was found that works", ok=False)


def test_with_nothing_it_says_so(machine: Machine) -> None:
    machine.add("aplay")
    lines = check(machine, SoundSettings(sound=SoundMode.OFF))
    assert lines[0] == Line("sound", "flash only: sound is off", ok=False)
    assert {line.finding for line in lines[1:-1]} == {"shown only, not heard"}
    assert (machine.calls, machine.rung) == ([], [])


def test_sound_that_breaks_down_says_so_and_ends_quietly() -> None:
    told: list[Mixer | None] = []

    def broken() -> Mixer:
        raise RuntimeError("a fault of ours")

    worker = Worker(broken, told.append)
    assert worker.start()
    assert worker.join(PATIENCE)
    assert told == [None]
    assert worker.settle(PATIENCE)
