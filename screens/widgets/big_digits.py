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
_LARGEST = 12
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class BigDigits(Widget):
    """A number as large as fits, with a few small words beside its foot.

    `text` holds digits, `:`, `+` and `?`; anything else, and a number for which there is no room,
    is written small. Every number of the same length has the same size, so that counting does not
    make it jump. `caption` is left out where it has no room.
    """

    DEFAULT_CSS = "BigDigits { height: 1fr; width: 1fr; }"

    text: reactive[str] = reactive("")
    caption: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the number in the middle of the height, and the caption at its foot."""
        room = self.content_size
        lines = list(big_lines(self.text, room.width, room.height))
        if not lines:
            return Content("")
        blank = " " * (max(0, room.width - len(lines[-1]) - cell_len(self.caption) - 2))
        caption = "" if cell_len(self.caption) + len(lines[-1]) + 2 > room.width else self.caption
        above = "\n" * max(0, (room.height - len(lines)) // 2)
        return Content.assemble(
            above + "\n".join(lines), ("  " + caption if caption else "", "$foreground"), blank
        )


def big_lines(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return a number as lines of blocks, the largest that fits; one plain line if none does."""
    if not text or not all(sign in _PIXELS for sign in text):
        return (text[:width],) if text else ()
    wide = sum(len(_PIXELS[_widest(sign)][0]) for sign in text) + _GAP * (len(text) - 1)
    halves = min(_LARGEST * 2, 2 * width // wide, 2 * (2 * height) // _HEIGHT)
    return _drawn(text, halves) if halves >= 2 else (text[:width],)


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
    rows += [" " * len(rows[0])] * (tall % 2)
    return tuple(
        "".join(
            _HALVES[upper == "█", lower == "█"]
            for upper, lower in zip(rows[y], rows[y + 1], strict=True)
        )
        for y in range(0, len(rows), 2)
    )


def _stretched(pixels: str, scale: float) -> str:
    return "".join(pixels[int(x / scale)] for x in range(round(len(pixels) * scale)))
