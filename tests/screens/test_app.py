"""The shell: places, themes, help, palette, what fits, the log and the day, ends and faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.command import CommandList
from textual.theme import Theme

from app.errors import LockedLogError
from app.trainer import amending
from screens import places, themes
from screens.help import HelpScreen
from screens.history import HistoryScreen
from screens.new_run import NewRunScreen
from screens.progress import ProgressScreen
from screens.today import TodayScreen
from screens.widgets.too_small import TooSmall
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import (
    SIZES,
    THEMES,
    a_desk,
    front,
    press,
    prose,
    running,
    shown,
    with_history,
)
from tests.screens.settling import settled, watch_threads
from tests.screens.waiting import reached, until


async def test_digits_lead_to_the_places_and_each_answers_a_question(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        assert isinstance(front(program), TodayScreen)
        await press(pilot, "2")
        assert isinstance(front(program), HistoryScreen)
        assert "Nothing in the log yet." in shown(program)
        await press(pilot, "3")
        assert isinstance(front(program), ProgressScreen)
        assert "No session yet." in shown(program)
        await press(pilot, "1")
        assert isinstance(front(program), TodayScreen)
        assert "▸1 Today" in shown(program)


async def test_a_digit_shows_the_place_itself(tmp_path: Path) -> None:
    desk, clock = a_desk(tmp_path), MovableClock()
    desk.store.save_enrolment(an_enrolment())
    with_history(desk, clock, 2)
    async with running(desk) as (program, pilot):
        for keys in ("g21", "g1", "p1", "w1", "v31"):
            await press(pilot, *keys)
            assert isinstance(front(program), TodayScreen)
        await press(pilot, "2", "enter", "w", "1", "2")
        assert isinstance(front(program), HistoryScreen)
        # What is typed is still there, wherever one has been meanwhile.
        await press(pilot, "r", *"7", "enter")
        assert isinstance(front(program), NewRunScreen)
        await program.run_action("place('today')")
        await program.run_action("place('history')")
        await settled(pilot)
        assert isinstance(front(program), NewRunScreen)
        assert " 7" in shown(program)


async def test_what_is_said_again_stands_once_and_not_for_long(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (60, 20)) as (program, pilot):
        for _ in range(3):
            program.say("The same again.")
            program.say("Another one, " + "which takes longer to read " * 9)
        await settled(pilot)
        assert prose(program).count("The same again.") == 1
        notices = {one.message[:8]: one.timeout for one in program._notifications}
        assert notices == {"The same": 4, "Another ": 8}


async def test_a_click_on_a_place_or_a_key_does_what_the_key_does(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        x = shown(program).splitlines()[0].index("2 History")
        await pilot.click(offset=(x, 0))
        await settled(pilot)
        assert isinstance(front(program), HistoryScreen)
        last = shown(program).splitlines()[-1]
        await pilot.click(offset=(last.index("? keys"), 23))
        await settled(pilot)
        assert isinstance(front(program), HelpScreen)


async def test_help_lists_every_key_that_works(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), size=(100, 50)) as (program, pilot):
        below = program.screen
        await press(pilot, "question_mark")
        text = shown(program)
        for active in below.active_bindings.values():
            assert active.binding.tooltip[:60] in text
        await press(pilot, "q")
        assert program.screen is below


async def test_help_gives_each_of_a_pair_of_keys_its_own_sign(tmp_path: Path) -> None:
    desk, clock = a_desk(tmp_path), MovableClock()
    with_history(desk, clock, 2)
    async with running(desk, size=(100, 50)) as (program, pilot):
        await press(pilot, "3")
        assert "←→ exercise" in shown(program)
        await press(pilot, "question_mark")
        listed = [" ".join(line.split()) for line in shown(program).splitlines()]
        assert "← The exercise, link or test before" in listed
        assert "→ The next exercise, link or test" in listed


async def test_all_bindings_have_an_id_and_a_tooltip(tmp_path: Path) -> None:
    desk, clock = a_desk(tmp_path), MovableClock()
    with_history(desk, clock, 2)
    seen: set[str] = set()
    async with running(desk) as (program, pilot):
        for keys in ("1", "2", "enter", "q", "3"):
            await press(pilot, keys)
            for active in program.screen.active_bindings.values():
                module = type(active.node).__module__
                if module.startswith(("screens.", "app.")):
                    own = active.binding in {
                        binding
                        for owner in type(active.node).__mro__
                        if owner.__module__.startswith(("screens.", "app."))
                        for listed in getattr(owner, "__dict__", {}).get("BINDINGS", ())
                        for binding in listed.make_bindings([listed])
                    }
                    if own:
                        assert active.binding.id, active.binding
                        assert active.binding.tooltip, active.binding
                        seen.add(active.binding.id)
    assert {"place.today", "app.help", "history.open", "progress.numbers"} & seen


async def test_the_palette_offers_what_can_be_done_here(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        offered = {command.title for command in program.get_system_commands(program.screen)}
        assert {"Begin", "History", "Progress", "Export", "Colours", "Quit"} <= offered
        titles = [command.title for command in program.get_system_commands(program.screen)]
        assert titles.count("Quit") == 1
        await press(pilot, "ctrl+p")
        await pilot.press(*"history")
        found = program.screen.query_one(CommandList)
        await until(pilot, lambda: found.option_count == 1)
        await press(pilot, "enter")
        await reached(pilot, HistoryScreen)


async def test_the_theme_follows_the_settings_and_a_key(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path, theme="light")) as (program, pilot):
        assert program.theme == themes.LIGHT.name
        await press(pilot, "ctrl+t")
        assert program.theme == themes.CONTRAST.name


@pytest.mark.parametrize("theme", themes.of_terminal("standard"), ids=lambda theme: theme.name)
def test_phases_and_pain_are_told_apart_in_sixteen_colours(theme: Theme) -> None:
    def seen(*names: str) -> list[int | None]:
        found = (Color.parse(theme.variables[name]) for name in names)
        return [colour.downgrade(ColorSystem.STANDARD).number for colour in found]

    for names in (("work", "rest", "switch", "done"), ("pain-green", "pain-amber", "pain-red")):
        assert len(set(seen(*names))) == len(names)
    assert seen("ready") != seen("work")


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_every_theme_names_every_meaning(theme: Theme) -> None:
    meanings = {"work", "rest", "switch", "ready", "done", "muted"}
    meanings |= {"pain-green", "pain-amber", "pain-red"}
    assert meanings <= set(theme.variables)
    assert set(theme.variables) == set(themes.DARK.variables)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_every_place_fits_every_size(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock, theme)
    with_history(desk, clock, 12)
    async with running(desk, size) as (program, pilot):
        for keys, words in (
            ("1", "Find your weak link"),
            ("2", "12 entries, newest first"),
            ("enter", "set 1"),
            ("q", "newest first"),
            ("3", "Last time"),
            ("left", "No control noted yet."),
            ("d", "planned"),
            ("n", "day"),
            ("question_mark", "On this screen"),
        ):
            await press(pilot, keys)
            text = shown(program)
            assert words in text
            assert len(text.splitlines()) == size[1]


async def test_a_small_terminal_gets_one_sentence_until_it_is_enlarged(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), size=(40, 10)) as (program, pilot):
        text = prose(program)
        assert text == (
            "Please enlarge this window: it has 40 × 10 characters, "
            "and stridetui needs at least 40 × 12."
        )
        await press(pilot, "2")
        assert "Please enlarge" in shown(program)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not program.screen.query(TooSmall))
        assert isinstance(front(program), TodayScreen)
        await pilot.resize_terminal(39, 24)
        await until(pilot, lambda: "39 × 24" in prose(program))


async def test_what_another_process_writes_shows(tmp_path: Path) -> None:
    clock = MovableClock()
    desk, other = a_desk(tmp_path, clock), a_desk(tmp_path, clock)
    async with running(desk) as (program, pilot):
        await program.watch_log()
        await press(pilot, "2")
        assert "Nothing in the log yet." in shown(program)
        with_history(other, clock, 1)
        await program.watch_log()
        await settled(pilot)
        assert "1 entry, newest first" in shown(program)


class CountedHistory(HistoryScreen):
    """Counts how often it reads the log."""

    CSS_PATH = "../../assets/styles/history.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    async def load(self) -> None:
        self.reads += 1
        await super().load()


async def test_a_write_of_ones_own_is_read_once_and_anothers_once_more(tmp_path: Path) -> None:
    clock = MovableClock()
    desk, other = a_desk(tmp_path, clock), a_desk(tmp_path, clock)
    with_history(desk, clock, 2)
    async with running(desk) as (program, pilot):
        screen = CountedHistory()
        await program.push_screen(screen)
        await settled(pilot)
        assert screen.reads == 1
        await press(pilot, "d")
        assert "Deleted" in prose(program)
        assert screen.reads == 2
        await program.watch_log()
        await settled(pilot)
        assert screen.reads == 2
        amending.undo(other)
        await program.watch_log()
        await settled(pilot)
        assert screen.reads == 3
        await program.watch_log()
        await settled(pilot)
        assert screen.reads == 3


async def test_a_place_reads_again_when_it_comes_back(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "1")
        with_history(desk, clock, 1)
        await program.watch_log()
        await press(pilot, "2")
        assert "1 entry, newest first" in shown(program)


async def test_midnight_turns_today_over(tmp_path: Path) -> None:
    clock = MovableClock()
    async with running(a_desk(tmp_path, clock)) as (program, pilot):
        await program.watch_log()
        assert "Fri 20 Nov" in shown(program)
        clock.move(hours=8)
        await program.watch_log()
        await settled(pilot)
        assert "Sat 21 Nov" in shown(program)


async def test_a_fault_of_the_log_is_a_sentence_and_never_an_end(tmp_path: Path) -> None:
    async def fail() -> None:
        raise LockedLogError("Another program keeps [/the log] locked.")

    async with running(a_desk(tmp_path)) as (program, pilot):
        program.run_worker(fail())
        await until(pilot, lambda: "Another program keeps [/the log] locked." in prose(program))
        await press(pilot, "2")
        assert isinstance(front(program), HistoryScreen)


async def test_notices_are_said_at_the_start(tmp_path: Path) -> None:
    from app.tui import build

    program = build(a_desk(tmp_path), ("settings.toml, line 2: no such theme [/].",))
    watch_threads()
    async with program.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        assert "line 2: no such theme [/]." in prose(program)


async def test_q_leaves(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await pilot.press("q")
        await pilot.pause()
        assert program.return_code == 0


@pytest.mark.parametrize("mode", [place.mode for place in places.PLACES])
async def test_no_key_of_a_place_hides_a_key_of_the_program(tmp_path: Path, mode: str) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await program.switch_mode(mode)
        await settled(pilot)
        own = {
            key
            for binding in program.screen._bindings.key_to_bindings.values()
            for key in (one.key for one in binding if one.id)
        }
        everywhere = {
            one.key for keys in program._bindings.key_to_bindings.values() for one in keys if one.id
        }
    assert not own & everywhere


@pytest.mark.parametrize("mode", [place.mode for place in places.PLACES])
async def test_a_place_may_be_left_while_it_is_read(tmp_path: Path, mode: str) -> None:
    async with running(a_desk(tmp_path)) as (program, _pilot):
        await program.switch_mode(mode)
    assert not program.is_running
