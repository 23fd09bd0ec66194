"""What the doctor looks at, one thing after another."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.content import own_folder
from app.settings import Settings
from app.trainer import backing
from app.trainer.checking import Finding, Terminal, check
from app.trainer.desk import Desk
from data import backups, schema
from tests.content.test_library import GOOD
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk, with_history

GOOD_TERMINAL = Terminal(80, 24, 1 << 24, "utf-8", "xterm-256color")


def found(desk: Desk, subject: str, terminal: Terminal | None = None) -> list[Finding]:
    return [finding for finding in check(desk, terminal) if finding.subject == subject]


def test_all_is_well_with_a_log_and_own_files(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 2)
    own_folder(desk.paths).mkdir(parents=True)
    (own_folder(desk.paths) / "wall_sit.toml").write_text(GOOD)
    (own_folder(desk.paths) / "pogo.toml").write_text("extends = true\n")
    desk.paths.settings.write_text('theme = "light"\n')
    findings = list(check(desk, GOOD_TERMINAL))
    assert [each for each in findings if not each.ok] == []
    (log,) = [each for each in findings if each.subject == "log"]
    assert log.says == f"{desk.paths.log}: 2 sessions, version {schema.HEAD}, sound"
    assert [each.says.rpartition(": ")[2] for each in findings if each.subject == "own files"] == [
        "changes some of the shipped one",
        "added to the library",
    ]


def test_an_empty_log_and_none(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    assert found(desk, "log")[0].says.startswith("none yet at")
    desk.paths.log.touch()
    assert "is empty" in found(desk, "log")[0].says
    assert not desk.paths.log.read_bytes()


def test_a_log_of_a_newer_version_or_another_program(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    desk.store.close()
    with sqlite3.connect(desk.paths.log) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    (log,) = found(desk, "log")
    assert not log.ok
    assert "Upgrade stridetui" in log.says


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 40)
    desk.store.close()
    with sqlite3.connect(desk.paths.log) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    raw = bytearray(desk.paths.log.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 4096] = b"\xa5" * 4096
    desk.paths.log.write_bytes(raw)
    findings = found(desk, "log")
    assert findings
    assert not any(each.ok for each in findings)
    assert "damaged" in findings[0].says


def test_a_row_that_belongs_to_nothing_is_found(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    desk.store.close()
    with sqlite3.connect(desk.paths.log) as connection:
        connection.execute("DELETE FROM workout")
    said, *_ = found(desk, "log")
    assert "a row of" in said.says
    # What it says can be done.
    assert said.says.endswith("save what can be read with stridetui backup --salvage.")
    assert backing.salvage(desk).loose


def test_a_session_of_tomorrow_and_a_clock_of_1970(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 1)
    clock.instant = datetime(1970, 1, 2, tzinfo=UTC)
    assert "after today (1970-01-02)" in found(desk, "log")[-1].says
    assert not found(desk, "clock")[0].ok


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.paths.settings.write_text("x = 1\n")
    (settings,) = found(desk, "settings")
    assert not settings.ok
    assert "line 1, key x" in settings.says


def test_a_zone_without_data(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    class Nowhere(MovableClock):
        def zone(self) -> str:
            return "Moon/Base"

    wrong = Desk(desk.paths, Nowhere(), Settings())
    (zone,) = found(wrong, "zone")
    assert not zone.ok
    assert 'zone = "Europe/Berlin"' in zone.says
    assert found(desk, "zone")[0].says.endswith("the machine's own")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"columns": 50}, "enlarge it to 60 × 20"),
        ({"lines": 19}, "enlarge it to 60 × 20"),
        ({"name": "dumb"}, "TERM=xterm-256color"),
        ({"name": ""}, "TERM=xterm-256color"),
        ({"encoding": "latin-1"}, "UTF-8 locale"),
        ({"encoding": ""}, "UTF-8 locale"),
    ],
)
def test_a_terminal_that_falls_short(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    terminal = replace(GOOD_TERMINAL, **changes)  # type: ignore[arg-type]  # the test's business
    wrong = [each for each in check(a_desk(tmp_path), terminal) if not each.ok]
    assert len(wrong) == 1
    assert words in wrong[0].says


@pytest.mark.parametrize(
    ("colours", "words"), [(0, "NO_COLOR"), (16, "16"), (256, "256"), (1 << 24, "16 million")]
)
def test_colours_are_told(tmp_path: Path, colours: int, words: str) -> None:
    terminal = replace(GOOD_TERMINAL, colours=colours)
    (finding,) = found(a_desk(tmp_path), "colours", terminal)
    assert finding.ok
    assert words in finding.says


def test_loose_ends_of_own_files(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    own_folder(desk.paths).mkdir(parents=True)
    (own_folder(desk.paths) / "wall_sit.toml").write_text(
        GOOD.replace("J: all", "X99: all") + 'pose = "pogi"\neasier_ids = ["wall_sot"]\n'
    )
    said = [each.says for each in found(desk, "own files")]
    assert len(said) == 3
    assert "there is no exercise 'wall_sot'; did you mean wall_sit?" in said[0]
    assert 'there is no source X99; write "own: …" for your own.' in said[1]
    assert "there is no figure 'pogi'; did you mean pogo?" in said[2]
    assert "wall_sit" in desk.library  # it is shown all the same


def test_broken_shipped_content_is_told(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    broken = replace(desk.paths, assets=tmp_path / "assets")
    found_there = found(Desk(broken, desk.clock, desk.settings), "content")
    assert not found_there[0].ok
    assert "install stridetui again" in found_there[0].says


def test_a_fault_deep_in_a_table_is_told(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    assets = tmp_path / "assets"
    shutil.copytree(desk.paths.assets, assets)
    table = assets / "content" / "programmes" / "phase1.toml"
    text = table.read_text("utf-8")
    table.write_text(text.replace('ladder = "core"', 'ladder = "cor"', 1), "utf-8")
    broken = replace(desk.paths, assets=assets)
    (finding,) = found(Desk(broken, desk.clock, desk.settings), "content")
    assert not finding.ok
    assert "phase1.toml" in finding.says
    assert "did you mean core?" in finding.says


def test_backups_are_looked_at(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    assert found(desk, "backups")[0].ok
    with_history(desk, clock, 1)
    copy = backups.weekly(desk.paths.log, clock.instant, 3)
    assert copy is not None
    (one,) = found(desk, "backups")
    assert (one.ok, one.says.endswith("the newest of 2026-11-20, sound")) == (True, True)
    clock.move(days=40)
    (one,) = found(desk, "backups")
    assert (one.ok, "is 40 days old; make one" in one.says) == (False, True)
    copy.write_bytes(b"scrap" * 500)
    (one,) = found(desk, "backups")
    assert (one.ok, "Make another one with stridetui backup." in one.says) == (False, True)


def test_what_would_sound_is_said_without_a_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    desk = a_desk(tmp_path)
    desk.settings = Settings(sound="on")
    assert "the terminal's bell marks the changes" in found(desk, "sound")[0].says
    desk.settings = Settings(sound="on", voice=True)
    said = found(desk, "sound")
    assert (said[1].ok, "leave voice off" in said[1].says) == (False, True)


@pytest.mark.parametrize(
    ("settings", "ssh", "why"),
    [
        (Settings(sound="off", voice=True), "", "sound is off"),
        (Settings(sound="on", volume=0, voice=True), "", "volume is 0"),
        (Settings(sound="on", voice=True), "there", "over SSH the other computer would sound"),
    ],
)
@pytest.mark.parametrize("installed", [True, False])
def test_a_voice_that_may_not_speak_is_not_told_to_be_installed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    ssh: str,
    why: str,
    installed: bool,
) -> None:
    program = tmp_path / "espeak-ng"
    if installed:
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SSH_CONNECTION", ssh)
    desk = a_desk(tmp_path)
    desk.settings = settings
    said = found(desk, "sound")
    assert (said[-1].says, said[-1].ok) == (f"no voice: {why}", True)
    monkeypatch.setenv("SSH_CONNECTION", "")
    desk.settings = Settings(sound="on", voice=True)
    said = found(desk, "sound")
    assert any("no voice is installed" in each.says for each in said) is not installed


def test_a_player_that_was_not_tried_is_not_called_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pw-play"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    desk = a_desk(tmp_path)
    desk.settings = Settings(sound="on")
    (said,) = found(desk, "sound")
    assert said.says == "would go through pw-play; not tried, doctor --audio plays it"
