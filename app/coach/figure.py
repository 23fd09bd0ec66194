"""The stick figure: from joint angles to points, and from key poses to a movement (part C).

Lengths are in body heights, angles in degrees, times in seconds of the demonstration tempo. A
point is a complex number: the real part goes forward (right, the way the runner faces), the
imaginary part up from the ground. "Near" is the right leg and arm, "far" the left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import cos, pi, radians, sin, sqrt

from app.coach.model import Exercise, Side
from app.coach.player.pace import Stage

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

CROSS_FADE_SECONDS = 0.1
"""How long the body takes to change from one foot's support to the other's (C)."""

SOLE = {"heel": 0.0, "mid": 0.5, "ball": 0.7, "toe": 1.0}
"""Points of the sole that a pose may stand on, as shares of its length from the heel (C, J)."""

GIVE = 0.03
"""How far a sole may sink into the ground before the body is lifted; key poses keep to it (C)."""

SUPPORTS = (
    "shoulder",
    *(f"{side}_{part}" for side in ("near", "far") for part in ("knee", *SOLE)),
)
"""Every point a pose may be anchored at or touch something with."""

# Poses a movement is looked at in to find how much room it takes.
_SAMPLES = 12
# How finely the best moment for a change of feet is looked for.
_TRIES = 20

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


@dataclass(frozen=True, slots=True)
class Pose:
    """One key pose. `anchor` is the point held still, `at` where it is held.

    `seconds` lead to the next pose; `stage` is the part of a guided repetition they belong to.
    `contacts` are the points that touch a support here. A pose with `only` belongs to the harder
    form of that name and is left out of the plain one.
    """

    label: str
    angles: Angles
    anchor: str
    at: Point
    seconds: float
    contacts: tuple[str, ...] = ()
    stage: Stage | None = None
    only: str | None = None

    @property
    def mirrored(self) -> Pose:
        """The same pose with left and right exchanged."""
        return replace(
            self,
            angles=self.angles.mirrored,
            anchor=_exchanged(self.anchor),
            contacts=tuple(_exchanged(name) for name in self.contacts),
        )


def _exchanged(name: str) -> str:
    side, _, part = name.partition("_")
    return {"near": f"far_{part}", "far": f"near_{part}"}.get(side, name)


@dataclass(frozen=True, slots=True)
class Box:
    """A step, box or bench on the ground."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall in front of the runner, its face at `left`."""

    left: float


Prop = Box | Wall


