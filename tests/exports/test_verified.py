"""`--verify` of tables, calendars and activities: nothing differs, and what differs is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.trainer import exporting
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.format import Check, What
from app.trainer.exports.registry import FORMATS

CASES = [
    ("csv", What.SESSIONS, {"set"}),
    ("csv", What.PLAN, {"planned set"}),
    ("csv", What.TESTS, {"self-test result"}),
    ("csv", What.ALL, {"set", "planned set", "self-test result", "run", "readiness answer"}),
    ("ics", What.PLAN, {"session"}),
    ("fit", What.SESSIONS, {"set", "session"}),
]


def checked(desk: Desk, wish: Wish, path: Path) -> Check:
    with exporting.ordered(desk, wish, None) as order:
        return wish.format.check(order, path)


@pytest.mark.parametrize(("name", "what", "nouns"), CASES)
def test_what_was_written_is_read_back(
    desk: Desk, tmp_path: Path, name: str, what: What, nouns: set[str]
) -> None:
    report = export(desk, Wish(FORMATS[name], part=what), tmp_path / "out", verify=True)
    assert report.check is not None
    assert report.check.differences == ()
    assert nouns <= set(report.check.read)
    for noun, number in report.check.read.items():
        assert report.written[noun] == number
    for noun in nouns & {"set", "planned set", "self-test result", "session"}:
        assert report.check.read[noun] > 5


@pytest.mark.parametrize(
    ("what", "file", "old", "new", "said"),
    [
        (What.ALL, "tests.csv", b",T8,", b",T9,", ": test is 'T8' in the log and 'T9'"),
        (What.ALL, "plan.csv", b",main,", b",mane,", "section is 'main' in the log and 'mane'"),
        (What.ALL, "plan.csv", b"day,slot_key", b"day,key", "does not name the columns"),
        (What.ALL, "tests.csv", b",T8,left,", b",T8,left,many", "cannot be read back"),
        (What.ALL, "sessions.csv", b",reps,10,10,", b",reps,10,11,", "actual is 10"),
    ],
)
def test_a_difference_in_a_table_is_named(
    desk: Desk, tmp_path: Path, what: What, file: str, old: bytes, new: bytes, said: str
) -> None:
    wish = Wish(FORMATS["csv"], part=what)
    export(desk, wish, tmp_path / "out")
    spoil(tmp_path / "out" / file, old, new)
    found = checked(desk, wish, tmp_path / "out").differences
    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"T063000", b"T073000", "session 1: begins is"),
        (b"TRIGGER:-PT15M", b"TRIGGER:-PT5M", "alarm is 15 in the log and 5"),
        (b"DTSTART:2026", b"DTSTART:ABCD", "session 1: begins is"),
        (b"BEGIN:VCALENDAR", b"BEGIN", "cannot be read back"),
    ],
)
def test_a_difference_in_a_calendar_is_named(
    desk: Desk, tmp_path: Path, old: bytes, new: bytes, said: str
) -> None:
    wish = Wish(FORMATS["ics"])
    export(desk, wish, tmp_path / "out.ics")
    spoil(tmp_path / "out.ics", old, new)
    found = checked(desk, wish, tmp_path / "out.ics").differences
    assert any(said in one for one in found), found


def test_an_entry_that_is_missing_in_a_calendar_is_named(desk: Desk, tmp_path: Path) -> None:
    wish = Wish(FORMATS["ics"])
    file = tmp_path / "out.ics"
    export(desk, wish, file)
    head, entry, rest = file.read_bytes().partition(b"BEGIN:VEVENT")
    file.write_bytes(head + entry + rest.partition(b"BEGIN:VEVENT")[2])
    assert any("is missing in the file" in one for one in checked(desk, wish, file).differences)


def test_a_session_without_its_file_or_with_that_of_another_is_named(
    desk: Desk, tmp_path: Path
) -> None:
    wish = Wish(FORMATS["fit"])
    export(desk, wish, tmp_path / "out")
    first, second, third, *_ = sorted((tmp_path / "out").iterdir())
    first.unlink()
    second.write_bytes(third.read_bytes())
    found = checked(desk, wish, tmp_path / "out").differences
    assert any(first.name in one and "cannot be read back" in one for one in found)
    assert any(one.startswith(f"{second.name}: set or rest 1: begins is") for one in found)
    third.write_bytes(third.read_bytes()[:-20])
    found = checked(desk, wish, tmp_path / "out").differences
    assert any(third.name in one and "cannot be read back" in one for one in found)


def spoil(file: Path, old: bytes, new: bytes) -> None:
    raw = file.read_bytes()
    assert old in raw
    file.write_bytes(raw.replace(old, new, 1))
