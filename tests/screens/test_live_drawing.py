"""A second costs what changes on it: all else stays drawn, and still looks as it should."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from app.trainer.desk import Desk
from screens import themes
from screens.widgets.kept import Kept
from screens.widgets.steady_line import SteadyLine
from tests.screens.live_room import Room
from tests.screens.live_session import Session, session
from tests.screens.settling import settled
from tests.trainer.training_room import item

STILL = ("head", "title", "side", "message", "last-time", "line", "ladder", "stage")


async def test_a_second_draws_nothing_anew_that_stands_still(desk: Desk) -> None:
    async with session(desk, size=(120, 40)) as on:
        await on.run(12)
        widgets = [on.app.screen, *(on.app.screen.query_one(f"#{name}") for name in STILL)]

        def drawn() -> list[object]:
            return [widget.render_lines(widget.outer_size.region) for widget in widgets]

        before = drawn()
        number = on.number()
        await on.run(3)
        assert on.number() != number
        assert all(now is then for now, then in zip(drawn(), before, strict=True))


def strips(app: Room) -> list[object]:
    return [list(strip) for strip in app.screen._compositor.render_strips()]


async def same_as_drawn_anew(on: Session) -> bool:
    """Whether what is kept looks as it would if every widget were drawn again."""
    # The flash of a cue ends by a timer of its own, which may come in between.
    on.app.screen.remove_class("-flash")
    await settled(on.pilot)
    kept = strips(on.app)
    for widget in on.app.screen.walk_children(with_self=True):
        widget.refresh()
    await settled(on.pilot)
    return strips(on.app) == kept


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_is_kept_looks_as_if_it_were_drawn_anew(
    desk: Desk, size: tuple[int, int]
) -> None:
    one = item(targets=(10,), seconds=3.5)
    async with session(desk, one, item("forward_lunge", targets=(4,)), size=size) as on:
        for seconds, keys in (
            (0, ()),
            (10, ()),
            (3, ("p",)),
            (0, ("p",)),
            (40, ()),
            (15, ()),
            (35, ("exclamation_mark",)),
            (0, ("2",)),
            (1, ("q",)),
            (1, ("q",)),
        ):
            await on.run(seconds)
            await on.press(*keys)
            assert await same_as_drawn_anew(on)
        for name in ("light", "contrast"):
            on.app.theme = themes.named(name)
            assert await same_as_drawn_anew(on)
        await on.pilot.resize_terminal(70, 30)
        assert await same_as_drawn_anew(on)


async def test_a_second_that_is_due_within_a_moment_is_shown_as_of_then(desk: Desk) -> None:
    async with session(desk, size=(120, 40)) as on:
        due = on.live.next_change(on.clock.now())
        assert due is not None
        assert (on.number(), due - on.clock.seconds) == ("10", 1.0)
        on.step(0.998)
        assert on.number() == "10"
        on.step(0.0015)
        assert on.number() == "9"
        on.step(0.9999)
        assert on.number() == "8"


class _Words(Kept, Static):
    DEFAULT_CSS = "_Words { height: 1; }"


class _Lines(App[None]):
    CSS = "SteadyLine { height: 1; width: 20; padding: 0 2; } .-dark { background: red; }"

    def compose(self) -> ComposeResult:
        yield _Words("as it was")
        yield SteadyLine(id="said")


async def test_a_kept_line_is_drawn_anew_when_it_has_to_look_different() -> None:
    app = _Lines()
    async with app.run_test() as pilot:
        await pilot.pause()
        words = app.query_one(_Words)
        whole = words.outer_size.region
        first = words.render_lines(whole)
        assert words.render_lines(whole) is first
        words.update("otherwise")
        second = words.render_lines(whole)
        assert "otherwise" in second[0].text
        app.screen.add_class("-dark")
        await pilot.pause()
        assert words.render_lines(whole) != second
        assert len(words.render_lines(Region(0, 0, 4, 1))[0].text) == 4


async def test_a_steady_line_paints_the_cells_that_changed_and_no_others() -> None:
    app = _Lines()
    async with app.run_test() as pilot:
        line = app.query_one(SteadyLine)
        line.say(Content("0:09 left"))
        await pilot.pause()
        line._exchange_repaint_regions()
        line.say(Content("0:08 left"))
        assert list(line._exchange_repaint_regions()) == [Region(2 + 3, 0, 1, 1)]
        line.say(Content("0:08 left"))
        assert not line._exchange_repaint_regions()
        line.say(Content.assemble(("0:08", "bold"), " left"))
        assert list(line._exchange_repaint_regions()) == [line.outer_size.region]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("four words of sixteen", "  four words of s…  "),
        ("колено 🦵 колено колено", "  колено 🦵 колен…  "),
        ("", " " * 20),
    ],
)
async def test_a_steady_line_that_has_no_room_ends_in_an_ellipsis(said: str, shown: str) -> None:
    app = _Lines()
    async with app.run_test() as pilot:
        line = app.query_one(SteadyLine)
        line.say(Content(said))
        await pilot.pause()
        (strip,) = line.render_lines(line.outer_size.region)
        assert (strip.text, strip.cell_length) == (shown, 20)
