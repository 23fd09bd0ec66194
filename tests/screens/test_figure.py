"""The figure on a screen: what it draws, when, and when it does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen

from app.coach.movement import Movement
from app.paths import Paths
from app.poses import load_poses
from screens.widgets.figure import Figure
from screens.widgets.figure_drawing import Film, Part, Picture

NOWHERE = Path("nowhere")
MOVEMENTS = load_poses(Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE))
SQUAT = MOVEMENTS["one_leg_squat"]


class Watched(Figure):
    """Remembers what it asked to have painted."""

    def __init__(self, *, active: bool = True) -> None:
        self.painted: list[tuple[Region, ...]] = []
        super().__init__(active=active)

    def refresh(self, *regions: Region, **options: bool) -> Watched:
        self.painted.append(regions)
        return super().refresh(*regions, **options)


class Host(App[None]):
    CSS = "Figure { width: 100%; height: 100%; }"

    def __init__(self, movement: Movement | None = SQUAT, *, active: bool = True) -> None:
        super().__init__()
        self.movement = movement
        self.figure = Watched(active=active)

    def compose(self) -> ComposeResult:
        yield self.figure

    def on_mount(self) -> None:
        self.animation_level = "full"
        self.figure.show(self.movement)

    @property
    def lines(self) -> list[str]:
        height = self.figure.size.height
        return [self.figure.render_line(y).text for y in range(height)]


def text(picture: Picture) -> list[str]:
    return ["".join(run for run, _ in row) for row in picture]


def near_dots(picture: Picture) -> int:
    near = (run for row in picture for run, part in row if part is Part.NEAR)
    return sum((ord(char) - 0x2800).bit_count() for run in near for char in run if char != " ")


@pytest.mark.parametrize("size", [(20, 13), (24, 16), (40, 24), (80, 50)])
@pytest.mark.parametrize("movement_id", list(MOVEMENTS))
def test_every_movement_fills_its_size(movement_id: str, size: tuple[int, int]) -> None:
    width, height = size
    movement = MOVEMENTS[movement_id]
    for mirror in (False, True):
        film = Film(movement, width, height, mirror=mirror)
        for phase in (0.0, movement.still_phase, 0.37, 0.99):
            lines = text(film.picture(phase))
            assert [len(line) for line in lines] == [width] * height
            assert all(
                char == " " or "\u2801" <= char <= "\u28ff" for line in lines for char in line
            )
            # The ground goes right across, and somebody is on it.
            assert " " not in lines[-1]
            assert near_dots(film.picture(phase)) > 3 * width


def test_a_bigger_room_holds_a_bigger_runner() -> None:
    sizes = ((20, 13), (24, 16), (40, 24))
    dots = [near_dots(Film(SQUAT, *size, mirror=False).picture(0)) for size in sizes]
    assert dots == sorted(set(dots))


@pytest.mark.parametrize("size", [(19, 13), (20, 12), (0, 0), (3, 2)])
async def test_a_room_too_small_stays_empty(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        Film(SQUAT, *size, mirror=False)
    app = Host()
    async with app.run_test(size=(max(size[0], 1), max(size[1], 1)), notifications=True) as pilot:
        await pilot.pause()
        assert "".join(app.lines).strip() == ""


def test_the_other_leg_faces_the_other_way() -> None:
    def weight(mirror: bool) -> float:
        lines = text(Film(SQUAT, 24, 16, mirror=mirror).picture(SQUAT.still_phase))
        arm = lines[7]
        return sum(x for x, char in enumerate(arm) if char != " ") / len(arm.replace(" ", ""))

    assert weight(mirror=False) > 11.5 > weight(mirror=True)


def test_near_and_far_are_told_apart_without_colour() -> None:
    picture = Film(SQUAT, 24, 16, mirror=False).picture(0.5)

    def density(part: Part) -> float:
        chars = [c for row in picture for run, p in row if p is part for c in run if c != " "]
        return sum((ord(char) - 0x2800).bit_count() for char in chars) / len(chars)

    assert density(Part.NEAR) > 1.4 * density(Part.FAR)


async def test_it_shows_the_phase_it_is_told() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        film = Film(SQUAT, 24, 16, mirror=False)
        for phase in (0.0, 0.25, 0.5):
            app.figure.phase = phase
            await pilot.pause()
            assert app.lines == text(film.picture(phase))


async def test_only_lines_that_look_different_are_painted() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        before = app.lines
        app.figure.painted.clear()
        app.figure.phase = 0.1
        await pilot.pause()
        after = app.lines
        [regions] = app.figure.painted
        different = {y for y in range(16) if before[y] != after[y]}
        assert {region.y for region in regions} >= different
        assert len(regions) < 16
        app.figure.painted.clear()
        # Too small a step to be seen.
        app.figure.phase = 0.1001
        await pilot.pause()
        assert app.figure.painted == []


async def test_a_picture_is_drawn_once() -> None:
    film = Film(SQUAT, 24, 16, mirror=False)
    assert film.picture(0.25) is film.picture(0.2501)
    assert film.picture(1.25) is film.picture(0.25)
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        first = app.figure.render_line(5)
        app.figure.phase = 0.5
        await pilot.pause()
        app.figure.phase = 0.0
        await pilot.pause()
        assert app.figure.render_line(5) is first


async def test_it_stands_still_when_not_active() -> None:
    app = Host(active=False)
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        still = text(Film(SQUAT, 24, 16, mirror=False).picture(SQUAT.still_phase))
        assert app.lines == still
        app.figure.painted.clear()
        for step in range(10):
            app.figure.phase = step / 10
        await pilot.pause()
        assert app.lines == still
        assert app.figure.painted == []
        app.figure.phase = 0.0
        app.figure.active = True
        await pilot.pause()
        assert app.lines != still


async def test_it_stands_still_where_no_animation_is_wanted() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        app.animation_level = "none"
        app.figure.phase = 0.9
        await pilot.pause()
        still = text(Film(SQUAT, 24, 16, mirror=False).picture(SQUAT.still_phase))
        assert app.lines == still


async def test_nothing_is_drawn_while_it_is_not_seen() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        app.figure.display = False
        await pilot.pause()
        app.figure.painted.clear()
        app.figure.phase = 0.5
        await pilot.pause()
        assert app.figure.painted == []
        app.figure.display = True
        await pilot.pause()
        assert app.lines == text(Film(SQUAT, 24, 16, mirror=False).picture(0.5))


async def test_nothing_is_drawn_under_another_screen() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        await app.push_screen(Screen())
        await pilot.pause()
        app.figure.painted.clear()
        app.figure.phase = 0.5
        await pilot.pause()
        assert app.figure.painted == []
        app.pop_screen()
        await pilot.pause()
        app.figure.phase = 0.51
        await pilot.pause()
        assert app.lines == text(Film(SQUAT, 24, 16, mirror=False).picture(0.51))


async def test_another_movement_leg_and_size() -> None:
    app = Host()
    async with app.run_test(size=(40, 24), notifications=True) as pilot:
        bridge = MOVEMENTS["glute_bridge"]
        app.figure.show(bridge, mirror=True, phase=0.25)
        await pilot.pause()
        assert app.lines == text(Film(bridge, 40, 24, mirror=True).picture(0.25))
        app.figure.mirror = False
        await pilot.resize_terminal(30, 24)
        await pilot.pause()
        assert app.lines == text(Film(bridge, 30, 24, mirror=False).picture(0.25))
        app.figure.show(None)
        await pilot.pause()
        assert "".join(app.lines).strip() == ""
        assert app.figure.tooltip is None


async def test_every_leg_and_exercise_of_a_session_in_turn() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        for movement in MOVEMENTS.values():
            for mirror in (False, True):
                app.figure.show(movement, mirror=mirror, phase=0.4)
                await pilot.pause()
                assert app.lines == text(Film(movement, 24, 16, mirror=mirror).picture(0.4))


async def test_a_theme_changes_the_colours_and_not_the_picture() -> None:
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        lines = app.lines

        def colours() -> set[str]:
            strips = (app.figure.render_line(y) for y in range(16))
            return {
                str(segment.style.color) for strip in strips for segment in strip if segment.style
            }

        dark = colours()
        app.theme = "textual-light"
        await pilot.pause()
        assert app.lines == lines
        assert colours().isdisjoint(dark)


async def test_no_colour_at_all_still_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host()
    async with app.run_test(size=(24, 16), notifications=True) as pilot:
        await pilot.pause()
        assert app.lines == text(Film(SQUAT, 24, 16, mirror=False).picture(0))
