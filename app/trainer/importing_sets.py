"""From the sets of another program to sessions of the log.

A session's id comes from the program, the time and the title, so that a table may be given again,
and a longer one of the same program goes on from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from app.clock import local_day, zone_called
from app.coach.frozen import dataclass, field
from app.coach.model import (
    Kind,
    Library,
    Section,
    SetRow,
    SetStatus,
    Side,
    WorkoutRecord,
    WorkoutStatus,
)
from app.errors import ContentError, UsageError
from data import rows
from data.imports import mapping, table_sets
from data.imports.mapping import Layout
from data.imports.table_sets import ForeignSet, Units
from data.imports.unit import Act, Outcome, Unit

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.importing import Reading
    from data.imports.sheet import Sheet
    from data.imports.source import Form

RULE = "imported"
_IDS = UUID("b6f0b1b4-5f0c-4a7e-8a5f-0f4f3f6c9d21")
_NEAR = 0.6
_LEG = re.compile(r"(?P<name>.+?) \((?P<side>left|right)\)", re.IGNORECASE | re.DOTALL)
_SIDES = {"l": Side.LEFT, "left": Side.LEFT, "r": Side.RIGHT, "right": Side.RIGHT}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a runner says about foreign tables: a mapping of their own, units, whose exercise.

    `matches` maps the names of exercises in the table to ids of the library.
    """

    mapping: Path | None = None
    units: Units = field(default_factory=Units)
    matches: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A name that the library does not know and that is kept as it is.

    `near` is a name of the library that is like it, and `exercise_id` whose; both may be "".
    """

    name: str
    near: str = ""
    exercise_id: str = ""


def read(desk: Desk, path: Path, form: Form, table: Sheet, choices: Choices) -> Reading:
    """Return the sessions in the table of a file. Raises `UsageError` where no mapping fits it."""
    from app.trainer.importing import Reading

    layout = _layout(desk, table.header, choices.mapping)
    taken, left_out = table_sets.read(table, layout, choices.units, desk.clock.today())
    names = _Names(desk.library, layout, choices.matches)
    units = []
    for group in _sessions(taken):
        record = _record(desk, layout, group, names)
        units.append(
            Unit(
                "workout",
                f"of {record.day} {record.title}".strip() + f", {len(record.sets)} sets",
                {**rows.stored_fields(record, rows.WORKOUT_FIELDS), "cursor": 0, "asking": None},
                {
                    "workout_set": tuple(
                        {"workout_id": record.id, **rows.stored_fields(row, rows.SET_FIELDS)}
                        for row in record.sets
                    )
                },
                follows=True,
            )
        )
    outcomes = tuple(
        Outcome(Act.SKIP if line.on_purpose else Act.REFUSE, "line", str(line.line), line.why)
        for line in left_out
    )
    notes = (*table.notes, *table_sets.unused(table, layout))
    return Reading(
        path, f"{form}, {layout.name}", tuple(units), outcomes, notes, offers=names.offers()
    )


def _layout(desk: Desk, header: tuple[str, ...], own: Path | None) -> Layout:
    if own is not None:
        layout = mapping.load(own)
        places = layout.places(header)
        missing = [name for name in ("start", "exercise") if name not in places]
        if missing or not layout.fits(header):
            raise UsageError(f"the mapping {own} calls for columns that it does not have")
        return layout
    for layout in mapping.shipped(desk.paths.assets):
        if layout.fits(header):
            return layout
    shown = ", ".join(name[:30] for name in header[:8])
    raise UsageError(
        f"it is text, but no table of a program that is known ({shown[:120]!a}); "
        "name a mapping with --mapping"
    )


def _sessions(taken: Iterable[ForeignSet]) -> list[list[ForeignSet]]:
    found: dict[tuple[object, ...], list[ForeignSet]] = {}
    for one in taken:
        found.setdefault((one.day, one.started, one.title), []).append(one)
    return list(found.values())


def _record(
    desk: Desk, layout: Layout, group: Sequence[ForeignSet], names: _Names
) -> WorkoutRecord:
    first = group[0]
    zone = desk.clock.zone()
    started = _instant(first, zone)
    seconds = next((one.seconds_long for one in group if one.seconds_long), None)
    key = "\n".join((layout.name, str(first.started or first.day), first.title))
    return WorkoutRecord(
        id=uuid5(_IDS, key.encode("utf-8", "replace").decode()).hex,
        programme_id=None,
        kind=Kind.PROGRAMME,
        slot_key="",
        phase=0,
        week=0,
        day_no=0,
        day=first.day if first.started is None else local_day(started, zone),
        zone=zone,
        started_at=started,
        status=WorkoutStatus.ENDED,
        title=first.title,
        ended_at=started + timedelta(seconds=seconds) if seconds else None,
        source=layout.name.casefold(),
        note="; ".join(dict.fromkeys(one.session_note for one in group if one.session_note)),
        sets=_rows(group, names, layout.name),
    )


def _rows(group: Sequence[ForeignSet], names: _Names, program: str) -> tuple[SetRow, ...]:
    known = [(*_exercise_and_side(one, names), one) for one in group]
    counts: dict[tuple[str, Side], int] = {}
    numbers = []
    for exercise_id, side, _ in known:
        counts[exercise_id, side] = counts.get((exercise_id, side), 0) + 1
        numbers.append(counts[exercise_id, side])
    return tuple(
        SetRow(
            pos=pos,
            section=Section.OPENING if one.warm_up else Section.MAIN,
            exercise_id=exercise_id,
            set_no=number,
            set_count=counts[exercise_id, side],
            side=side,
            unit=one.unit,
            target=one.amount,
            seconds_per_unit=0.0,
            rest_after=0,
            rule=RULE,
            why=f"Brought in from {program}; no rule set a target.",
            load_kg=one.load_kg,
            rated=False,
            status=SetStatus.DONE,
            actual=one.amount,
            note=one.note,
        )
        for pos, ((exercise_id, side, one), number) in enumerate(zip(known, numbers, strict=True))
    )


def _exercise_and_side(one: ForeignSet, names: _Names) -> tuple[str, Side]:
    """Return whose exercise a set is; the leg may stand behind the exercise's name."""
    side = _SIDES.get(one.side)
    named = _LEG.fullmatch(one.exercise)
    if side is None and named:
        return names.id_of(named["name"]), _SIDES[named["side"].casefold()]
    return names.id_of(one.exercise), side or Side.BOTH


