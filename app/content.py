"""The exercise library: one TOML file per exercise, each read when it is first looked up.

A session names about ten exercises, so Today parses ten small files and not the whole library.
The file's name is the exercise's id. `validate_all` is for tests and for whoever edits content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.coach.model import Demand, Exercise, Laterality, Library, Link, Place, Rung, Tempo, Unit
from app.errors import ContentError
from app.paths import Paths
from app.toml_table import TomlTable, did_you_mean

KIT = ("step", "box", "bench", "wall", "strap", "hill", "grass")
"""What an exercise can be impossible without; D.7.9 says what is done instead."""

_KEYS = (
    "name",
    "purpose",
    "links",
    "laterality",
    "unit",
    "seconds_per_unit",
    "demand",
    "tempo",
    "hold_seconds",
    "leg_rest",
    "set_rest",
    "long_set_rest",
    "seconds_per_metre",
    "contacts",
    "rated",
    "synonyms",
    "muscles",
    "dose",
    "places",
    "kit",
    "handy",
    "entry",
    "cues",
    "faults",
    "stops",
    "easier",
    "harder",
    "easier_ids",
    "harder_ids",
    "sources",
    "provisional",
    "pose",
    "rungs",
)
_RUNG_KEYS = ("id", "name", "laterality", "hand", "like", "demand", "contacts")

_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
# A digest tag (S2, X47, J, B.0, D.7.4) and what was taken from there.
_SOURCE = re.compile(r"(S[0-4]|X\d{1,2}[a-e]?|J|[A-G](\.\d+)+): \S.*")

_LONGEST_UNIT = 600.0
_LONGEST_REST = 600
_MOST_CONTACTS = 10.0


def load_library(paths: Paths) -> Library:
    """Return every exercise by id. Raises `ContentError` when the folder is missing.

    Looking an exercise up raises `ContentError` when its file is not what it has to be, and
    `KeyError` when there is no such exercise.
    """
    return _Exercises(paths.assets / "content" / "exercises")


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
        problems += _broken_references(exercise, library)
    return tuple(problems)


def _broken_references(exercise: Exercise, library: Library) -> Iterator[ContentError]:
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


class _Exercises(Mapping[str, Exercise]):
    """The files of a folder as exercises, parsed one at a time and kept."""

    def __init__(self, folder: Path) -> None:
        try:
            files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        except OSError as fault:
            raise ContentError(
                f"The exercises are missing from {folder}; install stridetui again."
            ) from fault
        self._files = {path.stem: path for path in files}
        self._read: dict[str, Exercise] = {}

    def __getitem__(self, exercise_id: str) -> Exercise:
        if exercise_id not in self._read:
            self._read[exercise_id] = read_exercise(self._files[exercise_id])
        return self._read[exercise_id]

    def __contains__(self, exercise_id: object) -> bool:
        return exercise_id in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def read_exercise(path: Path) -> Exercise:
    """Return the exercise in `path`, its id the file's name. Raises `ContentError`."""
    if not _ID.fullmatch(path.stem):
        raise ContentError(
            f"{path}: the file's name is the exercise's id; use 2 to 40 small letters, digits "
            "and underscores, a letter first."
        )
    table = TomlTable.load(path, ContentError)
    table.only(_KEYS)
    exercise = Exercise(
        id=path.stem,
        name=table.text("name", most=40),
        purpose=table.text("purpose"),
        links=table.choices("links", Link),
        laterality=table.choice("laterality", Laterality),
        unit=table.choice("unit", Unit),
        seconds_per_unit=table.number("seconds_per_unit", 0.1, _LONGEST_UNIT),
        demand=table.choice("demand", Demand),
        tempo=_tempo(table),
        hold_seconds=table.whole("hold_seconds", 0, 60, 0),
        leg_rest=table.whole("leg_rest", 0, _LONGEST_REST, 0),
        set_rest=table.whole("set_rest", 0, _LONGEST_REST, 0),
        long_set_rest=table.whole("long_set_rest", 0, _LONGEST_REST, 0),
        seconds_per_metre=table.number("seconds_per_metre", 0, 10, 0),
        contacts=table.number("contacts", 0, _MOST_CONTACTS, 0),
        rated=table.flag("rated", default=True),
        synonyms=table.texts("synonyms"),
        muscles=table.texts("muscles"),
        dose=table.text("dose", ""),
        places=table.choices("places", Place) if "places" in table else (Place.HOME,),
        kit=table.words("kit", KIT),
        handy=table.texts("handy"),
        entry=table.texts("entry"),
        cues=table.texts("cues"),
        faults=table.texts("faults"),
        stops=table.texts("stops"),
        rungs=_rungs(table),
        easier=table.texts("easier"),
        harder=table.texts("harder"),
        easier_ids=_ids(table, "easier_ids"),
        harder_ids=_ids(table, "harder_ids"),
        sources=_sources(table),
        provisional=table.text("provisional", ""),
        pose=table.text("pose") if "pose" in table else None,
    )
    _check_together(exercise, table)
    return exercise


