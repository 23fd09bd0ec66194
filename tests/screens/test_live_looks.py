"""The live screen fits and reads well: phases, kinds of steps, sizes, the figure."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from app.coach.model import (
    Laterality,
    Unit,
)
from app.trainer.desk import Desk
from screens.live import LiveScreen
from screens.live_prompt import Prompt, prompt_text
from screens.widgets.big_digits import BigDigits
from screens.widgets.figure import Figure
from screens.widgets.figure_drawing import LEAST_HEIGHT
from tests.screens.live_room import lines
from tests.screens.live_session import LOOKS, SIZES, session
from tests.screens.settling import settled
from tests.trainer.training_room import item


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
            (22, "READY"),
        ):
            await on.run(seconds)
            text = on.text()
            assert word in text
            assert "left" in lines(on.app)[-2]
            assert "next" in lines(on.app)[-2]
            assert all(cell_len(line) <= size[0] for line in lines(on.app))
            rows = [line for line in lines(on.app) if "██" in line and "░" not in line]
            assert len(rows) >= (10 if size[1] >= 40 else 5 if seconds != 22 else 4)
        assert "control, left leg" in text
        assert "ONE-LEGGED SQUAT" not in lines(on.app)[1]


async def test_pain_and_what_is_next_are_in_sight_in_a_small_window(
    desk: Desk,
) -> None:
    one = item(targets=(4,), seconds=3.5)
    async with session(desk, one, item("forward_lunge", targets=(4,)), size=(60, 20)) as on:
        for keys, seconds, phase in (
            ("", 0, "READY"),
            ("p", 1, "PAUSED · ◇ READY"),
            ("p", 11, "WORK"),
            ("p", 1, "PAUSED · ► WORK"),
            ("p x", 1, "SWITCH"),
            ("", 16, "WORK"),
            ("x", 1, "REST"),
            # The questions stand beside the rest.
            ("4", 1, "REST"),
            ("", 30, "READY"),
            (" ", 6, "WORK"),
            ("x", 1, "SWITCH"),
            ("", 30, "HOW WAS IT"),
            ("4460", 0, "DONE"),
        ):
            await on.press(*("space" if key == " " else key for key in keys))
            await on.run(seconds)
            assert phase in lines(on.app)[0]
            assert "! pain" in lines(on.app)[-1]
            # As are what is next and the time that is left, each in its place.
            assert re.match(r"  next  \S.* \d+:\d\d · \d+:\d\d left  $", lines(on.app)[-2])
            assert "…" not in lines(on.app)[-2] or "WORK" in phase


async def test_a_contrast_pair_is_step_ups_on_each_leg_and_then_a_run(desk: Desk) -> None:
    async with session(desk, KINDS["pairs"][0], size=(120, 40)) as on:
        await on.run(10)
        figure = on.app.screen.query_one(Figure)
        seen = []
        for seconds in (1, 30, 30, 25, 14):
            for _ in range(seconds):
                on.step(1)
            seen.append((figure.movement.id if figure.movement else "", figure.mirror))
        assert seen == [
            ("high_box_step_up", False),
            ("high_box_step_up", True),
            ("high_box_step_up", True),
            ("strides", False),
            ("strides", False),
        ]


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


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
async def test_the_figure_has_the_room_that_is_left_for_it(
    desk: Desk, size: tuple[int, int]
) -> None:
    one = item(targets=(10,), seconds=3.5)
    async with session(desk, one, size=size) as on:
        await on.run(15)
        # However late it is that something takes room away or gives some back.
        panel = on.app.screen.query_one("#panel")
        for height in (0, 6, 3):
            panel.styles.display, panel.styles.height = "block", height
            for _ in range(3):
                await settled(on.pilot)
            figure = on.app.screen.query_one(Figure)
            room = on.app.screen.query_one(BigDigits).size.height
            assert figure.display is (room >= LEAST_HEIGHT)
            assert not figure.display or figure.size.height == min(26, room)


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


def clipped(line: str) -> bool:
    return line.rstrip().endswith("…")


@pytest.mark.parametrize("size", SIZES)
async def test_no_question_of_a_key_is_clipped(desk: Desk, size: tuple[int, int]) -> None:
    async with session(desk, size=size) as on:
        await on.run(12)
        for key in ("q", "c", "s", "exclamation_mark"):
            await on.press(key)
            assert not any(clipped(line) for line in lines(on.app))
            await on.press("q")
        on.step(400)
        await settled(on.pilot)
        assert "space goes on" in on.text()
        assert not any(clipped(line) for line in lines(on.app))


async def test_without_colour_there_is_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with session(desk, size=(120, 40)) as on:
        await on.run(12)
        inks = [
            color.get_truecolor()
            for strip in on.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
            for color in (segment.style.color, segment.style.bgcolor)
            if color is not None
        ]
        assert inks
        assert all(ink.red == ink.green == ink.blue for ink in inks)


@pytest.mark.parametrize("size", [(100, 33), (100, 34), (100, 39), (64, 40)])
async def test_the_head_is_as_tall_as_what_it_says(desk: Desk, size: tuple[int, int]) -> None:
    async with session(desk, size=size) as on:
        await on.run(12)
        head = on.app.screen.query_one("#head")
        said = [line for line in lines(on.app)[: head.region.bottom] if line.strip()]
        assert len(said) == head.region.height


def test_where_nothing_fits_no_other_exercise_is_announced() -> None:
    for stopped, first in ((True, ["Pain stops Lunge."]), (False, [])):
        said = prompt_text(Prompt.SWAP, "Lunge", "", (), stopped=stopped).plain.splitlines()
        assert said[:-1] == [*first, "Nothing in the library fits in its place."]
