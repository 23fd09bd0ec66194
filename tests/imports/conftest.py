from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.paths import ASSETS, Paths
from app.settings import Settings
from app.trainer.desk import Desk
from data.store import Store
from tests.data.builders import MovableClock


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "stridetui.db"


@pytest.fixture
def desk(path: Path, clock: MovableClock) -> Iterator[Desk]:
    nowhere = path.parent / "none"
    desk = Desk(Paths(path, nowhere, nowhere, nowhere, ASSETS), clock, Settings())
    lunge: Any = SimpleNamespace(id="forward_lunge", name="Forward lunge", synonyms=("Lunge",))
    library: Any = {"forward_lunge": lunge}
    desk.library = library
    desk.store = Store(path, clock, busy_seconds=0.2)
    yield desk
    desk.store.close()
