"""Keys pressed before what the last one began is there: done once, and in the right screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from textual.pilot import Pilot

from app.coach.model import WorkoutStatus
from app.coach.player import Phase, Tick
from app.errors import StoreError
from app.trainer import quick, today, training
from app.trainer.training import LiveWorkout
from app.tui import StrideApp
from screens.done_outside import DoneOutsideScreen
from screens.export import ExportScreen
from screens.help import HelpScreen
from screens.history import HistoryScreen
from screens.live import LiveScreen
from screens.problem import ProblemScreen
from screens.summary import SummaryScreen
from screens.today import TodayScreen
from tests.data.builders import MovableClock, an_enrolment, count
from tests.screens.rooms import a_desk, front, prose, running, unfinished, with_history
from tests.screens.settling import settled
from tests.screens.waiting import left, reached, slow_writer, until
from tests.trainer import training_room


async def twice(program: StrideApp, pilot: Pilot[None], key: str, then: type[object]) -> None:
    """Press a key twice while nothing can be stored; wait for the screen it leads to."""
    async with slow_writer(program):
        await pilot.press(key)
        await pilot.press(key)
    await reached(pilot, then)
    await settled(pilot)


def then_live(program: StrideApp) -> LiveWorkout:
    """Return the session in front."""
    screen = program.screen
    assert isinstance(screen, LiveScreen)
    return screen._live


@pytest.mark.parametrize("key", ["enter", "s"])
async def test_a_session_is_begun_once(tmp_path: Path, key: str) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        await twice(program, pilot, key, LiveScreen)
        assert count(desk.store) == 1
        assert "another copy" not in prose(program)
        assert then_live(program).state.phase is Phase.READY


@pytest.mark.parametrize(
    ("keys", "then"), [("enter", LiveScreen), ("f", SummaryScreen), ("d d", TodayScreen)]
)
async def test_an_unfinished_session_is_taken_up_once(
    tmp_path: Path, keys: str, then: type[object]
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    unfinished(desk, clock)
    async with running(desk, (120, 40)) as (program, pilot):
        *before, key = keys.split()
        await pilot.press(*before)
        await twice(program, pilot, key, then)
        assert "has ended by now" not in prose(program)
        assert "another copy" not in prose(program)


@pytest.mark.parametrize("seconds", [3, 12, 25])
async def test_the_clock_of_a_session_taken_up_waits(tmp_path: Path, seconds: int) -> None:
    clock = training_room.MovableClock()
    desk = training_room.make_desk(tmp_path, clock)
    live = training.begin(desk, training_room.prescription())
    for _ in range(seconds):
        clock.move(1.0)
        live.step(Tick(), clock.now())
    live.save()
    live.close()
    async with running(desk, (120, 40)) as (program, pilot):
        await twice(program, pilot, "enter", LiveScreen)
        assert then_live(program).view(clock.now()).paused


async def test_a_file_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await pilot.press("e")
        await settled(pilot)
        screen = program.screen
        assert isinstance(screen, ExportScreen)
        # One key after the other, before the first can have written anything.
        screen.action_write()
        screen.action_write()
        await settled(pilot)
        assert "Written: 8 sets of 1 session" in prose(program)


async def test_a_broken_log_is_set_aside_once(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.paths.log.write_bytes(b"garbage " * 200)
    async with running(desk, (120, 40)) as (program, pilot):
        assert isinstance(front(program), ProblemScreen)
        await twice(program, pilot, "s", TodayScreen)
        assert "There is no training log" not in prose(program)
    assert len(list(tmp_path.glob("*.broken-*"))) == 1


async def test_an_ended_session_is_ended_once(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    record = unfinished(desk, clock)
    async with running(desk, (120, 40)) as (program, pilot):
        await pilot.press("enter")
        await reached(pilot, LiveScreen)
        await pilot.press("q", "e")
        for _ in range(20):
            await pilot.press("tab")
        await twice(program, pilot, "space", SummaryScreen)
        assert desk.store.workout(record.id).status is WorkoutStatus.ENDED


@contextmanager
def slow(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> Iterator[None]:
    """Let a function that is called off the event loop end only when the block does."""
    read, over = getattr(module, name), threading.Event()

    def slowly(*args: object, **kwargs: object) -> object:
        over.wait()
        return read(*args, **kwargs)

    monkeypatch.setattr(module, name, slowly)
    try:
        yield
    finally:
        over.set()


@pytest.mark.parametrize("place", ["1", "3"])
async def test_what_is_typed_ahead_answers_and_begins_no_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        key = "o"
        if place == "3":
            await pilot.press("2")
            await settled(pilot)
            key = "n"
        with slow(monkeypatch, quick, "draft"):
            # On the places digits lead elsewhere, and enter begins a session.
            await pilot.press(key, "2", "5", "enter")
        await reached(pilot, DoneOutsideScreen)
        await settled(pilot)
        screen = front(program)
        assert isinstance(screen, DoneOutsideScreen)
        assert screen.sheet is not None
        rated = next(line for line in screen.sheet.lines if line.answers)
        assert list(rated.answers.values()) == [2, 5]
        assert count(desk.store) == 0


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_q_and_escape_take_back_what_was_typed_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        with slow(monkeypatch, quick, "draft"):
            await pilot.press("o", "2", key, key, key)
            assert program.is_running
            # The keys that come then are those of the screen in front again.
            await pilot.press("question_mark")
            await reached(pilot, HelpScreen)
            await pilot.press("question_mark")
            await left(pilot, HelpScreen)
        await reached(pilot, DoneOutsideScreen)
        await settled(pilot)
        screen = front(program)
        assert isinstance(screen, DoneOutsideScreen)
        assert screen.sheet is not None
        assert not any(line.answers for line in screen.sheet.lines)


async def test_what_is_opened_next_has_the_keys_pressed_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        async with slow_writer(program):
            with slow(monkeypatch, quick, "draft"):
                await pilot.press("o", "q", "enter", "space")
            await reached(pilot, DoneOutsideScreen)
            await settled(pilot)
        await reached(pilot, LiveScreen)
        await settled(pilot)
        assert then_live(program).state.phase is Phase.WORK


async def test_what_takes_long_to_open_is_said_while_it_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        with slow(monkeypatch, quick, "draft"):
            await pilot.press("o")
            await until(pilot, lambda: "Still waiting for the log" in prose(program))
        await reached(pilot, DoneOutsideScreen)
        await settled(pilot)
        assert "Still waiting for the log" not in prose(program)


async def test_keys_of_a_screen_that_never_comes_do_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))

    def refused(*_args: object, **_kwargs: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(quick, "draft", refused)
    async with running(desk, (120, 40)) as (program, pilot):
        with slow(monkeypatch, quick, "draft"):
            await pilot.press("o", "2", "enter")
        await until(pilot, lambda: "The disk is full." in prose(program))
        assert count(desk.store) == 0
        # The keys that come now are those of the screen in front again.
        await pilot.press("2")
        await reached(pilot, HistoryScreen)


async def test_space_right_after_enter_begins_the_first_set(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        async with slow_writer(program):
            await pilot.press("enter", "space")
        await reached(pilot, LiveScreen)
        await settled(pilot)
        assert "► WORK" in prose(program)


async def test_the_length_that_was_asked_for_is_begun_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (_, pilot):
        with slow(monkeypatch, today, "look"):
            await pilot.press("t", "enter")
        await settled(pilot)
        assert count(desk.store) == 0
        await pilot.press("enter")
        await reached(pilot, LiveScreen)
        await settled(pilot)
    found = desk.store.live_workout()
    assert found is not None
    assert found.record.short
