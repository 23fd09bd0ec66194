"""Calendars of planned sessions, read back with icalendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from icalendar import Calendar

from data.exports.ics_file import Appointment, calendar, clean, sequence
from tests.data.builders import texts

MADE = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
SESSION = Appointment(
    programme_id="p1",
    slot_key="phase1.2.3",
    begins=datetime(2027, 3, 27, 18, 0),  # noqa: DTZ001 -- floating: local wherever one is
    minutes=26,
    title="Strength, balance, coordination",
    about="One-legged squat 3 × 10 each leg\nForward lunge 3 × 10 each leg",
    place="at home",
    remind=30,
)


def events(raw: bytes) -> list[Any]:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def test_a_session_is_an_event_in_floating_time_with_an_alarm() -> None:
    raw = calendar([SESSION], MADE)
    (event,) = events(raw)

    assert event.decoded("dtstart") == SESSION.begins
    assert event.decoded("dtstart").tzinfo is None
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=26)
    assert str(event["summary"]) == SESSION.title
    assert str(event["description"]) == SESSION.about
    assert event.decoded("dtstamp") == MADE
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-30)
    assert str(alarm["action"]) == "DISPLAY"


def test_the_hour_stays_over_a_change_of_the_clocks() -> None:
    days = [date(2027, 3, 27), date(2027, 3, 29)]
    moved = [
        replace(SESSION, begins=SESSION.begins.replace(day=day.day), slot_key=f"phase1.1.{day.day}")
        for day in days
    ]

    raw = calendar(moved, MADE)

    assert b"DTSTART:20270327T180000\r\n" in raw
    assert b"DTSTART:20270329T180000\r\n" in raw
    assert b"VTIMEZONE" not in raw


def test_a_moved_session_keeps_its_uid_and_gets_a_larger_sequence() -> None:
    (before,) = events(calendar([SESSION], MADE))
    later = replace(SESSION, begins=SESSION.begins + timedelta(days=2))
    (after,) = events(calendar([later], MADE + timedelta(days=1)))

    assert before["uid"] == after["uid"]
    assert int(after["sequence"]) > int(before["sequence"])


def test_a_sequence_never_falls_and_never_fails() -> None:
    instants = [datetime(1970, 1, 1, tzinfo=UTC), MADE, MADE + timedelta(seconds=60)]
    instants += [datetime(2100, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    found = [sequence(made) for made in instants]
    assert found == sorted(set(found))
    assert found[0] >= 0
    assert found[-2] < 2**31


def test_lines_are_short_and_end_as_the_standard_wants() -> None:
    raw = calendar([replace(SESSION, about="колено " * 60)], MADE)

    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_no_reminder_is_no_alarm_and_no_session_no_event() -> None:
    (event,) = events(calendar([replace(SESSION, remind=0)], MADE))
    assert list(event.walk("VALARM")) == []
    assert events(calendar([], MADE)) == []


@settings(max_examples=50, deadline=None)
@given(title=texts, about=texts)
def test_any_words_come_back(title: str, about: str) -> None:
    (event,) = events(calendar([replace(SESSION, title=title, about=about)], MADE))

    assert str(event["summary"]) == clean(title)
    assert str(event.get("description", "")) == clean(about)
