"""The program in a real terminal: how it starts in bad places, and how it ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.terminal


def started(
    environment: dict[str, str], folder: Path, columns: int = 80, rows: int = 24
) -> Terminal:
    return Terminal([sys.executable, "-m", "app"], environment, folder, columns=columns, rows=rows)


@pytest.fixture
def program(environment: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    with started(environment, tmp_path) as terminal:
        terminal.wait("Find your weak link")
        yield terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(program: Terminal, number: signal.Signals) -> None:
    program.process.send_signal(number)
    assert program.wait_exit() == 128 + number
    assert "Traceback" not in program.text
    flags = termios.tcgetattr(program._fd)[3]
    assert flags & termios.ECHO
    assert flags & termios.ICANON


def test_q_ends_it(program: Terminal) -> None:
    program.type("q")
    assert program.wait_exit() == 0
    assert "Traceback" not in program.text


def test_what_failed_after_it_was_left_is_told_on_the_terminal(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log.db"
    environment = environment | {"STRIDETUI_DB": str(log)}
    command = [sys.executable, "-m", "app", "log", "run", "duration=25:00"]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)
    with started(environment, tmp_path) as terminal, closing(sqlite3.connect(log)) as other:
        terminal.wait("Find your weak link")
        terminal.type("enter")
        terminal.wait("None of these")
        other.execute("BEGIN IMMEDIATE")
        # The answer waits for the other program, which goes on for longer than anyone waits.
        terminal.type("enter")
        terminal.settle()
        terminal.type("\x11")
        assert terminal.wait_exit() == 2
        last = terminal.written.decode().split("\x1b[?1049l")[-1]
        assert last.count("stridetui: ") == 1
        assert "locked" in last


def test_a_closed_terminal_ends_it(program: Terminal) -> None:
    os.close(program._fd)
    program._fd = -1
    # What the system sends to the programs of a terminal that has gone.
    program.process.send_signal(signal.SIGHUP)
    assert program.process.wait(timeout=60) != 0


def test_a_terminal_that_goes_without_a_word_ends_it(program: Terminal) -> None:
    """Where it is not the controlling terminal, no signal says so (`setsid`, a container)."""
    os.close(program._fd)
    program._fd = -1
    assert program.process.wait(timeout=60) != 0


def test_forty_by_ten_gets_one_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    with started(environment, tmp_path, 40, 10) as terminal:
        terminal.wait("needs at least 40 × 12")
        assert " ".join(terminal.text.split()).startswith("Please enlarge this window")
        terminal.type("q")
        assert terminal.wait_exit() == 0


def test_without_colour_the_open_place_is_still_marked(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with started(environment | {"NO_COLOR": "1"}, tmp_path) as terminal:
        assert "Find your weak link" in terminal.wait(r"▸1 Today[\s\S]+enter begin")


@pytest.mark.parametrize("theme", ["drak", "dark"])
def test_a_broken_settings_file_is_said_and_kept(
    environment: dict[str, str], tmp_path: Path, theme: str
) -> None:
    settings = tmp_path / "config" / "stridetui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'theme = "{theme}"\n')
    with started(environment, tmp_path, 120, 40) as terminal:
        terminal.wait("Find your weak link")
        if theme == "drak":
            terminal.wait("settings.toml")
        terminal.type("q")
        assert terminal.wait_exit() == 0
    assert settings.read_text() == f'theme = "{theme}"\n'


def test_a_log_of_a_newer_version_is_told_before_any_screen(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log.db"
    connection = sqlite3.connect(log)
    connection.executescript(
        "PRAGMA application_id = 0x53747264;"
        "CREATE TABLE alembic_version (version_num TEXT);"
        "INSERT INTO alembic_version VALUES ('9999');"
    )
    connection.close()
    before = log.read_bytes()
    with started(environment | {"STRIDETUI_DB": str(log)}, tmp_path) as terminal:
        assert terminal.wait_exit() == 2
        assert "was written by a newer version" in " ".join(terminal.text.split())
        assert "▸" not in terminal.text
    assert log.read_bytes() == before


def test_what_cannot_be_seen_cannot_be_pressed(environment: dict[str, str], tmp_path: Path) -> None:
    log = tmp_path / "garbage.db"
    log.write_bytes(b"no log at all" * 700)
    with started(environment | {"STRIDETUI_DB": str(log)}, tmp_path, 40, 10) as terminal:
        terminal.wait("needs at least 40 × 12")
        terminal.type("s", "enter", "q")
        assert terminal.wait_exit() == 0
    assert [path.name for path in tmp_path.glob("garbage*")] == ["garbage.db"]


def test_a_write_that_fails_after_leaving_is_told_in_one_sentence(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log.db"
    program = [sys.executable, "-m", "app"]
    subprocess.run(
        [*program, "demo", "--no-open", "--db", str(log)],
        env=environment,
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    with (
        closing(sqlite3.connect(log, isolation_level=None)) as other,
        started(environment | {"STRIDETUI_DB": str(log)}, tmp_path, 120, 40) as terminal,
    ):
        terminal.wait("enter start")
        other.execute("BEGIN EXCLUSIVE")
        terminal.type("enter", "q")
        # 0 where the key to leave came before the write was begun: then there is nothing to tell.
        status = terminal.wait_exit()
        assert status in {0, 2}
        assert ("Another program keeps" in terminal.text) == (status == 2)
        assert "Traceback" not in terminal.text
