"""Standard input, output and error, each of which a program may have been started without."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from app.errors import StridetuiError, UsageError


def output() -> TextIO:
    """Return standard output. Raises `UsageError` where it is closed."""
    # The type of `sys.stdout` leaves out that it may be closed.
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise UsageError("Standard output is closed; there is nowhere to print to.")
    return stream


def harmless(text: str) -> str:
    """Return `text` so that nothing in it can command the terminal."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def tell(sentence: str) -> None:
    """Say one line on standard error, if there is one; nothing in it can command the terminal."""
    stream: TextIO | None = sys.stderr
    if stream is not None:
        stream.write(f"{harmless(sentence)}\n")


def complain(sentence: str) -> None:
    """Say on standard error what is wrong."""
    tell(f"stridetui: {sentence}")


def named(file: str) -> str:
    """Return what to call the file in a sentence; `-` is standard input."""
    if file == "-":
        return "standard input"
    return file if file.isprintable() and file else ascii(file)


def read(file: str, most: int, error: type[StridetuiError]) -> bytes:
    """Return at most `most` + 1 bytes of the file, or of standard input for `-`.

    Raises `error` where it cannot be read.
    """
    try:
        if file == "-":
            stream: TextIO | None = sys.stdin
            if stream is None:
                raise error("Standard input is closed; name a file instead.")
            return stream.buffer.read(most + 1)
        with Path(file).expanduser().open("rb") as source:
            return source.read(most + 1)
    except (OSError, RuntimeError, ValueError) as fault:
        # ValueError: a NUL in the name. RuntimeError: no home to put for "~".
        reason = getattr(fault, "strerror", None) or "the name cannot be used"
        raise error(
            f"{named(file)} cannot be read ({reason}); check the name and its rights."
        ) from fault
