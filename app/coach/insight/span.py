"""Which days a chart looks at: a week, a phase, or all; and what stands on the time axis."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from app.coach.frozen import dataclass
from app.coach.insight.chart import Band, Gate, short_day


class Reach(StrEnum):
    """How far a chart reaches."""

    WEEK = "week"
    PHASE = "phase"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Span:
    """A range of days, both ends included, and what it is called."""

    first: date
    last: date
    label: str

    def holds(self, day: date) -> bool:
        """Whether a day is inside."""
        return self.first <= day <= self.last


EVER = Span(date.min, date.max, "all")


@dataclass(frozen=True, slots=True)
class Axis:
    """What stands on the time axis of a log: its phases and the gates between them.

    `first` is the day of the oldest session, run, test or questionnaire; None in an empty log.
    `span` are the days that are looked at.
    """

    bands: tuple[Band, ...] = ()
    gates: tuple[Gate, ...] = ()
    first: date | None = None
    span: Span = EVER

    def nothing(self, yet: str) -> str:
        """Say that there is nothing to draw: `yet` where the whole log was looked at."""
        return yet if self.span == EVER else "Nothing of it in these days."

    def within(self, span: Span) -> Axis:
        """Return what of it can be seen in a span."""
        return Axis(
            tuple(
                band for band in self.bands if band.first <= span.last and band.last >= span.first
            ),
            tuple(gate for gate in self.gates if span.holds(gate.day)),
            self.first,
            span,
        )


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def furthest_back(reach: Reach, axis: Axis, today: date) -> int:
    """Return how many weeks or phases one can go back."""
    if reach is Reach.PHASE:
        return max(0, len(axis.bands) - 1)
    if reach is Reach.WEEK and axis.first is not None:
        return max(0, (monday_of(today) - monday_of(axis.first)).days // 7)
    return 0


def span(reach: Reach, back: int, axis: Axis, today: date) -> Span:
    """Return the days of a reach, `back` weeks or phases before the newest one."""
    if reach is Reach.WEEK:
        monday = monday_of(today) - timedelta(weeks=back)
        sunday = monday + timedelta(days=6)
        named = {0: "this week", 1: "last week"}.get(back)
        spelt = f"week of {short_day(monday, today)}"
        return Span(monday, sunday, named or spelt)
    if reach is Reach.PHASE and axis.bands:
        at = max(0, len(axis.bands) - 1 - back)
        band = axis.bands[at]
        newest = at == len(axis.bands) - 1
        last = max(band.last, today) if newest else max(band.last, _before(axis.bands[at + 1]))
        label = band.label if newest else f"{band.label}, {short_day(band.first, today)}"
        return Span(band.first, last, label)
    return EVER


def _before(band: Band) -> date:
    return band.first - timedelta(days=1)


LONG_LOG_DAYS = 400
"""A log longer than this opens with its newest phase, a shorter one as a whole [J]."""


def usual_reach(axis: Axis, today: date) -> Reach:
    """Return the reach a chart opens with."""
    long_ago = axis.first is not None and (today - axis.first).days > LONG_LOG_DAYS
    return Reach.PHASE if long_ago and axis.bands else Reach.ALL
