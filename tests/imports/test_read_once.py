"""A table is taken apart once: that is most of the work with the sets of many years."""

from __future__ import annotations

import cProfile
from pathlib import Path

import pytest

from app.paths import ASSETS
from app.trainer.desk import Desk
from app.trainer.importing import Choices
from data.imports import sheet
from data.imports.unit import Act
from tests.imports.test_tables import KILOS, STRONG_A, take

NAMED = Choices(ASSETS / "content" / "mappings" / "strong.toml", KILOS.units)


@pytest.mark.parametrize("choices", [KILOS, NAMED], ids=["known", "named"])
def test_a_table_is_read_once(desk: Desk, tmp_path: Path, choices: Choices) -> None:
    calls = cProfile.Profile()
    with calls:
        done = take(desk, tmp_path, STRONG_A, choices)
    assert done.count(Act.ADD) == 1
    assert sum(one.callcount for one in calls.getstats() if one.code is sheet.read.__code__) == 1
