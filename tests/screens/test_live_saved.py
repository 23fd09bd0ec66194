"""What the live screen does is in the log, or said not to be."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from app.coach.model import (
    SetStatus,
    SkipReason,
    Unit,
    WorkoutStatus,
)
from app.coach.player import Note, Phase
from app.trainer import training
from app.trainer.desk import Desk
from app.trainer.today import look
from data.store import Store
from screens.live import LiveScreen
from screens.live_saving import LiveSaving
from screens.summary import SummaryScreen
from tests.screens.live_session import session
from tests.screens.waiting import left, reached, until
from tests.trainer.training_room import MovableClock, item, prescription

P = ParamSpec("P")
T = TypeVar("T")


async def test_what_is_not_in_the_log_is_shown_as_not_saved(
    desk: Desk, clock: MovableClock
) -> None:
    desk.store.close()
    desk.store = Store(desk.paths.log, clock, busy_seconds=0.05)
    async with session(desk) as on:
        other = sqlite3.connect(desk.paths.log, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await on.run(10 + 14)
        assert "NOT SAVED" in on.text()
        assert on.phase() is Phase.SWITCH
        await on.press("q", "p")
        await until(on.pilot, lambda: "The last steps are not in the log" in on.text())
        other.execute("ROLLBACK")
        other.close()
        await on.press("q", "r")
        await left(on.pilot, LiveScreen)
    assert desk.store.workout(on.live.record.id).sets == on.live.state.rows


class SlowLog:
    """A writer that has to wait for the log."""

    def __init__(self) -> None:
        self.tries = 0
        self.free = asyncio.Event()

    async def run(self, write: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        self.tries += 1
        await self.free.wait()
        return write(*args, **kwargs)

    def failed(self, fault: BaseException) -> None:
        raise fault


async def test_behind_a_slow_log_waits_one_try_however_much_is_noted(desk: Desk) -> None:
    live = training.begin(desk, prescription())
    log, begun = SlowLog(), set[asyncio.Task[None]]()
    saving = LiveSaving(
        live,
        log,
        later=lambda _seconds, _do: lambda: None,
        begin=lambda: begun.add(asyncio.create_task(saving.stored())),
        show=lambda: None,
    )
    for number in range(10):
        live.step(Note(f"note {number}", 0), desk.clock.now())
        saving.store()
    log.free.set()
    await asyncio.gather(*begun)
    # The one that was under way, and one for all that came behind it.
    assert log.tries <= 2
    assert live.saved
    assert desk.store.workout(live.record.id).sets[0].note == "note 9"
    live.close()


async def test_one_step_after_another_is_not_taken_for_a_slow_log(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 7)
        screen = on.app.screen
        assert isinstance(screen, LiveScreen)
        seen = []
        for key in ("right", "left", "right"):
            await on.press(key)
            await until(on.pilot, on.stored)
            # What a step waits for is over with it: nothing of it is left for the next one to meet.
            seen.append(screen._saving._stop_patience)
        assert seen == [None, None, None]


async def test_leaving_keeps_the_session_for_later(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 2)
        await on.press("q")
        assert "Leave the session?" in on.text()
        await on.press("q")
        assert not on.app.screen.query("LiveBody.-paused")
        await on.press("q", "p")
        await left(on.pilot, LiveScreen)
        again = training.resume(desk, on.live.record.id)
        assert again.state.cursor == 1
        assert again.view(on.clock.now()).elapsed == 10 + 14 + 2
        again.close()


async def test_ending_early_asks_about_the_last_exercise_and_keeps_the_rest(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 15 + 14 + 2)
        await on.press("q", "e")
        assert on.phase() is Phase.ASKING
        await on.press("space", "space", "space", "space")
        assert on.phase() is Phase.DONE
        assert "2 of 6 sets" in on.text()
        await on.press("space")
        await reached(on.pilot, SummaryScreen)
        assert "One-legged squat" in on.text()
        await on.press("m")
        assert not on.app.screen.query("#summary, LiveBody")
    record = desk.store.workout(on.live.record.id)
    assert record.status is WorkoutStatus.ENDED
    assert [row.status for row in record.sets].count(SetStatus.DONE) == 2
    unreached = {row.skip_reason for row in record.sets if row.status is SetStatus.SKIPPED}
    assert unreached == {SkipReason.ENDED}


async def test_a_program_that_ends_in_the_middle_leaves_it_to_be_resumed(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 3)
    found = look(desk).unfinished
    assert found is not None
    assert (found.running, found.done_sets) == (False, 1)
    again = training.resume(desk, found.workout_id)
    assert again.view(desk.clock.now()).elapsed == 10 + 14 + 3
    again.close()


async def test_a_save_that_ends_after_the_screen_has_gone_harms_nothing(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        screen = on.app.screen
        assert isinstance(screen, LiveScreen)
    await screen._saving.stored()
    assert on.stored()


async def test_who_leaves_after_the_log_has_gone_finds_the_session_in_the_new_one(
    desk: Desk,
) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 2)
        assert on.stored()
        for ending in ("", "-wal", "-shm"):
            Path(f"{desk.paths.log}{ending}").unlink(missing_ok=True)
        await on.press("q", "p")
        await left(on.pilot, LiveScreen)
    assert desk.store.workout(on.live.record.id).sets == on.live.state.rows


async def test_the_clock_of_a_long_set_is_in_the_log_before_its_end(desk: Desk) -> None:
    hold = item("balance_hold", targets=(300,), unit=Unit.SECONDS, seconds=1, tempo=None)
    async with session(desk, hold) as on:
        await on.run(60)
        await on.run(50)
        found = desk.store.live_workout()
        assert found is not None
        assert found.elapsed == 60
        assert not on.live.state.changesets
