"""What every use case has at hand is read once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.coach.selftests import TEST_IDS
from app.trainer import measuring
from app.trainer.desk import Desk
from tests.screens.rooms import a_desk


def test_the_self_tests_are_read_once(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    _ = desk.library, desk.programmes
    assert [row.test.id for row in measuring.rows(desk)] == list(TEST_IDS)
    # Whoever reads the file again finds none.
    moved(desk, tmp_path / "gone")
    assert [row.test.id for row in measuring.rows(desk)] == list(TEST_IDS)


def moved(desk: Desk, folder: Path) -> None:
    desk.paths = replace(desk.paths, assets=folder)
