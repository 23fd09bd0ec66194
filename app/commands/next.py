"""`stridetui next`: the next session, as a table for people or as JSON for programs."""

from __future__ import annotations

import gc
from itertools import groupby
from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import day
from app.commands.decision_json import decision_as_json
from app.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from datetime import date

    from app.coach.model import Library, Prescription, SetRow
    from app.trainer.desk import Desk
    from app.trainer.today import TodayView

_KEYS = """\
examples:
  stridetui next
  stridetui next --short
  stridetui next --json --on 2026-11-23

keys of the JSON, which stay what they are:
  date        the day it was asked for
  programme   start, link, phase, session, of, done_this_week, planned_this_week
  session     id, kind, phase, week, day, due, title, purpose, place
  minutes     main (the work), all (with opening and closing)
  exercises   in order: id, name, section (opening, main, closing), rung, load_kg, height_cm, sets
  sets        in the order they are done: set, side (left, right, both), target, unit,
              hold_seconds, tempo (lower-hold-rise-hold, null for a free rhythm),
              rest (seconds until the next set), rule, why
  notes       what else was decided about the session: rule, sentence, numbers
  advice      what the plan says today: the same
"""
_NO_PLAN = "There is no plan yet; open stridetui and answer the questionnaire."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `next [--short] [--json] [--on DATE]`."""
    from argparse import RawDescriptionHelpFormatter

    parser = subparsers.add_parser(
        "next",
        help="print the next session",
        description="Print the next session of the plan.",
        epilog=_KEYS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--short", action="store_true", help="the ten-minute version")
    parser.add_argument("--json", action="store_true", help="as JSON, with a reason for each set")
    parser.add_argument("--on", metavar="DATE", type=day, help="as seen on that day (2026-11-20)")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print the session that is next on `args.on`, today when None.

    Raises `UsageError` when there is none, `StoreError` when the log cannot be read.
    """
    # Nothing this short-lived process makes is garbage before it ends: looking for some, and
    # taking everything apart at the end, would cost a tenth of its time.
    gc.disable()
    gc.freeze()
    from app.trainer.today import look

    out = streams.output()
    on: date = args.on or desk.clock.today()
    view = look(desk, on, short=args.short)
    if view.session is None:
        raise UsageError(view.why_none or _NO_PLAN)
    if args.json:
        import json

        # ASCII only: whatever reads it needs no particular encoding.
        out.write(json.dumps(_as_json(view, view.session, desk.library), indent=2) + "\n")
    else:
        streams.print_lines(_as_table(view, view.session, desk.library))
    for fault in desk.faults_met:
        streams.complain(fault)
    gc.freeze()
    return 0


def _by_exercise(session: Prescription) -> Iterable[tuple[str, list[SetRow]]]:
    from app.coach.layout import lay_out

    # An exercise may come twice in a session, split by others: each run of sets is its own.
    for exercise_id, rows in groupby(lay_out(session), key=lambda row: row.exercise_id):
        yield exercise_id, list(rows)


def _as_json(view: TodayView, session: Prescription, library: Library) -> dict[str, object]:
    slot, enrolment = session.slot, view.enrolment
    return {
        "date": view.day.isoformat(),
        "programme": {
            "start": enrolment.start.value if enrolment else None,
            "link": enrolment.link.value if enrolment and enrolment.link else None,
            "phase": view.phase_label,
            "session": view.session_no,
            "of": view.session_count,
            "done_this_week": view.week_done,
            "planned_this_week": view.week_planned,
        },
        "session": {
            "id": slot.key,
            "kind": slot.kind.value,
            "phase": slot.phase,
            "week": slot.week,
            "day": slot.day_no,
            "due": slot.due.isoformat(),
            "title": slot.title,
            "purpose": slot.purpose,
            "place": slot.place.value,
        },
        "minutes": {"main": session.main_minutes, "all": session.all_minutes},
        "exercises": [
            {
                "id": exercise_id,
                "name": library[exercise_id].name,
                "section": rows[0].section.value,
                "rung": rows[0].rung,
                "load_kg": rows[0].load_kg,
                "height_cm": rows[0].height_cm,
                "sets": [_set_as_json(row) for row in rows],
            }
            for exercise_id, rows in _by_exercise(session)
        ],
        "notes": [decision_as_json(note) for note in session.notes],
        "advice": [decision_as_json(advice) for advice in view.advice],
    }


def _set_as_json(row: SetRow) -> dict[str, object]:
    return {
        "set": row.set_no,
        "side": row.side.value,
        "target": row.target,
        "unit": row.unit.value,
        "hold_seconds": row.hold_seconds,
        "tempo": str(row.tempo) if row.tempo else None,
        "rest": row.rest_after,
        "rule": row.rule,
        "why": row.why,
    }


def _as_table(view: TodayView, session: Prescription, library: Library) -> Iterable[str]:
    from app.coach.day_text import iso_day, when_words
    from app.coach.dose_text import dose
    from app.coach.safety import ready_on

    slot = session.slot
    when = when_words(slot.due, ready_on(slot, view.history), view.day, iso_day)
    yield f"{slot.title} · {view.phase_label} · {when}"
    yield f"{slot.purpose}"
    yield f"{session.main_minutes} min of work, {session.all_minutes} all in · {slot.place.value}"
    for section in ("opening", "main", "closing"):
        items = [item for item in session.items if item.section.value == section]
        if items:
            yield ""
            yield section
        for item in items:
            exercise = library[item.exercise_id]
            rung = exercise.rung(item.rung)
            amount = dose(item)
            if item.extra_side:
                amount += f", one set more {item.extra_side.value}"
            tempo = f"tempo {item.tempo}" if item.tempo else ""
            yield f"  {exercise.name:<28} {amount:<24} {tempo}".rstrip()
            if rung:
                yield f"    {rung.name}"
            if exercise.rated:
                yield f"    why ({item.decision.rule}): {item.decision.sentence}"
    for decision in (*session.notes, *view.advice):
        yield ""
        yield f"{decision.sentence} ({decision.rule})"
