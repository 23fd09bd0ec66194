"""Strict JSON: what is wrong is one `UsageError` that names the place in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from app.errors import UsageError

LARGEST = 16 * 1024 * 1024
"""Bytes; tens of thousands of sessions."""

_LONGEST_TEXT = 10_000

W = TypeVar("W", bound=StrEnum)


def parse(raw: bytes, name: str) -> object:
    """Return what `raw` holds, read from the file called `name`. Raises `UsageError`."""
    if len(raw) > LARGEST:
        raise UsageError(f"{name} is larger than {LARGEST // 1024**2} MB; split it.")
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not UTF-8 text; save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{name} is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise UsageError(f"{name} is nested too deeply to be a session.") from None
    except _TwiceError as error:
        raise UsageError(f"{name}: the key {error} stands twice in one object.") from None
    except ValueError:
        # What is left of json's refusals: a number with more digits than Python reads.
        raise UsageError(f"{name} holds a number that is far too long.") from None


class _TwiceError(Exception):
    """A key that stands twice in one object; JSON would silently keep the last."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(shown(key))
        found[key] = value
    return found


def shown(value: object) -> str:
    """Return a value as JSON, ASCII and short enough to stand in a sentence."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else f"{text[:37]}..."


class JsonObject:
    """A JSON object at a place that errors can name. `null` is the same as leaving a key out."""

    def __init__(self, value: object, place: str, what: str, keys: Sequence[str]) -> None:
        self.place = place
        if not isinstance(value, Mapping):
            raise self.wrong(f"is {shown(value)}", f"{what} is an object, in braces")
        self._values: Mapping[str, object] = value
        unknown = next((key for key in value if key not in keys), None)
        if unknown is not None:
            raise self.wrong(f"has the key {shown(unknown)}", f"{what} takes " + ", ".join(keys))

    def wrong(self, what: str, remedy: str) -> UsageError:
        """Return the error that says what is wrong here, and what to do."""
        return UsageError(f"{self.place}: this {what}; {remedy}.")

    def has(self, key: str) -> bool:
        """Return whether the key is there with a value."""
        return self._values.get(key) is not None

    def raw(self, key: str) -> Any:
        """Return the value as it is, or None."""
        return self._values.get(key)

    def text(self, key: str) -> str | None:
        """Return a text, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            raise self.wrong(
                f"has {shown(value)} for {key}", f"text of at most {_LONGEST_TEXT} characters"
            )
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where the key is missing."""
        value = self.raw(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.wrong(f"has {key} {value!r}", f"{key} is true or false")
        return value

    def whole(self, key: str, least: int, most: int) -> int | None:
        """Return a whole number from `least` to `most`, or None."""
        value = self.raw(key)
        if value is None:
            return None
        # True is an int to Python.
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(
                f"has {shown(value)} for {key}", f"give a whole number from {least} to {most}"
            )
        return value

    def number(self, key: str, least: float, most: float) -> float | None:
        """Return a number from `least` to `most`, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or not least <= value <= most
        ):
            raise self.wrong(
                f"has {shown(value)} for {key}", f"give a number from {least:g} to {most:g}"
            )
        return float(value)

    def word(self, key: str, words: type[W]) -> W | None:
        """Return one of the words, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in set(words):
            raise self.wrong(f"has {shown(value)} for {key}", "give one of " + ", ".join(words))
        return words(value)

    def objects(self, key: str, keys: Sequence[str]) -> list[JsonObject]:
        """Return a list that must hold at least one object; `exercises` become `exercise 1`."""
        value = self.raw(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"has no {key}", f"give {key} as a list, in square brackets")
        what = key.removesuffix("s")
        return [
            JsonObject(
                item,
                f"{self.place}, {what} {no}",
                f"an {what}" if what[0] == "e" else f"a {what}",
                keys,
            )
            for no, item in enumerate(value, start=1)
        ]
