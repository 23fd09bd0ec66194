"""Runs the program as a process of its own, in a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which nothing of ours exists yet."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The environment of that home; the sources are found from any folder."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("STRIDETUI", "PYTHON"))
    }
    return kept | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def stridetui(tmp_path: Path, environment: dict[str, str]) -> Run:
    """`stridetui(*arguments)` runs the command line somewhere else than in the sources."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(
        *arguments: str, stdin: str | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            cwd=elsewhere,
            env=environment | variables,
            input=stdin if stdin is not None else "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def settings_file(home: Path) -> Path:
    """Where that home's settings file belongs; its folder is there."""
    path = home / "config" / "stridetui" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path
