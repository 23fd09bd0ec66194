"""The figure goes down as the runner goes down."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.figure_pace import rhythm_phase, set_phase, stage_phase
from app.coach.model import Section, SetRow, Side, Tempo, Unit
from app.coach.movement import Movement
from app.coach.player.pace import Stage, period, stages
from app.paths import Paths
from app.poses import load_poses

NOWHERE = Path("nowhere")
MOVEMENTS = load_poses(Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE))
STAGED = sorted(key for key, each in MOVEMENTS.items() if each.poses[0].stage is not None)


def a_set(
    tempo: str | None = None, seconds: float = 4, unit: Unit = Unit.REPS, hold: int = 0
) -> SetRow:
    return SetRow(
        pos=0,
        section=Section.MAIN,
        exercise_id="x",
        set_no=1,
        set_count=3,
        side=Side.RIGHT,
        unit=unit,
        target=10,
        seconds_per_unit=seconds,
        rest_after=30,
        rule="J",
        why="because",
        tempo=Tempo.parse(tempo) if tempo else None,
        hold_seconds=hold,
    )


def hips(movement: Movement, row: SetRow, start: float, end: float) -> list[float]:
    """Heights of the hips between two seconds of a set, both ends left out."""
    times = [start + (end - start) * (0.01 + 0.98 * step / 20) for step in range(21)]
    return [movement.at(set_phase(movement, row, time)).hip.imag for time in times]


@pytest.mark.parametrize(
    ("movement_id", "tempo", "seconds"),
    [
        ("one_leg_squat", "2-0-1-0", 3.5),
        ("one_leg_squat", "3-1-2-0", 7),
        ("calf_raise_straight", "3-1-1-1", 6),
        ("calf_raise_bent", "2-1-1-1", 5),
        ("glute_bridge", "1-0-1-2", 4),
        ("glute_bridge_single", "1-0-1-2", 4),
        ("hip_thrust", "2-0-1-1", 4),
        ("high_box_step_up", "2-0-1-1", 4),
    ],
)
def test_hips_sink_while_lowering_and_lift_while_rising(
    movement_id: str, tempo: str, seconds: float
) -> None:
    movement, row = MOVEMENTS[movement_id], a_set(tempo, seconds)
    at = 0.0
    for stage, taken in stages(row):
        heights = hips(movement, row, at, at + taken)
        steps = [b - a for a, b in pairwise(heights)]
        if stage is Stage.LOWER:
            assert all(step < 0.002 for step in steps)
            assert heights[-1] < heights[0] - 0.03
        if stage is Stage.RISE:
            assert all(step > -0.002 for step in steps)
            assert heights[-1] > heights[0] + 0.03
        if stage is Stage.HOLD:
            assert max(heights) - min(heights) < 0.005
        at += taken


@pytest.mark.parametrize(
    ("movement_id", "tempo", "seconds"),
    [
        ("forward_lunge", "2-0-1-0", 3.5),
        ("reverse_deadlift_swing", "2-0-1-1", 4),
        ("single_leg_hinge", "2-1-1-0", 4),
        ("nordic_lower", "4-0-2-0", 6),
    ],
)
def test_the_head_is_lowest_between_lowering_and_rising(
    movement_id: str, tempo: str, seconds: float
) -> None:
    movement, row = MOVEMENTS[movement_id], a_set(tempo, seconds)
    lower = Tempo.parse(tempo).lower
    low = movement.at(set_phase(movement, row, lower)).head.imag
    heads = [movement.at(set_phase(movement, row, seconds * i / 50)).head.imag for i in range(50)]
    assert low <= min(heads) + 1e-9
    assert max(heads) - low > 0.1
    # Down all the way, but for the heel that lifts when the step of a lunge begins.
    going = [movement.at(set_phase(movement, row, lower * i / 20)).head.imag for i in range(21)]
    assert all(b - a < 0.01 for a, b in pairwise(going))


def test_squat_is_deepest_when_its_lowering_is_over() -> None:
    squat, row = MOVEMENTS["one_leg_squat"], a_set("2-0-1-0", 3.5)
    at_turn = squat.at(set_phase(squat, row, 2.0)).hip.imag
    others = hips(squat, row, 0, 3.5)
    assert all(at_turn <= height + 1e-9 for height in others)


def test_every_repetition_looks_the_same() -> None:
    squat, row = MOVEMENTS["one_leg_squat"], a_set("2-0-1-0", 3.5)
    for inside in (0.2, 1.0, 2.4, 3.2):
        first = set_phase(squat, row, inside)
        assert set_phase(squat, row, inside + 9 * 3.5) == pytest.approx(first)


@pytest.mark.parametrize("movement_id", STAGED)
@settings(max_examples=15, deadline=None)
@given(
    parts=st.tuples(*[st.integers(0, 3)] * 4).filter(any), pause=st.sampled_from([0.0, 0.5, 2.0])
)
def test_no_tempo_makes_the_figure_jump(
    movement_id: str, parts: tuple[int, int, int, int], pause: float
) -> None:
    movement = MOVEMENTS[movement_id]
    tempo = Tempo(*parts)
    row = a_set(str(tempo), tempo.seconds + pause)
    unit = period(row)
    frames = 400
    bodies = [
        movement.at(set_phase(movement, row, unit * step / frames)) for step in range(frames + 1)
    ]
    for before, after in pairwise(bodies):
        gap = max(abs(a - b) for a, b in zip(before.points, after.points, strict=True))
        assert gap < 0.15


def test_hold_keeps_the_knee_up_and_lets_go_to_relax() -> None:
    check, row = MOVEMENTS["knee_drive_check"], a_set(None, 5, Unit.HOLDS, 3)
    held = [check.at(set_phase(check, row, time)).far.knee.imag for time in (0.0, 1.5, 2.99)]
    assert min(held) > check.at(0).hip.imag - 0.01
    relaxed = min(
        check.at(set_phase(check, row, 3 + step / 20)).far.knee.imag for step in range(40)
    )
    assert relaxed == pytest.approx(check.at(0).far.knee.imag, abs=0.02)


def test_a_free_rhythm_is_stretched_to_the_seconds_of_a_unit() -> None:
    march = MOVEMENTS["hundred_up_minor"]
    touches = a_set(None, 1.1, Unit.TOUCHES)
    # Two touches, one of each foot, are one cycle.
    assert set_phase(march, touches, 1.1) == pytest.approx(0.5)
    assert set_phase(march, touches, 2.2 * 7 + 0.55) == pytest.approx(0.25)
    walkout = MOVEMENTS["hamstring_walkout"]
    assert set_phase(walkout, a_set(None, 6), 3.0) == pytest.approx(0.5)


def test_work_counted_in_seconds_moves_at_the_demonstration_tempo() -> None:
    stride = MOVEMENTS["strides"]
    row = a_set(None, 1, Unit.SECONDS)
    assert set_phase(stride, row, stride.cycle * 3.25) == pytest.approx(0.25)
    assert rhythm_phase(stride, stride.cycle / 2) == pytest.approx(0.5)


def test_a_tempo_on_a_movement_without_stages_is_an_even_rhythm() -> None:
    walkout = MOVEMENTS["hamstring_walkout"]
    assert set_phase(walkout, a_set("2-0-2-0", 6), 4.5) == pytest.approx(0.75)


def test_a_part_alone_is_the_way_of_that_part() -> None:
    squat = MOVEMENTS["one_leg_squat"]
    end = stage_phase(squat, ((Stage.LOWER, 4.0),), 4.0)
    assert end == pytest.approx(squat.starts[1] / squat.cycle)
