"""The JSON Schema of the JSON export, made from the tables, so that it cannot go stale.

`assets/schema/log.schema.json` holds it for others to read; a test says when it has to be made
anew, which `python -m data.exports.json_schema` does.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Column, Float, Integer, Table
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

import data.tables  # noqa: F401 -- registers the tables
from app.coach.model import Kind, Link, Section, SkipReason, Start, Unit
from data import schema
from data.exports.json_file import FORMAT, FORMAT_VERSION, JSON_COLUMNS, LINES_FORMAT
from data.exports.what import What

FILE = Path("schema", "log.schema.json")
"""Where it lies in the assets."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAYS = r"^\d{4}-\d{2}-\d{2}$"
_INSTANTS = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$"
_WORDS = re.compile(r"^(\w+) IN \((.+)\)$")
_RANGE = re.compile(r"(\w+) BETWEEN (\d+) AND (\d+)")
_LEAST = re.compile(r"(?:^| AND )(\w+) >= (\d+)(?= AND |$)")
_OR_NONE = re.compile(r"^(\w+) IS NULL OR ")
# Columns that take the words of an enum, which their tables do not check.
_ENUMS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("programme", "link"): Link,
    ("programme", "start"): Start,
    ("workout", "kind"): Kind,
    ("workout_set", "section"): Section,
    ("workout_set", "skip_reason"): SkipReason,
    ("workout_set", "unit"): Unit,
}
_TYPES: Mapping[type[TypeEngine[Any]], str] = {
    Boolean: "boolean",
    Integer: "integer",
    Float: "number",
}
_OBJECTS = {("assessment", "answers"), ("assessment", "verdict")}


def build() -> dict[str, Any]:
    """Return the schema of a whole document; `$defs` holds that of each table's rows."""
    tables = SQLModel.metadata.sorted_tables
    head = {
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        "schema": {"const": schema.HEAD, "description": "Revision of the tables."},
        "program": {"type": "string", "description": "Version of the program that wrote it."},
        "exported_at": {"$ref": "#/$defs/instant"},
        "what": {"enum": [what.value for what in What], "description": "Part of the log."},
        "since": _first_or_last("First training day"),
        "until": _first_or_last("Last training day"),
    }
    return {
        "$schema": _DIALECT,
        "title": "stridetui training log",
        "description": (
            "Written by `stridetui export --format json` and read by `stridetui import`. As JSONL "
            f"the first line is the same head with the format {LINES_FORMAT}, each row is "
            '{"table": name, "row": row}, and the last line is {"rows": how many}.'
        ),
        "type": "object",
        "properties": {
            **head,
            "tables": {
                "type": "object",
                "properties": {
                    table.name: {"type": "array", "items": {"$ref": f"#/$defs/{table.name}"}}
                    for table in tables
                },
                "additionalProperties": False,
            },
        },
        "required": [*head, "tables"],
        "additionalProperties": False,
        "$defs": {
            "day": {"type": "string", "pattern": _DAYS, "description": "A local date."},
            "instant": {"type": "string", "pattern": _INSTANTS, "description": "An instant, UTC."},
            **{table.name: _rows(table) for table in tables},
        },
    }


def text() -> str:
    """Return the schema as it stands in the assets."""
    return json.dumps(build(), indent=1, ensure_ascii=False) + "\n"


def _first_or_last(words: str) -> dict[str, Any]:
    return {
        "anyOf": [{"$ref": "#/$defs/day"}, {"type": "null"}],
        "description": f"{words}, inclusive; null for an open end.",
    }


def _rows(table: Table) -> dict[str, Any]:
    rules = _rules(table)
    return {
        "type": "object",
        "description": _sentence(table),
        "properties": {
            column.name: _column(table, column, rules.get(column.name, {}))
            for column in table.columns
        },
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }


def _sentence(table: Table) -> str:
    model = next(
        mapper.class_
        for mapper in SQLModel._sa_registry.mappers  # noqa: SLF001 -- there is no public way
        if mapper.local_table is table
    )
    return (model.__doc__ or "").strip().partition("\n")[0].partition(". ")[0].rstrip(".") + "."


def _column(table: Table, column: Column[Any], rule: dict[str, Any]) -> dict[str, Any]:
    found = _type(table, column) | rule
    for foreign in column.foreign_keys:
        found = {**found, "description": f"The {foreign.column.name} of a {foreign.column.table}."}
    if not column.nullable:
        return found
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    if isinstance(found.get("type"), str):
        return {**found, "type": [found["type"], "null"]}
    return {"anyOf": [found, {"type": "null"}]}


def _type(table: Table, column: Column[Any]) -> dict[str, Any]:
    place = (table.name, column.name)
    if place in JSON_COLUMNS:
        return {"type": "object" if place in _OBJECTS else "array"}
    if place in _ENUMS:
        return {"type": "string", "enum": [word.value for word in _ENUMS[place]]}
    if column.name == "at" or column.name.endswith("_at"):
        return {"$ref": "#/$defs/instant"}
    for kind, word in _TYPES.items():
        if isinstance(column.type, kind):
            return {"type": word}
    return {"type": "string"}


def _rules(table: Table) -> dict[str, dict[str, Any]]:
    """Return what the table's own checks say of its columns, as far as a schema can say it."""
    found: dict[str, dict[str, Any]] = {}
    for constraint in table.constraints:
        if not isinstance(constraint, CheckConstraint):
            continue
        said = _OR_NONE.sub("", str(constraint.sqltext))
        if words := _WORDS.match(said):
            found[words[1]] = {"enum": list(ast.literal_eval(f"({words[2]},)"))}
        elif " GLOB " in said:
            found[said.partition(" ")[0]] = {"pattern": _DAYS}
        elif limits := _RANGE.search(said):
            found[limits[1]] = {"minimum": int(limits[2]), "maximum": int(limits[3])}
        else:
            for name, least in _LEAST.findall(said):
                found[name] = {"minimum": int(least)}
    return found


if __name__ == "__main__":
    (Path(__file__).parents[2] / "assets" / FILE).write_text(text(), encoding="utf-8")
