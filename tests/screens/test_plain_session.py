"""The session in lines of text, where the log cannot be written."""

from __future__ import annotations

import asyncio
import sqlite3

from app.coach.model import Section, SetStatus
from app.trainer import training
from app.trainer.desk import Desk
from data.store import Store
from data.writer import Writer
from screens.plain_session import PlainSession
from tests.trainer.training_room import MovableClock, item, prescription


class Heard:
    """What was said, line by line, and a way to wait for words."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._more = asyncio.Event()

    def say(self, line: str) -> None:
        self.lines.append(line)
        self._more.set()

    async def until(self, words: str) -> None:
        while not any(words in line for line in self.lines):
            self._more.clear()
            await self._more.wait()


async def test_left_without_its_last_steps_it_ends_quietly_and_can_be_resumed(
    desk: Desk, clock: MovableClock
) -> None:
    desk.store.close()
    desk.store = Store(desk.paths.log, clock, busy_seconds=0.05)
    live, heard, writer = training.begin(desk, prescription()), Heard(), Writer()
    session = PlainSession(live, desk, writer, heard.say, lambda: None)
    other = sqlite3.connect(desk.paths.log, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    running = asyncio.create_task(session.run())
    await heard.until("which keys work")
    session.press("h")
    session.press("l")
    await heard.until("NOT SAVED.")
    session.press("q")
    session.press("p")
    await heard.until("The last steps are not in the log")
    session.press("l")
    await running
    assert sum("NOT SAVED." in line for line in heard.lines) == 1
    other.execute("ROLLBACK")
    other.close()
    writer.close()
    again = training.resume(desk, live.record.id)
    assert again.state.cursor == 0
    again.close()


async def test_help_names_each_key_of_a_pair_by_itself(desk: Desk) -> None:
    live, heard, writer = training.begin(desk, prescription()), Heard(), Writer()
    session = PlainSession(live, desk, writer, heard.say, lambda: None)
    running = asyncio.create_task(session.run())
    await heard.until("which keys work")
    for key in ("space", "space", "question_mark"):
        session.press(key)
    await heard.until("One less")
    lines = "\n".join(heard.lines).splitlines()
    assert any(line.startswith("←: One less") for line in lines)
    assert any(line.startswith("→: One more") for line in lines)
    for key in ("q", "p"):
        session.press(key)
    await running
    writer.close()


async def test_red_pain_in_a_warm_up_is_answered_at_once_and_nothing_begins_meanwhile(
    desk: Desk, clock: MovableClock
) -> None:
    warm_up = item("ankling", targets=(4,), section=Section.OPENING, rated=False)
    planned = prescription(warm_up, item("forward_lunge", targets=(4,)))
    live, heard, writer = training.begin(desk, planned), Heard(), Writer()
    session = PlainSession(live, desk, writer, heard.say, lambda: None)
    running = asyncio.create_task(session.run())
    await heard.until("which keys work")
    for seconds, keys in ((0, ("space",)), (5, ("space",)), (9, ("space", "space"))):
        clock.move(seconds)
        for key in keys:
            session.press(key)
    clock.move(5)
    heard.lines.clear()
    for key in ("exclamation_mark", "6"):
        session.press(key)
    assert live.state.rows[1].status is SetStatus.SKIPPED
    assert "Ankling. Pain was 6; this exercise rests for 72 hours." in heard.lines
    assert any(line.startswith("Ankling: where does it hurt?") for line in heard.lines)
    assert not any("PAUSED" in line for line in heard.lines)
    assert live.next_change(clock.now()) is None
    session.press("enter")
    assert live.next_change(clock.now()) is not None
    for key in ("q", "p"):
        session.press(key)
    await running
    writer.close()
