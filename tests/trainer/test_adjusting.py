"""Changing the settings file: the least change, the comments kept, nothing overwritten unread."""

from __future__ import annotations

import stat
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app import settings
from app.errors import SettingsError, StoreError
from app.settings import Settings
from app.settings_guide import GUIDE, Entry, entry, literal, shown, template
from app.trainer import adjusting
from app.trainer.desk import Desk
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = a_desk(tmp_path, MovableClock())
    found.settings = Settings()
    return found


def text(desk: Desk) -> str:
    return desk.paths.settings.read_text(encoding="utf-8")


def another(one: Entry) -> object:
    """Return a value that is allowed and not the usual one."""
    if one.is_flag:
        return not one.usual
    if one.words:
        return next(word for word in one.words if word != one.usual)
    if one.is_number:
        return one.high
    return {"session_time": "06:30", "zone": "Asia/Kolkata"}[one.key]


def test_the_guide_has_every_setting() -> None:
    assert {one.key for one in GUIDE} == {each.name for each in fields(Settings)} - {"keys"}
    for one in GUIDE:
        assert (one.usual is None) == bool(one.unset) == bool(one.example)


def test_the_commented_file_means_the_usual_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert settings.understood(path, template()) == Settings()
    # Every line that is shown may be set as it is shown.
    shown_lines = [line[2:] for line in template().splitlines() if " = " in line]
    found = settings.understood(path, "\n".join(line for line in shown_lines if line[0] != '"'))
    for one in GUIDE:
        assert one.usual is None or getattr(found, one.key) == one.usual


@pytest.mark.parametrize("one", GUIDE, ids=[one.key for one in GUIDE])
def test_each_is_set_in_its_place_and_left_out_again(desk: Desk, one: Entry) -> None:
    value = another(one)
    found = adjusting.change(desk, one.key, value)
    assert found == desk.settings == replace(Settings(), **{one.key: value})  # type: ignore[arg-type]  # any of its fields
    assert text(desk) == "\n".join(
        f"{one.key} = {literal(value)}" if line.startswith(f"# {one.key} = ") else line
        for line in template().split("\n")
    )
    assert stat.S_IMODE(desk.paths.settings.stat().st_mode) == 0o600
    adjusting.change(desk, one.key, None)
    assert text(desk) == template()
    assert desk.settings == Settings()
    assert shown(one, value) != shown(one, one.usual)


OWN = """\
# Mine.
volume = 30      # the neighbours

   theme="light"   # easier to read
# sound = "off" once I tried this

[keys]           # fingers
"today.why" = "W"   # left hand
"""


def test_comments_and_order_of_a_file_of_ones_own_stay(desk: Desk) -> None:
    desk.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.settings.write_text(OWN)
    adjusting.change(desk, "volume", 40)
    assert text(desk) == OWN.replace("30", "40")
    adjusting.change(desk, "voice", True)
    found = adjusting.change(desk, "sound", "bell")
    assert (found.volume, found.voice, found.sound, found.theme) == (40, True, "bell", "light")
    for comment in ("# Mine.", "# the neighbours", "# easier to read", "# fingers", "# left hand"):
        assert comment in text(desk)
    adjusting.change_key(desk, "today.preview", "P")
    assert desk.settings.keys == (("today.why", "W"), ("today.preview", "P"))
    adjusting.change_key(desk, "today.why", None)
    adjusting.change_key(desk, "today.preview", None)
    assert not desk.settings.keys
    assert "# the neighbours" in text(desk)


def test_a_file_that_is_not_understood_is_left_alone(desk: Desk) -> None:
    desk.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.settings.write_text("volume = 30\ntheme = dork\n")
    with pytest.raises(SettingsError, match="not valid TOML"):
        adjusting.change(desk, "volume", 40)
    with pytest.raises(SettingsError, match="not valid TOML"):
        adjusting.change_key(desk, "today.why", "W")
    assert text(desk) == "volume = 30\ntheme = dork\n"
    assert "line 2" in adjusting.fault(desk)
    first = adjusting.begin_anew(desk)
    assert first.read_text() == "volume = 30\ntheme = dork\n"
    assert adjusting.fault(desk) == ""
    desk.paths.settings.write_text("x = 1")
    assert adjusting.begin_anew(desk) != first
    assert first.exists()


