"""The rest between contrast pairs is the plan's, or the runner's own (S3, X14)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.coach.tables import CONTRAST
from app.settings import Settings
from app.trainer.desk import Desk
from tests.trainer.training_room import MovableClock, make_desk


def rests(desk: Desk) -> set[int | None]:
    blocks = desk.programmes.blocks.values()
    days = [day for block in blocks for day in block.days.values()]
    return {one.set_rest for day in days for one in day.entries if one.exercise == CONTRAST}


def test_two_minutes_unless_the_runner_wants_longer(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, MovableClock())
    assert rests(desk) == {120}
    own = make_desk(tmp_path, MovableClock(), Settings(contrast_rest=240))
    assert rests(own) == {240}


def test_nothing_else_is_changed(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, MovableClock())
    own = make_desk(tmp_path, MovableClock(), Settings(contrast_rest=240))
    assert replace(own.programmes.with_contrast_rest(120)) == desk.programmes
