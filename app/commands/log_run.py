"""`stridetui log run FIELD=VALUE …`: a run that comes from no file."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from app.commands import entry_words, streams
from app.commands.arguments import pairs

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui log run distance=7.4 duration=41:07
  stridetui log run day=2026-11-18 time=18:30 duration=52:00 heart-rate=148 cadence=172
  stridetui log run duration=25:00 note="on the treadmill"

The fields are those of `log edit`: day (today), time, distance in kilometres, duration in motion,
heart-rate, cadence in steps a minute, note. Only duration has to be there. Without time, a run of
today ended just now and one of an earlier day began at noon. The run counts as one from a file
does, as far as its numbers go; `log undo` takes it off again.

keys of the JSON, which stay what they are:
  kind, id, date, at, zone, title, note, source, damaged
  metres, seconds, elapsed_seconds, pace (s/km), heart_rate, cadence, cadence_raw, cadence_factor,
  cadence_drift, decoupling (%)
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log run FIELD=VALUE … [--json]`."""
    parser = verbs.add_parser(
        "run",
        help="record a run that comes from no file",
        description="Record a run that comes from no file.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help="what the run was")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Store the run. Raises `UsageError` for what cannot be, `StoreError`."""
    from app.trainer import typing_runs

    out = streams.output()
    entry = typing_runs.add(desk, pairs(args.fields))
    if args.json:
        out.write(json.dumps(entry_words.as_json(entry), indent=1) + "\n")
        return 0
    out.write(f"stored  {entry_words.line(entry)}\n")
    streams.tell(f"`stridetui log undo {entry_words.short_id(entry.id)}` takes it off again.")
    return 0
