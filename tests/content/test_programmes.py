"""The programme tables, and what is said about a table that is not right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from app.coach.gate_state import Gate
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
    assert [block.id for block in chain] == [
        "phase1",
        "phase2",
        "phase3",
        "phase4_aerobic",
        "upkeep",
    ]
    assert [block.weeks * block.sessions_a_week for block in chain[:4]] == [12, 12, 12, 12]
    assert [block.gate for block in chain] == [
        Gate.DRILLS,
        Gate.RUNNING,
        Gate.LINK,
        Gate.END,
        None,
    ]


def test_where_no_link_is_named_movement_comes_first(programmes: Programmes) -> None:
    assert programmes.chain(Start.FULL, None)[3].id == "phase4_mechanics"


@pytest.mark.parametrize(
    ("link", "block"),
    [
        (Link.MECHANICS, "phase4_mechanics_primer"),
        (Link.COORDINATION, "phase4_coordination_primer"),
        (Link.POWER, "phase4_power_primer"),
        (Link.AEROBIC, "phase4_aerobic"),
    ],
)
def test_every_link_has_its_block_after_primer(
    programmes: Programmes, link: Link, block: str
) -> None:
    assert programmes.chain(Start.PRIMER, link)[1].id == block


def test_the_form_of_a_block_follows_from_what_came_before(programmes: Programmes) -> None:
    cadence = programmes.chain(Start.FULL, Link.COORDINATION, cadence=True)
    assert [block.id for block in cadence[2:4]] == ["phase3_cadence", "phase4_coordination"]
    new = programmes.chain(Start.FULL, Link.COORDINATION)
    assert new[3].id == "phase4_coordination_new"
    assert programmes.chain(Start.FULL, Link.AEROBIC, hard=False)[3].id == "phase4_aerobic_new"


@pytest.mark.parametrize("start", [Start.HOLD, Start.NONE])
def test_hold_and_none_have_no_plan(programmes: Programmes, start: Start) -> None:
    assert programmes.chain(start, None) == ()


@pytest.mark.parametrize(
    ("block", "key", "tests"),
    [
        ("primer", (2, 3), ["T4", "T7", "T8"]),
        ("phase1", (4, 3), ["T5", "T8"]),
        ("phase2", (4, 3), ["T4", "T8"]),
        ("phase3", (4, 2), ["T7", "T8"]),
        ("phase3", (4, 3), ["T4"]),
        ("phase4_mechanics", (4, 1), ["T5", "T6", "T7"]),
        ("phase4_coordination", (4, 1), ["T3"]),
        ("phase4_power", (4, 2), ["T8", "T9"]),
        ("phase4_aerobic", (4, 1), ["T15"]),
    ],
)
def test_the_days_of_tests_are_marked(
    programmes: Programmes, block: str, key: tuple[int, int], tests: list[str]
) -> None:
    assert [test.id for test in programmes.blocks[block].days[key].tests] == tests


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
        ("phase1.toml", "sets = 3", "sets = 7", "whole number from 1 to 6"),
        ("phase1.toml", 'tempo = "2-0-1-0"', 'tempo = "2-0-1"', "four whole seconds"),
        ("phase1.toml", "weeks = [1, 2]\nday = 2", "weeks = [2]\nday = 2", "week 1 has no day 2"),
        ("phase1.toml", "weeks = [1]\nday = 1", "weeks = [1, 2]\nday = 1", "has a day 1 already"),
        ("phase1.toml", 'core = "slow"', 'core = "sloow"', "did you mean slow?"),
        ("phase1.toml", 'frame = "home"', 'frame = "outside"', "not one of "),
        ("phase1.toml", "phase = 1", "fase = 1", "did you mean phase?"),
        ("phase1.toml", '"2 × 8"', '"2x8"', 'such as "2 × 8"'),
        ("phase1.toml", "[20, 40,", "[20, 400,", "whole numbers from 0 to 100"),
        ("phase1.toml", 'id = "T8", seconds', 'id = "T8", second', "did you mean seconds?"),
        ("phase1.toml", 'gate = "1-2"', 'gate = "1-3"', "is not one of primer-4, 1-2"),
        ("phase2.toml", "sets = [1, 2, 2, 2]", "sets = [1, 2, 2]", "one number for each of the 4"),
        ("chains.toml", '"phase2"', '"phase9"', "add phase9.toml or take it out"),
        ("chains.toml", "DEFER", "DEFERR", "did you mean DEFER?"),
        ("gentle.toml", "label =", "label", "not valid TOML"),
    ],
)
def test_a_fault_is_said_with_file_and_remedy(
    paths: Paths, name: str, old: str, new: str, says: str
) -> None:
    with pytest.raises(ContentError) as caught:
        _read_all(load_programmes(_spoil(paths, name, old, new)))
    assert name in str(caught.value)
    assert says in str(caught.value)


def test_a_fault_in_a_list_names_its_line(paths: Paths) -> None:
    spoilt = _spoil(paths, "phase1.toml", "reps = 10, tempo", "reps = 1000, tempo")
    lines = (paths.assets / "content/programmes/phase1.toml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "reps = 1000" in text)
    with pytest.raises(ContentError, match=rf"line {line}, key cores\.plain\[1\]\.reps"):
        _read_all(load_programmes(spoilt))


def _read_all(programmes: Programmes) -> None:
    for block in programmes.blocks.values():
        for day in block.days.values():
            tuple(day.entries)


def test_a_plan_reads_no_more_than_it_needs(paths: Paths) -> None:
    spoilt = _spoil(paths, "phase4_power.toml", "label =", "label")
    assert load_programmes(spoilt).blocks["phase1"].weeks == 4
    with pytest.raises(KeyError):
        load_programmes(spoilt).blocks["home"]
    far = load_programmes(_spoil(paths, "phase1.toml", 'core = "slow"', 'core = "sloow"'))
    assert far.blocks["phase1"].day(1, 1).title
    assert (9, 1) not in far.blocks["phase1"].days


def test_without_chains_there_is_nothing_to_follow(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"chains\.toml is missing"):
        load_programmes(replace(paths, assets=tmp_path / "empty"))
