"""Pain and the check-in on the live screen."""

from __future__ import annotations

import pytest

from app.coach.model import (
    Laterality,
    Section,
    SetStatus,
    Side,
    SkipReason,
    Unit,
)
from app.coach.player import Phase
from app.trainer.desk import Desk
from screens.summary import SummaryScreen
from tests.screens.live_room import lines
from tests.screens.live_session import SIZES, session
from tests.trainer.training_room import MovableClock, item

WARM_UP = item("ankling", targets=(4,), section=Section.OPENING, rated=False)


async def test_sharp_pain_stops_the_exercise_whatever_its_number(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark")
        assert "! sharp or sudden" in on.text()
        await on.press("exclamation_mark")
        assert on.live.state.rows[0].skip_reason is SkipReason.SHARP
        assert "One-legged squat: where does it hurt?" in on.text()
        await on.press(*"left calf", "enter")
        (rating,) = on.live.state.ratings
        assert (rating.pain, rating.pain_place) == (None, "left calf")
        await on.settled("swap")
        assert "Pain stops One-legged squat." in on.text()
        assert on.stored()


async def test_pain_on_one_spot_of_bone_ends_the_session(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark")
        assert "b on one spot of bone" in on.text()
        await on.press("b")
        assert on.live.state.rows[0].skip_reason is SkipReason.BONE
        await on.press(*"left shin", "enter")
        assert "That ends the session for today." in on.text()
        await on.press("q")
        assert "Pain on bone ends the session." in on.text()
        await on.press("c", "l")
        assert "What instead?" not in on.text()
        await on.press("u", "u")
        assert "Pain on bone" not in on.text()
        await on.press("exclamation_mark", "b", *"left shin", "enter", "e")
        assert on.live.state.row is None
        assert on.live.state.ratings[0].pain_place == "left shin"
        assert {row.actual for row in on.live.state.rows[1:]} == {None}
        assert on.stored()


async def test_the_place_of_sharp_pain_may_stay_empty(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark", "exclamation_mark", "escape")
        assert on.live.state.ratings[0].pain_place == ""
        await on.settled("swap")
        assert "Pain stops One-legged squat." in on.text()
        assert on.stored()


async def test_pain_at_any_moment_with_its_place(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark", "x")
        assert on.live.state.rows[0].pain == 10
        await on.press(*"knee", "enter")
        assert on.live.state.ratings[0].pain_place == "knee"
        assert on.live.state.rows[0].skip_reason is SkipReason.PAIN
        await on.settled("swap")
        assert "Pain stops One-legged squat." in on.text()
        assert "1 Single-leg stand" in on.text()
        await on.press("space")
        assert on.live.state.rows[3].skip_reason is SkipReason.PAIN
        assert on.stored()


async def test_pain_told_after_the_last_set_is_answered_at_once(desk: Desk) -> None:
    async with session(desk, item(targets=(4,)), item("forward_lunge", targets=(4,))) as on:
        await on.run(10 + 14 + 15 + 14)
        await on.press("4", "4", "5", "4")
        assert "Pain was 4, above 2: one step easier next time." in on.text()
        await on.press("u", "6")
        assert "Pain was 6; this exercise rests for 72 hours." in on.text()
        await on.press("u", "1")
        assert "Pain was" not in on.text()


async def test_after_pain_something_easier_takes_the_place_of_what_hurt(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark", "4", "enter")
        await on.settled("swap")
        await on.press("1")
        await on.settled("swap")
        assert "SINGLE-LEG STAND" in on.text()
        row = on.live.state.rows[on.live.state.cursor]
        assert (row.exercise_id, row.rule, row.side) == ("balance_hold", "S9", Side.RIGHT)
        assert on.stored()
        await on.press("u")
        assert on.live.state.rows[on.live.state.cursor].exercise_id == "one_leg_squat"
        assert on.stored()


async def test_the_check_in_is_answered_by_digits_and_stored_at_once(desk: Desk) -> None:
    async with session(desk, item(targets=(4,)), item("forward_lunge", targets=(4,))) as on:
        await on.run(10 + 14 + 15 + 14)
        await on.press("3", "5", "x", "0")
        by_side = {rating.side: rating for rating in on.live.state.ratings}
        assert (by_side[Side.LEFT].control, by_side[Side.RIGHT].control) == (3, 5)
        assert (by_side[Side.BOTH].effort, by_side[Side.BOTH].pain) == (10, 0)
        assert on.live.state.asking is None
        assert on.stored()


async def test_last_time_stands_ready_and_one_key_takes_it(desk: Desk, clock: MovableClock) -> None:
    one = item(targets=(4,))
    async with session(desk, one) as on:
        await on.run(10 + 14 + 15 + 14 + 2)
        await on.press("3", "5", "6", "1", "n", *"slow", "enter", "space")
        assert isinstance(on.app.screen, SummaryScreen)
    clock.move(2 * 86400)
    async with session(desk, one, item("forward_lunge", targets=(4,))) as on:
        assert "last time  control L 3  R 5 · effort 6 · pain 1 · “slow”" in on.text()
        await on.run(10 + 14 + 15 + 14)
        assert "enter takes last time’s answers" in on.text()
        await on.press("tab", "enter")
        assert {(each.side, each.control) for each in on.live.state.ratings} == {
            (Side.RIGHT, 5),
            (Side.BOTH, None),
        }
        assert on.stored()


async def test_enter_begins_no_set_while_a_question_has_nothing_ready(desk: Desk) -> None:
    async with session(desk, item(targets=(4,)), item("forward_lunge", targets=(4,))) as on:
        await on.run(10 + 14 + 15 + 14 + 2)
        await on.press("enter", "enter")
        assert on.phase() is Phase.REST
        assert on.live.state.ratings == ()
        await on.press("3", "5", "6", "0", "enter", "enter")
        assert on.phase() is Phase.WORK


async def test_pain_that_stops_an_exercise_says_nothing_of_the_next_one(desk: Desk) -> None:
    async with session(desk, item(targets=(4,)), item("forward_lunge", targets=(4,))) as on:
        await on.run(10 + 3)
        await on.press("exclamation_mark", "4", *"knee", "enter")
        assert "Pain stops One-legged squat" in on.text()
        await on.press("space")
        for _ in range(4):
            if on.live.state.asking is not None:
                await on.press("tab")
        assert on.live.state.row is not None
        assert on.live.state.row.exercise_id == "forward_lunge"
        assert "Pain stops One-legged squat" not in on.text()


async def test_pain_that_rises_offers_something_else_at_once(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark", "0")
        await on.run(30)
        assert "Pain stops One-legged squat" not in on.text()
        await on.press("exclamation_mark", "2")
        await on.settled("swap")
        assert "Pain stops One-legged squat. Go on with" in on.text()


@pytest.mark.parametrize("answered", [("9", *"hip", "enter"), ("9", "escape"), ("1",), ("q",)])
async def test_nothing_begins_behind_a_question_about_pain(
    desk: Desk, answered: tuple[str, ...]
) -> None:
    async with session(desk, WARM_UP, item("forward_lunge", targets=(4,))) as on:
        await on.press("h")
        await on.run(10 + 14 + 15 + 14 + 20 - 2)
        await on.press("exclamation_mark")
        await on.run(9)
        await on.press(answered[0])
        await on.run(9 if on.live.state.held else 0)
        assert on.live.state.row is not None
        assert on.live.state.row.exercise_id == "forward_lunge"
        assert on.phase() is not Phase.WORK
        await on.press(*answered[1:])
        assert not on.live.state.paused
        assert on.stored()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("6", "Ankling. Pain was 6; this exercise rests for 72 hours."),
        ("4", "Ankling. Pain was 4, above 2; this exercise rests for 72 hours."),
    ],
)
async def test_what_the_pain_of_a_warm_up_leads_to_is_told_at_once(
    desk: Desk, said: str, told: str
) -> None:
    async with session(desk, WARM_UP, item("forward_lunge", targets=(4,))) as on:
        await on.run(10 + 14 + 15 + 4)
        await on.press("exclamation_mark", said, "enter")
        assert told in on.text()
        assert on.live.state.rows[1].skip_reason is SkipReason.PAIN
        assert on.stored()


@pytest.mark.parametrize("size", SIZES)
async def test_what_pain_stops_is_named_and_seen_beside_the_rating(
    desk: Desk, size: tuple[int, int]
) -> None:
    jumps = item("pogo", targets=(4,), laterality=Laterality.TOGETHER, unit=Unit.TOUCHES)
    async with session(desk, item(targets=(4,)), jumps, size=size) as on:
        await on.run(10 + 14 + 15 + 4)
        await on.press("exclamation_mark", "6", "enter")
        await on.settled("swap")
        await on.press("q")
        assert on.live.state.asking == "one_leg_squat"
        said = " ".join(on.text().split())
        assert "One-legged squat: control" in said
        assert "One-legged squat. Pain was 6; this exercise rests for 72 hours." in said
        assert "Pain stops Pogo hops: no jumps after red." in said
        foot = lines(on.app)[-1]
        assert "space leave it out" in foot
        assert "! pain" in foot
        await on.press("space")
        assert on.live.state.rows[2].skip_reason is SkipReason.OTHER


async def test_pain_told_during_the_rating_belongs_to_what_is_rated(desk: Desk) -> None:
    items = (item(targets=(4,)), item("forward_lunge", targets=(4,)), item("glute_bridge"))
    async with session(desk, *items) as on:
        await on.run(10 + 14 + 15 + 14 + 2)
        await on.press("s", "s", "2")
        assert [row.status for row in on.live.state.rows[2:4]] == [SetStatus.SKIPPED] * 2
        await on.press("exclamation_mark")
        assert "One-legged squat: pain now?" in on.text()
        await on.press("4")
        assert "One-legged squat: where does it hurt?" in on.text()
        await on.press(*"knee", "enter")
        assert [row.pain for row in on.live.state.rows[:4]] == [None, 4, None, None]
        assert {one.exercise_id for one in on.live.state.ratings} == {"one_leg_squat"}
