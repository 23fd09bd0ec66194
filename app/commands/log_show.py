"""`stridetui log show ID`: one entry in full."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from app.coach.logbook import EntryKind
from app.commands import entry_words, streams

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.coach.logbook import EditMade, Entry
    from app.coach.model import WorkoutRecord
    from app.trainer.amend_fields import Field
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui log show 3f2a91c0
  stridetui log show 3f2a91c0 --fields
  stridetui log show 3f2a91c0 --json

The id is the one of `log list`, or how it begins.

keys of the JSON, which stay what they are: those of an entry of `log list`, such as kind, id,
date, at, zone, title, note; of a session session_kind, status, phase, week, done_sets, all_sets,
minutes, source, short, pain, ended_at; and
  sets       of a session: set (its number), exercise, name, side, unit, target, actual, status,
             left_out, rung, tempo, load_kg, height_cm, pain, note, rule, why
  session    of a session: its place in the plan, such as phase1.2.3; null outside one
  due        of a session: the day it was first due, null outside a plan
  results    of a session: exercise, side, control, effort, pain, pain_place, next_morning
  edits      oldest first: id, at, kind, entry, cause, undoes, changes (table, key, before, after)
  fields     what `log edit` can change: key to what stands there
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log show ID [--fields] [--json]`."""
    parser = verbs.add_parser(
        "show",
        help="print one entry in full, with its edits",
        description="Print one entry in full: target beside actual, notes, reasons, edits.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("id", metavar="ID", help="its id, or how it begins")
    parser.add_argument("--fields", action="store_true", help="print what log edit can change")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print the entry. Raises `UsageError` where there is none, `StoreError`."""
    from app.trainer import amending, reviewing, timeline

    out = streams.output()
    entry = timeline.entry(desk, args.id)
    record = None
    if entry.kind is EntryKind.SESSION:
        record = reviewing.workout(desk, entry.id)
    edits = timeline.edits(desk, entry.id)
    fields = amending.fields(desk, entry)
    if args.json:
        found = entry_words.as_json(entry)
        if record is not None:
            found |= entry_words.session_json(record, desk)
        found["edits"] = [entry_words.edit_json(made) for made in edits]
        found["fields"] = {field.key: field.value for field in fields}
        out.write(json.dumps(found, indent=1) + "\n")
        return 0
    lines = _fields(fields) if args.fields else _in_full(entry, record, edits, desk)
    for line in lines:
        out.write(streams.harmless(line) + "\n")
    if args.fields and not fields:
        streams.tell(amending.why_not(entry))
    return 0


def _fields(fields: tuple[Field, ...]) -> Iterator[str]:
    widest = max((len(field.key) for field in fields), default=0)
    for field in fields:
        hint = ", ".join(field.choices) or field.hint
        yield f"{field.key:<{widest}}  {field.value or '-'}" + (f"   ({hint})" if hint else "")


def _in_full(
    entry: Entry, record: WorkoutRecord | None, edits: tuple[EditMade, ...], desk: Desk
) -> Iterator[str]:
    yield entry_words.line(entry)
    yield f"  id {entry.id}"
    zone = f", {entry.zone}" if entry.zone else ""
    yield f"  {entry.kind}, {entry.at:%Y-%m-%d %H:%M} UTC{zone}"
    if record is not None:
        if record.phase:
            due = f", due {record.moved_from:%a %Y-%m-%d}" if record.moved_from else ""
            yield f"  phase {record.phase}, week {record.week}, day {record.day_no}{due}"
        yield from entry_words.session_lines(record, desk)
    else:
        for name, value in entry.facts.items():
            if value not in (None, "", []):
                yield f"  {name.replace('_', ' ')}: {_value(value)}"
    for made in edits:
        yield f"  {entry_words.edit_line(made, edits)}"


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.5g}" if abs(value) < 1000 else f"{value:.0f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items() if name != "id")
    if isinstance(value, list):
        return "; ".join(_value(one) for one in value)
    return str(value)
