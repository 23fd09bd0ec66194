"""The shape of a session that was done without the timer, read from JSON.

Only the shape is judged here: keys, kinds and ranges. Whether the exercise is known and its sides
and unit fit is `app.trainer.diary`'s. Whatever is wrong is one `UsageError` that names the place,
such as `exercise 2, set 3`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from app.coach.model import Side, Tempo, Unit
from app.errors import UsageError

LARGEST = 16 * 1024 * 1024
"""Bytes; tens of thousands of sessions."""

_MOST = 100_000
_LONGEST_TEXT = 10_000
_UNITS = tuple(str(unit) for unit in Unit)
_SESSION_KEYS = ("date", "time", "minutes", "title", "note", "session", "exercises")
_EXERCISE_KEYS = (
    "id",
    "rung",
    "tempo",
    "load_kg",
    "height_cm",
    "control",
    "effort",
    "pain",
    "pain_place",
    "sets",
)
_SET_KEYS = ("side", *_UNITS, "target", "pain", "note")

W = TypeVar("W", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TypedSet:
    """One set as typed. `place` names it; `side` is None where none was given."""

    place: str
    side: Side | None
    unit: Unit
    amount: int
    target: int | None
    pain: int | None
    note: str


@dataclass(frozen=True, slots=True)
class TypedExercise:
    """One exercise as typed; what was not given is None."""

    place: str
    id: str
    rung: str | None
    tempo: Tempo | None
    load_kg: float | None
    height_cm: int | None
    control: Mapping[Side, int]
    effort: int | None
    pain: int | None
    pain_place: str
    sets: tuple[TypedSet, ...]


@dataclass(frozen=True, slots=True)
class TypedSession:
    """One session as typed; `slot_key` names a place in the plan."""

    place: str
    day: date
    time: time | None
    minutes: int | None
    title: str
    note: str
    slot_key: str | None
    exercises: tuple[TypedExercise, ...]


def read(raw: bytes, name: str) -> tuple[TypedSession, ...]:
    """Return the sessions in `raw`, one object or a list of them, from the file called `name`.

    Raises `UsageError` for the first thing that is not as it has to be.
    """
    content = _parse(raw, name)
    if isinstance(content, list):
        if not content:
            raise UsageError(f"{name}: the list is empty; there is nothing to store.")
        return tuple(
            _session(_Object(item, f"{name}, session {no}", "a session", _SESSION_KEYS))
            for no, item in enumerate(content, start=1)
        )
    return (_session(_Object(content, name, "a session", _SESSION_KEYS)),)


def _parse(raw: bytes, name: str) -> object:
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
            raise _TwiceError(_shown(key))
        found[key] = value
    return found


def _session(given: _Object) -> TypedSession:
    return TypedSession(
        place=given.place,
        day=_day(given),
        time=_time(given),
        minutes=given.whole("minutes", 1, 24 * 60),
        title=given.text("title") or "",
        note=given.text("note") or "",
        slot_key=given.text("session"),
        exercises=tuple(_exercise(item) for item in given.objects("exercises", _EXERCISE_KEYS)),
    )


def _exercise(given: _Object) -> TypedExercise:
    exercise_id = given.text("id")
    if not exercise_id:
        raise given.wrong("has no id", "give the exercise's, such as forward_lunge")
    return TypedExercise(
        place=given.place,
        id=exercise_id,
        rung=given.text("rung"),
        tempo=_tempo(given),
        load_kg=given.number("load_kg", 0, 1000),
        height_cm=given.whole("height_cm", 0, 300),
        control=_control(given),
        effort=given.whole("effort", 0, 10),
        pain=given.whole("pain", 0, 10),
        pain_place=given.text("pain_place") or "",
        sets=tuple(_set(item) for item in given.objects("sets", _SET_KEYS)),
    )


def _set(given: _Object) -> TypedSet:
    units = [unit for unit in _UNITS if given.has(unit)]
    if len(units) != 1:
        raise given.wrong(
            "says twice how much was done" if units else "does not say how much was done",
            "give one of " + ", ".join(_UNITS),
        )
    amount = given.whole(units[0], 0, _MOST)
    assert amount is not None
    return TypedSet(
        place=given.place,
        side=given.word("side", Side),
        unit=Unit(units[0]),
        amount=amount,
        target=given.whole("target", 0, _MOST),
        pain=given.whole("pain", 0, 10),
        note=given.text("note") or "",
    )


def _day(given: _Object) -> date:
    text = given.text("date")
    try:
        # Length: `fromisoformat` also takes 20261120 and 2026-W47-5.
        if text is None or len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        said = "has no date" if text is None else f"has the date {_shown(text)}"
        raise given.wrong(said, "write it as 2026-11-20") from None


def _time(given: _Object) -> time | None:
    text = given.text("time")
    if text is None:
        return None
    try:
        if len(text) != 5:
            raise ValueError
        return time.fromisoformat(text)
    except ValueError:
        raise given.wrong(f"has the time {_shown(text)}", "write it as 18:30") from None


def _tempo(given: _Object) -> Tempo | None:
    text = given.text("tempo")
    try:
        return None if text is None else Tempo.parse(text)
    except ValueError:
        raise given.wrong(
            f"has the tempo {_shown(text)}", "write it as four whole seconds, such as 2-0-1-0"
        ) from None


def _control(given: _Object) -> dict[Side, int]:
    """Read control: a number for exercises of both legs, or one for each side."""
    if not given.has("control"):
        return {}
    if not isinstance(given.raw("control"), Mapping):
        value = given.whole("control", 1, 5)
        assert value is not None
        return {Side.BOTH: value}
    sides = _Object(given.raw("control"), f"{given.place}, control", "control", tuple(Side))
    values = {side: sides.whole(side, 1, 5) for side in Side}
    return {side: value for side, value in values.items() if value is not None}


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else f"{text[:37]}..."


class _Object:
    """A JSON object at a place that errors can name. `null` is the same as leaving a key out."""

    def __init__(self, value: object, place: str, what: str, keys: Sequence[str]) -> None:
        self.place = place
        if not isinstance(value, Mapping):
            raise self.wrong(f"is {_shown(value)}", f"{what} is an object, in braces")
        self._values: Mapping[str, object] = value
        unknown = next((key for key in value if key not in keys), None)
        if unknown is not None:
            raise self.wrong(f"has the key {_shown(unknown)}", f"{what} takes " + ", ".join(keys))

    def wrong(self, what: str, remedy: str) -> UsageError:
        """Return the error that says what is wrong here, and what to do."""
        return UsageError(f"{self.place}: this {what}; {remedy}.")

    def has(self, key: str) -> bool:
        return self._values.get(key) is not None

    def raw(self, key: str) -> Any:
        return self._values.get(key)

    def text(self, key: str) -> str | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            raise self.wrong(
                f"has {_shown(value)} for {key}", f"text of at most {_LONGEST_TEXT} characters"
            )
        return value

    def whole(self, key: str, least: int, most: int) -> int | None:
        value = self.raw(key)
        if value is None:
            return None
        # True is an int to Python.
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(
                f"has {_shown(value)} for {key}", f"give a whole number from {least} to {most}"
            )
        return value

    def number(self, key: str, least: float, most: float) -> float | None:
        value = self.raw(key)
        if value is None:
            return None
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or not least <= value <= most
        ):
            raise self.wrong(
                f"has {_shown(value)} for {key}", f"give a number from {least:g} to {most:g}"
            )
        return float(value)

    def word(self, key: str, words: type[W]) -> W | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in set(words):
            raise self.wrong(
                f"has {_shown(value)} for {key}", "give one of " + ", ".join(words)
            )
        return words(value)

    def objects(self, key: str, keys: Sequence[str]) -> list[_Object]:
        """Return a list that must hold at least one object; `exercises` become `exercise 1`."""
        value = self.raw(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"has no {key}", f"give {key} as a list, in square brackets")
        what = key.removesuffix("s")
        return [
            _Object(item, f"{self.place}, {what} {no}", f"an {what}" if what[0] == "e" else f"a {what}", keys)
            for no, item in enumerate(value, start=1)
        ]
