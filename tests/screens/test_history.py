"""History: a time line of any length, and one session set by set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.coach.logbook import Entry, EntryKind
from app.coach.model import SetStatus, SkipReason, WorkoutStatus
from screens.entry import EntryScreen
from screens.history import history_row
from screens.widgets.timeline import PAGE, Timeline
from screens.widgets.timeline import Entry as Row
from screens.workout import workout_text
from tests.data.builders import MovableClock, a_set, a_workout, sessions
from tests.screens.rooms import a_desk, front, press, running, shown, unfinished, with_history


def an_entry(**changes: object) -> Entry:
    facts = {
        "session_kind": "programme",
        "status": "ended",
        "phase": 1,
        "week": 2,
        "done_sets": 31,
        "all_sets": 33,
        "minutes": 24,
        "source": "live",
        "short": False,
        "pain": None,
    }
    entry = Entry(
        EntryKind.SESSION,
        "w1",
        date(2026, 11, 18),
        datetime(2026, 11, 18, 17, 0, tzinfo=UTC),
        "Europe/Berlin",
        "Strength, balance, coordination",
        facts=facts | changes.pop("facts", {}),  # type: ignore[operator]  # the test's business
    )
    return replace(entry, **changes)  # type: ignore[arg-type]  # names are the test's business


def row(entry: Entry, year: int = 2026, room: int = 70) -> Row:
    return history_row(entry, year, "Europe/Berlin", room)


def test_a_row_says_day_hour_title_place_and_facts() -> None:
    assert row(an_entry()) == (
        "Wed 18 Nov",
        "18:00",
        "Strength, balance, coordination",
        "   phase 1 · week 2",
        "31 of 33 sets · 24 min",
        "●",
    )


def test_a_row_says_what_is_unusual() -> None:
    found = row(an_entry(note="5[km]", facts={"source": "typed", "phase": 0, "pain": 3}), 2027)
    assert found.below == "2026 18:00"
    assert found.where == ""
    assert found.facts == "31 of 33 sets · pain 3 · added by hand · “5[km]”"
    live = row(an_entry(facts={"status": "live", "minutes": None}))
    assert live.facts == "31 of 33 sets · not ended"


def test_a_row_of_another_zone_has_its_own_hour_and_says_where() -> None:
    found = row(an_entry(zone="Pacific/Auckland", day=date(2026, 11, 19)))
    assert found.below == "06:00"
    assert found.facts.endswith("in Auckland")


@pytest.mark.parametrize(("hour", "offset"), [(0, "UTC+2"), (1, "UTC+1")])
def test_a_row_of_the_hour_that_comes_twice_says_which_it_was(hour: int, offset: str) -> None:
    at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    found = row(an_entry(at=at, day=date(2026, 10, 25)))
    assert found.below == "02:30"
    assert found.facts.startswith(offset)


def test_what_was_written_on_another_day_has_no_hour() -> None:
    assert row(an_entry(day=date(2026, 11, 2))).below == ""
    assert row(an_entry(zone="Mars/Olympus")).below == ""


def test_a_narrow_row_leaves_out_its_place() -> None:
    assert row(an_entry(), room=40).where == ""


async def test_pages_are_read_as_they_come_into_view(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, PAGE * 2 + 5)
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        assert f"{PAGE * 2 + 5} entries, newest first" in shown(program)
        assert "▸ Wed 18 Nov" in shown(program)
        await press(pilot, "end")
        assert "…" not in shown(program)
        assert program.screen.query_one(Timeline).cursor == PAGE * 2 + 4
        await press(pilot, "pageup", "up", "k", "home", "j", "down")
        assert "▸ Sat 14 Nov" in shown(program)
        await press(pilot, "pagedown", "enter")
        assert isinstance(front(program), EntryScreen)


async def test_a_step_draws_the_row_it_leaves_and_the_one_it_reaches(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, PAGE)
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        line = program.screen.query_one(Timeline)
        draw, drawn = line._draw, list[int]()

        def watched(row: int) -> Row | None:
            drawn.append(row)
            return draw(row)

        line._draw = watched
        await press(pilot, "j")
        assert set(drawn) == {0, 1}
        for keys in (("j", "j", "k"), ("pagedown",), ("end", "k"), ("home",)):
            await press(pilot, *keys)
            as_kept = shown(program)
            line.refresh()
            await press(pilot)
            assert shown(program) == as_kept
            assert as_kept.count("▸ ") == 1


async def test_a_click_opens_a_session(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        await pilot.click(Timeline, offset=(20, 3))
        await press(pilot)
        assert isinstance(front(program), EntryScreen)
        assert "Mon 16 Nov 2026" in shown(program)


async def test_a_session_shows_target_beside_actual_with_its_reason(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1, note="felt good")
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "enter")
        text = shown(program)
        assert "Wed 18 Nov 2026 · phase 1 · week 1 · day 1 · 24 min · 6 of 8 sets done" in text
        assert "control L 4  R 5 · effort 6 · pain 1 (felt good)" in text
        assert "control not given · effort not given · pain not given" in text
        assert "● set 1  left   10 of 10" in text
        assert "– set 2  right  target 10" in text
        assert "left out: tired" in text
        assert text.count("why: The first time: ten slow ones.") == 2
        await press(pilot, "left")
        assert "1 entry, newest first" in shown(program)


def test_a_long_note_is_set_in_and_a_set_cut_short_keeps_its_count(tmp_path: Path) -> None:
    record = a_workout(
        status=WorkoutStatus.ENDED,
        sets=(
            a_set(
                0, status=SetStatus.DONE, actual=9, note="the left knee clicks a bit on the floor"
            ),
            a_set(1, status=SetStatus.SKIPPED, skip_reason=SkipReason.PAIN, actual=4),
        ),
    )
    lines = workout_text(record, a_desk(tmp_path).library, 60).plain.splitlines()
    assert "      “the left knee clicks a bit on the floor”" in lines
    assert all(len(line) <= 60 for line in lines if "set" in line and "·" not in line)
    assert any("– set" in line and "4 of 10" in line and "left out: pain" in line for line in lines)


def test_a_moved_session_says_when_it_was_due(tmp_path: Path) -> None:
    library = a_desk(tmp_path).library
    moved = a_workout(
        day=date(2026, 8, 5), original_day=date(2026, 8, 3), slot_key="phase1.1.1", programme_id="p"
    )
    assert "due Mon 3 Aug, done Wed 5 Aug 2026" in workout_text(moved, library, 80).plain
    for still in (replace(moved, original_day=moved.day), replace(moved, slot_key="")):
        said = workout_text(still, library, 80).plain
        assert "Wed 5 Aug 2026" in said
        assert "due" not in said


async def test_a_reason_of_one_set_stands_under_that_set(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    record = a_workout(
        status=WorkoutStatus.ENDED,
        ended_at=clock.instant,
        sets=(
            a_set(0, set_count=2),
            a_set(1, set_no=2, set_count=2, rule="P6", why="One more for the weaker side."),
        ),
    )
    desk.store.add_workout(record)
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "enter")
        assert "why: One more for the weaker side." in shown(program)
        assert "○ set 2" in shown(program)


async def test_a_session_that_was_not_ended_is_marked(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    unfinished(desk, clock)
    assert [one.facts["status"] for one in sessions(desk.store)] == ["live", "ended"]


@pytest.mark.parametrize("height", [20, 50])
async def test_the_cursor_stays_in_sight(tmp_path: Path, height: int) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 40)
    async with running(desk, (80, height)) as (program, pilot):
        await press(pilot, "2")
        for _ in range(30):
            await pilot.press("down")
        await press(pilot)
        assert shown(program).count("▸ ") == 1
