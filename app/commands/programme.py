"""`stridetui programme`: where it stands, beginning one, moving a session, a pause."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import count, day, path
from app.commands.decision_json import decision_as_json
from app.errors import AnswersError

if TYPE_CHECKING:
    from app.coach.not_today import Waiting
    from app.trainer.desk import Desk
    from app.trainer.planning import GoesOn, ProgrammeView

_LONGEST_PAUSE = 365
_EPILOG = """\
examples:
  stridetui programme show
  stridetui programme begin --answers answers.json
  stridetui programme move --to 2026-11-22
  stridetui programme pause --days 9
  stridetui programme resume

exit status: 0 done, 2 it cannot be, and nothing was changed

`stridetui programme WHAT --help` says more about each.
"""
_SHOW = """\
examples:
  stridetui programme show
  stridetui programme show --json

"""
_BEGIN = """\
examples:
  stridetui programme begin --answers answers.json
  stridetui programme begin --full --replace

Without --answers the questionnaire that was answered last is taken. The file is that of
`stridetui assess`: one set of answers.
"""
_MOVE = """\
examples:
  stridetui programme move
  stridetui programme move --to 2026-11-22

Without --to it says on which days the next session still fits. A day inside the plan week counts
in full; what is not done by the week's end lapses, and nothing is made up for (B3, D.7.7).
"""
_PAUSE = """\
examples:
  stridetui programme pause --until 2026-12-06
  stridetui programme pause --days 9

A pause changes no rule: the days missed say where the plan goes on (B3 to B7), and that is said
here beforehand. A session before it is over is none too early.
"""
_RESUME = """\
examples:
  stridetui programme resume
  stridetui programme resume --json
"""
_KEYS = """
keys of the JSON, which stay what they are:
  id, started, start, link, phase, week_done, week_planned
  closes        the plan week's last day
  next          id, title, due, or null
  why_none      why there is none
  fits_on       the days on which it fits
  moved_to, paused_until
  advice        rule, sentence, numbers
"""
_AFTER = """\
  after         how it goes on after the pause: on, phase, session, reasons (as advice), why_none
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `programme show|begin|move|pause|resume`."""
    parser = subparsers.add_parser(
        "programme",
        help="show, begin, move or pause the programme",
        description="Show the programme, begin one, move its next session, or pause it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="programme_verb", metavar="WHAT", required=True)
    _add(verbs, "show", "show where the programme stands", _SHOW)
    begin = _add(verbs, "begin", "begin the programme that answers come to", _BEGIN)
    begin.add_argument(
        "--answers", metavar="FILE", type=path, help="the answers as JSON; - for standard input"
    )
    begin.add_argument(
        "--full", action="store_true", help="the twelve weeks, where the answers allow them too"
    )
    begin.add_argument("--replace", action="store_true", help="end the programme that is open")
    move = _add(verbs, "move", "let the next session wait until another day", _MOVE)
    move.add_argument("--to", metavar="DATE", type=day, help="the day, such as 2026-11-22")
    pause = _add(verbs, "pause", "pause the programme", _PAUSE, _AFTER)
    length = pause.add_mutually_exclusive_group(required=True)
    length.add_argument("--until", metavar="DATE", type=day, help="the last day of the pause")
    length.add_argument(
        "--days", metavar="N", type=count(_LONGEST_PAUSE), help="how many days, today included"
    )
    _add(verbs, "resume", "end a pause today", _RESUME, _AFTER)


def _add(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    words: str,
    epilog: str,
    keys: str = "",
) -> argparse.ArgumentParser:
    """Add a verb whose JSON says where the programme stands, and `keys` beside that."""
    found = verbs.add_parser(
        name,
        help=words,
        description=f"{words[:1].upper()}{words[1:]}.",
        epilog=f"{epilog}{_KEYS}{keys}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--json", action="store_true", help="as JSON")
    return found


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Do what was chosen, and say where the programme stands; return the exit status.

    Raises `UsageError` for what cannot be, `AnswersError`, `StoreError`; nothing is changed then.
    """
    from app.trainer import planning

    out = streams.output()
    after = None
    match args.programme_verb:
        case "begin":
            planning.begin(desk, _answers(args.answers), full=args.full, instead=args.replace)
            now = planning.look(desk)
        case "move" if args.to is not None:
            now = planning.move(desk, args.to)
        case "pause":
            now, after = planning.pause(desk, _until(args, desk))
        case "resume":
            now, after = planning.resume(desk)
        case _:
            now = planning.look(desk)
    if args.json:
        found = _as_json(now) | ({"after": _after_as_json(after)} if after else {})
        out.write(f"{json.dumps(found, indent=1)}\n")
    else:
        out.writelines(f"{streams.harmless(line)}\n" for line in _lines(now, after))
    return 0


