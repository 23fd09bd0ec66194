"""Where the runner's files lie: as platformdirs says, whether it was asked or not."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from app import paths

VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ANDROID_DATA", "ANDROID_ROOT")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"HOME": "/home/anna"},
        {"HOME": "/home/anna/"},
        {"HOME": ""},
        {"HOME": "anna"},
        {"HOME": "/"},
        {"HOME": "/home/anna", "XDG_DATA_HOME": "/data/anna", "XDG_CONFIG_HOME": "/etc/anna/"},
        {"HOME": "/home/anna", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": " "},
        {"HOME": "/home/anna", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "~/config"},
        {"HOME": "/home/anna", "ANDROID_DATA": "/data", "ANDROID_ROOT": "/system"},
    ],
)
def test_folders_are_those_of_platformdirs(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    found = paths.find("/elsewhere/log.db")
    assert found.demo.parent == Path(platformdirs.user_data_dir("stridetui", appauthor=False))
    assert found.settings.parent == Path(platformdirs.user_config_dir("stridetui", appauthor=False))
