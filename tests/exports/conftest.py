"""A runner with a plan, sixteen weeks of sessions, and more to come."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings
from app.trainer.demo import make
from app.trainer.desk import Desk
from tests.data.builders import MovableClock
from tests.trainer.training_room import make_desk

NOWHERE = Path("/nowhere")


@pytest.fixture(scope="session")
def demo_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's log, made once."""
    folder = tmp_path_factory.mktemp("demo")
    desk = make_desk(folder, MovableClock(), Settings())  # type: ignore[arg-type]  # any clock will do
    made = make(desk, folder / "made.db", ())
    made.store.close()
    return folder / "made.db"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(demo_log: Path, tmp_path: Path, clock: MovableClock) -> Desk:
    """A desk on a copy of it."""
    desk = make_desk(tmp_path, clock, Settings(session_time="06:30", remind=15))  # type: ignore[arg-type]  # any clock will do
    desk.paths.log.write_bytes(demo_log.read_bytes())
    return desk
