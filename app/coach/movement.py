"""Key poses that follow one another: a movement, and the figure at any moment of it (part C).

Times are seconds of the demonstration tempo. Between two poses the angles ease in and out while
the anchor stays where it is held.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import cos, pi

from app.coach.figure import HEAD_RADIUS, Angles, Point, Skeleton, above_ground, skeleton
from app.coach.model import Exercise, Side
from app.coach.player.pace import Stage

CROSS_FADE_SECONDS = 0.1
"""How long the body takes to change from one foot's support to the other's (C)."""

# Poses a movement is looked at in to find how much room it takes.
_SAMPLES = 12
# How finely the best moment for a change of feet is looked for.
_TRIES = 20


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
        return above_ground(self._between(index, share))

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
                body = above_ground(self._between(index, step / _SAMPLES))
                view = body.moved(-body.hip.real) if self.travels else body
                points += view.points
                corner = complex(HEAD_RADIUS, HEAD_RADIUS)
                points += (view.head - corner, view.head + corner)
        for prop in self.props:
            points += _corners(prop)
        low = complex(min(p.real for p in points), min(p.imag for p in points))
        return low, complex(max(p.real for p in points), max(p.imag for p in points))


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
