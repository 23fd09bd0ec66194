"""Text that a file or a person wrote, on its way to a terminal."""

from __future__ import annotations

import sys


def harmless(text: str) -> str:
    """Return `text` so that nothing in it can command the terminal."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def complain(sentence: str) -> None:
    """Say one sentence on standard error."""
    if sys.stderr is not None:  # None: started with it closed
        sys.stderr.write(f"stridetui: {harmless(sentence)}\n")
