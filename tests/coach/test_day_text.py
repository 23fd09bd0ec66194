"""Days and times of day, as they are written and read everywhere."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.coach.day_text import iso_day, long_day, parse_time, weekday_day, when_words


@pytest.mark.parametrize(("text", "at"), [("00:00", time(0)), ("18:30", time(18, 30))])
def test_a_time_of_day_is_read(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "18", "1830", "8:30", "24:00", "18:60", "18:30:00", " 18:30", "١٨:٣٠", "18.30"]
)
def test_no_other_way_to_write_a_time_is(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 18:30"):
        parse_time(text)


def test_a_day_is_said_with_its_weekday() -> None:
    assert weekday_day(date(2026, 11, 2)) == "Mon 2 Nov"
    assert long_day(date(2026, 11, 2)) == "Mon 2 Nov 2026"


def test_due_is_said_of_the_due_day_alone() -> None:
    friday, sunday, monday = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)
    assert when_words(friday, sunday, friday) == "due Fri 20 Nov, may be done from Sun 22 Nov"
    assert when_words(friday, monday, sunday, iso_day) == (
        "was due Fri 2026-11-20, may be done from Mon 2026-11-23"
    )
    assert when_words(monday, monday, friday) == "due Mon 23 Nov"
    assert when_words(friday, friday, sunday) == "was due Fri 20 Nov"
