"""Pictures of the key charts, in dark and light: what words in a test cannot say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App

from tests.screens.test_progress import MAKERS, ChartHost

Compare = Callable[..., bool]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", ["steps", "stack"])
def test_a_chart_looks_as_it_did(snap_compare: Compare, name: str, theme: str) -> None:
    host: App[None] = ChartHost(MAKERS[name](14), theme)
    assert snap_compare(host, terminal_size=(80, 20))
