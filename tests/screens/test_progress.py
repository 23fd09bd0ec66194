"""Progress: one chart, its answer, its numbers; no size and no data break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from unittest.mock import ANY

import pytest
from textual.app import App, ComposeResult

from app.coach.insight.chart import (
    Band,
    Chart,
    Form,
    Gate,
    Level,
    Marks,
    Note,
    Series,
    Shape,
    only,
)
from app.coach.insight.control import control
from app.coach.insight.rows import Controlled
from app.coach.insight.span import Axis
from app.coach.model import Side
from app.trainer.charting import CHARTS
from screens import themes
from screens.plots.canvas import Ink, Scale
from screens.plots.signs import ALIKE, GATE, LEFT, PHASE_EDGE, RIGHT, SIGN, STEP, TARGET
from screens.progress_text import legend
from screens.widgets.chart import ChartView, draw
from screens.widgets.numbers import Numbers, begun
from tests.data.builders import HOSTILE, MovableClock
from tests.screens.rooms import (
    SIZES,
    THEMES,
    a_desk,
    a_session,
    press,
    prose,
    running,
    shown,
    with_history,
)
from tests.screens.settling import settled

FIRST = date(2026, 8, 10)
AXIS = Axis(
    (
        Band("phase 1", FIRST, FIRST + timedelta(days=25)),
        Band("phase 2", FIRST + timedelta(days=28), FIRST + timedelta(days=300)),
    ),
    (Gate("phase 2", FIRST + timedelta(days=26)),),
    FIRST,
)


def a_control(sessions: int) -> Chart:
    rows = [
        Controlled(
            FIRST + timedelta(days=at * 2), f"w{at}", side, 1 + (at + (side is Side.LEFT)) % 5
        )
        for at in range(sessions)
        for side in (Side.LEFT, Side.RIGHT)
    ]
    return control(rows, "Squat", AXIS)


def some_days(count: int, step: int = 7) -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=at * step) for at in range(count))


def a_stack(weeks: int) -> Chart:
    return Chart(
        "Dose?",
        "Enough.",
        some_days(weeks),
        (
            Series("planned", Shape.PLANNED, (33,) * weeks),
            Series("mechanics", Shape.MECHANICS, (20,) * weeks, stacked=True),
            Series("power", Shape.POWER, (9,) * weeks, stacked=True),
        ),
        0,
        33,
        form=Form.BARS,
        bands=AXIS.bands,
        gates=AXIS.gates,
    )


def a_calendar(weeks: int) -> Chart:
    return Chart(
        "Regular?",
        "Yes.",
        some_days(weeks),
        form=Form.CALENDAR,
        marks=(
            Marks("done", Shape.DONE, ((0, 2, 4),) * weeks),
            Marks("missed", Shape.MISSED, ((6,),) * weeks),
        ),
        bands=AXIS.bands,
        notes=tuple(Note(day, "3/4") for day in some_days(weeks)),
    )


def steps(sessions: int) -> Chart:
    return Chart(
        "Whole?",
        "Yes.",
        some_days(sessions, 2),
        (
            Series("left", Shape.LEFT, tuple(20 + at % 10 for at in range(sessions))),
            Series("target", Shape.TARGET, (30,) * sessions),
        ),
        20,
        30,
        bands=AXIS.bands,
        gates=AXIS.gates,
        notes=tuple(Note(day, "6→8") for day in some_days(sessions, 2)[1::4]),
        noted="steps",
        levels=(Level(25, "norm"),),
    )


MAKERS = {"control": a_control, "stack": a_stack, "calendar": a_calendar, "steps": steps}


class ChartHost(App[None]):
    """Shows one chart and nothing else."""

    def __init__(self, chart: Chart, theme: str) -> None:
        super().__init__()
        self.chart = chart
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = themes.named(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.DARK.variables

    def compose(self) -> ComposeResult:
        yield ChartView()

    def on_mount(self) -> None:
        self.query_one(ChartView).chart = self.chart


def drawn(host: App[None]) -> str:
    strips = host.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("many", [0, 1, 12, 3000])
@pytest.mark.parametrize("size", [(60, 20), (200, 60), (20, 6), (5, 3), (300, 5)])
async def test_any_amount_draws_at_any_size(size: tuple[int, int], many: int) -> None:
    for name, make in MAKERS.items():
        async with ChartHost(make(many), THEMES[many % 2]).run_test(size=size) as pilot:
            lines = drawn(pilot.app).splitlines()
            assert len(lines) == size[1], name
            assert {len(line) for line in lines} == {size[0]}, name
            drawing = size[0] >= 16 and size[1] >= 5 and many > 0
            assert any(line.strip() for line in lines) is drawing, name


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("control", {LEFT, RIGHT, GATE}),
        ("steps", {LEFT, TARGET, STEP, GATE}),
        ("stack", {SIGN[Shape.PLANNED], SIGN[Shape.MECHANICS], SIGN[Shape.POWER], GATE}),
        ("calendar", {"■", SIGN[Shape.MISSED], "·"}),
    ],
)
async def test_series_differ_by_sign_and_not_by_colour_alone(name: str, signs: set[str]) -> None:
    async with ChartHost(MAKERS[name](14), "dark").run_test(size=(110, 30)) as pilot:
        text = drawn(pilot.app)
        assert signs <= {*text}
        assert "phase 1" in text


async def test_both_legs_alike_are_one_sign() -> None:
    days = some_days(3)
    lines = (Series("left", Shape.LEFT, (4, 5, 5)), Series("right", Shape.RIGHT, (4, 4, 5)))
    chart = Chart("", "", days, lines, 1, 5)
    async with ChartHost(chart, "light").run_test(size=(60, 16)) as pilot:
        text = drawn(pilot.app)
    assert (text.count(ALIKE), text.count(LEFT), text.count(RIGHT)) == (2, 1, 1)


async def test_a_gap_stays_a_gap() -> None:
    chart = Chart("", "", some_days(5), (Series("l", Shape.LEFT, (1, 1, None, 5, 5)),), 1, 5)
    async with ChartHost(chart, "dark").run_test(size=(60, 16)) as pilot:
        rows = drawn(pilot.app).splitlines()
    # Between the second and the fourth week no line climbs from 1 to 5.
    middle = [row[28:36] for row in rows[2:8]]
    assert not any(part.strip() for part in middle)


INK = Ink(themes.DARK.to_color_system().generate() | themes.DARK.variables)


def above(chart: Chart, width: int = 80) -> str:
    """Return the line of phases and gates above a chart."""
    line = draw(chart, width, 20, INK)[0]
    return line.text


def test_a_phase_of_bars_ends_with_its_last_week_and_its_gate_stands_there() -> None:
    phases = above(a_stack(9))
    first, second = phases.index("├"), phases.rindex("├")
    assert phases[first:second].split() == ["├", "phase", "1", phases[first:second].split()[-1]]
    assert phases[second - 1] == GATE
    assert phases.rstrip().endswith("┤")
    assert len(phases.rstrip()) == 80
    # One week of a phase that began before it, and its gate.
    alone = only(a_stack(9), [3])
    assert above(alone).strip() == f"─ phase 1 ──{GATE}"
    # What lies behind or ahead of the weeks that are shown is not marked at their edges.
    assert above(only(a_stack(9), [6, 7])).split() == ["─", "phase", "2", ANY]
    assert GATE not in above(only(a_stack(9), [0, 1, 2]))
    assert "phase 2" not in above(only(a_stack(9), [0, 1, 2]))


def test_a_phase_of_one_session_has_its_name_behind_it() -> None:
    one = replace(a_control(1), bands=(Band("phase 1", FIRST, FIRST),))
    assert above(one).strip() == "├ phase 1"
    # No line through the plot where no phase begins.
    later = only(a_control(14), [5])
    assert above(later).strip().startswith("─ phase 1 ─")
    rows = draw(later, 80, 20, INK)
    assert not any(PHASE_EDGE in row.text for row in rows)


def test_the_legend_names_a_gate_only_where_one_lies_ahead() -> None:
    gate = f"{GATE} gate"
    assert gate in legend(a_control(14)).plain
    assert gate not in legend(only(a_control(30), [20, 21])).plain


def test_the_numbers_name_each_phase_once_at_its_first_row() -> None:
    # The second phase begins on a day without this exercise.
    assert begun(a_control(30)) == {0: "├ phase 1", 14: "├ phase 2"}
    assert begun(a_stack(9)) == {0: "├ phase 1", 4: "├ phase 2"}
    assert begun(only(a_stack(9), [1, 2])) == {}


async def test_numbers_move_closer_before_they_leave_the_screen() -> None:
    wide = replace(a_control(3), columns=(("what was said of it", ("easy",) * 3),))
    for width, gap in ((80, 3), (56, 1)):
        async with NumbersHost(wide).run_test(size=(width, 12)) as pilot:
            table = pilot.app.query_one(Numbers)
            head = drawn(pilot.app).splitlines()[0]
            assert f"left{' ' * gap}right" in head
            assert table.max_scroll_x == 0
            assert not table.check_action("columns", (1,))
    async with NumbersHost(wide).run_test(size=(30, 12)) as pilot:
        assert "what was" not in drawn(pilot.app)
        await pilot.press("shift+right")
        assert "what was" in drawn(pilot.app)
        await pilot.press("shift+left")
        assert "day" in drawn(pilot.app).splitlines()[0]


def test_the_greatest_value_has_its_sign_however_many_there_are() -> None:
    for peak in range(60):
        values = tuple(2.0 if at == peak else 0.0 for at in range(60))
        chart = Chart(
            "Pain?", "Yes.", some_days(60, 2), (Series("during", Shape.BOTH, values),), 0, 10
        )
        rows = [row.text for row in draw(chart, 54, 16, INK)]
        assert [SIGN[Shape.BOTH] in row for row in rows].count(True) == 2


async def test_a_chart_is_drawn_once_for_a_size_and_theme() -> None:
    async with ChartHost(a_control(12), "dark").run_test(size=(80, 24)) as pilot:
        view = pilot.app.query_one(ChartView)
        first = view.strips()
        assert view.strips() is first
        pilot.app.theme = themes.LIGHT.name
        await pilot.pause()
        assert view.strips() is not first
        pilot.app.theme = themes.DARK.name
        await pilot.pause()
        assert view.strips() is first


@pytest.mark.parametrize("rows", [2, 3, 8, 13, 40])
@pytest.mark.parametrize(("low", "high"), [(1, 5), (0, 97), (0, 1), (60, 100), (0, 10000), (3, 3)])
def test_ticks_stand_at_even_distances_and_hold_the_range(
    low: float, high: float, rows: int
) -> None:
    scale = Scale.of(low, high, rows)
    ticks, labels = scale.labels()
    places = [scale.row(tick) for tick in ticks]
    assert len({later - earlier for earlier, later in pairwise(places)}) <= 1
    assert len(labels) == len({*labels})
    assert scale.low <= low
    assert scale.high >= high
    assert scale.rows <= rows


@pytest.mark.parametrize("rows", [6, 9, 14, 25])
def test_no_tick_stands_beyond_the_end_of_a_scale(rows: int) -> None:
    scale = replace(Scale.of(0, 10, rows), top=10)
    ticks, labels = scale.labels()
    assert max(ticks) <= 10
    assert len(ticks) == len(labels) >= 2


def test_the_legend_names_every_sign() -> None:
    assert legend(a_control(3)).plain == "● left   ○ right   ◉ both alike   ◆ gate   control, 1–5"
    assert "╌ target" in legend(steps(9)).plain
    assert "▾ a step" in legend(steps(9)).plain
    assert legend(a_stack(3)).plain.startswith("╱╱ planned   ██ mechanics   ▒▒ power")
    assert len({*SIGN.values()}) >= len(SIGN) - 1


@pytest.mark.parametrize("width", [54, 74])
def test_a_name_of_the_legend_stays_beside_its_sign(width: int) -> None:
    whole = legend(a_stack(3)).plain
    lines = legend(a_stack(3), width).plain.splitlines()
    assert len(lines) <= 2
    assert all(len(line) <= width for line in lines)
    for entry in whole.split("   "):
        assert any(entry in line for line in lines)


class NumbersHost(App[None]):
    """Shows the numbers of one chart."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = themes.named("dark")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.DARK.variables

    def compose(self) -> ComposeResult:
        yield Numbers()

    def on_mount(self) -> None:
        self.query_one(Numbers).show(self.chart)


