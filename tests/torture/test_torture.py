"""A small share of `make torture` on every run of the tests, and every half of an upgrade."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]


def torture(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.run", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_nothing_said_to_be_stored_is_lost_to_a_kill() -> None:
    assert "12 kills" in torture("--kills", "12", "--seed", "20261120")


def test_an_upgrade_killed_before_any_of_its_statements_is_whole_or_not_begun() -> None:
    assert "upgrade of version_1.db" in torture("--sweep")
