"""Reads one TOML file strictly: what is not understood is an error that names the place.

Every complaint gives the file, the line where it can be found, the key, what is wrong and what
to write instead, in one sentence. The caller chooses the error class, because a fault in a
content file and one in the settings are different things to the runner.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

import tomli

from app.errors import StridetuiError

# Far above any file a person writes; keeps a mistaken path from filling the memory.
MAX_BYTES = 1_000_000
_LONGEST_MEANT = 200

_Choice = TypeVar("_Choice", bound=Enum)


class TomlTable:
    """One table of a file, its keys read one by one, each with its type and range.

    `within` leads to it from the top of the file: each table's key, and its number in a list of
    tables from 1, or 0 for a `[table]`.
    """

    def __init__(
        self,
        path: Path,
        text: str,
        data: dict[str, object],
        error: type[StridetuiError],
        *,
        within: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self._path = path
        self._text = text
        self._data = data
        self._error = error
        self._within = within

    @classmethod
    def load(cls, path: Path, error: type[StridetuiError]) -> TomlTable:
        """Read `path`. Raises `error` when it cannot be read or is not TOML."""
        return cls.parse(path, read_text(path, error), error)

    @classmethod
    def parse(cls, path: Path, text: str, error: type[StridetuiError]) -> TomlTable:
        """Read what stands, or is to stand, in `path`. Raises `error` when it is not TOML."""
        try:
            data = tomli.loads(text)
        except (ValueError, RecursionError) as fault:
            what = str(fault) or "it is nested too deeply"
            raise error(f"{path} is not valid TOML: {what}; correct that place.") from fault
        return cls(path, text, data, error)

    def over(self, other: TomlTable) -> TomlTable:
        """Return this table with every key it leaves out taken from `other`."""
        both = other._data | self._data
        return TomlTable(self._path, self._text, both, self._error, within=self._within)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys there are, in their order."""
        return tuple(self._data)

    def only(self, allowed: Iterable[str]) -> None:
        """Refuse any key that is not in `allowed`, naming the nearest one that is."""
        known = tuple(allowed)
        for key in self._data:
            if key not in known:
                raise self.fault(key, f"there is no such key{did_you_mean(key, known)}")

    def fault(self, key: str, what: str) -> StridetuiError:
        """Return the error for `key`, to be raised; `what` says what is wrong and the remedy."""
        line = self._line(key)
        place = f"{self._path}, line {line}" if line else str(self._path)
        where = "".join(f"{name}[{no}]." if no else f"{name}." for name, no in self._within)
        end = "" if what.endswith("?") else "."
        return self._error(f"{place}, key {where}{_shown(key)}: {what}{end}")

    def text(self, key: str, default: str | None = None, *, most: int = 300) -> str:
        """Return one line of text of 1 to `most` characters."""
        value = self._get(key, default)
        if isinstance(value, str) and value == default:
            return value
        return self._line_of_text(key, value, most)

    def texts(self, key: str, *, most: int = 300) -> tuple[str, ...]:
        """Return a list of lines of text without repetitions; () where the key is missing."""
        lines = tuple(self._line_of_text(key, item, most) for item in self._list(key))
        if len(set(lines)) != len(lines):
            raise self.fault(key, "the same text stands in it twice; leave one out")
        return lines

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number from `low` to `high`."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.fault(key, f"write a whole number from {low} to {high}, not {_shown(value)}")
        return value

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """Return a list of whole numbers from `low` to `high`; () where the key is missing."""
        found: list[int] = []
        for item in self._list(key):
            if isinstance(item, bool) or not isinstance(item, int) or not low <= item <= high:
                what = f"write whole numbers from {low} to {high}, not {_shown(item)}"
                raise self.fault(key, what)
            found.append(item)
        return tuple(found)

    def lists(self, key: str) -> bool:
        """Whether the value under a key is a list."""
        return isinstance(self._data.get(key), list)

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Return a number from `low` to `high`."""
        return self._number(key, self._get(key, default), low, high)

    def numbers(self, key: str, count: int, low: float, high: float) -> tuple[float, ...]:
        """Return a list of exactly `count` numbers from `low` to `high`."""
        values = self._list(key)
        if len(values) != count:
            raise self.fault(key, f"write a list of {count} numbers, not {_shown(values)}")
        return tuple(self._number(key, value, low, high) for value in values)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, f"write true or false, without quotes, not {_shown(value)}")
        return value

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        """Return the member of `kind` whose word is given."""
        return self._choose(key, kind, self._get(key, None))

    def choices(self, key: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        """Return the members of `kind` whose words are listed."""
        return tuple(self._choose(key, kind, item) for item in self._list(key))

    def word(self, key: str, allowed: Iterable[str], default: str) -> str:
        """Return one of the words in `allowed`."""
        return self._pick(key, tuple(allowed), self._get(key, default))

    def words(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Return a list of words out of `allowed`; () where the key is missing."""
        known = tuple(allowed)
        return tuple(self._pick(key, known, item) for item in self._list(key))

    def table(self, key: str) -> TomlTable:
        """Return the `[key]` table; an empty one where the key is missing."""
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(key, f"write it as a [{key}] table, not {_shown(value)}")
        return self._inner(key, 0, value)

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """Return the `[[key]]` tables, in their order."""
        found = []
        for number, item in enumerate(self._list(key), 1):
            if not isinstance(item, dict):
                raise self.fault(key, f"write it as [[{key}]] tables, not {_shown(item)}")
            found.append(self._inner(key, number, item))
        return tuple(found)

    def _inner(self, key: str, number: int, data: dict[str, object]) -> TomlTable:
        within = (*self._within, (key, number))
        return TomlTable(self._path, self._text, data, self._error, within=within)

    def _get(self, key: str, default: object) -> object:
        value = self._data.get(key, default)
        if value is None:
            raise self.fault(key, "it is missing; add it")
        return value

    def _list(self, key: str) -> list[object]:
        value = self._data.get(key, [])
        if not isinstance(value, list):
            raise self.fault(key, f'write a list such as ["…"], not {_shown(value)}')
        return value

    def _line_of_text(self, key: str, value: object, most: int) -> str:
        if not isinstance(value, str):
            raise self.fault(key, f"write text in quotes, not {_shown(value)}")
        if not value.strip():
            raise self.fault(key, "it is empty; write something or leave the key out")
        if not value.isprintable():
            raise self.fault(key, "it holds a line break or control character; take it out")
        if len(value) > most:
            raise self.fault(key, f"it has {len(value)} characters; {most} are the most")
        return value

    def _number(self, key: str, value: object, low: float, high: float) -> float:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or math.isnan(value)
            or not low <= value <= high
        ):
            raise self.fault(key, f"write a number from {low:g} to {high:g}, not {_shown(value)}")
        return float(value)

    def _choose(self, key: str, kind: type[_Choice], value: object) -> _Choice:
        words: dict[str, _Choice] = _words(kind)
        return words[self._pick(key, tuple(words), value)]

    def _pick(self, key: str, known: tuple[str, ...], value: object) -> str:
        if isinstance(value, str) and value in known:
            return value
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise self.fault(key, f"{_shown(value)} is not one of {', '.join(known)}{hint}")

    def _line(self, key: str) -> int:
        """Return the number of the line `key` stands on, 0 where it cannot be told."""
        lines = self._text.splitlines()
        first, inline = self._header(lines)
        if inline:
            return first
        return _find(lines, first, rf"""\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""") or first

    def _header(self, lines: list[str]) -> tuple[int, bool]:
        """Return the line on which this table begins, and whether it is written inline there.

        0 is the top of the file, or a place that cannot be told.
        """
        line, inline = 0, False
        for key, wanted in self._within:
            name = re.escape(key)
            headers = _find_all(lines, line, rf"\[\[\s*{name}\s*\]\]")
            if wanted and wanted <= len(headers):
                line = headers[wanted - 1]
                continue
            inline = inline or bool(wanted)
            line = _find(lines, line, rf"""\[?\s*["']?{name}["']?\s*[=\]]""") or line
            # One inline table to a line is how lists of them are written.
            if wanted and "{" not in lines[line - 1] and line + wanted <= len(lines):
                line += wanted
        return line, inline


