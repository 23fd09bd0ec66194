"""The question of the morning after, on Today: asked once, answered with one key, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.coach.model import Rating, Side, WorkoutRecord
from app.trainer.desk import Desk
from screens.today import TodayScreen
from screens.why import WhyScreen
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import a_desk, a_session, front, press, prose, running, shown

SMALL = [(60, 20), (80, 24)]


def sore(clock: MovableClock, *ratings: Rating, days: int = 2) -> WorkoutRecord:
    record = a_session(1, clock)
    began = clock.instant - timedelta(days=days)
    return replace(
        record, day=began.date(), started_at=began, ended_at=began, ratings=ratings, id="sore"
    )


def lunge(pain: int | None, place: str = "left knee") -> Rating:
    return Rating("forward_lunge", Side.BOTH, None, 6, pain, place)


def a_plan(tmp_path: Path, *ratings: Rating, days: int = 2) -> Desk:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 2)))
    desk.store.add_workout(sore(clock, *ratings, days=days))
    return desk


def mornings(desk: Desk) -> list[str | None]:
    return [rating.next_morning for rating in desk.store.workout("sore").ratings]


@pytest.mark.parametrize("size", SMALL)
async def test_one_key_answers_and_another_takes_it_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = a_plan(tmp_path, lunge(3))
    async with running(desk, size) as (program, pilot):
        assert "The left knee said 3 on" in prose(program)
        assert "This morning? G gone S same W worse N new" in prose(program)
        await press(pilot, "S")
        assert mornings(desk) == ["same"]
        assert "Left knee: same this morning. u take it back" in prose(program)
        assert "This morning?" not in prose(program)
        await press(pilot, "u")
        assert mornings(desk) == [None]
        assert "This morning?" in prose(program)
        await press(pilot, "G")
        assert mornings(desk) == ["gone"]


@pytest.mark.parametrize(
    ("key", "said"), [("g", "gone"), ("s", "same"), ("w", "worse"), ("n", "new")]
)
async def test_a_small_letter_answers_while_it_is_asked(
    tmp_path: Path, key: str, said: str
) -> None:
    desk = a_plan(tmp_path, lunge(3))
    async with running(desk, (100, 60)) as (program, pilot):
        await press(pilot, "question_mark")
        assert "The gate and the self-tests" not in prose(program)
        assert f"{key.upper()} {key} This morning it" in prose(program)
        await press(pilot, "q", key)
        assert isinstance(front(program), TodayScreen)
        assert mornings(desk) == [said]
        await press(pilot, "question_mark")
        assert "g The gate and the self-tests" in prose(program)
        await press(pilot, "q", "w")
        assert isinstance(front(program), WhyScreen)


async def test_the_old_value_stays_in_the_log(tmp_path: Path) -> None:
    desk = a_plan(tmp_path, lunge(3))
    async with running(desk) as (_program, pilot):
        await press(pilot, "W", "u", "G")
    told = [(one.rows[0].before, one.rows[0].after) for one in desk.store.changesets("sore")]
    assert told == [
        ({"next_morning": None}, {"next_morning": "worse"}),
        ({"next_morning": "worse"}, {"next_morning": None}),
        ({"next_morning": None}, {"next_morning": "gone"}),
    ]


@pytest.mark.parametrize(
    ("rating", "days"), [(lunge(0), 2), (lunge(None), 2), (lunge(3), 0), (lunge(3), 3)]
)
async def test_it_is_not_asked_without_pain_or_too_late(
    tmp_path: Path, rating: Rating, days: int
) -> None:
    desk = a_plan(tmp_path, rating, days=days)
    async with running(desk) as (program, pilot):
        assert "This morning?" not in prose(program)
        await press(pilot, "G", "S", "W", "N")
        assert mornings(desk) == [None]


async def test_each_spot_is_asked_about_the_worst_first(tmp_path: Path) -> None:
    desk = a_plan(
        tmp_path,
        lunge(2, "hip"),
        Rating("one_leg_squat", Side.BOTH, None, 6, 4, ""),
    )
    async with running(desk) as (program, pilot):
        assert "Pain was 4 in the one-legged squat" in prose(program)
        await press(pilot, "G")
        assert "The hip said 2 on" in prose(program)
        await press(pilot, "N")
        assert "This morning?" not in prose(program)
        assert mornings(desk) == ["new", "gone"]


@pytest.mark.parametrize("size", SMALL)
async def test_an_amber_spot_may_be_ticked_as_a_diagnosed_tendon(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = a_plan(tmp_path, lunge(4, "left Achilles"))
    async with running(desk, size) as (program, pilot):
        assert "d tick it as a tendon that was diagnosed" in prose(program)
        await press(pilot, "d")
        enrolment = desk.store.enrolment()
        assert enrolment is not None
        assert enrolment.tendons == {"left achilles"}
        assert "d ticked as a diagnosed tendon, limit 5" in prose(program)
        await press(pilot, "d")
        enrolment = desk.store.enrolment()
        assert enrolment is not None
        assert enrolment.tendons == frozenset()
    assert {row.choice for row in desk.store.decisions("tendon")} == {"diagnosed", "not diagnosed"}


async def test_what_rests_for_pain_is_said_on_today(tmp_path: Path) -> None:
    desk = a_plan(tmp_path, lunge(4))
    async with running(desk) as (program, pilot):
        await press(pilot, "W")
        assert "Forward lunge is left out. Pain was 4, and worse the next" in prose(program)


async def test_a_green_spot_is_never_ticked(tmp_path: Path) -> None:
    desk = a_plan(tmp_path, lunge(2, "left Achilles"))
    async with running(desk) as (program, pilot):
        await press(pilot, "d")
        enrolment = desk.store.enrolment()
        assert enrolment is not None
        assert enrolment.tendons == frozenset()
        assert "tendon" not in shown(program)
