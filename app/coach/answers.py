"""Answers as they are stored (F.2), checked once and then trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.coach.frozen import dataclass
from app.coach.model import Place
from app.coach.questionnaire import (
    CHOICES,
    FEWEST_DAYS,
    KIT,
    PAIN_PLACES,
    PAIN_SCALE,
    PLACES,
    RACE_WEEKS,
    SIGNS,
    SUGGESTED_DAYS,
    TRAINING,
    WEEKDAYS,
)

Answers = Mapping[str, object]
"""The stored form: `med`, `urgent`, `pain`, `Q1`, `Q3` … `Q13`, `race_weeks`, and extras."""

_FIRST, *_OTHERS = (question.id for question in CHOICES)
_NEEDED = ("med", _FIRST, "pain", "urgent", *_OTHERS, "Q13", "race_weeks")
_EXTRAS = ("pain_place", "urgent_signs", "days", "places", "kit", "easy_entry")
_LABELS = {
    "med": "the consent question (med)",
    "urgent": "Q2 (urgent)",
    "pain": "Q2 (pain)",
    "pain_place": "Q2 (pain_place)",
    "urgent_signs": "Q2 (urgent_signs)",
    "race_weeks": "Q14 (race_weeks)",
    "days": "Q14 (days)",
    "places": "Q14 (places)",
    "kit": "Q14 (kit)",
}
_LONGEST_QUOTE = 40


class BadAnswerError(ValueError):
    """An answer is missing or not allowed. `str(error)` names question, answer and remedy."""

    def __init__(self, question: str, problem: str) -> None:
        super().__init__(f"{_LABELS.get(question, question)} {problem}")
        self.question = question


@dataclass(frozen=True, slots=True)
class CleanAnswers:
    """A whole, checked set of answers.

    `codes` holds Q1 and Q3 to Q12; `trained` the kinds ticked in Q13. `pain` is 0–10,
    `race_weeks` whole weeks or None without a race, `days` ISO weekdays in order. The fields
    from `pain_place` on may be absent from the stored form and have defaults.
    """

    med: bool
    urgent: bool
    pain: int
    codes: Mapping[str, str]
    trained: frozenset[str]
    race_weeks: int | None
    pain_place: str | None = None
    urgent_signs: frozenset[str] = frozenset()
    days: tuple[int, ...] = SUGGESTED_DAYS
    places: frozenset[Place] = frozenset({Place.HOME})
    kit: frozenset[str] = frozenset()
    easy_entry: bool = False


def validate(answers: Answers) -> CleanAnswers:
    """Return the checked answers.

    Raises `BadAnswerError` for the first answer that is missing, in the order of the questions,
    then for a key that belongs to no question, then for an answer of the wrong type or not among
    the allowed codes.
    """
    for key in _NEEDED:
        if key not in answers:
            raise BadAnswerError(key, f"has no answer; {_remedy(key)}")
    for key in answers:
        if key not in _NEEDED and key not in _EXTRAS:
            known = ", ".join((*_NEEDED, *_EXTRAS))
            raise BadAnswerError(_quote(key), f"is no question; the keys are {known}")
    urgent = _flag(answers, "urgent")
    signs = _codes(answers, "urgent_signs", SIGNS)
    if signs and not urgent:
        raise BadAnswerError("urgent_signs", "has a tick while urgent is false; make urgent true")
    places = _codes(answers, "places", PLACES)
    return CleanAnswers(
        med=_flag(answers, "med"),
        urgent=urgent,
        pain=_whole(answers, "pain", PAIN_SCALE),
        codes={question.id: _code(answers, question.id, question.codes) for question in CHOICES},
        trained=_codes(answers, "Q13", tuple(kind.code for kind in TRAINING)),
        race_weeks=(
            None if answers["race_weeks"] is None else _whole(answers, "race_weeks", RACE_WEEKS)
        ),
        pain_place=(
            None if answers.get("pain_place") is None else _code(answers, "pain_place", PAIN_PLACES)
        ),
        urgent_signs=signs,
        days=_days(answers),
        places=frozenset(Place(place) for place in places) or frozenset({Place.HOME}),
        kit=_codes(answers, "kit", KIT),
        easy_entry=_flag(answers, "easy_entry") if "easy_entry" in answers else False,
    )


def _flag(answers: Answers, key: str) -> bool:
    value = answers[key]
    if not isinstance(value, bool):
        raise BadAnswerError(key, f"is {_quote(value)}; {_remedy(key)}")
    return value


def _whole(answers: Answers, key: str, allowed: range) -> int:
    value = answers[key]
    # True is an int to Python, but not a number of anything to a runner.
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        raise BadAnswerError(key, f"is {_quote(value)}; {_remedy(key)}")
    return value


def _code(answers: Answers, key: str, allowed: Sequence[str]) -> str:
    value = answers[key]
    if not isinstance(value, str) or value not in allowed:
        raise BadAnswerError(key, f"is {_quote(value)}; allowed are {', '.join(allowed)}")
    return value


def _codes(answers: Answers, key: str, allowed: Sequence[str]) -> frozenset[str]:
    values = answers.get(key, [])
    if not isinstance(values, (list, tuple)):
        raise BadAnswerError(key, f"is {_quote(values)}; give a list of {', '.join(allowed)}")
    for value in values:
        if not isinstance(value, str) or value not in allowed:
            raise BadAnswerError(key, f"has {_quote(value)}; allowed are {', '.join(allowed)}")
    return frozenset(values)


def _days(answers: Answers) -> tuple[int, ...]:
    if "days" not in answers:
        return SUGGESTED_DAYS
    remedy = "give a list of at least two days, 1 for Monday to 7 for Sunday"
    values = answers["days"]
    if not isinstance(values, (list, tuple)):
        raise BadAnswerError("days", f"is {_quote(values)}; {remedy}")
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int) or value not in WEEKDAYS:
            raise BadAnswerError("days", f"has {_quote(value)}; {remedy}")
    days = tuple(sorted(set(values)))
    if len(days) < FEWEST_DAYS:
        raise BadAnswerError("days", f"has too few days; {remedy}")
    return days


def _remedy(key: str) -> str:
    for question in CHOICES:
        if question.id == key:
            return f"allowed are {', '.join(question.codes)}"
    return {
        "pain": f"give a whole number from {PAIN_SCALE[0]} to {PAIN_SCALE[-1]}",
        "race_weeks": (
            f"give whole weeks from {RACE_WEEKS[0]} to {RACE_WEEKS[-1]}, or null without a race"
        ),
        "Q13": f"give a list of {', '.join(kind.code for kind in TRAINING)}, or an empty one",
    }.get(key, "give true or false")


def _quote(value: object) -> str:
    """Name a value from outside in a few harmless characters."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, float):
        return str(value) if math.isfinite(value) else "not a number"
    if isinstance(value, int):
        # Python refuses to write out the digits of a very long number.
        return str(value) if abs(value) < 10**12 else "a huge number"
    text = ascii(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
