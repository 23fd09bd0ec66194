"""`stridetui pack`: a session to take outside."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import path

if TYPE_CHECKING:
    from app.coach.model import Library
    from app.trainer.desk import Desk
    from app.trainer.packing import Pack

_EPILOG = """\
examples:
  stridetui pack -o ~/track
  stridetui pack --session phase2.1.3 -o ~/track --force
  stridetui pack -o /media/player --no-voice --json

Five files, named after day and title: .wav (the whole session; every beep at its exact sample,
names and cues spoken where the machine has a voice that can write a file: say or espeak-ng),
.fit (a workout for a watch), .ics (the calendar entry, at session_time of the settings),
.html (a card that prints on one page of A4) and .txt (the same as plain text).

The sound runs without keys. A stretch in metres is given its metres times the seconds per metre,
the way back the rest that is planned, then the lead-in counts; the command and the card say the
figures. Repetitions are counted at the pace of the plan. `stridetui log quick` records it all
afterwards.

keys of the JSON, which stay what they are:
  session  id, day, title        seconds  of the sound      voice  the program that spoke, or null
  files    kind (audio, watch, calendar, card, text), path
  steps    of the workout        given    exercise, amount, unit, seconds, rest
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `pack [--session next|ID] -o DIR [--short] [--no-voice] [--force] [--json]`."""
    parser = subparsers.add_parser(
        "pack",
        help="make a session to take outside: sound, watch, calendar, card",
        description="Make files of a session for where there is no terminal.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--session",
        metavar="next|ID|step_up",
        default="next",
        help="which session ahead, by its id or its day, usually the next one; "
        "step_up is the step-up session by itself",
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="DIR", type=path, help="the folder to write into"
    )
    parser.add_argument("--short", action="store_true", help="the ten-minute version")
    parser.add_argument("--no-voice", action="store_true", help="tones only")
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Make the files; return the exit status. Raises `UsageError`, `StoreError`."""
    from app.trainer.packing import choose, pack

    out = streams.output()
    session, outlook = choose(desk, args.session, short=args.short)
    made = pack(
        desk, session, outlook, Path(args.output), force=args.force, voice=not args.no_voice
    )
    if args.json:
        out.write(json.dumps(_as_json(made), indent=1) + "\n")
    else:
        lines = (streams.harmless(line) for line in _as_text(made, desk.library))
        out.write("\n".join(lines) + "\n")
    return 0


def _as_json(made: Pack) -> dict[str, object]:
    from app.coach.player import seconds_of

    slot = made.session.session.slot
    return {
        "session": {"id": slot.key, "day": made.session.day.isoformat(), "title": slot.title},
        "seconds": made.seconds,
        "voice": made.voice or None,
        "files": [{"kind": file.kind, "path": str(file.path)} for file in made.files],
        "steps": made.steps,
        "given": [
            {
                "exercise": row.exercise_id,
                "amount": row.target,
                "unit": row.unit.value,
                "seconds": seconds_of(row),
                "rest": row.rest_after,
            }
            for row in made.given
        ],
    }


def _as_text(made: Pack, library: Library) -> Iterator[str]:
    from app.coach.dose_text import amount
    from app.coach.names import name_of
    from app.coach.player import seconds_of

    yield f"{made.session.session.slot.title}, {made.session.day:%a} {made.session.day}"
    for file in made.files:
        yield f"  {file.kind:<9} {file.path}  ({file.about})"
    stretches = dict.fromkeys(
        f"  {name_of(library, row.exercise_id)}, {amount(row.target, row.unit)}: "
        f"{seconds_of(row):g} s, then {row.rest_after} s"
        for row in made.given
    )
    if stretches:
        yield "Times that are only given, for no clock can know them:"
        yield from stretches
