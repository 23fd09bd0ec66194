"""`stridetui log add`: a session that was done without the timer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.coach.model import Kind, SetStatus, Side
from app.coach.names import name_of
from app.coach.pain import pain_told
from app.commands import entry_words, streams
from app.commands.arguments import path
from app.errors import UsageError

if TYPE_CHECKING:
    from app.coach.model import Rating, SetRow, WorkoutRecord
    from app.trainer.desk import Desk

_EPILOG = """\
examples:
  stridetui log add session.json
  stridetui log add - --json

The file holds one session, or a list of them; all are stored or none:

  {
    "date": "2026-11-20",           the training day
    "time": "18:30",                when it began (optional; see below)
    "minutes": 35,                  how long it took (optional)
    "title": "At the cabin",        optional, as is "note"
    "session": "phase1.2.3",        the place in the plan (optional; see below)
    "exercises": [
      {
        "id": "forward_lunge",
        "control": {"left": 4, "right": 5},   1 to 5; one number for both legs
        "effort": 6,                          0 to 10
        "pain": 0, "pain_place": "",          0 to 10, and where
        "sharp": false,                       sharp or sudden: red, whatever the number
        "bone": false,                        on one spot of bone: the plan goes on hold
        "rung": "…", "tempo": "2-0-1-0", "load_kg": 5, "height_cm": 40,
        "sets": [
          {"side": "left", "reps": 10},
          {"side": "right", "reps": 9, "target": 10, "pain": 1, "note": "…"}
        ]
      }
    ]
  }

Only date, exercises, id, sets and how much was done have to be there. A set counts what its
exercise counts: reps, touches, holds, seconds, metres, minutes or pairs. One-legged exercises
say a side with every set. What is left out is stored as not answered.

Without "time", a session of today ended just now and one of an earlier day began at noon.
Without "session" the plan's next session of that day is taken if it holds these exercises;
targets that are not given are then the plan's. `-` reads standard input.

keys of the JSON, which stay what they are:
  stored   each session as `log show` has it: kind, id, date, at, title and so on, with session,
           due, sets and results
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log add FILE [--json]`."""
    add = subparsers.add_parser(
        "add",
        help="record a session done without the timer",
        description="Record a session that was done without the timer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add.add_argument("file", metavar="FILE", type=path, help="the session; - for standard input")
    add.add_argument("--json", action="store_true", help="say as JSON what was stored")
    add.add_argument(
        "--format", choices=("text", "json"), help="the older way to say the same as --json"
    )


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Store the sessions and print them; return the exit status.

    Raises `UsageError` for a file that cannot be read or is wrong, `StoreError` if nothing could
    be stored.
    """
    from app.trainer import diary
    from app.trainer.json_object import LARGEST

    out = streams.output()
    stored = diary.add(desk, streams.read(args.file, LARGEST, UsageError), streams.named(args.file))
    if args.json if args.format is None else args.format == "json":
        found = {"stored": [entry_words.stored_json(record, desk) for record in stored]}
        out.write(json.dumps(found, indent=1) + "\n")
    else:
        for record in stored:
            streams.print_lines(as_text(record, desk))
    return 0


def _by_exercise(record: WorkoutRecord) -> Iterator[tuple[str, list[SetRow], list[Rating]]]:
    for exercise_id in dict.fromkeys(row.exercise_id for row in record.sets):
        yield (
            exercise_id,
            [row for row in record.sets if row.exercise_id == exercise_id],
            sorted(
                (rating for rating in record.ratings if rating.exercise_id == exercise_id),
                key=lambda rating: rating.side is Side.BOTH,
            ),
        )


def as_text(record: WorkoutRecord, desk: Desk) -> Iterator[str]:
    """Yield a stored session in lines."""
    own = record.kind is Kind.PROGRAMME and not record.slot_key
    place = " (outside the plan)" if own else f" ({record.slot_key})" if record.slot_key else ""
    title = f", {record.title}" if record.title else ""
    yield f"stored {record.day:%a} {record.day.isoformat()}{title}{place}"
    for exercise_id, sets, ratings in _by_exercise(record):
        done = [row for row in sets if row.status is SetStatus.DONE]
        parts = []
        for side in dict.fromkeys(row.side for row in done):
            amounts = ", ".join(str(row.actual) for row in done if row.side is side)
            parts.append(amounts if side is Side.BOTH else f"{side} {amounts}")
        said = [f"{'; '.join(parts)} {sets[0].unit}" if parts else "not done"]
        for rating in ratings:
            leg = "" if rating.side is Side.BOTH else f" {rating.side}"
            said += [f"control{leg} {rating.control}"] if rating.control is not None else []
            said += [f"effort {rating.effort}"] if rating.effort is not None else []
        hurt = pain_told(record, exercise_id)
        said += [f"pain {hurt}"] if hurt else []
        yield f"  {name_of(desk.library, exercise_id)}: {' · '.join(said)}"
