"""A table as text: decoded, its delimiter found, read line by line whatever is in a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from app.coach.frozen import dataclass

_DELIMITERS = (",", ";", "\t")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table below its header. `fault` says why it cannot be read, or is empty."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the names of its columns, and its lines. `notes` say what was odd."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


def read(raw: bytes) -> Sheet:
    """Return the table in `raw`, in UTF-8, UTF-16 or else Latin-1."""
    notes: tuple[str, ...] = ()
    wide = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    try:
        text = raw.decode(wide or "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode(wide or "latin-1", "replace")
        notes = ("it is not UTF-8; letters beyond English may be wrong",)
    lines = _lines(text, _delimiter(text))
    first = next(lines, Line(1, ()))
    header = tuple(cell.strip() for cell in first.cells)
    return Sheet(
        header,
        tuple(_checked(line, header) for line in lines if any(line.cells) or line.fault),
        notes,
    )


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    # Counted from where the line begins, since a note may go over several.
    begins = 1
    while True:
        try:
            cells: Sequence[str] = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(begins, (), f"it is not CSV ({error})")
        else:
            yield Line(begins, tuple(cells))
        begins = reader.line_num + 1


def _checked(line: Line, header: tuple[str, ...]) -> Line:
    if line.fault or len(line.cells) == len(header):
        return line
    if len(line.cells) > len(header) and any(line.cells[len(header) :]):
        return Line(
            line.number, line.cells, f"it has {len(line.cells)} cells under {len(header)} names"
        )
    short = (*line.cells, *[""] * len(header))[: len(header)]
    return Line(line.number, short)
