"""From the lines of a foreign table to sets, by a mapping. What cannot be read is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.coach.frozen import dataclass
from app.coach.model import Unit
from app.errors import UsageError
from data.exports.csv_cells import original
from data.imports import cells
from data.imports.mapping import DISTANCE_UNITS, WEIGHT_UNITS, Layout
from data.imports.sheet import Line, Sheet

_UNITS = {"kgs": "kg", "lbs": "lb", "miles": "mi", "mile": "mi", "meters": "m", "metres": "m"}
_UNITS |= {"kilometers": "km", "feet": "ft", "yards": "yd", "pounds": "lb", "kilograms": "kg"}
_YES = frozenset({"1", "true", "yes"})
_HEAVIEST_KG = 1000.0
_EARLIEST = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """One set of another program. `amount` counts `unit`; `note` holds what has no field here."""

    line: int
    day: date
    started: datetime | None
    title: str
    exercise: str
    unit: Unit
    amount: int
    load_kg: float | None
    warm_up: bool
    side: str
    note: str
    session_note: str
    seconds_long: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is not taken. `on_purpose`: it holds no set."""

    line: int
    why: str
    on_purpose: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """What the runner says where a table does not: `kg` or `lb`, `m`, `km`, `mi` …"""

    weight: str | None = None
    distance: str | None = None


def read(
    sheet: Sheet, layout: Layout, units: Units, today: date
) -> tuple[tuple[ForeignSet, ...], tuple[LeftOut, ...]]:
    """Return the sets of a table and the lines that are left out.

    Raises `UsageError`, as the end of a sentence, for weights or distances without a unit.
    """
    reader = _Reader(sheet, layout, units, today)
    taken: list[ForeignSet] = []
    left_out: list[LeftOut] = []
    for line in sheet.lines:
        try:
            taken.append(reader.take(line))
        except _LeftOutError as error:
            left_out.append(LeftOut(line.number, str(error), error.on_purpose))
    return tuple(taken), tuple(left_out)


