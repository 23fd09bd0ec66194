"""A clock that only tests move, and a runner's things on a temporary log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.trainer.desk import Desk
from tests.trainer.training_room import MovableClock, make_desk


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    desk = make_desk(tmp_path, clock)
    yield desk
    desk.store.close()
