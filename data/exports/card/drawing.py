"""A figure as a small SVG: the first pose, and the one that tells most."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.coach.figure import BEHIND_HEAD, HEAD_RADIUS, Limbs, Point, Skeleton
from app.coach.movement import Box, Movement

# In body heights; by eye, as thick as on the screen.
_LIMB, _TRUNK, _FOOT, _FAR, _PROP = 0.038, 0.058, 0.030, 0.020, 0.012
_MARGIN = 0.05
_GAP = 0.12
_SAME = 0.02


def figure(movement: Movement, *, mirror: bool = False) -> str:
    """Return an `<svg>` of a movement, facing right, or left where it is mirrored.

    One body height is one unit. The near limbs are dark, the far ones light.
    """
    low, high = movement.room
    if mirror:
        low, high = complex(-high.real, low.imag), complex(-low.real, high.imag)
    wide = high.real - low.real + 2 * _MARGIN
    tall = high.imag + 2 * _MARGIN
    poses = [_pose(movement, phase, mirror=mirror) for phase in _phases(movement)]
    drawn: list[str] = []
    for number, pose in enumerate(poses):
        aside = number * (wide + _GAP) + _MARGIN - low.real
        drawn.append(f'<g transform="translate({aside:.3f} {high.imag + _MARGIN:.3f})">')
        drawn += _props(movement, low.real, high.real, mirror=mirror)
        drawn += _body(movement, pose)
        drawn.append("</g>")
    width = len(poses) * wide + (len(poses) - 1) * _GAP
    return (
        f'<svg viewBox="0 0 {width:.3f} {tall:.3f}" role="img" '
        f'aria-label="{escape(movement.picture)}">{"".join(drawn)}</svg>'
    )


def _phases(movement: Movement) -> tuple[float, ...]:
    """Return the first pose and the telling one; one of them where they are the same."""
    first, telling = 0.0, movement.still_phase
    if telling == first and len(movement.poses) > 1:
        telling = movement.starts[len(movement.poses) // 2] / movement.cycle
    apart = max(
        abs(one - two)
        for one, two in zip(movement.at(first).points, movement.at(telling).points, strict=True)
    )
    return (first, telling) if apart > _SAME else (telling,)


def _pose(movement: Movement, phase: float, *, mirror: bool) -> Skeleton:
    body = movement.at(phase)
    if movement.travels:
        body = body.moved(-body.hip.real)
    return body.mirrored if mirror else body


def _body(movement: Movement, body: Skeleton) -> Iterator[str]:
    for path in _limbs(movement, body, body.far):
        yield _line(path, _FAR, "#9a9a9a")
    leg, arm, foot = _limbs(movement, body, body.near)
    yield _line((body.hip, body.shoulder), _TRUNK, "#111")
    yield _line((body.shoulder, body.head), _LIMB, "#111")
    yield _line(leg, _LIMB, "#111")
    yield _line(foot, _FOOT, "#111")
    yield (
        f'<circle cx="{body.head.real:.3f}" cy="{-body.head.imag:.3f}" r="{HEAD_RADIUS}" '
        f'fill="#fff" stroke="#111" stroke-width="{_LIMB * 0.7:.3f}"/>'
    )
    yield _line(arm, _LIMB, "#111")


def _limbs(movement: Movement, body: Skeleton, side: Limbs) -> tuple[tuple[Point, ...], ...]:
    """Return the paths of a leg, an arm and a foot."""
    hand = side.hand
    if movement.hands_behind_head:
        # The forearm comes at the viewer too; drawn whole it would stick out behind the head.
        hand = side.elbow + (hand - side.elbow) * BEHIND_HEAD
    return (
        (body.hip, side.knee, side.ankle),
        (body.shoulder, side.elbow, hand),
        (side.ankle, side.heel, side.toe),
    )


def _props(movement: Movement, left: float, right: float, *, mirror: bool) -> Iterator[str]:
    yield _line((complex(left, -0.01), complex(right, -0.01)), _PROP, "#777")
    sign = -1 if mirror else 1
    for prop in movement.props:
        if isinstance(prop, Box):
            ends = sorted((sign * prop.left, sign * prop.right))
            yield (
                f'<rect x="{ends[0]:.3f}" y="{-prop.height:.3f}" width="{ends[1] - ends[0]:.3f}" '
                f'height="{prop.height:.3f}" fill="#eee" stroke="#777" stroke-width="{_PROP}"/>'
            )
        else:
            x = sign * movement.reach(prop)
            yield _line((complex(x, 0), complex(x, 1.0)), _PROP, "#777")


def _line(path: tuple[Point, ...], width: float, colour: str) -> str:
    points = " ".join(f"{point.real:.3f},{-point.imag:.3f}" for point in path)
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
