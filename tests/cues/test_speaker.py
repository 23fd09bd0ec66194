"""The speaker on machines with players that work, fail, hang, babble or are missing."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from app.cues.files import CueFiles
from app.cues.model import CueSet, Meaning, SoundMode, SoundSettings
from app.cues.speaker import Speaker
from app.cues.tones import samples, wav
from tests.cues.conftest import PATIENCE, Machine

FAST_HANG = 0.5


def test_a_cue_is_played_by_the_first_player_there_is(machine: Machine) -> None:
    for name in ("aplay", "paplay", "pw-play"):
        machine.add(name)
    speaker = machine.speaker()
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["pw-play work"]
    assert speaker.active == "sound through pw-play"
    assert machine.rung == []


@pytest.mark.parametrize("meaning", Meaning)
def test_the_player_gets_the_file_of_the_cue(machine: Machine, meaning: Meaning) -> None:
    machine.add("aplay")
    chosen = SoundSettings(cue_set=CueSet.LOW, volume=33)
    speaker = machine.speaker(chosen)
    if meaning.beat:
        speaker.tick(accent=meaning is Meaning.ACCENT)
    else:
        speaker.cue(meaning)
    assert speaker.settle(PATIENCE)
    (call,) = machine.calls
    assert call[:2] == ["aplay", "-q"]
    assert Path(call[2]).read_bytes() == wav(samples(meaning, CueSet.LOW, 33))


def test_of_cues_at_the_same_moment_the_weightiest_is_played(machine: Machine) -> None:
    machine.add("aplay")
    speaker = machine.speaker()
    speaker.cue("work", "last set")
    assert speaker.settle(PATIENCE)
    speaker.cue("rest", "done", "no such cue")
    speaker.cue("no such cue")
    speaker.cue()
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay last-set", "aplay done"]


def test_a_cue_does_not_wait_for_its_sound(machine: Machine) -> None:
    machine.add(
        "aplay", f'case "$2" in *work.wav) {machine.wait()}; {machine.note("ended")};; esac'
    )
    speaker = machine.speaker()
    speaker.cue("work")
    # The call has come back although the sound cannot end before it is let go.
    assert "ended" not in machine.heard
    machine.let_go()
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay work", "ended"]


def test_a_player_that_fails_is_given_up_and_the_next_plays_the_cue(machine: Machine) -> None:
    machine.add("pw-play", "exit 1")
    machine.add("paplay", "exit 3")
    machine.add("aplay")
    speaker = machine.speaker()
    speaker.cue("switch")
    assert speaker.settle(PATIENCE)
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert machine.heard[-2:] == ["aplay switch", "aplay work"]
    assert speaker.active == "sound through aplay"


def test_a_player_that_breaks_later_is_given_up_then(machine: Machine) -> None:
    machine.add("paplay", 'case "$1" in *rest.wav) exit 1;; esac')
    machine.add("aplay")
    speaker = machine.speaker()
    for cue in ("work", "rest", "work"):
        speaker.cue(cue)
        assert speaker.settle(PATIENCE)
    assert machine.heard == ["paplay work", "paplay rest", "aplay rest", "aplay work"]


def test_a_player_that_hangs_is_killed_and_given_up(machine: Machine) -> None:
    machine.add("paplay", machine.wait())
    machine.add("aplay")
    speaker = machine.speaker(hang=FAST_HANG)
    assert speaker.settle(PATIENCE)
    assert not machine.waited_for()
    assert speaker.active == "sound through aplay"
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay work"]


def test_a_player_that_cannot_be_started_is_given_up(machine: Machine) -> None:
    program = machine.root / "bin" / "paplay"
    program.write_text("#!/no/such/program\n", "utf-8")
    program.chmod(0o755)
    machine.add("aplay")
    speaker = machine.speaker()
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay work"]


def test_one_refusal_beside_another_sound_is_no_fault_of_the_player(machine: Machine) -> None:
    # A card that takes one program at a time.
    machine.add(
        "aplay",
        'case "$2" in',
        f"  *work.wav) {machine.wait()};;",
        "  *rest.wav) exit 1;;",
        "esac",
    )
    speaker = machine.speaker()
    assert speaker.settle(PATIENCE)
    speaker.cue("work")
    speaker.cue("rest")
    machine.let_go()
    assert speaker.settle(PATIENCE)
    assert machine.rung == ["bell"]
    assert speaker.active == "sound through aplay"


def test_without_a_player_the_bell_rings_for_what_matters(machine: Machine) -> None:
    speaker = machine.speaker()
    assert speaker.settle(PATIENCE)
    for meaning in Meaning:
        speaker.cue(meaning)
    speaker.tick()
    assert len(machine.rung) == 5
    assert speaker.active == "terminal bell: no player is installed"


def test_when_the_last_player_fails_the_bell_rings_for_that_very_cue(machine: Machine) -> None:
    machine.add("aplay", 'case "$2" in *silence.wav) ;; *) exit 1;; esac')
    speaker = machine.speaker()
    assert speaker.settle(PATIENCE)
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert machine.rung == ["bell"]
    assert speaker.active == "terminal bell: aplay failed (status 1)"


def test_when_several_players_fail_the_screen_is_told_so_in_short(machine: Machine) -> None:
    for name in ("paplay", "aplay"):
        machine.add(name, "exit 1")
    speaker = machine.speaker()
    assert speaker.settle(PATIENCE)
    assert speaker.active == "terminal bell: no player works"


def test_a_bell_that_fails_harms_nothing(machine: Machine) -> None:
    def broken() -> None:
        raise OSError("no terminal")

    speaker = Speaker(SoundSettings(), broken, environment=machine.environment)
    machine.speakers.append(speaker)
    assert speaker.settle(PATIENCE)
    speaker.cue("work")
    assert speaker.active.startswith("terminal bell")


def test_without_a_bell_only_the_screen_tells(machine: Machine) -> None:
    speaker = Speaker(SoundSettings(), None, environment=machine.environment)
    machine.speakers.append(speaker)
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert speaker.active == "flash only: no player is installed"


async def test_the_bell_is_rung_on_the_event_loop(machine: Machine) -> None:
    machine.add("aplay", 'case "$2" in *silence.wav) ;; *) exit 1;; esac')
    rung: asyncio.Queue[int] = asyncio.Queue()
    speaker = Speaker(
        SoundSettings(),
        lambda: rung.put_nowait(threading.get_ident()),
        environment=machine.environment,
        folder=machine.cache,
    )
    machine.speakers.append(speaker)
    speaker.cue("work")
    assert await asyncio.wait_for(rung.get(), PATIENCE) == threading.get_ident()


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_bell_rings_unless_the_runner_insists(machine: Machine, name: str) -> None:
    machine.add("aplay")
    machine.add("espeak-ng")
    far = machine.speaker(SoundSettings(voice=True), more={name: "there"})
    far.cue("work")
    far.say("work")
    assert far.settle(PATIENCE)
    assert (machine.heard, machine.rung) == ([], ["bell"])
    assert far.active == "terminal bell: over SSH the other computer would sound, no voice"
    forced = machine.speaker(SoundSettings(over_ssh=True), more={name: "there"})
    forced.cue("work")
    assert forced.settle(PATIENCE)
    assert (machine.heard, machine.rung) == (["aplay work"], ["bell"])


@pytest.mark.parametrize(
    ("chosen", "rings", "active"),
    [
        (SoundSettings(sound=SoundMode.OFF, voice=True), 0, "flash only: sound is off"),
        (SoundSettings(sound=SoundMode.BELL), 1, "terminal bell: set to the bell"),
        (SoundSettings(volume=0), 1, "terminal bell: volume is 0"),
    ],
)
def test_the_runner_may_want_less(
    machine: Machine, chosen: SoundSettings, rings: int, active: str
) -> None:
    machine.add("aplay")
    machine.add("espeak-ng")
    speaker = machine.speaker(chosen)
    speaker.cue("work")
    speaker.say("forward lunge")
    assert speaker.settle(PATIENCE)
    assert (machine.heard, len(machine.rung)) == ([], rings)
    assert speaker.active == active


@pytest.mark.parametrize("volume", [-1, 101])
def test_a_volume_is_0_to_100(volume: int) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        SoundSettings(volume=volume)


def test_closing_lets_the_last_tone_end_and_takes_no_more(machine: Machine) -> None:
    machine.add(
        "aplay", f'case "$2" in *done.wav) {machine.wait()}; {machine.note("ended")};; esac'
    )
    speaker = machine.speaker()
    speaker.cue("done")
    speaker.close()
    speaker.cue("work")
    machine.let_go()
    assert speaker.join(PATIENCE)
    assert machine.heard == ["aplay done", "ended"]
    speaker.cue("work")
    speaker.tick()
    speaker.say("over")
    speaker.close()
    assert machine.heard == ["aplay done", "ended"]


def test_a_player_that_hangs_when_all_is_over_is_killed(machine: Machine) -> None:
    machine.add("aplay", f'case "$2" in *done.wav) {machine.wait()};; esac')
    speaker = machine.speaker(hang=FAST_HANG)
    speaker.cue("done")
    speaker.close()
    assert speaker.join(PATIENCE)
    assert not machine.waited_for()


def test_the_program_ends_at_once_and_takes_a_hanging_player_with_it(
    machine: Machine, program: Callable[..., int]
) -> None:
    machine.add("aplay", f'case "$2" in *silence.wav) ;; *) {machine.wait()};; esac')
    status = program(
        """
        speaker.settle(60)
        speaker.cue("work")
        while not any(row.endswith("work.wav") for row in calls()):
            pass
        speaker.close()
        """
    )
    assert status == 0
    assert not machine.waited_for()


def test_a_player_that_babbles_writes_nothing_on_the_terminal(
    machine: Machine, program: Callable[..., int], tmp_path: Path
) -> None:
    babble = ("echo out", "echo err >&2", "(echo tty >/dev/tty) 2>/dev/null")
    machine.add("paplay", *babble, "exit 1")
    machine.add("aplay", *babble)
    machine.add("espeak-ng", *babble)
    status = program(
        """
        speaker.cue("work")
        speaker.settle(60)
        speaker.say("forward lunge")
        speaker.settle(60)
        speaker.close()
        speaker.join(60)
        """,
        voice=True,
    )
    assert status == 0
    assert (tmp_path / "terminal").read_text("utf-8") == ""
    assert machine.heard[-2:] == ["aplay work", "espeak-ng"]


def test_a_sound_made_once_is_not_made_again_and_a_torn_file_is_mended(tmp_path: Path) -> None:
    files = CueFiles(SoundSettings(), tmp_path / "cache")
    path = files.path(Meaning.WORK)
    whole = path.read_bytes()
    stamp = path.stat().st_mtime_ns
    assert files.path(Meaning.WORK) == path
    assert path.stat().st_mtime_ns == stamp
    path.write_bytes(whole[:100])
    assert files.path(Meaning.WORK).read_bytes() == whole
    assert [file for file in (tmp_path / "cache").iterdir() if file.suffix != ".wav"] == []


def test_settings_do_not_share_files(tmp_path: Path) -> None:
    chosen = [SoundSettings(), SoundSettings(volume=10), SoundSettings(cue_set=CueSet.SOFT)]
    paths = {CueFiles(each, tmp_path).path(meaning) for each in chosen for meaning in Meaning}
    assert len(paths) == len(chosen) * len(Meaning)


def test_where_the_cache_cannot_be_written_the_sounds_live_for_this_run(
    machine: Machine,
) -> None:
    machine.add("aplay")
    machine.cache.write_text("a file stands where the folder should be", "utf-8")
    speaker = machine.speaker()
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    (call,) = machine.calls
    file = Path(call[2])
    assert file.is_file()
    speaker.close()
    assert speaker.join(PATIENCE)
    assert not file.parent.exists()


def test_windows_plays_by_its_own_library(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = []

    def play(name: str, flags: int) -> None:
        if name.endswith("rest.wav"):
            raise RuntimeError("no device")
        played.append((Path(name).name.split("-", 3)[-1], flags))

    library = ModuleType("winsound")
    vars(library).update(SND_FILENAME=0x20000, SND_ASYNC=1, SND_NODEFAULT=2, PlaySound=play)
    monkeypatch.setitem(sys.modules, "winsound", library)
    machine.add("aplay")
    speaker = machine.speaker()
    assert speaker.settle(PATIENCE)
    assert speaker.active == "sound through winsound"
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert played[-1] == ("work.wav", 0x20003)
    speaker.cue("rest")
    assert speaker.settle(PATIENCE)
    assert machine.heard == ["aplay rest"]


def test_a_stopped_player_is_not_waited_for(machine: Machine) -> None:
    machine.add("aplay", "case $2 in *work.wav) kill -STOP $$;; esac")
    speaker = machine.speaker(hang=FAST_HANG)
    assert speaker.settle(PATIENCE)
    speaker.cue("work")
    assert speaker.settle(PATIENCE)
    assert speaker.active == "terminal bell: aplay does not answer"
