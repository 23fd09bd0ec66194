"""Settings: changed by keys alone, kept with their comments, in force at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.widgets import Input

from app import settings
from app.settings import Settings
from app.settings_guide import GUIDE, shown
from app.trainer.desk import Desk
from app.tui import StrideApp
from screens import key_map, themes
from screens.about import AboutScreen
from screens.help import HelpScreen
from screens.keys_of_ones_own import OwnKeysScreen
from screens.settings import SettingsScreen
from screens.today import TodayScreen
from tests.data.builders import MovableClock
from tests.screens.rooms import SIZES, a_desk, front, press, prose, running
from tests.screens.rooms import shown as seen


def desk_in(folder: Path) -> Desk:
    found = a_desk(folder, MovableClock())
    found.settings = Settings()
    return found


def stored(desk: Desk) -> Settings:
    return settings.read(desk.paths.settings)


@pytest.mark.parametrize(
    ("size", "theme"), [*((size, "dark") for size in SIZES), ((80, 24), "light")]
)
async def test_every_setting_can_be_reached_and_says_what_it_means(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    desk = a_desk(tmp_path, MovableClock(), theme)
    async with running(desk, size=size) as (program, pilot):
        await press(pilot, "5")
        assert isinstance(front(program), SettingsScreen)
        assert "▸5 Settings" in seen(program)
        for one in GUIDE:
            text = prose(program)
            assert f"{one.title}: {shown(one, getattr(desk.settings, one.key))}" in text
            assert one.meaning.split(" ")[0] in text
            assert f"Default: {shown(one, one.usual)}" in text
            await press(pilot, "down")
        assert not desk.paths.settings.exists()


async def test_a_change_is_kept_and_seen_at_once(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    async with running(desk) as (program, pilot):
        await press(pilot, "5", "enter")
        assert program.theme == themes.LIGHT.name
        assert stored(desk).theme == "light"
        assert "•" in seen(program)
        await press(pilot, "minus")
        assert stored(desk).theme == "dark"
        await press(pilot, "down", "space", "down", "down", "plus", "plus")
        assert stored(desk) == Settings(figure=False, get_ready=12) == desk.settings
        await press(pilot, "d")
        assert stored(desk).get_ready == 10
        assert "# get_ready = 10" in desk.paths.settings.read_text()
        await press(pilot, "down", "down", "plus")
        assert stored(desk).switch == 10
        assert "Default: as the plan says" in seen(program)


async def test_a_number_may_be_typed_and_a_wrong_one_is_asked_for_again(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    async with running(desk) as (program, pilot):
        await press(pilot, "5", "end", "enter", "backspace", "5", "x", "enter")
        assert "It is a whole number from 0 to 100." in prose(program)
        await press(pilot, "backspace", "enter")
        assert stored(desk).backups == 5
        await press(pilot, "up", "enter", *"Europe/Berlim", "enter")
        assert "did you mean Europe/Berlin?" in prose(program)
        await press(pilot, "backspace", "n", "enter")
        assert stored(desk).zone == "Europe/Berlin"
        await press(pilot, "enter", *["backspace"] * 13, "enter")
        assert stored(desk).zone is None


async def test_a_number_that_is_longer_than_any_is_refused(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    async with running(desk) as (program, pilot):
        await press(pilot, "5", "end", "enter")
        program.screen.query_one(Input).value = "9" * 5000
        await press(pilot, "enter")
        assert "It is " in prose(program)
        await press(pilot, "escape")
        assert isinstance(front(program), SettingsScreen)
    assert not desk.paths.settings.exists()


async def test_a_broken_file_is_said_and_never_overwritten(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.paths.settings.write_text("volume = 30\ntheme = 'dork'\n")
    async with running(desk, size=(100, 30)) as (program, pilot):
        await press(pilot, "5")
        assert "The usual settings hold." in prose(program)
        assert "line 2, key theme" in prose(program)
        await press(pilot, "enter", "plus", "d", "end", "enter")
        assert desk.paths.settings.read_text() == "volume = 30\ntheme = 'dork'\n"
        await press(pilot, "b")
        assert "is kept as" in prose(program)
        assert stored(desk) == Settings()
        await press(pilot, "home", "enter")
        assert stored(desk).theme == "light"
    kept = [path for path in tmp_path.iterdir() if ".broken-" in path.name]
    assert [path.read_text() for path in kept] == ["volume = 30\ntheme = 'dork'\n"]


async def test_colours_changed_for_now_are_told_from_those_that_are_kept(tmp_path: Path) -> None:
    async with running(desk_in(tmp_path), size=(100, 30)) as (program, pilot):
        await press(pilot, "5")
        assert "for now" not in prose(program)
        await press(pilot, "ctrl+t")
        assert "Colours dark (light for now)" in prose(program)
        assert "Colours: dark (light for now)" in prose(program)
        await press(pilot, "1", "ctrl+t", "5")
        assert "dark (contrast for now)" in prose(program)
        await press(pilot, "ctrl+t")
        assert "for now" not in prose(program)


async def test_a_file_mended_by_hand_is_taken_over(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.paths.settings.write_text("theme = 'dork'\n")
    async with running(desk, size=(100, 30)) as (program, pilot):
        await press(pilot, "5")
        assert "line 1, key theme" in prose(program)
        desk.paths.settings.write_text("theme = 'light'\nget_ready = 20\n")
        await press(pilot, "1", "5")
        assert "line 1, key theme" not in prose(program)
        assert program.theme == themes.LIGHT.name
        assert desk.settings.get_ready == 20
        desk.paths.settings.write_text("volume = 'loud'\n")
        await press(pilot, "1", "5")
        assert "The settings from before hold." in prose(program)
        desk.paths.settings.write_text("volume = 30\n")
        await press(pilot, "home", "enter")
        assert "The file is understood again" in prose(program)
        assert stored(desk) == Settings(volume=30) == desk.settings
        await press(pilot, "enter")
        assert stored(desk) == Settings(volume=30, theme="light")


# --- keys of one's own -----------------------------------------------------------------------


async def test_a_key_is_given_and_works_at_once(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    async with running(desk) as (program, pilot):
        await press(pilot, "5", "k")
        screen = program.screen
        assert isinstance(screen, OwnKeysScreen)
        screen.catalogue.mark("app.about")
        await press(pilot, "enter", "A")
        assert stored(desk).keys == (("app.about", "A"),)
        await press(pilot, "q", "a")
        assert isinstance(front(program), SettingsScreen)
        await press(pilot, "A")
        assert isinstance(front(program), AboutScreen)


async def test_the_new_key_is_asked_for_over_the_list(tmp_path: Path) -> None:
    async with running(desk_in(tmp_path), size=(60, 20)) as (program, pilot):
        await press(pilot, "5", "k")
        # Nothing of a row is cut off that has room: the names give way.
        assert "place.today" in seen(program)
        await press(pilot, "enter")
        assert "The new key for Today: What do I train next?" in seen(program)
        # In a box over the list, which can still be seen.
        assert "place.today" in seen(program)


async def test_a_key_of_ones_own_is_shown_by_its_sign(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.settings = Settings(keys=(("app.help", "comma"), ("history.search", "full_stop")))
    async with running(desk, size=(120, 40)) as (program, pilot):
        assert ", keys" in seen(program)
        await press(pilot, "2")
        assert ". search" in seen(program)
        await press(pilot, "comma")
        assert isinstance(front(program), HelpScreen)


async def test_a_key_that_is_taken_is_refused(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    async with running(desk, size=(120, 40)) as (program, pilot):
        await press(pilot, "5", "k")
        screen = program.screen
        assert isinstance(screen, OwnKeysScreen)
        screen.catalogue.mark("today.why")
        await press(pilot, "enter", "e")
        assert "e is taken: write the training log to a file (app.export)" in prose(program)
        await press(pilot, "enter", "escape")
        assert not desk.paths.settings.exists()
        await press(pilot, "enter", "f2")
        assert stored(desk).keys == (("today.why", "f2"),)
        assert "Kept: Why is on f2." in prose(program)
        await press(pilot, "d")
        assert not stored(desk).keys


async def test_what_shares_a_key_keeps_it(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.settings = Settings(keys=(("today.start", "S"),))
    async with running(desk) as (program, pilot):
        assert isinstance(front(program), TodayScreen)
        # Without a plan enter begins the questions; starting a session is another key now.
        await press(pilot, "enter")
        assert not isinstance(front(program), TodayScreen)


async def test_what_is_wrong_with_the_keys_is_said(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.settings = Settings(keys=(("today.wy", "W"), ("app.about", "e")))
    async with running(desk, size=(100, 30)) as (program, _pilot):
        assert "No key has the name today.wy; did you mean today.why?" in prose(program)
        assert "The key e of app.about is that of app.export too" in prose(program)


def test_every_key_has_words_and_no_two_clash() -> None:
    known = key_map.every_key(StrideApp)
    assert {"app.help", "today.why", "live.finish", "settings.change"} <= set(known)
    for one in known.values():
        assert one.words
        assert one.tooltip
        assert key_map.clash(known, {}, one.id, ",".join(one.keys)) is None, one.id


def test_an_id_names_one_thing() -> None:
    meant: dict[str, set[tuple[str, str]]] = {}
    owners: list[type[DOMNode]] = [StrideApp, *key_map.classes()]
    for owner in owners:
        for binding in key_map.own(owner):
            meant.setdefault(str(binding.id), set()).add((binding.action, binding.key))
    assert {name: what for name, what in meant.items() if len(what) > 1} == {}
