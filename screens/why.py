"""Why: the decision behind each target of a session, with the rule that took it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from app.coach.model import Decision, Library, Prescription
from screens.place import DetailScreen
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import plain
from screens.words import dose


class WhyScreen(DetailScreen):
    """Each target of a session with its rule, its sentence and the numbers the rule saw."""

    CSS_PATH = "../assets/styles/detail.tcss"

    def __init__(self, session: Prescription) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """One paragraph for each exercise, then what holds for the whole session."""
        with VerticalScroll():
            yield Static(
                Content.assemble(
                    (f"Why this: {plain(self._session.slot.title)}", "bold"),
                    ("\nEach target, and the rule that set it.", "$muted"),
                )
            )
            yield Static(why_text(self._session, self.app.desk.library))
        yield KeyBar()


def why_text(session: Prescription, library: Library) -> Content:
    """Return the reasons of a session."""
    parts: list[str | tuple[str, str]] = []
    for item in session.items:
        name = plain(library[item.exercise_id].name)
        parts += [(name, "bold"), f"   {dose(item)}\n", *_reason(item.decision), "\n"]
    if session.notes:
        parts.append(("The session as a whole\n", "bold"))
        for note in session.notes:
            parts += _reason(note)
    return Content.assemble(*parts)


def _reason(decision: Decision) -> list[str | tuple[str, str]]:
    numbers = ", ".join(f"{plain(name)} {value}" for name, value in decision.numbers)
    seen = f" · {plain(numbers)}" if numbers else ""
    return [
        f"  {plain(decision.sentence)}\n",
        (f"  rule {plain(decision.rule)}{seen}\n", "$muted"),
    ]
