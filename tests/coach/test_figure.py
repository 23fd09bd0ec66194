"""The geometry of the figure, checked on every movement that ships."""

from __future__ import annotations

from cmath import isfinite
from itertools import pairwise
from pathlib import Path

import pytest

from app.coach import figure
from app.coach.figure import Skeleton
from app.coach.model import (
    Demand,
    Exercise,
    Laterality,
    Link,
    Side,
    Unit,
)
from app.coach.movement import Box, Movement, Wall, movement_for
from app.paths import Paths
from app.poses import load_poses

NOWHERE = Path("nowhere")
MOVEMENTS = load_poses(Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE))
# How far a contact may be from its support, in body heights (C).
CLOSE = 0.03
PHASES = tuple(step / 97 for step in range(97))

every_movement = pytest.mark.parametrize("movement_id", list(MOVEMENTS))


def supports(movement: Movement, x: float) -> list[float]:
    """Heights something can stand on at `x`."""
    boxes = [prop for prop in movement.props if isinstance(prop, Box)]
    return [0.0, *(box.height for box in boxes if box.left - CLOSE <= x <= box.right + CLOSE)]


def lengths(body: Skeleton) -> list[float]:
    found = [abs(body.shoulder - body.hip), abs(body.head - body.shoulder)]
    for limbs in (body.near, body.far):
        found += [
            abs(limbs.knee - body.hip),
            abs(limbs.ankle - limbs.knee),
            abs(limbs.toe - limbs.heel),
            abs(limbs.heel - limbs.ankle),
            abs(limbs.elbow - body.shoulder),
            abs(limbs.hand - limbs.elbow),
        ]
    return found


def test_there_are_26_movements_of_84_poses_and_two_on_the_floor() -> None:
    floor = {name: one for name, one in MOVEMENTS.items() if name.endswith("_floor")}
    assert [len(one.poses) for one in floor.values()] == [2, 2]
    assert not any(one.props for one in floor.values())
    assert len(MOVEMENTS) == 26 + len(floor)
    runs_on = {"bounding": 3, "strides": 4}  # drawn again for the other leg
    drawn = sum(len(m.poses) for name, m in MOVEMENTS.items() if name not in floor)
    assert drawn == 84 + sum(runs_on.values())


