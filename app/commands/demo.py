"""`stridetui demo`: make a made-up runner's log and open the program on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.commands import streams

if TYPE_CHECKING:
    import argparse

    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui demo
  stridetui demo --no-open

keys of the JSON, which stay what they are: path
"""
_NOTICE = "This is the demo: a made-up runner's log. Your own is not touched."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo [--no-open] [--json]`."""
    from argparse import RawDescriptionHelpFormatter

    parser = subparsers.add_parser(
        "demo",
        help="look around in the log of a made-up runner",
        description=(
            "Make sixteen weeks of a made-up runner and open the program on them.\n"
            "Your own log is not touched; --db PATH puts the demo's log elsewhere."
        ),
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--no-open", action="store_true", help="only make the log and print where it is"
    )
    parser.add_argument("--json", action="store_true", help="the same as JSON; nothing is opened")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Make the demo and open it, or print its path. Raises `UsageError`, `StoreError`."""
    from app.commands.open import open_program, require_terminal
    from app.paths import chosen, own_logs
    from app.trainer.demo import make

    opens = not (args.no_open or args.json)
    if opens:
        require_terminal()
    path = chosen(args.db) if args.db else desk.paths.demo
    if not opens:
        streams.output()  # refused before anything is made
        make(desk, path, own_logs())
        if args.json:
            streams.output().write(json.dumps({"path": str(path)}, indent=1) + "\n")
            return 0
        streams.print_lines([str(path)])
        streams.tell(f'Open it with: stridetui --db "{path}"')
        return 0
    return open_program(make(desk, path, own_logs()), (_NOTICE,))
