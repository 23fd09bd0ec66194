"""The keys of the live screen, one after the other."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Input

from app.coach.model import SetStatus, SkipReason
from app.coach.player import Phase
from app.coach.reading import LONGEST_TEXT
from app.coach.swap import Substitute
from app.trainer.desk import Desk
from screens.live import LiveScreen
from screens.why import RecordWhyScreen
from screens.widgets.big_digits import BigDigits
from tests.screens.live_session import HOSTILE, session
from tests.screens.settling import settled
from tests.trainer.training_room import item


async def test_the_first_set_begins_by_itself_and_space_ends_it(desk: Desk) -> None:
    async with session(desk) as on:
        assert on.phase() is Phase.READY
        await on.run(10)
        assert on.phase() is Phase.WORK
        await on.run(5)
        await on.press("space")
        assert on.live.state.rows[0].status is SetStatus.DONE


async def test_space_begins_the_first_set_at_once(desk: Desk) -> None:
    async with session(desk) as on:
        await on.press("space")
        assert on.phase() is Phase.WORK


async def test_undo_and_redo(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 3)
        await on.press("u")
        assert on.live.state.rows[0].status is SetStatus.PLANNED
        assert on.number() == "+0:00"
        await on.press("space", "space")
        await on.run(14 + 2)
        await on.press("b")
        assert (on.phase(), on.live.state.cursor) == (Phase.READY, 0)
        assert on.stored()


async def test_skipping_asks_for_a_reason_and_for_how_much(desk: Desk) -> None:
    async with session(desk) as on:
        await on.press("s")
        assert "Leave out this set" in on.text()
        await on.press("q")
        assert "Leave out" not in on.text()
        await on.press("s", "3")
        assert on.live.state.rows[0].skip_reason is SkipReason.KIT
        await on.press("s", "s")
        assert "what is left of this exercise" in on.text()
        await on.press("2")
        assert {row.skip_reason for row in on.live.state.rows[1:4]} == {SkipReason.TIME}
        assert on.live.state.cursor == 4
        assert on.stored()


async def test_an_exercise_can_be_changed_for_want_of_kit_and_put_off(desk: Desk) -> None:
    async with session(desk) as on:
        await on.press("l")
        assert "FORWARD LUNGE" in on.text()
        await on.press("u", "c")
        assert "Do something else instead. Why?" in on.text()
        await on.press("2")
        await on.settled("swap")
        assert "What instead?" in on.text()
        await on.press("q")
        assert on.live.state.rows[0].exercise_id == "one_leg_squat"
        await on.press("c", "3")
        await on.settled("swap")
        await on.press("1")
        await on.settled("swap")
        assert on.live.state.rows[0].exercise_id != "one_leg_squat"
        assert on.stored()


@pytest.mark.parametrize("meanwhile", ["q", "qn"])
async def test_offers_that_come_late_ask_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    async with session(desk) as on:
        read, may_read = on.live.substitutes, threading.Event()

        def slowly(reason: SkipReason) -> tuple[Substitute, ...]:
            may_read.wait()
            return read(reason)

        monkeypatch.setattr(on.live, "substitutes", slowly)
        await on.press("c")
        await on.pilot.press("2", *meanwhile)
        may_read.set()
        await on.settled("swap")
        assert "What instead?" not in on.text()
        await on.press("1")
        assert on.live.state.rows[0].exercise_id == "one_leg_squat"
        assert on.app.screen.query_one(Input).value == ("1" if meanwhile == "qn" else "")


async def test_hands_free_own_pace_and_rest_off_are_a_key_each(desk: Desk) -> None:
    async with session(desk) as on:
        await on.press("h", "m")
        assert "hands-free · own pace" in on.text()
        await on.run(11)
        assert "so far" in on.text()
        await on.press("m", "space")
        await on.run(15 + 14 + 20)
        assert on.phase() is Phase.WORK
        await on.press("x")
        assert on.live.state.rows[2].skip_reason is SkipReason.QUALITY
        await on.press("o")
        assert on.number() == "+0:00"


async def test_a_click_on_the_number_is_the_large_key(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.pilot.click(BigDigits)
        await settled(on.pilot)
        assert on.phase() is Phase.SWITCH


async def test_a_note_is_written_while_the_clock_runs(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 13)
        await on.press("n")
        on.app.screen.query_one(Input).value = HOSTILE
        await on.run(3)
        assert on.phase() is Phase.SWITCH
        await on.press("enter")
        assert on.live.state.rows[0].note == HOSTILE
        assert "[/ 5[km] [red]x" in on.text()
        await on.press("p")
        assert on.live.state.paused
        assert on.stored()


async def test_a_note_of_a_set_may_be_as_long_as_any_other(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 13)
        await on.press("n")
        line = on.app.screen.query_one(Input)
        line.value = "x" * LONGEST_TEXT
        line.cursor_position = LONGEST_TEXT
        await on.press("y", "backspace", "z", "enter")
        assert on.live.state.rows[0].note == "x" * (LONGEST_TEXT - 1) + "z"


async def test_help_names_the_digits_once_and_cuts_no_line(desk: Desk) -> None:
    async with session(desk, item(targets=(4,)), size=(60, 24)) as on:
        await on.run(10 + 14 + 15 + 14)
        await on.press("question_mark")
        assert on.text().count("Answer with this number") == 1
        assert "…" not in on.text()


async def test_help_lists_the_keys_that_work_now(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("question_mark")
        assert "Finish the set with the count shown" in on.text()
        await on.press("q")
        assert isinstance(on.app.screen, LiveScreen)


async def test_why_tells_of_the_exercise_in_hand_and_the_set_waits(desk: Desk) -> None:
    async with session(desk, item(targets=(10,)), item("forward_lunge")) as on:
        await on.run(12)
        await on.press("w")
        assert isinstance(on.app.screen, RecordWhyScreen)
        assert "Last time was clean" in on.text()
        assert "rule P1" in on.text()
        assert "lunge" not in on.text().lower()
        on.clock.move(7)
        await on.press("w")
        assert isinstance(on.app.screen, LiveScreen)
        on.step(0)
        await settled(on.pilot)
        assert on.live.state.paused
        assert on.number() == "0"


@pytest.mark.parametrize("cover", ["question_mark", "w", "small"])
async def test_a_set_does_not_run_on_where_nobody_sees_it(desk: Desk, cover: str) -> None:
    async with session(desk) as on:
        await on.run(10 + 3)
        screen = on.app.screen
        assert isinstance(screen, LiveScreen)
        if cover == "small":
            await on.pilot.resize_terminal(39, 11)
        else:
            await on.press(cover)
        await settled(on.pilot)
        on.clock.move(60)
        screen.tick()
        assert on.live.state.paused
        assert on.live.state.rows[0].status is SetStatus.PLANNED
        if cover == "small":
            await on.pilot.resize_terminal(80, 24)
        else:
            await on.press("escape")
        await settled(on.pilot)
        assert "space go on" in on.text() or "Paused" in on.text() or "PAUSED" in on.text()


async def test_a_rest_runs_on_behind_another_screen(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 15 + 14 + 2)
        assert on.phase() is Phase.REST
        await on.press("w", "escape")
        assert not on.live.state.paused
