"""The project's own files keep what the README promises about setting up."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = {
    name.lower().replace("_", "-"): version
    for name, version in (
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
}
DEPENDENCIES = [
    *PROJECT["dependencies"],
    *(line for extra in PROJECT["optional-dependencies"].values() for line in extra),
]


@pytest.mark.parametrize("requirement", DEPENDENCIES)
def test_every_direct_dependency_is_bounded_and_pinned(requirement: str) -> None:
    match = re.fullmatch(r"([A-Za-z0-9_.-]+)((?:==|>=).+)", requirement)
    assert match, f"{requirement} has no lower bound"
    name, bounds = match.groups()
    assert "<" in bounds or "==" in bounds, f"{requirement} has no upper bound"
    assert name.lower() in PINS, f"{name} has no exact version in constraints.txt"


def test_constraints_hold_versions_only() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert not re.search(r"https?:|--|@|sha256", text)
    assert len(PINS) > len(DEPENDENCIES)


def test_the_customers_packages_and_command_are_there() -> None:
    names = {re.split(r"[=<>]", line)[0] for line in PROJECT["dependencies"]}
    assert {"textual", "sqlmodel", "plotext", "pendulum"} <= names
    assert PROJECT["scripts"] == {"stridetui": "app.__main__:main"}
    assert PROJECT["requires-python"] == ">=3.11"


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in readme
    assert "make test" in readme
