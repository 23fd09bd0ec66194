"""Done outside and take outside, as they are seen and pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.coach.model import Side, SkipReason
from app.settings import Settings
from app.trainer.desk import Desk
from app.tui import StrideApp
from screens.ask_line import AskLineScreen
from screens.done_outside import DoneOutsideScreen
from screens.summary import SummaryScreen
from screens.take_outside import TakeOutsideScreen
from screens.today import TodayScreen
from tests.data.builders import MovableClock
from tests.exports.conftest import demo_log  # noqa: F401 -- the fixture
from tests.screens.rooms import SIZES, THEMES, front, press, prose, running, shown
from tests.screens.settling import settled
from tests.screens.waiting import reached, until
from tests.trainer.training_room import make_desk


@pytest.fixture
def desk(demo_log: Path, tmp_path: Path) -> Desk:  # noqa: F811 -- the fixture
    desk = make_desk(tmp_path, MovableClock(), Settings(sound="bell"))  # type: ignore[arg-type]  # any clock will do
    desk.paths.log.write_bytes(demo_log.read_bytes())
    return desk


async def opened(program: StrideApp, pilot: Pilot[None], key: str, screen: type) -> None:
    """Press a key of Today and wait for its screen, however long its libraries take."""
    await pilot.press(key)
    await reached(pilot, screen)
    await settled(pilot)
    await pilot.pause()


async def said(program: StrideApp, pilot: Pilot[None], words: str) -> None:
    """Wait until words are on the screen."""
    await until(pilot, lambda: words in prose(program))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
async def test_the_whole_session_is_on_the_screen(
    desk: Desk, size: tuple[int, int], theme: str
) -> None:
    desk.settings = Settings(theme=theme, sound="bell")
    async with running(desk, size) as (program, pilot):
        await opened(program, pilot, "o", DoneOutsideScreen)
        seen = shown(program)
        for words in ("Done outside", "Ankling", "A-skip", "Strides", "control", "effort", "pain"):
            assert words in seen
        assert all(len(line) <= size[0] for line in seen.splitlines())


async def test_a_row_of_keys_records_it(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await opened(program, pilot, "o", DoneOutsideScreen)
        for _ in range(4):
            await press(pilot, "4", "x", "0")
        assert "All is told" in prose(program)
        await press(pilot, "enter")
        await reached(pilot, SummaryScreen)
        assert "control 4" in prose(program)
        await press(pilot, "q")
        assert isinstance(front(program), TodayScreen)

    record = desk.store.history()[-1]
    assert record.source == "quick"
    assert {(r.control, r.effort, r.pain) for r in record.ratings} == {(4, 10, 0)}


async def test_what_differed_takes_a_key_and_can_be_taken_back(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await opened(program, pilot, "o", DoneOutsideScreen)
        await press(pilot, "s")
        assert "left out · other reason" in prose(program)
        await press(pilot, "u")
        assert "left out" not in prose(program).replace("s left out", "")
        await press(pilot, "down", "down", "minus", "left", "r")
        assert "5 s each · 1 of 2 sets" in prose(program)
        await press(pilot, "space")
        await reached(pilot, SummaryScreen)

    record = desk.store.history()[-1]
    feet = [row.actual for row in record.sets if row.exercise_id == "fast_feet"]
    assert feet == [5, None]
    assert record.ratings == ()


async def test_pain_has_a_sign_and_a_place(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await opened(program, pilot, "o", DoneOutsideScreen)
        await press(pilot, "p")
        assert isinstance(front(program), DoneOutsideScreen)
        await press(pilot, "exclamation_mark")
        assert "sharp or sudden" in prose(program).replace("! sharp or sudden", "")
        await press(pilot, "exclamation_mark")
        await said(program, pilot, "on one spot of bone")
        await press(pilot, "p")
        await reached(pilot, AskLineScreen)
        await press(pilot, *"shin", "enter")
        await reached(pilot, DoneOutsideScreen)
        await said(program, pilot, "shin")
        await press(pilot, "space")
        await reached(pilot, SummaryScreen)

    record = desk.store.history()[-1]
    (first, *_) = [row.exercise_id for row in record.sets]
    own = [row for row in record.sets if row.exercise_id == first]
    assert own[-1].skip_reason is SkipReason.BONE
    assert own[-1].actual
    assert record.rating(first, Side.BOTH).pain_place == "shin"


async def test_leaving_stores_nothing(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await opened(program, pilot, "o", DoneOutsideScreen)
        await press(pilot, "4", "5", "q")
        assert isinstance(front(program), DoneOutsideScreen)
        assert "q again leaves; nothing of it is recorded." in shown(program)
        # Another answer means that it goes on.
        await press(pilot, "0")
        assert "again leaves" not in shown(program)
        await press(pilot, "q", "q")
        assert isinstance(front(program), TodayScreen)
        # Nothing is lost where nothing was told.
        await opened(program, pilot, "o", DoneOutsideScreen)
        await press(pilot, "q")
        assert isinstance(front(program), TodayScreen)
    assert all(record.source != "quick" for record in desk.store.history())


async def test_a_day_that_cannot_be_is_said(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await opened(program, pilot, "o", DoneOutsideScreen)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press(*["backspace"] * 10, *"2027-01-01", "enter")
        await said(program, pilot, "still to come")


@pytest.mark.parametrize("size", SIZES)
async def test_taking_it_outside_says_what_and_where(desk: Desk, size: tuple[int, int]) -> None:
    async with running(desk, size) as (program, pilot):
        await opened(program, pilot, "k", TakeOutsideScreen)
        seen = prose(program)
        for words in ("Take it outside", "sound", "watch", "calendar", "card", "folder"):
            assert words in seen


async def test_enter_writes_and_a_second_time_asks(desk: Desk, tmp_path: Path) -> None:
    async with running(desk) as (program, pilot):
        await opened(program, pilot, "k", TakeOutsideScreen)
        screen = front(program)
        assert isinstance(screen, TakeOutsideScreen)
        screen._folder = tmp_path / "out"
        await press(pilot, "v", "enter")
        assert "Written to" in prose(program)
        assert len(list((tmp_path / "out").iterdir())) == 5
        await press(pilot, "enter")
        assert "there already; o replaces them, f takes another folder." in prose(program)
        assert "--force" not in prose(program)
        await press(pilot, "o")
        assert "Written to" in prose(program)


async def test_the_folder_is_picked_from_a_list(desk: Desk, tmp_path: Path) -> None:
    from textual_fspicker import SelectDirectory

    (tmp_path / "docs").mkdir()
    async with running(desk, (120, 40)) as (program, pilot):
        await opened(program, pilot, "k", TakeOutsideScreen)
        screen = front(program)
        assert isinstance(screen, TakeOutsideScreen)
        screen._folder = tmp_path / "docs" / "x"
        await opened(program, pilot, "f", SelectDirectory)
        picker = front(program)
        assert isinstance(picker, SelectDirectory)
        picker.dismiss(tmp_path / "docs")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete(
            [worker for worker in pilot.app.workers if worker.group == "ask"]
        )
        await pilot.pause()
        assert screen._folder.parent == tmp_path / "docs"
