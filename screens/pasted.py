"""Reads what a terminal pastes: lines for a field of one line, and the path of a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

_ADDRESS = "file://"
_SEVERAL = 2


def one_line(text: str) -> str:
    """Return all that was pasted as one line, the lines it came in set apart by a blank."""
    lines = text.splitlines()
    if len(lines) < _SEVERAL:
        return "".join(lines)
    return " ".join(line.strip() for line in lines if line.strip())


def path(text: str) -> Path:
    """Return the path that was meant: plain, in quotes, or a file address.

    Raises `RuntimeError` for a home that is not there.
    """
    words = text.strip().strip("'\"")
    if words.startswith(_ADDRESS):
        # Only an address writes a blank as %20; in a bare path that is part of the name.
        words = unquote(words.removeprefix(_ADDRESS))
    return Path(words).expanduser()


def wrong(text: str) -> str:
    """Say in one sentence that nothing is there, "" where something is."""
    try:
        there = bool(text.strip()) and path(text).exists()
    except (OSError, RuntimeError, ValueError):
        there = False
    return "" if there else "There is no such file or folder."