async def test_numbers_are_newest_first_and_say_where_a_phase_begins() -> None:
    async with NumbersHost(a_control(3)).run_test(size=(80, 12)) as pilot:
        lines = drawn(pilot.app).splitlines()
    assert lines[0].split() == ["day", "left", "right"]
    assert lines[1].startswith("Fri 14 Aug 2026")
    assert "├ phase 1" in lines[3]


async def test_numbers_of_many_years_scroll_and_no_numbers_say_so() -> None:
    async with NumbersHost(a_control(3000)).run_test(size=(60, 10)) as pilot:
        pilot.app.query_one(Numbers).scroll_end(animate=False)
        await pilot.pause()
        await pilot.pause()
        assert "10 Aug 2026" in drawn(pilot.app)
    async with NumbersHost(a_control(0)).run_test(size=(60, 10)) as pilot:
        assert "No numbers yet." in drawn(pilot.app)


async def test_hostile_words_are_drawn_and_never_obeyed() -> None:
    chart = Chart(
        HOSTILE[0],
        " ".join(HOSTILE),
        some_days(len(HOSTILE)),
        tuple(Series(words, Shape.LEFT, (1,) * len(HOSTILE)) for words in HOSTILE[:2]),
        unit=HOSTILE[2],
        columns=(("note", HOSTILE),),
        notes=tuple(
            Note(day, words) for day, words in zip(some_days(len(HOSTILE)), HOSTILE, strict=True)
        ),
        bands=(Band(HOSTILE[13], FIRST, FIRST + timedelta(days=90)),),
    )
    assert "\x1b" not in legend(chart).plain
    async with NumbersHost(chart).run_test(size=(100, 30)) as pilot:
        text = drawn(pilot.app)
        assert "\x1b" not in text
        assert "[red]x" in text
    async with ChartHost(chart, "dark").run_test(size=(100, 30)) as pilot:
        assert "\x1b" not in drawn(pilot.app)


