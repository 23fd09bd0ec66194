"""Answers from a file: one set or a list of them, scored without storing anything.

A set is an answers object, or any object that holds one under `answers`, as in the worked
examples. Whatever is wrong is one `AnswersError` that names the place and the remedy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.coach.answers import BadAnswerError, validate
from app.coach.frozen import dataclass
from app.coach.scoring import Verdict, assess
from app.errors import AnswersError

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
    content = _parse(raw, name)
    if isinstance(content, list):
        verdicts = (_verdict(item, f"{name}, item {no}") for no, item in enumerate(content, 1))
        return Scored(tuple(verdicts), listed=True)
    return Scored((_verdict(content, name),), listed=False)


def answers_of(raw: bytes, name: str) -> dict[str, object]:
    """Return the one answer set in `raw` as it stands there, once it is sure to be whole.

    Raises `AnswersError` likewise, and for a list.
    """
    content = _parse(raw, name)
    _verdict(content, name)
    assert isinstance(content, Mapping)
    answers = content.get("answers", content)
    return dict(answers)


def _parse(raw: bytes, name: str) -> object:
    if len(raw) > LARGEST:
        raise AnswersError(
            f"{name} is too large for an answers file: {LARGEST // 1024**2} MB are the most."
        )
    try:
        # Some editors put a byte-order mark in front, which is no fault of the runner's.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersError(f"{name} is not UTF-8 text; save it as UTF-8.") from None
    if not text.strip():
        raise AnswersError(f"{name} is empty; it should hold answers as JSON.")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_not_a_number)
    except json.JSONDecodeError as error:
        raise AnswersError(
            f"{name} is not JSON: {error.msg} in line {error.lineno}, column {error.colno};"
            " mend that place."
        ) from None
    except _Refused as refused:
        raise AnswersError(f"{name} {refused}.") from None
    except RecursionError:
        raise AnswersError(
            f"{name} is nested too deeply; give one answers object or a list of them."
        ) from None
    except ValueError:
        # What is left of json's refusals: a number with more digits than Python reads.
        raise AnswersError(f"{name} holds a number that is far too long; shorten it.") from None


class _Refused(Exception):  # noqa: N818 -- never leaves this module
    """JSON that Python reads and nobody means."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Refused(f"answers {key[:40]!a} twice in one object; keep one of them")
        found[key] = value
    return found


def _not_a_number(word: str) -> object:
    raise _Refused(f"holds {word}, which is no number; write one, or null without a race")


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
