"""The numbers of the FIT profile that our files use, by their names there."""

from __future__ import annotations

from app.coach.frozen import dataclass
from app.coach.model import Side

FILE_ID, SESSION, LAP, RECORD, EVENT = 0, 18, 19, 20, 21
WORKOUT, WORKOUT_STEP, ACTIVITY, FILE_CREATOR, SET, EXERCISE_TITLE = 26, 27, 34, 49, 225, 264

FILE_ACTIVITY, FILE_WORKOUT = 4, 5
DEVELOPMENT = 255
"""The manufacturer of whoever is none."""

TIMER, ACTIVITY_EVENT = 0, 26
LAP_EVENT, SESSION_EVENT = 9, 8
START, STOP, STOP_ALL = 0, 1, 4
TRAINING, STRENGTH_TRAINING = 10, 20
KILOGRAM = 1
REST, ACTIVE = 0, 1

MESSAGE_INDEX, TIMESTAMP = 254, 253
SET_TIMESTAMP = 254
"""The profile numbers the time of a `set` like no other's."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an exercise is to a watch: a category, and a name in it where one is near enough."""

    category: int
    name: int | None = None


UNKNOWN = Kind(65534)
# Nearest entries of the profile, by eye. What has none keeps its category, or is unknown; its own
# name stands in the file either way.
KINDS = {
    "a_march": Kind(31, 88),
    "a_skip": Kind(31),
    "ankling": Kind(31),
    "balance_hold": Kind(11),
    "bounding": Kind(20),
    "butt_kicks": Kind(31),
    "cadence_run": Kind(32, 0),
    "calf_raise_bent": Kind(1, 9),
    "calf_raise_straight": Kind(1, 15),
    "contrast_sprint": Kind(20),
    "cool_down": Kind(32, 2),
    "cool_down_walk": Kind(32, 1),
    "easy_run": Kind(32, 2),
    "fast_feet": Kind(2),
    "form_blocks": Kind(32, 0),
    "forward_lunge": Kind(17, 32),
    "glute_bridge": Kind(10, 11),
    "hamstring_walkout": Kind(31, 29),
    "high_box_step_up": Kind(28, 66),
    "high_knees": Kind(31, 26),
    "hill_strides": Kind(32, 3),
    "hip_flexor_mobility": Kind(31, 49),
    "hip_thrust": Kind(10, 11),
    "hundred_up_major": Kind(2),
    "hundred_up_minor": Kind(2),
    "knee_drive_check": Kind(16),
    "leg_swing": Kind(31, 9),
    "nordic_lower": Kind(15),
    "one_leg_squat": Kind(28, 42),
    "pogo": Kind(20),
    "reverse_deadlift_swing": Kind(8),
    "side_plank": Kind(19, 66),
    "single_leg_hinge": Kind(8),
    "single_leg_march": Kind(2),
    "steady_run": Kind(32, 0),
    "strides": Kind(32, 3),
    "vo2_intervals": Kind(32, 0),
    "wall_drill": Kind(31),
    "warm_up": Kind(32, 6),
    "warm_up_calf_raise": Kind(1, 18),
    "warm_up_hinge": Kind(31),
    "warm_up_squat": Kind(28, 61),
}


def kind_of(exercise_id: str) -> Kind:
    """Return what an exercise is to a watch."""
    return KINDS.get(exercise_id, UNKNOWN)


def named(name: str, side: Side) -> str:
    """Return an exercise's name with the leg, which no field of a set can hold."""
    return name if side is Side.BOTH else f"{name}, {side.value}"