# --- the place -----------------------------------------------------------------------------


async def test_keys_choose_chart_exercise_range_and_numbers(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 4)
    async with running(desk) as (program, pilot):
        await press(pilot, "3")
        assert "▸control" in shown(program)
        assert "One-legged squat   2 of 2" in shown(program)
        assert "Last time left 4 and right 5 of 5. Since 12 Nov: left up 1" in shown(program)
        await press(pilot, "r")
        assert "▸reps" in shown(program)
        assert "Last time left 20 of 20 and right 20 of 20 repetitions." in shown(program)
        await press(pilot, "left")
        assert "Forward lunge   1 of 2" in shown(program)
        await press(pilot, "c")
        assert "Forward lunge   1 of 2" in shown(program)
        await press(pilot, "d")
        assert "All links   1 of 6" in shown(program)
        assert "this week" in shown(program).lower()
        await press(pilot, "n")
        assert "planned   " in shown(program)
        await press(pilot, "n", "z")
        assert "this week" in shown(program)
        await press(pilot, "shift+tab", "shift+tab", "tab")
        assert "▸sides" in shown(program)


async def test_the_last_line_begins_with_what_nothing_else_tells_of(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 4)
    async with running(desk, (60, 20)) as (program, pilot):
        await press(pilot, "3")
        assert "tab chart n numbers z range" in prose(program)
    async with running(desk, (80, 24)) as (program, pilot):
        await press(pilot, "3")
        assert "tab chart n numbers z range v week ←→ exercise" in prose(program)