def unused(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """Say which columns hold something and have no place in the log."""
    used = set(layout.places(sheet.header).values())
    counts = Counter(
        place
        for line in sheet.lines
        for place, cell in enumerate(line.cells[: len(sheet.header)])
        if place not in used and cell.strip()
    )
    for place, count in sorted(counts.items()):
        yield f"the column {sheet.header[place]!a} is not kept ({count} lines)"


class _LeftOutError(Exception):
    def __init__(self, why: str, *, on_purpose: bool = False) -> None:
        super().__init__(why)
        self.on_purpose = on_purpose


class _Reader:
    def __init__(self, sheet: Sheet, layout: Layout, units: Units, today: date) -> None:
        self._layout = layout
        self._latest = today + timedelta(days=1)
        self._at = layout.places(sheet.header)
        self._weight = units.weight or layout.weight_unit
        self._distance = units.distance or layout.distance_unit

    def take(self, line: Line) -> ForeignSet:
        if line.fault:
            raise _LeftOutError(line.fault)
        # What an export made harmless for spreadsheets is what it was.
        cell = {field: original(line.cells[place]).strip() for field, place in self._at.items()}
        kind = cell.get("set", "").casefold()
        words = self._layout.words
        if kind and kind in words.get("skip", ()):
            raise _LeftOutError(f"it holds no set ({cell['set'][:40]})", on_purpose=True)
        if not cell.get("exercise"):
            raise _LeftOutError("it names no exercise")
        try:
            return self._set(line.number, cell, kind)
        except cells.UnclearError as error:
            raise _LeftOutError(str(error)) from None

    def _set(self, number: int, cell: dict[str, str], kind: str) -> ForeignSet:
        words = self._layout.words
        day, started = cells.stamp(cell.get("start", ""), day_first=self._layout.day_first)
        if not _EARLIEST <= day <= self._latest:
            raise cells.UnclearError(f"it says {day}")
        unit, amount, extra = self._amount(cell)
        notes = [cell.get("exercise_note", ""), cell.get("note", ""), *extra]
        notes += ["drop set"] if kind in words.get("drop", ()) else []
        notes += ["to failure"] if kind in words.get("failure", ()) else []
        effort = cells.number(cell.get("effort", ""))
        notes += [f"RPE {effort:g}"] if effort else []
        return ForeignSet(
            line=number,
            day=day,
            started=started,
            title=cell.get("title", ""),
            exercise=cell["exercise"],
            unit=unit,
            amount=amount,
            load_kg=self._load(cell),
            warm_up=kind in words.get("warm_up", ()) or cell.get("warm_up", "").casefold() in _YES,
            side=cell.get("side", "").casefold(),
            note="; ".join(note for note in notes if note),
            session_note=cell.get("session_note", ""),
            seconds_long=self._long(cell, started),
        )

    def _amount(self, cell: dict[str, str]) -> tuple[Unit, int, list[str]]:
        """Return what a set counts, how many, and what else it says: reps first, then way."""
        reps = cells.whole(cell.get("reps", ""))
        metres = self._metres(cell)
        seconds = cells.seconds(cell.get("time", ""))
        if not seconds:
            seconds = cells.seconds(cell.get("seconds", ""))
        found = [
            (Unit.REPS, reps or 0, f"{reps} reps"),
            (Unit.METRES, round(metres or 0), f"{metres or 0:g} m"),
            (Unit.SECONDS, round(seconds or 0), f"{seconds or 0:g} s"),
        ]
        there = [(unit, amount, words) for unit, amount, words in found if amount]
        if there:
            unit, amount, _ = there[0]
            return unit, amount, [words for _, _, words in there[1:]]
        if reps is None and metres is None and seconds is None:
            raise cells.UnclearError("it says neither reps nor distance nor time")
        return Unit.REPS, 0, []

    def _load(self, cell: dict[str, str]) -> float | None:
        value = cells.number(cell.get("weight_kg", ""))
        factor = 1.0
        if value is None:
            value, factor = cells.number(cell.get("weight_lb", "")), WEIGHT_UNITS["lb"]
        if value is None:
            value = cells.number(cell.get("weight", ""))
            if value:
                unit = _unit(cell.get("weight_unit", "")) or self._weight
                if unit is None:
                    raise UsageError("its weights have no unit; add --weight-unit kg or lb")
                if unit not in WEIGHT_UNITS:
                    raise cells.UnclearError(f"{unit[:20]!a} is no unit of weight; write kg or lb")
                factor = WEIGHT_UNITS[unit]
        if not value:
            return None
        kilograms = round(value * factor, 3)
        if kilograms > _HEAVIEST_KG:
            raise cells.UnclearError(f"{kilograms:g} kg is more than can be lifted")
        return kilograms

    def _metres(self, cell: dict[str, str]) -> float | None:
        for field, factor in (
            ("distance_m", 1.0),
            ("distance_km", 1000.0),
            ("distance_miles", DISTANCE_UNITS["mi"]),
        ):
            value = cells.number(cell.get(field, ""))
            if value is not None:
                return value * factor
        value = cells.number(cell.get("distance", ""))
        if not value:
            return value
        unit = _unit(cell.get("distance_unit", "")) or self._distance
        if unit is None:
            raise UsageError("its distances have no unit; add --distance-unit m, km or mi")
        if unit not in DISTANCE_UNITS:
            raise cells.UnclearError(f"{unit[:20]!a} is no unit of distance; write m, km or mi")
        return value * DISTANCE_UNITS[unit]

    def _long(self, cell: dict[str, str], started: datetime | None) -> float | None:
        given = cells.seconds(cell.get("duration_seconds", "") or cell.get("duration", ""))
        if given is None and started is not None and cell.get("end"):
            _, ended = cells.stamp(cell["end"], day_first=self._layout.day_first)
            if ended is not None and (ended.tzinfo is None) == (started.tzinfo is None):
                given = (ended - started).total_seconds()
        # A watch left running says nothing about the session.
        return given if given is not None and 0 < given <= 86_400 else None


def _unit(text: str) -> str | None:
    word = text.strip().casefold()
    return _UNITS.get(word, word) or None
