"""When something took place that is told of afterwards; the one rule where no hour is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.clock import zone_called
from app.errors import UsageError

if TYPE_CHECKING:
    from app.clock import Clock

WITHOUT_HOUR = "one that has just ended, on an earlier day noon"
"""What it means to tell no hour, as a field says it."""

_NOON = time(12)
# What is told to the minute may end within the one that runs.
_MINUTE = timedelta(minutes=1)


def began(
    clock: Clock, day: date | None, at: time | None, took: timedelta, usual: time = _NOON
) -> datetime:
    """Return the instant at which something began that is told of now, to the second.

    `day` is its training day and `at` its hour there, None where nobody said them. Without its
    hour, something of today has just ended and `took` as long as it says: so it is never one to
    come, and its recording is known as the same. It may have begun before midnight then, unless
    `day` names today, which it stays. Something of an earlier day began at the `usual` hour.
    Raises `UsageError` for an instant that is still to come.
    """
    now, today = clock.now().instant.replace(microsecond=0), clock.today()
    if at is None and day in (None, today):
        just = now - took
        return just if day is None else max(just, _instant(today, time(), clock))
    found = _instant(day or today, at or usual, clock)
    require_begun(clock, found, clock.zone())
    return found


def require_begun(clock: Clock, began: datetime, zone: str) -> None:
    """Raise `UsageError` for something that begins later than now."""
    if began > clock.now().instant:
        there = began.astimezone(zone_called(zone))
        raise UsageError(f"{there:%H:%M} on {there.date()} is still to come.")


def require_over(clock: Clock, ended: datetime, zone: str) -> None:
    """Raise `UsageError` for something that would not have ended by now."""
    if ended >= clock.now().instant + _MINUTE:
        there = ended.astimezone(zone_called(zone))
        raise UsageError(f"It would have ended at {there:%H:%M}, which is still to come.")


def _instant(day: date, at: time, clock: Clock) -> datetime:
    return datetime.combine(day, at, zone_called(clock.zone())).astimezone(UTC)
