"""Every command of the README is run, or held against what knows it."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands import VERBS, line
from app.commands.grammar import whole_parser
from app.commands.log import LOG_VERBS
from app.trainer.demo import make
from tests.commands.test_programme import answers_for
from tests.data.builders import MovableClock
from tests.front.page import README, ROOT, blocks, code, table
from tests.imports import recordings
from tests.journeys.terminal import Terminal
from tests.screens.rooms import a_desk

# They open the program: what its first screen shows, on the demo's log.
OPENS = {"stridetui": "1 Today", "stridetui demo": "1 Today"}
# Tried from the wheel by hand; they ask a package index, which no test does.
INSTALLS = {"uv tool install .", "pipx install ."}
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    "Workout Notes,RPE\n"
    '2026-11-02 18:00:00,"Legs",30m,"Lunge",1,10,8,0,0,,,\n'
)
BLOCKS = [body for language, body in blocks(README.text) if not language]


def commands(block: str) -> list[str]:
    """Return the lines of a block without what is remarked to their right."""
    return [cut for each in block.splitlines() if (cut := each.partition("  # ")[0].strip())]


LINES = [each for block in BLOCKS for each in commands(block)]
RUN = [
    "\n".join(kept)
    for block in BLOCKS
    if (kept := [each for each in commands(block) if each.startswith("stridetui ")])
    and not set(kept) & set(OPENS)
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the made-up runner, made once."""
    folder = tmp_path_factory.mktemp("demo")
    desk = a_desk(folder, MovableClock(datetime.now(UTC)))  # noqa: TID251 -- as the processes see it
    make(desk, folder / "made.db", ())
    return folder / "made.db"


@pytest.fixture
def home(tmp_path: Path, demo: Path) -> Path:
    """A home with the demo's log as the runner's own, and the files that examples name."""
    log = tmp_path / ".local" / "share" / "stridetui" / "stridetui.db"
    log.parent.mkdir(parents=True)
    shutil.copy(demo, log)
    (tmp_path / "answers.json").write_text(json.dumps(answers_for("FULL")))
    (tmp_path / "morning.fit").write_bytes(recordings.fit(recordings.steady(3600)))
    (tmp_path / "strong.csv").write_text(STRONG)
    program = tmp_path / "bin" / "stridetui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m app "$@"\n')
    program.chmod(0o755)
    return tmp_path


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("STRIDETUI", "PYTHON", "XDG")) and name != "NO_COLOR"
    }
    return kept | {
        "HOME": str(home),
        "PATH": f"{home / 'bin'}:{kept['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "TERM": "xterm-256color",
    }


def test_every_line_of_every_block_is_tried_here() -> None:
    tried = {each for block in RUN for each in block.splitlines()} | set(OPENS) | INSTALLS
    for each in LINES:
        assert each in tried or each.startswith("make "), f"Nothing here tries `{each}`."
    assert len(LINES) > 15


@pytest.mark.parametrize("block", RUN)
def test_the_examples_work_one_after_the_other(
    home: Path, environment: dict[str, str], block: str
) -> None:
    done = subprocess.run(
        ["bash", "--norc", "-euxo", "pipefail", "-c", block],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"The README shows this, and it does not work:\n{done.stderr}"
    assert done.stdout


@pytest.mark.terminal
@pytest.mark.parametrize("command", OPENS)
def test_what_opens_the_program_opens_it(
    home: Path, environment: dict[str, str], command: str
) -> None:
    assert command in LINES
    with Terminal(shlex.split(command), environment, home) as terminal:
        terminal.wait(OPENS[command])
        terminal.type("q")
        assert terminal.wait_exit() == 0


def test_make_lines_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    named = {each.split()[1] for each in LINES if each.startswith("make ")}
    assert {"run", "test"} <= named <= targets


# --- the table of commands -------------------------------------------------------------------

ROWS = [code(cells[0])[0] for cells in table(README.section("Commands"), "command")]


def parser_of(words: list[str]) -> tuple[argparse.ArgumentParser, list[str]]:
    """Return the parser of the verbs that `words` begin with, and the other words."""
    parser: argparse.ArgumentParser = whole_parser()
    while words:
        inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
        if not inner or words[0] not in inner[0].choices:
            break
        parser, words = inner[0].choices[words[0]], words[1:]
    return parser, words


def spread(row: str) -> Iterator[str]:
    """Yield a row once for each of the verbs it names between bars."""
    words = row.split()
    found = next((word for word in words if "|" in word and "[" not in word), None)
    for one in found.split("|") if found else [""]:
        yield row.replace(found, one) if found else row


def test_the_table_has_every_verb_and_no_other() -> None:
    named = {" ".join(each.split()[1:3]) for row in ROWS for each in spread(row)}
    verbs = {name for name in named if name and not name.startswith("-")}
    first = {name.split()[0] for name in verbs}
    assert first == set(VERBS), "The table of commands and the program's verbs differ."
    of_log = {name.split()[1] for name in verbs if name.startswith("log ")}
    assert of_log == set(LOG_VERBS), "The table of commands and the verbs of `log` differ."
    assert "stridetui" in ROWS


@pytest.mark.parametrize("row", ROWS)
def test_what_a_row_names_is_known_to_its_verb(row: str) -> None:
    for each in spread(row):
        parser, rest = parser_of(each.split()[1:])
        known = {option for action in parser._actions for option in action.option_strings}
        choices = {str(one) for action in parser._actions for one in action.choices or ()}
        for word in (bare for word in rest if (bare := word.strip("[]…"))):
            if word.startswith("-"):
                assert word in known, f"`{row}`: there is no option {word}."
            elif word.islower():
                assert word in choices, f"`{row}`: {word} is nothing it knows."
        # The other way round: what has to be given is in the row.
        for action in parser._actions:
            if action.required and action.option_strings:
                assert set(action.option_strings) & set(rest), f"`{row}` leaves out {action.dest}."


def test_commands_within_sentences_exist() -> None:
    named = [each for each in code(README.prose) if re.match(r"stridetui [a-z-]", each)]
    assert named
    for each in named:
        for one in spread(each):
            words = one.split()[1:]
            parser, rest = parser_of(words)
            assert words[0].startswith("-") or len(rest) < len(words), f"`{each}` is no command."
            options = {option for action in parser._actions for option in action.option_strings}
            strange = {word.strip("[]") for word in rest if word.strip("[]").startswith("-")}
            assert strange <= options, f"`{each}` names {strange - options}, which is no option."


def test_exit_statuses() -> None:
    found = re.search(r"Exit status: ([^.]*)\.", README.prose)
    assert found
    said = {int(number) for number in re.findall(r"\d+", found[1])}
    assert said == {0, 1, 2, line._INTERRUPTED, line._BROKEN_PIPE}
    assert line.run(["nonsense"]) == 2
