"""The settings file: defaults, every key, and every mistake in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import Settings, read


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path / "settings.toml") == Settings()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read(written(tmp_path, "")) == Settings()


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """
        zone = "Europe/Berlin"
        theme = "light"
        get_ready = 0
        lead_in = 60
        switch = 8
        resume = 0
        contrast_rest = 240
        hands_free = true
        pacer = false
        sound = "bell"
        cue_set = "low"
        volume = 100
        beats = false
        voice = true
        sound_over_ssh = true
        cadence = 180
        figure = false
        motion = "reduced"
        session_time = "06:45"
        remind = 0
    """
    assert read(written(tmp_path, text)) == Settings(
        zone="Europe/Berlin",
        theme="light",
        get_ready=0,
        lead_in=60,
        switch=8,
        resume=0,
        contrast_rest=240,
        hands_free=True,
        pacer=False,
        sound="bell",
        cue_set="low",
        volume=100,
        beats=False,
        voice=True,
        sound_over_ssh=True,
        cadence=180,
        figure=False,
        motion="reduced",
        session_time="06:45",
        remind=0,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thme = 'dark'", "line 1, key thme: there is no such key; did you mean theme?"),
        ("[colours]\nx = 1", "line 1, key colours: there is no such key"),
        (
            "\ntheme = 'drak'",
            "line 2, key theme: drak is not one of dark, light, contrast; did you mean dark?",
        ),
        ("theme = 1", "key theme: 1 is not one of dark, light, contrast"),
        ("get_ready = 61", "key get_ready: write a whole number from 0 to 60, not 61"),
        ("bell = true", "key bell: there is no such key"),
        ("sound = 'loud'", "key sound: loud is not one of on, bell, off"),
        ("volume = 101", "key volume: write a whole number from 0 to 100, not 101"),
        ("motion = 'no'", "key motion: no is not one of full, reduced"),
        ("session_time = '24:00'", "key session_time: write a time of day such as"),
        ("session_time = '6:45'", "key session_time: write a time of day such as"),
        ("remind = -1", "key remind: write a whole number from 0 to 1440, not -1"),
        ("switch = 'long'", "key switch: write a whole number from 0 to 60"),
        ("contrast_rest = 30", "contrast_rest: write a whole number from 60 to 300, not 30"),
        ("lead_in = -1", "key lead_in: write a whole number from 0 to 60, not -1"),
        ("lead_in = '5'", "key lead_in: write a whole number from 0 to 60"),
        ("lead_in = true", "key lead_in: write a whole number from 0 to 60, not True"),
        ("beats = 1", "key beats: write true or false, without quotes, not 1"),
        (
            "zone = 'Europe/Berlim'",
            "there is no time zone 'Europe/Berlim'; did you mean Europe/Berlin?",
        ),
        ("zone = 'Europe'", "there is no time zone 'Europe'"),
        ("zone = '../../etc/passwd'", "there is no time zone"),
        ("zone = '/etc/passwd'", "there is no time zone"),
        ("zone = ''", "key zone: it is empty"),
        ("zone = 1", "key zone: write text in quotes"),
        ("bell = maybe", "is not valid TOML: .*line 1"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy(
    tmp_path: Path, text: str, words: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError, match=words) as caught:
        read(path)
    assert str(path) in str(caught.value)


def test_garbage_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        read(path)


def test_a_folder_in_its_place_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match="is not a file"):
        read(tmp_path / "settings.toml")
