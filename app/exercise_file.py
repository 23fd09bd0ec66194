"""Reads one exercise from its TOML file. The file's name is the exercise's id.

A runner's own file may stand in for a shipped one, or, with `extends = true`, change some of its
keys. What the rules of the plan count on has to stay as shipped.
"""

from __future__ import annotations

import re
from pathlib import Path

from app.coach.frozen import replace
from app.coach.model import Demand, Exercise, Laterality, Link, Place, Rung, Tempo, Unit
from app.errors import ContentError
from app.toml_table import TomlTable

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
    "bare_cues",
    "faults",
    "stops",
    "notes",
    "easier",
    "harder",
    "easier_ids",
    "harder_ids",
    "sources",
    "provisional",
    "pose",
    "bare_pose",
    "rungs",
)
_RUNG_KEYS = ("id", "name", "laterality", "hand", "like", "demand", "contacts", "cues")

_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
# A tag of sources.toml (S2, X47, J, D.7.4) or the runner's `own`, and what was taken from there.
_SOURCE = re.compile(r"(S[0-4]|X\d{1,2}[a-e]?|J|own|[A-G](\.\d+)+): \S.*")

EXTENDS = "extends"
"""Says that a runner's file only changes some keys of the shipped exercise of its name."""

# What sets, spacing, budgets and ratings are worked out from (D.2, D.7.2).
_COUNTED_ON = (
    "laterality",
    "unit",
    "demand",
    "contacts",
    "hold_seconds",
    "rated",
)

_LONGEST_UNIT = 600.0
_LONGEST_REST = 600
_MOST_CONTACTS = 10.0


def read_exercise(path: Path, shipped: Path | None = None) -> Exercise:
    """Return the exercise in `path`, its id the file's name. Raises `ContentError`.

    `shipped` is the file of the exercise that `path` stands in for, where there is one: with
    `extends = true` it gives every key that `path` leaves out.
    """
    if not _ID.fullmatch(path.stem):
        raise ContentError(
            f"{path}: the file's name is the exercise's id; use 2 to 40 small letters, digits "
            "and underscores, a letter first."
        )
    table = TomlTable.load(path, ContentError)
    table.only((*_KEYS, EXTENDS))
    standard = TomlTable.load(shipped, ContentError) if shipped else None
    if table.flag(EXTENDS, default=False):
        if standard is None:
            raise table.fault(EXTENDS, "no shipped exercise has this name; leave the key out")
        table = table.over(standard)
    exercise = _exercise(path.stem, table)
    if standard is not None and shipped is not None:
        _check_rules(exercise, _exercise(shipped.stem, standard), table)
    return exercise


def _exercise(exercise_id: str, table: TomlTable) -> Exercise:
    exercise = Exercise(
        id=exercise_id,
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
        bare_cues=table.texts("bare_cues"),
        faults=table.texts("faults"),
        stops=table.texts("stops"),
        notes=table.texts("notes"),
        rungs=_rungs(table),
        easier=table.texts("easier"),
        harder=table.texts("harder"),
        easier_ids=_ids(table, "easier_ids"),
        harder_ids=_ids(table, "harder_ids"),
        sources=_sources(table),
        provisional=table.text("provisional", ""),
        pose=table.text("pose") if "pose" in table else None,
        bare_pose=table.text("bare_pose") if "bare_pose" in table else None,
    )
    _check_together(exercise, table)
    return exercise


def _check_rules(exercise: Exercise, shipped: Exercise, table: TomlTable) -> None:
    """Refuse a stand-in under which the plan's rules would no longer hold."""
    for key in _COUNTED_ON:
        if getattr(exercise, key) != getattr(shipped, key):
            raise table.fault(
                key,
                "the plan's rules count on it; keep it as the shipped exercise has it, or give the "
                "file another name",
            )
    # A rung may be called anything and told in any words, but what it is has to stay.
    forms, standard = (
        tuple(replace(rung, name="", cues=()) for rung in each.rungs)
        for each in (exercise, shipped)
    )
    if forms != standard:
        raise table.fault(
            "rungs",
            "the plan climbs by them; keep the shipped ones in their order, only their names may "
            "change",
        )


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
                cues=entry.texts("cues") if "cues" in entry else (),
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
