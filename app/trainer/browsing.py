"""Looking into the library: every exercise, whose it is, where it comes from, how it moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.library import Level, Origin, Source, Wanted, find, tag_of
from app.coach.model import Exercise
from app.errors import UsageError

if TYPE_CHECKING:
    from app.coach.movement import Movement
    from app.trainer.desk import Desk

_OWN = "own"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library as a whole, read once. `faults` are sentences about the runner's own files."""

    exercises: Mapping[str, Exercise]
    origins: Mapping[str, Origin]
    sources: Mapping[str, Source]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of an exercise, and what was taken from it; None where nobody knows the id."""

    id: str
    taken: str
    source: Source | None


def shelf(desk: Desk) -> Shelf:
    """Read the whole library. Raises `ContentError` only for what was shipped."""
    library = desk.library
    exercises = {exercise_id: library[exercise_id] for exercise_id in library}
    return Shelf(
        exercises,
        {exercise_id: library.origin(exercise_id) for exercise_id in exercises},
        desk.sources,
        own_faults(desk),
    )


def find_exercise(desk: Desk, asked: str, remedy: str = ".") -> str:
    """Return the id of the exercise with this id, name or other name, however it is spelt.

    Raises `UsageError`, with the nearest one or else `remedy`, where there is none.
    """
    word = " ".join(asked.replace("_", " ").replace("-", " ").split()).casefold()
    for exercise_id in desk.library:
        exercise = desk.library[exercise_id]
        names = (exercise.id.replace("_", " "), exercise.name, *exercise.synonyms)
        if word in {name.replace("-", " ").casefold() for name in names}:
            return exercise_id
    from app.toml_table import did_you_mean

    hint = did_you_mean(asked, desk.library)
    if not hint:
        # Part of a name, or a muscle.
        near = find(desk.library.values(), Wanted(word)) if word else ()
        hint = f"; did you mean {near[0].id}?" if near else remedy
    raise UsageError(f"There is no exercise {asked[:60]!a}{hint}")


def own_faults(desk: Desk) -> tuple[str, ...]:
    """Return a sentence for each of the runner's own exercise files that cannot be used."""
    return tuple(str(fault) for fault in desk.library.own_faults())


def citations(exercise: Exercise, sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """Return where an exercise comes from, in the order of its file."""
    split = (tag_of(text) for text in exercise.sources)
    return tuple(Citation(tag, taken, _source(tag, sources)) for tag, taken in split)


def _source(tag: str, sources: Mapping[str, Source]) -> Source | None:
    if tag == _OWN:
        return Source(_OWN, Level.JUDGEMENT, "your own file")
    return sources.get(tag)


def known_tag(tag: str, sources: Mapping[str, Source]) -> bool:
    """Say whether a source's id stands in the list, or is the runner's own."""
    return _source(tag, sources) is not None


def movement(desk: Desk, exercise: Exercise, rung: str | None = None) -> Movement | None:
    """Return how an exercise looks on a rung; None where it has no poses."""
    from app.coach.movement import movement_for

    return movement_for(desk.poses, exercise, rung)