@every_movement
def test_every_contact_is_on_its_support(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    for pose, start in zip(movement.poses, movement.starts, strict=True):
        body = movement.at(start / movement.cycle)
        for name in pose.contacts:
            point = body.support(name)
            gap = min(abs(point.imag - height) for height in supports(movement, point.real))
            assert gap <= CLOSE, (pose.label, name, point)


@every_movement
def test_key_poses_stand_where_their_anchor_is_held(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    for pose, start in zip(movement.poses, movement.starts, strict=True):
        held = movement.at(start / movement.cycle).support(pose.anchor)
        assert held == pytest.approx(pose.at, abs=1e-9), pose.label


@every_movement
def test_nothing_is_below_the_ground_at_any_time(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    for phase in PHASES:
        body = movement.at(phase)
        assert all(isfinite(point) for point in body.points)
        assert min(point.imag for point in body.points) >= -CLOSE - 1e-9
        assert body.head.imag >= figure.HEAD_RADIUS - 1e-9


@every_movement
def test_bones_keep_their_length(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    upper_arm = figure.UPPER_ARM * (figure.BEHIND_HEAD if movement.hands_behind_head else 1)
    heel = abs(complex(figure.HEEL, figure.ANKLE_HEIGHT))
    limb = [figure.THIGH, figure.SHANK, figure.FOOT, heel, upper_arm, figure.FOREARM]
    expected = [figure.TRUNK, figure.NECK + figure.HEAD_RADIUS, *limb, *limb]
    for phase in PHASES:
        assert lengths(movement.at(phase)) == pytest.approx(expected, abs=1e-9)


@every_movement
def test_all_of_it_fits_into_its_room(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    low, high = movement.room
    for phase in PHASES:
        body = movement.at(phase)
        view = body.moved(-body.hip.real) if movement.travels else body
        for point in view.points:
            assert low.real - 0.02 <= point.real <= high.real + 0.02
            assert low.imag - 0.02 <= point.imag <= high.imag + 0.02


@every_movement
def test_the_mirror_of_the_mirror_is_the_figure(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    for phase in PHASES[::8]:
        body = movement.at(phase)
        assert body.mirrored != body
        assert body.mirrored.mirrored == body
    for pose in movement.poses:
        assert pose.mirrored.mirrored == pose


@every_movement
def test_the_body_never_jumps_up_or_down(movement_id: str) -> None:
    movement = MOVEMENTS[movement_id]
    # Bodies fall at most a third of their height in a tenth of a second.
    steps = max(200, round(movement.cycle * 100))
    heights = [movement.at(step / steps).hip.imag for step in range(steps + 1)]
    furthest = max(abs(b - a) for a, b in pairwise(heights))
    assert furthest < 0.04


def test_exact_angles_of_a_known_pose() -> None:
    """Upright with one thigh level: the conventions of part C, worked out by hand."""
    angles = figure.Angles(0, (90, 90, 0), (0, 0, 0), (90, 0), (0, 90))
    body = figure.skeleton(angles)
    assert body.shoulder == pytest.approx(complex(0, figure.TRUNK))
    assert body.near.knee == pytest.approx(complex(figure.THIGH, 0))
    assert body.near.ankle == pytest.approx(complex(figure.THIGH, -figure.SHANK))
    sole = -figure.SHANK - figure.ANKLE_HEIGHT
    assert body.near.heel == pytest.approx(complex(figure.THIGH - figure.HEEL, sole))
    assert body.near.toe == pytest.approx(body.near.heel + figure.FOOT)
    reach = figure.UPPER_ARM + figure.FOREARM
    assert body.near.hand == pytest.approx(complex(reach, figure.TRUNK))
    assert body.far.hand == pytest.approx(
        complex(figure.FOREARM, figure.TRUNK - figure.UPPER_ARM), abs=1e-9
    )
    leaning = figure.skeleton(figure.Angles(90, (0, 0, 0), (0, 0, 0), (0, 0), (0, 0)))
    assert leaning.shoulder == pytest.approx(complex(figure.TRUNK, 0), abs=1e-9)
    assert leaning.near.knee == pytest.approx(complex(-figure.THIGH, 0), abs=1e-9)


def test_squat_is_lowest_at_its_low_pose() -> None:
    squat = MOVEMENTS["one_leg_squat"]
    hips = {pose.label: 0.0 for pose in squat.poses}
    for pose, start in zip(squat.poses, squat.starts, strict=True):
        hips[pose.label] = squat.at(start / squat.cycle).hip.imag
    lowest = min(squat.at(phase).hip.imag for phase in PHASES)
    assert hips["low"] <= lowest + 1e-9
    assert hips["low"] < hips["stand"] - 0.05


def test_motion_starts_and_ends_gently() -> None:
    squat = MOVEMENTS["one_leg_squat"]
    down = squat.poses[0].seconds / squat.cycle
    heights = [squat.at(down * share / 20).hip.imag for share in range(21)]
    moved = [a - b for a, b in pairwise(heights)]
    assert moved[0] < moved[10] / 3
    assert moved[-1] < moved[10] / 3


def test_feet_change_over_smoothly_in_a_march() -> None:
    march = MOVEMENTS["hundred_up_minor"]
    standing = march.at(0).hip.imag
    for phase in PHASES:
        assert march.at(phase).hip.imag == pytest.approx(standing, abs=0.01)


def test_runners_change_legs_every_cycle() -> None:
    stride = MOVEMENTS["strides"]
    first, second = stride.at(0.125), stride.at(0.625)
    first, second = first.moved(-first.hip.real), second.moved(-second.hip.real)
    assert first.near.toe == pytest.approx(second.far.toe, abs=1e-9)


def test_a_set_is_mirrored_for_the_leg_that_is_not_drawn_at_work() -> None:
    squat, stretch = MOVEMENTS["one_leg_squat"], MOVEMENTS["hip_flexor_mobility"]
    assert squat.mirrors(Side.LEFT)
    assert not squat.mirrors(Side.RIGHT)
    assert not squat.mirrors(Side.BOTH)
    # The stretched hip is the one behind, which is the far one.
    assert stretch.mirrors(Side.RIGHT)
    assert not stretch.mirrors(Side.LEFT)


def exercise(pose: str | None) -> Exercise:
    return Exercise(
        id="x",
        name="X",
        purpose="p",
        links=(Link.MECHANICS,),
        laterality=Laterality.EACH,
        unit=Unit.REPS,
        seconds_per_unit=4,
        demand=Demand.STRENGTH,
        pose=pose,
    )


def test_a_rung_has_its_own_poses_where_there_are_any() -> None:
    bridge = exercise("glute_bridge")
    assert movement_for(MOVEMENTS, bridge) is MOVEMENTS["glute_bridge"]
    assert movement_for(MOVEMENTS, bridge, "two_legs") is MOVEMENTS["glute_bridge"]
    assert movement_for(MOVEMENTS, bridge, "single") is MOVEMENTS["glute_bridge_single"]
    assert movement_for(MOVEMENTS, exercise(None)) is None
    assert movement_for(MOVEMENTS, exercise("unheard_of"), "single") is None


def test_the_jump_is_shown_only_on_the_rung_that_jumps() -> None:
    march = exercise("single_leg_march")
    plain = movement_for(MOVEMENTS, march, "march")
    jumping = movement_for(MOVEMENTS, march, "jump")
    assert plain is not None
    assert jumping is not None
    assert [pose.label for pose in plain.poses] == ["hinge", "drive"]
    assert [pose.label for pose in jumping.poses] == ["hinge", "drive", "jump", "soft landing"]
    assert plain.poses[plain.still].label == "drive"


def test_hands_on_a_wall_do_not_go_through_it() -> None:
    drill = MOVEMENTS["wall_drill"]
    wall = drill.props[0]
    assert isinstance(wall, Wall)
    face = drill.reach(wall)
    assert all(drill.at(phase).near.hand.real <= face + 1e-9 for phase in PHASES)
