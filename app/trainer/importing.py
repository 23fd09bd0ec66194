"""Taking in what others wrote: first everything is read and rehearsed, then it is stored at once.

`prepare` reads the files and says, thing by thing, what would be added, changed and left out, and
why; nothing is written. `carry_out` stores exactly that in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import StridetuiError, UsageError
from app.trainer import importing_sets
from app.trainer.importing_sets import Choices, Offer
from data.imports.table_sets import Units
from data.imports.unit import Act, Outcome, Unit

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from data.imports.source import Form, Source

__all__ = ["Act", "Choices", "Import", "Offer", "Reading", "Units", "carry_out", "prepare"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was read. `refusal` says why nothing of it can be taken, or is empty.

    `units` are what it holds, `outcomes` what becomes of each and of what cannot be read;
    `notes` are what was odd about it, `offers` the names in it that the library does not know.
    `by_name` tells a file that was named from one that was
    found in a folder.
    """

    path: Path
    form: str = ""
    units: tuple[Unit, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str = ""
    offers: tuple[Offer, ...] = ()
    by_name: bool = True


@dataclass(frozen=True, slots=True)
class Import:
    """What the files come to. `written` says whether it is in the log."""

    files: tuple[Reading, ...]
    written: bool = False
    units: tuple[Unit, ...] = field(default=(), repr=False)
    expected: tuple[Outcome, ...] = field(default=(), repr=False)

    def count(self, *acts: Act) -> int:
        """Return how many things have one of these outcomes."""
        return sum(outcome.act in acts for file in self.files for outcome in file.outcomes)

    @property
    def refused(self) -> tuple[Reading, ...]:
        """The files that were named and of which nothing can be taken."""
        return tuple(file for file in self.files if file.refusal and file.by_name)


Progress = Callable[[int, int, Path], None]
"""Told before each file is read: how many were, of how many, and which is next."""


def prepare(
    desk: Desk,
    paths: Sequence[Path],
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Import:
    """Read files, and the files in folders, and rehearse what storing them would do.

    `choices` is what the runner says about tables of other programs. What `progress` raises
    ends the reading.
    A file that cannot be read is a `Reading` with a refusal. Raises `UsageError` where there is
    no file at all, `StoreError` for a log that cannot be read.
    """
    from data.imports import source

    chosen = choices or Choices()
    found = tuple(source.found(tuple(paths)))
    if not found:
        raise UsageError("There is no file in what was named; hidden ones are not looked at.")
    read = []
    for number, one in enumerate(found):
        if progress is not None:
            progress(number, len(found), one.path)
        read.append(_read(desk, one, chosen))
    files = tuple(read)
    units = tuple(unit for file in files for unit in file.units)
    expected = desk.store.rehearse(units)
    outcomes = iter(expected)
    return Import(
        tuple(
            replace(file, outcomes=(*islice(outcomes, len(file.units)), *file.outcomes))
            for file in files
        ),
        units=units,
        expected=expected,
    )


def carry_out(desk: Desk, prepared: Import) -> Import:
    """Store what was prepared, all or nothing.

    Raises `StoreError` if the log cannot be written, or has changed in between so that something
    else would become of it.
    """
    if prepared.count(Act.ADD, Act.CHANGE):
        desk.store.merge(prepared.units, prepared.expected)
    return replace(prepared, written=True)


def _read(desk: Desk, found: Source, choices: Choices) -> Reading:
    from data.imports import source

    by_name = found.inside is None
    try:
        raw = source.read(found)
        form = source.form(raw)
        _require_ending(found.path, form)
        reading = _take(desk, found.path, form, raw, choices)
    except StridetuiError as error:
        return Reading(found.path, refusal=str(error), by_name=by_name)
    if not reading.units and not reading.outcomes:
        reading = replace(reading, notes=("there is nothing in it to take", *reading.notes))
    return replace(reading, by_name=by_name)


def _require_ending(path: Path, form: Form) -> None:
    """Refuse a file whose name promises another of the kinds that are read here."""
    from data.imports import source

    ending = path.suffix.lower().removeprefix(".")
    if ending in set(source.Form) - {form}:
        raise UsageError(f"it is called .{ending} but is {form.words}; call it .{form} to take it")


def _take(desk: Desk, path: Path, form: Form, raw: bytes, choices: Choices) -> Reading:
    from data.imports import own_json, own_table, sheet, source

    if form is source.Form.OWN:
        units, refused = own_json.read(raw)
        return Reading(path, form, units, refused)
    if form is source.Form.TABLE:
        table = sheet.read(raw)
        if choices.mapping is None and own_table.fits(table.header):
            units, refused = own_table.read(table)
            notes = (*table.notes, own_table.NOTE)
            return Reading(path, f"{form}, stridetui", units, refused, notes)
        return importing_sets.read(desk, path, form, table, choices)
    from app.trainer import importing_runs

    return importing_runs.read(desk, path, form, raw)
