"""`stridetui stats`: what was done of what was planned, what changed and why, and what next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import day
from app.commands.decision_json import decision_as_json
from app.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from datetime import date

    from app.coach.model import Decision, Library
    from app.coach.weekly import Review
    from app.trainer.desk import Desk

_KEYS = """\
examples:
  stridetui stats
  stridetui stats --week 2026-11-16
  stridetui stats --since 2026-11-01 --until 2026-11-30 --json

keys of the JSON, which stay what they are:
  since, until  the days looked at, both included
  answer        done of planned, in one sentence
  sessions      done, planned, to_come, missed (days): each planned session once, on the day
                it was due; list of what was trained or due in these days: day, title,
                sets_done, sets_planned, minutes, short, completed
  changes       in order: id, name, before ("" for new), now, rule, sentence, numbers
  bests         in order: subject, day, words
  gate          as it stands today, or null: id, leads_to, standing, met, of, missing
  suggestion    rule, sentence, numbers
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `stats [--week DATE | --since DATE --until DATE] [--json]`."""
    from argparse import RawDescriptionHelpFormatter

    parser = subparsers.add_parser(
        "stats",
        help="print the week in review",
        description="Print what was done of what was planned, what changed and why, and what next.",
        epilog=_KEYS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--week", metavar="DATE", type=day, help="the week that holds this day")
    parser.add_argument("--since", metavar="DATE", type=day, help="the first day (2026-11-16)")
    parser.add_argument("--until", metavar="DATE", type=day, help="the last day")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print the review. Raises `UsageError` for days that do not go together, `StoreError`."""
    from app.trainer.weekly import review

    found = review(desk, *_days(args, desk.clock.today()))
    if args.json:
        import json

        streams.output().write(json.dumps(_as_json(found, desk.library), indent=2) + "\n")
    else:
        streams.print_lines(_as_text(found, desk.library))
    return 0


def _days(args: argparse.Namespace, today: date) -> tuple[date, date]:
    from app.trainer.weekly import week_of

    if args.week is not None:
        if args.since or args.until:
            raise UsageError("--week names its days itself; leave --since and --until out.")
        return week_of(args.week)
    if args.since is None and args.until is None:
        return week_of(today)
    last = args.until or today
    first = args.since or last - timedelta(days=6)
    if first > last:
        raise UsageError("--since is after --until; turn them round.")
    return first, last


# --- for programs --------------------------------------------------------------------------


def _as_json(review: Review, library: Library) -> dict[str, object]:
    from app.coach.gates import LEADS_TO
    from app.coach.names import name_of

    gate = review.gate
    return {
        "since": review.first.isoformat(),
        "until": review.last.isoformat(),
        "answer": review.answer,
        "sessions": {
            "done": len(review.done),
            "planned": review.planned,
            "to_come": len(review.ahead),
            "missed": [one.isoformat() for one in review.missed],
            "list": [
                {
                    "day": one.day.isoformat(),
                    "title": one.title,
                    "sets_done": one.done_sets,
                    "sets_planned": one.planned_sets,
                    "minutes": one.minutes,
                    "short": one.short,
                    "completed": one.completed,
                }
                for one in review.sessions
            ],
        },
        "changes": [
            {
                "id": one.exercise_id,
                "name": name_of(library, one.exercise_id),
                "before": one.before,
                "now": one.now,
                **decision_as_json(one.decision),
            }
            for one in review.changes
        ],
        "bests": [
            {"subject": one.subject, "day": one.day.isoformat(), "words": one.words}
            for one in review.bests
        ],
        "gate": None
        if gate is None
        else {
            "id": gate.gate.value,
            "leads_to": LEADS_TO[gate.gate],
            "standing": gate.standing.value,
            "met": gate.met,
            "of": len(gate.criteria),
            "missing": list(gate.missing),
        },
        "suggestion": decision_as_json(review.suggestion),
    }


# --- for people ----------------------------------------------------------------------------


def _as_text(review: Review, library: Library) -> Iterable[str]:
    from app.coach.names import name_of

    yield f"{review.first.isoformat()} to {review.last.isoformat()}"
    yield review.answer
    for one in review.sessions:
        minutes = f", {one.minutes} min" if one.minutes is not None else ""
        sets = f"{one.done_sets} of {one.planned_sets} sets"
        due = f", due {one.due:%a} {one.due.isoformat()}" if one.due else ""
        cut = "" if one.completed else ", cut short"
        yield f"  {one.day:%a} {one.day.isoformat()}  {one.title}: {sets}{minutes}{due}{cut}"
    for missed in review.missed:
        yield f"  {missed:%a} {missed.isoformat()}  missed; not made up"
    for coming in review.ahead:
        yield f"  {coming:%a} {coming.isoformat()}  to come"
    yield ""
    yield "What changed, and why" if review.changes else "Nothing changed: the same numbers."
    for change in review.changes:
        step = f"{change.before} -> {change.now}" if change.before else f"new: {change.now}"
        yield f"  {name_of(library, change.exercise_id)}: {step}"
        yield from _decision(change.decision, "    ")
    if review.bests:
        yield ""
        yield "More than ever, and clean"
    for best in review.bests:
        yield f"  {best.subject}: {best.words} ({best.day.isoformat()})"
    yield ""
    yield f"{review.gate.line}." if review.gate else "No gate stands open now."
    yield ""
    yield "One suggestion"
    yield from _decision(review.suggestion, "  ")


def _decision(decision: Decision, edge: str) -> Iterable[str]:
    yield f"{edge}{decision.sentence or 'Set by the plan.'} [{decision.rule}]"
