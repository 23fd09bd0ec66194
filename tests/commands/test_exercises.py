"""`stridetui exercises`: the library on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.commands.test_line import refused
from tests.content.test_library import GOOD, MOVES, PART_B


def test_it_lists_everything(stridetui: Run) -> None:
    result = stridetui("exercises")
    assert (result.returncode, result.stderr) == (0, "")
    assert "43 of 43" in result.stdout
    for exercise_id in PART_B | MOVES:
        assert f" {exercise_id} " in result.stdout
    assert "*  pogo" in result.stdout


def test_filters_hold_together(stridetui: Run) -> None:
    result = stridetui("exercises", "--link", "power", "--place", "home", "--kit", "none")
    assert " glute_bridge " in result.stdout
    assert "high_box_step_up" not in result.stdout
    searched = stridetui("exercises", "--search", "soleus", "--json")
    assert [each["id"] for each in json.loads(searched.stdout)] == [
        *("calf_raise_bent", "calf_raise_straight"),
    ]


def test_nothing_that_fits_is_no_fault(stridetui: Run) -> None:
    result = stridetui("exercises", "--search", "zzz")
    assert (result.returncode, result.stdout) == (0, "Nothing in the library fits that.\n")
    assert stridetui("exercises", "--search", "zzz", "--json").stdout == "[]\n"


def test_one_in_full(stridetui: Run) -> None:
    result = stridetui("exercises", "contrast_sprint")
    assert result.returncode == 0
    assert all(len(line) <= 88 for line in result.stdout.splitlines())
    for words in ("Step-up, then sprint", "60–120 s off", "stop at", "X14", "provisional:"):
        assert words in result.stdout


def test_one_as_json_has_every_key(stridetui: Run) -> None:
    found = json.loads(stridetui("exercises", "single_leg_march", "--json").stdout)
    assert set(found) == {
        *("id", "name", "synonyms", "purpose", "links", "muscles", "laterality", "unit", "dose"),
        *("seconds_per_unit", "tempo", "hold_seconds", "rest", "contacts", "places", "kit"),
        *("handy", "entry", "cues", "faults", "stops", "always_stops", "notes", "forms"),
        *("easier", "harder", "sources", "provisional", "origin", "figure"),
    }
    assert found["tempo"] == "2-0-1-1"
    assert found["links"] == ["mechanics", "power", "coordination"]
    assert found["forms"][1] == {
        "id": "jump",
        "name": "March with a jump",
        "laterality": "each",
        "hand": False,
    }
    assert found["easier"]["exercises"] == ["single_leg_hinge", "reverse_deadlift_swing"]
    assert found["sources"][0]["level"] == "coach"
    assert found["provisional"]
    assert found["figure"] is True
    assert found["origin"] == "shipped"


@pytest.mark.parametrize("asked", ["forward lunge", "Forward Lunge", "forward-lunge"])
def test_an_exercise_goes_by_its_name_as_everywhere(stridetui: Run, asked: str) -> None:
    assert stridetui("exercises", asked).stdout == stridetui("exercises", "forward_lunge").stdout


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("one_leg_sqat",), "did you mean one_leg_squat?"),
        (("soleus",), "did you mean calf_raise_bent?"),
        (("",), "stridetui exercises lists them all"),
        (("qqqqq",), "stridetui exercises lists them all"),
        (("[red]x[/]",), "There is no exercise '[red]x[/]'"),
        (("\x1b[31m",), "There is no exercise"),
        (("--link", "pover"), "there is no link 'pover' (did you mean power?)"),
        (("--place", "moon"), "there are home, outdoors, gym"),
        (("--kit", "bx"), "(did you mean box?)"),
        (("a", "b"), "Unrecognized arguments"),
    ],
)
def test_a_mistake_is_one_sentence(stridetui: Run, wrong: tuple[str, ...], words: str) -> None:
    result = stridetui("exercises", *wrong)
    refused(result, words)
    assert "\x1b" not in result.stderr


def test_own_exercises_and_their_faults(stridetui: Run, settings_file: Path) -> None:
    folder = settings_file.parent / "content" / "exercises"
    folder.mkdir(parents=True)
    (folder / "wall_sit.toml").write_text(GOOD)
    (folder / "pogo.toml").write_text("extends = true\nx = 1\n")
    (folder / "\x1b[31m.toml").write_text(GOOD)
    result = stridetui("exercises", "--search", "wall sit")
    assert result.returncode == 0
    assert "+  wall_sit" in result.stdout
    assert len(result.stderr.splitlines()) == 2
    assert "pogo.toml, line 2, key x: there is no such key. The shipped one is used." in (
        result.stderr
    )
    assert "\x1b" not in result.stderr
    assert json.loads(stridetui("exercises", "wall_sit", "--json").stdout)["origin"] == "added"
