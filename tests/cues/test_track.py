"""Tones at exact samples: written, read back, and found where they belong."""

from __future__ import annotations

import io
import wave
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cues import track
from app.cues.model import CueSet, Meaning
from app.cues.track import RATE, Sound, mixed, sample_of, tone, tones_at


def read(raw: bytes) -> array[int]:
    with wave.open(io.BytesIO(raw)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


def written(sounds: tuple[Sound, ...], length: int) -> array[int]:
    out = io.BytesIO()
    track.write(out, sounds, length)
    return read(out.getvalue())


@pytest.mark.parametrize("meaning", Meaning)
@pytest.mark.parametrize("cue_set", CueSet)
def test_every_tone_is_found_at_its_exact_sample(meaning: Meaning, cue_set: CueSet) -> None:
    due = [0.25, 1.523456, 2.75]
    found = written(tones_at([(at, meaning) for at in due], cue_set), 4 * RATE)

    one = tone(meaning, cue_set)
    for at in due:
        start = sample_of(at)
        assert found[start : start + len(one)] == one
        assert not any(found[start - 100 : start])


def test_of_tones_at_one_moment_the_weightiest_sounds() -> None:
    (sound,) = tones_at([(1.0, Meaning.TICK), (1.0, Meaning.WORK)], CueSet.STANDARD)

    assert sound.samples == tone(Meaning.WORK, CueSet.STANDARD)


def test_two_tones_over_one_another_are_not_cut_off() -> None:
    highest = max(max(map(abs, tone(meaning, CueSet.STANDARD))) for meaning in Meaning)

    assert 2 * highest <= 32_767


samples = st.lists(st.integers(-32_767, 32_767), max_size=40).map(lambda made: array("h", made))
sounds = st.lists(st.builds(Sound, st.integers(0, 3 * RATE), samples), max_size=8)


@settings(max_examples=100, deadline=None)
@given(given_sounds=sounds, length=st.integers(0, 4 * RATE))
def test_the_mix_is_the_sum_and_as_long_as_asked(given_sounds: list[Sound], length: int) -> None:
    found = array("h")
    for piece in mixed(given_sounds, length):
        assert len(piece) <= RATE
        found.extend(piece)

    assert len(found) == length
    expected: dict[int, int] = {}
    for sound in sorted(given_sounds, key=lambda each: each.start):
        for index, value in enumerate(sound.samples, sound.start):
            together = expected.get(index, 0) + value
            expected[index] = max(-32_767, min(32_767, together))
    for index, value in expected.items():
        if index < length:
            assert found[index] == value
    assert sum(map(abs, found)) == sum(
        abs(value) for index, value in expected.items() if index < length
    )


def test_half_an_hour_is_eighty_megabytes_written_piece_by_piece(tmp_path: object) -> None:
    class Counting(io.RawIOBase):
        size = 0
        largest = 0

        def writable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            return self.size

        def write(self, data: object, /) -> int:
            length = len(memoryview(data))  # type: ignore[arg-type]  # bytes, whatever they are called
            self.size += length
            self.largest = max(self.largest, length)
            return length

    out = Counting()
    beat = [(second / 2, Meaning.TICK) for second in range(3600)]
    track.write(out, tones_at(beat, CueSet.STANDARD), 1800 * RATE)  # type: ignore[arg-type]  # a file that only counts

    assert out.size == 1800 * RATE * 2 + 44
    assert out.largest <= 2 * RATE
