"""Every verb: examples that hold, JSON with the keys that are written down, help for mistakes."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands.grammar import whole_parser
from app.trainer.demo import make
from tests.commands.conftest import Run
from tests.commands.test_programme import answers_for
from tests.data.builders import MovableClock
from tests.imports import recordings
from tests.screens.rooms import a_desk

KEYS = Path(__file__).parent / "data" / "json_keys.txt"
# What stands there is named by the data: which numbers a rule saw, which columns an edit changed,
# which fields an entry has.
NAMED_BY_DATA = {"numbers", "before", "after", "fields"}
# Done to the log before the command, as the runner would have.
BEFORE = {
    "programme resume": ("programme", "pause", "--days", "3"),
    "log undo": ("log", "edit", "SESSION", "note=at the cabin"),
    "log list --deleted": ("log", "delete", "SESSION"),
    "log show SESSION": ("log", "edit", "SESSION", "note=at the cabin"),
}
SESSION_FILE = {
    "date": "2026-03-01",
    "exercises": [{"id": "forward_lunge", "sets": [{"side": "left", "reps": 8}]}],
}


def leaves(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, str, set[str]]]:
    """Yield every verb that does something: its name, the end of its help, its options."""
    inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    for action in inner:
        for word, each in action.choices.items():
            yield from leaves(each, f"{name} {word}".strip())
    if not inner:
        options = {option for action in parser._actions for option in action.option_strings}
        yield name, parser.epilog or "", options


VERBS = {name: (epilog, options) for name, epilog, options in leaves(whole_parser())}


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_examples_of_every_verb_can_be_typed(verb: str) -> None:
    epilog, _ = VERBS[verb]
    lines = [line.strip() for line in epilog.splitlines()]
    examples = [line for line in lines if line.startswith("stridetui ")]
    assert "examples:" in lines
    assert examples
    for line in examples:
        # What stands further to the right explains it.
        words = shlex.split(line.partition("   ")[0], comments=True)[1:]
        ends = [place for place, word in enumerate(words) if word in {"|", ">"}]
        whole_parser().parse_args(words[: ends[0]] if ends else words)


HEAD = "keys of the JSON, which stay what they are"


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and those of everything below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from parsers(each)


@pytest.mark.parametrize("parser", parsers(whole_parser()), ids=lambda parser: parser.prog)
def test_every_help_has_one_voice(parser: argparse.ArgumentParser) -> None:
    said = parser.description or ""
    assert said[:1].isupper()
    assert said.endswith(".")
    assert "examples:\n" in (parser.epilog or "")
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            assert action.help, f"{parser.prog}: {action.dest} is not explained."
            assert not action.help.endswith("."), f"{parser.prog}: {action.help}"
    printed = parser.format_help()
    assert "show this help and leave" in printed
    assert max(map(len, (parser.epilog or "").splitlines())) <= 100


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_help_of_every_verb_names_the_keys_of_its_json(verb: str) -> None:
    epilog, options = VERBS[verb]
    assert (HEAD in epilog) == ("--json" in options)
    for command, known in written_down().items():
        if command.startswith(verb):
            outer = {re.split(r"[.\[]", name.removeprefix("[]."))[0] for name in known}
            told = {name for name in outer if re.search(rf"\b{name}\b", epilog)}
            assert told == outer, f"{verb} --help leaves out {', '.join(outer - told)}."


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_speaks_json(verb: str) -> None:
    assert "--json" in VERBS[verb][1]


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_keys_of_every_verb_are_written_down(verb: str) -> None:
    assert any(f"{command} ".startswith(f"{verb} ") for command in written_down())


# --- the keys ------------------------------------------------------------------------------


def written_down() -> dict[str, set[str]]:
    """The keys of each command: its line, then the keys set in below it."""
    found: dict[str, set[str]] = {}
    command = ""
    for line in KEYS.read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[command].add(line.strip())
        elif line:
            command = line
            found[command] = set()
    return found


def keys(value: object, above: str = "") -> Iterator[str]:
    """Yield the path of every key; those of the objects in a list count once."""
    if isinstance(value, list):
        for each in value:
            yield from keys(each, f"{above}[]")
    elif isinstance(value, dict):
        for name, each in value.items():
            yield f"{above}.{name}".lstrip(".")
            if name not in NAMED_BY_DATA:
                yield from keys(each, f"{above}.{name}".lstrip("."))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the made-up runner, made once."""
    folder = tmp_path_factory.mktemp("demo")
    desk = a_desk(folder, MovableClock(datetime.now(UTC)))  # noqa: TID251 -- as the processes see it
    make(desk, folder / "made.db", ())
    return folder / "made.db"


def latest_session(log: Path) -> str:
    """The id of the session that was ended last."""
    with closing(sqlite3.connect(log)) as opened:
        ended = "SELECT id FROM workout WHERE status = 'ended' ORDER BY started_at DESC"
        return str(opened.execute(ended).fetchone()[0])


@pytest.mark.parametrize("command", sorted(written_down()))
def test_json_has_the_keys_that_are_written_down(
    stridetui: Run, tmp_path: Path, home: Path, demo: Path, command: str
) -> None:
    here: dict[str, Path] = {
        "ANSWERS": tmp_path / "answers.json",
        "LOG": tmp_path / "log.db",
        "COPY": tmp_path / "copy.db",
        "NEW": tmp_path / "new.db",
        "RUN": tmp_path / "run.fit",
        "DAY": tmp_path / "day.json",
        "OUT": tmp_path / "out.csv",
        "FOLDER": tmp_path / "folder",
    }
    named = {word: str(file) for word, file in here.items()} | {"SESSION": latest_session(demo)}
    here["DAY"].write_text(json.dumps(SESSION_FILE))
    here["ANSWERS"].write_text(json.dumps(answers_for("FULL")))
    here["RUN"].write_bytes(recordings.fit(recordings.steady(3600)))
    for path in (here["LOG"], here["COPY"]):
        shutil.copy(demo, path)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        path = "NEW" if words[0] == "demo" else "LOG"
        return stridetui("--db", str(here[path]), *(named.get(word, word) for word in words))

    for begins, words in BEFORE.items():
        if command.startswith(begins):
            assert run(*words).returncode == 0
    result = run(*command.split(), "--json")
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    known = written_down()[command]
    assert set(keys(found)) <= known
    top = {name for name in known if "." not in name.removeprefix("[]")}
    assert top - {"[]"} <= set(keys(found))
    assert not (home / "data").exists()


# --- mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("programe show", "did you mean programme?"),
        ("programme pasue", "did you mean pause?"),
        ("export --format jsno -o x", "did you mean json?"),
        ("import x --weight-unit kgs", "did you mean kg?"),
        ("import x --dry-rum", "did you mean --dry-run?"),
        ("exercises forward_lunges", "did you mean forward_lunge?"),
        ("completions fihs", "did you mean fish?"),
    ],
)
def test_what_was_meant_is_guessed(stridetui: Run, words: str, meant: str) -> None:
    result = stridetui(*words.split())
    assert (result.returncode, result.stdout) == (2, "")
    assert meant in result.stderr
    assert len(result.stderr.splitlines()) == 1
