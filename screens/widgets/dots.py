"""A canvas of braille dots: two across and four down in every cell.

Rows of dots are whole numbers whose bits are the dots, so that a filled shape costs one operation
per row. Dots are square: a cell is taken to be twice as high as wide. A point is a complex
number, its real part dots from the left, its imaginary part dots from the top.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, sqrt

ACROSS, DOWN = 2, 4

_BRAILLE = 0x2800
# The bits of a braille cell for the two dots of each of its rows: none, left, right, both.
_ROW_BITS = (
    (0x00, 0x01, 0x08, 0x09),
    (0x00, 0x02, 0x10, 0x12),
    (0x00, 0x04, 0x20, 0x24),
    (0x00, 0x40, 0x80, 0xC0),
)


class Dots:
    """One layer of dots on a field of `width` × `height` cells."""

    def __init__(self, width: int, height: int) -> None:
        self.columns = width * ACROSS
        self.rows = [0] * (height * DOWN)

    def line(self, start: complex, end: complex, radius: float) -> None:
        """Draw a line with round ends; at least one dot thick, without gaps."""
        for y, mask in self._spans(start, end, radius):
            self.rows[y] |= mask

    def erase(self, start: complex, end: complex, radius: float) -> None:
        """Take away what lies this near to a line."""
        for y, mask in self._spans(start, end, radius):
            self.rows[y] &= ~mask

    def disc(self, middle: complex, radius: float) -> None:
        """Draw a filled circle."""
        self.line(middle, middle, radius)

    def cells(self, cell_row: int) -> list[int]:
        """Return the bits of the braille cells of one row of cells, from left to right."""
        four = self.rows[cell_row * DOWN : cell_row * DOWN + DOWN]
        width = self.columns // ACROSS
        if not any(four):
            return [0] * width
        found = []
        for x in range(0, self.columns, ACROSS):
            bits = 0
            for row, table in zip(four, _ROW_BITS, strict=True):
                bits |= table[row >> x & 3]
            found.append(bits)
        return found

    def _spans(self, start: complex, end: complex, radius: float) -> Iterable[tuple[int, int]]:
        """Yield each row of dots a thick line crosses, with the dots it covers there."""
        radius = max(radius, 0.5)
        top = max(0, ceil(min(start.imag, end.imag) - radius))
        bottom = min(len(self.rows) - 1, floor(max(start.imag, end.imag) + radius))
        for y in range(top, bottom + 1):
            reach = _reach(start, end, radius, y)
            if reach is None:
                continue
            left, right = ceil(reach[0]), floor(reach[1])
            if left > right:
                # Thinner than the gap between two dots: the nearer one stands for it.
                left = right = round((reach[0] + reach[1]) / 2)
            left, right = max(left, 0), min(right, self.columns - 1)
            if left <= right:
                yield y, ((1 << (right - left + 1)) - 1) << left


def _reach(start: complex, end: complex, radius: float, y: float) -> tuple[float, float] | None:
    """Return from where to where a thick line covers the height `y`; None where it does not."""
    found: list[float] = []
    for middle in (start, end):
        off = y - middle.imag
        if abs(off) <= radius:
            half = sqrt(radius * radius - off * off)
            found += (middle.real - half, middle.real + half)
    length = abs(end - start)
    if length > 0:
        across = (end - start) * 1j / length * radius
        corners = (start + across, end + across, end - across, start - across)
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
            if a.imag != b.imag and min(a.imag, b.imag) <= y <= max(a.imag, b.imag):
                found.append(a.real + (b.real - a.real) * (y - a.imag) / (b.imag - a.imag))
    return (min(found), max(found)) if found else None


def braille(bits: int) -> str:
    """Return the character for a cell's bits; a space for none, so that copied text is clean."""
    return chr(_BRAILLE | bits) if bits else " "
