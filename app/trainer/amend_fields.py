"""A field of an entry as people see and type it, and reading what was typed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from app.clock import zone_called
from app.coach import reading
from app.coach.day_text import parse_day, parse_time
from app.coach.frozen import dataclass
from app.errors import UsageError

_YES = {"yes": True, "y": True, "no": False, "n": False}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing of an entry that can be changed.

    `key` is what the command line calls it, `label` what people read, `group` what it belongs
    to, such as an exercise. `value` is what stands there, as it would be typed; "" is nothing.
    `choices` are the words it can be; `hint` says what can be written; `needed` that nothing
    cannot stand there, and `without` what it means where it can; `keyed` that it puts a set in
    or takes one out, which has a key of its own on the screen.
    """

    key: str
    label: str
    value: str
    group: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    keyed: bool = False
    without: str = "nothing"


def text(key: str, given: str, most: int = reading.LONGEST_TEXT) -> str:
    """Read a note, a title or other words, of so many letters at most."""
    if len(given) > most:
        raise UsageError(f"{key} has more than {most} letters; write a shorter one.")
    return given


def whole(key: str, given: str, low: int, high: int) -> int | None:
    """Read a whole number, or nothing."""
    if given.strip() in {"", "-"}:
        return None
    value = reading.whole(given, low, high)
    if value is None:
        raise UsageError(
            f"{key} is a whole number from {low} to {high}, or nothing; not {given[:30]!a}."
        )
    return value


def number(key: str, given: str, low: float, high: float) -> float | None:
    """Read a figure, or a time such as 13:40, or nothing."""
    if given.strip() in {"", "-"}:
        return None
    try:
        value = reading.figure(given)
    except ValueError as error:
        raise UsageError(f"{key}: {error}.") from error
    if not low <= value <= high:
        raise UsageError(f"{key} is from {low:g} to {high:g}; not {reading.written(value)}.")
    return value


def word(key: str, given: str, choices: Collection[str]) -> str | None:
    """Read one of a few words, or nothing."""
    said = given.strip().casefold()
    if said in {"", "-"}:
        return None
    if said not in choices:
        raise UsageError(f"{key} is one of {', '.join(choices)}, or nothing; not {given[:30]!a}.")
    return said


def yes(key: str, given: str) -> bool:
    """Read yes or no."""
    said = given.strip().casefold()
    if said not in _YES:
        raise UsageError(f"{key} is yes or no; not {given[:30]!a}.")
    return _YES[said]


def day(given: str, today: date) -> date:
    """Read a training day, not one to come."""
    try:
        found = parse_day(given.strip())
    except ValueError as error:
        raise UsageError(f"day {given[:30]!a} is no day; {error}.") from error
    if found > today:
        raise UsageError(f"{found} is still to come; write a day that has been.")
    return found


def hour(given: str) -> time:
    """Read when something began."""
    try:
        return parse_time(given.strip())
    except ValueError as error:
        raise UsageError(f"time {given[:30]!a} is no time of day; {error}.") from error


# --- moving something to another day or hour -----------------------------------------------


def local(instant: datetime, zone: str) -> datetime:
    """Return an instant as the clocks of that zone showed it."""
    return instant.astimezone(zone_called(zone))


def moved(
    began: datetime, zone: str, was: date, new_day: date | None, new_hour: time | None
) -> timedelta:
    """Return by how much an entry moves that goes to another day or hour of its own zone.

    The hour on the wall stays where only the day changes, so that the night of a clock change
    moves it by an hour more or less. An entry that began after midnight of its day stays so.
    """
    then = local(began, zone)
    later = then.date() - was
    wall = new_hour or then.time()
    on = (new_day or was) + later
    # Fold tells the two hours past two of that night apart; an entry stays in its own.
    there = datetime.combine(on, wall.replace(fold=then.fold), zone_called(zone))
    return there.astimezone(UTC) - began
