"""The voice: what it may be given, and that it keeps out of the beeps' way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.cues.mixer import Mixer
from app.cues.model import Meaning, SoundMode, SoundSettings
from app.cues.players import CommandPlayer
from app.cues.process import Child, Running
from app.cues.voice import LONGEST, speakable
from tests.cues.conftest import PATIENCE, Machine

SPEAKING = SoundSettings(voice=True, volume=60)
NEXT = "next: forward lunge, left leg"


@given(st.text(max_size=400))
@example("--version")
@example("-w /etc/passwd")
@example("‐‑–—−-x")
@example("$(reboot) `id`; rm -rf / | sh > x & \\ \" ' \n\r\0\x1b[2J")
@example("[[volm 1]] <speak> !-!")
def test_a_phrase_holds_nothing_that_a_program_or_a_voice_could_obey(text: str) -> None:
    phrase = speakable(text)
    assert len(phrase) <= LONGEST
    assert phrase == "" or phrase[0].isalnum()
    assert not re.search(r"[$`|&<>\\\"\[\]{}()*/~#=@%^\x00-\x1f\x7f]", phrase)
    assert not re.search(r"(?<!\w)[-']|[-'](?!\w)|  |\n", phrase)
    assert speakable(phrase) == phrase


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (NEXT, NEXT),
        ("3", "3"),
        ("Step-up (right): don't lean!", "Step-up right: don't lean!"),
        ("  Läufer’s   calf raise  ", "Läufer's calf raise"),
        ("- 30 s", "30 s"),
        ("—", ""),
    ],
)
def test_words_stay_words(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


def test_a_long_phrase_ends_with_a_whole_word() -> None:
    assert speakable("word " * 100) == " ".join(["word"] * 32)
    assert len(speakable("w" * 400)) == LONGEST


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("say", []),
        ("espeak-ng", ["-v", "en", "-s", "165", "-a", "60", "--"]),
        ("spd-say", ["--wait", "-P", "notification", "-i", "20", "--"]),
    ],
)
def test_each_voice_is_given_the_phrase_as_one_last_argument(
    machine: Machine, name: str, arguments: list[str]
) -> None:
    machine.add(name)
    speaker = machine.speaker(SPEAKING)
    speaker.say("--next: $(lunge), 'left'")
    assert speaker.settle(PATIENCE)
    assert machine.calls == [[name, *arguments, "next: lunge, left"]]
    assert speaker.active == f"terminal bell: no player is installed, voice by {name}"


def test_no_word_is_spoken_unless_asked_for(machine: Machine) -> None:
    machine.add("espeak-ng")
    for chosen in (SoundSettings(), SoundSettings(voice=True, sound=SoundMode.OFF)):
        speaker = machine.speaker(chosen)
        speaker.say(NEXT)
        speaker.hush()
        assert speaker.settle(PATIENCE)
    assert machine.calls == []


def test_a_voice_that_fails_is_given_up_and_the_next_speaks(machine: Machine) -> None:
    machine.add("say", "exit 1")
    machine.add("espeak-ng")
    speaker = machine.speaker(SPEAKING)
    speaker.say("one")
    assert speaker.settle(PATIENCE)
    speaker.say("two")
    assert speaker.settle(PATIENCE)
    assert [(row[0], row[-1]) for row in machine.calls] == [
        ("say", "one"),
        ("espeak-ng", "one"),
        ("espeak-ng", "two"),
    ]


def test_a_voice_that_cannot_be_started_is_given_up(machine: Machine) -> None:
    program = machine.root / "bin" / "say"
    program.write_text("#!/no/such/program\n", "utf-8")
    program.chmod(0o755)
    speaker = machine.speaker(SPEAKING)
    speaker.say("one")
    assert speaker.settle(PATIENCE)
    assert speaker.active == "terminal bell: no player is installed, no voice"


def test_a_phrase_begins_when_the_cue_has_ended(machine: Machine) -> None:
    machine.add(
        "aplay", f'case "$2" in *rest.wav) {machine.wait()}; {machine.note("ended")};; esac'
    )
    machine.add("espeak-ng")
    speaker = machine.speaker(SPEAKING)
    speaker.cue("rest")
    speaker.say(NEXT, fresh=PATIENCE)
    machine.let_go()
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay rest", "ended", "espeak-ng"]


def test_a_phrase_that_waited_too_long_is_not_spoken(machine: Machine) -> None:
    machine.add("aplay", f'case "$2" in *rest.wav) {machine.wait()};; esac')
    machine.add("espeak-ng")
    speaker = machine.speaker(SPEAKING, hang=0.5)
    speaker.cue("rest")
    speaker.say(NEXT, fresh=0.1)
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay rest"]


def test_a_cue_cuts_the_phrase_off_and_does_not_wait(machine: Machine) -> None:
    machine.add("aplay")
    machine.add("espeak-ng", machine.wait(), machine.note("spoken"))
    speaker = machine.speaker(SPEAKING)
    speaker.say(NEXT)
    speaker.cue("work")
    # Nobody lets the voice go: it ends because it is cut off.
    assert speaker.settle(PATIENCE)
    assert not machine.waited_for()
    assert machine.heard[-1] == "aplay work"
    assert "spoken" not in machine.heard


def test_a_voice_that_cannot_be_killed_holds_up_no_beep(machine: Machine) -> None:
    """Whether the voice has gone is not waited for: the beep has begun before anybody looks."""
    machine.add("aplay")
    machine.add("espeak-ng", machine.wait())
    mixer = Mixer(SPEAKING, machine.environment, machine.cache, lambda _meaning: None)
    mixer.say(NEXT, fresh=PATIENCE)
    assert mixer._speech is not None
    voice = mixer._speech.running
    seen: list[int | None] = []
    start = CommandPlayer.start

    def watched(self: CommandPlayer, file: Path, seconds: float) -> Running:
        # Linux leaves a killed program in its table until it is asked for.
        seen.append(voice._process.returncode if isinstance(voice, Child) else 0)
        return start(self, file, seconds)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CommandPlayer, "start", watched)
        mixer.play(Meaning.WORK)
    assert seen == [None]
    mixer.close()
    assert voice.status() is not None


def test_a_bell_cuts_the_phrase_off_too(machine: Machine) -> None:
    machine.add("espeak-ng", machine.wait(), machine.note("spoken"))
    speaker = machine.speaker(SPEAKING)
    speaker.say(NEXT)
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert machine.rung == ["bell"]
    assert "spoken" not in machine.heard


def test_a_beat_lets_the_phrase_go_on(machine: Machine) -> None:
    machine.add("aplay")
    machine.add("espeak-ng", machine.wait(), machine.note("spoken"))
    speaker = machine.speaker(SPEAKING)
    speaker.say(NEXT)
    speaker.tick()
    machine.let_go()
    assert speaker.settle(PATIENCE)
    assert sorted(machine.heard) == ["aplay tick", "espeak-ng", "spoken"]


def test_only_the_newest_phrase_counts(machine: Machine) -> None:
    machine.add("espeak-ng", f'case "$7$8" in *three) {machine.wait()};; esac')
    speaker = machine.speaker(SPEAKING)
    for word in ("three", "two"):
        speaker.say(word)
    assert speaker.settle(PATIENCE)
    assert not machine.fifo.exists() or not machine.waited_for()
    assert machine.calls[-1][-1] == "two"


def test_a_pause_cuts_the_phrase_off(machine: Machine) -> None:
    machine.add("espeak-ng", machine.wait(), machine.note("spoken"))
    speaker = machine.speaker(SPEAKING)
    speaker.say(NEXT)
    speaker.hush()
    assert speaker.settle(PATIENCE)
    assert "spoken" not in machine.heard


def test_closing_cuts_the_phrase_off(machine: Machine) -> None:
    machine.add("espeak-ng", machine.wait())
    speaker = machine.speaker(SPEAKING)
    speaker.say(NEXT)
    speaker.close()
    assert speaker.join(PATIENCE)
    assert not machine.waited_for()
