"""The reference plans as text; `python -m tests.coach.plan_text` writes them anew."""

from __future__ import annotations

import pytest

from tests.coach.plan_text import GOLDEN, PLANS, plan


@pytest.mark.parametrize("name", PLANS)
def test_the_plan_is_the_reviewed_one(name: str) -> None:
    assert plan(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_plan() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(PLANS)
