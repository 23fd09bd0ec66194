from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store
from tests.data.builders import MovableClock, a_workout


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "stridetui.db"


@pytest.fixture
def store(path: Path, clock: MovableClock) -> Iterator[Store]:
    store = Store(path, clock, busy_seconds=0.2)
    yield store
    store.close()


@pytest.fixture
def log(store: Store, path: Path) -> Path:
    """A log with one session in it."""
    store.add_workout(a_workout())
    return path
