"""`stridetui import`: runs, sets of other programs, and this program's own export."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.arguments import path
from app.commands.streams import harmless, output

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.importing import Import, Reading

_EPILOG = """\
examples:
  stridetui import log.json --dry-run
  stridetui import ~/Downloads/morning.fit
  stridetui import ~/watch/activities
  stridetui import strong.csv --weight-unit kg --match "Lunge=forward_lunge"

It reads this program's own JSON export, runs in FIT, TCX and GPX, and sets as Strong, Hevy,
FitNotes and Liftosaur export them; any other table with --mapping FILE, a TOML file that says
which column is what. What a file is, is told by its content.

First it says what it adds, changes and leaves out, and why; then all of it is stored, or
nothing. What is in the log already stays as it is, so that a file may be given again.

Of a run the log keeps figures, never the track: distance, time, pace, heart rate and cadence.
Exit status 2 means that a file that was named could not be taken; the others were.
"""
_ACTS = ("add", "change", "same", "skip", "refuse")
_WORDS = {
    "add": "added",
    "change": "changed",
    "same": "in the log already",
    "skip": "left out",
    "refuse": "not readable",
}
_NAMES = {
    "workout": "session",
    "assessment": "questionnaire",
    "exercise_result": "rating",
    "workout_set": "set",
    "measurement": "self-test",
    "meta": "entry",
}
# More things of one kind than this are counted, not listed.
_MOST_LISTED = 20
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
    parser.add_argument(
        "--json", action="store_true", help="say it as JSON, with every single thing"
    )
    tables = parser.add_argument_group("tables of other programs")
    tables.add_argument(
        "--mapping", metavar="FILE", type=path, help="which column is what; see the README"
    )
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
        out.write(f"{json.dumps(_as_json(done), indent=1, ensure_ascii=False)}\n")
        return _status(done)
    for file in prepared.files:
        for line in _as_text(file):
            out.write(f"{harmless(line)}\n")
    out.flush()
    if not args.dry_run:
        importing.carry_out(desk, prepared)
    out.write(f"{harmless(_sum(prepared, dry=args.dry_run))}\n")
    return _status(prepared)


def _status(done: Import) -> int:
    return _REFUSED if done.refused else 0


def _as_text(file: Reading) -> Iterator[str]:
    if file.refusal:
        yield f"{file.path}: left out; {file.refusal}."
        return
    yield f"{file.path}: {file.form}"
    for note in file.notes:
        yield f"  note: {note}"
    for act in _ACTS:
        outcomes = [outcome for outcome in file.outcomes if outcome.act == act]
        for kind, count in Counter(outcome.kind for outcome in outcomes).items():
            of_kind = [outcome for outcome in outcomes if outcome.kind == kind]
            # Whatever is left out or changed is named; what is simply taken may be counted.
            if act == "same" or (act == "add" and count > _MOST_LISTED):
                yield f"  {act}: {_counted(kind, count)}"
                continue
            for outcome in of_kind:
                why = f" ({outcome.why})" if outcome.why else ""
                yield f"  {act}: {_name(outcome.kind)} {outcome.what}{why}"


def _name(kind: str) -> str:
    return _NAMES.get(kind, kind)


def _counted(kind: str, count: int) -> str:
    name = _name(kind)
    plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{count} {name if count == 1 else plural}"


def _sum(done: Import, *, dry: bool) -> str:
    counts = {
        act: sum(outcome.act == act for file in done.files for outcome in file.outcomes)
        for act in _ACTS
    }
    said = ", ".join(f"{counts[act]} {_WORDS[act]}" for act in _ACTS)
    return f"{'Nothing was written (--dry-run)' if dry else 'Done'}: {said}."


def _as_json(done: Import) -> dict[str, object]:
    return {
        "written": done.written,
        "files": [
            {
                "path": str(file.path),
                "format": str(file.form) or None,
                "refused": file.refusal or None,
                "notes": list(file.notes),
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
