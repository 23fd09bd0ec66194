"""`stridetui log list`: the time line, newest first, filtered and searched."""

from __future__ import annotations

import argparse
import json
from itertools import chain
from typing import TYPE_CHECKING

from app.coach.logbook import EntryKind, Wanted
from app.coach.model import Link, Side
from app.commands import entry_words, streams
from app.commands.arguments import count, day
from app.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.coach.logbook import Entry
    from app.trainer.desk import Desk

_USUAL, _MOST = 20, 1_000_000
_AT_ONCE = 500
_EPILOG = """\
examples:
  stridetui log list --since 2026-11-01 --exercise "forward lunge" --side left
  stridetui log list --pain 3 --text knee
  stridetui log list --kind run --kind test --limit 100 --json
  stridetui log list --deleted

Every entry leads with its id, or as much of it as is needed, for show, edit and delete.

keys of the JSON, which stay what they are:
  total      how many entries there are in all
  entries    newest first; each has kind, id, date, at (UTC), zone, title, note, and by kind
    session        session_kind, status, phase, week, done_sets, all_sets, minutes, source,
                   short, pain (the worst), ended_at
    run            metres, seconds (in motion), elapsed_seconds, pace (s/km), heart_rate,
                   cadence (steps a minute), cadence_raw, cadence_factor, cadence_drift (%),
                   decoupling (%), source, damaged
    test           test, results (id, side, value, unit, said), conditions
    check-in       ill, short_sleep, sore, hard_run
    morning        session (its id), answer, exercises, place, pain
    questionnaire  start, link, scores, answers (how many)
    decision       decision (its kind), subject, choice
  deleted    with --deleted, in the place of both: each has id, at, kind, entry, cause, undoes,
             changes (table, key, before, after)
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log list` with its filters."""
    parser = verbs.add_parser(
        "list",
        help="list sessions, runs, self-tests, check-ins and the rest, newest first",
        description="List what is in the log, newest first.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--since", type=day, metavar="DATE", help="from this training day on")
    parser.add_argument("--until", type=day, metavar="DATE", help="up to this training day")
    parser.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in EntryKind],
        metavar="KIND",
        help=f"only this kind, may be given again: {', '.join(EntryKind)}",
    )
    parser.add_argument("--exercise", metavar="NAME", help="sessions with it, by id or name")
    parser.add_argument(
        "--link", choices=[link.value for link in Link], metavar="LINK", help=", ".join(Link)
    )
    parser.add_argument("--phase", type=_phase, metavar="N", help="sessions of phase 0 to 4")
    parser.add_argument("--side", choices=[side.value for side in Side], help="one leg, or both")
    parser.add_argument(
        "--pain",
        nargs="?",
        const=1,
        type=count(10),
        metavar="N",
        help="sessions that hurt, or hurt at least so much (1 to 10)",
    )
    parser.add_argument(
        "--text", default="", metavar="WORDS", help="every word in notes, names or places of pain"
    )
    parser.add_argument(
        "--limit", type=count(_MOST), default=_USUAL, metavar="N", help=f"at most so many; {_USUAL}"
    )
    parser.add_argument("--deleted", action="store_true", help="what was deleted and can come back")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _phase(text: str) -> int:
    if text not in {"0", "1", "2", "3", "4"}:
        raise argparse.ArgumentTypeError(f"write a phase from 0 to 4, not {text!r}")
    return int(text)


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print what is wanted. Raises `UsageError` for an unknown exercise, `StoreError`."""
    from app.trainer import timeline

    wanted = _wanted(args, desk)
    if args.deleted:
        if wanted != Wanted():
            raise UsageError("--deleted lists all that was deleted; leave the filters out.")
        return _list_deleted(args, desk)
    out = streams.output()
    page = timeline.page(desk, wanted, 0, min(args.limit, _AT_ONCE))
    entries = chain(page.entries, _further(desk, wanted, len(page.entries), args.limit))
    if args.json:
        found = {
            "total": page.total,
            "entries": [entry_words.as_json(entry) for entry in entries],
        }
        out.write(json.dumps(found, indent=1) + "\n")
        return 0
    for entry in entries:
        out.write(entry_words.line(entry) + "\n")
    shown = min(args.limit, page.total)
    if shown < page.total:
        streams.tell(f"{shown} of {page.total}; --limit shows more.")
    elif not page.total:
        streams.tell(_why_nothing(wanted))
    return 0


def _why_nothing(wanted: Wanted) -> str:
    if wanted.everything:
        return "The log is empty."
    if wanted.since and wanted.until and wanted.until < wanted.since:
        return f"No day is from {wanted.since} on and up to {wanted.until}; swap them."
    return "Nothing in the log is like that."


def _wanted(args: argparse.Namespace, desk: Desk) -> Wanted:
    from app.trainer import timeline

    return Wanted(
        since=args.since,
        until=args.until,
        kinds=frozenset(EntryKind(kind) for kind in args.kind or ()),
        exercise=None if args.exercise is None else timeline.find_exercise(desk, args.exercise),
        link=None if args.link is None else Link(args.link),
        phase=args.phase,
        side=None if args.side is None else Side(args.side),
        pain=args.pain,
        words=timeline.words_of(args.text),
    )


def _further(desk: Desk, wanted: Wanted, offset: int, limit: int) -> Iterator[Entry]:
    """Return further entries, so that a long list costs no more memory than a short one."""
    from app.trainer import timeline

    # A page that was not full was the last one.
    while 0 < offset < limit and not offset % _AT_ONCE:
        found = timeline.more(desk, wanted, offset, min(_AT_ONCE, limit - offset))
        yield from found
        if not found:
            return
        offset += len(found)


def _list_deleted(args: argparse.Namespace, desk: Desk) -> int:
    from app.trainer import timeline

    out = streams.output()
    gone = timeline.gone(desk)
    if args.json:
        found = {"deleted": [entry_words.edit_json(one.made) for one in gone]}
        out.write(json.dumps(found, indent=1) + "\n")
        return 0
    for one in gone:
        day = f"{one.day:%a %Y-%m-%d}" if one.day else " " * len("Fri 2026-11-20")
        said = f"{one.title}, deleted {one.made.at:%Y-%m-%d %H:%M} UTC"
        streams.print_lines((f"{entry_words.short_id(one.made.subject):<8}  {day}  {said}",))
    if not gone:
        streams.tell("Nothing is deleted.")
    return 0
