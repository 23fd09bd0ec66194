"""`log list` reads every page once and counts once, however long the list is."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from app.commands import log_list
from app.trainer.desk import Desk
from data.book import Book
from tests.data import decades
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk
from tests.trainer.test_how_often import calls


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path, MovableClock())
    decades.write(desk.paths.log, 400, date(2026, 11, 19))
    return desk


def listed(desk: Desk, *words: str) -> tuple[int, int, int]:
    """Return the exit status, how many pages were read and how often all was counted."""
    parser = argparse.ArgumentParser()
    log_list.add_parser(parser.add_subparsers())
    args = parser.parse_args(["list", *words])
    status: list[int] = []

    def run() -> None:
        status.append(log_list.run(args, desk))

    counted = calls(Book.count, run)
    return (status[0], calls(Book.page, run), counted)


@pytest.mark.parametrize(
    ("words", "pages"),
    [((), 1), (("--limit", "500"), 1), (("--limit", "501"), 2), (("--limit", "1000000"), 3)],
)
def test_each_page_is_read_once(
    desk: Desk, words: tuple[str, ...], pages: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(desk, *words) == (0, pages, 1)
    shown = capsys.readouterr().out.splitlines()
    limit = int(words[1]) if words else 20
    assert listed(desk, *words, "--json") == (0, pages, 1)
    out = capsys.readouterr().out
    # Both were asked for twice, once for each count.
    first, _ = json.JSONDecoder().raw_decode(out)
    assert len(first["entries"]) * 2 == len(shown) == 2 * min(limit, first["total"])
    ids = [entry["id"] for entry in first["entries"]]
    assert len(set(ids)) == len(ids)
    assert 1000 < first["total"] < 1500


def test_an_empty_log_has_an_empty_page(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(desk, "--text", "nobody wrote this") == (0, 1, 1)
    assert capsys.readouterr().out == ""


def test_an_empty_list_says_why_it_is_empty(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed(desk, "--since", "2026-11-20", "--until", "2026-11-01")
    assert (
        "No day is from 2026-11-20 on and up to 2026-11-01; swap them." in capsys.readouterr().err
    )
    listed(desk, "--text", "nowhere")
    assert "Nothing in the log is like that." in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    empty = a_desk(tmp_path / "empty", MovableClock())
    listed(empty)
    assert set(capsys.readouterr().err.splitlines()) == {"The log is empty."}