def _instant(one: ForeignSet, zone: str) -> datetime:
    """Return when a session began; noon of its day where the table gives no time."""
    found = one.started or datetime.combine(one.day, time(12))
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone_called(zone))
    try:
        return found.astimezone(UTC)
    except OverflowError:
        return found.replace(tzinfo=UTC)


class _Names:
    """Which exercise of the library a foreign name is, and what to offer for the others."""

    def __init__(self, library: Library, layout: Layout, matches: Mapping[str, str]) -> None:
        self._known: dict[str, str] = {}
        for exercise_id in library:
            try:
                exercise = library[exercise_id]
            except ContentError:
                # A broken file of the runner's own: doctor names it, an import can do without.
                continue
            for name in (exercise_id, exercise.name, *exercise.synonyms):
                self._known.setdefault(name.casefold(), exercise_id)
        self._chosen = dict(layout.exercises)
        self._chosen |= {name.casefold(): exercise_id for name, exercise_id in matches.items()}
        wrong = sorted(set(self._chosen.values()) - set(library))
        if wrong:
            from app.toml_table import did_you_mean

            hint = did_you_mean(wrong[0], library)
            raise UsageError(f"there is no exercise {wrong[0][:60]!a} to match with{hint}")
        self._unknown: dict[str, None] = {}

    def id_of(self, name: str) -> str:
        """Return the library's id for a name, or the name as it is."""
        key = name.casefold()
        found = self._chosen.get(key) or self._known.get(key)
        if found is None:
            self._unknown.setdefault(name)
            return name
        return found

    def offers(self) -> tuple[Offer, ...]:
        """Return the names that are kept as they are, each with the nearest exercise there is."""
        from difflib import get_close_matches

        found = []
        for name in self._unknown:
            near = get_close_matches(name.casefold(), self._known, n=1, cutoff=_NEAR)
            found.append(Offer(name, near[0], self._known[near[0]]) if near else Offer(name))
        return tuple(found)
