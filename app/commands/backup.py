"""`stridetui backup`: a checked copy of the training log."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import path
from app.commands.contents import as_json, in_words

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui backup
  stridetui backup ~/stick/stridetui.db
  stridetui backup /tmp/log.db --force --json
  stridetui backup --salvage

The copy is made while the log may be in use, read over, and one file that only you can read.
Without FILE it goes to the folder "backups" beside the log. The program makes a copy there by
itself once a week and before the log of an older version is upgraded; the setting "backups"
says how many weekly ones are kept.

--salvage is for a log that is damaged: what can still be read of it becomes a new, sound log,
which restore takes; the damaged file is not touched. Without FILE it lies beside the log.

keys of the JSON, which stay what they are: path, version, counts, first and newest (training
days); with --salvage also loose: how many rows were left out because what they belong to
cannot be read

exit status: 0 done, 2 nothing was written
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `backup [FILE] [--salvage] [--force] [--json]`."""
    parser = subparsers.add_parser(
        "backup",
        help="copy the training log, checked",
        description="Copy the training log to a file of its own, checked.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", type=path, help="where to")
    parser.add_argument("--force", action="store_true", help="overwrite FILE if it exists")
    parser.add_argument("--salvage", action="store_true", help="what can be read of a damaged log")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Copy the log, or what is left of it, and say where; return the exit status.

    Raises `UsageError` for a file that exists, `StoreError` for a log that cannot be copied.
    """
    from app.trainer import backing

    out = streams.output()
    target = Path(args.file) if args.file else None
    make = backing.salvage if args.salvage else backing.back_up
    done = make(desk, target, force=args.force)
    if args.json:
        found = {"path": str(done.path), **as_json(done.contents)}
        if args.salvage:
            found["loose"] = done.loose
        out.write(f"{json.dumps(found, indent=1)}\n")
        return 0
    out.write(streams.harmless(f"{done.path}: {in_words(done.contents)}") + "\n")
    if done.loose:
        streams.tell(f"{done.loose} rows were left out: what they belong to cannot be read.")
    return 0