async def test_days_that_hold_nothing_offer_an_exercise_that_they_have(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    session = a_session(0, clock)
    desk.store.add_workouts((replace(session, sets=session.sets[:4]), a_session(12, clock)))
    async with running(desk) as (program, pilot):
        await press(pilot, "3", "r", "right", "z")
        assert "Nothing of it in these days. There is some of One-legged squat" in prose(program)
        await press(pilot, "enter", "enter")
        assert "One-legged squat   2 of 2" in shown(program)
        assert "Nothing of it" not in prose(program)


async def test_range_goes_from_all_to_week_to_phase_and_back(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 8)
    async with running(desk) as (program, pilot):
        await press(pilot, "3", "z")
        assert "◂ this week ▸" in shown(program)
        await press(pilot, "comma")
        assert "◂ last week ▸" in shown(program)
        await press(pilot, "full_stop")
        assert "◂ this week ▸" in shown(program)
        await press(pilot, "z")
        assert "phase 1" in shown(program)


async def test_a_list_chooses_what_a_chart_is_about(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk) as (program, pilot):
        await press(pilot, "3", "enter")
        assert "Exercises" in shown(program)
        await press(pilot, "up", "enter")
        assert "Forward lunge   1 of 2" in shown(program)
        await press(pilot, "enter", "q")
        assert "Forward lunge   1 of 2" in shown(program)


async def test_the_mouse_chooses_a_chart(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk) as (program, pilot):
        await press(pilot, "3")
        line = next(at for at, row in enumerate(shown(program).splitlines()) if "▸control" in row)
        column = shown(program).splitlines()[line].index("pain")
        await pilot.click(offset=(column + 1, line))
        await press(pilot, "n", "n")
        assert "▸pain" in shown(program)


@pytest.mark.parametrize(("sessions", "size"), zip((0, 1, 5, 40), SIZES, strict=True))
async def test_every_chart_opens_at_every_size(
    tmp_path: Path, size: tuple[int, int], sessions: int
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, sessions, note=HOSTILE[0])
    keys: Mapping[str, str] = dict(zip(CHARTS, "crsdpwtml", strict=True))
    async with running(desk, size) as (program, pilot):
        await press(pilot, "3")
        for chart_id, key in keys.items():
            await press(pilot, key)
            assert f"▸{CHARTS[chart_id].name}" in shown(program)
            lines = shown(program).splitlines()
            assert any(line.rstrip().endswith(".") for line in lines), chart_id


async def test_one_session_is_no_trend_and_says_so(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk) as (program, pilot):
        await press(pilot, "3")
        assert "One session so far: left 4 and right 5." in shown(program)


async def test_where_the_plot_has_no_room_the_words_say_so(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 6)
    async with running(desk, (40, 12)) as (program, pilot):
        await press(pilot, "3")
        assert "The plot needs a larger window; n shows its numbers." in prose(program)
        assert LEFT not in shown(program)
        await press(pilot, "n")
        assert "larger window" not in shown(program)
        assert "Wed 18 Nov 2026" in shown(program)
        await press(pilot, "n")
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "larger window" not in shown(program)
        assert {LEFT, ALIKE} & {*shown(program)}
        await pilot.resize_terminal(160, 50)
        await settled(pilot)
        # The words are laid out for the width there is.
        assert "left   ○ right" in shown(program)
