"""The live session as lines of text, one for each thing that happens; for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from app.coach.model import SetRow, Unit
from app.coach.player import Cue, Phase, PlayerView, QuestionView
from app.coach.player.pace import SLOW_ENOUGH_TO_COUNT
from screens import live_checkin, live_message, live_text
from screens.keys import KeyInfo
from screens.live_text import LEG, Book, clock
from screens.words import amount

_WIDE = 400
"""Characters a line may have; whoever reads aloud knows no width."""
_TOUCHES_A_LINE = 10
_SAID = {Cue.HALFWAY: "halfway", Cue.LAST_SET: "last set"}


def changed(
    before: PlayerView | None, view: PlayerView, cues: Sequence[Cue], book: Book
) -> list[str]:
    """Return what to say when the session has come from `before` to `view`."""
    said: list[str] = []
    if before is not None and view.last is not None and _closed(before, view):
        said.append(_result(view.last))
    if _phase(before) != _phase(view):
        said.append(_standing(view, book))
    said += [_SAID[cue] for cue in cues if cue in _SAID]
    if Cue.COUNT in cues:
        left = view.goes_on if view.goes_on is not None else view.seconds_left
        said += [str(view.stage_left if view.stage_left and not left else left)]
    said += _count(before, view)
    if live_message.hurts(view) and _hurting(view) != (before and _hurting(before)):
        said.append(live_message.pain_words(view, book))
    if view.question is not None and view.question != (before and before.question):
        said.append(_question(view.question, view, book))
    return said


def _phase(view: PlayerView | None) -> object:
    if view is None:
        return None
    waits = view.overtime is not None
    row = view.row.pos if view.row else None
    exercise = view.row.exercise_id if view.row else None
    stands = view.paused and view.goes_on is None and not view.held
    return view.phase, stands, view.away is None, waits, row, exercise


def _hurting(view: PlayerView) -> object:
    """What is said again when it changes: what pain stops, and what it leads to."""
    stopped = view.row.exercise_id if view.row and view.stop else ""
    return view.stop, stopped, view.follows, view.hurt if view.follows else ""


def _closed(before: PlayerView, view: PlayerView) -> bool:
    return view.last is not None and view.last.actual is not None and view.last != before.last


def _result(row: SetRow) -> str:
    leg = f"{LEG[row.side]}, " if LEG[row.side] else ""
    pain = f", pain {row.pain}" if row.pain is not None else ""
    note = f", note: {row.note}" if row.note else ""
    return f"{leg}{row.actual} of {amount(row.target, row.unit)}{pain}{note}"


def _standing(view: PlayerView, book: Book) -> str:
    word = view.phase.value.upper() if view.phase is not Phase.ASKING else "HOW WAS IT"
    if view.away is not None:
        return live_message.message(view, book).plain
    if view.paused and not view.held:
        return f"PAUSED in {word}. space goes on."
    row = view.row
    if row is None:
        done = f"{clock(view.elapsed)}, {live_text.number(view)[1]}. space shows what you did."
        return f"DONE. {done}" if view.phase is Phase.DONE else word
    what = ", ".join(
        part
        for part in (
            book.name(row.exercise_id),
            LEG[row.side],
            amount(row.target, row.unit),
            live_text.facts(view, book),
        )
        if part
    )
    sets = f"set {row.set_no} of {row.set_count}"
    if view.phase is Phase.WORK:
        how = "" if view.paced else " space ends it."
        return f"WORK. {what}, {sets}. {book.cue(row)}{how}"
    wait = (
        "space starts it."
        if view.overtime is not None
        else f"{view.seconds_left} {live_text.number(view)[1]}."
    )
    return f"{word}. Next: {what}, {sets}. {wait} {clock(view.left)} left in all."


def _count(before: PlayerView | None, view: PlayerView) -> list[str]:
    row = view.row
    if row is None or view.phase is not Phase.WORK or view.paused or not view.count:
        return []
    if before is None or before.row is None or before.row.pos != row.pos:
        return []
    if not view.paced:
        return (
            [str(view.count)] if view.count != before.count and before.phase is view.phase else []
        )
    if view.count == before.count or row.unit in (Unit.SECONDS, Unit.MINUTES, Unit.PAIRS):
        return []
    slow = row.seconds_per_unit >= SLOW_ENOUGH_TO_COUNT
    return [str(view.count)] if slow or view.count % _TOUCHES_A_LINE == 0 else []


def _question(asked: QuestionView, view: PlayerView, book: Book) -> str:
    first, second, _ = live_checkin.question(view, book, _WIDE)
    ready = f" last time {asked.proposal}." if asked.proposal is not None else ""
    return f"{first.plain}.{ready} {second.plain}"


def keys_text(keys: Sequence[KeyInfo]) -> str:
    """Return one line for each key that works now."""
    return "\n".join(f"{' or '.join(key.keys)}: {key.tooltip}" for key in keys)
