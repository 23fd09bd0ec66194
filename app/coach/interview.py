"""The order in which the fourteen questions are asked, and how a draft of answers grows.

A step is one thing to answer; Q2 and Q14 have several. A draft is the stored form of F.2, not
yet whole. Nothing here is ever answered on the runner's behalf.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.coach.frozen import dataclass
from app.coach.questionnaire import (
    CHOICES,
    KIT,
    PAIN_PLACES,
    PLACES,
    QUESTION_COUNT,
    SIGNS,
    TRAINING,
    WEEKDAYS,
)

Draft = Mapping[str, object]


class StepKind(StrEnum):
    """How a step is answered: one code, a number 0–10, any number of codes, or weeks."""

    ONE = "one"
    SCALE = "scale"
    MANY = "many"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to answer. `field` is where the answer is stored, `number` its question, 1–14.

    `least` is how many codes a `MANY` step needs.
    """

    field: str
    number: int
    kind: StepKind
    codes: tuple[str, ...] = ()
    least: int = 0


def _number(question_id: str) -> int:
    return int(question_id.removeprefix("Q"))


_CHOICE_STEPS = {q.id: Step(q.id, _number(q.id), StepKind.ONE, q.codes) for q in CHOICES}

ALL_STEPS: tuple[Step, ...] = (
    _CHOICE_STEPS["Q1"],
    Step("pain", 2, StepKind.SCALE),
    Step("pain_place", 2, StepKind.ONE, PAIN_PLACES),
    Step("urgent_signs", 2, StepKind.MANY, SIGNS),
    *(step for field, step in _CHOICE_STEPS.items() if field != "Q1"),
    Step("Q13", 13, StepKind.MANY, tuple(kind.code for kind in TRAINING)),
    Step("race_weeks", QUESTION_COUNT, StepKind.WEEKS),
    Step("days", QUESTION_COUNT, StepKind.MANY, tuple(map(str, WEEKDAYS)), least=2),
    Step("places", QUESTION_COUNT, StepKind.MANY, PLACES, least=1),
    Step("kit", QUESTION_COUNT, StepKind.MANY, KIT),
)


def steps(draft: Draft) -> tuple[Step, ...]:
    """Return the steps to ask: all of them, but where it hurts only if something does."""
    painless = draft.get("pain", 0) == 0
    return tuple(step for step in ALL_STEPS if not (painless and step.field == "pain_place"))


def first_open(draft: Draft) -> int:
    """Return the index, in `steps(draft)`, of the first step without an answer.

    Where all are answered, that is the last one.
    """
    asked = steps(draft)
    return next((i for i, step in enumerate(asked) if step.field not in draft), len(asked) - 1)


def answered_count(draft: Draft) -> int:
    """Return how many of the fourteen questions are answered to the end."""
    open_numbers = {step.number for step in steps(draft) if step.field not in draft}
    return QUESTION_COUNT - len(open_numbers)


def put(draft: Draft, step: Step, value: object) -> dict[str, object]:
    """Return the draft with this answer; `value` is as stored, codes of a `MANY` step a list."""
    grown = {**draft, step.field: value}
    if step.field == "urgent_signs":
        grown["urgent"] = bool(value)
    if step.field == "days" and isinstance(value, list):
        grown["days"] = [int(day) for day in value]
    if step.field == "pain" and value == 0:
        grown.pop("pain_place", None)
    return grown


def ticked(draft: Draft, step: Step) -> tuple[str, ...]:
    """Return the codes of a `MANY` step that the draft holds, in the order they are shown."""
    stored = draft.get(step.field)
    held = {str(item) for item in stored} if isinstance(stored, (list, tuple)) else set()
    return tuple(code for code in step.codes if code in held)
