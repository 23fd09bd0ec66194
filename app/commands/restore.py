"""`stridetui restore`: a backup in the place of the training log, which is kept."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import path
from app.commands.contents import as_json, in_words, lacks

if TYPE_CHECKING:
    from app.trainer.backing import Restoring
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui restore ~/stick/stridetui.db --dry-run
  stridetui restore ~/stick/stridetui.db

First it says what is in the file and what the present log has that the file lacks. Then the file
takes the log's place, and the log that was there is kept beside it under a name that is said.
A backup of an older version is upgraded on the way, the file itself stays as it is; one of a newer
version is refused, and so is every restore while a session is running.
To put two logs together instead, export one as JSON and import it into the other.

keys of the JSON, which stay what they are: backup, contents and present (each version, counts,
first, newest), lacking (kind, count, days), kept, written

exit status: 0 done, 2 nothing was changed
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `restore FILE [--dry-run] [--json]`."""
    parser = subparsers.add_parser(
        "restore",
        help="put a backup in the place of the training log",
        description="Put a backup in the place of the training log, which is kept.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=path, help="a backup, or any training log")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what it would do, and do nothing"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Say what it comes to and do it; return the exit status.

    Raises `UsageError`, or `StoreError` where the file cannot be used or a session is running.
    """
    from app.trainer import backing

    out = streams.output()
    file = Path(args.file)
    if args.json:
        done = backing.look_into(desk, file) if args.dry_run else backing.restore(desk, file)
        out.write(f"{json.dumps(_as_json(done), indent=1)}\n")
        return 0
    seen = backing.look_into(desk, file)
    for line in _summary(seen):
        out.write(f"{streams.harmless(line)}\n")
    out.flush()
    if args.dry_run:
        out.write("Nothing was changed (--dry-run).\n")
        return 0
    done = backing.restore(desk, file, seen)
    said = f"Done. The replaced log is {done.kept}." if done.kept else "Done. There was no log yet."
    out.write(f"{streams.harmless(said)}\n")
    return 0


def _summary(seen: Restoring) -> Iterator[str]:
    yield f"{seen.backup}: {in_words(seen.contents)}"
    if seen.fault:
        yield f"the log now: {seen.fault}"
    elif seen.present is None:
        yield "the log now: none"
    else:
        yield f"the log now: {in_words(seen.present)}"
    if seen.lacking:
        yield "only in the log, and not in the file:"
        yield from (f"  {lacks(one)}" for one in seen.lacking)
    elif seen.present is not None:
        yield "the file has everything that the log has"


def _as_json(seen: Restoring) -> dict[str, object]:
    return {
        "backup": str(seen.backup),
        "contents": as_json(seen.contents),
        "present": None if seen.present is None else as_json(seen.present),
        "lacking": [
            {
                "kind": one.table,
                "count": one.count,
                "days": [day.isoformat() for day in one.days],
            }
            for one in seen.lacking
        ],
        "kept": str(seen.kept) if seen.kept else None,
        "written": seen.written,
    }
