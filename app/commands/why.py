"""`stridetui why`: the rule, the numbers and the source behind each target of the next session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import streams
from app.commands.arguments import day
from app.commands.decision_json import decision_as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from app.coach.model import Decision
    from app.coach.symmetry import Symmetry
    from app.trainer.desk import Desk
    from app.trainer.why import Reason, WhyView

_KEYS = """\
examples:
  stridetui why
  stridetui why forward_lunge --json

keys of the JSON, which stay what they are:
  date       the day it was asked for
  session    id of the session
  exercises  in order: id, name, targets (per set), unit, per_leg, rung, why (a decision),
             symmetry
  notes      decisions about the session as a whole
  advice     decisions about today
a decision is: rule, sentence, numbers (name to value, what the rule saw), title, source, tags
symmetry is control and work over the last three sessions, each null or: left, right, index
(the smaller over the larger), weaker (left, right or null), sessions
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `why [EXERCISE] [--json] [--on DATE]`."""
    from argparse import RawDescriptionHelpFormatter

    parser = subparsers.add_parser(
        "why",
        help="print why the next session is what it is",
        description="Print the rule, the numbers and the source behind each target.",
        epilog=_KEYS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("exercise", nargs="?", metavar="EXERCISE", help="only this one, id or name")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--on", metavar="DATE", type=day, help="as seen on that day (2026-11-20)")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print the reasons. Raises `UsageError` where there is nothing to explain, `StoreError`."""
    from app.trainer.why import why

    view = why(desk, args.exercise, args.on)
    if args.json:
        import json

        streams.output().write(json.dumps(_as_json(view), indent=2) + "\n")
    else:
        streams.print_lines(_as_text(view))
    return 0


# --- for programs --------------------------------------------------------------------------


def _as_json(view: WhyView) -> dict[str, object]:
    return {
        "date": view.day.isoformat(),
        "session": view.session.slot.key,
        "exercises": [_reason_as_json(reason) for reason in view.reasons],
        "notes": [_decision_as_json(note) for note in view.notes],
        "advice": [_decision_as_json(advice) for advice in view.advice],
    }


def _reason_as_json(reason: Reason) -> dict[str, object]:
    item = reason.item
    return {
        "id": reason.exercise.id,
        "name": reason.exercise.name,
        "targets": list(item.targets),
        "unit": item.unit.value,
        "per_leg": item.laterality.sides == 2,
        "rung": item.rung,
        "why": _decision_as_json(reason.decision),
        "symmetry": {
            "control": _symmetry_as_json(reason.control),
            "work": _symmetry_as_json(reason.work),
        },
    }


def _decision_as_json(decision: Decision) -> dict[str, object]:
    from app.coach.rulebook import RULES

    rule = RULES.get(decision.rule)
    return {
        **decision_as_json(decision),
        "title": rule.title if rule else "",
        "source": rule.source if rule else "",
        "tags": list(rule.tags) if rule else [],
    }


def _symmetry_as_json(found: Symmetry | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "left": round(found.left, 2),
        "right": round(found.right, 2),
        "index": round(found.index, 3),
        "weaker": found.weaker.value if found.weaker else None,
        "sessions": found.sessions,
    }


# --- for people ----------------------------------------------------------------------------


def _as_text(view: WhyView) -> Iterable[str]:
    slot = view.session.slot
    yield f"{slot.title} · due {slot.due:%a} {slot.due.isoformat()}"
    for reason in view.reasons:
        yield ""
        yield f"{reason.exercise.name}   {_dose(reason)}".rstrip()
        yield from _decision(reason.decision)
        yield from _sides(reason)
    for heading, decisions in (("The session as a whole", view.notes), ("Today", view.advice)):
        if decisions:
            yield ""
            yield heading
        for decision in decisions:
            yield from _decision(decision)


def _dose(reason: Reason) -> str:
    from app.coach.dose_text import dose

    item = reason.item
    return dose(item) + (f", one set more {item.extra_side.value}" if item.extra_side else "")


def _decision(decision: Decision) -> Iterable[str]:
    from app.coach.rulebook import RULES

    yield f"  {decision.sentence}"
    rule = RULES.get(decision.rule)
    yield f"    rule {decision.rule}: {rule.title}" if rule else f"    rule {decision.rule}"
    if decision.numbers:
        yield f"    seen: {', '.join(f'{name} {value}' for name, value in decision.numbers)}"
    if rule:
        yield f"    from: {rule.source}"


def _sides(reason: Reason) -> Iterable[str]:
    for word, found in (("control", reason.control), ("reps a set", reason.work)):
        if found is None:
            continue
        leads = f", the {found.weaker} leg is behind" if found.weaker else ""
        yield (
            f"    sides: {word} L {found.left:.3g} R {found.right:.3g}, "
            f"index {found.index:.2f}{leads}"
        )
