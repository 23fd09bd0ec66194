"""`stridetui import`: runs, sets of other programs, and this program's own export."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.arguments import path
from app.commands.streams import harmless, output

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.importing import Import, Offer

_EPILOG = """\
examples:
  stridetui import log.json --dry-run
  stridetui import ~/Downloads/morning.fit
  stridetui import ~/watch/activities
  stridetui import strong.csv --weight-unit kg --match "Lunge=forward_lunge"

It reads this program's own JSON export, runs in FIT, TCX and GPX, and sets as Strong, Hevy,
FitNotes and Liftosaur export them; any other table with --mapping FILE, a TOML file that says
which column is what. What a file is, is told by its content.

Its own table of sessions (export --format csv) is read, too. It carries sessions with their sets
and ratings; programmes, questionnaires, self-tests and corrections come with JSON only, and a
session that the log has stays as it is.

First it says what it adds, changes and leaves out, and why; then all of it is stored, or
nothing. What is in the log already stays as it is, so that a file may be given again.

Of a run the log keeps figures, never the track: distance, time, pace, heart rate and cadence.

keys of the JSON, which stay what they are:
  written  whether anything was stored
  files    path, format, refused (why it was, or null), notes, unknown_names (name, near,
           exercise), outcomes (act, kind, what, why)

exit status: 0 done, 2 a file that was named could not be taken; the others were
"""
_REFUSED = 2


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `import PATH… [--dry-run] [--json]`, and what is said about foreign tables."""
    parser = subparsers.add_parser(
        "import",
        help="take in runs, other programs' sets, or an export",
        description="Take files into the training log.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", type=path, help="a file, or a folder of files"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what it would do, and do nothing"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, with every single thing")
    tables = parser.add_argument_group("tables of other programs")
    tables.add_argument("--mapping", metavar="FILE", type=path, help="which column is what")
    tables.add_argument("--weight-unit", choices=("kg", "lb"), help="where the table does not say")
    tables.add_argument(
        "--distance-unit", choices=("m", "km", "mi"), help="where the table does not say"
    )
    tables.add_argument(
        "--match",
        metavar="NAME=ID",
        action="append",
        default=[],
        type=_match,
        help="the library's exercise for a name in the table; may be given more than once",
    )


def _match(text: str) -> tuple[str, str]:
    name, equals, exercise_id = text.rpartition("=")
    if not equals or not name.strip() or not exercise_id.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is no match; write it as NAME=ID")
    return name.strip(), exercise_id.strip()


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Say what the files come to, store it, and return the exit status.

    Raises `UsageError` where there is nothing to read, `StoreError` if nothing could be stored.
    """
    from app.trainer import importing
    from app.trainer.import_words import lines, summary

    out = output()
    choices = importing.Choices(
        None if args.mapping is None else Path(args.mapping).expanduser(),
        importing.Units(args.weight_unit, args.distance_unit),
        dict(args.match),
    )
    paths = [Path(name).expanduser() for name in args.paths]
    prepared = importing.prepare(desk, paths, choices)
    if args.json:
        done = prepared if args.dry_run else importing.carry_out(desk, prepared)
        out.write(f"{json.dumps(_as_json(done), indent=1)}\n")
        return _status(done)
    for file in prepared.files:
        for line in lines(file):
            out.write(f"{harmless(line.text)}\n")
        for offer in file.offers:
            out.write(f"  note: {harmless(_offered(offer))}\n")
    out.flush()
    if not args.dry_run:
        importing.carry_out(desk, prepared)
    out.write(f"{harmless(summary(prepared, dry=args.dry_run))}\n")
    return _status(prepared)


def _status(done: Import) -> int:
    return _REFUSED if done.refused else 0


def _offered(offer: Offer) -> str:
    said = f"{offer.name} is not in the library and is kept as it is"
    if not offer.near:
        return said
    return f"{said}; if it is {offer.near}, add --match '{offer.name}={offer.exercise_id}'"


def _as_json(done: Import) -> dict[str, object]:
    return {
        "written": done.written,
        "files": [
            {
                "path": str(file.path),
                "format": str(file.form) or None,
                "refused": file.refusal or None,
                "notes": list(file.notes),
                "unknown_names": [
                    {
                        "name": offer.name,
                        "near": offer.near or None,
                        "exercise": offer.exercise_id or None,
                    }
                    for offer in file.offers
                ],
                "outcomes": [
                    {
                        "act": str(outcome.act),
                        "kind": outcome.kind,
                        "what": outcome.what,
                        "why": outcome.why or None,
                    }
                    for outcome in file.outcomes
                ],
            }
            for file in done.files
        ],
    }
