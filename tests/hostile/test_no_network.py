"""Nothing is sent anywhere: no verb and no screen asks for a socket that leads off the machine.

Python tells an audit hook of every socket made, connected, bound or sent through, and of every
name looked up. The hook is put in before the program's first import and writes down what it is
told; the program cannot take it out again.
"""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import app.commands
from app.commands.log import LOG_VERBS
from tests.coach.answer_sets import with_answers
from tests.journeys.live_program import ROOT, Program

HOOK = """
import os, sys

_JOURNAL = os.open(os.environ["AUDIT_JOURNAL"], os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
os.write(_JOURNAL, b"hooked\\n")


def _hear(event, args, local=1):
    if event == "socket.__new__":
        # AF_UNIX (1): pairs within this process, by which asyncio wakes itself.
        if args[1] == local:
            return
    elif event.partition(".")[0] not in {"socket", "urllib", "http", "ftplib", "webbrowser"}:
        return
    elif event == "socket.gethostname":
        return
    os.write(_JOURNAL, f"{event} {args[1:]}\\n".encode())


sys.addaudithook(_hear)
"""
EVERY_VERB = """
import sys
from app.commands.line import run
for line in sys.argv[1].splitlines():
    status = run(line.split())
    assert status in {0, 1}, (line, status)
"""
VERBS = """\
doctor
doctor --json
next
next --json
preview
why
stats
exercises
exercises forward_lunge
assess --answers answers.json
programme show
programme pause --days 9
programme resume
programme move
log list
log show {session}
log edit {session} note=windy
log delete {session}
log undo
log add session.json
log run distance=7.4 duration=41:07
log quick
measure
measure T8 --left 20 --right 21
export --format csv -o x.csv
export --format csv --what all -o tables
export --format json -o x.json --verify
export --format jsonl -o x.jsonl
export --format html -o x.html
export --format md -o x.md
export --format sqlite -o x.db
export --format hevy -o x.hevy
export --format strong -o x.strong
export --format ics -o x.ics
export --format fit -o fit
export --format json --schema
export --dictionary
pack -o pack
import x.json fit
programme begin --answers answers.json --replace
backup copy.db
backup saved.db --salvage
restore copy.db --dry-run
restore copy.db
completions bash
demo --db demo.db --no-open"""
SESSION = {
    "date": "2026-01-05",
    "exercises": [{"id": "side_plank", "sets": [{"side": "left", "seconds": 30}]}],
}


def every_verb(folder: Path, log: Path) -> str:
    """Return every verb, one a line, to be run in this folder on this log; put its files there."""
    (folder / "answers.json").write_text(
        json.dumps(with_answers(Q5="cant", Q9="ahead", Q10="both"))
    )
    (folder / "session.json").write_text(json.dumps(SESSION))
    with closing(sqlite3.connect(log)) as held:
        (session,) = held.execute("SELECT id FROM workout ORDER BY day LIMIT 1").fetchone()
    return VERBS.format(session=session)


@pytest.fixture
def watched(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """What a process needs to be heard, and the file in which it is written down."""
    folder = tmp_path / "hook"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HOOK)
    journal = tmp_path / "journal"
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "AUDIT_JOURNAL": str(journal)}, journal


def heard(journal: Path) -> set[str]:
    lines = journal.read_text().splitlines()
    assert "hooked" in lines
    return set(lines) - {"hooked"}


