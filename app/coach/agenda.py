"""On which days a session is due: the runner's weekdays, with a free day between (D.7.5, D.7.7)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

from app.coach.figures import STRENGTH_GAP_DAYS

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
WEEK = timedelta(days=7)


def training_days(weekdays: tuple[int, ...], most: int = 3) -> tuple[int, ...]:
    """Choose up to `most` of the runner's ISO weekdays with a free day between, round the week.

    As many as fit, as evenly as they fit, then the earliest. No days given means any day.
    """
    days = tuple(sorted(set(weekdays) & set(EVERY_DAY))) or EVERY_DAY
    for count in range(min(most, len(days)), 1, -1):
        fitting = [
            chosen
            for chosen in combinations(days, count)
            if _smallest_gap(chosen) >= STRENGTH_GAP_DAYS
        ]
        if fitting:
            return max(fitting, key=_smallest_gap)
    return days[:1]


def light_days(weekdays: tuple[int, ...], strength_days: tuple[int, ...]) -> tuple[int, ...]:
    """Return the runner's other days, if all the days there are lie next to each other (D.7.7)."""
    if len(strength_days) != 1:
        return ()
    return tuple(sorted(set(weekdays) & set(EVERY_DAY) - set(strength_days)))


def next_due(earliest: date, days: tuple[int, ...]) -> date:
    """Return the first of these weekdays on or after a date."""
    return min(
        earliest + timedelta(days=ahead)
        for ahead in range(len(EVERY_DAY))
        if (earliest + timedelta(days=ahead)).isoweekday() in days
    )


def due_days(anchor: date, count: int, days: tuple[int, ...]) -> tuple[date, ...]:
    """Return the due days of a plan week that begins on `anchor`.

    With fewer training days than sessions the plan week takes longer than seven days (D.7.7).
    """
    due = [anchor]
    while len(due) < count:
        due.append(next_due(due[-1] + timedelta(days=STRENGTH_GAP_DAYS), days))
    return tuple(due)


def next_anchor(due: tuple[date, ...], days: tuple[int, ...]) -> date:
    """Return the first due day of the plan week that follows."""
    gap = timedelta(days=STRENGTH_GAP_DAYS)
    return next_due(max(due[0] + WEEK, due[-1] + gap), days)


def _smallest_gap(days: tuple[int, ...]) -> int:
    around = (*days, days[0] + len(EVERY_DAY))
    return min(later - earlier for earlier, later in pairwise(around))
