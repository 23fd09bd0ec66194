"""Planned sessions as a calendar, in floating local time: six in the evening wherever one is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from app import __version__
from app.coach.frozen import dataclass
from app.errors import UsageError

if TYPE_CHECKING:
    from icalendar import Event

_DOMAIN = "stridetui"
# Far enough back that no log had as many rows, which older versions counted, as minutes passed.
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A session to come.

    `programme_id` and `slot_key` name it, whenever it is held; `begins` is local and has no
    zone. `remind` is minutes before it, 0 for none.
    """

    programme_id: str
    slot_key: str
    begins: datetime
    minutes: int
    title: str
    about: str = ""
    place: str = ""
    remind: int = 0

    @property
    def uid(self) -> str:
        """The same for the same place in the plan, wherever it is moved to."""
        return f"{self.slot_key}.{self.programme_id}@{_DOMAIN}"


def sequence(made: datetime) -> int:
    """Return the SEQUENCE of entries made at an instant: of two, calendars keep the larger.

    Whatever moves an entry, from the log to a setting, a later file says so; within one minute
    its DTSTAMP does.
    """
    return max(0, (made - _FIRST) // timedelta(minutes=1))


def calendar(appointments: Iterable[Appointment], made: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545).

    `made` is the instant of its making. Raises `UsageError` where the machine has no zone data at
    all.
    """
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", f"-//stridetui//stridetui {__version__}//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    try:
        for appointment in appointments:
            whole.add_component(_event(appointment, made))
    except ZoneInfoNotFoundError as error:
        # icalendar asks for UTC by its name, although no entry has a zone.
        raise UsageError(
            "A calendar needs zone data, and this machine has none; install the system's tzdata."
        ) from error
    raw: bytes = whole.to_ical()
    return raw


def _event(appointment: Appointment, made: datetime) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", sequence(made))
    event.add("dtstamp", made)
    event.add("last-modified", made)
    event.add("dtstart", appointment.begins)
    event.add("dtend", appointment.begins + timedelta(minutes=max(1, appointment.minutes)))
    event.add("summary", clean(appointment.title))
    if appointment.about:
        event.add("description", clean(appointment.about))
    if appointment.place:
        event.add("location", clean(appointment.place))
    if appointment.remind:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean(appointment.title))
        alarm.add("trigger", timedelta(minutes=-appointment.remind))
        event.add_component(alarm)
    return event


def clean(words: str) -> str:
    """Return text without the control characters that no calendar may hold."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in plain if letter == "\n" or letter.isprintable())
