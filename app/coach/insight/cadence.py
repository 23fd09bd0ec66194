"""Cadence at like pace: before, during and after each phase (T1).

Cadence follows pace, so only runs within ±3 % of one speed are held against each other. That
speed is the one at which most runs can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import fmean

from app.coach.figures import CADENCE_LEAST_RUNS, CADENCE_NOISE, LIKE_PACE_SHARE
from app.coach.frozen import dataclass
from app.coach.insight.chart import Chart, Series, Shape, bounds
from app.coach.insight.span import Axis, Span
from app.coach.runs import RunRecord, Runs, clock_text


def cadence(runs: Runs, axis: Axis, span: Span) -> Chart:
    """Return the settled cadence of the runs at one pace, with the mean of each stretch of time.

    The pace is chosen among all runs, so that every span shows the same one.
    """
    question = "Does cadence change, at the same pace?"
    known = [run for run in runs if _steps(run) is not None and run.measures.settled_speed]
    if not known:
        return Chart(
            question,
            "No run with a cadence yet: stridetui import reads FIT, TCX and GPX files.",
        )
    speed = usual_speed(tuple(run.measures.settled_speed or 0 for run in known))
    alike = [run for run in known if _near(run.measures.settled_speed or 0, speed)]
    pace = f"{clock_text(1000 / speed)}/km"
    stretches = _stretches(alike, axis)
    seen = [run for run in alike if span.holds(run.day)]
    if not seen:
        return Chart(question, f"No run near {pace} in these days.")
    values = tuple(_steps(run) or 0 for run in seen)
    low, high = min(values), max(values)
    floor, top = bounds(values, 0)
    where = {run.id: stretch.label for stretch in stretches for run in stretch.runs}
    return Chart(
        question,
        _answer(stretches, pace),
        tuple(run.day for run in seen),
        (Series("steps a minute", Shape.BOTH, values),),
        min(floor, low - 2),
        max(top, high + 2),
        unit=f"steps a minute near {pace} (±{LIKE_PACE_SHARE:.0%})".replace("%", " %"),
        bands=axis.bands,
        gates=axis.gates,
        columns=(
            ("pace", tuple(clock_text(1000 / (run.measures.settled_speed or 1)) for run in seen)),
            ("when", tuple(where.get(run.id, "") for run in seen)),
        ),
    )


def usual_speed(speeds: Sequence[float]) -> float:
    """Return the speed at which most of the runs are alike; of equals the one nearest the middle.

    Raises `ValueError` without a speed.
    """
    if not speeds:
        raise ValueError("there is no run to choose a speed from")
    ordered = sorted(speeds)
    middle = ordered[len(ordered) // 2]
    best, most = middle, 0
    low = high = 0
    for speed in ordered:
        while ordered[low] < speed / (1 + LIKE_PACE_SHARE):
            low += 1
        while high < len(ordered) and ordered[high] <= speed * (1 + LIKE_PACE_SHARE):
            high += 1
        count = high - low
        if count > most or (count == most and abs(speed - middle) < abs(best - middle)):
            best, most = speed, count
    return best


def _near(speed: float, usual: float) -> bool:
    return usual / (1 + LIKE_PACE_SHARE) <= speed <= usual * (1 + LIKE_PACE_SHARE)


def _steps(run: RunRecord) -> float | None:
    return run.measures.steps(run.measures.settled_cadence)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time before, in or after a phase, and its runs."""

    label: str
    runs: tuple[RunRecord, ...]

    @property
    def since(self) -> str:
        """The month of the first run, such as `Nov 2026`."""
        return f"{self.runs[0].day:%b %Y}"

    @property
    def mean(self) -> float:
        """The mean of the settled cadences, in steps a minute."""
        return fmean(_steps(run) or 0 for run in self.runs)


def _stretches(runs: Sequence[RunRecord], axis: Axis) -> tuple[_Stretch, ...]:
    """Return the times that have runs, oldest first: before, in and after each phase."""
    found: list[tuple[str, date, date]] = []
    since = date.min
    for number, band in enumerate(axis.bands):
        between = "before" if number == 0 else f"after {axis.bands[number - 1].label}, before"
        found += [(f"{between} {band.label}", since, band.first)]
        end = axis.bands[number + 1].first if number + 1 < len(axis.bands) else None
        until = date.fromordinal(band.last.toordinal() + 1)
        until = min(until, end) if end else until
        found.append((f"in {band.label}", band.first, until))
        since = until
    if axis.bands:
        found.append((f"after {axis.bands[-1].label}", since, date.max))
    else:
        found.append(("so far", date.min, date.max))
    stretches = []
    for label, first, until in found:
        inside = tuple(run for run in runs if first <= run.day < until)
        if inside:
            stretches.append(_Stretch(label, inside))
    return tuple(stretches)


def _answer(stretches: Sequence[_Stretch], pace: str) -> str:
    told = [one for one in stretches if len(one.runs) >= CADENCE_LEAST_RUNS]
    if len(told) < 2:
        one = (told or stretches)[-1]
        count = len(one.runs)
        runs = "1 run" if count == 1 else f"{count} runs"
        more = "Two runs before and two after something say whether it moved."
        return f"Near {pace}: {one.mean:.0f} steps a minute {one.label} ({runs}). {more}"
    first, last = told[0], told[-1]
    by = last.mean - first.mean
    numbers = (
        f"Near {pace}: {first.mean:.0f} steps a minute {first.label}, {last.mean:.0f} {last.label}"
    )
    if abs(by) <= CADENCE_NOISE:
        return f"{numbers}. Within the ±{CADENCE_NOISE:g} of counting: no change to read."
    way = "quicker" if by > 0 else "slower"
    return f"{numbers}: {way} by {abs(by):.0f}, more than counting alone explains."
