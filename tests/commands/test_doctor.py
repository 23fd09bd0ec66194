"""`stridetui doctor` as a process: lines, JSON and exit status."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Run

SUBJECTS = [
    *("program", "log", "backups", "settings", "content", "own files", "clock", "zone"),
    *("terminal", "sound"),
]


def test_a_new_home_is_well(stridetui: Run, home: Path) -> None:
    result = stridetui("doctor")
    assert (result.returncode, result.stderr) == (0, "")
    assert all(line.startswith("ok  ") for line in result.stdout.splitlines())
    assert not list(home.iterdir())  # nothing was made


def test_json(stridetui: Run) -> None:
    found = json.loads(stridetui("doctor", "--json").stdout)
    assert found["ok"] is True
    assert [each["subject"] for each in found["findings"]] == SUBJECTS
    assert all(set(each) == {"subject", "ok", "says"} for each in found["findings"])


def test_what_is_broken_is_said_and_the_rest_still_looked_at(
    stridetui: Run, home: Path, settings_file: Path
) -> None:
    settings_file.write_text('theme = "dork"\n')
    folder = settings_file.parent / "content" / "exercises"
    folder.mkdir(parents=True)
    (folder / "\x1b[31mred.toml").write_text("x")
    log = home / "data" / "stridetui" / "stridetui.db"
    log.parent.mkdir(parents=True)
    log.write_bytes(b"not a database" * 100)
    result = stridetui("doctor")
    assert (result.returncode, result.stderr) == (1, "")
    assert "\x1b" not in result.stdout
    wrong = [line for line in result.stdout.splitlines() if line.startswith("!!")]
    assert len(wrong) == 3
    assert "is damaged or not a training log" in wrong[0]
    assert "did you mean dark? The usual settings hold until then." in wrong[1]
    assert "the file's name is the exercise's id" in wrong[2]
    assert "ok  content" in result.stdout
    assert json.loads(stridetui("doctor", "--json").stdout)["ok"] is False


def test_reading_goes_on_without_settings_and_storing_does_not(
    stridetui: Run, settings_file: Path
) -> None:
    settings_file.write_text("x = 1\n")
    read = stridetui("exercises")
    assert read.returncode == 0
    assert "line 1, key x" in read.stderr
    assert stridetui("measure", "T8", "--left", "20").returncode == 2
    assert stridetui("doctor").returncode == 1


def test_the_audio_check_says_how_each_cue_is_heard(stridetui: Run) -> None:
    # An empty path finds no player, so nothing sounds where tests run.
    result = stridetui("doctor", "--audio", "--json", PATH="")
    found = json.loads(result.stdout)["findings"][len(SUBJECTS) :]
    assert [each["subject"] for each in found][-1] == "voice"
    assert {"work", "rest", "switch", "done"} <= {each["subject"] for each in found}
    assert result.returncode == 1


def test_keys_of_ones_own_are_looked_at(stridetui: Run, settings_file: Path) -> None:
    settings_file.write_text('[keys]\n"app.abuot" = "f2"\n')
    result = stridetui("doctor")
    assert result.returncode == 1
    assert "!!  keys" in result.stdout
    assert "did you mean app.about?" in result.stdout
    settings_file.write_text('[keys]\n"app.about" = "f2"\n')
    assert "ok  keys        1 of your own" in stridetui("doctor").stdout
