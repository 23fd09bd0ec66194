"""The bytes of a FIT file: header, definitions, messages, checksums (protocol 2.0).

Only what our own files need: little-endian, no compressed timestamps, no developer fields.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import cache

from app.coach.frozen import dataclass
from app.errors import UsageError

PROTOCOL = 0x20
PROFILE = 2132
"""The profile the field numbers are from, 21.32 times a hundred."""

LONGEST_TEXT = 64
"""Bytes of a text with its closing NUL; watches show fewer."""

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
# Smaller numbers count seconds since a device was switched on.
_LEAST_INSTANT = 0x1000_0000
_MOST_INSTANT = 0xFFFF_FFFE
_LOCAL_TYPES = 16


class Base(Enum):
    """A base type: its number in a definition, how it is packed, and its size in bytes."""

    ENUM = (0x00, "B")
    UINT8 = (0x02, "B")
    UINT16 = (0x84, "H")
    UINT32 = (0x86, "I")
    UINT32Z = (0x8C, "I")
    STRING = (0x07, "s")

    @property
    def number(self) -> int:
        """The byte that names it in a definition."""
        return self.value[0]

    @property
    def letter(self) -> str:
        """What `struct` calls it."""
        return self.value[1]

    @property
    def most(self) -> int:
        """The largest number that is a value; the one above says that there is none."""
        return (1 << 8 * struct.calcsize(self.letter)) - 2


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its field number and base type; a text goes with `Base.STRING`.

    A number that is too large for its field is written as the largest there is.
    """

    number: int
    base: Base
    value: int | str

    @property
    def packed(self) -> bytes:
        """The value as it stands in the file."""
        if isinstance(self.value, str):
            return text(self.value)
        return struct.pack(f"<{self.base.letter}", max(0, min(self.value, self.base.most)))


def instant(at: datetime) -> int:
    """Return seconds of FIT time. Raises `UsageError` outside of 1998 to 2126."""
    seconds = int((at - _EPOCH).total_seconds())
    if not _LEAST_INSTANT <= seconds <= _MOST_INSTANT:
        raise UsageError(f"FIT knows no {at:%Y}; choose sessions between 1999 and 2120.")
    return seconds


def text(words: str) -> bytes:
    """Return UTF-8 that ends with a NUL, whole characters and at most `LONGEST_TEXT` bytes."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    cut = shown.encode("utf-8", "replace")[: LONGEST_TEXT - 1]
    return cut.decode("utf-8", "ignore").encode() + b"\0"


class FitFile:
    """Messages in the order they are added; `data` is the whole file."""

    def __init__(self) -> None:
        self._body = bytearray()
        self._layouts: dict[tuple[object, ...], int] = {}
        self._defined = 0

    def add(self, message: int, fields: Sequence[Field]) -> None:
        """Add a message by its global number; its layout is defined when it is new."""
        packed = [field.packed for field in fields]
        layout = (
            message,
            *(
                (field.number, len(value), field.base.number)
                for field, value in zip(fields, packed, strict=True)
            ),
        )
        local = self._layouts.get(layout)
        if local is None:
            local = self._define(message, fields, packed, layout)
        self._body.append(local)
        self._body += b"".join(packed)

    def _define(
        self,
        message: int,
        fields: Sequence[Field],
        packed: Sequence[bytes],
        layout: tuple[object, ...],
    ) -> int:
        local = self._defined % _LOCAL_TYPES
        self._defined += 1
        # There are sixteen numbers for layouts; the oldest gives its own to the new one.
        self._layouts = {known: own for known, own in self._layouts.items() if own != local}
        self._layouts[layout] = local
        self._body += struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
        for field, value in zip(fields, packed, strict=True):
            self._body += bytes((field.number, len(value), field.base.number))
        return local

    @property
    def data(self) -> bytes:
        """The file: header with its checksum, messages, and the checksum of everything."""
        header = struct.pack("<BBHI4s", 14, PROTOCOL, PROFILE, len(self._body), b".FIT")
        whole = header + struct.pack("<H", checksum(header)) + self._body
        return whole + struct.pack("<H", checksum(whole))


def checksum(data: bytes) -> int:
    """Return the CRC-16 of FIT (polynomial 0xA001, from 0)."""
    table = _table()
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


@cache
def _table() -> tuple[int, ...]:
    found = []
    for number in range(256):
        crc = number
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
        found.append(crc)
    return tuple(found)
