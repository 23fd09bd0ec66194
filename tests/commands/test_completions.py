"""`stridetui completions`: scripts that the shells themselves understand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from app.commands import VERBS
from app.commands.completions import SHELLS
from tests.commands.conftest import Run

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


def test_another_shell_is_refused(stridetui: Run) -> None:
    result = stridetui("completions", "tcsh")
    assert result.returncode == 2
    assert "bash" in result.stderr
