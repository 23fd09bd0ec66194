"""The self-tests on the screen: begun, done by the clock and the keys, stored, taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.coach.model import Side, Start
from app.coach.selftests import Measurement
from app.settings import Settings
from app.trainer import measuring
from app.trainer.desk import Desk
from app.tui import StrideApp
from screens import places
from screens.selftests.entry import EntryScreen
from screens.selftests.follow import FollowScreen
from screens.selftests.instrument import InstrumentScreen
from screens.selftests.judged import JudgedScreen
from screens.selftests.menu import SelfTestsScreen
from screens.selftests.page import SelfTestPage
from screens.selftests.result import ResultScreen
from screens.selftests.timed import TimedScreen
from tests.coach.training_log import enrol
from tests.screens.rooms import front, prose, running, shown
from tests.screens.settling import settled
from tests.screens.waiting import slow_writer
from tests.trainer.training_room import MovableClock, make_desk

SIZES = [(60, 20), (80, 24)]


def quiet_desk(folder: Path, **settings: object) -> tuple[Desk, MovableClock]:
    clock = MovableClock()
    chosen = Settings(zone="Europe/Berlin", **settings)  # type: ignore[arg-type]  # a test's own words
    return make_desk(folder, clock, chosen), clock


async def open_test(program: StrideApp, pilot: Pilot[None], test_id: str) -> None:
    program.push_screen(SelfTestPage(test_id))
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def run(program: StrideApp, pilot: Pilot[None], clock: MovableClock, seconds: float) -> None:
    """Let the clock run as the screen's own timers would see it."""
    for _ in range(int(seconds)):
        clock.move(1.0)
        screen = program.screen
        assert isinstance(screen, TimedScreen)
        screen.tick()
        screen.beat()
    await settled(pilot)


def stored(desk: Desk, test_id: str) -> list[tuple[Side, float, str]]:
    return sorted((one.side, one.value, one.conditions) for one in desk.store.measurements(test_id))


