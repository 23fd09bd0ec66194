"""Digits in a block font that fill the room there is, to be read from two metres."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

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
_BESIDE = 0.75
_BETWEEN = "  "
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class BigDigits(Widget):
    """A number as large as fits, with a few small words beside its foot.

    `text` holds digits, `:`, `+` and `?`; anything else, and a number for which there is no room,
    is written small. Every number of the same length has the same size, so that counting does not
    make it jump. `caption` stands beside the number, or under it where that leaves more room.
    """

    DEFAULT_CSS = "BigDigits { height: 1fr; width: 1fr; }"

    text: reactive[str] = reactive("")
    caption: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the number in the middle of the height, the caption beside or under its foot."""
        room = self.content_size
        beside = room.width - cell_len(self.caption) - len(_BETWEEN)
        if _size(self.text, beside, room.height) >= _BESIDE * _size(
            self.text, room.width, room.height
        ):
            lines, between = big_lines(self.text, beside, room.height), _BETWEEN
        else:
            lines, between = big_lines(self.text, room.width, room.height - 1), "\n"
        above = "\n" * max(0, (room.height - len(lines)) // 2)
        caption = f"{between}{self.caption}" if lines and self.caption else ""
        return Content.assemble(above + "\n".join(lines), (caption, "$foreground"))


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


@lru_cache(maxsize=256)
def _drawn(text: str, halves: int) -> tuple[str, ...]:
    """Draw at `halves` / 2 times the font's size."""
    scale = halves / 2
    tall = ceil(_HEIGHT * scale)
    gap = " " * round(_GAP * scale)
    rows = [
        gap.join(_stretched(_PIXELS[sign][int(y / scale)], scale) for sign in text)
        for y in range(tall)
    ]
    return stacked(rows)


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
