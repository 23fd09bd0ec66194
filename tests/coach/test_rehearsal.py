"""A session played through by a written clock sounds as the live one does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.layout import lay_out
from app.coach.model import Laterality, SetRow, Unit
from app.coach.player import Cue, PlayerOptions, advance, begin, pulses
from app.coach.player.events import Done, Tick
from app.coach.player.model import Phase
from app.coach.player.rehearsal import Rehearsal, rehearse
from tests.coach.walking import moment
from tests.trainer.training_room import item, prescription

OPTIONS = PlayerOptions(get_ready=10, lead_in=5)


def rehearsed(*items: object, options: PlayerOptions = OPTIONS) -> Rehearsal:
    return rehearse(lay_out(prescription(*items)), options)  # type: ignore[arg-type]  # the items of `item`


def seconds_of(rehearsal: Rehearsal, cue: Cue) -> list[float]:
    return [heard.at for heard in rehearsal.heard if cue in heard.cues]


def test_a_set_on_each_leg_begins_and_ends_at_its_second() -> None:
    found = rehearsed(item(targets=(4,)))

    # Ten seconds to get ready, 4 × 3.5 s, 15 s to change legs, 4 × 3.5 s.
    assert seconds_of(found, Cue.WORK) == [10.0, 39.0]
    assert seconds_of(found, Cue.SWITCH) == [24.0]
    assert seconds_of(found, Cue.COUNT) == [7.0, 8.0, 9.0, 36.0, 37.0, 38.0]
    assert seconds_of(found, Cue.DONE) == [53.0]
    assert found.seconds == 53.0


def test_half_of_an_odd_set_is_not_on_a_whole_second() -> None:
    found = rehearsed(item(unit=Unit.SECONDS, targets=(25,), laterality=Laterality.TOGETHER))

    assert seconds_of(found, Cue.HALFWAY) == [22.5]


def test_a_stretch_takes_its_stated_time_and_the_way_back_its_rest() -> None:
    skip = replace(
        item("a_skip", unit=Unit.METRES, targets=(20, 20), seconds=0.6, tempo=None,
             laterality=Laterality.TOGETHER),
        set_rest=45,
    )  # fmt: skip
    found = rehearsed(skip)

    # 10 to get ready, 12 for the stretch, 45 back, then 5 to count in.
    assert seconds_of(found, Cue.WORK) == [10.0, 72.0]
    assert seconds_of(found, Cue.REST) == [22.0]
    assert seconds_of(found, Cue.READY) == [67.0]
    assert seconds_of(found, Cue.DONE) == [84.0]
    assert [row.target for row in found.given] == [20, 20]


def test_nothing_is_waited_for_that_no_one_can_press() -> None:
    moves = [
        replace(item(name, targets=(2,), tempo=None, laterality=Laterality.TOGETHER), set_rest=0)
        for name in ("one", "two")
    ]
    own_pace = PlayerOptions(pacer=False, hands_free=False)

    assert len(seconds_of(rehearsed(*moves, options=own_pace), Cue.WORK)) == 2


def test_a_stretch_of_no_time_gets_a_second() -> None:
    quick = item("a", unit=Unit.METRES, targets=(1, 1), seconds=0.0, laterality=Laterality.TOGETHER)

    assert rehearsed(quick).seconds == 10 + 1 + 20 + 5 + 1


def test_beats_fall_within_their_set_and_not_on_its_first_cue() -> None:
    touches = item("m", unit=Unit.TOUCHES, targets=(20,), seconds=0.5, tempo=None,
                   laterality=Laterality.TOGETHER)  # fmt: skip
    found = rehearsed(touches)

    assert [beat.at for beat in found.beats] == [10 + 0.5 * number for number in range(1, 20)]
    assert [beat.at for beat in found.beats if beat.accent] == [15.0]


def test_slow_repetitions_are_counted() -> None:
    found = rehearsed(item(targets=(3,), laterality=Laterality.TOGETHER))

    assert [(count.at, count.number) for count in found.counts] == [(13.5, 1), (17.0, 2)]


def test_a_session_without_sets_is_over_at_once() -> None:
    assert rehearse((), OPTIONS) == Rehearsal(0.0, (), (), (), ())


def test_more_than_six_hours_is_no_session() -> None:
    with pytest.raises(ValueError, match="six hours"):
        rehearsed(item(unit=Unit.MINUTES, targets=(400,), seconds=60.0))


units = st.sampled_from([Unit.REPS, Unit.TOUCHES, Unit.HOLDS, Unit.SECONDS, Unit.METRES])


@st.composite
def items(draw: st.DrawFn) -> object:
    made = item(
        draw(st.sampled_from(["a", "b"])),
        targets=tuple(draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))),
        laterality=draw(st.sampled_from(Laterality)),
        unit=draw(units),
        seconds=draw(st.sampled_from([0.3, 0.6, 1.0, 3.5, 4.0])),
        tempo=draw(st.sampled_from([None, "2-0-1-0"])),
    )
    return replace(
        made, set_rest=draw(st.sampled_from([0, 7, 20])), leg_rest=draw(st.sampled_from([0, 10]))
    )


@settings(max_examples=40, deadline=None)
@given(chosen=st.lists(items(), min_size=1, max_size=3))
def test_a_finer_clock_hears_the_same(chosen: list[object]) -> None:
    rows = lay_out(prescription(*chosen))  # type: ignore[arg-type]  # the items of `item`
    found = rehearse(rows, OPTIONS)

    heard, beats = _live(rows)

    assert [(round(h.at, 6), set(h.cues)) for h in found.heard] == heard
    assert sorted(round(beat.at, 6) for beat in found.beats) == beats


def _live(rows: tuple[SetRow, ...]) -> tuple[list[tuple[float, set[Cue]]], list[float]]:
    """Play the same session live, with a key where one is waited for, at a finer step."""
    options = replace(OPTIONS, hands_free=True)
    state = begin(tuple(replace(row, rated=False) for row in rows), options, {}, moment(0))
    cues: dict[float, set[Cue]] = {}
    beats: set[float] = set()
    tick = 0
    while state.phase is not Phase.DONE:
        now = tick / 20
        row = state.row
        waits = state.deadline is None and row is not None
        took = max(1.0, row.target * row.seconds_per_unit) if waits and row else 0.0
        took = took if state.phase is Phase.WORK else 0.0
        due = waits and now >= state.since + took - 1e-6
        now = max(state.seen, state.since + took) if due else now
        outcome = advance(state, Done() if due else Tick(), moment(now))
        for cue in outcome.cues:
            at = next(at for at, one in outcome.due if one is cue)
            cues.setdefault(round(at, 6), set()).add(cue)
        state = outcome.state
        for pulse in pulses(state):
            number = 0
            while (at := pulse.start + number * pulse.period) < pulse.until - 1e-6:
                if at > state.since + 1e-6:
                    beats.add(round(at, 6))
                number += 1
        if not due:
            tick += 1
    return sorted(cues.items()), sorted(beats)