@pytest.mark.parametrize("size", SIZES)
async def test_calf_raises_by_the_beat_on_both_legs(tmp_path: Path, size: tuple[int, int]) -> None:
    desk, clock = quiet_desk(tmp_path, born=1981, sex="man")
    async with running(desk, size) as (program, pilot):
        await open_test(program, pilot, "T8")
        assert "Take care" not in prose(program)
        await press(pilot, "enter")
        assert isinstance(front(program), InstrumentScreen)
        assert "LEFT LEG" in shown(program)
        await press(pilot, "space")
        await run(program, pilot, clock, 5)
        await run(program, pilot, clock, 42)
        assert "UP" in shown(program)
        # The number is on the screen, not only in its widget.
        assert shown(program).count("██") > 20
        await press(pilot, "space")
        # 42 seconds of two beats each are 21 raises; the last one did not count.
        await press(pilot, "left", "enter")
        assert "RIGHT LEG" in shown(program)
        assert desk.store.measurements() == ()
        await press(pilot, "space")
        await run(program, pilot, clock, 5 + 38)
        await press(pilot, "space", "enter", "1")
        assert isinstance(front(program), ResultScreen)
        assert "71 % of the norm for your age, 28 (provisional)" in prose(program)
        assert "your baseline" in prose(program)
        await press(pilot, "q")
    assert stored(desk, "T8") == [(Side.LEFT, 20, "level floor"), (Side.RIGHT, 19, "level floor")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_faster_beat_sounds_for_a_minute_each_and_asks_how_it_went(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk, clock = quiet_desk(tmp_path)
    desk.store.add_measurements((Measurement("T1", clock.today(), Side.BOTH, 160, "steps/min"),))
    async with running(desk, size) as (program, pilot):
        await open_test(program, pilot, "T2")
        await press(pilot, "enter")
        assert "Your own cadence" in prose(program)
        await press(pilot, "enter")
        assert isinstance(front(program), FollowScreen)
        assert "5 % faster: 168 a minute" in prose(program)
        await press(pilot, "space")
        await run(program, pilot, clock, 5 + 30)
        assert "s left, 168 steps a minute" in shown(program)
        await run(program, pilot, clock, 30)
        assert "How did you follow it?" in prose(program)
        assert desk.store.measurements("T2") == ()
        await press(pilot, "1")
        assert "10 % faster: 176 a minute" in prose(program)
        await press(pilot, "space")
        await run(program, pilot, clock, 5 + 12)
        await press(pilot, "space", "3")
        assert isinstance(front(program), ResultScreen)
    found = {one.unit: one.value for one in desk.store.measurements("T2")}
    assert found == {"beat +5 %": 2, "beat +10 %": 0}
    assert {one.conditions for one in desk.store.measurements("T2")} == {"own cadence 160"}


async def test_without_a_cadence_no_beat_begins(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T2")
        await press(pilot, "enter", "enter")
        assert "from 120 to 220" in prose(program)
        await press(pilot, "escape")
        assert isinstance(front(program), SelfTestPage)


async def test_the_weaker_leg_begins(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    day = clock.today() - timedelta(days=28)
    for test, unit, left, right in (
        ("T8", "reps", 22, 17),
        ("T5", "points", 5, 3),
        ("T10", "cm", 120, 100),
    ):
        desk.store.add_measurements(
            (
                Measurement(test, day, Side.LEFT, left, unit),
                Measurement(test, day, Side.RIGHT, right, unit),
            )
        )
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T8")
        await press(pilot, "enter")
        assert "RIGHT LEG" in shown(program)
        await press(pilot, "q")
        await open_test(program, pilot, "T5")
        await press(pilot, "enter")
        assert "Right leg: what held?" in shown(program)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("test_id", [f"T{number}" for number in range(1, 19)])
async def test_every_test_is_told_whole_and_begins(
    tmp_path: Path, test_id: str, size: tuple[int, int]
) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk, size) as (program, pilot):
        await open_test(program, pilot, test_id)
        waits = measuring.waits(desk, test_id)
        assert (waits is not None) == (test_id in {"T10", "T11"})
        page = prose(program)
        assert desk.selftests[test_id].title in page
        await press(pilot, "enter")
        assert isinstance(front(program), SelfTestPage) == (waits is not None)


async def test_how_it_was_done_is_a_number_where_it_is_written_down(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T8")
        await press(pilot, "v", *"20", "enter", *"22", "enter")
        assert "1 level floor, 2 slope" in prose(program)
        await press(pilot, "3", "enter")
        assert "Write level floor or slope" in prose(program)
        await press(pilot, "backspace", "2", "enter")
    assert stored(desk, "T8") == [(Side.LEFT, 20, "slope"), (Side.RIGHT, 22, "slope")]


async def test_results_taken_another_way_are_not_compared(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    older = clock.today() - timedelta(days=28)
    for day, value, pace in ((older, 160, "6:00/km"), (clock.today(), 176, "5:00/km")):
        desk.store.add_measurements(
            (Measurement("T1", day, Side.BOTH, value, "steps/min", conditions=pace),)
        )
    async with running(desk, (120, 40)) as (program, pilot):
        await open_test(program, pilot, "T1")
        assert "done another way (6:00/km), so not compared" in prose(program)


async def test_the_page_says_how_to_see_the_norm(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk, (120, 40)) as (program, pilot):
        await open_test(program, pilot, "T8")
        assert "say both in the settings, key 5" in prose(program)
        await press(pilot, "5")
        assert program.current_mode == places.SETTINGS.mode


async def test_what_was_stored_can_be_taken_back(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T9")
        await press(pilot, "enter", "space", *["space"] * 3, "enter", "enter")
        clock.move(60)
        await press(pilot, "space", *["space"] * 2, "enter", "enter")
        assert stored(desk, "T9") == [(Side.LEFT, 3, ""), (Side.RIGHT, 2, "")]
        assert "67 % of the other" in prose(program)
        await press(pilot, "u")
    assert desk.store.measurements() == ()


async def test_leaving_half_way_is_asked_and_stores_nothing(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T8")
        await press(pilot, "enter", "space")
        await run(program, pilot, clock, 20)
        await press(pilot, "q")
        assert isinstance(front(program), InstrumentScreen)
        assert "q again leaves" in shown(program)
        await press(pilot, "q")
        assert isinstance(front(program), SelfTestPage)
    assert desk.store.measurements() == ()


@pytest.mark.parametrize(("test_id", "begun"), [("T4", ["1", "2"]), ("T5", ["1"]), ("T7", ["3"])])
@pytest.mark.parametrize("size", SIZES)
async def test_leaving_what_is_half_said_is_asked_too(
    tmp_path: Path, size: tuple[int, int], test_id: str, begun: list[str]
) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk, size) as (program, pilot):
        await open_test(program, pilot, test_id)
        await press(pilot, "enter", *begun, "q")
        assert isinstance(front(program), JudgedScreen)
        assert "q again leaves; nothing of this test is stored." in shown(program)
        # An answer means that the test goes on; then it is asked anew.
        await press(pilot, "enter" if test_id != "T4" else "1")
        assert "again leaves" not in shown(program)
        await press(pilot, "q")
        assert isinstance(front(program), JudgedScreen)
        await press(pilot, "q")
        assert isinstance(front(program), SelfTestPage)
        # Nothing is lost where nothing was said.
        await press(pilot, "enter", "q")
        assert isinstance(front(program), SelfTestPage)
    assert desk.store.measurements() == ()


async def test_leaving_what_is_half_written_is_asked_too(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T15")
        await press(pilot, "enter", "escape")
        assert isinstance(front(program), SelfTestPage)
        await press(pilot, "enter", *"4:10", "enter", "escape")
        assert isinstance(front(program), EntryScreen)
        assert "esc again leaves; nothing of this test is stored." in shown(program)
        await press(pilot, "escape")
        assert isinstance(front(program), SelfTestPage)
    assert desk.store.measurements() == ()


@pytest.mark.parametrize("size", SIZES)
async def test_cadence_is_tapped_in_thirty_seconds(tmp_path: Path, size: tuple[int, int]) -> None:
    desk, clock = quiet_desk(tmp_path)
    async with running(desk, size) as (program, pilot):
        await open_test(program, pilot, "T1")
        await press(pilot, "enter", "space")
        await run(program, pilot, clock, 5)
        for _ in range(42):
            await pilot.press("space")
        await run(program, pilot, clock, 30)
        await press(pilot, "space", "space")  # too late to count, too early to keep
        assert "42 landings, times 4." in shown(program)
        await run(program, pilot, clock, 1)
        await press(pilot, "space")  # keeps it: the time is over
        assert "ago" in shown(program)
        assert "ten minutes later" in prose(program)
        await press(pilot, "f")
        assert "such as 5:30/km" in prose(program)
        await press(pilot, *"6:00/km", "enter")
        assert isinstance(front(program), ResultScreen)
        assert "168 steps/min" in shown(program)
    assert stored(desk, "T1") == [(Side.BOTH, 168, "6:00/km")]


async def test_a_tap_before_the_first_second_does_not_end_the_turn(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T3")
        await press(pilot, "enter", "space")
        await run(program, pilot, clock, 4)
        await press(pilot, "space", "enter")
        await run(program, pilot, clock, 1)
        await press(pilot, "space")
        assert "s left" in shown(program)
        await press(pilot, "r")
        assert "space start" in shown(program)


async def test_a_count_that_cannot_be_a_result_is_not_kept(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T1")
        await press(pilot, "enter", "space")
        await run(program, pilot, clock, 36)
        await press(pilot, "enter")
        assert "T1 gives a number from 100 to 260" in prose(program)
        assert "enter keep" in shown(program)
        await press(pilot, "r")
        assert "try 1 of 3" in shown(program)
        assert "space start" in shown(program)


async def test_what_could_not_be_stored_is_not_lost(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    desk.store.save_enrolment(enrol(Start.NONE))
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T9")
        await press(pilot, "enter", "space", "space", "space", "enter", "enter")
        await press(pilot, "space", "space", "enter")
        with closing(sqlite3.connect(desk.paths.log)) as raw:
            raw.execute("ALTER TABLE measurement RENAME TO elsewhere")
            await press(pilot, "enter")
            assert "could not be used" in prose(program)
            assert "enter keep" in shown(program)
            raw.execute("ALTER TABLE elsewhere RENAME TO measurement")
        await press(pilot, "enter")
        assert isinstance(front(program), ResultScreen)
    assert stored(desk, "T9") == [(Side.LEFT, 2, ""), (Side.RIGHT, 1, "")]


async def test_a_stand_on_one_leg_counts_with_the_best_of_three(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path, born=1970)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T6")
        await press(pilot, "enter")
        for held in (12, 20, 50, 8, 30, 3):
            await press(pilot, "space")
            await run(program, pilot, clock, 5 + held)
            await press(pilot, *(["space"] if held < 45 else []), "enter")
        assert isinstance(front(program), ResultScreen)
    assert stored(desk, "T6") == [(Side.LEFT, 45, ""), (Side.RIGHT, 20, "")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_squat_is_ticked_part_by_part(tmp_path: Path, size: tuple[int, int]) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk, size) as (program, pilot):
        await open_test(program, pilot, "T5")
        await press(pilot, "enter")
        assert "Left leg: what held?" in shown(program)
        assert "[x]" not in shown(program)
        await press(pilot, "1", "2", "4", "5", "enter")
        assert "Right leg: what held?" in shown(program)
        await press(pilot, "left")
        assert "Left leg: what held?" in shown(program)
        await press(pilot, "1", "2", "3", "4", "5", "enter", "1", "enter")
        assert isinstance(front(program), ResultScreen)
    assert stored(desk, "T5") == [(Side.LEFT, 5, ""), (Side.RIGHT, 1, "")]


async def test_the_landing_is_what_two_of_three_steps_show(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T4")
        await press(pilot, "enter", "1", "2", "2", "1", "1", "3", "1")
        assert isinstance(front(program), ResultScreen)
        assert "slightly ahead" in shown(program)
    assert stored(desk, "T4") == [(Side.LEFT, 1, "cued"), (Side.RIGHT, 0, "cued")]


async def test_a_landing_that_cannot_be_filmed_is_said_so(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T4")
        await press(pilot, "n")
        assert "cannot be done" in prose(program)
        assert measuring.without(desk) == {"T4"}
        clock.move(1)
        await press(pilot, "n")
    assert measuring.without(desk) == frozenset()


async def test_times_are_written_down(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T15")
        await press(pilot, "enter")
        assert isinstance(front(program), EntryScreen)
        await press(pilot, *"4,10", "enter", "up", *"x", "enter")
        assert "is no figure" in shown(program)
        await press(pilot, "backspace", *"4:10", "enter", *"13:40", "enter")
        assert isinstance(front(program), ResultScreen)
        assert "4.21 m/s" in shown(program)
        assert "3:58/km" in shown(program)


async def test_the_last_figure_is_taken_once(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T15")
        await press(pilot, "enter", *"4:10", "enter", *"13:40")
        async with slow_writer(program):
            await pilot.press("enter")
            await pilot.press("enter")
        await settled(pilot)
        assert isinstance(front(program), ResultScreen)
    assert len(desk.store.measurements()) == 1


async def test_times_that_cannot_be_are_said_and_nothing_is_stored(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, "T15")
        await press(pilot, "enter", *"13:40", "enter", *"4:10", "enter")
        assert isinstance(front(program), EntryScreen)
        assert "3600 m take longer than 1200 m." in shown(program)
        assert "↑ the one before" in shown(program)
        await press(pilot, "up")
        assert "13:40" in shown(program)
        await press(pilot, "escape", "escape")
    assert desk.store.measurements() == ()


@pytest.mark.parametrize("test_id", ["T10", "T11"])
async def test_what_has_to_wait_cannot_be_begun(tmp_path: Path, test_id: str) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await open_test(program, pilot, test_id)
        assert "wait" in prose(program)
        await press(pilot, "enter")
        assert isinstance(front(program), SelfTestPage)


@pytest.mark.parametrize("size", [*SIZES, (120, 40), (160, 50)])
async def test_the_list_leads_to_each_test(tmp_path: Path, size: tuple[int, int]) -> None:
    desk, clock = quiet_desk(tmp_path)
    day: date = clock.today() - timedelta(days=3)
    desk.store.add_measurements((Measurement("T3", day, Side.BOTH, 62, "contacts"),))
    desk.store.save_enrolment(enrol(Start.NONE))
    async with running(desk, size) as (program, pilot):
        await press(pilot, "g")
        assert isinstance(front(program), SelfTestsScreen)
        assert ("62 contacts" if size[0] < 80 else "62 contacts  Tue 17 Nov") in shown(program)
        assert size[1] < 24 or "HOPS Ten small hops" in shown(program)
        assert "re-test of your link" in shown(program)
        await press(pilot, "down", "enter")
        assert isinstance(front(program), SelfTestPage)
        await press(pilot, "q", "q")
        assert not isinstance(front(program), SelfTestsScreen)


async def test_the_list_is_gone_through_by_pages_and_ends_as_every_list_is(tmp_path: Path) -> None:
    desk, _ = quiet_desk(tmp_path)
    async with running(desk, (60, 20)) as (program, pilot):
        program.push_screen(SelfTestsScreen())
        await settled(pilot)
        assert "HOPS" not in shown(program)
        await press(pilot, "end")
        assert "HOPS Ten small hops" in shown(program)
        await press(pilot, "home")
        assert "HOPS" not in shown(program)
        await press(pilot, "pagedown", "pagedown")
        assert "HOPS" in shown(program)
        await press(pilot, "pageup", "pageup", "enter")
        assert isinstance(front(program), SelfTestPage)
        assert "Cadence count  T1" in shown(program)


async def test_a_narrow_list_clips_nothing_that_has_room(tmp_path: Path) -> None:
    desk, clock = quiet_desk(tmp_path)
    landing = (
        Measurement("T4", clock.today(), Side.LEFT, 1, "landing"),
        Measurement("T4", clock.today(), Side.RIGHT, 2, "landing"),
    )
    desk.store.add_measurements(landing)
    async with running(desk, (60, 20)) as (program, pilot):
        program.push_screen(SelfTestsScreen())
        await settled(pilot)
        assert "Hamstring bridge on one leg" in shown(program)
        assert "L slightly ahead · R under" in shown(program)
