"""`stridetui log delete ID`: take an entry off the time line; it can be brought back."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from app.commands import entry_words, streams

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui log delete 3f2a91c0
  stridetui log undo 3f2a91c0
  stridetui log list --deleted

Nothing is thrown away: a deleted entry counts for nothing any more, and comes back with undo.

keys of the JSON, which stay what they are: kind, id, date, title, undo (the command)
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log delete ID [--json]`."""
    parser = verbs.add_parser(
        "delete",
        help="take an entry off the time line; undo brings it back",
        description="Take an entry off the time line. It is kept, and undo brings it back.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("id", metavar="ID", help="its id, or how it begins")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Delete the entry. Raises `UsageError` for what cannot be deleted, `StoreError`."""
    from app.trainer import amending, timeline

    out = streams.output()
    entry = timeline.entry(desk, args.id)
    amending.delete(desk, entry)
    undo = f"stridetui log undo {entry_words.short_id(entry.id)}"
    if args.json:
        found = {
            "kind": entry.kind.value,
            "id": entry.id,
            "date": entry.day.isoformat(),
            "title": entry.title,
            "undo": undo,
        }
        out.write(json.dumps(found, indent=1) + "\n")
        return 0
    out.write(f"deleted  {entry_words.line(entry)}\n")
    streams.tell(f"`{undo}` brings it back.")
    return 0
