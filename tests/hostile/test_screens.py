"""Every screen on a log with hostile text in every free column: seen as text, never obeyed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screens.live import LiveScreen
from screens.resume import ResumeScreen
from screens.why import RecordWhyScreen
from tests.data.builders import MovableClock
from tests.hostile.test_harmless_files import FORMULAS, TAGS
from tests.hostile.test_harmless_files import spoil as spoil_with
from tests.hostile.test_terminal_is_never_commanded import HOSTILE, commanding
from tests.screens.rooms import a_desk, press, running, shown

MARKUP = (
    HOSTILE.replace("\x00", ""),
    "[@click=app.quit]x[/]",
    "[bold",
    "[/]",
    "$x [link=file:///etc/passwd]y[/link]",
    "x" * 3000,
    "\n" * 50,
)

# Each from the first screen; what is not there on this log leaves the keys without effect.
WALKS = {
    "today": ("w", "down", "q", "p", "q", "g", "q", "t", "v", "q"),
    "history": ("2", "enter", "down", "q", "down", "down", "enter", "w", "q", "end", "enter"),
    "correct": ("2", "down", "down", "enter", "c", "enter", "x", "escape", "q", "d", "x", "q"),
    "delete": ("2", "down", "down", "d", "u", "d", "x", "enter", "q", "u"),
    "filter": ("2", "f", "down", "right", "right", "down", "right", "escape", "slash", "r", "e"),
    "add": ("2", "n", "space", "enter", "enter"),
    "charts": (
        "3", *"crsdpwtml", "n", "tab", "right", "right", "n", "enter", "down", "q", "z", "z",
        "comma", "r", "n", "enter", "q", "v", "down", "q",
    ),
    "library": ("4", "enter", "down", "q", "slash", "x", "escape"),
    "settings": ("5", "down", "down", "enter", "escape", "k", "q"),
    "export": ("e", "down", "down", "tab", "q"),
    "import": ("i", "w", "x", "enter", "escape", "q"),
    "outside": ("o", "down", "q", "k", "q"),
    "about": ("a", "down", "q", "question_mark", "q"),
}  # fmt: skip


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
@pytest.mark.parametrize("walk", sorted(WALKS))
async def test_no_screen_passes_on_a_command(
    made_up: Path, tmp_path: Path, walk: str, size: tuple[int, int]
) -> None:
    log = Path(shutil.copy(made_up, tmp_path / "log.db"))
    spoil_with(log, (*MARKUP, *TAGS, *FORMULAS))
    clock = MovableClock(datetime.now(UTC))  # noqa: TID251 -- the log of the made-up runner ends today
    async with running(a_desk(tmp_path, clock), size) as (program, pilot):
        assert commanding(shown(program)) == set()
        for key in WALKS[walk]:
            await press(pilot, key)
            assert commanding(shown(program)) == set(), key
        assert program.is_running
        await press(pilot, "escape")


@pytest.mark.parametrize("text", MARKUP[:-1], ids=range(len(MARKUP) - 1))
async def test_names_of_files_on_screens_are_text(tmp_path: Path, text: str) -> None:
    folder = tmp_path / text.replace("/", "").strip()[:80]
    folder.mkdir()
    (folder / "broken.gpx").write_text(text)
    desk = a_desk(folder)
    desk.paths.settings.write_text("nonsense")
    async with running(desk) as (program, pilot):
        for key in ("5", "1", "i", "w"):
            await press(pilot, key)
            assert commanding(shown(program)) == set(), key
        pilot.app.screen.query("Input").last().value = str(folder)  # type: ignore[attr-defined]  # as it is pasted
        for key in ("enter", "enter"):
            await press(pilot, key)
            assert commanding(shown(program)) == set(), key
        assert "broken.gpx" in shown(program)
        assert program.is_running


LIVE = (
    *("l", "q", "r", "enter", "space", "w", "q", "question_mark", "q", "n", "x", "escape"),
    *("exclamation_mark", "p", "escape", "c", "1", "q", "s", "q", "x", "space", "3", "u"),
    *("q", "e", "enter", "enter", "enter", "enter", "space"),
)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_no_running_session_passes_on_a_command(
    made_up: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    log = Path(shutil.copy(made_up, tmp_path / "log.db"))
    with closing(sqlite3.connect(log)) as held, held:
        (newest,) = held.execute("SELECT id FROM workout ORDER BY started_at DESC").fetchone()
        held.execute("UPDATE workout SET status='live', ended_at=NULL WHERE id=?", (newest,))
        held.execute(
            "UPDATE workout_set SET status='planned', actual=NULL, started_at=NULL, ended_at=NULL"
            " WHERE workout_id=? AND pos > 1",
            (newest,),
        )
    spoil_with(log, (*MARKUP, *TAGS, *FORMULAS))
    clock = MovableClock(datetime.now(UTC))  # noqa: TID251 -- the log of the made-up runner ends today
    seen: set[type[object]] = set()
    async with running(a_desk(tmp_path, clock), size) as (program, pilot):
        for key in LIVE:
            assert commanding(shown(program)) == set(), key
            await press(pilot, key)
            seen.add(type(program.screen))
        assert program.is_running
        await press(pilot, "escape")
    assert {ResumeScreen, LiveScreen, RecordWhyScreen} <= seen
