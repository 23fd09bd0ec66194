"""Every law of the coach holds in any life.

The suite lives a few; `make properties` lives thousands (STRIDETUI_LIVES), each its own. Others
again are lived from another first number on (STRIDETUI_SEED).
"""

from __future__ import annotations

import os

import pytest

from tests.coach.any_runner import life
from tests.coach.laws import broken
from tests.coach.plan_text import PLANS

LIVES = int(os.environ.get("STRIDETUI_LIVES", "60"))
FIRST = int(os.environ.get("STRIDETUI_SEED", "0"))
PARTS = 4
FOUND = (248, 331)
"""Lives in which thousands of others found a fault once, of the coach or of a law."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_law_holds_in_any_life(part: int) -> None:
    for seed in range(FIRST + part, FIRST + LIVES, PARTS):
        assert broken(life(seed)) == [], seed


@pytest.mark.parametrize("seed", FOUND)
def test_every_law_holds_where_one_was_broken(seed: int) -> None:
    assert broken(life(seed)) == []


@pytest.mark.parametrize("name", ["full_power", "full_coordination", "failed_gate", "no_box"])
def test_every_law_holds_in_a_reference_programme(name: str) -> None:
    """A life drawn by chance sees few jumps; these have them all, and every counted contact."""
    runner, _ = PLANS[name][1]()
    assert broken(runner) == []
