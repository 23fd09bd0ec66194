"""This program's own JSONL export: a head, one row a line, and a last line that counts them."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from app.errors import UsageError
from data.exports.json_file import LINES_FORMAT


def is_lines(raw: bytes) -> bool:
    """Return whether the content is an export as JSONL."""
    first = raw.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return b'"format"' in first and f'"{LINES_FORMAT}"'.encode() in first


def read(text: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the same document as of a JSON export, and what of it cannot be read, and why.

    What cannot be read is named by its line. Raises `UsageError`, as the end of a
    sentence, for a head that is none.
    """
    tables: dict[str, list[Any]] = {}
    wrong: list[tuple[str, str]] = []
    counted: object = None
    rows = 0
    numbered = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    head = _object(next(numbered, (1, ""))[1])
    if head is None:
        raise UsageError("its first line is not one object")
    for number, line in numbered:
        found = _object(line)
        if found is None:
            wrong.append((f"line {number}", "it is not a JSON object, or cut short"))
        elif isinstance(found.get("table"), str):
            tables.setdefault(found["table"], []).append(found.get("row"))
            rows += 1
        elif "rows" in found:
            counted = found["rows"]
        else:
            wrong.append((f"line {number}", "it names no table"))
    if counted is None:
        wrong.append(("the end", "the last line, which counts the rows, is missing"))
    elif counted != rows:
        wrong.append(("the end", f"{counted} rows were written and {rows} can be read"))
    return {**head, "tables": tables}, wrong


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
