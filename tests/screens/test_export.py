"""Export: choose, look at the first lines, write, and be told in a sentence."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from textual.widgets import Input
from textual_fspicker.base_dialog import Dialog

from app.trainer.exporting import Wish
from app.trainer.exports.registry import FORMATS
from app.tui import StrideApp
from screens.export import ExportScreen
from screens.export_text import ExportView, export_text
from screens.pick_file import SaveScreen
from tests.data.builders import MovableClock
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
from tests.screens.settling import settled
from tests.screens.waiting import reached, until


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
        assert "is there already; o replaces it" in prose(program)
        assert "--force" not in prose(program)
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
        await until(pilot, lambda: "swap them" in prose(program))
        await press(pilot, "u")
        await pilot.press("ctrl+u", "enter")
        await press(pilot, "f")
        await pilot.press("ctrl+u", "enter")
        assert "A file needs a name." in shown(program)
        await pilot.press(*"~/a b.csv", "enter")
        await reached(pilot, ExportScreen)
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
        await until(pilot, lambda: "since  the beginning" in shown(program))
        await press(pilot, "q")
        assert not isinstance(front(program), ExportScreen)


async def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "f")
        await pilot.press("ctrl+u", *"/nowhere/at/all.csv", "enter")
        await reached(pilot, ExportScreen)
        await press(pilot, "enter")
        assert "/nowhere/at" in prose(program).partition("until")[2]


@asynccontextmanager
async def slow_files(program: StrideApp) -> AsyncIterator[None]:
    """Keep what writes files at work for as long as the block lasts."""
    over = threading.Event()
    waiting = asyncio.ensure_future(program.files.run(over.wait))
    try:
        yield
    finally:
        over.set()
        await waiting


@pytest.mark.parametrize(
    ("name", "words"), [("~/a.csv", "Written: 8 sets"), ("/nowhere/at/all.csv", "/nowhere/at")]
)
async def test_who_would_leave_while_it_is_written_is_told_how_it_ended(
    tmp_path: Path, home: Path, name: str, words: str
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "f")
        await pilot.press("ctrl+u", *name, "enter")
        await reached(pilot, ExportScreen)
        await settled(pilot)
        async with slow_files(program):
            await pilot.press("enter", "q")
            assert isinstance(front(program), ExportScreen)
            await until(pilot, lambda: "It is still being written" in prose(program))
        await settled(pilot)
        assert words in prose(program).partition("verify")[2]
        assert "still being written" not in prose(program)
        await press(pilot, "q")
        assert not isinstance(front(program), ExportScreen)


async def test_a_name_nobody_can_write_to_is_a_sentence(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "f")
        await pilot.press("ctrl+u", "full_stop", "enter")
        await until(pilot, lambda: "A file needs a name." in shown(program))
        await pilot.press("ctrl+u", *"~nobody-of-this-name/a.csv", "enter")
        await reached(pilot, ExportScreen)
        await press(pilot, "enter")
        assert "a home that is not there" in prose(program)
        await press(pilot, "f")
        await pilot.press("ctrl+u", *"x" * 300, "enter")
        await reached(pilot, ExportScreen)
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


async def test_every_format_can_be_chosen_and_says_what_it_is(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 2)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e")
        for number, form in enumerate(FORMATS.values(), 1):
            assert f"▸{number % 10} {form.name}" in shown(program)
            assert form.summary[1:] in prose(program)
            assert ("v verify" in shown(program)) == (form.takes[0] in form.reads)
            await press(pilot, "down")
        assert "▸1 csv" in shown(program)
        await press(pilot, "up")
        assert f"{list(FORMATS)[-1]}" in shown(program).partition("▸")[2][:12]
        await press(pilot, "3")
        assert '"stridetui-log-lines"' in shown(program)


async def test_it_is_read_back_and_the_count_told(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "2", "v")
        assert "yes, and compared" in prose(program)
        await press(pilot, "enter")
        assert "Read back: 24 sets, 0 differences." in prose(program)


async def test_it_is_said_where_a_discarded_session_is(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    with closing(sqlite3.connect(desk.paths.log)) as raw, raw:
        raw.execute(
            "UPDATE workout SET status = 'discarded' WHERE day = (SELECT max(day) FROM workout)"
        )
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "v", "enter")
        assert "Read back: 16 sets, 0 differences. 1 discarded session left out." in prose(program)
        await press(pilot, "2", "enter")
        assert "1 discarded session is in it, too." in prose(program)


async def test_a_report_is_not_offered_to_be_read_back(tmp_path: Path, home: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "e", "4")
        assert "verify not for this one" in prose(program)


async def test_everything_as_tables_goes_into_a_folder(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 3)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "w", "w", "w")
        assert "what   everything" in shown(program)
        assert "folder" in shown(program)
        assert "not for this one" not in shown(program)
        await press(pilot, "enter")
        assert "Written: 24 sets of 3 sessions" in prose(program)
        folder = home / "Documents" / "stridetui-2026-11-20-csv"
        assert (folder / "dictionary.csv").is_file()
        await press(pilot, "w")
        assert "stridetui-2026-11-20.csv" in shown(program)


async def test_digits_in_the_path_are_letters(tmp_path: Path, home: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "f")
        await pilot.press("ctrl+u", *"~/1234567890 q.csv", "enter")
        await reached(pilot, ExportScreen)
        assert "▸1 csv" in shown(program)
        await press(pilot, "enter")
        assert (home / "1234567890 q.csv").is_file()


@pytest.mark.parametrize("theme", THEMES)
async def test_a_file_is_picked_among_the_folders(tmp_path: Path, home: Path, theme: str) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock, theme)
    with_history(desk, clock, 1)
    (home / "Documents" / "[red]x").mkdir()
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "e", "b")
        await until(pilot, lambda: "[red]x" in shown(program))
        picker = front(program)
        assert isinstance(picker, SaveScreen)
        panel = program.get_css_variables()["panel"]
        assert picker.query_one(Dialog).styles.background.hex.casefold() == panel.casefold()
        line = picker.query_one(Input)
        line.focus()
        await pilot.press("home", "1", "2", "enter")
        await reached(pilot, ExportScreen)
        await until(pilot, lambda: "12stridetui-2026-11-20.csv" in shown(program))
        await press(pilot, "b")
        await reached(pilot, SaveScreen)
        await pilot.press("escape")
        await reached(pilot, ExportScreen)
        await settled(pilot)
        assert "12stridetui-2026-11-20.csv" in shown(program)


def test_a_long_export_shows_how_far_it_is_and_differences_are_named() -> None:
    view = ExportView(
        Wish(FORMATS["csv"]),
        Path("/tmp/a.csv"),
        verify=True,
        share=0.42,
        said="Written.",
        differences=("set 1: [red]note is 'a' in the log and 'b' in the file.",),
    )
    text = export_text(view, 70).plain
    assert "42 %" in text
    assert text.count("█") == 17
    assert "set 1: [red]note" in text