def _answers(file: str | None) -> dict[str, object] | None:
    from app.trainer.answer_file import LARGEST, answers_of

    if file is None:
        return None
    return answers_of(streams.read(file, LARGEST, AnswersError), streams.named(file))


def _until(args: argparse.Namespace, desk: Desk) -> date:
    until: date | None = args.until
    if until is not None:
        return until
    # Counted with today, so that one day is today alone.
    last: date = desk.clock.today() + timedelta(days=args.days - 1)
    return last


def _lines(now: ProgrammeView, after: GoesOn | None) -> Iterator[str]:
    from app.coach.day_text import iso_day, when_words
    from app.coach.names import LINK_NAME
    from app.coach.start_text import START_WORD

    plan, mine = now.plan, now.enrolment
    link = f", weak link {LINK_NAME[mine.link].lower()}" if mine.link else ""
    yield f"{START_WORD[mine.start]}{link}, begun {mine.started}"
    if plan.next is None:
        yield plan.why_none
    else:
        closes = f", until {plan.closes}" if plan.closes else ""
        yield f"{plan.phase_label}; this plan week {plan.week_done} of {plan.week_planned}{closes}"
        slot = plan.next
        yield f"next: {slot.title}, {when_words(slot.due, now.ready, now.day, iso_day)}"
    if now.waiting is not None:
        yield f"it may wait: {_waits(now.waiting)}"
    if now.put_off.moved_to is not None:
        yield f"moved to {now.put_off.moved_to:%a} {now.put_off.moved_to}"
    if now.put_off.until is not None:
        yield f"paused until {now.put_off.until:%a} {now.put_off.until}"
    if after is not None:
        goes = f"{after.slot.title} ({after.phase_label})" if after.slot else after.why_none
        yield f"it goes on from {after.on:%a} {after.on}: {goes}"
    for said in dict.fromkeys((*plan.advice, *(after.reasons if after else ()))):
        yield f"{said.sentence} ({said.rule})"


def _waits(waiting: Waiting) -> str:
    from app.trainer.planning import waits

    return waits(waiting)


def _as_json(now: ProgrammeView) -> dict[str, object]:
    plan, slot = now.plan, now.plan.next
    days = now.waiting.days if now.waiting else ()
    return {
        "id": now.enrolment.id,
        "started": now.enrolment.started.isoformat(),
        "start": now.enrolment.start.value,
        "link": now.enrolment.link.value if now.enrolment.link else None,
        "phase": plan.phase_label or None,
        "week_done": plan.week_done,
        "week_planned": plan.week_planned,
        "closes": plan.closes.isoformat() if plan.closes else None,
        "next": None
        if slot is None
        else {"id": slot.key, "title": slot.title, "due": slot.due.isoformat()},
        "why_none": plan.why_none or None,
        "fits_on": [each.isoformat() for each in days],
        "moved_to": _iso(now.put_off.moved_to),
        "paused_until": _iso(now.put_off.until),
        "advice": [decision_as_json(said) for said in plan.advice],
    }


def _after_as_json(after: GoesOn) -> dict[str, object]:
    return {
        "on": after.on.isoformat(),
        "session": after.slot.key if after.slot else None,
        "phase": after.phase_label or None,
        "why_none": after.why_none or None,
        "reasons": [decision_as_json(said) for said in after.reasons],
    }


def _iso(found: date | None) -> str | None:
    return found.isoformat() if found else None
