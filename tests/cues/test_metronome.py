"""No beat twice, none missed while it ticks, no burst after a gap."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cues.metronome import NONE_YET, Beat, Metronome

STARTS = st.floats(0, 1e6, allow_nan=False)
PERIODS = st.floats(0.05, 5, allow_nan=False)
METRONOMES = st.builds(Metronome, STARTS, PERIODS, st.integers(0, 8))


def play(metronome: Metronome, times: list[float]) -> list[tuple[float, Beat]]:
    heard, found = NONE_YET, []
    for now in times:
        due = metronome.due(heard, now)
        heard = due.heard
        if due.beat is not None:
            found.append((now, due.beat))
    return found


@settings(deadline=None)
@given(METRONOMES, st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_while_it_ticks_every_beat_sounds_once_and_in_time(
    metronome: Metronome, lateness: list[float]
) -> None:
    # A timer is set to each beat and comes up to almost `latest` after it.
    now, times = metronome.start - 0.01, []
    for share in lateness:
        now = metronome.next_at(now) + share * 0.95 * metronome.latest
        times.append(now)
    found = play(metronome, times)
    assert [beat.number for _, beat in found] == list(range(len(lateness)))


@settings(deadline=None)
@given(METRONOMES, st.lists(st.floats(-2, 1000), max_size=80))
def test_whenever_it_is_asked_no_beat_comes_twice_early_or_late(
    metronome: Metronome, steps: list[float]
) -> None:
    now, times = metronome.start - 1, []
    for step in steps:
        now += step
        times.append(now)
    found = play(metronome, times)
    numbers = [beat.number for _, beat in found]
    assert numbers == sorted(set(numbers))
    for at, beat in found:
        assert 0 <= at - metronome.at(beat.number) <= metronome.latest


@given(METRONOMES, st.integers(0, 50), st.floats(1, 1e5))
def test_after_a_gap_there_is_one_beat_at_most_and_then_the_next(
    metronome: Metronome, heard: int, gap: float
) -> None:
    back = metronome.at(heard) + gap
    first = metronome.due(heard, back)
    assert metronome.due(first.heard, back).beat is None
    then = metronome.next_at(back)
    assert then > back
    second = metronome.due(first.heard, then)
    assert second.beat is not None
    assert second.beat.number == metronome.number(back) + 1


@given(METRONOMES, st.integers(0, 10**6))
def test_a_beat_is_due_at_the_very_second_the_timer_was_set_to(
    metronome: Metronome, number: int
) -> None:
    at = metronome.at(number)
    assert metronome.number(at) == number
    assert metronome.number(math.nextafter(at, -math.inf)) < number
    assert metronome.next_at(at) > at


def test_a_pause_moves_the_beats_by_its_length() -> None:
    metronome = Metronome(10, 0.5)
    assert metronome.moved(3.25).at(4) == metronome.at(4) + 3.25


def test_nothing_sounds_before_the_start() -> None:
    assert Metronome(10, 0.5).due(NONE_YET, 9.999).beat is None
    assert Metronome(10, 0.5).next_at(2) == 10


def test_every_fourth_beat_is_stressed_from_the_first_on() -> None:
    beats = [beat for _, beat in play(Metronome(0, 0.5, 4), [n * 0.5 for n in range(9)])]
    assert [beat.number for beat in beats if beat.accent] == [0, 4, 8]
    assert not any(b.accent for _, b in play(Metronome(0, 0.5), [n * 0.5 for n in range(9)]))


def test_beats_a_minute() -> None:
    assert Metronome.per_minute(0, 180).period == pytest.approx(1 / 3)


@pytest.mark.parametrize("period", [0.0, -1.0, math.nan, math.inf])
def test_a_period_is_above_zero(period: float) -> None:
    with pytest.raises(ValueError, match="beat"):
        Metronome(0, period)


@pytest.mark.parametrize("beats", [0, -60])
def test_beats_a_minute_are_above_zero(beats: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Metronome.per_minute(0, beats)
