"""The only place that asks the machine what time it is.

A `Clock` is passed to whatever needs one, so that tests can move it. Instants are UTC; the
training day is the local date in the runner's zone.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol

from app.coach.frozen import dataclass
from app.coach.model import Moment


class Clock(Protocol):
    """What the program needs to know about time."""

    def now(self) -> Moment:
        """Return the monotonic second and the UTC instant, read together."""
        ...

    def today(self) -> date:
        """Return the local date in the runner's zone."""
        ...

    def zone(self) -> str:
        """Return the IANA name of the runner's zone, such as `Europe/Berlin`."""
        ...


def zone_called(name: str) -> tzinfo:
    """Return the zone of an IANA name; UTC where nobody knows it, or the machine has no zone data.

    The training day of what is stored stands by itself; only an hour is off then.
    """
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    # The ways zoneinfo says no: not there, not a name, a folder such as `Europe`.
    except (LookupError, ValueError, OSError):
        return UTC


def local_day(instant: datetime, zone: str) -> date:
    """Return the training day of an instant in a zone; the one way in which a day is told."""
    try:
        return instant.astimezone(zone_called(zone)).date()
    except OverflowError:
        # At either end of the calendar the zone has no such day.
        return instant.date()


# Linux counts sleep in BOOTTIME only; elsewhere `monotonic` is the best there is.
_SECONDS_CLOCK = getattr(time, "CLOCK_BOOTTIME", None)


def _seconds() -> float:
    if _SECONDS_CLOCK is not None:
        return time.clock_gettime(_SECONDS_CLOCK)
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, in the zone of the settings or else of the system."""

    zone_name: str | None = None

    def now(self) -> Moment:
        """Return the machine's monotonic second and UTC instant."""
        return Moment(_seconds(), datetime.now(UTC))

    def today(self) -> date:
        """Return today's date in the runner's zone."""
        now = datetime.now(UTC)
        if not self.zone_name:
            # Asks the C library, which needs no zone data of ours and no time to import it.
            try:
                return now.astimezone().date()
            except (ValueError, OverflowError):
                # TZ gives an offset of a day or more, as XXX99 does.
                return now.date()
        from zoneinfo import ZoneInfo

        return now.astimezone(ZoneInfo(self.zone_name)).date()

    def zone(self) -> str:
        """Return the zone's IANA name; `UTC` where the system does not tell one."""
        if self.zone_name:
            return self.zone_name
        import warnings

        try:
            # By its full name: `pendulum.local_timezone` is a function to Python and may be the
            # module of that name to a type checker.
            from pendulum.tz.local_timezone import get_local_timezone

            with warnings.catch_warnings():
                # pendulum warns on standard error, across the screen, where no zone is set up.
                warnings.simplefilter("ignore")
                return str(get_local_timezone().name)
        except (LookupError, ValueError, OSError):
            # Without any zone data pendulum cannot even be imported, since it asks for UTC.
            return "UTC"