def test_the_hook_hears_what_it_is_for(
    watched: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    environment, journal = watched
    calls = (
        "import socket; s = socket.socket(); s.close()",
        "import socket; socket.getaddrinfo('localhost', 1)",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()",
    )
    for call in calls:
        journal.unlink(missing_ok=True)
        subprocess.run(
            [sys.executable, "-c", call], env=os.environ | environment, cwd=tmp_path, check=True
        )
        assert heard(journal), call


def test_every_verb_is_tried() -> None:
    lines = [line.split() for line in VERBS.splitlines()]
    assert {words[0] for words in lines} == set(app.commands.VERBS)
    assert {words[1] for words in lines if words[0] == "log"} == set(LOG_VERBS)


def test_no_verb_asks_for_the_network(
    watched: tuple[dict[str, str], Path], made_up: Path, tmp_path: Path
) -> None:
    environment, journal = watched
    program = Program(tmp_path / "program")
    program.paths.log.write_bytes(made_up.read_bytes())
    program.paths.log.chmod(0o600)
    verbs = every_verb(program.folder, program.paths.log)
    result = subprocess.run(
        [sys.executable, "-c", EVERY_VERB, verbs],
        env=program.environment | environment,
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert heard(journal) == set()


@pytest.mark.terminal
def test_no_screen_asks_for_the_network(
    watched: tuple[dict[str, str], Path], made_up: Path, tmp_path: Path
) -> None:
    environment, journal = watched
    program = Program(tmp_path / "program")
    program.paths.log.write_bytes(made_up.read_bytes())
    program.environment |= environment
    with program.start() as terminal:
        terminal.wait("Today")
        for key, words in (
            ("2", "newest first"),
            ("3", "control"),
            ("4", "lunge"),
            ("5", "How shall it be"),
            ("a", "judgement"),
            ("q", "How shall it be"),
            ("e", "Its first lines"),
            ("enter", "Written"),
            ("q", "How shall it be"),
            ("i", "Import"),
            ("q", "How shall it be"),
            ("1", "Today"),
            # A session of today is in the log already, which is asked about once.
            ("enter", "again|READY"),
            ("enter", "READY|WORK"),
            ("q", "Leave the session"),
            ("p", "1 Today"),
        ):
            terminal.type(key)
            terminal.wait(words)
        terminal.type("q")
        assert terminal.wait_exit() == 0
    assert heard(journal) == set()


# --- what is imported -----------------------------------------------------------------------

# What talks to other machines, of the standard library.
NETWORK = {
    "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "telnetlib",
    "urllib", "webbrowser", "xmlrpc", "nntplib", "requests", "httpx", "aiohttp",
}  # fmt: skip


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from map(_package, (alias.name for alias in node.names))
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield _package(node.module)


def _package(module: str) -> str:
    # Taking an address apart asks nobody; all else of urllib does.
    return "" if module == "urllib.parse" else module.partition(".")[0]


@pytest.mark.parametrize("package", ["app", "screens", "data"])
def test_no_module_of_ours_imports_what_talks_to_machines(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        assert set(imported(tree)) & NETWORK == set(), file
        calls = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        # A link that a terminal or Textual would open; connections made by name.
        assert calls & {"open_url", "create_connection", "open_connection", "start_server"} == set()


# --- what is installed with it --------------------------------------------------------------

ALLOWED = re.compile(
    r"MIT( License)?|BSD(-[23]-Clause)?( License)?|Apache(-2\.0| License, Version 2\.0)|PSF-2\.0|"
    r"MPL-2\.0|(OSI Approved :: )?(MIT|BSD) License"
)


def needed() -> dict[str, importlib.metadata.Distribution]:
    """Return everything that is installed because the program needs it, by its plain name."""
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: dict[str, importlib.metadata.Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        found[name] = importlib.metadata.distribution(wanted.name)
        inner = [Requirement(line) for line in found[name].requires or ()]
        for extra in {"", *wanted.extras}:
            waiting += [
                each for each in inner if not each.marker or each.marker.evaluate({"extra": extra})
            ]
    return found


def test_every_dependency_has_a_licence_that_lets_it_be_given_on() -> None:
    found = needed()
    assert {"textual", "sqlalchemy", "pydantic-core", "markupsafe"} <= set(found)
    for name, each in found.items():
        about = each.metadata.json
        classifiers = [
            line.removeprefix("License :: ")
            for line in about.get("classifier", ())
            if line.startswith("License :: ")
        ]
        said = about.get("license_expression") or about.get("license") or " ".join(classifiers)
        assert ALLOWED.fullmatch(str(said)), f"{name}: {said!r}"


def test_security_md_lists_every_dependency_and_nothing_else() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    (told,) = re.findall(r"^## What it stands on$(.+?)^## ", text, re.M | re.S)
    listed = set(re.findall(r"`([\w-]+)`", told.rpartition("version.\n")[2]))
    assert listed == set(needed())


def test_what_is_tried_is_what_is_pinned() -> None:
    pinned = dict(
        line.lower().replace("_", "-").split("==")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    )
    assert {name: each.version for name, each in needed().items()} == {
        name: pinned.get(name) for name in needed()
    }
