"""What the program writes is readable by its owner alone, and lies where it was asked for."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.trainer import adjusting
from tests.hostile.conftest import Program
from tests.journeys import live_program as begun
from tests.screens.rooms import a_desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """Return every file and folder below `folder` that anyone else could look into."""
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode)
        for path in folder.rglob("*")
        if not path.is_symlink() and stat.S_IMODE(path.lstat().st_mode) & 0o077
    }


# Each makes something; ALL is a folder that stands open to everyone, as /tmp does.
MAKES = (
    "export --format csv -o {all}/sets.csv",
    "export --format csv --what all -o {all}/tables",
    "export --format json -o {all}/log.json --verify",
    "export --format jsonl -o {all}/log.jsonl",
    "export --format html -o {all}/report.html",
    "export --format md -o {all}/report.md",
    "export --format sqlite -o {all}/clean.db",
    "export --format hevy -o {all}/hevy.csv",
    "export --format strong -o {all}/strong.csv",
    "export --format ics -o {all}/plan.ics",
    "export --format fit -o {all}/fit",
    "pack -o {all}/pack --no-voice",
    "backup {all}/copy.db",
    "backup {all}/saved.db --salvage",
    "backup",
    "backup --salvage",
    "restore {all}/copy.db",
    "log quick",
    "measure T8 --left 20 --right 21",
    "demo --db {all}/deep/er/demo.db --no-open",
    "doctor",
)


def test_nothing_that_is_written_can_be_read_by_others(
    program: Program, made_up: Path, tmp_path: Path, home: Path
) -> None:
    everyone = tmp_path / "everyone"
    everyone.mkdir()
    with umask(0):
        begun = program("restore", str(made_up))
        assert (begun.status, begun.err) == (0, ""), begun
        for command in MAKES:
            said = program(*command.format(all=everyone).split())
            assert said.status in {0, 1}, (command, said)
    assert modes(everyone) == {}
    # What belongs to other programs as well is theirs to open or shut.
    assert {name for name in modes(home) if "stridetui" in name} == set()
    assert {path.name for path in everyone.iterdir()} == {
        "sets.csv", "tables", "log.json", "log.jsonl", "report.html", "report.md", "clean.db",
        "hevy.csv", "strong.csv", "plan.ics", "fit", "pack", "copy.db",
        "saved.db", "deep",
    }  # fmt: skip


@pytest.mark.terminal
def test_nothing_that_the_open_program_writes_can_be_read_by_others(
    made_up: Path, tmp_path: Path
) -> None:
    program = begun.Program(tmp_path / "home", settings="")
    restored = [sys.executable, "-m", "app", "restore", str(made_up)]
    with umask(0):
        program.paths.settings.unlink()
        program.paths.settings.parent.rmdir()
        program.paths.settings.parent.parent.rmdir()
        subprocess.run(restored, env=program.environment, cwd=begun.ROOT, check=True)
        with program.start(columns=120, rows=40) as terminal:
            for key, words in (
                ("", "1 Today"),
                # A session of today is in the log already, which is asked about once.
                ("enter", "again"),
                ("enter", "READY|WORK"),
                (" ", "WORK"),
                ("q", "Leave the session"),
                ("p", "1 Today"),
                ("e", "Its first lines"),
                ("enter", "Written"),
                ("q", "1 Today"),
                ("5", "How shall it be"),
                ("+", "settings.toml"),
            ):
                terminal.type(key)
                terminal.wait(words)
            while_open = {path.name for path in program.folder.rglob("*")}
            terminal.type("\x11")
            assert terminal.wait_exit() == 0
    assert {"log.db-wal", "log.db-shm", "log.db.live"} <= while_open
    assert program.paths.settings.is_file()
    assert modes(program.folder) == {}


def test_settings_and_sounds_are_the_owners_alone(tmp_path: Path) -> None:
    from app.cues.files import CueFiles
    from app.cues.model import Meaning, SoundSettings

    desk = a_desk(tmp_path / "new")
    with umask(0):
        adjusting.change(desk, "volume", 50)
        CueFiles(SoundSettings(), tmp_path / "cache" / "stridetui" / "cues").path(
            next(iter(Meaning))
        )
    assert modes(tmp_path / "new") == {}
    assert {name for name in modes(tmp_path) if name.startswith("cache")} == set()


def test_the_doctor_names_a_log_that_others_can_read(program: Program, log: Path) -> None:
    log.chmod(0o644)
    said = program("--db", str(log), "doctor")
    assert said.status == 1
    assert f"{log} can be read by others; chmod 600" in said.out
    log.chmod(0o600)
    assert "can be read by others" not in program("--db", str(log), "doctor").out


# --- where it goes -------------------------------------------------------------------------

WRITES = (
    "export --format csv -o {}",
    "export --format json -o {}",
    "export --format sqlite -o {}",
    "export --format fit -o {}",
    "export --format csv --what all -o {}",
    "pack --no-voice -o {}",
    "backup {}",
    "demo --no-open --db {}",
)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


@pytest.mark.parametrize("command", WRITES)
def test_a_link_in_the_place_of_the_target_is_never_written_through(
    program: Program, log: Path, tmp_path: Path, command: str
) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    there, nowhere = tmp_path / "there", tmp_path / "nowhere"
    there.symlink_to(precious)
    nowhere.symlink_to(tmp_path / "not-yet")
    for link in (there, nowhere):
        said = program("--db", str(log), *command.format(link).split())
        assert (said.status, len(said.err.splitlines())) == (2, 1), said
        assert link.is_symlink()
        assert not (tmp_path / "not-yet").exists()
        if not command.startswith("demo"):
            program("--db", str(log), *command.format(link).split(), "--force")
        assert precious.read_text() == "precious"
        assert not (tmp_path / "not-yet").exists()


@pytest.mark.parametrize("command", [each for each in WRITES if "demo" not in each])
def test_devices_and_pipes_are_refused_at_once(
    program: Program, log: Path, tmp_path: Path, command: str
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, Path(os.devnull)):
        for more in ([], [] if command.startswith("backup") else ["--force"]):
            said = program("--db", str(log), *command.format(place).split(), *more)
            assert (said.status, len(said.err.splitlines())) == (2, 1), (place, said)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


READS = (
    "import {}",
    "import --mapping {} {}",
    "restore {}",
    "--db {} next",
    "--db {} log list",
    "--db {} doctor",
    "demo --no-open --db {}",
)


@pytest.mark.parametrize("command", READS)
def test_no_input_that_is_no_file_is_waited_for_or_written_to(
    program: Program, log: Path, tmp_path: Path, command: str
) -> None:
    pipe, loop = tmp_path / "pipe", tmp_path / "loop"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for place in (pipe, Path("/dev/zero"), Path("/dev/full"), loop, tmp_path):
        words = command.replace("{}", str(place)).split()
        said = program(*words)
        assert said.status in {1, 2} or (place, words[0]) == (tmp_path, "import"), (place, said)
        assert "Traceback" not in said.out + said.err
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert loop.is_symlink()


def test_names_from_the_log_never_lead_out_of_the_folder(
    program: Program, log: Path, tmp_path: Path
) -> None:
    import sqlite3
    from contextlib import closing

    names = ["../../outside", "/etc/x", "..", ".", "a/b", "con", "x" * 300, "\x00", "~root", "-rf"]
    with closing(sqlite3.connect(log)) as held, held:
        ids = [row[0] for row in held.execute("SELECT id FROM workout ORDER BY day DESC")]
        for name, workout_id in zip(names * 2, ids, strict=False):
            held.execute(
                "UPDATE workout SET title = ?, slot_key = ? WHERE id = ?", (name, name, workout_id)
            )
    inside = tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    before = {path for path in tmp_path.rglob("*") if inside not in path.parents}
    for command in ("export --format fit -o {}/fit", "pack --no-voice -o {}/pack"):
        said = program("--db", str(log), *command.format(inside).split())
        assert said.status == 0, said
    after = {path for path in tmp_path.rglob("*") if inside not in path.parents}
    assert {path for path in after - before if not path.name.startswith("log.db")} == set()
    made = [path for path in inside.rglob("*") if path.is_file()]
    assert len(made) > 20
    assert all(len(path.name) < 80 and path.name[0].isdigit() for path in made)


def test_settings_take_the_place_of_a_ring_of_links(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.paths.settings.symlink_to(desk.paths.settings)
    assert adjusting.change(desk, "volume", 50).volume == 50
    assert "volume = 50" in desk.paths.settings.read_text()
