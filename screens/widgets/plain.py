"""Text from outside, made harmless: what a runner or a file wrote is shown, never obeyed.

Notes, names and file contents may hold terminal escapes, markup, line breaks and characters
that turn the direction of the line. Here each becomes something that can be seen and takes the
room it says it takes. Nothing here parses markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

_PICTURES = 0x2400  # Unicode shows C0 controls as U+2400 and up
_DELETE = 0x7F
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_TABLE: dict[int, str] = {code: chr(_PICTURES + code) for code in range(0x20)}
_TABLE[_DELETE] = "\N{SYMBOL FOR DELETE}"
_TABLE.update(dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT))
# Marks that turn the direction of what follows, and so could swap what a row says.
_TABLE.update(
    dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
)
_TABLE.update(dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF), ""))
# What joins or tints pictures: terminals do not agree on how wide the result is.
_TABLE.update(dict.fromkeys((0x200D, 0xFE0E, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400)), ""))
# Half a character: it cannot be written to a terminal.
_TABLE.update(dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT))
_TABLE[ord("\t")] = " "

_BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# Where a line may end: behind a blank, and behind the hyphen of a compound word, but not between a
# number and its per cent sign.
_MAY_END = re.compile(
    r"(?<= )(?! )(?!(?<=\d )%)|(?<=[^\W\d]{2}-)(?=[^\W\d]-?[^\W\d])",
)
_LEAST_TEXT = 12
_ONE_LINE = " \N{DOWNWARDS ARROW WITH CORNER LEFTWARDS} "


def plain(text: str) -> str:
    """Return `text` as one harmless line; line breaks are shown as `↵`."""
    for line_break in _BREAKS:
        text = text.replace(line_break, _ONE_LINE)
    return text.translate(_TABLE).strip()


def clip(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, cut at a word and marked with `…`."""
    if cell_len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    short = set_cell_size(text, width - 1)
    if not text.startswith(f"{short} "):
        head, _, _ = short.rpartition(" ")
        # A cut in the middle of a word only where the word fills more than half the room.
        if head and cell_len(head) >= width // 2:
            short = head
    return short.rstrip(" ,;:·") + "…"


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, clipped or filled with blanks."""
    text = clip(text, width)
    return text + " " * max(0, width - cell_len(text))


def indented(text: str, width: int, indent: int = 2) -> str:
    """Return `text` in lines of at most `width` cells, all of them set in by `indent` blanks.

    Every line has room for twelve cells of text, however small `width` is. A number and its per
    cent sign stay in one line; a word that is longer than a line goes on in the next.
    """
    edge = " " * indent
    return "\n".join(edge + line for line in _broken(text, max(_LEAST_TEXT, width - indent)))


def _broken(text: str, room: int) -> Iterator[str]:
    line, left = "", room
    for word in _MAY_END.split(text):
        rest = word
        while (wide := cell_len(rest.rstrip(" "))) > left:
            head = chop_cells(rest, left)[0] if wide > room and left > 0 else ""
            if done := (line + head).rstrip(" "):
                yield done
            rest = rest[len(head) :].lstrip(" ")
            line, left = "", room
        line += rest
        left -= cell_len(rest)
    if line := line.rstrip(" "):
        yield line


def joined(facts: Iterable[str], width: int, indent: int = 0) -> str:
    """Return facts with ` · ` between them in lines of at most `width`, each fact in one piece.

    One that is longer than a line goes on in the next.
    """
    lines: list[str] = []
    for fact in facts:
        longer = f"{lines[-1]} · {fact}" if lines else ""
        if lines and indent + cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(fact)
    return "\n".join(indented(line, width, indent) for line in lines)
