"""What was done in a session that has just ended: per exercise, both sides. Any key goes home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from app.coach.model import Exercise, SetRow, SetStatus, Side, WorkoutRecord
from app.coach.pain import pain_told
from app.coach.whole_session import why_not_counted
from screens.host import Host
from screens.live_text import Book
from screens.parts import Part
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain
from screens.words import SIDE_WORD, SKIP_WORD, amount, count, listed, per_side

_DASH = " – "


class SummaryScreen(Screen[None]):
    """The session in a few lines."""

    CSS_PATH = "../assets/styles/live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space,q,escape", "leave", "Home", id="summary.leave", tooltip="Back to Today"
        )
    ]
    AUTO_FOCUS = ""

    app = getters.app(Host)

    def __init__(self, record: WorkoutRecord, exercises: Mapping[str, Exercise]) -> None:
        super().__init__()
        self._record = record
        self._book = Book(exercises)

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll(id="summary", can_focus=False):
            yield Static(summary_text(self._record, self._book), markup=False)
        yield KeyBar()

    def on_key(self, event: events.Key) -> None:
        """Go home at any key but those that scroll."""
        if event.key in {"up", "down", "pageup", "pagedown", "home", "end"}:
            self._scroll(event.key)
        else:
            self.action_leave()
        event.stop()

    def _scroll(self, key: str) -> None:
        area = self.query_one("#summary", VerticalScroll)
        steps = {
            "up": area.scroll_up,
            "down": area.scroll_down,
            "pageup": area.scroll_page_up,
            "pagedown": area.scroll_page_down,
            "home": area.scroll_home,
            "end": area.scroll_end,
        }
        steps[key](animate=False)

    def action_leave(self) -> None:
        """Go home."""
        if self.is_current:
            self.dismiss()


def summary_text(record: WorkoutRecord, book: Book) -> Content:
    """Return what was done, exercise by exercise."""
    done = sum(row.status is SetStatus.DONE for row in record.sets)
    facts = [f"{done} of {count(len(record.sets), 'set')}"]
    if record.minutes is not None:
        facts.append(f"{record.minutes} min from first to last")
    uncounted = why_not_counted(record)
    parts: list[Part] = [
        ("Session ended early\n", "bold") if uncounted else ("Session done\n", "bold $done"),
        (plain(record.title), "bold"),
        (f"\n{' · '.join(facts)}\n", "$muted"),
        f"{uncounted}\n" if uncounted else "",
    ]
    for exercise_id in dict.fromkeys(row.exercise_id for row in record.sets):
        rows = [row for row in record.sets if row.exercise_id == exercise_id]
        if all(row.actual is None for row in rows):
            parts += ["\n", (book.name(exercise_id), "$muted"), (_why_not(rows), "$muted"), "\n"]
            continue
        parts += ["\n", (book.name(exercise_id), "bold"), "\n"]
        for side in dict.fromkeys(row.side for row in rows):
            parts.append(_side_line([row for row in rows if row.side is side], side))
        parts += [(line, "$muted") for line in _said(record, exercise_id, rows)]
    return Content.assemble(*parts)


def _side_line(rows: list[SetRow], side: Side) -> str:
    results = "  ".join("–" if row.actual is None else amount(row.actual, row.unit) for row in rows)
    targets = {row.target for row in rows}
    target = f"   of {amount(rows[0].target, rows[0].unit)}" if len(targets) == 1 else ""
    label = f"{SIDE_WORD[side]} " if side is not Side.BOTH else ""
    return f"  {label:<6}{results}{target}\n" if label else f"  {results}{target}\n"


def _why_not(rows: list[SetRow]) -> str:
    reasons = dict.fromkeys(SKIP_WORD[row.skip_reason] for row in rows if row.skip_reason)
    return f"{_DASH}left out or cut short: {listed(list(reasons))}" if reasons else ""


def _said(record: WorkoutRecord, exercise_id: str, rows: list[SetRow]) -> list[str]:
    control = {
        side: value
        for side in Side
        if (value := record.rating(exercise_id, side).control) is not None
    }
    both = record.rating(exercise_id, Side.BOTH)
    facts = [f"control {per_side(control)}"] if control else []
    if both.effort is not None:
        facts.append(f"effort {both.effort}")
    if hurt := pain_told(record, exercise_id):
        facts.append(f"pain {plain(hurt)}")
    if why := _why_not(rows):
        facts.append(why.removeprefix(_DASH))
    lines = [f"  {' · '.join(facts)}\n"] if facts else []
    notes = dict.fromkeys(plain(row.note) for row in rows if row.note)
    return lines + [f"  “{note}”\n" for note in notes]
