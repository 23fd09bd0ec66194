"""Draws a figure with its props and the ground as rows of braille cells, without colours.

The near limbs are solid, the far ones dotted and kept apart from what is in front of them, so
that the picture reads without any colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby, pairwise

from app.coach.figure import HEAD_RADIUS, Box, Limbs, Movement, Prop, Skeleton
from screens.widgets.dots import ACROSS, DOWN, Dots, braille

LEAST_WIDTH, LEAST_HEIGHT = 20, 13
"""Cells below which a figure cannot be told from another (C)."""

STEPS = 64
"""Pictures in one cycle: at ten a second enough for the slowest repetition there is."""

# In body heights; by eye.
_LIMB = 0.019
_TRUNK = 0.030
_FAR_SPACING = 0.042
_GAP = 0.022

# In dots: what the thinnest lines must have to stay visible.
_LEAST_LIMB = 0.9
_LEAST_FAR = 0.5
_LEAST_SPACING = 2.0
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

    `mirror` shows it facing left, for the other leg. Where the room is too small to tell one
    figure from another, every picture is ().
    """

    def __init__(self, movement: Movement, width: int, height: int, *, mirror: bool) -> None:
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
        if self._width < LEAST_WIDTH or self._height < LEAST_HEIGHT:
            return ()
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
        self._draw_far(far, figure)
        for start, end, radius in self._strokes(figure):
            far.erase(start, end, radius + _GAP * self._scale)
            near.line(start, end, radius)
        head, radius = self._dot(figure.head), HEAD_RADIUS * self._scale
        far.erase(head, head, radius + 1)
        near.disc(head, radius)
        near.erase(head, head, radius - max(1.0, self._limb * 0.8))
        props, ground = self._backdrop
        layers = ((near, Part.NEAR), (far, Part.FAR), (props, Part.PROP), (ground, Part.GROUND))
        return tuple(_row(layers, y) for y in range(self._height))

    def _strokes(self, figure: Skeleton) -> Iterator[tuple[complex, complex, float]]:
        """Yield the solid lines of the figure: trunk, neck, and the limbs on the near side."""
        hip, shoulder, head = (self._dot(p) for p in (figure.hip, figure.shoulder, figure.head))
        limb, near = self._limb, figure.near
        yield hip, shoulder, max(_TRUNK * self._scale, limb)
        yield shoulder, head, limb
        for path in _leg(figure.hip, near), (figure.shoulder, near.elbow, near.hand):
            dots = [self._dot(point) for point in path]
            for start, end in pairwise(dots):
                yield start, end, limb

    def _draw_far(self, layer: Dots, figure: Skeleton) -> None:
        spacing = max(_FAR_SPACING * self._scale, _LEAST_SPACING)
        radius = max(self._limb * 0.55, _LEAST_FAR)
        far = figure.far
        for path in _leg(figure.hip, far), (figure.shoulder, far.elbow, far.hand):
            layer.dotted((self._dot(point) for point in path), spacing, radius)

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
                x = self._dot(complex(sign * prop.left)).real
                layer.line(complex(x, 0), complex(x, base), 0.5)
        return layer, ground

    def _layer(self) -> Dots:
        return Dots(self._width, self._height)

    def _dot(self, point: complex) -> complex:
        return self._origin + point.conjugate() * self._scale


def _leg(hip: complex, limbs: Limbs) -> tuple[complex, ...]:
    return hip, limbs.knee, limbs.ankle, limbs.heel, limbs.toe


def _row(layers: tuple[tuple[Dots, Part], ...], y: int) -> Row:
    cells = []
    for column in zip(*(layer.cells(y) for layer, _ in layers), strict=True):
        bits, part = 0, Part.EMPTY
        for own, (_, kind) in zip(column, layers, strict=True):
            bits |= own
            if own and part is Part.EMPTY:
                part = kind
        cells.append((braille(bits), part))
    runs = groupby(cells, key=lambda cell: cell[1])
    return tuple(("".join(char for char, _ in run), part) for part, run in runs)
