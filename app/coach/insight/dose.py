"""Sets a week for each link, stacked, with what was planned beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.coach.insight.chart import Chart, Form, Series, Shape, listed, number, short_day
from app.coach.insight.rows import WeekDose
from app.coach.insight.span import Axis, Span, monday_of
from app.coach.model import Library, Link

OTHER = "other"
STACK = (Link.MECHANICS, Link.COORDINATION, Link.POWER, Link.AEROBIC, Link.TISSUE)
_SHAPE: Mapping[str, Shape] = {
    **{link.value: Shape(link.value) for link in STACK},
    OTHER: Shape.OTHER,
}
MOST_BARS = 48
"""Weeks that are shown one by one; above that several share a bar [J]."""


def link_of(library: Library, exercise_id: str) -> str:
    """Return the link an exercise is counted for: the first it trains, so that none counts twice.

    What the library does not know is `other`.
    """
    exercise = library.get(exercise_id)
    return exercise.links[0].value if exercise and exercise.links else OTHER


def weekly_dose(
    weeks: Sequence[WeekDose],
    library: Library,
    today: date,
    axis: Axis,
    *,
    span: Span,
    link: str = "",
) -> Chart:
    """Return the sets of each week by link, planned beside done; an empty week stays empty.

    `planned` are the sets of the sessions that were begun. Of more than a year several weeks
    share a bar, which is their mean.
    """
    links = {exercise_id: link_of(library, exercise_id) for exercise_id in _ids(weeks)}
    kept = [one for one in weeks if not link or links[one.exercise_id] == link]
    question = (
        f"How much of the {link} work gets done?"
        if link
        else "How much of the plan gets done, week by week?"
    )
    if not kept:
        yet = "Nothing done yet. The first week shows here as it grows."
        return Chart(question, "None of it in these weeks." if weeks else axis.nothing(yet))
    planned: dict[date, int] = defaultdict(int)
    done: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for one in kept:
        planned[one.monday] += one.planned
        done[links[one.exercise_id]][one.monday] += one.done
    first, last = min(planned), max(planned)
    mondays = [first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1)]
    a_bar = -(-len(mondays) // MOST_BARS)
    bars = [mondays[at : at + a_bar] for at in range(0, len(mondays), a_bar)]
    stack = [name for name in (*(one.value for one in STACK), OTHER) if name in done]
    series = (
        Series("planned", Shape.PLANNED, tuple(_mean(planned, bar) for bar in bars)),
        *(
            Series(
                name,
                _SHAPE[name],
                tuple(
                    _mean(done[name], bar) if _mean(planned, bar) is not None else None
                    for bar in bars
                ),
                stacked=True,
            )
            for name in stack
        ),
    )
    whole = {day: sum(of_link.get(day, 0) for of_link in done.values()) for day in planned}
    return Chart(
        question,
        _answer(planned, whole, done, today, span),
        tuple(bar[0] for bar in bars),
        series,
        0,
        max(1.0, *(_mean(by, bar) or 0 for bar in bars for by in (planned, whole))),
        unit="sets a week" if a_bar == 1 else f"sets a week, mean of {a_bar} weeks",
        form=Form.BARS,
        bands=axis.bands,
        gates=axis.gates,
        columns=(("done", tuple(number(_mean(whole, bar)) for bar in bars)),),
    )


def _ids(weeks: Sequence[WeekDose]) -> set[str]:
    return {one.exercise_id for one in weeks}


def _mean(by_week: Mapping[date, int], bar: Sequence[date]) -> float | None:
    """Return the mean of the weeks in which there was training, None where there was none."""
    known = [by_week[monday] for monday in bar if monday in by_week]
    return sum(known) / len(known) if known else None


def _answer(
    planned: Mapping[date, int],
    whole: Mapping[date, int],
    done: Mapping[str, Mapping[date, int]],
    today: date,
    span: Span,
) -> str:
    all_planned, all_done = sum(planned.values()), sum(whole.values())
    this = monday_of(today)
    parts = []
    if span.holds(this):
        if this in planned:
            parts.append(f"This week {whole[this]} of {planned[this]} sets so far")
        else:
            parts.append("None begun this week")
    if len(planned) > 1 or this not in planned:
        share = f" ({100 * all_done // all_planned} %)" if all_planned else ""
        since = short_day(min(planned), today)
        parts.append(f"{all_done} of {all_planned} sets since {since}{share}")
    answer = "; ".join(parts) + "."
    totals = sorted(
        ((sum(by.values()), name) for name, by in done.items() if name != OTHER), reverse=True
    )
    if len(totals) > 1 and totals[0][0]:
        most = listed([f"{name} {count}" for count, name in totals[:2]])
        answer += f" Most of it: {most}."
    if all_done < all_planned:
        # B3: carry on; never double up.
        answer += " What was left out needs no making up."
    return answer
