"""Progress: one chart, its answer, its numbers; no size and no data break it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from app.coach import insight
from app.coach.insight import Chart, ExerciseDay, PhaseMark, Shape, WeekDose
from app.coach.model import Side
from screens import themes
from screens.progress_text import legend, numbers
from screens.widgets.chart import ALIKE, DONE, LEFT, LEGEND, PLANNED, RIGHT, TARGET, ChartView
from tests.data.builders import MovableClock
from tests.screens.rooms import SIZES, THEMES, a_desk, press, running, shown, with_history

FIRST = date(2026, 8, 10)


def days(sessions: int) -> list[ExerciseDay]:
    return [
        ExerciseDay(
            FIRST + timedelta(days=at * 2),
            f"w{at}",
            1 + at // 12,
            1,
            side,
            1 + (at + (side is Side.LEFT)) % 5,
            6,
            1,
            24 + at % 7,
            30,
        )
        for at in range(sessions)
        for side in (Side.LEFT, Side.RIGHT)
    ]


def charts(sessions: int) -> list[Chart]:
    rows = days(sessions)
    weeks = [WeekDose(FIRST + timedelta(weeks=at), "a", 33, 33 - at % 5) for at in range(sessions)]
    marks = (PhaseMark("phase 1", FIRST), PhaseMark("phase 2", FIRST + timedelta(weeks=4)))
    return [
        insight.control(rows, "Squat"),
        insight.repetitions(rows, "Squat"),
        insight.weekly_dose(weeks, FIRST, marks),
    ]


class ChartHost(App[None]):
    """Shows one chart and nothing else."""

    def __init__(self, chart: Chart, theme: str) -> None:
        super().__init__()
        self.chart = chart
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = themes.named(theme)

    def compose(self) -> ComposeResult:
        yield ChartView()

    def on_mount(self) -> None:
        self.query_one(ChartView).chart = self.chart


def drawn(host: App[None]) -> str:
    strips = host.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("sessions", [0, 1, 12, 500])
@pytest.mark.parametrize("size", [*SIZES, (20, 6), (5, 3), (300, 5)])
async def test_any_amount_draws_at_any_size(size: tuple[int, int], sessions: int) -> None:
    for chart in charts(sessions):
        async with ChartHost(chart, THEMES[sessions % 2]).run_test(size=size) as pilot:
            lines = drawn(pilot.app).splitlines()
            assert len(lines) == size[1]
            drawing = size[0] >= 16 and size[1] >= 5 and sessions > 0
            assert any(line.strip() for line in lines) is drawing


async def test_sides_differ_by_shape_and_not_by_colour_alone() -> None:
    control, repetitions, dose = charts(12)
    for chart, signs in (
        (control, {LEFT, RIGHT}),
        (repetitions, {ALIKE, TARGET}),
        (dose, {PLANNED, DONE}),
    ):
        async with ChartHost(chart, "dark").run_test(size=(100, 30)) as pilot:
            text = drawn(pilot.app)
            assert signs <= {*text}
            assert "phase 1" in text


async def test_a_chart_is_drawn_once_for_a_size_and_theme() -> None:
    async with ChartHost(charts(12)[0], "dark").run_test(size=(80, 24)) as pilot:
        view = pilot.app.query_one(ChartView)
        first = view.render()
        assert view.render() is first
        pilot.app.theme = themes.LIGHT.name
        await pilot.pause()
        assert view.render() is not first
        again = view.render()
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        assert view.render() is not again


def test_the_legend_names_every_sign() -> None:
    control, repetitions, dose = charts(3)
    assert legend(control).plain == "● left   ○ right   ◉ both alike   control, 1–5"
    assert "╌╌ target" in legend(repetitions).plain
    assert legend(dose).plain == "░░ planned   ██ done   sets a week"


def test_every_line_of_a_chart_has_a_sign_of_its_own() -> None:
    lines = (Shape.LEFT, Shape.RIGHT, Shape.BOTH)
    assert len({ALIKE, *(LEGEND[shape] for shape in lines)}) == 4


def test_numbers_are_newest_first_and_say_where_a_phase_begins() -> None:
    text = numbers(charts(3)[0]).plain.splitlines()
    assert text[0].split() == ["day", "left", "right"]
    assert text[1].startswith("Fri 14 Aug 2026")
    assert text[3].endswith("phase 1 begins")
    assert numbers(charts(0)[0]).plain == "No numbers yet."


async def test_keys_choose_chart_exercise_and_numbers(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 4)
    async with running(desk) as (program, pilot):
        await press(pilot, "3", "right")
        assert "One-legged squat   2 of 2" in shown(program)
        assert "Last time left 4 and right 5 of 5. Since 12 Nov: left up 1, right" in shown(program)
        await press(pilot, "tab")
        assert "Last time left 20 of 20 and right 20 of 20 repetitions." in shown(program)
        await press(pilot, "tab")
        assert "this week" in shown(program).lower()
        await press(pilot, "left")
        assert "Forward lunge   2 of 3" in shown(program)
        await press(pilot, "left")
        assert "All exercises   1 of 3" in shown(program)
        await press(pilot, "n")
        assert "planned   done" in shown(program)
        await press(pilot, "c", "n")
        assert "▸control" in shown(program)
        assert "Forward lunge   1 of 2" in shown(program)
        await press(pilot, "shift+tab", "r")
        assert "▸repetitions" in shown(program)


async def test_one_session_is_no_trend_and_says_so(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk) as (program, pilot):
        await press(pilot, "3", "right")
        assert "One session so far: left 4 and right 5." in shown(program)
