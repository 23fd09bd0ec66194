"""What the log says over the weeks: series for the charts, each with its answer in a sentence.

Pure reductions of rows to a `Chart`. A gap stays a gap: what was passed by is None and is never
filled in. Days are local training days; sets, repetitions and seconds are whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.coach.model import Side, Unit

CONTROL_RANGE = (1, 5)
"""Control is given as 1–5 (part D)."""


@dataclass(frozen=True, slots=True)
class ExerciseDay:
    """One exercise in one workout on one side: how it went.

    `done` and `target` add up all sets of that side, in the exercise's unit. `control` None
    means that the question was passed by.
    """

    day: date
    workout_id: str
    phase: int
    week: int
    side: Side
    control: int | None
    effort: int | None
    pain: int | None
    done: int
    target: int


@dataclass(frozen=True, slots=True)
class WeekDose:
    """The sets of one exercise in the week that begins on `monday`."""

    monday: date
    exercise_id: str
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """Where a phase begins on a time axis."""

    label: str
    first: date


class Shape(StrEnum):
    """How a series is drawn."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    TARGET = "target"
    PLANNED = "planned"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Series:
    """One line or row of bars: a value for each of the chart's days, None where there is none."""

    label: str
    shape: Shape
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One question, its answer in a sentence, and the numbers that show it.

    `days` is the time axis, oldest first; a day stands twice where it had two sessions.
    `low` and `high` bound the values. `marks` says where phases begin.
    """

    question: str
    answer: str
    days: tuple[date, ...] = ()
    series: tuple[Series, ...] = ()
    marks: tuple[PhaseMark, ...] = ()
    low: float = 0
    high: float = 1
    unit: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is not one value to draw."""
        return not any(value is not None for line in self.series for value in line.values)

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return the header and the rows of the numbers, newest first; `–` where none is."""
        header = ("day", *(line.label for line in self.series))
        rows = [
            (
                f"{day:%a} {day.day} {day:%b} {day.year}",
                *(
                    "–" if line.values[at] is None else f"{line.values[at]:g}"
                    for line in self.series
                ),
            )
            for at, day in enumerate(self.days)
        ]
        return header, tuple(reversed(rows))


_SHAPE = {Side.LEFT: Shape.LEFT, Side.RIGHT: Shape.RIGHT, Side.BOTH: Shape.BOTH}
_NAME = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both legs"}


def control(rows: Sequence[ExerciseDay], name: str) -> Chart:
    """Return control per session of one exercise, left and right apart."""
    question = f"{name}: how well is it under control?"
    sessions = _sessions(row for row in rows if row.control is not None)
    if not sessions:
        return Chart(
            question,
            "No control noted yet. The question comes at the end of the exercise, during the rest.",
        )
    series = _sides(sessions, lambda row: row.control)
    days = tuple(day for day, _ in sessions)
    # What both legs did before the work went to one leg is not what was done last time.
    latest = [line for line in series if line.values[-1] is not None]
    last = listed_values(latest)
    if len(sessions) == 1:
        answer = f"One session so far: {last}. A second one makes a line."
    else:
        answer = f"Last time {last} of 5.{_change(latest, days)}"
    return Chart(
        question,
        answer,
        days,
        series,
        marks(rows),
        *CONTROL_RANGE,
        unit="control, 1–5",
    )


def repetitions(rows: Sequence[ExerciseDay], name: str, unit: Unit = Unit.REPS) -> Chart:
    """Return what was completed per session against the target, left and right apart."""
    counted = "repetitions" if unit is Unit.REPS else unit.value
    question = f"{name}: is the whole dose done?"
    sessions = _sessions(row for row in rows if row.target > 0)
    if not sessions:
        return Chart(question, "Not done yet. The chart begins with its first session.")
    series = _sides(sessions, lambda row: row.done)
    targets = tuple(float(max(row.target for row in by_side.values())) for _, by_side in sessions)
    day_rows = [tuple(by_side.values()) for _, by_side in sessions]
    full = sum(all(row.done >= row.target for row in at_once) for at_once in day_rows)
    latest = " and ".join(
        f"{_NAME[row.side]} {row.done} of {row.target}" for row in _in_order(day_rows[-1])
    )
    if len(sessions) == 1:
        answer = f"One session so far: {latest} {counted}."
    else:
        answer = (
            f"Last time {latest} {counted}. The whole dose in {full} of {len(sessions)} sessions."
        )
    counted_all = [value for line in series for value in line.values if value is not None]
    return Chart(
        question,
        answer,
        tuple(day for day, _ in sessions),
        (*series, Series("target", Shape.TARGET, targets)),
        marks(rows),
        _floor(min(counted_all), max(*targets, *counted_all)),
        max(*targets, *counted_all),
        unit=f"{counted} a session and leg" if len(series) > 1 else f"{counted} a session",
    )


def weekly_dose(
    weeks: Sequence[WeekDose], today: date, phases: tuple[PhaseMark, ...] = ()
) -> Chart:
    """Return the sets of each week, planned beside done; weeks without training stay empty."""
    question = "How much of the plan gets done, week by week?"
    if not weeks:
        return Chart(question, "Nothing done yet. The first week shows here as it grows.")
    planned: dict[date, int] = defaultdict(int)
    done: dict[date, int] = defaultdict(int)
    for week in weeks:
        planned[week.monday] += week.planned
        done[week.monday] += week.done
    first, last = min(planned), max(planned)
    mondays = tuple(first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1))
    this = today - timedelta(days=today.weekday())
    total = f"{sum(done.values())} of {sum(planned.values())} sets since {_day(first)}"
    if this in planned:
        answer = f"This week {done[this]} of {planned[this]} sets so far; {total}."
    else:
        answer = f"None begun this week; {total}."
    return Chart(
        question,
        answer,
        mondays,
        (
            Series("planned", Shape.PLANNED, tuple(_count(planned, day) for day in mondays)),
            Series("done", Shape.DONE, tuple(_count(done, day) for day in mondays)),
        ),
        phases,
        0,
        max((*planned.values(), *done.values(), 1)),
        unit="sets a week",
    )


def marks(rows: Iterable[ExerciseDay]) -> tuple[PhaseMark, ...]:
    """Return where each phase begins; sessions outside a phase mark nothing."""
    found: list[PhaseMark] = []
    for row in sorted(rows, key=lambda row: row.day):
        label = phase_label(row.phase)
        if row.phase > 0 and (not found or found[-1].label != label):
            found.append(PhaseMark(label, row.day))
    return tuple(found)


def phase_label(phase: int) -> str:
    """Return what a phase is called on an axis."""
    return f"phase {phase}"


def thin(chart: Chart, columns: int) -> Chart:
    """Return the chart with at most two points a column: the least and the greatest of each.

    A plot cannot show more, and drawing costs by the point.
    """
    if columns < 1 or len(chart.days) <= 2 * columns:
        return chart
    keep: set[int] = set()
    size = len(chart.days) / columns
    for column in range(columns):
        inside = range(int(column * size), int((column + 1) * size))
        for line in chart.series:
            known = [at for at in inside if line.values[at] is not None]
            if known:
                values = [line.values[at] or 0 for at in known]
                keep.add(known[values.index(min(values))])
                keep.add(known[values.index(max(values))])
    order = sorted(keep)
    return Chart(
        chart.question,
        chart.answer,
        tuple(chart.days[at] for at in order),
        tuple(
            Series(line.label, line.shape, tuple(line.values[at] for at in order))
            for line in chart.series
        ),
        chart.marks,
        chart.low,
        chart.high,
        chart.unit,
    )


def listed_values(series: Sequence[Series]) -> str:
    """Return the newest value of each series, such as `left 4 and right 5`."""
    parts = []
    for line in series:
        known = [value for value in line.values if value is not None]
        if known:
            parts.append(f"{line.label} {known[-1]:g}")
    return " and ".join(parts)


_Session = tuple[date, Mapping[Side, ExerciseDay]]


def _sessions(rows: Iterable[ExerciseDay]) -> list[_Session]:
    """Group rows by workout, oldest day first; workouts of one day keep their order."""
    grouped: dict[tuple[date, str], dict[Side, ExerciseDay]] = defaultdict(dict)
    for row in rows:
        grouped[row.day, row.workout_id][row.side] = row
    ordered = sorted(grouped.items(), key=lambda item: item[0][0])
    return [(day, by_side) for (day, _), by_side in ordered]


def _sides(
    sessions: Sequence[_Session], value: Callable[[ExerciseDay], int | None]
) -> tuple[Series, ...]:
    lines = []
    for side in (Side.LEFT, Side.RIGHT, Side.BOTH):
        if any(side in by_side for _, by_side in sessions):
            values = tuple(
                value(by_side[side]) if side in by_side else None for _, by_side in sessions
            )
            lines.append(Series(_NAME[side], _SHAPE[side], values))
    return tuple(lines)


def _change(series: Sequence[Series], days: Sequence[date]) -> str:
    """Return how each series moved since the first of them began; "" where none has two values."""
    parts = []
    since = days[-1]
    for line in series:
        known = [value for value in line.values if value is not None]
        if len(known) < 2:
            continue
        since = min(since, next(day for day, at in zip(days, line.values, strict=True) if at))
        change = known[-1] - known[0]
        word = f"up {change:g}" if change > 0 else f"down {-change:g}" if change < 0 else "the same"
        parts.append(f"{line.label} {word}")
    return f" Since {_day(since)}: {', '.join(parts)}." if parts else ""


def _in_order(rows: Iterable[ExerciseDay]) -> list[ExerciseDay]:
    order = (Side.LEFT, Side.RIGHT, Side.BOTH)
    return sorted(rows, key=lambda row: order.index(row.side))


def _floor(least: float, most: float) -> float:
    """Return where the axis begins: a little below the least, on a multiple of five."""
    return max(0, (least - 0.2 * most) // 5 * 5)


def _count(by_week: Mapping[date, int], monday: date) -> float | None:
    return float(by_week[monday]) if monday in by_week else None


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
