"""What a session's steps look like in a FIT file; both kinds of file have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum

from app.coach.frozen import dataclass
from app.coach.model import Section, SetRow, Unit
from app.coach.player.pace import period
from data.exports.fit import profile
from data.exports.fit.encoder import Base, Field, FitFile, instant
from data.exports.fit.profile import Kind


class Duration(IntEnum):
    """What ends a step."""

    TIME = 0
    DISTANCE = 1
    LAP_BUTTON = 5
    REPEAT = 6
    REPS = 29


class Intensity(IntEnum):
    """What a step is for."""

    ACTIVE = 0
    REST = 1
    WARM_UP = 2
    COOL_DOWN = 3


_INTENSITY = {
    Section.OPENING: Intensity.WARM_UP,
    Section.MAIN: Intensity.ACTIVE,
    Section.CLOSING: Intensity.COOL_DOWN,
}
_NO_TARGET = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `value` is milliseconds, centimetres, repetitions, or 0 for the lap button.

    For `Duration.REPEAT` it is the index of the step to go back to, and `times` how often the
    steps are done in all.
    """

    name: str
    ends: Duration
    value: int
    intensity: Intensity
    notes: str = ""
    kind: Kind | None = None
    load_kg: float | None = None
    times: int = 0


def step(row: SetRow, name: Callable[[str], str], amount: int | None = None) -> Step:
    """Return the step of a set: repetitions, a time or a distance."""
    count = row.target if amount is None else amount
    ends, value = _ends(row, count)
    return Step(
        profile.named(name(row.exercise_id), row.side),
        ends,
        value,
        _INTENSITY[row.section],
        kind=profile.kind_of(row.exercise_id),
        load_kg=row.load_kg,
    )


def _ends(row: SetRow, count: int) -> tuple[Duration, int]:
    if row.unit is Unit.SECONDS:
        return Duration.TIME, count * 1000
    if row.unit is Unit.MINUTES:
        return Duration.TIME, round(count * period(row) * 1000)
    if row.unit is Unit.METRES:
        return Duration.DISTANCE, count * 100
    return Duration.REPS, count


def done(rows: Sequence[SetRow], name: Callable[[str], str]) -> tuple[Step, ...]:
    """Return a step for each set that was done, with what was done."""
    return tuple(step(row, name, row.actual) for row in rows)


def add_file_id(file: FitFile, kind: int, at: datetime) -> None:
    """Add the message every file begins with."""
    file.add(
        profile.FILE_ID,
        (
            Field(0, Base.ENUM, kind),
            Field(1, Base.UINT16, profile.DEVELOPMENT),
            Field(2, Base.UINT16, 1),
            Field(3, Base.UINT32Z, 1),
            Field(4, Base.UINT32, instant(at)),
            Field(8, Base.STRING, "stridetui"),
        ),
    )


def add_workout(file: FitFile, title: str, steps: Sequence[Step]) -> None:
    """Add the head of a workout and its steps, numbered from 0."""
    named = (Field(8, Base.STRING, title),) if title.strip() else ()
    file.add(
        profile.WORKOUT,
        (
            Field(4, Base.ENUM, profile.TRAINING),
            Field(11, Base.ENUM, profile.STRENGTH_TRAINING),
            Field(6, Base.UINT16, len(steps)),
            *named,
        ),
    )
    for number, one in enumerate(steps):
        file.add(profile.WORKOUT_STEP, (*_step(number, one),))


def _step(number: int, one: Step) -> Iterator[Field]:
    yield Field(profile.MESSAGE_INDEX, Base.UINT16, number)
    yield Field(1, Base.ENUM, one.ends)
    if one.ends is Duration.REPEAT:
        yield Field(2, Base.UINT32, one.value)
        yield Field(4, Base.UINT32, one.times)
        return
    yield Field(0, Base.STRING, one.name)
    if one.ends is not Duration.LAP_BUTTON:
        yield Field(2, Base.UINT32, one.value)
    yield Field(3, Base.ENUM, _NO_TARGET)
    yield Field(7, Base.ENUM, one.intensity)
    if one.notes:
        yield Field(8, Base.STRING, one.notes)
    if one.kind is not None:
        yield Field(10, Base.UINT16, one.kind.category)
        if one.kind.name is not None:
            yield Field(11, Base.UINT16, one.kind.name)
    if one.load_kg is not None:
        yield Field(12, Base.UINT16, round(one.load_kg * 100))
        yield Field(13, Base.UINT16, profile.KILOGRAM)


def add_titles(file: FitFile, rows: Sequence[SetRow], name: Callable[[str], str]) -> None:
    """Add our own name for each category and entry, the way watches show it.

    Two exercises may be one entry of the profile; the steps' names still tell them apart.
    """
    titles: dict[Kind, str] = {}
    for row in rows:
        titles.setdefault(profile.kind_of(row.exercise_id), name(row.exercise_id))
    for number, (kind, words) in enumerate(titles.items()):
        entry = (Field(1, Base.UINT16, kind.name),) if kind.name is not None else ()
        file.add(
            profile.EXERCISE_TITLE,
            (
                Field(profile.MESSAGE_INDEX, Base.UINT16, number),
                Field(0, Base.UINT16, kind.category),
                *entry,
                Field(2, Base.STRING, words),
            ),
        )
