"""An object of a JSON file: what is wrong is one `UsageError` that names the place in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from app.coach.reading import LONGEST_TEXT
from app.errors import UsageError
from app.trainer.strict_json import shown

LARGEST = 16 * 1024 * 1024
"""Bytes; tens of thousands of sessions."""

W = TypeVar("W", bound=StrEnum)


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
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise self.wrong(
                f"has {shown(value)} for {key}", f"text of at most {LONGEST_TEXT} characters"
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
