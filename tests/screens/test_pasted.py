"""A path as a terminal pastes it becomes the path that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens import pasted


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/tmp/run.fit", "/tmp/run.fit"),
        (" '/tmp/my run.fit' ", "/tmp/my run.fit"),
        ('"/tmp/my run.fit"', "/tmp/my run.fit"),
        ("file:///tmp/my%20run%231.fit", "/tmp/my run#1.fit"),
        ("/tmp/100%20more.fit", "/tmp/100%20more.fit"),
        ("~/run.fit", str(Path.home() / "run.fit")),
    ],
)
def test_what_was_meant_is_read(text: str, meant: str) -> None:
    assert pasted.path(text) == Path(meant)


@pytest.mark.parametrize("text", ["", " ", "/no/such", "~nobody-of-this-name/x", "a\0b"])
def test_what_is_not_there_is_said(text: str) -> None:
    assert pasted.wrong(text) == "There is no such file or folder."


def test_what_is_there_is_right(tmp_path: Path) -> None:
    there = tmp_path / "a b.csv"
    there.touch()
    assert pasted.wrong(there.as_uri()) == ""
