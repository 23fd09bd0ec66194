"""Text from outside goes through every screen as text: never markup, never a terminal's command."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.coach.last_times import LastTime
from app.coach.model import Decision, Rating, Side
from screens.today_text import Room, today_text
from screens.why import why_text
from screens.workout import workout_text
from tests.data.builders import HOSTILE, MovableClock, an_enrolment
from tests.screens.rooms import (
    SIZES,
    a_desk,
    a_session,
    press,
    prose,
    running,
    shown,
)
from tests.screens.test_today import SESSION, SLOT, VIEW

TEXTS = [*HOSTILE, "[@click=app.quit]x[/]", "a\u202eb", "\u2028", "x" * 500]


MARKS = "[]=@'5"


def harmless(text: str) -> bool:
    return not any(
        unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in text if sign != "\n"
    )


def marks_of(text: str) -> str:
    """Return what of a text has to be seen whatever becomes of the rest."""
    return "".join(sign for sign in text if sign in MARKS)[:3]


@pytest.mark.parametrize("size", [(80, 24)])
async def test_the_time_line_and_every_session_show_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.add_workouts(
        tuple(
            a_session(number, clock, note=text, title=text) for number, text in enumerate(TEXTS, 1)
        )
    )
    async with running(desk, size) as (program, pilot):
        await press(pilot, "2")
        for text in TEXTS:
            await press(pilot, "enter")
            assert harmless(shown(program))
            assert marks_of(text) in "".join(sign for sign in shown(program) if sign in MARKS)
            await press(pilot, "q")
            assert harmless(shown(program))
            await press(pilot, "down")


@pytest.mark.parametrize("text", TEXTS)
def test_a_session_says_it_in_every_field(tmp_path: Path, text: str) -> None:
    session = a_session(1, MovableClock(), note=text, title=text)
    sets = tuple(
        replace(row, exercise_id=text, rung=text, rule=text, why=text) for row in session.sets
    )
    ratings = (Rating(text, Side.BOTH, None, 5, 5, text, text),)
    hostile = replace(session, sets=sets, ratings=ratings)
    assert harmless(workout_text(hostile, a_desk(tmp_path).library, 73).plain)


@pytest.mark.parametrize("text", TEXTS)
def test_today_and_why_show_it(tmp_path: Path, text: str) -> None:
    decision = Decision(text, text, ((text, text),))
    hostile = replace(
        VIEW,
        session=replace(
            SESSION,
            slot=replace(SLOT, title=text, purpose=text),
            items=tuple(replace(item, decision=decision) for item in SESSION.items),
            notes=(decision,),
        ),
        advice=(decision,),
        last=(LastTime("one_leg_squat", date(2026, 11, 18), {Side.LEFT: 4}, text),),
    )
    library = a_desk(tmp_path).library
    assert harmless(today_text(hostile, library, Room(73, 21)).plain)
    assert harmless(why_text(hostile.session or SESSION, library, 73).plain)


@pytest.mark.parametrize("size", SIZES)
async def test_last_times_note_stands_on_today(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    desk.store.add_workout(a_session(1, clock, note="[red]x [/] \x1b[31m"))
    async with running(desk, size) as (program, _pilot):
        assert harmless(shown(program))
        assert "One-legged squat" in shown(program)
        if size[0] >= 120:
            assert "“[red]x [/] ␛[31m”" in prose(program)


async def test_progress_names_exercises_it_does_not_know(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    session = a_session(1, clock)
    sets = tuple(
        replace(session.sets[0], pos=at, exercise_id=text) for at, text in enumerate(TEXTS)
    )
    desk.store.add_workout(replace(session, sets=sets, ratings=()))
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "3", "tab")
        for _ in TEXTS:
            assert harmless(shown(program))
            assert "One session so far" in shown(program)
            await press(pilot, "right")
        await press(pilot, "n", "tab")
        assert harmless(shown(program))