def _check_together(exercise: Exercise, table: TomlTable) -> None:
    """Refuse values that are each allowed and contradict one another."""
    if exercise.unit is Unit.HOLDS and not exercise.hold_seconds:
        raise table.fault("hold_seconds", 'it is missing; unit "holds" needs it')
    if exercise.unit is not Unit.HOLDS and exercise.hold_seconds:
        raise table.fault("hold_seconds", 'only unit "holds" has it; take it out')
    if exercise.hold_seconds > exercise.seconds_per_unit:
        raise table.fault("hold_seconds", "a hold cannot outlast seconds_per_unit; raise that")
    if exercise.tempo and exercise.tempo.seconds > exercise.seconds_per_unit:
        raise table.fault(
            "tempo",
            f"it takes {exercise.tempo.seconds} s, more than seconds_per_unit "
            f"({exercise.seconds_per_unit:g}); change one of them",
        )
    if not exercise.places:
        raise table.fault("places", "it is empty; name at least one place")


def _tempo(table: TomlTable) -> Tempo | None:
    if "tempo" not in table:
        return None
    try:
        tempo = Tempo.parse(table.text("tempo"))
    except ValueError as fault:
        raise table.fault("tempo", str(fault)) from fault
    if not tempo.seconds:
        raise table.fault("tempo", "it takes no time; leave the key out for a free rhythm")
    return tempo


def _rungs(table: TomlTable) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    for entry in table.tables("rungs"):
        entry.only(_RUNG_KEYS)
        rung_id = _id(entry, "id", entry.text("id"))
        if any(rung.id == rung_id for rung in rungs):
            raise entry.fault("id", f"there are two rungs {rung_id}; rename one")
        rungs.append(
            Rung(
                id=rung_id,
                name=entry.text("name", most=40),
                laterality=entry.choice("laterality", Laterality)
                if "laterality" in entry
                else None,
                hand=entry.flag("hand", default=False),
                like=_id(entry, "like", entry.text("like")) if "like" in entry else None,
                demand=entry.choice("demand", Demand) if "demand" in entry else None,
                contacts=entry.number("contacts", 0, _MOST_CONTACTS)
                if "contacts" in entry
                else None,
            )
        )
    return tuple(rungs)


def _ids(table: TomlTable, key: str) -> tuple[str, ...]:
    return tuple(_id(table, key, item) for item in table.texts(key))


def _id(table: TomlTable, key: str, text: str) -> str:
    if not _ID.fullmatch(text):
        raise table.fault(key, f"{text!r} is no id; use small letters, digits and underscores")
    return text


def _sources(table: TomlTable) -> tuple[str, ...]:
    sources = table.texts("sources")
    if not sources:
        raise table.fault("sources", 'it is missing; name at least one, such as "J: dose"')
    for source in sources:
        if not _SOURCE.fullmatch(source):
            raise table.fault(
                "sources", f'{source!r} is no source; write it as "S2: what was taken from it"'
            )
    return sources
