"""`stridetui preview`: the next sessions as if all goes as planned, and what changes if not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import count, day
from app.commands.decision_json import decision_as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from app.coach.model import Library
    from app.coach.preview import Ahead
    from app.trainer.desk import Desk
    from app.trainer.foresee import PreviewView

_KEYS = """\
examples:
  stridetui preview
  stridetui preview --sessions 4 --json

keys of the JSON, which stay what they are:
  date       the day it was asked for
  sessions   in order: day, id, title, place, minutes (main, all), exercises, tests, notes
  exercises  in order: id, name, targets (per set), unit, per_leg, rung, why
  otherwise  what changes if the first does not go as planned: case, and a decision
A decision (why, notes, otherwise) has rule, sentence and numbers, what the rule saw.
Nothing of it is stored: what happens decides.
"""
_MOST = 12


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `preview [--sessions N] [--json] [--on DATE]`."""
    from argparse import RawDescriptionHelpFormatter

    parser = subparsers.add_parser(
        "preview",
        help="print the sessions ahead",
        description="Print the next sessions as if all goes as planned, and what changes if not.",
        epilog=_KEYS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sessions", metavar="N", type=count(_MOST), default=4, help=f"how many, 1 to {_MOST}"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--on", metavar="DATE", type=day, help="as seen on that day (2026-11-20)")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print what is ahead. Raises `UsageError` where nothing is, `StoreError`."""
    from app.trainer.foresee import foresee

    view = foresee(desk, args.sessions, args.on)
    if args.json:
        import json

        streams.output().write(json.dumps(_as_json(view, desk.library), indent=2) + "\n")
    else:
        streams.print_lines(_as_text(view, desk.library))
    return 0


def _as_json(view: PreviewView, library: Library) -> dict[str, object]:
    return {
        "date": view.day.isoformat(),
        "sessions": [_session_as_json(ahead, library) for ahead in view.preview.sessions],
        "otherwise": [
            {"case": one.case, **decision_as_json(one.decision)} for one in view.preview.otherwise
        ],
    }


def _session_as_json(ahead: Ahead, library: Library) -> dict[str, object]:
    session = ahead.session
    return {
        "day": ahead.day.isoformat(),
        "id": session.slot.key,
        "title": session.slot.title,
        "place": session.slot.place.value,
        "minutes": {"main": session.main_minutes, "all": session.all_minutes},
        "exercises": [
            {
                "id": item.exercise_id,
                "name": library[item.exercise_id].name,
                "targets": list(item.targets),
                "unit": item.unit.value,
                "per_leg": item.laterality.sides == 2,
                "rung": item.rung,
                "why": decision_as_json(item.decision),
            }
            for item in session.items
        ],
        "tests": list(session.tests),
        "notes": [decision_as_json(note) for note in session.notes],
    }


def _as_text(view: PreviewView, library: Library) -> Iterable[str]:
    from app.coach.dose_text import dose

    yield "If all goes as planned, on the days that you train"
    for ahead in view.preview.sessions:
        session = ahead.session
        yield ""
        yield (
            f"{ahead.day:%a} {ahead.day.isoformat()}  {session.slot.title}"
            f"  ({session.main_minutes} min of work, {session.all_minutes} all in)"
        )
        for item in session.items:
            if item.rated:
                yield f"  {library[item.exercise_id].name:<28} {dose(item)}"
        if session.tests:
            yield f"  tests: {', '.join(view.tests.get(test, test) for test in session.tests)}"
    if view.preview.otherwise:
        yield ""
        yield "What changes if not"
    for one in view.preview.otherwise:
        yield f"  {one.case}: {one.decision.sentence} ({one.decision.rule})"
