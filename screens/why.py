"""Why: the decision behind each target of a session, with the rule that took it."""

from __future__ import annotations

from textual.content import Content

from app.coach.model import Decision, Library, Prescription
from screens.place import TextScreen
from screens.widgets.plain import indented, plain
from screens.words import dose

Part = str | tuple[str, str]


class WhyScreen(TextScreen):
    """Each target of a session with its rule, its sentence and the numbers the rule saw."""

    def __init__(self, session: Prescription) -> None:
        super().__init__()
        self._session = session

    def text(self, width: int) -> Content:
        """Return the reasons of the session."""
        return why_text(self._session, self.app.desk.library, width)


def why_text(session: Prescription, library: Library, width: int) -> Content:
    """Return one paragraph for each exercise, then what holds for the whole session."""
    parts: list[Part] = [
        (f"Why this: {plain(session.slot.title)}\n", "bold"),
        ("Each target, and the rule that set it.\n\n", "$muted"),
    ]
    for item in session.items:
        name = plain(library[item.exercise_id].name)
        parts += [(name, "bold"), f"   {dose(item)}\n", *_reason(item.decision, width), "\n"]
    if session.notes:
        parts.append(("The session as a whole\n", "bold"))
        for note in session.notes:
            parts += _reason(note, width)
    return Content.assemble(*parts)


def _reason(decision: Decision, width: int) -> list[Part]:
    numbers = ", ".join(f"{name} {value}" for name, value in decision.numbers)
    rule = f"rule {decision.rule} · {numbers}" if numbers else f"rule {decision.rule}"
    return [
        f"{indented(plain(decision.sentence), width)}\n",
        (f"{indented(plain(rule), width)}\n", "$muted"),
    ]
