"""Reads figures as a runner writes them: 12, 4.85, or a time such as 4:10, 13:40.5 or 1:02:03."""

from __future__ import annotations

import math
import re

LONGEST_TEXT = 10_000
"""Letters of a note or a title, wherever it comes from; a novel has no place in a log."""

LONGEST_CONDITIONS = 500
"""Letters of how a self-test was done, which is read beside its result."""

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:\.\d{1,2})?)", re.ASCII)
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,7}(?:[.,]\d{1,4})?", re.ASCII)


def figure(text: str) -> float:
    """Return a number, or a time in seconds. Raises `ValueError` with what to write instead."""
    words = text.strip()
    time = _TIME.fullmatch(words)
    if time:
        hours, minutes, seconds = time.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    if not _NUMBER.fullmatch(words):
        raise ValueError(f"{_quoted(words)} is no figure; write one such as 21, 4.85 or 13:40")
    value = float(words.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError("write a number that can be measured")
    return value


def written(value: float) -> str:
    """Return a number as a runner writes it: 12, 4.85, and 9999999 without an exponent."""
    return f"{value:.12g}"


def whole(text: str, low: int, high: int) -> int | None:
    """Return a whole number from `low` to `high`, 0 or more; None for anything else.

    Nothing is too long to be looked at: Python itself gives up above some thousand digits.
    """
    words = text.strip()
    if not _DIGITS.fullmatch(words):
        return None
    value = int(words)
    return value if low <= value <= high else None


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 30 else f"{text[:29]}…")
