"""Digits in a block font that fill the room there is, to be read from two metres."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.inks import as_wanted, difference

Line = tuple[str, str]
"""One line: cells of the number, then small words."""

# Ten pixels tall, strokes two pixels wide; a cell of the terminal is one wide and two tall.
_HEIGHT = 10
_GAP = 2
_GLYPHS = {
    "0": " ████ |██████|██  ██|██  ██|██  ██|██  ██|██  ██|██  ██|██████| ████ ",
    "1": "  ██  | ███  |████  |  ██  |  ██  |  ██  |  ██  |  ██  |██████|██████",
    "2": " ████ |██████|██  ██|    ██|   ███|  ███ | ███  |███   |██████|██████",
    "3": " ████ |██████|██  ██|    ██|  ███ |  ███ |    ██|██  ██|██████| ████ ",
    "4": "   ███|  ████| ██ ██|██  ██|██  ██|██████|██████|    ██|    ██|    ██",
    "5": "██████|██████|██    |█████ |██████|    ██|    ██|██  ██|██████| ████ ",
    "6": " ████ |██████|██  ██|██    |█████ |██████|██  ██|██  ██|██████| ████ ",
    "7": "██████|██████|    ██|    ██|   ██ |   ██ |  ██  |  ██  |  ██  |  ██  ",
    "8": " ████ |██████|██  ██|██  ██| ████ | ████ |██  ██|██  ██|██████| ████ ",
    "9": " ████ |██████|██  ██|██  ██|██████| █████|    ██|██  ██|██████| ████ ",
    ":": "  |  |██|██|  |  |██|██|  |  ",
    "+": "      |      |  ██  |  ██  |██████|██████|  ██  |  ██  |      |      ",
    "?": " ████ |██████|██  ██|    ██|   ██ |  ██  |  ██  |      |  ██  |  ██  ",
}
_PIXELS = {sign: tuple(rows.split("|")) for sign, rows in _GLYPHS.items()}
# Sizes go in halves of the font's own: ×1, ×1.5, ×2 …
_LEAST, _LARGEST = 2, 24
# The caption may cost this share of the size before it goes under the number.
_BESIDE = 0.8
_BETWEEN = "  "
_BLANK: Line = ("", "")
_MOST_STRIPS = 256
_INDENT = 2
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class BigDigits(Widget):
    """A number as large as fits, with a few small words beside its foot.

    `text` holds digits, `:`, `+` and `?`; anything else, and a number for which there is no room,
    is written small. Every number of the same length has the same size, so that counting does not
    make it jump. `caption` stands beside the number, or under it where that leaves more room.

    It draws its lines itself and paints only the cells that look different: it is what has to
    change on the second.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"big-digits--caption"}
    DEFAULT_CSS = """
    BigDigits {
        height: 1fr;
        width: 1fr;

        & > .big-digits--caption { color: $foreground; }
    }
    """

    class Resized(Message):
        """There is other room for the number than there was."""

    text: reactive[str] = reactive("", repaint=False)
    caption: reactive[str] = reactive("", repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Line, ...] = ()
        self._strips: dict[Line, Strip] = {}

    def watch_text(self) -> None:
        """Count on."""
        self._draw()

    def watch_caption(self) -> None:
        """Say something else beside it."""
        self._draw()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._strips.clear()
        self._draw()
        self.post_message(self.Resized())

    def notify_style_update(self) -> None:
        """Take the colours anew."""
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`, in the colours of the phase."""
        if len(self._strips) > _MOST_STRIPS:
            self._strips.clear()
        width = self.size.width
        lines = [self._strip(y, width) for y in crop.line_range]
        if crop.x == 0 and crop.width >= width:
            return lines
        return [strip.crop(crop.x, crop.right) for strip in lines]

    def _strip(self, y: int, width: int) -> Strip:
        """Return one line; most of them look as they did a second ago."""
        line = self._shown[y] if y < len(self._shown) else _BLANK
        strip = self._strips.get(line)
        if strip is None:
            number, words = line
            ink, small = self.rich_style, self.get_component_rich_style("big-digits--caption")
            segments = [Segment(number, ink), *([Segment(words, small)] if words else ())]
            strip = as_wanted(self, Strip(segments).adjust_cell_length(width, ink))
            self._strips[line] = strip
        return strip

    def _draw(self) -> None:
        """Draw the number and have painted what has changed."""
        room = self.size
        before, self._shown = self._shown, _lines(self.text, self.caption, room)
        if len(before) != len(self._shown):
            self.refresh()
            return
        changed = [
            Region(start, y, min(room.width, end) - start, 1)
            for y, (old, new) in enumerate(zip(before, self._shown, strict=True))
            if old != new
            for start, end in (difference("".join(old), "".join(new)),)
            if start < min(room.width, end)
        ]
        if changed:
            self.refresh(*changed)


def _lines(text: str, caption: str, room: Size) -> tuple[Line, ...]:
    """Return the number in the middle of the height, the caption beside or under its foot."""
    width = room.width - 2 * _INDENT
    beside = width - cell_len(caption) - len(_BETWEEN)
    if _size(text, beside, room.height) >= _BESIDE * _size(text, width, room.height):
        drawn = [(line, "") for line in big_lines(text, beside, room.height)]
        if drawn and caption:
            drawn[-1] = (drawn[-1][0], _BETWEEN + caption)
    else:
        drawn = [(line, "") for line in big_lines(text, width, room.height - 1)]
        if drawn and caption:
            drawn.append(("", caption))
    above = max(0, (room.height - len(drawn)) // 2)
    margin = " " * _INDENT
    return (*[_BLANK] * above, *((margin + number, words) for number, words in drawn))


def big_lines(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return a number as lines of blocks, the largest that fits; one plain line if none does."""
    halves = _size(text, width, height)
    if halves >= _LEAST:
        return _drawn(text, halves)
    return (text[: max(0, width)],) if text else ()


def _size(text: str, width: int, height: int) -> int:
    """Return how many halves of the font's size fit; 0 for what the font cannot write."""
    if not text or not all(sign in _PIXELS for sign in text):
        return 0
    wide = sum(len(_PIXELS[_widest(sign)][0]) for sign in text) + _GAP * (len(text) - 1)
    return max(0, min(_LARGEST, 2 * width // wide, 2 * 2 * height // _HEIGHT))


def _widest(sign: str) -> str:
    return "0" if sign.isdigit() else sign


def _drawn(text: str, halves: int) -> tuple[str, ...]:
    """Draw at `halves` / 2 times the font's size."""
    gap = " " * round(_GAP * halves / 2)
    return tuple(
        gap.join(line) for line in zip(*(_sign(sign, halves) for sign in text), strict=True)
    )


@lru_cache(maxsize=64)
def _sign(sign: str, halves: int) -> tuple[str, ...]:
    """Draw one sign; a number is put together from these, which is quick enough on the second."""
    scale = halves / 2
    return stacked(
        [_stretched(_PIXELS[sign][int(y / scale)], scale) for y in range(ceil(_HEIGHT * scale))]
    )


def stacked(rows: list[str]) -> tuple[str, ...]:
    """Return rows of pixels (`█` or blank) as lines of half as many cells."""
    even = [*rows, *[" " * len(rows[0])] * (len(rows) % 2)]
    return tuple(
        "".join(
            _HALVES[upper == "█", lower == "█"]
            for upper, lower in zip(even[y], even[y + 1], strict=True)
        )
        for y in range(0, len(even), 2)
    )


def _stretched(pixels: str, scale: float) -> str:
    return "".join(pixels[int(x / scale)] for x in range(round(len(pixels) * scale)))
