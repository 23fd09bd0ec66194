"""Standard input, output and error, each of which a program may have been started without."""

from __future__ import annotations

import codecs
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.errors import StridetuiError, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_LAYS_OUT = "\n\t"
_KEPT = re.compile(f"([{_LAYS_OUT}])")


def output() -> TextIO:
    """Return standard output. Raises `UsageError` where it is closed."""
    # The type of `sys.stdout` leaves out that it may be closed.
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise UsageError("Standard output is closed; there is nowhere to print to.")
    return stream


def harmless(text: str) -> str:
    """Return `text` so that nothing in it can command the terminal or turn what it shows."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


class Shown(io.RawIOBase):
    """A terminal as a stream of UTF-8 bytes: what is written is shown, and none of it obeyed.

    For the text of an export that is printed and not redirected; lines and tabs stay.
    """

    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self._terminal = terminal
        # A letter may come in two parts.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: Buffer) -> int:
        """Show the text; return how many bytes that were."""
        raw = bytes(data)
        text = self._decode(raw).replace("\r", "")
        for part in _KEPT.split(text):
            self._terminal.write(part if part in _LAYS_OUT else harmless(part))
        return len(raw)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of data; nothing in them can command the terminal or begin a line of its own.

    Raises `UsageError` where standard output is closed.
    """
    output().writelines(f"{harmless(line)}\n" for line in lines)


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