def test_a_file_behind_a_link_is_set_aside_where_it_lies(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "dotfiles" / "stridetui.toml"
    own.parent.mkdir()
    own.write_text("theme = dork\n")
    desk.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.settings.symlink_to(own)
    aside = adjusting.begin_anew(desk)
    assert (aside.parent, aside.read_text()) == (own.parent, "theme = dork\n")
    assert desk.paths.settings.is_symlink()
    assert own.read_text(encoding="utf-8") == template()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit to a file")
def test_a_disk_without_room_leaves_the_file_where_it_was(desk: Desk) -> None:
    import resource

    path = desk.paths.settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("theme = dork\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.raises(StoreError):
            adjusting.begin_anew(desk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert text(desk) == "theme = dork\n"


def test_a_file_that_is_gone_by_now_is_an_error_of_the_store(desk: Desk) -> None:
    with pytest.raises(StoreError, match="cannot be renamed"):
        adjusting.begin_anew(desk)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("theme", "dork", "did you mean dark"),
        ("volume", 101, "whole number from 0 to 100"),
        ("zone", "Europe/Berlim", "did you mean Europe/Berlin"),
        ("session_time", "25:00", 'write a time of day such as "18:00"'),
        ("born", "yes", "whole number"),
    ],
)
def test_a_value_that_is_not_allowed_is_not_written(
    desk: Desk, key: str, value: object, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        adjusting.change(desk, key, value)
    assert not desk.paths.settings.exists()
    assert desk.settings == Settings()


@pytest.mark.parametrize("keys", ["", "a,,b", "ctrl+", "two words", "x+y"])
def test_a_key_that_is_none_is_not_written(desk: Desk, keys: str) -> None:
    with pytest.raises(SettingsError):
        adjusting.change_key(desk, "today.why", keys)


def test_the_file_behind_a_link_is_changed_not_the_link(desk: Desk, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("volume = 1\n")
    desk.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.settings.symlink_to(real)
    adjusting.change(desk, "volume", 2)
    assert desk.paths.settings.is_symlink()
    assert real.read_text() == "volume = 2\n"


def test_a_place_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    desk.paths = replace(desk.paths, settings=tmp_path / "in the way" / "settings.toml")
    with pytest.raises(StoreError, match="cannot be written"):
        adjusting.change(desk, "volume", 2)


_lines = st.sampled_from(
    [
        "# volume = 5",
        "# voice = true and more",
        "volume = 7 # seven",
        "voice = true",
        'theme = "light"',
        "#volume=9",
        "",
        "# \U0001f3c3 \u0431\u0435\u0433",
    ]
)


@given(st.lists(_lines, max_size=8, unique_by=lambda line: line.split("=")[0]), st.booleans())
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_comment_that_is_no_setting_is_lost_and_the_rest_stays(
    lines: list[str], keyed: bool
) -> None:
    before = "\n".join([*lines, *(["[keys]", '"today.why" = "W"'] if keyed else [])]) + "\n"
    data = tomli.loads(before)
    after = adjusting.with_setting(before, "volume", 50)
    assert tomli.loads(after) == {**data, "volume": 50}
    assert [line for line in after.splitlines() if "volume" not in line and line] == [
        line for line in before.splitlines() if "volume" not in line and line
    ]
    assert tomli.loads(adjusting.with_setting(after, "volume", None)) == {
        key: value for key, value in data.items() if key != "volume"
    }
    assert entry("volume").is_number


def test_the_file_says_true_or_false_where_the_screen_says_on_or_off() -> None:
    assert "# It is true or false.\n# figure = true\n" in template()
    assert "on or off" not in template()
    assert entry("figure").allowed == "on or off"