@dataclass(frozen=True)
class Movement:
    """Key poses that follow one another and begin again.

    `picture` says in a sentence what is to be seen. `working` is the leg that a set's side names.
    `units` is how many repetitions or touches one cycle holds. `travels`: the runner moves on, so
    the view goes along with the hips. `still` is the index of the pose that tells most.
    """

    id: str
    picture: str
    poses: tuple[Pose, ...]
    props: tuple[Prop, ...] = ()
    sources: tuple[str, ...] = ()
    working: Side = Side.RIGHT
    hands_behind_head: bool = False
    travels: bool = False
    units: int = 1
    still: int = 0

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """When each pose is reached, in seconds from the first."""
        return (0.0, *accumulate(pose.seconds for pose in self.poses[:-1]))

    @cached_property
    def cycle(self) -> float:
        """Seconds of one cycle at the demonstration tempo."""
        return sum(pose.seconds for pose in self.poses)

    @property
    def still_phase(self) -> float:
        """The phase of the pose that tells most, for a picture that does not move."""
        return self.starts[self.still] / self.cycle

    def form(self, name: str | None) -> Movement:
        """Return the movement in its harder form `name`, or plain."""
        kept = [index for index, pose in enumerate(self.poses) if pose.only in (None, name)]
        if len(kept) == len(self.poses):
            return self
        still = kept.index(self.still) if self.still in kept else 0
        return replace(self, poses=tuple(self.poses[index] for index in kept), still=still)

    def mirrors(self, side: Side) -> bool:
        """Whether a set on this side is shown facing the other way; two-legged work never is."""
        return side is self.working.other and side is not Side.BOTH

    def at(self, phase: float) -> Skeleton:
        """Return the figure at `phase`: 0 the first pose, 1 the first again."""
        time = phase % 1.0 * self.cycle
        index = bisect_right(self.starts, time) - 1
        share = (time - self.starts[index]) / self.poses[index].seconds
        return _above_ground(self._between(index, share))

    def _between(self, index: int, share: float) -> Skeleton:
        pose, following = self.poses[index], self._after(index)
        eased = _eased(share)
        body = skeleton(
            pose.angles.toward(following.angles, eased), hands_behind_head=self.hands_behind_head
        )
        if pose.anchor == following.anchor:
            place = pose.at + (following.at - pose.at) * eased
            return body.moved(place - body.support(pose.anchor))
        before = pose.at - body.support(pose.anchor)
        after = following.at - body.support(following.anchor)
        if _side(pose.anchor) == _side(following.anchor):
            return body.moved(before + (after - before) * eased)
        width = min(1.0, CROSS_FADE_SECONDS / pose.seconds)
        start = min(max(self._changes[index] - width / 2, 0.0), 1.0 - width)
        weight = _eased(min(max((share - start) / width, 0.0), 1.0))
        return body.moved(before + (after - before) * weight)

    def _after(self, index: int) -> Pose:
        return self.poses[(index + 1) % len(self.poses)]

    @cached_property
    def _changes(self) -> tuple[float, ...]:
        """For each pose, when on the way to the next one the feet best change over.

        That is where both supports agree most on where the body is, so that it jumps least.
        """
        return tuple(self._change(index) for index in range(len(self.poses)))

    def _change(self, index: int) -> float:
        pose, following = self.poses[index], self._after(index)

        def apart(share: float) -> float:
            body = skeleton(pose.angles.toward(following.angles, _eased(share)))
            before = pose.at - body.support(pose.anchor)
            gap = following.at - body.support(following.anchor) - before
            return abs(gap.imag) if self.travels else abs(gap)

        return min((step / _TRIES for step in range(_TRIES + 1)), key=apart)

    def reach(self, wall: Wall) -> float:
        """Where to draw a wall so that hands on it do not go through it."""
        poses = [self.at(start / self.cycle) for start in self.starts]
        return max(wall.left, *(pose.near.hand.real for pose in poses))

    @cached_property
    def room(self) -> tuple[Point, Point]:
        """The lower left and upper right corner of all the movement and its props take up.

        For a movement that travels, sideways measures are from the hips.
        """
        points: list[Point] = [0j]
        for index in range(len(self.poses)):
            for step in range(_SAMPLES):
                body = _above_ground(self._between(index, step / _SAMPLES))
                view = body.moved(-body.hip.real) if self.travels else body
                points += view.points
                corner = complex(HEAD_RADIUS, HEAD_RADIUS)
                points += (view.head - corner, view.head + corner)
        for prop in self.props:
            points += _corners(prop)
        low = complex(min(p.real for p in points), min(p.imag for p in points))
        return low, complex(max(p.real for p in points), max(p.imag for p in points))


def _above_ground(body: Skeleton) -> Skeleton:
    """Keep what lies between two poses out of the ground: the feet, and a head that lies down."""
    lowest = min(limb.imag for each in (body.near, body.far) for limb in (each.heel, each.toe))
    if lowest < -GIVE:
        body = body.moved(complex(0, -GIVE - lowest))
    if body.head.imag >= HEAD_RADIUS:
        return body
    # The neck gives way; a shoulder that low is never farther from the ground than the neck is long.
    reach, rise = NECK + HEAD_RADIUS, HEAD_RADIUS - body.shoulder.imag
    aside = sqrt(max(0.0, reach**2 - rise**2))
    behind = body.head.real < body.shoulder.real
    return replace(body, head=body.shoulder + complex(-aside if behind else aside, rise))


def _corners(prop: Prop) -> Iterable[Point]:
    if isinstance(prop, Box):
        return complex(prop.left), complex(prop.right, prop.height)
    return (complex(prop.left),)


def _side(anchor: str) -> str:
    return anchor.partition("_")[0]


def _eased(share: float) -> float:
    """Return how far a motion is that starts and ends at rest, after `share` of its time."""
    return (1.0 - cos(pi * share)) / 2.0


def movement_for(
    movements: Mapping[str, Movement], exercise: Exercise, rung: str | None = None
) -> Movement | None:
    """Return how an exercise looks on this rung of its ladder; None where there are no poses.

    A rung has poses of its own under `<pose>_<rung>`, or as the form of that name (C).
    """
    if exercise.pose is None:
        return None
    own = f"{exercise.pose}_{rung}"
    if own in movements:
        return movements[own]
    return movements[exercise.pose].form(rung) if exercise.pose in movements else None
