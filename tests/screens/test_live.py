"""Journeys through the live screen, with real SQLite and a clock that only the test moves."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from app.coach.model import (
    Laterality,
    PrescribedItem,
    SetStatus,
    Side,
    SkipReason,
    Unit,
    WorkoutStatus,
)
from app.coach.player import Phase
from app.settings import Settings
from app.trainer import training
from app.trainer.desk import Desk
from app.trainer.training import LiveWorkout
from data.store import Store
from screens.live import LiveScreen
from screens.summary import SummaryScreen
from screens.widgets.big_digits import BigDigits
from screens.widgets.figure import Figure
from tests.screens.live_room import Room, lines, press, run, settled, shown
from tests.trainer.training_room import MovableClock, item, make_desk, prescription

SIZES = [(60, 20), (80, 24), (120, 40), (160, 50)]
LOOKS = [(size, theme) for size in SIZES for theme in ("dark", "light")]
HOSTILE = "[/ 5[km] [red]x \x1b[31m колено 🦵"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    desk = make_desk(tmp_path, clock)
    yield desk
    desk.store.close()


class Session:
    """A live screen under test."""

    def __init__(self, app: Room, pilot: Pilot[None], live: LiveWorkout, clock: MovableClock):
        self.app, self.pilot, self.live, self.clock = app, pilot, live, clock

    async def run(self, seconds: float) -> None:
        await run(self.pilot, self.clock, seconds)

    def step(self, seconds: float) -> None:
        """Move the clock and look at it, at once."""
        self.clock.move(seconds)
        assert isinstance(self.app.screen, LiveScreen)
        self.app.screen.tick()

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def settled(self, group: str) -> None:
        """Wait until what a key began in the background is done and shown."""
        found = [worker for worker in self.app.workers if worker.group == group]
        if found:
            await self.app.workers.wait_for_complete(found)
        await settled(self.pilot)

    def phase(self) -> Phase:
        return self.live.state.phase

    def text(self) -> str:
        return shown(self.app)

    def number(self) -> str:
        return self.app.screen.query_one(BigDigits).text

    def stored(self) -> bool:
        """Whether the log says exactly what the screen does."""
        record = self.app.desk.store.workout(self.live.record.id)
        return (record.sets, record.ratings) == (self.live.state.rows, self.live.state.ratings)


@asynccontextmanager
async def session(
    desk: Desk,
    *items: PrescribedItem,
    size: tuple[int, int] = (80, 24),
    theme: str = "dark",
) -> AsyncIterator[Session]:
    live = training.begin(desk, prescription(*items))
    clock = desk.clock
    assert isinstance(clock, MovableClock)
    app = Room(desk, theme)
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.push_screen(LiveScreen(live))
        await settled(pilot)
        yield Session(app, pilot, live, clock)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
async def test_every_phase_fits_and_is_told_by_its_word(
    desk: Desk, size: tuple[int, int], theme: str
) -> None:
    one = item(targets=(10,), seconds=3.5)
    async with session(
        desk, one, item("forward_lunge", targets=(4,)), size=size, theme=theme
    ) as on:
        for seconds, word in (
            (0, "READY"),
            (10, "WORK"),
            (35, "SWITCH"),
            (15, "WORK"),
            (35, "REST"),
        ):
            await on.run(seconds)
            text = on.text()
            assert word in text
            assert "left" in lines(on.app)[-2]
            assert "next" in lines(on.app)[-2]
            assert all(cell_len(line) <= size[0] for line in lines(on.app))
            rows = [line for line in lines(on.app) if "██" in line and "░" not in line]
            assert len(rows) >= (10 if size == (120, 40) else 5)
        assert "control, left leg" in text
        assert "ONE-LEGGED SQUAT" not in lines(on.app)[1]


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


async def test_pain_at_any_moment_with_its_place(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark", "x")
        assert on.live.state.rows[0].pain == 10
        await on.press(*"knee", "enter")
        assert on.live.state.ratings[0].pain_place == "knee"
        assert on.live.state.rows[0].skip_reason is SkipReason.PAIN
        await on.settled("swap")
        assert "Pain stops this exercise (S9)" in on.text()
        assert "1 Single-leg stand" in on.text()
        await on.press("space")
        assert on.live.state.rows[3].skip_reason is SkipReason.PAIN
        assert on.stored()


async def test_sharp_pain_stops_the_exercise_whatever_its_number(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.press("exclamation_mark")
        assert "! sharp or sudden" in on.text()
        await on.press("exclamation_mark")
        assert on.live.state.rows[0].skip_reason is SkipReason.SHARP
        await on.settled("swap")
        assert "Pain stops this exercise (S9)" in on.text()
        assert on.stored()


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


async def test_the_figure_goes_down_with_the_runner_and_can_be_hidden(desk: Desk) -> None:
    async with session(desk, item("forward_lunge", targets=(4,)), size=(120, 40)) as on:
        await on.run(10)
        figure = on.app.screen.query_one(Figure)
        assert figure.display
        assert figure.movement is not None
        assert figure.movement.id == "forward_lunge"
        on.step(1.5)
        before = figure.phase
        on.clock.move(1.0)
        screen = on.app.screen
        assert isinstance(screen, LiveScreen)
        screen._figure._move()
        assert figure.phase != before
        await on.press("v")
        assert not figure.display
        await on.press("v")
        assert figure.display
        await on.pilot.resize_terminal(60, 20)
        await settled(on.pilot)
        await on.pilot.pause()
        assert not figure.display


async def test_a_click_on_the_number_is_the_large_key(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        await on.pilot.click(BigDigits)
        await settled(on.pilot)
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
        assert "The last steps are not in the log" in on.text()
        other.execute("ROLLBACK")
        other.close()
        await on.press("q", "r")
        await on.pilot.pause(0.1)
        assert not isinstance(on.app.screen, LiveScreen)
    assert desk.store.workout(on.live.record.id).sets == on.live.state.rows


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


async def test_leaving_keeps_the_session_for_later(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(10 + 14 + 2)
        await on.press("q")
        assert "Leave the session?" in on.text()
        await on.press("q")
        assert not on.app.screen.query("LiveBody.-paused")
        await on.press("q", "p")
        await on.pilot.pause(0.1)
        assert not isinstance(on.app.screen, LiveScreen)
        again = training.resume(desk, on.live.record.id)
        assert again.state.cursor == 1
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
        await on.pilot.pause(0.1)
        assert on.app.screen.query("#summary")
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
    found = training.unfinished(desk)
    assert found is not None
    assert (found.running, found.done_sets) == (False, 1)


async def test_a_distance_and_a_time_are_shown_in_their_own_way(desk: Desk) -> None:
    stand = item("balance_hold", targets=(30,), unit=Unit.SECONDS, seconds=1, tempo=None)
    knees = item(
        "high_knees",
        targets=(20,),
        unit=Unit.METRES,
        seconds=0.5,
        tempo=None,
        laterality=Laterality.ALTERNATING,
    )
    async with session(desk, knees, stand) as on:
        await on.run(10 + 7)
        assert on.number() == "20"
        assert "0:07 so far" in on.text()
        await on.press("left", "space")
        assert on.live.state.rows[0].actual == 15
        await on.press("space", "space")
        await on.run(12)
        assert on.number() == "18"


KINDS = {
    "pairs": (
        item(
            "contrast_sprint",
            targets=(1, 1),
            unit=Unit.PAIRS,
            seconds=105,
            tempo=None,
            laterality=Laterality.ALTERNATING,
        ),
        ("STEP UP", "change legs", "walk to the line", "RUN"),
        (2, 28, 50, 20),
    ),
    "minutes": (
        item("form_blocks", targets=(2,), unit=Unit.MINUTES, seconds=60, tempo=None),
        ("of 2 min",),
        (20,),
    ),
    "free": (item(targets=(8,), seconds=0, tempo=None), ("reps · 0:05 so far",), (5,)),
    "holds": (
        item("foot_core", targets=(4,), unit=Unit.HOLDS, seconds=7, tempo=None, hold=5),
        ("hold", "relax"),
        (2, 4),
    ),
    "touches": (
        item("hundred_up_minor", targets=(20,), unit=Unit.TOUCHES, seconds=1.1, tempo=None),
        ("of 20",),
        (5,),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
async def test_steps_of_every_kind_have_their_own_words(
    desk: Desk, kind: str, size: tuple[int, int]
) -> None:
    what, words, waits = KINDS[kind]
    async with session(desk, what, size=size) as on:
        await on.run(10)
        for word, seconds in zip(words, waits, strict=True):
            await on.run(seconds)
            assert word in on.text()
            assert all(cell_len(line) <= size[0] for line in lines(on.app))


async def test_after_a_stretch_one_walks_back_and_says_when_ready(desk: Desk) -> None:
    knees = item(
        "high_knees",
        targets=(20, 20),
        unit=Unit.METRES,
        seconds=0.5,
        tempo=None,
        laterality=Laterality.ALTERNATING,
    )
    async with session(desk, knees) as on:
        await on.run(12)
        await on.press("space")
        assert "s to walk back" in on.text()
        await on.run(25)
        assert "back at the line?" in on.text()


async def test_a_small_window_grows_and_shrinks_during_a_set(desk: Desk) -> None:
    async with session(desk) as on:
        await on.run(12)
        for size in ((60, 20), (160, 50), (80, 24), (45, 13)):
            await on.pilot.resize_terminal(*size)
            await settled(on.pilot)
            assert "WORK" in lines(on.app)[0] + lines(on.app)[1]
            assert all(cell_len(line) <= size[0] for line in lines(on.app))


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
        assert "Pain stops this exercise" in on.text()
        await on.press("space")
        for _ in range(4):
            if on.live.state.asking is not None:
                await on.press("tab")
        assert on.live.state.row is not None
        assert on.live.state.row.exercise_id == "forward_lunge"
        assert "Pain stops this exercise" not in on.text()


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
