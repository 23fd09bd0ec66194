"""Answers from a file: one set or a list of them, scored without storing anything.

A set is an answers object, or any object that holds one under `answers`, as in the worked
examples. Whatever is wrong is one `AnswersError` that names the place and the remedy.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.coach.answers import BadAnswerError, validate
from app.coach.frozen import dataclass
from app.coach.scoring import Verdict, assess
from app.errors import AnswersError
from app.trainer.strict_json import parse

LARGEST = 64 * 1024 * 1024
"""Bytes; room for a quarter of a million answer sets, far more than anyone has."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The verdicts in the file's order; `listed` says whether the file held a list."""

    verdicts: tuple[Verdict, ...]
    listed: bool


def score(raw: bytes, name: str) -> Scored:
    """Return the verdict on each answer set in `raw`, read from the file called `name`.

    Raises `AnswersError` for the first thing that is not as it has to be.
    """
    content = parse(raw, name, AnswersError, LARGEST)
    if isinstance(content, list):
        verdicts = (_verdict(item, f"{name}, item {no}") for no, item in enumerate(content, 1))
        return Scored(tuple(verdicts), listed=True)
    return Scored((_verdict(content, name),), listed=False)


def answers_of(raw: bytes, name: str) -> dict[str, object]:
    """Return the one answer set in `raw` as it stands there, once it is sure to be whole.

    Raises `AnswersError` likewise, and for a list.
    """
    content = parse(raw, name, AnswersError, LARGEST)
    _verdict(content, name)
    assert isinstance(content, Mapping)
    answers = content.get("answers", content)
    return dict(answers)


def _verdict(item: object, place: str) -> Verdict:
    if not isinstance(item, Mapping):
        raise AnswersError(f"{place}: this is no object; give the answers as one, in braces.")
    answers = item.get("answers", item)
    if not isinstance(answers, Mapping):
        raise AnswersError(f"{place}: answers is no object; give the answers as one, in braces.")
    try:
        return assess(validate(answers))
    except BadAnswerError as error:
        raise AnswersError(f"{place}: {error}.") from None
