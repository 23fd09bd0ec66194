"""`stridetui completions`: scripts that the shells themselves understand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import VERBS
from app.commands.completions import SHELLS
from tests.commands.conftest import Run
from tests.journeys.terminal import Terminal

# What the shell would offer for the words so far; the last is being typed.
_BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
function=$(complete -p stridetui | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" stridetui "${COMP_WORDS[COMP_CWORD]}" "" 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def script(stridetui: Run, tmp_path: Path) -> Path:
    path = tmp_path / "completions.bash"
    path.write_text(stridetui("completions", "bash").stdout)
    return path


def offered(script: Path, *words: str) -> set[str]:
    result = subprocess.run(
        ["bash", "--norc", "-c", _BASH, "bash", str(script), "stridetui", *words],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return {word.strip() for word in result.stdout.splitlines() if word.strip()}


def test_bash_completes_verbs_their_verbs_options_and_choices(script: Path) -> None:
    assert set(VERBS) <= offered(script, "")
    assert offered(script, "prog") == {"programme"}
    assert offered(script, "programme", "p") == {"pause"}
    assert offered(script, "completions", "") >= set(SHELLS)
    assert "--answers" in offered(script, "programme", "begin", "--a")
    assert offered(script, "import", "--weight-unit", "") == {"kg", "lb"}


def test_bash_completes_files(script: Path, tmp_path: Path) -> None:
    (tmp_path / "run_of_today.fit").touch()
    assert str(tmp_path / "run_of_today.fit") in offered(script, "import", f"{tmp_path}/run_of")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script_with_every_verb(
    stridetui: Run, tmp_path: Path, shell: str
) -> None:
    result = stridetui("completions", shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert all(verb in result.stdout for verb in VERBS)
    found = shutil.which(shell)
    path = tmp_path / f"_stridetui.{shell}"
    path.write_text(result.stdout)
    if found:  # its own parser is the best judge, where there is one
        subprocess.run([found, "-n", str(path)], check=True, timeout=30, capture_output=True)


# A shell wants a terminal of its own, as a login gives it.
LOGIN = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
# Each with what makes it a bare shell that has the script and the program's name, and its prompt.
TAB_SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source {script}; PS1='ready> '"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "fpath=({folder} $fpath); autoload -U compinit; compinit -u -D; PS1='ready> '",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function fish_prompt; echo -n 'ready> '; end; source {script}",
    ),
}


@pytest.mark.terminal
@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_in_the_shell_itself(
    stridetui: Run, environment: dict[str, str], home: Path, tmp_path: Path, shell: str
) -> None:
    """The script is sourced, and tab is pressed: verbs, their verbs, options, choices, files."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed on this machine")
    folder = tmp_path / "completions"
    folder.mkdir()
    script = folder / "_stridetui"
    script.write_text(stridetui("completions", shell).stdout)
    (home / "run_of_today.fit").touch()
    # fish offers nothing for a program that is not there.
    program = home / "bin" / "stridetui"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    command, begins = TAB_SHELLS[shell]
    around = environment | {
        "TERM": "xterm-256color",
        "PATH": f"{program.parent}:{environment['PATH']}",
    }
    with Terminal(
        [sys.executable, "-c", LOGIN, *command], around, home, columns=100, rows=40
    ) as terminal:
        terminal.wait(r"[#$%>] ?$")
        terminal.type(begins.format(script=script, folder=folder), "enter")
        terminal.wait(r"^ready>")
        for typed, completed in (
            ("stridetui progr", "stridetui programme"),
            ("stridetui programme pau", "stridetui programme pause"),
            ("stridetui completions fi", "stridetui completions fish"),
            ("stridetui export --form", "stridetui export --format"),
            ("stridetui import run_of", "stridetui import run_of_today.fit"),
        ):
            terminal.type(typed)
            terminal.wait(f"ready> {typed}")
            terminal.type("\t")
            terminal.wait(f"ready> {completed}")
            terminal.type("\x15")
            terminal.wait(r"ready>\s*$")


def test_another_shell_is_refused(stridetui: Run) -> None:
    result = stridetui("completions", "tcsh")
    assert result.returncode == 2
    assert "bash" in result.stderr
