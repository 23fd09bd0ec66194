"""Left against right: each leg as per cent of the better one, beside the 10 % line (P6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.figures import SYMMETRY_LINE, SYMMETRY_SESSIONS
from app.coach.insight.chart import Chart, Level, Series, Shape, number
from app.coach.insight.rows import Amount, Controlled
from app.coach.insight.sessions import grouped
from app.coach.insight.span import Axis
from app.coach.model import Side
from app.coach.selftests import Measurement
from app.coach.symmetry import Symmetry

Pair = tuple[date, float, float]
"""A day with what the left and the right leg came to."""


def control_pairs(rows: Sequence[Controlled]) -> tuple[Pair, ...]:
    """Return the sessions in which control was given for both legs."""
    return tuple(
        (day, float(left.control), float(right.control))
        for day, one in grouped(rows)
        if (left := one.get(Side.LEFT)) is not None
        and (right := one.get(Side.RIGHT)) is not None
        and left.control is not None
        and right.control is not None
    )


def amount_pairs(rows: Sequence[Amount]) -> tuple[Pair, ...]:
    """Return what a set of each leg came to, so that an extra set (P6) makes no leg stronger."""
    return tuple(
        (
            day,
            one[Side.LEFT].done / one[Side.LEFT].sets,
            one[Side.RIGHT].done / one[Side.RIGHT].sets,
        )
        for day, one in grouped(row for row in rows if row.sets)
        if Side.LEFT in one and Side.RIGHT in one
    )


def measured_pairs(measured: Sequence[Measurement]) -> tuple[Pair, ...]:
    """Return the days on which a self-test was done with both legs; the last of a day counts."""
    days: dict[date, dict[Side, float]] = {}
    for one in measured:
        days.setdefault(one.day, {})[one.side] = one.value
    return tuple(
        (day, sides[Side.LEFT], sides[Side.RIGHT])
        for day, sides in sorted(days.items())
        if Side.LEFT in sides and Side.RIGHT in sides
    )


def sides(pairs: Sequence[Pair], name: str, what: str, axis: Axis, *, own: bool = False) -> Chart:
    """Return each leg as per cent of the better one; `what` says of what, such as `control`.

    `own` says that it is a self-test, which no session's rule reads.
    """
    question = f"{name}: are the legs alike?"
    if not pairs:
        yet = "Nothing to hold against each other yet: both legs have to be in."
        return Chart(question, axis.nothing(yet))
    shares = [(_share(left, right), _share(right, left)) for _, left, right in pairs]
    lowest = min(min(both) for both in shares)
    latest = pairs[-(1 if own else SYMMETRY_SESSIONS) :]
    mean = Symmetry(
        sum(left for _, left, _ in latest) / len(latest),
        sum(right for _, _, right in latest) / len(latest),
        len(latest),
    )
    return Chart(
        question,
        _answer(mean, what, own=own),
        tuple(day for day, _, _ in pairs),
        (
            Series("left %", Shape.LEFT, tuple(left for left, _ in shares)),
            Series("right %", Shape.RIGHT, tuple(right for _, right in shares)),
        ),
        low=max(0.0, min(80.0, lowest // 10 * 10)),
        high=100,
        unit=f"% of the better leg, {what}",
        bands=axis.bands,
        gates=axis.gates,
        levels=(Level(100 * (1 - SYMMETRY_LINE), f"{SYMMETRY_LINE:.0%} line".replace("%", " %")),),
        columns=(
            (f"left {what}", tuple(number(left) for _, left, _ in pairs)),
            (f"right {what}", tuple(number(right) for _, _, right in pairs)),
            ("index", tuple(f"{min(both) / 100:.2f}" for both in shares)),
        ),
    )


def _share(one: float, other: float) -> float:
    high = max(one, other)
    return 100.0 if high <= 0 else one / high * 100


def _answer(mean: Symmetry, what: str, *, own: bool) -> str:
    where = "Last time" if mean.sessions == 1 else f"Over the last {mean.sessions} sessions"
    numbers = f"{where}: {what} left {number(mean.left)}, right {number(mean.right)}"
    if mean.weaker is None:
        return f"{numbers}: no difference, nothing to do."
    other = mean.weaker.other
    share = f"the {mean.weaker} leg has {mean.index * 100:.0f} % of the {other}"
    if mean.index >= 1 - SYMMETRY_LINE:
        return f"{numbers}; {share}. Within 10 % counts as alike: nothing to do."
    if own:
        return f"{numbers}; {share}. More than 10 % apart: worth watching at the next test."
    # D.7.2: the weaker side first; P6 adds a set only at a gap of two control points.
    return f"{numbers}; {share}. More than 10 % apart: the {mean.weaker} leg goes first."
