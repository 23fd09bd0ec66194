"""A self-test over time, against the runner's first result, the norm and the noise (part E)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.insight.chart import Chart, Level, Series, bounds, sentence, short_day
from app.coach.insight.sessions import NAME, SHAPE, SIDES
from app.coach.insight.span import Axis, Span
from app.coach.measured import Change, change, shown
from app.coach.model import Side
from app.coach.selftests import Better, Measurement, Measurements, Score, SelfTest

_WAY = {Better.MORE: "more is better", Better.LESS: "less is better"}


def retests(
    test: SelfTest,
    score: Score,
    measured: Measurements,
    expected: int | None,
    *,
    axis: Axis,
    span: Span,
) -> Chart:
    """Return the results of one score of a test. `expected` is the norm, None where untold.

    The baseline is the first result there is, also where it lies before the span.
    """
    question = f"{test.title}: better than at first?"
    own = [one for one in measured if one.test == test.id and one.unit == score.unit]
    if not own:
        return Chart(question, "Not done yet. The first result becomes your own yardstick.")
    seen = [one for one in own if span.holds(one.day)]
    answer = _answer(score, own, expected)
    if not seen:
        return Chart(question, f"Not done in these days. The newest result: {answer}")
    days = sorted({one.day for one in seen})
    last = {(one.day, one.side): one for one in seen}
    series = tuple(
        Series(NAME[side], SHAPE[side], tuple(_value(last, day, side) for day in days))
        for side in SIDES
        if any((day, side) in last for day in days)
    )
    levels = _levels(score, own, expected)
    values = [*(value for line in series for value in line.values), *(one.value for one in levels)]
    low, high = (0.0, float(len(score.choices) - 1)) if score.choices else bounds(values)
    unit = score.label or "how it went"
    way = _WAY.get(score.better)
    return Chart(
        question,
        answer,
        tuple(days),
        series,
        low,
        high,
        unit=f"{unit}, {way}" if way else unit,
        bands=axis.bands,
        gates=axis.gates,
        levels=tuple(levels),
        columns=(
            ("in words", tuple(_words(score, last, day) for day in days)),
            ("note", tuple(_note(last, day) for day in days)),
        ),
    )


def _value(last: dict[tuple[date, Side], Measurement], day: date, side: Side) -> float | None:
    found = last.get((day, side))
    return found.value if found else None


def _words(score: Score, last: dict[tuple[date, Side], Measurement], day: date) -> str:
    if not score.choices:
        return ""
    return ", ".join(shown(score, last[day, side].value) for side in SIDES if (day, side) in last)


def _note(last: dict[tuple[date, Side], Measurement], day: date) -> str:
    found = [last[day, side] for side in SIDES if (day, side) in last]
    return next((one.conditions or one.note for one in found if one.conditions or one.note), "")


def _levels(score: Score, own: Sequence[Measurement], expected: int | None) -> list[Level]:
    """Return norm and baseline; the noise round the baseline where both sides share one."""
    levels = [] if expected is None else [Level(float(expected), "norm")]
    firsts = {side: next(one for one in own if one.side is side) for side in _sides(own)}
    baselines = {one.value for one in firsts.values()}
    if score.choices:
        return [Level(float(place), words) for place, words in enumerate(score.choices)]
    if len(own) < 2:
        return levels
    if len(baselines) == 1:
        (value,) = baselines
        levels.append(Level(value, "first"))
        noise = _noise(score, value)
        if noise:
            levels += [Level(value + noise, "noise"), Level(max(0.0, value - noise), "noise")]
        return levels
    return levels + [
        Level(one.value, f"first {NAME[side]}") for side, one in sorted(firsts.items())
    ]


def _noise(score: Score, value: float) -> float | None:
    if score.noise is not None:
        return score.noise
    return None if score.noise_share is None else abs(value) * score.noise_share


def _sides(own: Sequence[Measurement]) -> list[Side]:
    return [side for side in SIDES if any(one.side is side for one in own)]


def _answer(score: Score, own: Sequence[Measurement], expected: int | None) -> str:
    parts, since, twice = [], own[-1].day, False
    for side in _sides(own):
        results = [one for one in own if one.side is side]
        newest = f"{NAME[side]} {shown(score, results[-1].value)}"
        newest = shown(score, results[-1].value) if side is Side.BOTH else newest
        if len(results) < 2:
            parts.append(newest)
            continue
        twice = True
        since = min(since, results[0].day)
        parts.append(f"{newest}, {_moved(score, change(score, results[0], results[-1]))}")
    answer = sentence("; ".join(parts))
    answer += f" since {short_day(since, own[-1].day)}." if twice else "."
    if not twice:
        answer += " The next one, in about four weeks, is held against it."
    if expected is not None:
        answer += f" A norm for your age is {expected}, for reference; your first result counts."
    return answer


def _moved(score: Score, found: Change) -> str:
    if found.by == 0:
        return "the same"
    if score.choices:
        return "a step up" if found.by > 0 else "a step down"
    by = f"{'up' if found.by > 0 else 'down'} {abs(found.by):g}"
    if found.noise is None:
        return f"{by} (no noise is stated, so only a hint)"
    if not found.real:
        return f"{by}, within the noise of ±{found.noise:g}"
    return f"{by}, beyond the noise of ±{found.noise:g}"
