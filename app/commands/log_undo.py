"""`stridetui log undo [ID]`: take back the latest edit, of the log or of one entry."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from app.commands import entry_words, streams
from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui log undo
  stridetui log undo 3f2a91c0

Without an id the latest edit, deletion or addition of the whole log is taken back; again, the
one before it. With an id only those of that entry are, deleted or not. A self-test that was stored
is no edit: log delete ID takes it off, as it does what was trained or imported.

keys of the JSON, which stay what they are: id, at, kind, entry, cause (edit, delete or add),
undoes, changes (table, key, before, after) of the edit that was taken back
"""
_ELSE = "`stridetui log delete ID` takes any entry off, `stridetui log list` names them."


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log undo [ID] [--json]`."""
    parser = verbs.add_parser(
        "undo",
        help="take back the latest edit, deletion or addition",
        description="Take back the latest edit, deletion or addition.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="of this entry, by how its id begins")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Take the edit back. Raises `UsageError` where there is none, `StoreError`."""
    from app.trainer import amending

    out = streams.output()
    try:
        made = amending.undo(desk, args.id)
    except UsageError as error:
        # What was trained, measured or imported was no edit.
        raise UsageError(f"{error} {_ELSE}") from error
    if args.json:
        out.write(json.dumps(entry_words.edit_json(made), indent=1) + "\n")
        return 0
    said = f"taken back  {made.kind} {entry_words.short_id(made.subject)}  "
    out.write(streams.harmless(said + entry_words.undo_line(made)) + "\n")
    return 0
