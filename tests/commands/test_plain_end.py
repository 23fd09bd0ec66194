"""`--plain` ends when it is told to, however early that comes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.plain import _Plain, _say
from app.trainer.desk import Desk
from app.trainer.today import look
from tests.data.builders import an_enrolment
from tests.screens.rooms import a_desk

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


def test_what_comes_from_outside_is_shown_and_not_obeyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _say("One.\nA note: \x1b[2J\u202eabc\r")
    assert capsys.readouterr().out == "One.\nA note: \\x1b[2J\\u202eabc\\r\n"
