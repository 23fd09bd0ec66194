"""`stridetui log edit ID FIELD=VALUE …`: correct an entry."""

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
  stridetui log edit 3f2a91c0 day=2026-11-18 time=18:30 note="at the cabin"
  stridetui log edit 3f2a91c0 set.3.done=9 set.4.left-out=tired
  stridetui log edit 3f2a91c0 forward_lunge.control.left=4 forward_lunge.pain=2
  stridetui log edit 3f2a91c0 set.4.delete=yes forward_lunge.add.left=12
  stridetui log edit 8b1e22aa distance=7.4 duration=41:07
  stridetui log edit 3f2a91c0 note=

`log show ID --fields` names the fields of an entry with what stands there. Nothing behind the
equals sign empties a field. EXERCISE.add puts one more set of any exercise in, done on one leg
EXERCISE.add.left or .right; behind the equals sign stands what it came to. All changes are
stored, or none; `log undo` takes them back. Targets that were shown stay as they were; those to
come follow from what stands in the log now.

keys of the JSON, which stay what they are:
  kind, id   of the entry
  changed    in order: field, before, after
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log edit ID FIELD=VALUE … [--json]`."""
    parser = verbs.add_parser(
        "edit",
        help="correct an entry; what stood there is kept",
        description="Correct an entry of the log. What stood there before is kept.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("id", metavar="ID", help="its id, or how it begins")
    parser.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help="what stands there now")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Store the changes. Raises `UsageError` for what cannot be, `StoreError`."""
    from app.trainer import amending, timeline

    out = streams.output()
    given = pairs(args.fields)
    entry = timeline.entry(desk, args.id)
    changed = amending.change(desk, entry, given)
    if args.json:
        found = {
            "kind": entry.kind.value,
            "id": entry.id,
            "changed": [
                {"field": after.key, "before": before.value, "after": after.value}
                for before, after in changed
            ],
        }
        out.write(json.dumps(found, indent=1) + "\n")
        return 0
    for before, after in changed:
        said = f"{after.key}: {before.value or '-'} → {after.value or '-'}"
        out.write(streams.harmless(said) + "\n")
    if changed:
        streams.tell(f"`stridetui log undo {entry_words.short_id(entry.id)}` takes it back.")
    else:
        streams.tell("That stands there already; nothing was changed.")
    return 0
