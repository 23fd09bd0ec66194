"""This program's own JSON and JSONL exports, read back row by row.

Every table of the log is read, whichever there are; the shape is that of
`data/exports/json_file.py`. A row that the program could not read later is refused with its
place, and with a workout goes all that belongs to it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR
from typing import Any, NoReturn

from sqlalchemy import Boolean, Column, Float, Integer, Table
from sqlalchemy.types import TypeEngine

from app.coach.model import DecisionKind
from app.errors import DamagedLogError, UsageError
from data import demo, images, rows, run_rows, schema
from data.exports.json_file import FORMAT, FORMAT_VERSION, JSON_COLUMNS, LINES_FORMAT
from data.imports import merge, own_lines
from data.imports.unit import Act, Outcome, Row, Unit

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
_LARGEST = 2**63
# Columns whose JSON has to be an object, or the program could not read it.
_OBJECTS = {("assessment", "answers"), ("assessment", "verdict")}
_DRAFT = "draft"
_LOADERS = {**rows.LOADERS, "run": run_rows.LOADERS}


def read(raw: bytes) -> tuple[tuple[Unit, ...], tuple[Outcome, ...]]:
    """Return what the export holds, parents first, and what of it cannot be read.

    Raises `UsageError` for a file that is not a whole export, or of a newer version.
    """
    document, wrong = _parse(raw)
    reader = _Reader(_tables(document))
    units = tuple(reader.units())
    refused = (Outcome(Act.REFUSE, "line", what, why) for what, why in wrong)
    return units, (*reader.refused, *refused)


def _parse(raw: bytes) -> tuple[Mapping[str, Any], list[tuple[str, str]]]:
    """Return the document, and what of its lines cannot be read."""
    wrong: list[tuple[str, str]] = []
    name = LINES_FORMAT if own_lines.is_lines(raw) else FORMAT
    try:
        text = raw.decode("utf-8-sig")
        if name == LINES_FORMAT:
            document, wrong = own_lines.read(text)
        else:
            document = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise UsageError("it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise UsageError(
            f"it is not whole: {error.msg} in line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise UsageError("it is nested too deeply") from None
    except ValueError as error:
        raise UsageError(f"it holds a number that is none ({str(error)[:60]})") from None
    if not isinstance(document, dict) or document.get("format") != name:
        raise UsageError(f"it is JSON, but not an export of this program (format {FORMAT})")
    if document.get("format_version") != FORMAT_VERSION or not _is_known(document.get("schema")):
        raise UsageError("a newer version of stridetui wrote it; upgrade stridetui to read it")
    return document, wrong


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _is_known(revision: object) -> bool:
    return isinstance(revision, str) and revision in schema.REVISIONS


def _tables(document: Mapping[str, Any]) -> Mapping[str, list[Any]]:
    given = document.get("tables")
    if not isinstance(given, dict) or not all(isinstance(found, list) for found in given.values()):
        raise UsageError("its tables are missing")
    return given


class _Reader:
    """The tables of one file, turned into units."""

    def __init__(self, given: Mapping[str, list[Any]]) -> None:
        self.refused: list[Outcome] = []
        self._given = given
        self._tables = merge.tables()
        self._broken: dict[str, str] = {}

    def units(self) -> Iterator[Unit]:
        for name in self._given:
            if name not in self._tables:
                self._refuse(str(name), "the whole table", "there is no such table")
        belonging = self._belonging()
        taken: set[str] = set()
        for name, table in self._tables.items():
            if merge.is_child(table):
                continue
            for what, row in self._rows(table):
                if name != "workout":
                    yield Unit(name, what, row)
                    continue
                workout_id = str(row["id"])
                taken.add(workout_id)
                if workout_id in self._broken:
                    self._refuse(name, what, self._broken[workout_id])
                    continue
                own = {child: tuple(belonging[child][workout_id]) for child in belonging}
                yield Unit(name, what, row, own)
        for child, by_workout in belonging.items():
            for workout_id in by_workout.keys() - taken:
                what = f"rows of the session {workout_id[:40]}"
                self._refuse(child, what, "the session itself is not in the file, or not readable")

    def _belonging(self) -> dict[str, dict[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {}
        for name in merge.children():
            found[name] = defaultdict(list)
            for number, given in enumerate(self._given.get(name, ()), start=1):
                table = self._tables[name]
                try:
                    taken = row(table, given)
                except WrongError as error:
                    owner = given.get("workout_id") if isinstance(given, dict) else None
                    if isinstance(owner, str):
                        self._broken.setdefault(owner, f"row {number} of its {name}: {error}")
                    else:
                        self._refuse(name, f"row {number}", str(error))
                else:
                    found[name][str(taken["workout_id"])].append(taken)
        return found

    def _rows(self, table: Table) -> Iterator[tuple[str, Row]]:
        for number, given in enumerate(self._given.get(table.name, ()), start=1):
            try:
                taken = row(table, given)
            except WrongError as error:
                self._refuse(table.name, f"row {number}", str(error))
            else:
                # A runner's own log may never pass for a demo, which is made anew at will.
                if table.name != "meta" or taken["key"] != demo.KEY:
                    yield _named(table, taken), taken

    def _refuse(self, kind: str, what: str, why: str) -> None:
        self.refused.append(Outcome(Act.REFUSE, kind, what, why))


def _named(table: Table, row: Row) -> str:
    title = row.get("title") or ""
    day = row.get("day") or row.get("started") or str(row.get("at") or "")[:10]
    return " ".join(str(part) for part in (day, title) if part) or "/".join(
        str(row[name])[:40] for name in merge.key(table)
    )


class WrongError(Exception):
    """What is wrong with a row, in words."""


def row(table: Table, given: object) -> Row:
    """Return what stands in an object as a row of a table. Raises `WrongError`."""
    if not isinstance(given, dict):
        raise WrongError("it is no object")
    unknown = [str(name)[:40] for name in given if name not in table.columns]
    if unknown:
        raise WrongError(f"there is no column {', '.join(unknown)}")
    found = {column.name: _cell(table, column, given) for column in table.columns}
    _require_readable(table, found)
    return found


def _cell(table: Table, column: Column[Any], given: Mapping[str, Any]) -> rows.Stored:
    name = column.name
    if name not in given:
        default = column.default
        if default is not None and default.is_scalar:
            return rows.stored(default.arg)  # type: ignore[attr-defined]  # a scalar default has one
        if column.nullable:
            return None
        raise WrongError(f"it has no {name}")
    value = given[name]
    if value is None:
        if column.nullable:
            return None
        raise WrongError(f"its {name} is empty")
    if (table.name, name) in JSON_COLUMNS:
        if (table.name, name) in _OBJECTS and not isinstance(value, dict):
            raise WrongError(f"its {name} is not an object")
        return rows.stored(value if isinstance(value, str) else rows.json_text(value))
    if not _fits(column.type, value):
        raise WrongError(f"its {name} is {json.dumps(value)[:40]}")
    text = rows.stored(value)
    if (name == "at" or name.endswith("_at")) and not _is_instant(str(text)):
        raise WrongError(f"its {name} is no instant in UTC: {json.dumps(value)[:40]}")
    return text


def _is_instant(text: str) -> bool:
    if not _INSTANT.fullmatch(text):
        return False
    try:
        # Where it is in the first or the last year there is, the runner's zone may have no day.
        return rows.load_instant_of(text).year not in {MINYEAR, MAXYEAR}
    except DamagedLogError:
        return False


def _fits(kind: TypeEngine[Any], value: object) -> bool:
    if isinstance(kind, Boolean):
        return isinstance(value, bool)
    if isinstance(kind, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST
    if isinstance(kind, Float):
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
    return isinstance(value, str)


def _require_readable(table: Table, row: Row) -> None:
    """Refuse what the program would stumble over when it reads the log."""
    loaders = _LOADERS.get(table.name, {})
    for name, load in loaders.items():
        if name not in row:
            continue
        try:
            load(row[name])
        except (KeyError, ValueError, TypeError) as error:
            raise WrongError(f"its {name} is not one it can be ({str(error)[:40]})") from None
    try:
        if table.name == "change":
            images.load_changeset(1, "", None, str(row["rows"]))
        elif table.name == "edit":
            images.load_images(str(row["rows"]))
        elif table.name == "meta" and row["key"] == _DRAFT:
            dict(json.loads(str(row["value"])).items())
        elif table.name == "decision" and row["kind"] == DecisionKind.GATE:
            rows.load_gate(str(row["subject"]), str(row["choice"]))
        elif table.name == "run":
            rows.load_end(str(row["started_at"]), float(row["elapsed_seconds"] or 0))
    except Exception as error:  # noqa: BLE001 -- whatever reading it raises, the row is not taken
        raise WrongError(f"it cannot be read ({str(error)[:60]})") from None
