"""A home of its own for every program a journey starts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What the program finds around it: an empty home, nothing of the machine's settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("STRIDETUI", "PYTHON", "XDG")) and name != "NO_COLOR"
    }
    return kept | {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
