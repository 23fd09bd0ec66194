"""From answers to four scores and the weak link (F.2, steps 1 to 4).

Exact fractions throughout, rounded once, half up; everything after uses the rounded figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor

from app.coach.answers import CleanAnswers
from app.coach.figures import WEAK_FROM
from app.coach.frozen import dataclass
from app.coach.model import DIAGNOSED_LINKS, Decision, Link
from app.coach.questionnaire import (
    CHOICES,
    HARD,
    QUICK,
    SUSTAIN,
    TRAINING,
    UNSURE,
    UNSURE_COUNTED,
    choice,
    full_total,
)

# All of F.2, `[J]` unless the digest says otherwise.
LEAST_DIVISOR = Fraction(60, 100)
"""Share of a link's full total that its divisor never drops below (F.2.1)."""

ONE_MISSING = Fraction(60, 100)
BOTH_MISSING = Fraction(35, 100)
"""Aerobic power counts less where quick or hard is missing: fading has another cause (F.2.2)."""

OTHER_MISSING = Fraction(80, 100)
"""Power counts less where quick is missing, coordination where hard is (F.2.2)."""

FULLY_PRESENT = Fraction(70, 100)
"""A capacity that is fully there damps its own link (F.2.2)."""

BASE_MISSING = 25
"""Added to mechanics where the legs are neither quick nor hard (F.2.2, A.8)."""

TOP = 100
TIE_WITHIN = 5
"""Scores this close to the top count as equal (F.2.4)."""

UNSURE_LOW = 3
"""This many "not sure" leave the verdict open (F.2.5)."""

REASONS_SHOWN = 3

_FULL, _MISSING = 2, 0
_OWN_CAPACITY: Mapping[Link, str] = {
    Link.COORDINATION: QUICK,
    Link.POWER: HARD,
    Link.AEROBIC: SUSTAIN,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that raised a link's score: its question, code, points, and plain words."""

    question: str
    code: str
    points: int
    words: str


@dataclass(frozen=True, slots=True)
class LinkScore:
    """A link's score, 0–100, the answers that raised it most, and what else moved it.

    `adjustments` are the gating rules of F.2.2 that applied, each as a sentence.
    """

    link: Link
    score: int
    reasons: tuple[Reason, ...]
    adjustments: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weakest link, the next one, and the links that tie at the top (two or more, or none)."""

    primary: Link | None
    secondary: Link | None
    tie: tuple[Link, ...]


def level(answers: CleanAnswers, capacity: str) -> int | None:
    """Return how much of a capacity is there: 2 all, 1 some, 0 none, None where not known."""
    return choice(capacity).option(answers.codes[capacity]).level


def neither_quick_nor_hard(answers: CleanAnswers) -> bool:
    """Say whether both nerve-and-muscle capacities are reported missing (A.8, last row)."""
    return level(answers, QUICK) == level(answers, HARD) == _MISSING


def unsure_count(answers: CleanAnswers) -> int:
    """Return how many of Q5 to Q12 were answered with "not sure"."""
    return sum(answers.codes[question] == UNSURE for question in UNSURE_COUNTED)


def score_links(answers: CleanAnswers) -> Mapping[Link, LinkScore]:
    """Return the score of each of the four links, in the order M, C, P, A."""
    return {link: _score(answers, link) for link in DIAGNOSED_LINKS}


def rank(scores: Mapping[Link, int]) -> Ranking:
    """Return the weakest link and the next (F.2.4)."""
    top = max(scores.values())
    if top < WEAK_FROM:
        return Ranking(None, None, ())
    near = tuple(
        link
        for link in DIAGNOSED_LINKS
        if scores[link] >= WEAK_FROM and top - scores[link] <= TIE_WITHIN
    )
    primary = near[0]
    # max() keeps the first of equals, and the order of the links is the order of ties.
    rest = [link for link in DIAGNOSED_LINKS if link is not primary]
    second = max(rest, key=lambda link: scores[link])
    return Ranking(
        primary,
        second if scores[second] >= WEAK_FROM else None,
        near if len(near) > 1 else (),
    )


def _score(answers: CleanAnswers, link: Link) -> LinkScore:
    given = tuple(_given(answers, link))
    # Only mechanics has an answer that takes points off; it cannot go below nothing.
    points = max(0, sum(reason.points for reason in given))
    share = Fraction(100 * points) / max(
        Fraction(_possible(answers, link)), LEAST_DIVISOR * full_total(link)
    )
    adjustments = []
    for factor, decision in _factors(answers, link):
        share *= factor
        adjustments.append(decision)
    if link is Link.MECHANICS and neither_quick_nor_hard(answers):
        share = min(Fraction(TOP), share + BASE_MISSING)
        adjustments.append(
            Decision(
                "F.2.2",
                "neither quick nor strong, so the base that all movement stands on comes first",
                (("added", BASE_MISSING),),
            )
        )
    raised = [reason for reason in given if reason.points > 0]
    raised.sort(key=lambda reason: -reason.points)
    return LinkScore(
        link, _half_up(share), tuple(raised[:REASONS_SHOWN]), tuple(adjustments) if share else ()
    )


def _given(answers: CleanAnswers, link: Link) -> Iterator[Reason]:
    for question in CHOICES:
        option = question.option(answers.codes[question.id])
        if points := option.points.get(link, 0):
            yield Reason(question.id, option.code, points, option.says)
    for kind in TRAINING:
        if kind.link is link and kind.code not in answers.trained:
            yield Reason("Q13", kind.code, kind.points, kind.says)


def _possible(answers: CleanAnswers, link: Link) -> int:
    asked = sum(
        question.possible(link) for question in CHOICES if answers.codes[question.id] != UNSURE
    )
    # Q13 cannot be left open: no tick is an answer too.
    return asked + sum(kind.points for kind in TRAINING if kind.link is link)


def _factors(answers: CleanAnswers, link: Link) -> Iterator[tuple[Fraction, Decision]]:
    """Yield the factors of F.2.2 that apply to a link; they multiply."""
    quick_missing = level(answers, QUICK) == _MISSING
    hard_missing = level(answers, HARD) == _MISSING
    if link is Link.AEROBIC and quick_missing and hard_missing:
        yield _factor(BOTH_MISSING, "without quick or strong legs, fading has another cause")
    elif link is Link.AEROBIC and quick_missing:
        yield _factor(ONE_MISSING, "while quickness is missing, fading may have another cause")
    elif link is Link.AEROBIC and hard_missing:
        yield _factor(ONE_MISSING, "while push is missing, fading may have another cause")
    if link is Link.POWER and quick_missing:
        yield _factor(OTHER_MISSING, "part of it may be missing quickness")
    if link is Link.COORDINATION and hard_missing:
        yield _factor(OTHER_MISSING, "part of it may be missing push")
    own = _OWN_CAPACITY.get(link)
    if own is not None and level(answers, own) == _FULL:
        yield _factor(FULLY_PRESENT, f"yet {choice(own).option(answers.codes[own]).says}")


def _factor(factor: Fraction, sentence: str) -> tuple[Fraction, Decision]:
    return factor, Decision("F.2.2", sentence, (("times", float(factor)),))


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
