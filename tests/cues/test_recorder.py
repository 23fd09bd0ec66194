"""A voice that writes a file: found, recorded, made even, and done without."""

from __future__ import annotations

import stat
import sys
import wave
from array import array
from pathlib import Path

from app.cues import recorder
from app.cues.recorder import PEAK
from app.cues.track import RATE

VOICE = """#!{python}
import sys, wave, array
place = sys.argv[sys.argv.index("-w") + 1]
with open({said!r}, "a") as said:
    said.write(sys.argv[-1] + "\\n")
samples = [0] * 500 + [{loud} if n % 2 else -{loud} for n in range({count})] + [0] * 700
with wave.open(place, "wb") as out:
    out.setnchannels({channels}); out.setsampwidth({width}); out.setframerate({rate})
    out.writeframes(array.array("h", [s for s in samples for _ in range({channels})]).tobytes())
sys.exit({status})
"""


def a_voice(folder: Path, **changes: int) -> dict[str, str]:
    """Put a voice of our own where the system's would be; return the environment that finds it."""
    chosen = {"loud": 900, "count": 2205, "channels": 1, "width": 2, "rate": RATE, "status": 0}
    program = folder / "espeak-ng"
    program.write_text(
        VOICE.format(python=sys.executable, said=str(folder / "said"), **(chosen | changes))
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return {"PATH": str(folder)}


def record(environment: dict[str, str], phrase: str) -> array[int]:
    found = recorder.find(environment)
    assert found is not None
    return found.record(phrase)


def test_words_are_trimmed_and_equally_loud(tmp_path: Path) -> None:
    made = record(a_voice(tmp_path), "next: lunge")

    assert len(made) == 2205
    assert max(made) == round(PEAK * 32_767)


def test_another_rate_and_two_channels_come_to_the_same_length(tmp_path: Path) -> None:
    made = record(a_voice(tmp_path, rate=44_100, channels=2, count=4410), "next")

    assert abs(len(made) - 2205) <= 2


def test_a_phrase_is_spoken_once_and_as_words_only(tmp_path: Path) -> None:
    voice = recorder.find(a_voice(tmp_path))
    assert voice is not None

    assert voice.record("--help [[volm 1]]") == voice.record("--help [[volm 1]]")

    assert (tmp_path / "said").read_text() == "help volm 1\n"


def test_a_voice_that_fails_says_nothing_and_stops_nothing(tmp_path: Path) -> None:
    assert not record(a_voice(tmp_path, status=1), "next")
    assert not record(a_voice(tmp_path, width=1), "next")
    assert not record(a_voice(tmp_path, loud=0), "next")
    assert not record(a_voice(tmp_path), "…")


def test_where_there_is_no_voice_there_is_none(tmp_path: Path) -> None:
    assert recorder.find({"PATH": str(tmp_path)}) is None


def test_what_is_no_sound_is_nothing(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text('#!/bin/sh\nprintf rubbish > "$6"\n')
    program.chmod(0o755)

    assert not record({"PATH": f"{tmp_path}:/usr/bin:/bin"}, "next")


def test_the_file_of_a_voice_is_read_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "x.wav"
    samples = array("h", range(-50, 50))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())

    assert recorder._read(file) == samples