@cache
def _words(kind: type[_Choice]) -> dict[str, _Choice]:
    """Return the members by their words; a plan asks nine hundred times for those of a dozen."""
    return {str(member.value): member for member in kind}


def _find(lines: list[str], after: int, pattern: str) -> int:
    return next(iter(_find_all(lines, after, pattern)), 0)


def _find_all(lines: list[str], after: int, pattern: str) -> list[int]:
    """Return the numbers of the lines after line `after` that begin with `pattern`."""
    start = re.compile(rf"\s*{pattern}")
    return [number for number, line in enumerate(lines, 1) if number > after and start.match(line)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?`, or "" when nothing in `known` is near `word`."""
    # Comparing takes the square of the length, and nothing that is known is so long.
    if len(word) > _LONGEST_MEANT:
        return ""
    # Only on the way to an error, so that a good file does not pay for it.
    from difflib import get_close_matches

    near = get_close_matches(word, tuple(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _shown(value: object) -> str:
    """Return `value` short and harmless enough to stand in a sentence."""
    text = value if isinstance(value, str) and value.isidentifier() else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def read_text(path: Path, error: type[StridetuiError]) -> str:
    """Return the text of a file of a sensible size. Raises `error` when it cannot be read."""
    try:
        if not path.is_file():
            # A pipe or a folder of that name: opening it could wait for ever.
            raise error(f"{path} is not a file; move it away or put a file there.")
        raw = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise error(f"{path} cannot be read ({reason}); check the file's rights.") from fault
    if len(raw) > MAX_BYTES:
        raise error(f"{path} is too large ({len(raw)} bytes); {MAX_BYTES} are the most.")
    try:
        # Some editors put a byte-order mark in front, which is no fault of the runner's.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise error(f"{path} is not UTF-8 text; save it as UTF-8.") from fault
