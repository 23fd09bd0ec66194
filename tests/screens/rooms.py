"""A program on a temporary log, with a history to look at, and ways to see what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from app.coach.model import (
    Rating,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Tempo,
    WorkoutRecord,
    WorkoutStatus,
)
from app.settings import Settings
from app.trainer.desk import Desk
from app.tui import StrideApp, build
from tests.data.builders import MovableClock, a_set, a_workout
from tests.screens.settling import settled, watch_threads
from tests.trainer.training_room import make_desk

SIZES = [(60, 20), (80, 24), (120, 40), (160, 50)]
THEMES = ["dark", "light"]


def a_desk(folder: Path, clock: MovableClock | None = None, theme: str = "dark") -> Desk:
    """Return a desk on an empty folder."""
    return make_desk(folder, clock or MovableClock(), Settings(theme=theme, sound="bell"))  # type: ignore[arg-type]  # any clock will do


def a_session(
    number: int, clock: MovableClock, *, note: str = "", title: str = ""
) -> WorkoutRecord:
    """Return an ended session, `number` sessions of two days before the clock's day."""
    began = clock.instant - timedelta(days=2 * number)
    sets: list[SetRow] = []
    for exercise_id in ("one_leg_squat", "forward_lunge"):
        for set_no in (1, 2):
            for side in (Side.LEFT, Side.RIGHT):
                last = exercise_id == "forward_lunge" and set_no == 2
                sets.append(
                    a_set(
                        len(sets),
                        exercise_id=exercise_id,
                        set_no=set_no,
                        set_count=2,
                        side=side,
                        tempo=Tempo(2, 0, 1, 0),
                        status=SetStatus.SKIPPED if last else SetStatus.DONE,
                        skip_reason=SkipReason.TIRED if last else None,
                        actual=None if last else 10,
                        note=note,
                    )
                )
    ratings = [
        Rating("one_leg_squat", Side.LEFT, 3 + number % 2),
        Rating("one_leg_squat", Side.RIGHT, 5),
        Rating("one_leg_squat", Side.BOTH, None, 6, 1, note),
    ]
    return a_workout(
        f"w{number}",
        day=began.date(),
        started_at=began,
        ended_at=began + timedelta(minutes=24),
        status=WorkoutStatus.ENDED,
        title=title or "Strength, balance, coordination",
        note=note,
        sets=tuple(sets),
        ratings=tuple(ratings),
    )


def with_history(desk: Desk, clock: MovableClock, sessions: int, note: str = "") -> None:
    """Store so many ended sessions, the newest two days old."""
    desk.store.add_workouts(
        tuple(a_session(number, clock, note=note) for number in range(sessions, 0, -1))
    )


def unfinished(desk: Desk, clock: MovableClock) -> WorkoutRecord:
    """Store a session that was begun and not ended."""
    record = replace(a_session(0, clock), id="live", status=WorkoutStatus.LIVE, ended_at=None)
    desk.store.add_workout(record)
    return record


@asynccontextmanager
async def running(
    desk: Desk, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[StrideApp, Pilot[None]]]:
    """Run the program without a terminal; leave when the block ends."""
    watch_threads()
    program = build(desk)
    async with program.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield program, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until what they did is done."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def press_at_once(program: StrideApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys faster than the program takes them, and wait until what they did is done."""
    for key in keys:
        program.post_message(events.Key(key, key if len(key) == 1 else None))
    await settled(pilot)


def shown(program: StrideApp) -> str:
    """Return all text of the screen in front, line by line."""
    strips = program.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def front(program: StrideApp) -> object:
    """Return the screen in front; a call, so that a type checker does not think it stays."""
    return program.screen


def prose(program: StrideApp) -> str:
    """Return the text of the screen in front as one line, notices included."""
    return " ".join(shown(program).replace("▌", " ").split())
