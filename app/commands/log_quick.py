"""`stridetui log quick`: a session done outside, as planned or with what differed."""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import TYPE_CHECKING

from app.coach.dose_text import amount
from app.coach.frozen import replace
from app.coach.model import Side, SkipReason
from app.coach.names import name_of
from app.commands import entry_words, log_add, streams
from app.commands.arguments import clock_time, day
from app.errors import UsageError

if TYPE_CHECKING:
    from app.coach.quick import Line, Sheet
    from app.trainer.desk import Desk
    from app.trainer.quick import Draft

_EPILOG = """\
examples:
  stridetui log quick                                  asks one line for each exercise
  stridetui log quick --rate strides=4,5,0 --rate a_skip=4,4,0
  stridetui log quick --session 2026-11-18 --did forward_lunge=2x8 --skip side_plank=time
  stridetui log quick --session phase2.1.3 --rate all=4,5,0 --json

Everything counts as done as planned unless --did or --skip says otherwise. How it went is never
filled in: --rate gives control (1 to 5; left/right where each leg has its own, such as 4/5),
effort and pain (0 to 10), `-` for one that stays empty; `all` is said of every exercise that has
no --rate of its own. At a terminal what is not given is asked for, one line an exercise: type
the numbers in the order shown (4 5 6 0), = for last time's where they are shown, 2x8 before them
for two sets of eight, s for left out, or nothing for no answer. Without a terminal it stays
empty. Exercises are named by id.

Pain takes a sign and a place: 3! was sharp or sudden, 3b sat on one spot of bone (! and b alone
say no number), and @ begins where: forward_lunge=4,5,3!@left calf, or 4 5 3! @left calf.

--session is the next one, an id that was open (phase1.2.3), the day it was done, or step_up for
the step-up session by itself. It is stored with its sets like any other and can be corrected or
deleted in the same ways.

keys of the JSON, which stay what they are:
  stored   the session as `log show` has it: kind, id, date, at, title and so on, with session,
           due, sets and results
"""
_REASONS = tuple(str(reason) for reason in SkipReason)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log quick [--session next|ID|DATE] [--rate …] [--did …] [--skip …] [--json]`."""
    quick = subparsers.add_parser(
        "quick",
        help="record a session of the plan done outside, in seconds",
        description="Record a session of the plan that was done without the timer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    quick.add_argument(
        "--session", metavar="next|ID|DATE|step_up", default="next", help="which session it was"
    )
    quick.add_argument("--on", metavar="DATE", type=day, help="the day it was done; today")
    quick.add_argument("--time", metavar="HH:MM", type=clock_time, help="when it began")
    quick.add_argument("--short", action="store_true", help="it was the ten-minute version")
    quick.add_argument(
        "--rate",
        metavar="ID=CONTROL,EFFORT,PAIN",
        action="append",
        default=[],
        help="how an exercise went; may be given again",
    )
    quick.add_argument(
        "--did", metavar="ID=SETSxCOUNT", action="append", default=[], help="what was done of it"
    )
    quick.add_argument(
        "--skip",
        metavar="ID[=REASON]",
        action="append",
        default=[],
        help=f"what was left out, and why: {', '.join(_REASONS)}",
    )
    quick.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Store the session and print it; return the exit status.

    Raises `UsageError` for what is not understood or was not open then, `StoreError`.
    """
    from app.trainer.quick import draft, keep

    out = streams.output()
    drafted = draft(desk, args.session, args.on, args.time, short=args.short)
    told = _differences(drafted.sheet, args.did, args.skip)
    told, rated = _rated(told, args.rate)
    if sys.stdin is not None and sys.stdin.isatty():
        told = _asked(told, desk, drafted, rated)
    record = keep(desk, replace(drafted, sheet=told))
    if args.json:
        out.write(json.dumps({"stored": [entry_words.stored_json(record, desk)]}, indent=1) + "\n")
        return 0
    lines = log_add.as_text(record, desk)
    out.write("\n".join(streams.harmless(line) for line in lines) + "\n")
    empty = sum(line.open is not None for line in told.lines)
    if empty:
        streams.tell(f"Not rated: {empty} of {len(told.lines)} exercises; it stays empty.")
    return 0


# --- what the options say ----------------------------------------------------------------


def _differences(told: Sheet, did: list[str], skip: list[str]) -> Sheet:
    for text in did:
        exercise_id, _, value = text.partition("=")
        told = _did(_at(told, exercise_id), value)
    for text in skip:
        exercise_id, _, word = text.partition("=")
        told = _at(told, exercise_id)
        if word and word not in _REASONS:
            raise UsageError(f"{word[:40]!a} is no reason; there are {', '.join(_REASONS)}.")
        reason = SkipReason(word) if word else SkipReason.OTHER
        told = _with(told, replace(told.line, sets=0, reason=reason))
    return told


def _at(told: Sheet, exercise_id: str) -> Sheet:
    for place, line in enumerate(told.lines):
        if line.exercise_id == exercise_id:
            return replace(told, at=place)
    known = ", ".join(line.exercise_id for line in told.lines)
    raise UsageError(f"This session has no {exercise_id[:60]!a}; it has {known}.")


def _with(told: Sheet, line: Line) -> Sheet:
    lines = (*told.lines[: told.at], line, *told.lines[told.at + 1 :])
    return replace(told, lines=lines)


def _did(told: Sheet, value: str) -> Sheet:
    """Take `2x8` (two sets of eight), `2x` (two sets) or `8` (eight in each set)."""
    found = re.fullmatch(r"(?:(\d{1,2})[x×])?(\d{1,4})?", value, re.ASCII)
    if not found or not value:
        raise UsageError(f"{value[:40]!a} is not what was done; write 2x8, 2x or 8.")
    line = told.line
    sets = int(found[1]) if found[1] else line.sets
    if not 0 <= sets <= line.planned:
        raise UsageError(
            f"{line.exercise_id} had {line.planned} sets planned, not {sets}; use log add for more."
        )
    count = int(found[2]) if found[2] else None
    if count == 0:
        raise UsageError(f"{line.exercise_id}: none at all is --skip {line.exercise_id}.")
    return _with(told, replace(line, sets=sets, amount=count))


def _rated(told: Sheet, given: list[str]) -> tuple[Sheet, frozenset[str]]:
    """Return the sheet with what `--rate` says, and the exercises it was said of."""
    rated: set[str] = set()
    for text in given:
        exercise_id, _, value = text.partition("=")
        if exercise_id != "all":
            told = _answered(_at(told, exercise_id), value)
            rated.add(exercise_id)
    for text in given:
        exercise_id, _, value = text.partition("=")
        if exercise_id == "all":
            for line in told.lines:
                if line.exercise_id not in rated and not line.left_out:
                    told = _answered(_at(told, line.exercise_id), value)
            rated |= {line.exercise_id for line in told.lines}
    return told, frozenset(rated)


def _answered(told: Sheet, value: str) -> Sheet:
    """Take `4/5,6,0`: control, effort, pain."""
    line = told.line
    value, _, place = value.partition("@")
    parts = value.split(",")
    sides = [q.side for q in line.questions][:-2]
    wrong = UsageError(
        f"{value[:40]!a} does not rate {line.exercise_id}; write control, effort and pain as "
        f"{'4/5,6,0 (left/right)' if Side.LEFT in sides else '4,6,0'}, with - for no answer."
    )
    if line.left_out:
        raise UsageError(f"{line.exercise_id} was left out; there is nothing to rate.")
    if len(parts) != 3:
        raise wrong
    control = parts[0].split("/")
    if len(control) not in (1, len(sides)):
        raise wrong
    # Said once it is said of both legs; else left comes before right, whichever began.
    by_side = dict(
        zip(sorted(sides), control * (len(sides) if len(control) == 1 else 1), strict=True)
    )
    return _numbers(told, [*(by_side[side] for side in sides), *parts[1:]], place, wrong)


_SIGNS = {"!": SkipReason.SHARP, "b": SkipReason.BONE}


def _numbers(told: Sheet, words: list[str], place: str, wrong: UsageError) -> Sheet:
    """Answer the questions of the line in hand in their order, and say where it hurt."""
    line = told.line
    answers = dict(line.answers)
    passed = set(line.passed)
    # Pain is asked last, and may bear a sign.
    sign = _SIGNS.get(words[-1].strip()[-1:])
    if sign is not None:
        words = [*words[:-1], words[-1].strip()[:-1]]
    for question, word in zip(line.questions, words, strict=True):
        text = "10" if word.strip() == "x" else word.strip()
        if text in ("", "-"):
            passed.add(question)
        elif text.isdecimal() and question.asked.lowest <= int(text) <= question.asked.highest:
            answers[question] = int(text)
        else:
            raise wrong
    told = _with(told, replace(line, answers=answers, passed=frozenset(passed), sign=sign))
    place = " ".join(place.split())
    if place and not told.line.hurt:
        raise UsageError(f"{line.exercise_id}: {place[:40]!a} hurt, so say how much.")
    return told.hurts_at(place)


# --- asked at a terminal -----------------------------------------------------------------


def _asked(told: Sheet, desk: Desk, drafted: Draft, rated: frozenset[str]) -> Sheet:
    """Ask for what the options left open, one line an exercise."""
    record = drafted.record
    streams.tell(f"{record.title}, {record.day:%a} {record.day}. As planned unless you say so.")
    for line in told.lines:
        if line.exercise_id not in rated and not line.left_out:
            told = _ask(_at(told, line.exercise_id), desk)
    return told


def _ask(told: Sheet, desk: Desk) -> Sheet:
    while True:
        line = told.line
        streams.tell(_prompt(line, desk))
        typed = sys.stdin.readline()
        if not typed:
            raise UsageError("The answers ended early; nothing was recorded.")
        try:
            return _understood(told, typed.split())
        except UsageError as fault:
            streams.tell(str(fault))


def _prompt(line: Line, desk: Desk) -> str:
    first = line.rows[0]
    name = name_of(desk.library, line.exercise_id)
    did = (
        f"{line.sets} × {amount(first.target if line.amount is None else line.amount, first.unit)}"
    )
    asked = " ".join(_word(question.asked, question.side) for question in line.questions)
    offered = [line.offered(question) for question in line.questions]
    last = " ".join("-" if value is None else str(value) for value in offered)
    again = f"  (= is last time's: {last})" if line.takeable else ""
    return f"{name}, {did}: {asked}{again}"


def _word(asked: str, side: Side) -> str:
    return asked if side is Side.BOTH else f"{asked}-{side.value}"


def _understood(told: Sheet, words: list[str]) -> Sheet:
    if words == ["s"]:
        return told.skip()
    if words and re.fullmatch(r"\d+[x×]\d*", words[0], re.ASCII):
        told, words = _did(told, words[0]), words[1:]
    line = told.line
    if not words or line.left_out:
        return _with(told, replace(line, passed=frozenset(line.questions)))
    if words == ["="]:
        return told.take()
    at = next((n for n, word in enumerate(words) if "@" in word), len(words))
    place = " ".join(words[at:])
    before, _, place = place.partition("@")
    words = [*words[:at], *([before] if before else [])]
    if len(words) != len(line.questions):
        raise UsageError(
            f"{len(line.questions)} answers are asked for, not {len(words)}; - leaves one empty."
        )
    wrong = UsageError("Control is 1 to 5, effort and pain 0 to 10; - leaves one empty.")
    return _numbers(told, words, place, wrong)
