"""Draws a figure with its props and the ground as rows of braille cells, without colours.

The near limbs are solid, the far ones dotted and kept apart from what is in front of them, so
that the picture reads without any colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from app.coach.figure import BEHIND_HEAD, HEAD_RADIUS, Limbs, Skeleton
from app.coach.movement import Box, Movement, Prop
from screens.widgets.dots import ACROSS, DOWN, Dots, braille

LEAST_WIDTH, LEAST_HEIGHT = 20, 13
"""Cells below which a figure cannot be told from another (C)."""

STEPS = 64
"""Pictures in one cycle: at ten a second enough for the slowest repetition there is."""

# In body heights; by eye.
_LIMB = 0.019
_FOOT = 0.014
_TRUNK = 0.030
_FAR = 0.008
_GAP = 0.022

# In dots: what the thinnest lines must have to stay visible.
_LEAST_LIMB = 1.0
_LEAST_FAR = 0.5
_RING = 1.0
_MARGIN = 1.0


class Part(StrEnum):
    """What a cell shows, in the order in which one hides the other."""

    NEAR = "near"
    FAR = "far"
    PROP = "prop"
    GROUND = "ground"
    EMPTY = "empty"


Run = tuple[str, Part]
Row = tuple[Run, ...]
Picture = tuple[Row, ...]


class Film:
    """All pictures of one movement at one size, each drawn when it is first asked for.

    `mirror` shows it facing left, for the other leg. Raises `ValueError` for fewer cells than
    `LEAST_WIDTH` × `LEAST_HEIGHT`.
    """

    def __init__(self, movement: Movement, width: int, height: int, *, mirror: bool) -> None:
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            raise ValueError(f"a figure cannot be told in {width} × {height} cells")
        self._movement = movement
        self._mirror = mirror
        self._width, self._height = width, height
        self._drawn: dict[int, Picture] = {}
        low, high = movement.room
        if mirror:
            low, high = complex(-high.real, low.imag), complex(-low.real, high.imag)
        columns, rows = width * ACROSS, height * DOWN
        across, up = columns - 1 - 2 * _MARGIN, rows - 2 - 2 * _MARGIN
        self._scale = scale = min(across / (high.real - low.real), up / high.imag)
        self._limb = max(_LIMB * scale, _LEAST_LIMB)
        # The ground is the lowest row of dots; soles stand on it.
        floor = rows - 2 - self._limb
        self._scale = scale = min(scale, (floor - _MARGIN) / high.imag)
        self._origin = complex((columns - 1) / 2 - (low.real + high.real) / 2 * scale, floor)
        self._backdrop = self._draw_props(movement.props)

    def picture(self, phase: float) -> Picture:
        """Return the picture nearest to `phase`; the same object for the same picture."""
        step = round(phase * STEPS) % STEPS
        if step not in self._drawn:
            self._drawn[step] = self._draw(self._movement.at(step / STEPS))
        return self._drawn[step]

    def _draw(self, figure: Skeleton) -> Picture:
        if self._movement.travels:
            figure = figure.moved(-figure.hip.real)
        if self._mirror:
            figure = figure.mirrored
        near, far = self._layer(), self._layer()
        for path in self._limbs(figure, figure.far):
            for start, end in pairwise(self._dot(point) for point in path):
                far.line(start, end, max(_FAR * self._scale, _LEAST_FAR))
        for start, end, radius in self._strokes(figure):
            far.erase(start, end, radius + _GAP * self._scale)
            near.line(start, end, radius)
        self._draw_head(near, far, figure.head)
        props, ground = self._backdrop
        layers = ((near, Part.NEAR), (far, Part.FAR), (props, Part.PROP), (ground, Part.GROUND))
        return tuple(_row(layers, y) for y in range(self._height))

    def _strokes(self, figure: Skeleton) -> Iterator[tuple[complex, complex, float]]:
        """Yield the solid lines of the figure: trunk, neck, and the limbs on the near side."""
        hip, shoulder, head = (self._dot(p) for p in (figure.hip, figure.shoulder, figure.head))
        limb = self._limb
        yield hip, shoulder, max(_TRUNK * self._scale, limb)
        yield shoulder, head, limb
        leg, arm, foot = self._limbs(figure, figure.near)
        for path, radius in ((leg, limb), (arm, limb), (foot, max(_FOOT * self._scale, 0.7))):
            for start, end in pairwise(self._dot(point) for point in path):
                yield start, end, radius

    def _limbs(self, figure: Skeleton, side: Limbs) -> tuple[tuple[complex, ...], ...]:
        """Return the paths of a leg, an arm and a foot."""
        hand = side.hand
        if self._movement.hands_behind_head:
            # The forearm comes at the viewer too; drawn whole it would stick out behind the head.
            hand = side.elbow + (hand - side.elbow) * BEHIND_HEAD
        return (
            (figure.hip, side.knee, side.ankle),
            (figure.shoulder, side.elbow, hand),
            (side.ankle, side.heel, side.toe),
        )

    def _draw_head(self, near: Dots, far: Dots, head: complex) -> None:
        """Draw a ring that is round at any size: its edges fall on whole dots."""
        radius = round(2 * HEAD_RADIUS * self._scale) / 2
        exact = self._dot(head)
        corner = exact - complex(radius, radius)
        middle = complex(round(corner.real), round(corner.imag)) + complex(radius, radius)
        ring = max(_RING, self._limb * 0.7)
        far.erase(middle, middle, radius + 1)
        if self._movement.hands_behind_head:
            near.erase(middle, middle, radius)
        near.disc(middle, radius + 0.2)
        near.erase(middle, middle, radius - ring + 0.2)

    def _draw_props(self, props: tuple[Prop, ...]) -> tuple[Dots, Dots]:
        layer, ground = self._layer(), self._layer()
        ground.rows[-1] = (1 << ground.columns) - 1
        base = len(ground.rows) - 1
        for prop in props:
            sign = -1 if self._mirror else 1
            if isinstance(prop, Box):
                top = self._dot(complex(0, prop.height)).imag + self._limb + 0.5
                ends = (self._dot(complex(sign * x)).real for x in (prop.left, prop.right))
                left, right = sorted(ends)
                corners = (
                    complex(left, base),
                    complex(left, top),
                    complex(right, top),
                    complex(right, base),
                )
                for start, end in pairwise(corners):
                    layer.line(start, end, 0.5)
            else:
                x = self._dot(complex(sign * self._movement.reach(prop))).real
                layer.line(complex(x, 0), complex(x, base), 0.5)
        return layer, ground

    def _layer(self) -> Dots:
        return Dots(self._width, self._height)

    def _dot(self, point: complex) -> complex:
        return self._origin + point.conjugate() * self._scale


def _row(layers: tuple[tuple[Dots, Part], ...], y: int) -> Row:
    """Return one row of cells; empty ones go with their neighbours, so that runs are few."""
    runs: list[tuple[str, Part]] = []
    for column in zip(*(layer.cells(y) for layer, _ in layers), strict=True):
        bits, part = 0, Part.EMPTY
        for own, (_, kind) in zip(column, layers, strict=True):
            bits |= own
            if own and part is Part.EMPTY:
                part = kind
        text, running = runs.pop() if runs else ("", part)
        if Part.EMPTY in (part, running) or part is running:
            runs.append((text + braille(bits), part if running is Part.EMPTY else running))
        else:
            runs += [(text, running), (braille(bits), part)]
    return tuple(runs)
