"""The shape of a session that was done without the timer, read from JSON.

Only the shape is judged here: keys, kinds and ranges. Whether the exercise is known and its sides
and unit fit is `app.trainer.diary`'s. Whatever is wrong is one `UsageError` that names the place,
such as `exercise 2, set 3`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from app.coach.day_text import parse_day, parse_time
from app.coach.frozen import dataclass
from app.coach.model import Side, Tempo, Unit
from app.errors import UsageError
from app.trainer.json_object import LARGEST, JsonObject
from app.trainer.strict_json import parse, shown

_MOST = 100_000
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
    "sharp",
    "bone",
    "sets",
)
_SET_KEYS = ("side", *_UNITS, "target", "pain", "note")


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
    sharp: bool
    bone: bool
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
    content = parse(raw, name, UsageError, LARGEST)
    if isinstance(content, list):
        if not content:
            raise UsageError(f"{name}: the list is empty; there is nothing to store.")
        return tuple(
            _session(JsonObject(item, f"{name}, session {no}", "a session", _SESSION_KEYS))
            for no, item in enumerate(content, start=1)
        )
    return (_session(JsonObject(content, name, "a session", _SESSION_KEYS)),)


def _session(given: JsonObject) -> TypedSession:
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


def _exercise(given: JsonObject) -> TypedExercise:
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
        sharp=given.flag("sharp"),
        bone=given.flag("bone"),
        sets=tuple(_set(item) for item in given.objects("sets", _SET_KEYS)),
    )


def _set(given: JsonObject) -> TypedSet:
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


def _day(given: JsonObject) -> date:
    text = given.text("date")
    if text is None:
        raise given.wrong("has no date", "write it as 2026-11-20")
    try:
        return parse_day(text)
    except ValueError as error:
        raise given.wrong(f"has the date {shown(text)}", str(error)) from None


def _time(given: JsonObject) -> time | None:
    text = given.text("time")
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError as error:
        raise given.wrong(f"has the time {shown(text)}", str(error)) from None


def _tempo(given: JsonObject) -> Tempo | None:
    text = given.text("tempo")
    try:
        return None if text is None else Tempo.parse(text)
    except ValueError:
        raise given.wrong(
            f"has the tempo {shown(text)}", "write it as four whole seconds, such as 2-0-1-0"
        ) from None


def _control(given: JsonObject) -> dict[Side, int]:
    """Read control: a number for exercises of both legs, or one for each side."""
    if not given.has("control"):
        return {}
    if not isinstance(given.raw("control"), Mapping):
        value = given.whole("control", 1, 5)
        assert value is not None
        return {Side.BOTH: value}
    sides = JsonObject(given.raw("control"), f"{given.place}, control", "control", tuple(Side))
    values = {side: sides.whole(side, 1, 5) for side in Side}
    return {side: value for side, value in values.items() if value is not None}
