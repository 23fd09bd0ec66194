"""Why: the decision behind each target of a session, its rule, its numbers and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.frozen import dataclass
from app.coach.gates import LEADS_TO, Verdict
from app.coach.model import (
    Decision,
    Exercise,
    Library,
    Prescription,
    SetRow,
    WorkoutRecord,
)
from app.coach.preview import Ahead
from app.coach.rulebook import RULES
from app.coach.typed_sets import in_place
from app.trainer.why import Reason
from screens.gate_text import ASPECT_WORD
from screens.parts import Part
from screens.place import TextScreen
from screens.widgets.plain import indented, plain
from screens.words import amount, dose


@dataclass(frozen=True, slots=True)
class _Target:
    """One exercise's dose in words, and the decision that set it."""

    name: str
    dose: str
    decision: Decision


class _ReasonsScreen(TextScreen):
    """What both kinds of reasons have in common: `w` opens them, and closes them again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "back", "Back", show=False, id="why.back", tooltip="Back to the session"),
    ]


class WhyScreen(_ReasonsScreen):
    """Each target of a session to come, with its rule, its sentence and the numbers it saw."""

    def __init__(self, session: Prescription) -> None:
        super().__init__()
        self._session = session

    def text(self, width: int) -> Content:
        """Return the reasons of the session."""
        return why_text(self._session, self.app.desk.library, width)


class RecordWhyScreen(_ReasonsScreen):
    """Each target of a session that runs or is over, with the reason that was stored with it."""

    def __init__(self, record: WorkoutRecord) -> None:
        super().__init__()
        self._record = record

    def text(self, width: int) -> Content:
        """Return the reasons that stand in the log."""
        return record_why_text(self._record, self.app.desk.library, width)


class PreviewWhyScreen(_ReasonsScreen):
    """Each target of the sessions ahead."""

    def __init__(self, ahead: Sequence[Ahead]) -> None:
        super().__init__()
        self._ahead = ahead

    def text(self, width: int) -> Content:
        """Return the reasons, session by session."""
        library = self.app.desk.library
        texts = [why_text(each.session, library, width) for each in self._ahead]
        return Content("\n").join(texts)


class GateWhyScreen(_ReasonsScreen):
    """Each criterion of a gate, what follows, and the rules behind them."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        super().__init__()
        self._verdicts = verdicts

    def text(self, width: int) -> Content:
        """Return the reasons, criterion by criterion."""
        parts: list[Part] = []
        for verdict in self._verdicts:
            targets = [
                _Target(
                    ASPECT_WORD.get(one.aspect, one.aspect.value),
                    "met" if one.met else "not met",
                    one.decision,
                )
                for one in verdict.criteria
            ]
            more = (verdict.next_step, verdict.before_link, verdict.no_jumps)
            targets += [_Target("what follows", "", said) for said in more if said is not None]
            if verdict.override is not None:
                targets.append(_Target("going on all the same", "not offered", verdict.override))
            parts += _paragraphs(f"gate to {LEADS_TO[verdict.gate]}", targets, width)
        return Content.assemble(*parts)


class EntryWhyScreen(_ReasonsScreen):
    """One exercise of the library: its target in the next session, if any, and its sources.

    `reasons` are the decisions of the next session about it; `cited` is where the entry itself
    comes from, laid out for a width.
    """

    def __init__(
        self, exercise: Exercise, reasons: Sequence[Reason], cited: Callable[[int], Content]
    ) -> None:
        super().__init__()
        self._exercise = exercise
        self._reasons = reasons
        self._cited = cited

    def text(self, width: int) -> Content:
        """Return the next target with its reason, then the usual dose with its sources."""
        name = plain(self._exercise.name)
        targets = [
            _Target("In your next session", dose(each.item), each.decision)
            for each in self._reasons
        ]
        parts = _paragraphs(name, targets, width)
        if self._exercise.dose:
            parts += [("The usual dose", "bold"), f"   {plain(self._exercise.dose)}\n\n"]
        return Content.assemble(*parts, self._cited(width))


def why_text(session: Prescription, library: Library, width: int) -> Content:
    """Return one paragraph for each exercise, then what holds for the whole session."""
    targets = [
        _Target(plain(library[item.exercise_id].name), dose(item), item.decision)
        for item in session.items
    ]
    parts = _paragraphs(session.slot.title, targets, width)
    if session.notes:
        parts.append(("The session as a whole\n", "bold"))
        for note in session.notes:
            parts += _reason(note, width)
    return Content.assemble(*parts)


def record_why_text(record: WorkoutRecord, library: Library, width: int) -> Content:
    """Return one paragraph for each exercise of a session in the log."""
    return Content.assemble(*_paragraphs(record.title, _stored(record, library), width))


def _stored(record: WorkoutRecord, library: Library) -> Iterable[_Target]:
    """Yield the exercises in order; sets of one exercise with one reason are one target."""

    def same(row: SetRow) -> tuple[str, str, str]:
        return row.exercise_id, row.rule, row.why

    for (exercise_id, rule, why), rows in groupby(in_place(record.sets), key=same):
        first = next(rows)
        exercise = library.get(exercise_id)
        name = plain(exercise.name if exercise else exercise_id)
        target = f"{first.set_count} × {amount(first.target, first.unit)}"
        yield _Target(name, target, Decision(rule, why))


def _paragraphs(title: str, targets: Iterable[_Target], width: int) -> list[Part]:
    parts: list[Part] = [
        (f"Why this: {plain(title) or 'session'}\n", "bold"),
        ("Each target, the rule that set it, and where the rule comes from.\n\n", "$muted"),
    ]
    for target in targets:
        name = target.name[:1].upper() + target.name[1:]
        parts += [(name, "bold"), f"   {target.dose}\n", *_reason(target.decision, width)]
        parts.append("\n")
    return parts


def _reason(decision: Decision, width: int) -> list[Part]:
    said = [f"{indented(plain(decision.sentence), width)}\n"] if decision.sentence else []
    rule = RULES.get(decision.rule)
    named = f"rule {plain(decision.rule)}" + (f" · {rule.title}" if rule else "")
    quiet = [named]
    if decision.numbers:
        quiet.append("seen: " + ", ".join(f"{name} {value}" for name, value in decision.numbers))
    if rule:
        quiet.append(f"from: {rule.source}")
    return [*said, *((f"{indented(plain(line), width)}\n", "$muted") for line in quiet)]
