"""Whatever the environment says: the program starts, or says in one sentence why it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.conftest import COUNT
from tests.hostile.test_terminal_is_never_commanded import commanding
from tests.journeys.live_program import Program

ROOT = Path(__file__).resolve().parents[2]
BARE = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}
# Beside all else a place of its own, so that no test ever sees the user's things.
PLACES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
NASTY = (
    "",
    " ",
    "relative/x",
    "/dev/null",
    "/proc/self/mem",
    "~nobody",
    "\x1b]0;x\x07",
    "x" * 5000,
)


def outside(folder: Path, *words: str, **variables: str | None) -> subprocess.CompletedProcess[str]:
    """Run the command line with these variables and next to no others; None takes one away."""
    environment = BARE | {name: str(folder / name.lower()) for name in PLACES}
    for name, value in variables.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=120,
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> None:
    """Fail unless it ended as written down, in words that command no terminal."""
    assert done.returncode in {0, 1, 2}, done.stderr
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    assert commanding(done.stdout + done.stderr) == set()
    if done.returncode == 2:
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("stridetui: ")


def cases() -> list[dict[str, str | None]]:
    every: list[dict[str, str | None]] = [
        {name: value} for name in (*PLACES, "STRIDETUI_DB") for value in NASTY
    ]
    every += [{name: None} for name in PLACES]
    every += [dict.fromkeys(PLACES)]
    every += [
        {"TZ": zone}
        for zone in ("", ":", "Nowhere/Land", "../../etc/passwd", "/etc/passwd", "XXX99",
                     "\x1b[31m", "Asia/Kathmandu", ":Europe/Berlin", "EST5EDT,M3.2.0,M11.1.0",
                     "x" * 5000)
    ]  # fmt: skip
    every += [
        {"LC_ALL": name, "LANG": name} for name in ("", "C", "POSIX", "xx_XX.NOPE", "tr_TR.UTF-8")
    ]
    every += [{"PYTHONIOENCODING": name} for name in ("ascii", "latin-1", "utf-16")]
    every += [
        {"COLUMNS": size, "LINES": size} for size in ("0", "-1", "1", "x", "999999999999", "nan")
    ]
    every += [{"NO_COLOR": ""}, {"NO_COLOR": "1"}, {"TERM": ""}, {"TERM": "dumb"}, {"TERM": "\x1b"}]
    every += [{"TMPDIR": "/nowhere"}, {"PATH": ""}, {"PATH": None}]
    return every


# A tenth of them in the suite, each time the same ones; all of them in `make torture`.
CASES = cases()
CHOSEN = CASES if COUNT else CASES[::5]


@pytest.mark.parametrize("variables", CHOSEN, ids=",".join)
def test_a_variable_is_used_or_refused_in_a_sentence(
    tmp_path: Path, variables: dict[str, str | None]
) -> None:
    for words in (("doctor",), ("measure", "T8", "--left", "20", "--right", "21"), ("log", "list")):
        told(outside(tmp_path, *words, **variables))


def test_a_home_that_cannot_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("no folder")
    places = {name: str(home / "x") for name in PLACES}
    done = outside(tmp_path, "measure", "T8", "--left", "20", "--right", "21", **places)
    told(done)
    assert done.returncode == 2
    assert "choose another with --db" in done.stderr
    told(outside(tmp_path, "doctor", **places))
    told(outside(tmp_path, "next", **places))


def test_closed_streams_are_sentences_or_silence(tmp_path: Path) -> None:
    verbs = ("doctor", "log list", "exercises", "measure", "stats", "next", "why", "preview")
    for verb in verbs:
        for close in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            done = subprocess.run(
                ["/bin/sh", "-c", f'exec "$0" -m app {verb} {close}', sys.executable],
                cwd=tmp_path,
                env=BARE | {name: str(tmp_path / name.lower()) for name in PLACES},
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert done.returncode in {0, 1, 2}, (verb, close)
            assert "Traceback" not in done.stdout + done.stderr


# --- the terminal ---------------------------------------------------------------------------

REPLIES = {
    "cursor reports": b"\x1b[24;80R\x1b[1;1R\x1b[?1;2c\x1b[>0;276;0c",
    "colours": b"\x1b]11;rgb:0000/0000/0000\x07\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    "paste": b"\x1b[200~q1q2q3\x1b[31m\x00\x1b[201~",
    "an open paste": b"\x1b[200~" + b"never closed " * 2000,
    "kitty": b"\x1b[97;5u\x1b[57441u\x1b[?1u\x1b[99999999999;9;9u\x1b[57358;1:3u",
    "mouse": b"\x1b[<0;10;10M\x1b[<0;10;10m\x1b[<64;1;1M\x1b[<0;99999;99999M\x1b[M   \x1b[<;;M",
    "no letters": b"\xff\xfe\x80\xc3\xed\xa0\x80\xf4\x90\x80\x80",
    "focus": b"\x1b[I\x1b[O" * 50,
    "sizes": b"\x1b[48;24;80;480;800t\x1b[8;99999;99999t",
    "modes": b"\x1b[?2026;2$y\x1b[?2048;0$y\x1b[?2026;999999999999$y\x1bP>|x\x1b\\",
    "half": b"\x1b[\x1b]\x1bP\x1bO\x1b[<\x1b[1;",
    "controls": bytes(range(0x03)) + bytes(range(0x04, 0x10)) + bytes(range(0x12, 0x1B)),
}


@pytest.mark.terminal
@pytest.mark.parametrize("name", sorted(REPLIES))
def test_what_a_terminal_sends_never_ends_the_program(
    tmp_path: Path, made_up: Path, name: str
) -> None:
    program = Program(tmp_path)
    program.paths.log.write_bytes(made_up.read_bytes())
    with program.start() as terminal:
        terminal.wait("Today")
        terminal.send(REPLIES[name])
        # Whatever it began, it is ended; what it typed may have led anywhere.
        terminal.send(b"\x1b[201~\x1b\\")
        terminal.settle()
        assert terminal.process.poll() is None
        assert "Traceback" not in terminal.text
        terminal.send(b"\x11")
        assert terminal.wait_exit() == 0


@pytest.mark.terminal
def test_a_path_of_control_characters_is_never_sent_to_the_terminal(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.environment["STRIDETUI_DB"] = "\x1b]0;owned\x07" + str(tmp_path / "log.db")
    with program.start() as terminal:
        terminal.settle()
        assert b"\x1b]0;owned" not in bytes(terminal.written)
