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

The copy is made while the log may be in use, read over, and one file that only you can read.
Without FILE it goes to the folder "backups" beside the log. The program makes a copy there by
itself once a week and before the log of an older version is upgraded; the setting "backups"
says how many weekly ones are kept.

keys of the JSON, which stay what they are: path, version, counts, first and newest (training
days)

exit status: 0 done, 2 nothing was written
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `backup [FILE] [--force] [--json]`."""
    parser = subparsers.add_parser(
        "backup",
        help="copy the training log, checked",
        description="Copy the training log to a file of its own, checked.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", type=path, help="where to")
    parser.add_argument("--force", action="store_true", help="overwrite FILE if it exists")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Copy the log and say where; return the exit status.

    Raises `UsageError` for a file that exists, `StoreError` for a log that cannot be copied.
    """
    from app.trainer import backing

    out = streams.output()
    done = backing.back_up(desk, Path(args.file) if args.file else None, force=args.force)
    if args.json:
        found = {"path": str(done.path), **as_json(done.contents)}
        out.write(f"{json.dumps(found, indent=1)}\n")
    else:
        out.write(streams.harmless(f"{done.path}: {in_words(done.contents)}") + "\n")
    return 0
