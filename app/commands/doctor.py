"""`stridetui doctor`: what is well, and what to do about what is not."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.streams import harmless
from app.trainer.checking import Finding, Terminal, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.trainer.desk import Desk

_ATTENTION = 1
_MARK = {True: "ok", False: "!!"}
_EPILOG = """\
examples:
  stridetui doctor
  stridetui doctor --json
  stridetui doctor --audio

It looks at the log (whether it opens, its version, a quick check of the whole file) and its
backups, the settings and your own keys, the shipped content and your own exercises, clock and
zone, the terminal and its colours, and what would sound; with --audio it also plays every cue
aloud, and the voice if that is on. Nothing is changed.

keys of the JSON, which stay what they are: ok (whether all is well), findings (subject, ok, says)

exit status: 0 all is well, 1 something needs attention
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `doctor [--json] [--audio]`."""
    parser = subparsers.add_parser(
        "doctor",
        help="check log, settings, own files and terminal",
        description="Check log, settings, your own files, clock, terminal and sound.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--audio", action="store_true", help="play every cue aloud")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print a line for each finding; return 0 when all is well, 1 when something is not."""
    out = streams.output()
    findings: list[Finding] = []
    for finding in _all(desk, audio=args.audio):
        findings.append(finding)
        if not args.json:
            # As it comes: sounds take their time.
            says = harmless(finding.says)
            out.write(f"{_MARK[finding.ok]}  {harmless(finding.subject):<11} {says}\n")
            out.flush()
    well = all(finding.ok for finding in findings)
    if args.json:
        import json

        listed = [{"subject": each.subject, "ok": each.ok, "says": each.says} for each in findings]
        out.write(json.dumps({"ok": well, "findings": listed}, indent=2) + "\n")
    return 0 if well else _ATTENTION


def _all(desk: Desk, *, audio: bool) -> Iterator[Finding]:
    yield from check(desk, _terminal())
    if desk.settings.keys:
        yield from _own_keys(desk)
    if audio:
        from app.cues.check import check_audio
        from app.trainer.hearing import sound_settings

        bell = _bell if sys.stderr and sys.stderr.isatty() else None
        for line in check_audio(sound_settings(desk.settings), bell):
            yield Finding(line.subject, line.finding, line.ok)


def _own_keys(desk: Desk) -> Iterator[Finding]:
    from app.tui import StrideApp
    from screens import key_map

    chosen = dict(desk.settings.keys)
    faults = list(key_map.faults(key_map.every_key(StrideApp), chosen))
    for fault in faults:
        yield Finding("keys", f"{desk.paths.settings}: {fault}", ok=False)
    if not faults:
        yield Finding("keys", f"{len(chosen)} of your own")


def _bell() -> None:
    sys.stderr.write("\a")
    sys.stderr.flush()


def _terminal() -> Terminal | None:
    """Ask the environment what the terminal is; None where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    size = os.get_terminal_size(sys.stdout.fileno())
    name = os.environ.get("TERM", "")
    return Terminal(size.columns, size.lines, _colours(name), sys.stdout.encoding, name)


def _colours(name: str) -> int:
    if os.environ.get("NO_COLOR"):
        return 0
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return 1 << 24
    return 256 if "256" in name else 16
