"""The programme tables, and what is said about a table that is not right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from app.coach.model import Link, Section, Start
from app.coach.tables import Ladder, Programmes
from app.errors import ContentError
from app.paths import ASSETS, Paths
from app.programmes import load_programmes


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A copy of the tables, free to be spoilt."""
    assets = tmp_path / "assets"
    copytree(ASSETS / "content" / "programmes", assets / "content" / "programmes")
    nowhere = tmp_path / "nowhere"
    return Paths(nowhere, nowhere, nowhere, nowhere, assets)


def _spoil(paths: Paths, name: str, old: str, new: str) -> Paths:
    path = paths.assets / "content" / "programmes" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def programmes() -> Programmes:
    nowhere = Path("nowhere")
    return load_programmes(Paths(nowhere, nowhere, nowhere, nowhere))


def test_full_goes_through_four_phases_of_four_weeks(programmes: Programmes) -> None:
    chain = programmes.chain(Start.FULL, Link.AEROBIC)
    assert [block.id for block in chain] == ["phase1", "phase2", "phase3", "phase4_aerobic"]
    assert [block.weeks * block.sessions_a_week for block in chain] == [12, 12, 12, 12]
    assert [block.ready for block in chain] == [True, False, False, False]


def test_a_link_without_a_name_still_has_a_last_phase(programmes: Programmes) -> None:
    assert programmes.chain(Start.FULL, None)[-1].id == "phase4_open"


@pytest.mark.parametrize("link", [Link.MECHANICS, Link.COORDINATION, Link.POWER, Link.AEROBIC])
def test_every_link_has_its_block(programmes: Programmes, link: Link) -> None:
    assert programmes.chain(Start.PRIMER, link)[-1].id == f"phase4_{link}"


@pytest.mark.parametrize("start", [Start.HOLD, Start.NONE])
def test_hold_and_none_have_no_plan(programmes: Programmes, start: Start) -> None:
    assert programmes.chain(start, None) == ()


def test_the_last_day_of_phase_1_is_marked_for_its_tests(programmes: Programmes) -> None:
    marked = {
        (key, entry.exercise): entry.test
        for key, day in programmes.blocks["phase1"].days.items()
        for entry in day.entries
        if entry.test
    }
    assert marked == {((4, 3), "one_leg_squat"): "T5", ((4, 3), "calf_raise_bent"): "T8"}


def test_a_day_opens_works_and_closes(programmes: Programmes) -> None:
    day = programmes.blocks["phase1"].day(3, 1)
    assert [entry.section for entry in day.entries] == [
        *(Section.OPENING,) * 8,
        *(Section.MAIN,) * 4,
        Section.CLOSING,
    ]
    assert [e.exercise for e in day.entries if e.ladder is Ladder.DRILL] == [
        "high_knees",
        "butt_kicks",
    ]


def test_weeks_of_a_repeating_block_come_round(programmes: Programmes) -> None:
    block = programmes.blocks["defer"]
    assert block.day(7, 2) is block.day(1, 2)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("phase1.toml", 'ladder = "core"', 'ladder = "cor"', "did you mean core?"),
        ("phase1.toml", "sets = 3", "sets = 5", "whole number from 1 to 4"),
        ("phase1.toml", 'tempo = "2-0-1-0"', 'tempo = "2-0-1"', "four whole seconds"),
        ("phase1.toml", "weeks = [1, 2]\nday = 2", "weeks = [2]\nday = 2", "week 1 has no day 2"),
        ("phase1.toml", "weeks = [1]\nday = 1", "weeks = [1, 2]\nday = 1", "has a day 1 already"),
        ("phase1.toml", 'core = "slow"', 'core = "sloow"', "did you mean slow?"),
        ("phase1.toml", 'frame = "home"', 'frame = "outside"', "not one of home"),
        ("phase1.toml", "phase = 1", "fase = 1", "did you mean phase?"),
        ("phase1.toml", '"2 × 8"', '"2x8"', 'such as "2 × 8"'),
        ("phase1.toml", "[20, 40,", "[20, 400,", "whole numbers from 0 to 100"),
        ("phase1.toml", 'calf_raise_bent = "T8"', 'hop = "T8"', "not trained that day"),
        ("chains.toml", '"phase2"', '"phase9"', "add phase9.toml or take it out"),
        ("chains.toml", "DEFER", "DEFERR", "did you mean DEFER?"),
        ("gentle.toml", "label =", "label", "not valid TOML"),
    ],
)
def test_a_fault_is_said_with_file_and_remedy(
    paths: Paths, name: str, old: str, new: str, says: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load_programmes(_spoil(paths, name, old, new))
    assert name in str(caught.value)
    assert says in str(caught.value)


def test_a_fault_in_a_list_names_its_line(paths: Paths) -> None:
    spoilt = _spoil(paths, "phase1.toml", "reps = 10, tempo", "reps = 1000, tempo")
    lines = (paths.assets / "content/programmes/phase1.toml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "reps = 1000" in text)
    with pytest.raises(ContentError, match=rf"line {line}, key cores\.plain\[1\]\.reps"):
        load_programmes(spoilt)


def test_without_chains_there_is_nothing_to_follow(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"chains\.toml is missing"):
        load_programmes(replace(paths, assets=tmp_path / "empty"))
