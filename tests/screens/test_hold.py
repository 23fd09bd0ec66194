"""HOLD during a programme: what Today says, what there is to watch, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.coach.model import Rating, Side
from app.trainer.desk import Desk
from screens.hold import HoldScreen
from screens.today import TodayScreen
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import a_desk, a_session, front, press, prose, running

SMALL = [(60, 20), (80, 24)]


def held(tmp_path: Path, latest: int = 1) -> Desk:
    """Two red sessions, the later one `latest` days ago."""
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 2)))
    red = (Rating("one_leg_squat", Side.BOTH, None, 6, 7, "knee"),)
    for number, days in ((1, latest + 5), (2, latest)):
        began = clock.instant - timedelta(days=days)
        desk.store.add_workout(
            replace(
                a_session(0, clock),
                id=f"red{number}",
                programme_id="p1",
                slot_key=f"phase1.1.{number}",
                day=began.date(),
                started_at=began,
                ended_at=began + timedelta(minutes=20),
                ratings=red,
            )
        )
    return desk


@pytest.mark.parametrize("size", SMALL)
async def test_today_says_why_who_and_how_to_come_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(held(tmp_path), size) as (program, pilot):
        said = prose(program)
        assert "On hold" in said
        assert "The light was red twice within 5 days on the same spot" in said
        assert "a physiotherapist fits" in said
        assert "If both" in said or "if both are clean" in said
        assert "enter what now" in said
        assert "step-up session" not in said
        await press(pilot, "enter")
        assert isinstance(front(program), HoldScreen)
        assert "Have someone look" in prose(program) or "pgdn more" in prose(program)
        await press(pilot, "1")
        assert isinstance(front(program), TodayScreen)


@pytest.mark.parametrize("size", SMALL)
async def test_the_runners_word_and_two_clean_questions_end_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = held(tmp_path)
    async with running(desk, size) as (program, pilot):
        await press(pilot, "enter", "2")
        assert "How is your training going?" in prose(program)
        await press(pilot, "1")
        assert "worst pain in the last week" in prose(program)
        await press(pilot, "2")
        assert "Is any of this true" in prose(program)
        await press(pilot, "enter")
        assert isinstance(front(program), TodayScreen)
        assert "On hold" not in prose(program)
        assert "phase 1" in prose(program)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.cleared == desk.clock.today()
    assert [row.choice for row in desk.store.decisions("hold")] == ["cleared"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("4", "0", "enter"), "the plan waits until it is not"),
        (("1", "3", "enter"), "Pain was 3 in the last week"),
        (("1", "0", "1", "enter"), "One of these signs is still there"),
    ],
)
async def test_without_clean_answers_it_stays(
    tmp_path: Path, keys: tuple[str, ...], words: str
) -> None:
    desk = held(tmp_path)
    async with running(desk) as (program, pilot):
        await press(pilot, "enter", "2", *keys)
        assert isinstance(front(program), HoldScreen)
        assert "It stays on hold" in prose(program)
        assert words in prose(program)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.cleared is None
    assert [row.choice for row in desk.store.decisions("hold")] == ["not cleared"]


async def test_it_is_not_cleared_on_the_day_of_the_red_light(tmp_path: Path) -> None:
    desk = held(tmp_path, latest=0)
    async with running(desk) as (program, pilot):
        await press(pilot, "enter", "2", "1", "0", "enter")
        assert "from tomorrow on" in prose(program)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.cleared is None
