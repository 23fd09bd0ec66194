"""What a chart can be about: an exercise, its height or load, one link, a self-test."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.coach import names
from app.coach.insight import dose

if TYPE_CHECKING:
    from app.trainer.desk import Desk

WORK, TEST = "work", "test"
"""Marks in the id of a subject: the amount of an exercise, and a self-test."""


class Subject(NamedTuple):
    """What a chart can be about: a stable id, its name, and where it stands in a list."""

    id: str
    name: str
    group: str = ""


def nothing(_desk: Desk) -> tuple[Subject, ...]:
    """Return nothing to choose from."""
    return ()


def exercises(desk: Desk) -> tuple[Subject, ...]:
    """Return each exercise that was done and is rated, in the order of names."""
    found = [
        Subject(exercise_id, names.name_of(desk.library, exercise_id), "Exercises")
        for exercise_id in desk.store.series.exercise_ids()
        if exercise_id not in desk.library or desk.library[exercise_id].rated
    ]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def amounts(desk: Desk) -> tuple[Subject, ...]:
    """Return the exercises, then the height and the load of those that have one."""
    more = []
    for exercise_id, what in desk.store.series.weighted():
        name = names.name_of(desk.library, exercise_id)
        more.append(Subject(f"{exercise_id}:{what}", f"{name}: {what}", "Height and load"))
    return (*exercises(desk), *more)


def sided(desk: Desk) -> tuple[Subject, ...]:
    """Return what has a left and a right: control, the amount of a set, self-tests."""
    each = desk.store.series.one_legged()
    legged = [one for one in exercises(desk) if one.id in each]
    measured = {one.test for one in desk.store.measurements()}
    return (
        *(Subject(one.id, f"{one.name}: control", "Control") for one in legged),
        *(Subject(f"{one.id}:{WORK}", f"{one.name}: amount", "Amount of a set") for one in legged),
        *(
            Subject(f"{TEST}:{test.id}", test.title, "Self-tests")
            for test in desk.selftests.values()
            if test.sided and test.id in measured and not test.scores[0].choices
        ),
    )


def links(_desk: Desk) -> tuple[Subject, ...]:
    """Return all links together, then each of them."""
    return (
        Subject("", "All links"),
        *(Subject(link.value, f"{link.value.capitalize()} only") for link in dose.STACK),
    )


def tests(desk: Desk) -> tuple[Subject, ...]:
    """Return the scores of the self-tests that were done."""
    done = {(one.test, one.unit) for one in desk.store.measurements()}
    return tuple(
        Subject(
            f"{test.id}:{score.unit}",
            f"{test.title} ({score.unit})" if len(test.scores) > 1 else test.title,
        )
        for test in desk.selftests.values()
        for score in test.scores
        if (test.id, score.unit) in done
    )
