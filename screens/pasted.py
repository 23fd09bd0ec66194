"""Reads the path of a file as a terminal pastes it: plain, in quotes, or as a file address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

_ADDRESS = "file://"


def path(text: str) -> Path:
    """Return the path that was meant. Raises `RuntimeError` for a home that is not there."""
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
