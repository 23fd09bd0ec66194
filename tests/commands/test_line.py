"""The command line as a whole: help, version, and every way to get it wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import __version__
from app.commands import VERBS

Run = Callable[..., subprocess.CompletedProcess[str]]


def refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """One sentence on standard error, nothing on standard output, status 2."""
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert result.stderr.startswith("stridetui: ")
    for word in words:
        assert word in result.stderr


def loaded_by(code: str, environment: dict[str, str], folder: Path) -> set[str]:
    """Return the modules that are loaded after `code` has run in a new Python."""
    result = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint('\\n'.join(sys.modules))"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(result.stdout.splitlines())


def test_version(stridetui: Run) -> None:
    result = stridetui("--version")
    assert (result.returncode, result.stdout, result.stderr) == (
        0,
        f"stridetui {__version__}\n",
        "",
    )


def test_version_imports_nothing_of_weight(environment: dict[str, str], tmp_path: Path) -> None:
    bare = loaded_by("", environment, tmp_path)
    asked = loaded_by("from app.__main__ import main; main(['--version'])", environment, tmp_path)
    assert asked - bare - {f"stridetui {__version__}"} == {"app", "app.__main__"}


def test_version_among_other_arguments(stridetui: Run) -> None:
    assert stridetui("--db", "x.db", "--version").stdout == f"stridetui {__version__}\n"


@pytest.mark.parametrize("arguments", ["--help", "-h", "--help next", "--db x.db -h nonsense"])
def test_help_lists_every_verb(stridetui: Run, arguments: str) -> None:
    result = stridetui(*arguments.split())
    assert result.returncode == 0
    assert result.stderr == ""
    for name, verb in VERBS.items():
        assert f"{name} " in result.stdout
        assert verb.summary in result.stdout


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help(stridetui: Run, verb: str) -> None:
    result = stridetui(verb, "--help")
    assert result.returncode == 0, result.stderr
    assert f"stridetui {verb}" in result.stdout


def test_help_imports_no_verb(environment: dict[str, str], tmp_path: Path) -> None:
    loaded = loaded_by("from app.__main__ import main; main(['--help'])", environment, tmp_path)
    assert not {verb.module for verb in VERBS.values()} & loaded
    assert not {"textual", "sqlmodel", "sqlite3", "pendulum", "plotext"} & loaded


def test_an_unknown_verb_gets_the_nearest_one(stridetui: Run) -> None:
    refused(stridetui("exprot"), "no command 'exprot'", "did you mean export?")


def test_a_verb_like_none_gets_the_list(stridetui: Run) -> None:
    refused(stridetui("xyzzy"), "no command 'xyzzy'", *VERBS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--bogus",),
        ("next", "--bogus"),
        ("next", "--jso"),
        ("next", "--on"),
        ("next", "--on", "yesterday"),
        ("next", "--on", "2026-02-30"),
        ("next", "--on", ""),
        ("next", "--on", "20261120"),
        ("next", "--on", "0001-01-01"),
        ("next", "--on", "9999-12-31"),
        ("next", "--db", "~nobody-of-this-name/x.db"),
        ("demo", "--no-open", "--db", "~nobody-of-this-name/x.db"),
        ("demo", "--no-open", "--db", "x" * 300),
        ("next", "--db", "x" * 300),
        ("export", "--format", "csv", "-o", "x" * 300),
        ("export", "--format", "csv", "-o", "~nobody-of-this-name/x.csv"),
        ("next", "extra"),
        ("--db",),
        ("--db", "", "next"),
        ("next", "--db="),
        ("",),
        ("--versio",),
        ("next", "\x1b[31mred\nand a second line"),
        ("--\x1b]0;title\x07",),
        ("\udcff",),
        ("--db", "x\udcff.db", "nxt"),
    ],
)
def test_a_wrong_argument_is_one_sentence(
    stridetui: Run, home: Path, arguments: tuple[str, ...]
) -> None:
    result = stridetui(*arguments)
    refused(result)
    assert result.stderr.rstrip("\n").isprintable()
    assert list(home.iterdir()) == []


def test_no_terminal(stridetui: Run, home: Path) -> None:
    refused(stridetui(), "There is no terminal")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "closed", "word"),
    [
        ("next", ">&-", "output"),
        ("demo --no-open", ">&-", "output"),
        ("export --format csv -o -", ">&-", "output"),
        ("assess --answers answers.json", ">&-", "output"),
        ("log add session.json", ">&-", "output"),
        ("exercises", ">&-", "output"),
        ("exercises --json", ">&-", "output"),
        ("doctor", ">&-", "output"),
        ("log add -", "<&-", "input"),
        ("assess --answers -", "<&-", "input"),
    ],
)
def test_a_closed_stream_is_said(
    stridetui: Run,
    environment: dict[str, str],
    home: Path,
    tmp_path: Path,
    arguments: str,
    closed: str,
    word: str,
) -> None:
    result = subprocess.run(
        ["/bin/sh", "-c", f'exec "{sys.executable}" -m app {arguments} {closed}'],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    refused(result, f"Standard {word} is closed")
    assert list(home.iterdir()) == []


def test_no_terminal_with_closed_streams(
    stridetui: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    script = f'exec "{sys.executable}" -m app <&- >&-'
    result = subprocess.run(
        ["/bin/sh", "-c", script],
        env=environment,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 2
    assert "There is no terminal" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_that_cannot_be_drawn_on_is_told_from_none(
    environment: dict[str, str], tmp_path: Path
) -> None:
    inside, terminal = os.openpty()
    try:
        result = subprocess.run(
            [sys.executable, "-m", "app"],
            env=environment,
            cwd=tmp_path,
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(inside)
    refused_quietly = (result.returncode, result.stderr.count("\n"))
    assert refused_quietly == (2, 1)
    assert "draws on standard error, which leads elsewhere; start it without 2>" in result.stderr


def test_broken_settings_stop_a_verb_that_stores_by_them_and_stay_as_they_are(
    stridetui: Run, settings_file: Path, home: Path
) -> None:
    settings_file.write_text("thme = 'dark'\n", encoding="utf-8")
    found = stridetui("log", "quick")
    refused(found, str(settings_file), "line 1", "thme", "did you mean theme?")
    assert settings_file.read_text(encoding="utf-8") == "thme = 'dark'\n"
    assert sorted(path.name for path in home.iterdir()) == ["config"]


def test_broken_settings_keep_nobody_from_reading(stridetui: Run, settings_file: Path) -> None:
    settings_file.write_text("thme = 'dark'\n", encoding="utf-8")
    found = stridetui("exercises")
    assert found.returncode == 0
    assert "One-legged squat" in found.stdout
    assert found.stderr.count("\n") == 1
    assert "did you mean theme?" in found.stderr
    assert "The usual settings hold until then." in found.stderr


def test_a_reader_that_goes_away_is_no_fault(environment: dict[str, str], tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        result = subprocess.run(
            [sys.executable, "-m", "app", "--help"],
            env=environment,
            cwd=tmp_path,
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert result.stderr == ""


def test_a_full_disk_behind_the_output_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            [sys.executable, "-m", "app", "--help"],
            env=environment,
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert result.returncode == 2
    assert "could not be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_argument_with_nowhere_to_say_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    result = subprocess.run(
        ["/bin/sh", "-c", f'exec "{sys.executable}" -m app nonsense 2>&-'],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout) == (2, "")


def until_it_reads(pid: int, pipe: Path) -> None:
    """Wait until a process sleeps with the pipe open, past all that opening it takes."""
    proc = Path("/proc", str(pid))
    while True:
        opened = any(each.resolve() == pipe for each in (proc / "fd").iterdir())
        if opened and (proc / "stat").read_text().rpartition(")")[2].split()[0] == "S":
            return


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Tests that run in the background ignore Ctrl+C, and a program begun by them would, too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_quietly(environment: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "answers"
    os.mkfifo(pipe)
    # Interrupted just after opening, Python may warn about the file it did not close itself.
    quiet = environment | {"PYTHONWARNINGS": "ignore"}
    with (
        subprocess.Popen(
            [sys.executable, "-m", "app", "assess", "--answers", str(pipe)],
            env=quiet,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        # Opening waits until the program has opened the other end.
        pipe.open("w", encoding="utf-8"),
    ):
        until_it_reads(process.pid, pipe)
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=60)
    assert (process.returncode, printed, said) == (130, "", "")
