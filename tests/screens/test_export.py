"""Export: choose, look at the first lines, write, and be told in a sentence."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from screens.export import ExportScreen
from tests.data.builders import MovableClock
from tests.screens.rooms import SIZES, a_desk, front, press, prose, running, shown, with_history


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder / "Documents"))
    return folder


async def test_csv_is_written_to_documents_and_counted(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "2", "e")
        assert isinstance(front(program), ExportScreen)
        assert "stridetui-2026-11-20.csv" in shown(program)
        assert "Its first lines" in shown(program)
        await press(pilot, "enter")
        assert "Written: 24 sets of 3 sessions" in prose(program)
        with (home / "Documents" / "stridetui-2026-11-20.csv").open(newline="") as file:
            assert len(list(csv.DictReader(file))) == 24


async def test_nothing_is_replaced_unless_asked(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    there = home / "Documents" / "stridetui-2026-11-20.json"
    there.write_text("mine")
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "2", "enter")
        assert there.read_text() == "mine"
        assert "o replace it" in shown(program)
        await press(pilot, "o")
        assert "Written: 8 sets of 1 session" in prose(program)
        assert "w1" in str(json.loads(there.read_text()))
        assert "o replace it" not in shown(program)


async def test_days_and_name_are_asked_for_and_checked(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "s")
        await pilot.press(*"yesterday", "enter")
        assert "That is no day" in shown(program)
        await pilot.press("ctrl+u", *"2026-11-18", "enter")
        await press(pilot, "u")
        await pilot.press(*"2026-11-01", "enter")
        await pilot.pause(0.1)
        assert "swap them" in prose(program)
        await press(pilot, "u")
        await pilot.press("ctrl+u", "enter")
        await press(pilot, "f")
        await pilot.press("ctrl+u", "enter")
        assert "A file needs a name." in shown(program)
        await pilot.press(*"~/a b.csv", "enter")
        await pilot.pause(0.1)
        await press(pilot, "enter")
        assert "Written: 8 sets of 1 session" in prose(program)
        assert (home / "a b.csv").is_file()


async def test_an_answer_can_be_left_as_it_was(tmp_path: Path, home: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "e")
        assert "There is nothing to write yet" in shown(program)
        assert "enter write" not in shown(program)
        await press(pilot, "s")
        await pilot.press(*"2026", "escape")
        await pilot.pause(0.1)
        assert "since  the beginning" in shown(program)
        await press(pilot, "q")
        assert not isinstance(front(program), ExportScreen)


async def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "f")
        await pilot.press("ctrl+u", *"/nowhere/at/all.csv", "enter")
        await pilot.pause(0.1)
        await press(pilot, "enter")
        assert "/nowhere/at" in prose(program).partition("until")[2]


async def test_a_name_nobody_can_write_to_is_a_sentence(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "f")
        await pilot.press("ctrl+u", "full_stop", "enter")
        await pilot.pause(0.1)
        assert "A file needs a name." in shown(program)
        await pilot.press("ctrl+u", *"~nobody-of-this-name/a.csv", "enter")
        await pilot.pause(0.1)
        await press(pilot, "enter")
        assert "a home that is not there" in prose(program)
        await press(pilot, "f")
        await pilot.press("ctrl+u", *"x" * 300, "enter")
        await pilot.pause(0.1)
        await press(pilot, "2", "enter")
        assert "cannot be written" in prose(program)


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits(tmp_path: Path, home: Path, size: tuple[int, int]) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, size) as (program, pilot):
        await press(pilot, "e", "f")
        assert "Folder and name" in shown(program)
