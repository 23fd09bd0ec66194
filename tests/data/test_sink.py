"""Where an export goes: a folder whose files are there together or not at all."""

from __future__ import annotations

import cProfile
import re
import stat
from pathlib import Path

import pytest

from app.errors import StoreError
from data import parts
from data.exports import sink


def test_each_file_of_a_folder_costs_the_same(tmp_path: Path) -> None:
    """A folder of thousands of files is looked through once, not once for each of them."""
    calls = cProfile.Profile()
    with calls, sink.folder(tmp_path / "out", force=False) as place:
        for number in range(50):
            with place.binary(f"{number}.fit") as file:
                file.write(b"x")
            with place.text(f"{number}.csv") as text:
                text.write("é\n")
    looked = sum(one.callcount for one in calls.getstats() if one.code is parts.sweep.__code__)
    assert looked == 1
    made = list((tmp_path / "out").iterdir())
    assert len(made) == 100
    assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
    assert (tmp_path / "out" / "7.csv").read_bytes() == "é\n".encode()


def write(target: Path, *names: str) -> None:
    with sink.folder(target, force=False) as place:
        for name in names:
            with place.text(name) as file:
                file.write("x")


@pytest.mark.parametrize("there", [False, True])
def test_a_file_of_it_that_cannot_be_written_is_told_of_the_folder(
    tmp_path: Path, there: bool
) -> None:
    target = tmp_path / "out"
    if there:
        target.mkdir()
    with pytest.raises(StoreError, match=re.escape(f"{target} cannot be written")):
        write(target, "one.csv", "x" * 300)
    assert [*tmp_path.rglob("*")] == ([target] if there else [])


def test_no_file_of_it_is_written_over_by_another(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="exists"):
        write(tmp_path / "out", "one.csv", "one.csv")
    assert [*tmp_path.iterdir()] == []
