"""Calendars read back by icalendar: every entry, with all that it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.trainer.exports import planned
from app.trainer.exports.format import Check, Order
from data.exports import compare
from data.exports.ics_file import Appointment, clean, sequence

if TYPE_CHECKING:
    from icalendar import Component

_SAID = ("uid", "sequence", "begins", "ends", "title", "about", "place", "alarm")


def check(order: Order, path: Path) -> Check:
    """Compare the entries of a calendar with the sessions ahead."""
    try:
        there = list(_entries(path.read_bytes()))
    except (ValueError, KeyError, OSError) as error:
        return Check({}, (f"{path} cannot be read back ({error}).",))
    here = [_expected(one, sequence(order.now)) for one in planned.coming(order)]
    differences = compare.sequences("session", _SAID, here, there)
    return Check({"session": len(there)}, tuple(differences))


def _expected(one: Appointment, number: int) -> tuple[object, ...]:
    ends = one.begins + timedelta(minutes=max(1, one.minutes))
    words = (clean(one.title), clean(one.about), clean(one.place))
    return (one.uid, number, one.begins, ends, *words, one.remind)


def _entries(raw: bytes) -> Iterator[tuple[object, ...]]:
    from icalendar import Calendar

    for event in Calendar.from_ical(raw).walk("VEVENT"):
        words = [str(event.get(name, "")) for name in ("summary", "description", "location")]
        alarms = event.walk("VALARM")
        yield (
            str(event["uid"]),
            int(str(event["sequence"])),
            event.decoded("dtstart"),
            event.decoded("dtend"),
            *words,
            _minutes(alarms[0]) if alarms else 0,
        )


def _minutes(alarm: Component) -> int:
    before: timedelta = alarm.decoded("trigger")
    return round(-before / timedelta(minutes=1))
