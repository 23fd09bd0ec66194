"""What the README says of files, settings, formats, rules and sources is what the program has."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from app import paths, settings
from app.coach.questionnaire import QUESTION_COUNT
from app.coach.rulebook import RULES
from app.commands.completions import SHELLS
from app.content import own_folder
from app.poses import load_poses
from app.settings import Settings
from app.settings_guide import GUIDE
from app.sources import load_sources
from app.trainer.charting import CHARTS
from app.trainer.exports.registry import FORMATS
from data.backups import folder_of
from screens.widgets import too_small
from tests.front.page import README, ROOT, blocks, code, table

SOURCES = load_sources(paths.find())


# --- files -----------------------------------------------------------------------------------


def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "STRIDETUI_DB"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    found = paths.find()
    here = {
        "training log": found.log,
        "the demo's log": found.demo,
        "backups": folder_of(found.log),
        "settings": found.settings,
        "your own exercises": own_folder(found),
    }
    said = {
        cells[0].partition(",")[0]: Path(code(cells[1])[0]).expanduser()
        for cells in table(README.section("Files and privacy"), "what")
    }
    assert set(said) == set(here)
    for name, path in here.items():
        assert said[name] == path, f"README: {name} is at {path}, not at {said[name]}."


# --- settings --------------------------------------------------------------------------------

LINE = re.compile(r'^(# )?(\w+|"[\w.]+") = (\S+) *(?:# (.*))?$')
SETTINGS = blocks(README.section("Settings"))[0][1]
LINES = {found[2]: found for each in SETTINGS.splitlines() if (found := LINE.match(each))}


def test_every_setting_has_a_line_and_every_line_is_a_setting() -> None:
    mentioned = {name for name in LINES if not name.startswith('"')}
    assert mentioned == set(Settings.__slots__) - {"keys"}


@pytest.mark.parametrize("name", sorted(one.key for one in GUIDE))
def test_a_setting_is_what_its_line_says(name: str) -> None:
    left_out, _, value, remark = LINES[name].groups()
    usual = getattr(Settings(), name)
    said = tomllib.loads(f"x = {value}")["x"]
    if usual is None:
        assert left_out, f"{name} has no default: its line begins with #."
    else:
        assert said == usual, f"{name} is {usual} by default, not {said}."
    one = next(each for each in GUIDE if each.key == name)
    for low, high in re.findall(r"(\d+) to (\d+)", remark or ""):
        assert (int(low), int(high)) == (one.low, one.high), f"{name} is {one.allowed}."
    assert {*re.findall(r'"(\w+)"', f"{value} {remark}")} >= {*one.words}


def test_the_whole_of_it_can_be_used(tmp_path: Path) -> None:
    every = "\n".join(each.removeprefix("# ") for each in SETTINGS.splitlines())
    found = settings.understood(tmp_path / "settings.toml", every)
    assert found.keys == (("today.why", "f2"),)
    assert settings.understood(tmp_path / "settings.toml", SETTINGS) == Settings()


# --- formats ---------------------------------------------------------------------------------


def test_formats() -> None:
    said = {
        code(name)[0]: (takes, reads)
        for name, _, takes, reads in table(README.section("Export"), "format")
    }
    known = {
        one.name: (", ".join(one.takes), ", ".join(one.reads) if one.reader else "")
        for one in FORMATS.values()
    }
    assert list(said) == list(known), "README: the formats are others, or in another order."
    for name, held in known.items():
        assert said[name] == held, f"README: {name} holds and reads back {held}."


# --- rules and sources -----------------------------------------------------------------------

DECIDES = README.section("How it decides")


@pytest.mark.parametrize("cells", table(DECIDES, "question"), ids=lambda cells: cells[0])
def test_each_rule_rests_on_what_is_said(cells: list[str]) -> None:
    rules, tags = (cell.split(", ") for cell in cells[2:])
    assert set(rules) <= set(RULES), f"There are no rules {set(rules) - set(RULES)}."
    known = {tag for rule in rules for tag in RULES[rule].tags}
    assert set(tags) == known, f"{cells[2]} rest on {', '.join(sorted(known))}."


def test_each_source_is_named_as_it_is() -> None:
    listed = dict(table(DECIDES, "source"))
    tags = {tag for cells in table(DECIDES, "question") for tag in cells[3].split(", ")}
    assert set(listed) == tags
    for tag in tags - {"J"}:
        one = SOURCES[tag]
        assert listed[tag] == f"{one.level}: {one.what}"
    assert "judgement" in listed["J"]
    assert "J" in SOURCES


# --- figures in sentences --------------------------------------------------------------------


def test_numbers_in_sentences() -> None:
    shipped = len(list((ROOT / "assets/content/exercises").glob("*.toml")))
    assert len(load_poses(paths.find())) > shipped / 2
    numbers = {14: "fourteen", 9: "nine", 8: "eight"}
    least = f"{too_small.LEAST.width} × {too_small.LEAST.height}"
    for sentence in (
        f"asks {numbers[QUESTION_COUNT]} questions",
        f"{numbers[len(CHARTS)]} charts",
        f"answers {numbers[len(CHARTS)]} questions",
        f"{shipped} exercises and routines",
        "most of them with a moving figure",
        f"below {least} it says",
        f"the newest {numbers[Settings().backups]} weekly ones",
        f"completions {'|'.join(SHELLS)}",
    ):
        assert sentence in README.prose.replace("\\|", "|"), f"The README should say: {sentence}."
