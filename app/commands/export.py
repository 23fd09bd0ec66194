"""`stridetui export`: the log as CSV or JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import day, path

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.exporting import Wish

_EPILOG = """\
examples:
  stridetui export --format csv -o sessions.csv
  stridetui export --format csv -o - --since 2026-11-01 --until 2026-11-30 | head
  stridetui export --format json -o log.json

CSV is one row per set and side. JSON holds every table and every field. Days are training days,
the first and the last included. A file that exists is not overwritten without --force.
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export --format csv|json -o FILE [--since DATE] [--until DATE] [--force]`."""
    parser = subparsers.add_parser(
        "export",
        help="write the training log as CSV or JSON",
        description="Write the training log to a file.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--format", required=True, choices=("csv", "json"), help="what to write the log as"
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=path,
        help="the file to write; - for standard output",
    )
    parser.add_argument(
        "--since", metavar="DATE", type=day, help="first training day, such as 2026-11-20"
    )
    parser.add_argument("--until", metavar="DATE", type=day, help="last training day, inclusive")
    parser.add_argument("--force", action="store_true", help="overwrite FILE if it exists")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Write the file; return the exit status.

    Raises `UsageError` for days that make no stretch or a file that exists, `StoreError` for a
    log that cannot be read or a file that cannot be written.
    """
    from app.trainer.exporting import Wish, export
    from app.trainer.exports.registry import format_of
    from screens.export_words import counted

    wish = Wish(format_of(args.format), args.since, args.until)
    if args.output == "-":
        _to_standard_output(desk, wish)
        return 0
    report = export(desk, wish, Path(args.output), force=args.force)
    streams.tell(f"{report.path}: {counted(report.written)}")
    return 0


def _to_standard_output(desk: Desk, wish: Wish) -> None:
    from app.trainer.exporting import stream

    # UTF-8 and the file's own line ends, whatever the terminal's are.
    stream(desk, wish, streams.output().buffer)
