"""Words in block letters three rows tall, to be read from two metres."""

from __future__ import annotations

from functools import lru_cache

from screens.widgets.big_digits import stacked

ROWS = 3
_GAP = " "
_BLANK = "  "
_TALL = 5
_LETTERS = {
    "A": " ██ |█  █|████|█  █|█  █",
    "B": "███ |█  █|███ |█  █|███ ",
    "C": " ███|█   |█   |█   | ███",
    "D": "███ |█  █|█  █|█  █|███ ",
    "E": "████|█   |███ |█   |████",
    "F": "████|█   |███ |█   |█   ",
    "G": " ███|█   |█ ██|█  █| ███",
    "H": "█  █|█  █|████|█  █|█  █",
    "I": "███| █ | █ | █ |███",
    "J": "  ██|   █|   █|█  █| ██ ",
    "K": "█  █|█ █ |██  |█ █ |█  █",
    "L": "█   |█   |█   |█   |████",
    "M": "█   █|██ ██|█ █ █|█   █|█   █",
    "N": "█  █|██ █|█ ██|█  █|█  █",
    "O": " ██ |█  █|█  █|█  █| ██ ",
    "P": "███ |█  █|███ |█   |█   ",
    "Q": " ██ |█  █|█  █|█ ██| ███",
    "R": "███ |█  █|███ |█ █ |█  █",
    "S": " ███|█   | ██ |   █|███ ",
    "T": "█████|  █  |  █  |  █  |  █  ",
    "U": "█  █|█  █|█  █|█  █| ██ ",
    "V": "█   █|█   █|█   █| █ █ |  █  ",
    "W": "█   █|█   █|█ █ █|██ ██|█   █",
    "X": "█   █| █ █ |  █  | █ █ |█   █",
    "Y": "█   █| █ █ |  █  |  █  |  █  ",
    "Z": "████|  █ | █  |█   |████",
    "0": " ██ |█  █|█  █|█  █| ██ ",
    "1": " █ |██ | █ | █ |███",
    "2": "███ |   █| ██ |█   |████",
    "3": "███ |   █| ██ |   █|███ ",
    "4": "█  █|█  █|████|   █|   █",
    "5": "████|█   |███ |   █|███ ",
    "6": " ██ |█   |███ |█  █| ██ ",
    "7": "████|   █|  █ | █  | █  ",
    "8": " ██ |█  █| ██ |█  █| ██ ",
    "9": " ██ |█  █| ███|   █| ██ ",
    "-": "   |   |███|   |   ",
    ",": "  |  |  | █|█ ",
    ".": " | | | |█",
    "’": "█|█| | | ",
    "(": " █|█ |█ |█ | █",
    ")": "█ | █| █| █|█ ",
    "·": "  |  |█ |  |  ",
    "►": "█   |███ |████|███ |█   ",
    "◇": "  █  | █ █ |█   █| █ █ |  █  ",
    "○": " ███ |█   █|█   █|█   █| ███ ",
    "⇄": "  █  |█████|     |█████|  █  ",
    "‖": "██ ██|██ ██|██ ██|██ ██|██ ██",
    "✓": "     |    █|█  █ | ██  |     ",
    "?": "███ |   █| ██ |    | ██ ",
}
_PIXELS = {sign: tuple(rows.split("|")) for sign, rows in _LETTERS.items()} | {
    " ": (_BLANK,) * _TALL
}


@lru_cache(maxsize=64)
def big_words(text: str, width: int) -> tuple[str, ...]:
    """Return `text` as three lines of blocks; () where it does not fit or has other signs."""
    signs = text.upper().replace("'", "’")
    if not signs or not all(sign in _PIXELS for sign in signs):
        return ()
    rows = [_GAP.join(_PIXELS[sign][y] for sign in signs) for y in range(_TALL)]
    return stacked(rows) if len(rows[0]) <= width else ()
