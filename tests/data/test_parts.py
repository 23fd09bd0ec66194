"""What a killed program left half-written is swept; what is being written, or not ours, is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from data import atomic, parts

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from data import atomic, parts
target, way = Path(sys.argv[1]), sys.argv[2]
with getattr(atomic, way)(target) as opened:
    if way == "writing_folder":
        (opened / "half.txt").write_text("half")
    print("half", flush=True)
    sys.stdin.read()
"""
WAYS = ("writing", "writing_bytes", "placing", "writing_folder")


def half_way(target: Path, way: str) -> subprocess.Popen[str]:
    """Start a program that is in the middle of writing `target`."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target), way],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "half\n"
    return writer


@pytest.mark.parametrize("way", WAYS)
def test_what_a_killed_writer_left_is_swept_by_the_next(tmp_path: Path, way: str) -> None:
    writer = half_way(tmp_path / "out", way)
    (left,) = tmp_path.iterdir()
    with atomic.writing(tmp_path / "first") as file:
        file.write("x")
    assert left.exists(), "somebody is writing it"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    left.with_name(f"{left.name}-journal").touch()
    with atomic.writing(tmp_path / "second") as file:
        file.write("x")
    assert {each.name for each in tmp_path.iterdir()} <= {"first", "second", f"{left.name}-journal"}
    assert left.is_dir() or not left.exists()
    assert way == "writing_folder" or not left.with_name(f"{left.name}-journal").exists()


@pytest.mark.parametrize("way", WAYS)
def test_one_that_lives_is_left_to_end_well(tmp_path: Path, way: str) -> None:
    writer = half_way(tmp_path / "out", way)
    parts.sweep(tmp_path)
    writer.communicate("")
    assert writer.returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_nothing_else_is_ever_touched(tmp_path: Path) -> None:
    names = (
        *(".report.html.swp", ".out.abcdefgh", "out.abcdefgh.stridetui-part"),
        *(".out.stridetui-part", ".out.abcdefgh.stridetui-part.txt", ".stridetui-part"),
    )
    for name in names:
        (tmp_path / name).write_text("mine")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    (tmp_path / ".link.abcdefgh.stridetui-part").symlink_to(elsewhere)
    os.mkfifo(tmp_path / "pipe")
    parts.sweep(tmp_path)
    parts.sweep(tmp_path / "nowhere")
    for name in names:
        assert (tmp_path / name).read_text() == "mine"
    assert elsewhere.read_text() == "mine"
    assert (tmp_path / ".link.abcdefgh.stridetui-part").is_symlink()


@pytest.mark.parametrize("name", ["x" * 255, "🦵" * 63, "колено" * 21])
def test_a_name_as_long_as_can_be_is_written(tmp_path: Path, name: str) -> None:
    with atomic.writing(tmp_path / name) as file:
        file.write("x")
    assert (tmp_path / name).read_text() == "x"


@pytest.mark.parametrize("name", ["x" + "колено" * 21, "xx" + "🦵" * 63, "膝" * 41 + "x"])
@pytest.mark.parametrize("make", [parts.file, parts.folder])
def test_a_name_is_cut_between_two_letters(
    tmp_path: Path, name: str, make: Callable[[Path, str], AbstractContextManager[Path]]
) -> None:
    """There are file systems that take no half a letter."""
    with make(tmp_path, name) as part:
        kept = part.name.encode("utf-8")
    assert kept.startswith(f".{name[:29]}".encode())
    assert len(kept) < 150
