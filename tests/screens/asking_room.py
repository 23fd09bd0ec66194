"""Ways to answer the questionnaire in a running program, and to see what it asks."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from app.tui import StrideApp
from screens.asking import AskingScreen
from screens.widgets.heading import Heading
from tests.screens.settling import settled

# One key an answer, but for Q2 and Q14: a painless runner with a weak push, no race, at home.
WEAK_PUSH = [
    "1",  # Q1 to plan
    "0",  # Q2 no pain
    "enter",  # Q2 no sign
    "1",  # Q3 no injury
    "1",  # Q4 none
    "1",  # Q5 easy
    "3",  # Q6 no push
    "1",  # Q7 holds
    "1",  # Q8 legs
    "1",  # Q9 under
    "1",  # Q10 steady
    "1",  # Q11 easy
    "3",  # Q12 far under the norm
    "2",  # Q13 drills
    "3",  # Q13 tempo
    "enter",
    "enter",  # Q14 no race
    "enter",  # Q14 Monday, Wednesday, Friday
    "enter",  # Q14 at home
    "enter",  # Q14 nothing
]
OFF_RUNNING = ["4", *WEAK_PUSH[1:]]
NOTHING_WRONG = [*WEAK_PUSH[:6], "1", "1", "5", "1", "1", "1", "1", "1", "2", "3", *["enter"] * 5]


async def answer(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as fast as they come, then wait until what they did is stored and shown."""
    await pilot.press(*keys)
    await idle(pilot)


async def idle(pilot: Pilot[None]) -> None:
    """Wait until all that was begun is read, stored and drawn."""
    await settled(pilot)
    # The writer works in order: once it has done this it has done all before.
    assert isinstance(pilot.app, StrideApp)
    await pilot.app.writer.run(lambda: None)
    await settled(pilot)


def asked(program: StrideApp) -> str:
    """Return the heading of the screen in front."""
    assert isinstance(program.screen, AskingScreen)
    return program.screen.query_one(Heading).title


def in_front(program: StrideApp, kind: type[Screen[Any]]) -> bool:
    """Say whether a screen of this kind is the one in front."""
    return isinstance(program.screen, kind)
