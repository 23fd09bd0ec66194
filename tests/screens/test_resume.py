"""What can be done with an unfinished session, and with one that runs elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.coach.model import SetStatus, WorkoutStatus
from app.coach.player import Tick
from app.errors import ContentError
from app.trainer import training
from app.trainer.desk import Desk
from app.trainer.today import look
from screens.live import LiveScreen
from screens.resume import ResumeScreen
from screens.summary import SummaryScreen
from tests.screens.live_room import Room, lines, press, shown
from tests.screens.settling import watch_threads
from tests.screens.waiting import reached
from tests.trainer.training_room import MovableClock, make_desk, prescription


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    desk = make_desk(tmp_path, clock)
    yield desk
    desk.store.close()


@pytest.fixture
def begun(desk: Desk, clock: MovableClock) -> str:
    """Begin a session, do one set of it, and die; return its id."""
    live = training.begin(desk, prescription())
    for _ in range(25):
        clock.move(1.0)
        live.step(Tick(), clock.now())
    live.save()
    live.close()
    return live.record.id


@asynccontextmanager
async def offered(
    desk: Desk, size: tuple[int, int] = (80, 24), theme: str = "dark"
) -> AsyncIterator[tuple[Room, Pilot[None]]]:
    found = look(desk).unfinished
    assert found is not None
    app = Room(desk, theme)
    watch_threads()
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.push_screen(ResumeScreen(found))
        await pilot.pause()
        yield app, pilot


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_it_says_what_was_left_and_what_can_be_done(
    desk: Desk, begun: str, size: tuple[int, int], theme: str
) -> None:
    async with offered(desk, size, theme) as (app, _):
        text = shown(app)
        assert "A session is not finished" in text
        assert "1 of 6 sets done" in text
        assert "discards it" in text
        said = " ".join(text.split())
        assert (
            "goes on with set 1 of 2 of One-legged squat, right leg, from its start; "
            "the clock waits for you"
        ) in said
        # What goes on in a second line stays below the words, not below the key.
        assert size[0] > 60 or "\n           right leg, from its start" in text


async def test_what_goes_on_has_its_id_where_its_exercise_cannot_be_read(
    desk: Desk, begun: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ContentError("one_leg_squat.toml cannot be read.")

    monkeypatch.setattr(type(desk.library), "__getitem__", broken)
    async with offered(desk) as (app, _):
        said = " ".join(shown(app).split())
        assert "goes on with set 1 of 2 of one_leg_squat, right leg, from its start" in said


async def test_it_stands_in_the_middle_of_a_wide_screen(desk: Desk, begun: str) -> None:
    async with offered(desk, (160, 50)) as (app, _):
        head = next(line for line in lines(app) if "A session is not finished" in line)
        assert len(head) - len(head.lstrip()) == (160 - 110) // 2


@pytest.mark.parametrize("cursor", range(7))
async def test_the_set_it_names_is_the_one_at_which_it_goes_on(
    desk: Desk, begun: str, cursor: int
) -> None:
    with closing(sqlite3.connect(desk.paths.log)) as log, log:
        log.execute("UPDATE workout SET cursor = ?", (cursor,))
        log.execute("UPDATE workout_set SET status = 'skipped' WHERE pos = 3")
    found = look(desk).unfinished
    assert found is not None
    live = training.resume(desk, begun)
    assert found.coming == live.state.row
    live.finish()


async def test_one_whose_sets_are_all_closed_goes_on_after_them(desk: Desk, begun: str) -> None:
    with closing(sqlite3.connect(desk.paths.log)) as log, log:
        log.execute("UPDATE workout SET cursor = 6")
        log.execute("UPDATE workout_set SET status = 'skipped' WHERE status = 'planned'")
    async with offered(desk) as (app, _):
        assert "goes on where it stopped, after the last set" in " ".join(shown(app).split())


async def test_it_goes_on_at_the_very_set_and_waits(desk: Desk, begun: str) -> None:
    async with offered(desk) as (app, pilot):
        await press(pilot, "enter")
        await reached(pilot, LiveScreen)
        await pilot.pause()
        assert "PAUSED" in shown(app)
        assert "RIGHT LEG" in shown(app)


async def test_it_ends_as_it_is(desk: Desk, begun: str) -> None:
    async with offered(desk) as (app, pilot):
        await press(pilot, "f")
        await reached(pilot, SummaryScreen)
        assert "1 of 6 sets" in shown(app)
    record = desk.store.workout(begun)
    assert record.status is WorkoutStatus.ENDED
    assert record.sets[0].status is SetStatus.DONE


async def test_one_with_nothing_done_is_ended_only_when_asked_twice(
    desk: Desk, clock: MovableClock
) -> None:
    live = training.begin(desk, prescription())
    live.save()
    live.close()
    workout_id = live.record.id
    async with offered(desk) as (app, pilot):
        await press(pilot, "f")
        assert "End it with nothing done?" in shown(app)
        await press(pilot, "d", "q")
        assert "q later" in shown(app)
        assert desk.store.workout(workout_id).status is WorkoutStatus.LIVE
        await press(pilot, "f", "f")
        await reached(pilot, SummaryScreen)
    assert desk.store.workout(workout_id).status is WorkoutStatus.ENDED


async def test_it_is_discarded_only_when_asked_twice(desk: Desk, begun: str) -> None:
    async with offered(desk) as (app, pilot):
        await press(pilot, "d")
        assert "q keep it" in shown(app)
        await press(pilot, "q")
        assert desk.store.workout(begun).status is WorkoutStatus.LIVE
        assert "q later" in shown(app)
        await press(pilot, "d")
        assert "Discard this session?" in shown(app)
        assert "x in History brings" in " ".join(shown(app).split())
        await press(pilot, "d")
        await app.workers.wait_for_complete()
    assert desk.store.workout(begun).status is WorkoutStatus.DISCARDED


async def test_it_can_be_left_for_later(desk: Desk, begun: str) -> None:
    async with offered(desk) as (app, pilot):
        await press(pilot, "q")
        assert not isinstance(app.screen, ResumeScreen)
    assert desk.store.workout(begun).status is WorkoutStatus.LIVE


async def test_a_session_that_runs_elsewhere_is_left_alone(
    desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    live = training.begin(make_desk(tmp_path, clock), prescription())
    async with offered(desk) as (app, pilot):
        assert "running in another window" in shown(app)
        await press(pilot, "enter", "f", "d", "d")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, ResumeScreen)
        assert desk.store.workout(live.record.id).status is WorkoutStatus.LIVE
    live.close()


async def test_one_that_was_taken_up_elsewhere_meanwhile_is_said_so(
    desk: Desk, begun: str, clock: MovableClock, tmp_path: Path
) -> None:
    async with offered(desk) as (app, pilot):
        other = make_desk(tmp_path, clock)
        live = training.resume(other, begun)
        await press(pilot, "enter")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, ResumeScreen)
        assert any("another copy" in sentence for sentence in app.said)
        live.close()
        other.store.close()
