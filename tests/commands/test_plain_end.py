"""`--plain` ends when it is told to, however early that comes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.coach.model import SetStatus, WorkoutStatus
from app.commands.plain import _Plain, _say
from app.trainer.desk import Desk
from app.trainer.today import look
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import a_desk, a_session

_LONGEST = 20.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment())
    yield desk
    desk.store.close()


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """What is written here is typed; closed, the input ends."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as typed:
        monkeypatch.setattr("sys.stdin", typed)
        yield writing


def test_an_input_that_is_over_before_the_first_question_ends_it(desk: Desk, keyboard: int) -> None:
    os.close(keyboard)
    assert asyncio.run(asyncio.wait_for(_Plain(desk).run(), _LONGEST)) == 0
    assert look(desk).unfinished is None


def test_a_signal_before_the_first_question_ends_it(desk: Desk, keyboard: int) -> None:
    async def told() -> int:
        plain = _Plain(desk)
        running = asyncio.create_task(plain.run())
        await asyncio.sleep(0)
        plain._end(143)
        return await asyncio.wait_for(running, _LONGEST)

    try:
        assert asyncio.run(told()) == 143
    finally:
        os.close(keyboard)
    assert look(desk).unfinished is None


@pytest.mark.parametrize("key", [b"\r", b"\r\r\rx"])
def test_an_input_that_ends_with_the_start_leaves_no_session_that_nobody_can_answer(
    desk: Desk, keyboard: int, key: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    async def typed() -> int:
        plain = _Plain(desk)
        running = asyncio.create_task(plain.run())
        while plain._choice is None and not running.done():
            await asyncio.sleep(0)
        os.write(keyboard, key)
        os.close(keyboard)
        return await asyncio.wait_for(running, _LONGEST)

    assert asyncio.run(typed()) == 0
    assert "enter starts it" in capsys.readouterr().out
    left = look(desk).unfinished
    assert left is None or not left.running


def _typed_one_by_one(desk: Desk, keyboard: int, *keys: bytes) -> None:
    """Type each key when it is asked for, then end the input."""

    async def typed() -> int:
        plain = _Plain(desk)
        running = asyncio.create_task(plain.run())
        asked = None
        for key in keys:
            while plain._choice is asked and not running.done():
                await asyncio.sleep(0)
            asked = plain._choice
            os.write(keyboard, key)
        if keys[-1] != b"q":
            os.close(keyboard)
        return await asyncio.wait_for(running, _LONGEST)

    assert asyncio.run(typed()) == 0


def test_a_session_that_comes_too_early_is_asked_about_once_more(
    desk: Desk, keyboard: int, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.store.add_workout(replace(a_session(0, MovableClock()), programme_id="p1"))
    _typed_one_by_one(desk, keyboard, b"\r", b"q")
    said = capsys.readouterr().out
    assert "until Sunday. enter again starts it all the same, q leaves." in said
    assert look(desk).unfinished is None


def test_one_with_nothing_done_is_ended_only_when_asked_twice(
    desk: Desk, keyboard: int, capsys: pytest.CaptureFixture[str]
) -> None:
    sets = tuple(
        replace(row, status=SetStatus.PLANNED, actual=None, started_at=None, ended_at=None)
        for row in a_session(0, MovableClock()).sets
    )
    live = replace(a_session(0, MovableClock()), sets=sets, ratings=(), ended_at=None)
    desk.store.add_workout(replace(live, status=WorkoutStatus.LIVE))
    _typed_one_by_one(desk, keyboard, b"f", b"q")
    assert "Nothing of it is done. f again ends it all the same" in capsys.readouterr().out
    assert look(desk).unfinished is not None


def test_what_comes_from_outside_is_shown_and_not_obeyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _say("One.\nA note: \x1b[2J\u202eabc\r")
    assert capsys.readouterr().out == "One.\nA note: \\x1b[2J\\u202eabc\\r\n"
