"""The README's five minutes, key by key, on the log of the made-up runner."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.trainer.demo import make
from screens.entry import EntryScreen
from screens.export import ExportScreen
from screens.help import HelpScreen
from screens.history import HistoryScreen
from screens.library import LibraryScreen
from screens.live import LiveScreen
from screens.progress import ProgressScreen
from screens.resume import ResumeScreen
from screens.review import ReviewScreen
from screens.settings import SettingsScreen
from screens.today import TodayScreen
from screens.why import WhyScreen
from tests.data.builders import MovableClock
from tests.front.page import README, code
from tests.screens.rooms import a_desk, front, press, prose, running

TOUR = README.section("Five minutes with somebody else's log")
# What the tour presses, in its order, and what is to be in front then.
STEPS: tuple[tuple[str, type[object]], ...] = (
    ("w", WhyScreen),
    ("q", TodayScreen),
    ("t", TodayScreen),
    ("t", TodayScreen),
    ("enter", TodayScreen),
    ("enter", LiveScreen),
    ("space", LiveScreen),
    ("space", LiveScreen),
    ("p", LiveScreen),
    ("p", LiveScreen),
    ("u", LiveScreen),
    ("exclamation_mark", LiveScreen),
    ("q", LiveScreen),
    ("q", LiveScreen),
    ("p", TodayScreen),
    ("r", ResumeScreen),
    ("enter", LiveScreen),
    ("q", LiveScreen),
    ("p", TodayScreen),
    ("2", HistoryScreen),
    ("slash", HistoryScreen),
    ("s", HistoryScreen),
    ("escape", HistoryScreen),
    ("enter", EntryScreen),
    ("q", HistoryScreen),
    ("3", ProgressScreen),
    ("tab", ProgressScreen),
    ("n", ProgressScreen),
    ("v", ReviewScreen),
    ("q", ProgressScreen),
    ("4", LibraryScreen),
    ("5", SettingsScreen),
    ("e", ExportScreen),
    ("question_mark", HelpScreen),
    ("q", ExportScreen),
    ("q", SettingsScreen),
)


async def test_the_tour_leads_where_it_says(tmp_path: Path) -> None:
    asked = a_desk(tmp_path, MovableClock(datetime.now(UTC)))  # noqa: TID251 -- a day like any other
    desk = make(asked, tmp_path / "demo.db", ())
    async with running(desk, size=(120, 34)) as (program, pilot):
        assert "phase 4 · week 4" in prose(program)
        for key, screen in STEPS:
            await press(pilot, key)
            assert isinstance(front(program), screen), f"{key} leads to {front(program)}."


def test_the_tour_presses_what_it_names() -> None:
    signs = {"!": "exclamation_mark", "/": "slash", "?": "question_mark"}
    named = {signs.get(key, key) for key in code(TOUR)} - {"c", "stridetui"}
    assert named <= {key for key, _ in STEPS}
