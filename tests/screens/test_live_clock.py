"""The live screen and time: counting, rests, pauses, gaps, bells."""

from __future__ import annotations

from pathlib import Path

from app.coach.player import Phase
from app.settings import Settings
from app.trainer.desk import Desk
from tests.screens.live_session import session
from tests.trainer.training_room import MovableClock, make_desk


async def test_repetitions_are_counted_and_the_count_can_be_corrected(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 7)
        assert on.number() == "2"
        assert "of 4" in on.text()
        await on.press("right")
        assert on.number() == "3"
        await on.press("left", "left", "space")
        assert on.phase() is Phase.SWITCH
        assert on.live.state.rows[0].actual == 1
        await on.press("right")
        assert on.live.state.rows[0].actual == 2
        assert "left leg 2 of 4" in on.text()
        assert on.stored()


async def test_a_rest_waits_at_its_end_and_a_key_leads_in(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 15 + 14)
        assert on.number() == "20"
        await on.press("plus")
        assert on.number() == "35"
        await on.press("minus", "minus")
        await on.run(5 + 7)
        assert on.number() == "+0:07"
        await on.press("space")
        assert (on.phase(), on.number()) == (Phase.READY, "5")
        await on.press("enter")
        assert on.phase() is Phase.WORK


async def test_pause_stops_and_goes_on(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 5)
        await on.press("p")
        await on.run(60)
        assert "PAUSED" in on.text()
        assert on.number() == "1"
        await on.press("p")
        assert on.number() == "3"
        assert "then it goes on" in on.text()
        await on.run(3 + 9)
        assert on.phase() is Phase.SWITCH


async def test_what_was_done_while_away_counts_by_a_key(desk: Desk, clock: MovableClock) -> None:
    async with session(desk) as on:
        await on.run(12)
        clock.move(480)
        await on.run(1)
        assert "f it is done" in on.text()
        await on.press("f")
        assert on.live.state.rows[0].actual == 4
        assert on.stored()


async def test_after_a_gap_it_says_how_long_and_asks(desk: Desk, clock: MovableClock) -> None:
    async with session(desk) as on:
        await on.run(12)
        rang = on.app.rang
        clock.move(8 * 60)
        await on.run(1)
        assert "You were away 8 min." in on.text()
        assert "PAUSED" in on.text()
        assert on.app.rang == rang
        await on.press("space")
        await on.run(3 + 12)
        assert on.phase() is Phase.SWITCH


async def test_the_bell_rings_for_work_rest_and_switch_only(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(9)
        assert on.app.rang == 0
        on.step(1)
        assert on.app.rang == 1
        assert on.app.screen.has_class("-flash")
        await on.run(14 + 15 + 14)
        assert on.app.rang == 4


async def test_no_bell_where_it_is_switched_off(tmp_path: Path, clock: MovableClock) -> None:
    desk = make_desk(tmp_path, clock, Settings(zone="Europe/Berlin", sound="off"))
    async with session(desk) as on:
        await on.run(9)
        on.step(1)
        assert on.app.rang == 0
        assert on.app.screen.has_class("-flash")
    desk.store.close()
