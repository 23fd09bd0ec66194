"""What Today's keys say about the sessions ahead: ten minutes, not today, preview."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.trainer.desk import Desk
from tests.data.builders import an_enrolment
from tests.screens.rooms import a_desk, press, prose, running, shown

SIZES = [(60, 20), (80, 24), (120, 40)]


def a_plan(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 20), weekdays=(1, 3, 5)))
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_the_ten_minute_version_comes_and_goes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(a_plan(tmp_path), size) as (program, pilot):
        whole = prose(program)
        assert "3 × 10" in whole
        await press(pilot, "t")
        assert "1 × 10" in prose(program)
        assert "3 × 10" not in prose(program)
        await press(pilot, "t")
        assert prose(program) == whole


async def test_the_key_of_the_other_length_says_which_it_is(tmp_path: Path) -> None:
    async with running(a_plan(tmp_path), (120, 40)) as (program, pilot):
        for here, other in (("t ten minutes", "t whole session"), ("t whole session", "t ten")):
            foot = shown(program).splitlines()[-1]
            assert here in foot
            assert other not in foot
            await press(pilot, "t")


@pytest.mark.parametrize("size", SIZES)
async def test_not_today_names_the_days_that_are_left(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(a_plan(tmp_path), size) as (program, pilot):
        await press(pilot, "m")
        assert "It fits on Sat 21 Nov" in prose(program)
        assert "The day it was first due stays in the log" in prose(program)
        await press(pilot, "m")
        assert "3 × 10" in prose(program)


@pytest.mark.parametrize("size", SIZES)
async def test_the_preview_shows_what_is_ahead(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(a_plan(tmp_path), size) as (program, pilot):
        await press(pilot, "p")
        assert "If all goes as planned" in shown(program)
        assert "One-legged squat" in shown(program)
        await press(pilot, "p")
        assert "If all goes as planned" not in shown(program)


async def test_preview_says_why_and_names_no_rule_itself(tmp_path: Path) -> None:
    async with running(a_plan(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "p")
        assert "rule " not in prose(program)
        await press(pilot, "w")
        assert "rule D." in prose(program)
        await press(pilot, "w", "p")


@pytest.mark.parametrize("size", [*SIZES, (160, 50)])
async def test_the_preview_breaks_no_line_of_minutes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(a_plan(tmp_path), size) as (program, pilot):
        await press(pilot, "p")
        minutes = [line for line in shown(program).splitlines() if "min of work" in line]
        assert minutes
        assert all("all in · at home" in line for line in minutes)
        beside = [line for line in minutes if "Nov" in line]
        assert bool(beside) == (size[0] > 60)
