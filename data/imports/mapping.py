"""Which column of a foreign table is what, read from TOML.

The mappings of other programs are in `assets/content/mappings`; a runner may name a file of
their own. A table is known by the columns that its mapping calls for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import UsageError
from app.toml_table import TomlTable

FIELDS = (
    *("start", "title", "end", "duration", "duration_seconds", "exercise", "set", "warm_up"),
    *("reps", "weight", "weight_kg", "weight_lb", "weight_unit"),
    *("distance", "distance_m", "distance_km", "distance_miles", "distance_unit"),
    *("seconds", "time", "effort", "side", "note", "exercise_note", "session_note"),
)
"""What a column can be. `time` is H:MM:SS, `effort` goes to the note of its set."""

WORDS = ("skip", "warm_up", "drop", "failure")
"""What the cells of the column `set` can mean beside a number."""

WEIGHT_UNITS = {"kg": 1.0, "lb": 0.45359237}
DISTANCE_UNITS = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048}
_ASK = "ask"


@dataclass(frozen=True, slots=True)
class Layout:
    """How one program writes its table.

    `columns` maps what a column is to the names it may have, the first that is there holding.
    `weight_unit` and `distance_unit` hold where the table has no column for them; None: the
    runner has to say. `day_first` says how 3/4/2026 is meant, None that it is not known.
    """

    name: str
    header: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    exercises: Mapping[str, str]
    weight_unit: str | None = None
    distance_unit: str | None = None
    day_first: bool | None = None

    def fits(self, header: Iterable[str]) -> bool:
        """Return whether a table with this header is one of these."""
        return {name.casefold() for name in self.header} <= {name.casefold() for name in header}

    def places(self, header: tuple[str, ...]) -> dict[str, int]:
        """Return where in the header each field stands."""
        at = {name.casefold(): place for place, name in reversed(list(enumerate(header)))}
        return {
            field: place
            for field, names in self.columns.items()
            for place in [next((at[n.casefold()] for n in names if n.casefold() in at), None)]
            if place is not None
        }


def load(path: Path) -> Layout:
    """Read a mapping. Raises `UsageError` that names the file, the key and the fix."""
    table = TomlTable.load(path, UsageError)
    table.only(
        (
            "name",
            "header",
            "weight_unit",
            "distance_unit",
            "date_order",
            "columns",
            "words",
            "exercises",
        )
    )
    columns = table.table("columns")
    columns.only(FIELDS)
    for field in ("start", "exercise"):
        if field not in columns:
            raise columns.fault(field, "say which column it is, as a list of names")
    words = table.table("words")
    words.only(WORDS)
    exercises = table.table("exercises")
    order = table.word("date_order", ("day", "month", _ASK), _ASK)
    weight = table.word("weight_unit", (*WEIGHT_UNITS, _ASK), _ASK)
    distance = table.word("distance_unit", (*DISTANCE_UNITS, _ASK), _ASK)
    return Layout(
        name=table.text("name"),
        header=table.texts("header"),
        columns={field: columns.texts(field) for field in columns.keys},
        words={
            word: frozenset(text.casefold() for text in words.texts(word)) for word in words.keys
        },
        exercises={name.casefold(): exercises.text(name) for name in exercises.keys},
        weight_unit=None if weight == _ASK else weight,
        distance_unit=None if distance == _ASK else distance,
        day_first={"day": True, "month": False}.get(order),
    )


def shipped(assets: Path) -> tuple[Layout, ...]:
    """Return the mappings of the programs that are known, the most particular first."""
    found = [load(path) for path in sorted((assets / "content" / "mappings").glob("*.toml"))]
    return tuple(sorted(found, key=lambda layout: -len(layout.header)))
