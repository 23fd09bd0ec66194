"""The sound of a whole session: read back, each tone at its sample, and words between them."""

from __future__ import annotations

import io
import wave
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.layout import lay_out
from app.coach.model import Laterality, Unit
from app.coach.player import Cue, PlayerOptions
from app.coach.player.rehearsal import Rehearsal, rehearse
from app.cues.model import CueSet, Meaning, weightiest
from app.cues.track import RATE, sample_of, tone
from app.trainer.packs.audio import TAIL_SECONDS, Soundtrack, soundtrack
from app.trainer.packs.words import Phrase, phrases
from tests.trainer.training_room import item, prescription

ROWS = lay_out(
    prescription(
        item(targets=(4, 3)),
        item("a_skip", unit=Unit.METRES, targets=(20, 20), seconds=0.6, tempo=None,
             laterality=Laterality.TOGETHER),
        item("side_plank", unit=Unit.SECONDS, targets=(25,), tempo=None),
    )
)  # fmt: skip
PLAYED = rehearse(ROWS, PlayerOptions())


def samples(track: Soundtrack) -> array[int]:
    out = io.BytesIO()
    track.write(out)
    with wave.open(io.BytesIO(out.getvalue())) as file:
        return array("h", file.readframes(file.getnframes()))


def due(played: Rehearsal) -> list[tuple[float, Meaning]]:
    cues = [(h.at, weightiest(tuple(Meaning(c.value) for c in h.cues))) for h in played.heard]
    beats = [(b.at, Meaning.ACCENT if b.accent else Meaning.TICK) for b in played.beats]
    return sorted(cues + beats, key=lambda each: each[0])


def a_voice(seconds: float) -> array[int]:
    return array("h", [9000] * sample_of(seconds))


@pytest.mark.parametrize("cue_set", CueSet)
def test_every_cue_and_beat_begins_at_its_exact_sample(cue_set: CueSet) -> None:
    found = samples(soundtrack(PLAYED, cue_set))

    assert len(found) == sample_of(PLAYED.seconds + TAIL_SECONDS)
    told = due(PLAYED)
    assert len(told) > 40
    busy = 0
    for at, meaning in told:
        start, one = sample_of(at), tone(meaning, cue_set)
        if start >= busy:
            # Nothing sounds before it, and from its first sample on it is the tone itself.
            assert not any(found[busy:start]), (at, meaning)
        # A beat may come while a long tone still sounds: their sum begins with the beat.
        alone = found[start : start + len(one)] == one
        assert alone or start < busy or _overlapped(told, at, len(one)), (at, meaning)
        busy = max(busy, start + len(one))
    assert not any(found[busy:])


def _overlapped(told: list[tuple[float, Meaning]], at: float, length: int) -> bool:
    start = sample_of(at)
    return any(start < sample_of(other) < start + length for other, _ in told)


def test_the_file_is_the_sum_of_its_tones_sample_for_sample() -> None:
    found = samples(soundtrack(PLAYED, CueSet.STANDARD))
    expected = array("i", bytes(4 * len(found)))
    for at, meaning in due(PLAYED):
        for index, value in enumerate(tone(meaning, CueSet.STANDARD), sample_of(at)):
            expected[index] += value

    assert list(found) == list(expected)


@pytest.mark.parametrize("seconds", [0.3, 1.5, 3.0, 8.0])
def test_words_never_shift_or_cover_a_cue(seconds: float) -> None:
    silent = soundtrack(PLAYED, CueSet.STANDARD)
    spoken = soundtrack(
        PLAYED,
        CueSet.STANDARD,
        phrases=phrases(PLAYED, ROWS, {}),
        say=lambda _words: a_voice(seconds),
    )

    assert spoken.tones == silent.tones
    cues = [(sample_of(h.at), h) for h in PLAYED.heard]
    for word in spoken.words:
        for start, heard in cues:
            meaning = weightiest(tuple(Meaning(cue.value) for cue in heard.cues))
            end = start + len(tone(meaning, CueSet.STANDARD))
            assert word.end <= start or word.start >= end
    for one, two in zip(spoken.words, spoken.words[1:], strict=False):
        assert one.end <= two.start


def test_a_longer_form_gives_way_to_a_shorter_one_and_that_to_silence() -> None:
    def say(words: str) -> array[int]:
        return a_voice(len(words))

    def said(form: Phrase) -> tuple[int, ...]:
        track = soundtrack(PLAYED, CueSet.STANDARD, phrases=[form], say=say)
        return tuple(len(word.samples) for word in track.words)

    assert said(Phrase(0.0, ("123456", "1"))) == (sample_of(6),)
    assert said(Phrase(0.0, ("12345678", "1"))) == (sample_of(1),)
    assert said(Phrase(0.0, ("12345678",))) == ()


def test_what_comes_next_is_said_once_for_each_set() -> None:
    said = [phrase.forms for phrase in phrases(PLAYED, ROWS, {}) if phrase.fresh > 1]
    last = [forms[-1] for forms in said]

    assert last[0] == "one_leg_squat"
    assert said[0][0] == "first: one_leg_squat, left leg, 4"
    assert last.count("right leg") == 3
    walks = [forms[0] for forms in said if forms[0].startswith("walk back, then")]
    assert walks == ["walk back, then: a_skip, 20 metres"]
    assert last[-1] == "Done."


def test_beats_can_be_left_out() -> None:
    track = soundtrack(PLAYED, CueSet.STANDARD, beats=False)

    assert len(track.tones) == len({sample_of(heard.at) for heard in PLAYED.heard})
    assert any(Cue.HALFWAY in heard.cues for heard in PLAYED.heard)


SOFT = soundtrack(PLAYED, CueSet.SOFT)


@settings(max_examples=30, deadline=None)
@given(lengths=st.lists(st.floats(0.05, 20), min_size=1, max_size=8))
def test_whatever_is_said_the_tones_stay(lengths: list[float]) -> None:
    at = iter(lengths * 200)
    track = soundtrack(
        PLAYED, CueSet.SOFT, phrases=phrases(PLAYED, ROWS, {}), say=lambda _w: a_voice(next(at))
    )

    assert track.tones == SOFT.tones
    assert track.length == sample_of(PLAYED.seconds + TAIL_SECONDS)
    assert all(word.end <= track.length for word in track.words)
    assert track.seconds == pytest.approx(track.length / RATE)
