"""A live session in a real terminal: killed, stopped, hung up, resized, and with broken players."""

from __future__ import annotations

import re
import signal
import sqlite3
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.coach.player import GAP_SECONDS
from tests.journeys.live_program import Program
from tests.journeys.terminal import Terminal
from tests.trainer.training_room import item, prescription

pytestmark = pytest.mark.terminal


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def workout(program: Program) -> str:
    return program.begun()


@pytest.fixture
def working(program: Program, workout: str) -> Iterator[Terminal]:
    """A program in the first set."""
    with program.resumed() as terminal:
        terminal.type(" ")
        terminal.wait("► WORK")
        yield terminal


def seconds_passed(screen: str) -> int:
    found = re.search(r"(\d+):(\d\d) · \d+:\d\d left", screen)
    assert found is not None, screen
    return int(found[1]) * 60 + int(found[2])


def test_after_a_kill_everything_shown_as_done_is_there_and_it_goes_on(
    program: Program, workout: str, working: Terminal
) -> None:
    working.wait("⇄ SWITCH")
    passed = seconds_passed(working.wait(r"\d left$"))
    assert passed >= 6
    working.kill()
    assert program.statuses(workout)[0] == "done"
    with program.resumed() as again:
        # The clock goes on from what it showed, the seconds before the set included.
        again.wait("RIGHT LEG")
        assert seconds_passed(again.wait(r"\d left$")) >= passed
        again.type(" ")
        again.wait("► WORK")


def test_a_stopped_process_asks_when_it_wakes(
    program: Program, workout: str, working: Terminal
) -> None:
    working.stop_for(GAP_SECONDS + 1)
    screen = working.wait("You were away")
    assert "PAUSED" in screen
    assert program.statuses(workout) == ["planned"] * 3
    working.type("f")
    working.wait("⇄ SWITCH")
    working.type("q")
    working.wait("Leave the session")
    working.type("p")
    working.wait("1 Today")
    assert program.statuses(workout)[0] == "done"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_session_and_puts_the_terminal_back(
    program: Program, workout: str, working: Terminal, number: signal.Signals
) -> None:
    working.wait("⇄ SWITCH")
    working.process.send_signal(number)
    assert working.wait_exit() == 128 + number
    assert "Traceback" not in working.text
    # Alternate screen and mouse off, cursor shown.
    for code in (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h"):
        assert code in bytes(working.written[-2000:])
    flags = termios.tcgetattr(working._fd)[3]
    assert flags & termios.ECHO
    assert flags & termios.ICANON
    assert program.statuses(workout)[0] == "done"
    with program.resumed() as again:
        again.wait("RIGHT LEG")


def test_a_closed_terminal_keeps_the_session(
    program: Program, workout: str, working: Terminal
) -> None:
    working.wait("⇄ SWITCH")
    working.hang_up()
    # What the system sends to the programs of a terminal that has gone.
    working.process.send_signal(signal.SIGHUP)
    assert working.process.wait(timeout=60) != 0
    assert program.statuses(workout)[0] == "done"
    with program.resumed() as again:
        again.wait("RIGHT LEG")


def test_the_window_may_change_in_every_phase(tmp_path: Path) -> None:
    program = Program(tmp_path, 'sound = "off"\nlead_in = 60\n')
    workout = program.begun(prescription(item(targets=(60,)), item("forward_lunge", targets=(60,))))
    with program.resumed() as terminal:
        terminal.type(" ")
        for word, keys in (
            ("READY", " "),
            ("WORK", " "),
            ("SWITCH", "  "),
            ("WORK", " "),
            ("REST", "qe"),
            ("HOW WAS IT", ""),
        ):
            terminal.wait(word)
            for columns, rows in ((60, 20), (120, 40), (80, 24)):
                terminal.resize(columns, rows)
                terminal.wait(rf"{word}[\s\S]+q leave")
                assert "Traceback" not in terminal.text
            terminal.type(*keys)
    assert program.statuses(workout) == ["done", "done", "skipped", "skipped"]


# --- sound ---------------------------------------------------------------------------------

HANGS = "#!/bin/sh\necho NOISE >&2\nexec sleep 600\n"
FAILS = "#!/bin/sh\necho NOISE >&2\nexit 1\n"


@pytest.mark.parametrize("script", [HANGS, FAILS, None])
def test_a_broken_player_neither_shows_nor_delays_anything(
    tmp_path: Path, script: str | None
) -> None:
    program = Program(tmp_path, 'sound = "on"\nget_ready = 3\nlead_in = 2\n')
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("pw-play", "paplay", "aplay", "afplay"):
        if script is not None:
            (tools / name).write_text(script)
            (tools / name).chmod(0o755)
    for needed in ("sh", "sleep"):
        (tools / needed).symlink_to(f"/bin/{needed}")
    program.environment["PATH"] = str(tools)
    workout = program.begun()
    with program.resumed(120, 40) as terminal:
        terminal.type(" ")
        terminal.wait("► WORK")
        terminal.wait("⇄ SWITCH")
        terminal.wait("terminal bell")
        assert b"\a" in terminal.written
        assert b"NOISE" not in terminal.written
        terminal.type("q")
        terminal.wait("Leave the session")
        terminal.type("p")
        terminal.wait("1 Today")
        terminal.type("q")
        assert terminal.wait_exit() == 0
    (row,) = sqlite3.connect(program.paths.log).execute(
        "SELECT julianday(ended_at) - julianday(started_at) FROM workout_set WHERE pos = 0"
    )
    # The set took its six seconds, whatever the player did.
    assert row[0] * 86400 == pytest.approx(6.0, abs=0.01)
    assert program.statuses(workout)[0] == "done"


# --- plain -------------------------------------------------------------------------------


def test_plain_is_the_same_session_in_lines_without_one_escape_code(
    program: Program, workout: str
) -> None:
    with program.start("--plain", columns=100, rows=50) as terminal:
        terminal.wait("r goes on with it")
        terminal.type("r")
        terminal.wait("PAUSED in READY")
        terminal.type(" ")
        terminal.wait(r"WORK\. Forward lunge, left leg, 2")
        terminal.type("?")
        terminal.wait("space: Finish the set with the count shown")
        terminal.wait(r"left leg, 2 of 2\nSWITCH\. Next: Forward lunge, right leg")
        terminal.type("!", "1")
        terminal.wait("pain 1")
        terminal.type("n", *"tall", "enter")
        terminal.wait("note: tall")
        terminal.type("q")
        terminal.wait("Leave the session")
        terminal.type("p")
        terminal.wait("Left paused")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.written
        flags = termios.tcgetattr(terminal._fd)[3]
        assert flags & termios.ECHO
    assert program.statuses(workout)[0] == "done"


def test_plain_ends_in_order_when_its_terminal_goes(program: Program, workout: str) -> None:
    with program.start("--plain") as terminal:
        terminal.wait("r goes on with it")
        terminal.type("r")
        terminal.wait("PAUSED")
        terminal.type(" ")
        terminal.wait("WORK")
        terminal.process.send_signal(signal.SIGHUP)
        assert terminal.wait_exit() == 128 + signal.SIGHUP
    desk = program.desk()
    from app.trainer.today import look

    found = look(desk).unfinished
    assert found is not None
    assert not found.running
    desk.store.close()


def test_without_a_plan_plain_says_so(program: Program) -> None:
    with program.start("--plain") as terminal:
        terminal.wait("There is no plan yet")
        assert terminal.wait_exit() == 0
