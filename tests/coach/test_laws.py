"""Every law of the coach holds in any life.

The suite lives a few; `make properties` lives thousands (STRIDETUI_LIVES), each its own.
"""

from __future__ import annotations

import os

import pytest

from tests.coach.any_runner import life
from tests.coach.laws import broken

LIVES = int(os.environ.get("STRIDETUI_LIVES", "24"))
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_law_holds_in_any_life(part: int) -> None:
    for seed in range(part, LIVES, PARTS):
        assert broken(life(seed)) == [], seed
