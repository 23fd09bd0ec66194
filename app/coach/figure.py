"""The stick figure: from the angles of its joints to points in space (part C).

Lengths are in body heights, angles in degrees. A point is a complex number: the real part goes
forward (right, the way the runner faces), the imaginary part up from the ground. "Near" is the
right leg and arm, "far" the left.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin, sqrt

from app.coach.frozen import dataclass, replace

TRUNK = 0.29
NECK = 0.05
HEAD_RADIUS = 0.055
UPPER_ARM = 0.175
FOREARM = 0.20
THIGH = 0.245
SHANK = 0.246
FOOT = 0.15
ANKLE_HEIGHT = 0.035
HEEL = 0.04
"""The segments, rounded by eye (C, J); `HEEL` is how far the sole reaches behind the ankle."""

BEHIND_HEAD = 0.6
"""Share of the upper arm that is seen when the elbow points at the viewer (C)."""

SOLE = {"heel": 0.0, "mid": 0.5, "ball": 0.7, "toe": 1.0}
"""Points of the sole that a pose may stand on, as shares of its length from the heel (C, J)."""

GIVE = 0.03
"""How far a sole may sink into the ground before the body is lifted; key poses keep to it (C)."""

SUPPORTS = (
    "shoulder",
    *(f"{side}_{part}" for side in ("near", "far") for part in ("knee", *SOLE)),
)
"""Every point a pose may be anchored at or touch something with."""

Point = complex


@dataclass(frozen=True, slots=True)
class Angles:
    """The joints of a whole body.

    `trunk` leans from the vertical, forward positive. A leg is hip flexion relative to the trunk,
    knee flexion, ankle (toes up positive); an arm shoulder flexion relative to the trunk, elbow.
    """

    trunk: float
    near_leg: tuple[float, float, float]
    far_leg: tuple[float, float, float]
    near_arm: tuple[float, float]
    far_arm: tuple[float, float]

    def toward(self, other: Angles, share: float) -> Angles:
        """Return the angles `share` (0 to 1) of the way to `other`."""
        pairs = zip(self.flat, other.flat, strict=True)
        return _angles([a + (b - a) * share for a, b in pairs])

    @property
    def flat(self) -> tuple[float, ...]:
        """All angles in one row, in the order of the fields."""
        return (self.trunk, *self.near_leg, *self.far_leg, *self.near_arm, *self.far_arm)

    @property
    def mirrored(self) -> Angles:
        """The same pose with left and right exchanged."""
        return Angles(self.trunk, self.far_leg, self.near_leg, self.far_arm, self.near_arm)


def _angles(flat: list[float]) -> Angles:
    trunk, nh, nk, na, fh, fk, fa, ns, ne, fs, fe = flat
    return Angles(trunk, (nh, nk, na), (fh, fk, fa), (ns, ne), (fs, fe))


@dataclass(frozen=True, slots=True)
class Limbs:
    """The points of one leg and one arm. `heel` and `toe` are the ends of the sole."""

    knee: Point
    ankle: Point
    heel: Point
    toe: Point
    elbow: Point
    hand: Point

    def support(self, part: str) -> Point:
        """Return the knee or a point of the sole by its name in `SOLE`."""
        if part == "knee":
            return self.knee
        return self.heel + (self.toe - self.heel) * SOLE[part]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where every joint of a figure is; `head` is the middle of the head."""

    hip: Point
    shoulder: Point
    head: Point
    near: Limbs
    far: Limbs

    def support(self, name: str) -> Point:
        """Return the point with this name; `SUPPORTS` lists them."""
        if name == "shoulder":
            return self.shoulder
        side, part = name.split("_")
        return (self.near if side == "near" else self.far).support(part)

    @property
    def points(self) -> tuple[Point, ...]:
        """Every joint, the head as its middle."""
        both = (
            point
            for limbs in (self.near, self.far)
            for point in (limbs.knee, limbs.ankle, limbs.heel, limbs.toe, limbs.elbow, limbs.hand)
        )
        return (self.hip, self.shoulder, self.head, *both)

    def moved(self, by: Point) -> Skeleton:
        """Return the figure somewhere else."""
        return self._each(lambda point: point + by)

    @property
    def mirrored(self) -> Skeleton:
        """The figure facing the other way: the leg nearest to the viewer is then the left one."""
        return self._each(lambda point: complex(-point.real, point.imag))

    def _each(self, change: Callable[[Point], Point]) -> Skeleton:
        near, far = (
            Limbs(*map(change, (each.knee, each.ankle, each.heel, each.toe, each.elbow, each.hand)))
            for each in (self.near, self.far)
        )
        return Skeleton(change(self.hip), change(self.shoulder), change(self.head), near, far)


def skeleton(angles: Angles, *, hands_behind_head: bool = False) -> Skeleton:
    """Return the joints of a body with these angles, its hips at the origin."""
    up = -_down(-angles.trunk)
    shoulder = TRUNK * up
    upper_arm = UPPER_ARM * (BEHIND_HEAD if hands_behind_head else 1.0)

    def limbs(leg: tuple[float, float, float], arm: tuple[float, float]) -> Limbs:
        thigh = leg[0] - angles.trunk
        shank = thigh - leg[1]
        foot = _down(shank + leg[2] + 90)
        knee = THIGH * _down(thigh)
        ankle = knee + SHANK * _down(shank)
        # The sole lies below the ankle, square to the foot.
        heel = ankle - ANKLE_HEIGHT * foot * 1j - HEEL * foot
        raised = arm[0] - angles.trunk
        elbow = shoulder + upper_arm * _down(raised)
        hand = elbow + FOREARM * _down(raised + arm[1])
        return Limbs(knee, ankle, heel, heel + FOOT * foot, elbow, hand)

    return Skeleton(
        0j,
        shoulder,
        (TRUNK + NECK + HEAD_RADIUS) * up,
        limbs(angles.near_leg, angles.near_arm),
        limbs(angles.far_leg, angles.far_arm),
    )


def _down(degrees: float) -> Point:
    """Return the direction this far forward from straight down."""
    turn = radians(degrees)
    return complex(sin(turn), -cos(turn))


def above_ground(body: Skeleton) -> Skeleton:
    """Keep what lies between two poses out of the ground: the feet, and a head that lies down."""
    lowest = min(limb.imag for each in (body.near, body.far) for limb in (each.heel, each.toe))
    if lowest < -GIVE:
        body = body.moved(complex(0, -GIVE - lowest))
    if body.head.imag >= HEAD_RADIUS:
        return body
    # The neck gives way, not the ground.
    reach, rise = NECK + HEAD_RADIUS, HEAD_RADIUS - body.shoulder.imag
    aside = sqrt(max(0.0, reach**2 - rise**2))
    behind = body.head.real < body.shoulder.real
    return replace(body, head=body.shoulder + complex(-aside if behind else aside, rise))
