"""A coming session as a workout for a watch: sets, rests and waits as steps, rounds as repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from app.coach.model import SetRow, Unit
from data.exports.fit import profile, steps
from data.exports.fit.encoder import FitFile
from data.exports.fit.steps import Duration, Intensity, Step

Round = tuple[Step, ...]


def workout(
    title: str, rows: Sequence[SetRow], name: Callable[[str], str], made: datetime
) -> bytes:
    """Return the FIT file of a session laid out as `rows`; `name` gives an exercise's name.

    `made` is the instant of its making. Raises `UsageError` for a year that FIT cannot hold.
    """
    file = FitFile()
    steps.add_file_id(file, profile.FILE_WORKOUT, made)
    steps.add_workout(file, title, plan(rows, name))
    if rows:
        steps.add_titles(file, rows, name)
    return file.data


def plan(rows: Sequence[SetRow], name: Callable[[str], str]) -> tuple[Step, ...]:
    """Return the steps of a session. Rounds that are alike are one round and a repeat.

    A rest is a timed step. Where a stretch has been covered the way back is a step that the lap
    button ends: nobody's walk takes a given number of seconds.
    """
    found: list[Step] = []
    for _, exercise in groupby(rows, key=lambda row: (row.exercise_id, row.section)):
        for one, times in _rounds(list(exercise), rows, name):
            if times > 1:
                back = len(found)
                found += one
                again = Step("", Duration.REPEAT, back, Intensity.ACTIVE, times=times)
                found.append(again)
            else:
                found += one
    return tuple(found)


def _rounds(
    exercise: Sequence[SetRow], rows: Sequence[SetRow], name: Callable[[str], str]
) -> Iterator[tuple[Round, int]]:
    last = rows[-1].pos
    rounds = [
        tuple(
            step
            for row in same
            for step in (steps.step(row, name), *_between(row, rows, final=row.pos == last))
        )
        for _, same in groupby(exercise, key=lambda row: row.set_no)
    ]
    for one, alike in groupby(rounds):
        yield one, len(list(alike))


def _between(row: SetRow, rows: Sequence[SetRow], *, final: bool) -> Iterator[Step]:
    """Yield what lies between a set and the next one."""
    if final:
        return
    following = rows[row.pos + 1]
    if row.unit is Unit.METRES and following.exercise_id == row.exercise_id:
        notes = f"{row.rest_after} s are planned" if row.rest_after else ""
        yield Step("Walk back, then lap", Duration.LAP_BUTTON, 0, Intensity.REST, notes)
    elif row.rest_after:
        word = "Change legs" if row.switch else "Rest"
        yield Step(word, Duration.TIME, row.rest_after * 1000, Intensity.REST)
    elif following.unit is Unit.METRES:
        yield Step("At the line, then lap", Duration.LAP_BUTTON, 0, Intensity.REST)
