"""FIT and ICS made from a log: which sessions, which files, which entries."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from app.coach.model import SetStatus
from app.errors import UsageError
from app.trainer import backing
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export, stream
from app.trainer.exports.registry import FORMATS
from app.trainer.foresee import ahead
from tests.data.builders import MovableClock
from tests.exports.fit_readers import READERS, of_kind

FIT, ICS = FORMATS["fit"], FORMATS["ics"]


def events(desk: Desk, since: date | None = None, until: date | None = None) -> list[Any]:
    out = io.BytesIO()
    stream(desk, Wish(ICS, since, until), out)
    return list(Calendar.from_ical(out.getvalue()).walk("VEVENT"))


@pytest.mark.parametrize("reader", READERS)
def test_every_session_of_a_stretch_is_a_file_with_its_sets(
    desk: Desk, tmp_path: Path, reader: str
) -> None:
    since, until = date(2026, 9, 1), date(2026, 9, 14)
    report = export(desk, Wish(FIT, since, until), tmp_path / "fit")

    files = sorted((tmp_path / "fit").iterdir())
    records = [r for r in desk.store.history(None, since) if r.day <= until]
    assert report.written["session"] == len(files) == len(records) > 3
    found = [
        values.get("repetitions")
        for file in files
        for values in of_kind(READERS[reader](file.read_bytes()), "set")
        if values["set_type"] in ("active", 1)
    ]
    done = [row for record in records for row in record.sets if row.status is SetStatus.DONE]
    assert len(found) == report.written["set"] == len(done)
    assert sum(count or 0 for count in found) > 0
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_fit_makes_a_file_for_each_session_and_so_needs_a_folder(desk: Desk) -> None:
    with pytest.raises(UsageError, match="name a folder"):
        stream(desk, Wish(FIT), io.BytesIO())


def test_the_sessions_ahead_are_entries_at_the_hour_of_the_settings(desk: Desk) -> None:
    seen = ahead(desk, 12)
    found = events(desk)

    assert len(found) == len(seen.preview.sessions) == 12
    for event, one in zip(found, seen.preview.sessions, strict=True):
        assert event.decoded("dtstart").date() == one.day
        assert event.decoded("dtstart").time() == time(6, 30)
        assert str(event["summary"]) == one.session.slot.title
        assert len(event.walk("VALARM")) == 1
    assert len({str(event["uid"]) for event in found}) == 12


def test_since_and_until_choose_the_days_ahead(desk: Desk) -> None:
    whole = events(desk)
    until = whole[2].decoded("dtstart").date()

    assert len(events(desk, until=until)) == 3
    assert len(events(desk, since=until)) == 10


def test_a_session_that_waits_keeps_its_uid_and_its_sequence_grows(
    desk: Desk, clock: MovableClock
) -> None:
    before = events(desk)[0]
    clock.move(days=4)
    after = events(desk)[0]

    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") > before.decoded("dtstart")
    assert int(after["sequence"]) > int(before["sequence"])


def test_whatever_moves_an_entry_its_sequence_grows(
    desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    backup = backing.back_up(desk, tmp_path / "copy.db").path
    desk.store.decide("gate", "phase4", "wait")
    found = [events(desk)[0]]
    clock.move(minutes=1)
    desk.settings = replace(desk.settings, session_time="19:45")
    found.append(events(desk)[0])
    clock.move(minutes=1)
    backing.restore(desk, backup)
    found.append(events(desk)[0])

    assert len({str(event["uid"]) for event in found}) == 1
    numbers = [int(event["sequence"]) for event in found]
    assert numbers == sorted(set(numbers))
    assert [event.decoded("dtstart").time() for event in found] == [
        time(6, 30),
        *[time(19, 45)] * 2,
    ]
