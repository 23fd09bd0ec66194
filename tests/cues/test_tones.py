"""The cues, read back from their samples."""

from __future__ import annotations

import io
import math
import wave
from array import array
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cues.model import CueSet, Meaning
from app.cues.tones import (
    FULL_SCALE,
    RATE,
    RECIPES,
    TIMBRES,
    level,
    pitch,
    samples,
    seconds,
    silence,
    wav,
)

EVERY = [(meaning, cue_set) for meaning in Meaning for cue_set in CueSet]
LOUD = {pair: samples(*pair, 100) for pair in EVERY}


def notes_of(made: array[int]) -> list[array[int]]:
    """Cut the sound where it is silent for at least 15 ms."""
    found: list[array[int]] = []
    begun, quiet = None, 0
    for index, value in enumerate(made):
        quiet = 0 if value else quiet + 1
        if value and begun is None:
            begun = index
        if begun is not None and quiet == round(0.015 * RATE):
            found.append(made[begun : index - quiet + 1])
            begun = None
    if begun is not None:
        found.append(made[begun : len(made) - quiet])
    return found


def measured_pitch(note: array[int]) -> float:
    """Count whole periods by the crossings of zero, upwards."""
    rises = [index for index, (a, b) in enumerate(pairwise(note)) if a < 0 <= b]
    return (len(rises) - 1) * RATE / (rises[-1] - rises[0])


def share_at(note: array[int], hertz: float) -> float:
    """Return the strength of one frequency (a single term of a DFT)."""
    turn = 2 * math.pi * hertz / RATE
    real = sum(value * math.cos(turn * index) for index, value in enumerate(note))
    imaginary = sum(value * math.sin(turn * index) for index, value in enumerate(note))
    return math.hypot(real, imaginary) / len(note)


@pytest.mark.parametrize(("meaning", "cue_set"), EVERY)
def test_every_note_is_there_with_its_pitch_and_length(meaning: Meaning, cue_set: CueSet) -> None:
    found = notes_of(LOUD[meaning, cue_set])
    assert len(found) == len(RECIPES[meaning])
    for note, recipe in zip(found, RECIPES[meaning], strict=True):
        assert len(note) / RATE == pytest.approx(recipe.seconds, abs=0.004)
        assert measured_pitch(note) == pytest.approx(pitch(recipe, cue_set), rel=0.02)


@pytest.mark.parametrize(("meaning", "cue_set"), EVERY)
def test_nothing_clicks_or_is_cut_off_at_full_scale(meaning: Meaning, cue_set: CueSet) -> None:
    made = LOUD[meaning, cue_set]
    assert made[0] == made[-1] == 0
    assert max(map(abs, made)) < 0.95 * FULL_SCALE
    timbre = TIMBRES[cue_set]
    highest = max(pitch(note, cue_set) for note in RECIPES[meaning])
    # The steepest a sum of these sines can be; a note cut off would step by its whole height.
    steepest = sum(part * (number + 1) for number, part in enumerate(timbre.partials))
    limit = 1.3 * timbre.peak * FULL_SCALE * steepest * 2 * math.pi * highest / RATE
    assert max(abs(b - a) for a, b in pairwise(made)) < limit
    for note in notes_of(made):
        loudest = max(map(abs, note))
        edge = round(0.0005 * RATE)
        assert max(map(abs, (*note[:edge], *note[-edge:]))) < 0.15 * loudest


@pytest.mark.parametrize("cue_set", CueSet)
def test_no_two_cues_share_a_rhythm_or_a_melody(cue_set: CueSet) -> None:
    told = {
        meaning: [(len(note) / RATE, measured_pitch(note)) for note in notes_of(made)]
        for (meaning, of), made in LOUD.items()
        if of is cue_set
    }
    for (one, first), (other, second) in combinations(told.items(), 2):
        melody = len(first) != len(second) or any(
            abs(12 * math.log2(a[1] / b[1])) > 2 for a, b in zip(first, second, strict=True)
        )
        assert melody, f"{one} and {other} have the same pitches"
        rhythm = len(first) != len(second) or any(
            max(a[0], b[0]) > 2 * min(a[0], b[0]) for a, b in zip(first, second, strict=True)
        )
        assert rhythm or {one, other} == {Meaning.TICK, Meaning.ACCENT}, f"{one} is like {other}"


def test_the_low_set_stays_under_600_hz_and_has_overtones_for_small_speakers() -> None:
    for meaning in Meaning:
        for note, recipe in zip(notes_of(LOUD[meaning, CueSet.LOW]), RECIPES[meaning], strict=True):
            assert measured_pitch(note) < 600
            base = pitch(recipe, CueSet.LOW)
            assert share_at(note, 2 * base) > 0.2 * share_at(note, base)


def test_the_soft_set_is_quieter_and_without_overtones() -> None:
    for meaning in Meaning:
        soft, standard = LOUD[meaning, CueSet.SOFT], LOUD[meaning, CueSet.STANDARD]
        assert max(soft) < 0.6 * max(standard)
    (note,) = notes_of(LOUD[Meaning.WORK, CueSet.SOFT])
    base = pitch(RECIPES[Meaning.WORK][0], CueSet.SOFT)
    assert share_at(note, 2 * base) < 0.01 * share_at(note, base)


@given(volume=st.integers(0, 99), cue_set=st.sampled_from(CueSet))
def test_a_higher_volume_is_louder(volume: int, cue_set: CueSet) -> None:
    assert level(volume, cue_set) < level(volume + 1, cue_set) < 0.95


@settings(max_examples=20, deadline=None)
@given(volume=st.integers(1, 100), meaning=st.sampled_from(Meaning))
def test_the_samples_reach_the_level_of_their_volume(volume: int, meaning: Meaning) -> None:
    highest = max(samples(meaning, CueSet.STANDARD, volume))
    assert highest == pytest.approx(level(volume, CueSet.STANDARD) * FULL_SCALE, rel=0.03, abs=1)


def test_volume_0_is_silence() -> None:
    assert not any(samples(Meaning.DONE, CueSet.STANDARD, 0))
    assert not any(silence(0.1))


@pytest.mark.parametrize(("meaning", "cue_set"), EVERY)
def test_the_wav_file_holds_the_samples(meaning: Meaning, cue_set: CueSet) -> None:
    made = LOUD[meaning, cue_set]
    with wave.open(io.BytesIO(wav(made))) as file:
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        frames = file.readframes(file.getnframes())
    assert shape == (1, 2, RATE)
    values = [int.from_bytes(frames[i : i + 2], "little", signed=True) for i in range(0, 2000, 2)]
    assert values == list(made[:1000])
    assert len(frames) == 2 * len(made)
    assert seconds(meaning) == len(made) / RATE


def test_no_cue_is_long_enough_to_run_into_the_next_second() -> None:
    assert all(seconds(meaning) < 1.1 for meaning in Meaning)
    assert seconds(Meaning.COUNT) < 0.5
    # 200 beats a minute are the fastest cadence anyone trains.
    assert seconds(Meaning.ACCENT) < 0.3 / 2
