"""A full disk in the middle of a session, and two copies of the program on one log."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.live_program import Program
from tests.journeys.terminal import Terminal
from tests.torture import world
from tests.trainer.training_room import item, prescription

pytestmark = pytest.mark.terminal

# A session that walks through its sets by itself, one every two seconds.
SETTINGS = """\
sound = "off"
get_ready = 0
lead_in = 0
switch = 0
resume = 0
hands_free = true
"""
SETS = 60
SAVED = r"\A(?![\s\S]*NOT SAVED)[\s\S]*"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path, SETTINGS)


@pytest.fixture
def workout(program: Program) -> str:
    quick = replace(
        item(targets=(2,) * (SETS // 2), seconds=1.0, tempo=None), leg_rest=0, set_rest=0
    )
    return program.begun(prescription(quick))


def give_room(terminal: Terminal, size: int) -> None:
    """Let the program write no file beyond `size` bytes; the system refuses like a full disk."""
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def shown(terminal: Terminal) -> int:
    """How many sets the screen says are done."""
    found = re.search(r"(\d+) of \d+ sets", terminal.text)
    assert found is not None, terminal.text
    return int(found[1])


def begin(terminal: Terminal) -> None:
    terminal.type(" ")
    terminal.wait("► WORK")
    terminal.wait(SAVED + rf"\b[1-9] of {SETS} sets")


def test_a_session_goes_on_without_room_and_stores_all_of_it_when_there_is_some(
    program: Program, workout: str
) -> None:
    with program.resumed() as terminal:
        begin(terminal)
        give_room(terminal, 0)
        screen = terminal.wait("NOT SAVED")
        assert "fails or is full" in " ".join(screen.split())
        assert "The session goes on" in " ".join(screen.split())
        stored = program.statuses(workout).count("done")
        terminal.wait(rf"\b{stored + 3} of {SETS} sets")
        assert "NOT SAVED" in terminal.text
        # What is said not to be saved is not.
        assert program.statuses(workout).count("done") == stored
        give_room(terminal, resource.RLIM_INFINITY)
        terminal.wait(SAVED + rf"of {SETS} sets")
        said = shown(terminal)
        terminal.kill()
    assert said >= stored + 3
    assert program.statuses(workout)[:said] == ["done"] * said
    assert world.unsound(program.paths.log) == []


def test_what_could_not_be_stored_when_it_was_left_at_once_is_told(
    program: Program, workout: str
) -> None:
    with program.resumed() as terminal:
        begin(terminal)
        give_room(terminal, 0)
        terminal.wait("NOT SAVED")
        terminal.type("\x11")
        assert terminal.wait_exit() == 2
        last = terminal.written.decode().split("\x1b[?1049l")[-1]
        assert last.count("stridetui: ") == 1
        assert "fails or is full" in last


def stridetui(program: Program, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        env=program.environment,
        cwd=program.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_one_copy_trains_while_another_logs_edits_and_imports(
    program: Program, workout: str
) -> None:
    with program.resumed(120, 40) as terminal:
        begin(terminal)
        stored = json.loads(
            stridetui(program, "measure", "T8", "--left", "21", "--right", "19", "--json")
        )["stored"]
        test = stored[0]["id"]
        stridetui(program, "log", "edit", test, "note=windy", "--json")
        file = program.folder / "log.json"
        stridetui(program, "export", "--format", "json", "-o", str(file))
        stridetui(program, "log", "delete", test, "--json")
        # What is there already is not taken in a second time, the running session least of all.
        stridetui(program, "import", str(file), "--json")
        stridetui(program, "import", str(file), "--json")
        stridetui(program, "backup", str(program.folder / "copy.db"))
        # What the other copy would have to take away is refused in one sentence.
        refused = subprocess.run(
            [sys.executable, "-m", "app", "restore", str(program.folder / "copy.db")],
            env=program.environment,
            cwd=program.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
        terminal.type("q")
        terminal.wait("Leave the session")
        # A set that ended as the clock stopped is counted once it is stored.
        terminal.settle()
        assert "NOT SAVED" not in terminal.text
        said = shown(terminal)
        terminal.type("p")
        terminal.wait("1 Today")
        # The open program sees what the other one writes, without a key.
        terminal.type("2")
        terminal.wait(r"entr(y|ies), newest first")
        stridetui(program, "measure", "T3", "--value", "51")
        terminal.wait("Fast feet")
    assert program.statuses(workout).count("done") == said
    assert said > 1
    book = json.loads(stridetui(program, "log", "list", "--json"))["entries"]
    assert sorted(entry["kind"] for entry in book) == ["session", "test", "test"]
    assert world.unsound(program.paths.log) == []
