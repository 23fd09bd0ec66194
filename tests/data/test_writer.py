"""Writes are done in order, one at a time, and outlive whoever asked for them."""

from __future__ import annotations

import asyncio
import threading

import pytest

from data.writer import Writer


async def test_it_returns_and_raises_what_the_write_does() -> None:
    writer = Writer()
    assert await writer.run(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await writer.run(divmod, 7, 0)
    writer.close()


async def test_writes_are_done_in_order_on_one_thread() -> None:
    writer = Writer()
    seen: list[tuple[int, str]] = []

    def write(number: int) -> None:
        seen.append((number, threading.current_thread().name))

    await asyncio.gather(*(writer.run(write, number) for number in range(50)))
    assert [number for number, _ in seen] == list(range(50))
    assert len({name for _, name in seen}) == 1
    writer.close()


async def test_a_cancelled_wait_does_not_cancel_the_write() -> None:
    writer = Writer()
    began, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def write() -> None:
        began.set()
        go_on.wait(5)
        ended.set()

    waiting = asyncio.create_task(writer.run(write))
    queued = asyncio.create_task(writer.run(ended.wait, 5))
    await asyncio.to_thread(began.wait, 5)
    waiting.cancel()
    queued.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(asyncio.CancelledError):
        await queued
    go_on.set()
    writer.close()
    assert ended.is_set()


async def test_nothing_is_taken_after_the_end() -> None:
    writer = Writer()
    writer.close()
    with pytest.raises(RuntimeError):
        await writer.run(print)


async def test_why_a_write_failed_that_nobody_waits_for_is_kept() -> None:
    writer = Writer()
    began, go_on = threading.Event(), threading.Event()

    def write() -> None:
        began.set()
        go_on.wait(5)
        raise LookupError("locked")

    waiting = asyncio.create_task(writer.run(write))
    await asyncio.to_thread(began.wait, 5)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    await asyncio.to_thread(writer.close)
    writer.failed(LookupError("full"))
    assert [str(fault) for fault in writer.unseen] == ["locked", "full"]
