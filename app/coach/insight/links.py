"""The four links, now and at each questionnaire (F.2): more points, weaker link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.coach.figures import WEAK_FROM
from app.coach.insight.chart import Chart, Form, Level, Series, Shape, listed, short_day
from app.coach.model import DIAGNOSED_LINKS, Link

Asked = tuple[date, Mapping[Link, int]]
"""The day of a questionnaire and the points of each link, 0–100."""


def links(asked: Sequence[Asked]) -> Chart:
    """Return the points of each link at each questionnaire, oldest first."""
    question = "Which link is the weak one, and did that change?"
    if not asked:
        return Chart(question, "No questionnaire yet. Fourteen questions say which link is weak.")
    return Chart(
        question,
        _answer(asked),
        tuple(day for day, _ in asked),
        tuple(
            Series(
                link.value,
                Shape(link.value),
                tuple(_points(scores, link) for _, scores in asked),
            )
            for link in DIAGNOSED_LINKS
        ),
        0,
        100,
        unit="points, more is weaker",
        form=Form.BARS,
        levels=(Level(WEAK_FROM, f"from {WEAK_FROM} on it matters"),),
    )


def _points(scores: Mapping[Link, int], link: Link) -> float | None:
    return float(scores[link]) if link in scores else None


def _answer(asked: Sequence[Asked]) -> str:
    day, now = asked[-1]
    # The order of the links breaks ties (F.2.4).
    ranked = sorted((link for link in DIAGNOSED_LINKS if link in now), key=lambda link: -now[link])
    if not ranked:
        return f"The answers of {short_day(day)} gave no points."
    matter = [link for link in ranked if now[link] >= WEAK_FROM]
    if matter:
        named = listed([f"{link} {now[link]}" for link in matter])
        answer = f"On {short_day(day)}, of 100: {named}."
    else:
        answer = f"On {short_day(day)} no link had {WEAK_FROM} points or more."
    if len(asked) == 1:
        return f"{answer} Answering again after phase 4 shows what has moved."
    before_day, before = asked[-2]
    moved = [
        f"{link} {before[link]}→{now[link]}"
        for link in ranked
        if link in before and before[link] != now[link]
    ]
    since = short_day(before_day, day)
    return f"{answer} Since {since}: {', '.join(moved) if moved else 'the same'}."
