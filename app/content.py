"""The exercise library: what is shipped, and over it what a runner keeps in their own folder.

Each exercise is one TOML file, read when it is first looked up: a session names about ten, so
Today parses ten small files and not the whole library. A runner's file that cannot be read does no
harm: the shipped exercise of its name is used, and what is wrong with it can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.coach.model import Exercise, Library
from app.errors import ContentError
from app.exercise_file import EXTENDS, read_exercise
from app.paths import Paths
from app.toml_table import TomlTable, did_you_mean

if TYPE_CHECKING:
    from app.coach.library import Origin


def own_folder(paths: Paths) -> Path:
    """Return where a runner's own exercises lie; the folder need not be there."""
    return paths.content / "exercises"


def load_library(paths: Paths) -> ExerciseLibrary:
    """Return every exercise by id. Raises `ContentError` when the shipped folder is missing.

    Looking an exercise up raises `KeyError` when there is no such exercise, and `ContentError`
    when a shipped file is not what it has to be; a runner's own file never raises.
    """
    return ExerciseLibrary(paths.assets / "content" / "exercises", own_folder(paths))


class ExerciseLibrary(Mapping[str, Exercise]):
    """Exercises by id, parsed one at a time and kept; the runner's own come first."""

    def __init__(self, shipped: Path, own: Path | None) -> None:
        try:
            self._shipped = _files(shipped)
        except OSError as fault:
            raise ContentError(
                f"The exercises are missing from {shipped}; install stridetui again."
            ) from fault
        self._faults: dict[str, ContentError] = {}
        self._own = self._own_files(own) if own else {}
        self._read: dict[str, Exercise] = {}
        self._extending: set[str] = set()

    def __getitem__(self, exercise_id: str) -> Exercise:
        found = self._of_the_runner(exercise_id)
        if found is not None:
            return found
        if exercise_id not in self._read:
            self._read[exercise_id] = read_exercise(self._shipped[exercise_id])
        return self._read[exercise_id]

    def __contains__(self, exercise_id: object) -> bool:
        if exercise_id in self._shipped:
            return True
        return isinstance(exercise_id, str) and self._of_the_runner(exercise_id) is not None

    def __iter__(self) -> Iterator[str]:
        names = {*self._shipped, *self._own}
        return iter(sorted(name for name in names if name in self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def origin(self, exercise_id: str) -> Origin:
        """Say whose the exercise of this id is: shipped, or the runner's own and in which way."""
        # Only the library asks; a session need not wait for what it is made of.
        from app.coach.library import Origin

        if self._of_the_runner(exercise_id) is None:
            return Origin.SHIPPED
        if exercise_id not in self._shipped:
            return Origin.ADDED
        return Origin.EXTENDED if exercise_id in self._extending else Origin.REPLACED

    def own_files(self) -> Mapping[str, Path]:
        """Return the files of the runner's folder by the id each stands for, broken ones too."""
        return dict(self._own)

    def faults(self) -> Mapping[str, ContentError]:
        """Return what is wrong with the runner's files that were read so far, by id.

        "" stands for the folder itself. A file that was never looked up is not in it.
        """
        return dict(self._faults)

    def own_faults(self) -> tuple[ContentError, ...]:
        """Read every file of the runner's; return what is wrong with them."""
        for exercise_id in self._own:
            self._of_the_runner(exercise_id)
        return tuple(self._faults.values())

    def _own_files(self, folder: Path) -> dict[str, Path]:
        try:
            return _files(folder)
        except FileNotFoundError:
            return {}
        except OSError as fault:
            reason = fault.strerror or str(fault)
            self._faults[""] = ContentError(
                f"{folder} cannot be read as a folder ({reason}); your own exercises are left out "
                "until it can."
            )
            return {}

    def _of_the_runner(self, exercise_id: str) -> Exercise | None:
        """Return the runner's own exercise of this id; None where none can be read."""
        path = self._own.get(exercise_id)
        if path is None or exercise_id in self._faults:
            return None
        if exercise_id not in self._read:
            try:
                found = read_exercise(path, self._shipped.get(exercise_id))
                if TomlTable.load(path, ContentError).flag(EXTENDS, default=False):
                    self._extending.add(exercise_id)
            except ContentError as fault:
                instead = " The shipped one is used." if exercise_id in self._shipped else ""
                self._faults[exercise_id] = ContentError(f"{fault}{instead}")
                return None
            self._read[exercise_id] = found
        return self._read[exercise_id]


def _files(folder: Path) -> dict[str, Path]:
    """Return the TOML files of a folder by their stems; hidden ones are an editor's."""
    found = (path for path in folder.iterdir() if path.suffix == ".toml")
    return {path.stem: path for path in sorted(found) if not path.name.startswith(".")}


def validate_shipped(paths: Paths) -> tuple[ContentError, ...]:
    """Read every shipped exercise; return what is wrong, whatever a runner's files say."""
    return validate_all(ExerciseLibrary(paths.assets / "content" / "exercises", None))


def validate_all(library: Library) -> tuple[ContentError, ...]:
    """Read every exercise; return what is wrong, references to others included."""
    problems: list[ContentError] = []
    sound: list[Exercise] = []
    for exercise_id in library:
        try:
            sound.append(library[exercise_id])
        except ContentError as problem:
            problems.append(problem)
    for exercise in sound:
        problems += broken_references(exercise, library)
    return tuple(problems)


def broken_references(exercise: Exercise, library: Library) -> Iterator[ContentError]:
    """Return what is wrong with the ids of other exercises that this one names."""
    references = [("easier_ids", other) for other in exercise.easier_ids]
    references += [("harder_ids", other) for other in exercise.harder_ids]
    references += [("like", rung.like) for rung in exercise.rungs if rung.like]
    for key, other in references:
        if other == exercise.id:
            yield ContentError(f"{exercise.id}.toml, key {key}: it names itself; take it out.")
        elif other not in library:
            remedy = did_you_mean(other, library) or "; take it out."
            yield ContentError(
                f"{exercise.id}.toml, key {key}: there is no exercise {other!r}{remedy}"
            )
