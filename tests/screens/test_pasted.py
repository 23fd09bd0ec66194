"""What a terminal pastes: several lines become one, a path the path that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from screens import pasted
from screens.ask_line import AskLineScreen
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk, press, running, with_history
from tests.screens.settling import settled


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/tmp/run.fit", "/tmp/run.fit"),
        (" '/tmp/my run.fit' ", "/tmp/my run.fit"),
        ('"/tmp/my run.fit"', "/tmp/my run.fit"),
        ("file:///tmp/my%20run%231.fit", "/tmp/my run#1.fit"),
        ("/tmp/100%20more.fit", "/tmp/100%20more.fit"),
        ("~/run.fit", str(Path.home() / "run.fit")),
    ],
)
def test_what_was_meant_is_read(text: str, meant: str) -> None:
    assert pasted.path(text) == Path(meant)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("\n", ""),
        (" a word ", " a word "),
        ("felt light\n", "felt light"),
        ("felt light,\r\n  then heavy\n\nat the end", "felt light, then heavy at the end"),
    ],
)
def test_all_lines_come_along(text: str, line: str) -> None:
    assert pasted.one_line(text) == line


@pytest.mark.parametrize("text", ["", " ", "/no/such", "~nobody-of-this-name/x", "a\0b"])
def test_what_is_not_there_is_said(text: str) -> None:
    assert pasted.wrong(text) == "There is no such file or folder."


def test_what_is_there_is_right(tmp_path: Path) -> None:
    there = tmp_path / "a b.csv"
    there.touch()
    assert pasted.wrong(there.as_uri()) == ""


async def test_all_of_a_note_of_several_lines_is_kept(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1, note="Fine.")
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "enter", "c", "down", "down", "down", "down", "enter")
        program.post_message(events.Paste(" Then\nthe knee\nagain."))
        await settled(pilot)
        await press(pilot, "enter")
        assert desk.store.workout("w1").note == "Fine.Then the knee again."


async def test_a_path_that_is_pasted_replaces_the_one_that_stood_there(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        screen = AskLineScreen("Where to", "/home/of/before.csv", lambda _: "", path=True)
        await program.push_screen(screen)
        program.post_message(events.Paste("/tmp/a"))
        await settled(pilot)
        assert screen.line.value == "/tmp/a"
        # What was typed or pasted into is no longer what stood there.
        program.post_message(events.Paste("/b"))
        await settled(pilot)
        assert screen.line.value == "/tmp/a/b"
