"""`stridetui export`: the log in every format there is, read back where that is asked for."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import day, path
from app.commands.progress_bar import progress_bar
from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.exporting import ExportReport, Wish
    from app.trainer.exports.format import Written

_EXAMPLES = """\
examples:
  stridetui export --format csv -o sessions.csv
  stridetui export --format csv --since 2026-11-01 --until 2026-11-30 | head
  stridetui export --format csv --what all -o log-as-tables
  stridetui export --format json --verify -o log.json
  stridetui export --schema > log.schema.json

Days are training days, the first and the last included. Without -o, or with -o -, the file goes
to standard output. A file that exists is not overwritten without --force. --verify reads the file
back into an empty log and compares; with differences, which are named, the exit status is 1.

keys of the JSON, which stay what they are: of a file or folder that was written
  path, format, what
  written    what (set, session …), count
  check      null without --verify; else read (what, count), differences
of --dictionary
  columns    file, column, holds, meaning
"""
_DIFFERENCES = 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` with every format of the registry."""
    from app.trainer.exports.format import What
    from app.trainer.exports.registry import FORMATS

    lines = "\n".join(
        f"  {one.name:<10}{one.summary}; holds {', '.join(one.takes)}" for one in FORMATS.values()
    )
    parser = subparsers.add_parser(
        "export",
        help="write the training log for others",
        description="Write the training log to a file.",
        epilog=f"formats, each with what it can hold, the usual first:\n{lines}\n\n{_EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--format", choices=tuple(FORMATS), help="what to write the log as")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        type=path,
        default="-",
        help="the file to write, or the folder for a format of several files",
    )
    parser.add_argument(
        "--since", metavar="DATE", type=day, help="first training day, such as 2026-11-20"
    )
    parser.add_argument("--until", metavar="DATE", type=day, help="last training day, inclusive")
    parser.add_argument(
        "--what", choices=tuple(part.value for part in What), help="which part of the log"
    )
    parser.add_argument("--verify", action="store_true", help="read it back and compare")
    parser.add_argument("--force", action="store_true", help="overwrite what exists")
    parser.add_argument(
        "--dictionary", action="store_true", help="print what each column of the CSV files holds"
    )
    parser.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of the JSON export"
    )
    parser.add_argument(
        "--json", action="store_true", help="say as JSON what was written, and what --verify found"
    )


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Write the file; return the exit status, 1 where reading it back found a difference.

    Raises `UsageError` for days that make no stretch, a file that exists, or what the format
    cannot do, `StoreError` for a log that cannot be read or a file that cannot be written.
    """
    from app.trainer import exporting
    from app.trainer.exporting import Wish
    from app.trainer.exports.format import What
    from app.trainer.exports.registry import format_of

    if args.schema or args.dictionary:
        _write_bytes(_about(desk, args).encode())
        return 0
    if args.format is None:
        raise UsageError(
            "The following arguments are required: --format; see stridetui export --help."
        )
    part = None if args.what is None else What(args.what)
    wish = Wish(format_of(args.format), args.since, args.until, part)
    if args.output == "-":
        if args.json:
            raise UsageError("--json says what was written to a file; name one with -o.")
        _to_standard_output(desk, wish, verify=args.verify)
        return 0
    with progress_bar("export") as progress:
        report = exporting.export(
            desk,
            wish,
            Path(args.output),
            force=args.force,
            verify=args.verify,
            progress=progress,
        )
    if args.json:
        streams.output().write(json.dumps(_as_json(wish, report), indent=1) + "\n")
    else:
        _tell(wish, report)
    return _DIFFERENCES if report.check and report.check.differences else 0


def _about(desk: Desk, args: argparse.Namespace) -> str:
    from app.trainer import exporting

    if args.schema:
        return exporting.schema(desk)
    if args.json:
        return json.dumps({"columns": list(exporting.columns())}, indent=1) + "\n"
    return exporting.dictionary()


def _as_json(wish: Wish, report: ExportReport) -> dict[str, object]:
    def counts(written: Written) -> list[dict[str, object]]:
        return [{"what": noun, "count": count} for noun, count in written.items()]

    check = report.check
    return {
        "path": str(report.path),
        "format": wish.format.name,
        "what": wish.what.value,
        "written": counts(report.written),
        "check": check and {"read": counts(check.read), "differences": list(check.differences)},
    }


def _tell(wish: Wish, report: ExportReport) -> None:
    from screens.export_words import checked, counted, of_discarded

    aside = of_discarded(report.discarded, complete=wish.format.complete)
    streams.tell(f"{report.path}: {counted(report.written)}{aside and f'; {aside}'}")
    if report.check is None:
        return
    output = streams.output()
    for difference in report.check.differences:
        output.write(f"{streams.harmless(difference)}\n")
    output.write(f"{checked(report.check)}\n")


def _to_standard_output(desk: Desk, wish: Wish, *, verify: bool) -> None:
    from app.trainer.exporting import stream

    if verify:
        raise UsageError("What is printed cannot be read back; name a file with -o.")
    output = streams.output()
    if wish.format.binary and output.isatty():
        raise UsageError(f"{wish.format.name} is nothing to be printed; name a file with -o.")
    # UTF-8 and the file's own line ends, whatever the terminal's are.
    if not output.isatty():
        stream(desk, wish, output.buffer)
        return
    with io.BufferedWriter(streams.Shown(output)) as shown:
        stream(desk, wish, shown)


def _write_bytes(data: bytes) -> None:
    streams.output().buffer.write(data)
