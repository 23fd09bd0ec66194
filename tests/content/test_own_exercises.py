"""A runner's own exercises extend, replace or add; a broken one never stands in anybody's way."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.coach.library import Origin
from app.content import ExerciseLibrary, load_library, own_folder, validate_shipped
from app.paths import Paths
from app.trainer.today import look
from tests.content.test_library import GOOD
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import a_desk, press, prose, running


@pytest.fixture
def mine(tmp_path: Path) -> Paths:
    found = replace(paths.find(str(tmp_path / "log.db")), content=tmp_path / "content")
    own_folder(found).mkdir(parents=True)
    return found


def write(mine: Paths, exercise_id: str, text: str) -> Path:
    path = own_folder(mine) / f"{exercise_id}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def said(library: ExerciseLibrary) -> list[str]:
    return [str(fault) for fault in library.own_faults()]


def shipped_text(mine: Paths, exercise_id: str) -> str:
    return (mine.assets / "content" / "exercises" / f"{exercise_id}.toml").read_text("utf-8")


def test_without_a_folder_there_is_only_what_is_shipped(tmp_path: Path) -> None:
    found = replace(paths.find("x.db"), content=tmp_path / "nowhere")
    library = load_library(found)
    assert said(library) == []
    assert library.own_files() == {}
    assert library.origin("pogo") is Origin.SHIPPED


def test_a_new_name_adds(mine: Paths) -> None:
    write(mine, "wall_sit", GOOD.replace("J: all of it", "own: my physio"))
    library = load_library(mine)
    assert library["wall_sit"].name == "Wall sit"
    assert library.origin("wall_sit") is Origin.ADDED
    assert "wall_sit" in list(library)
    assert len(library) == 44
    assert said(library) == []


def test_the_same_name_replaces(mine: Paths) -> None:
    text = shipped_text(mine, "one_leg_squat").replace("One-legged squat", "My squat")
    write(mine, "one_leg_squat", text)
    library = load_library(mine)
    assert library["one_leg_squat"].name == "My squat"
    assert library.origin("one_leg_squat") is Origin.REPLACED
    assert len(library) == 43


def test_extends_changes_some_keys_and_keeps_the_rest(mine: Paths) -> None:
    write(mine, "forward_lunge", 'extends = true\ncues = ["My cue."]\nset_rest = 45\n')
    library = load_library(mine)
    shipped = load_library(replace(mine, content=Path("nowhere")))["forward_lunge"]
    assert library["forward_lunge"] == replace(shipped, cues=("My cue.",), set_rest=45)
    assert library.origin("forward_lunge") is Origin.EXTENDED


@pytest.mark.parametrize(
    ("exercise_id", "text", "words"),
    [
        ("wall_sit", "extends = true\n", "key extends: no shipped exercise has this name"),
        ("pogo", 'extends = true\ndemand = "light"\n', "line 2, key demand: the plan's rules"),
        ("pogo", "extends = true\ncontacts = 0\n", "key contacts: the plan's rules count on it"),
        ("pogo", 'extends = true\nunit = "seconds"\n', "key unit: the plan's rules count on it"),
        ("one_leg_squat", "extends = true\nrungs = []\n", "key rungs: the plan climbs by them"),
        ("one_leg_squat", "extends = true\nrated = false\n", "key rated: the plan's rules"),
        ("one_leg_squat", 'extends = "yes"\n', "key extends: write true or false"),
        ("one_leg_squat", 'extends = true\nceus = ["a"]\n', "key ceus: .*did you mean cues?"),
        ("one_leg_squat", "name = [1]\n", "key name: write text in quotes"),
        ("one_leg_squat", "", "key name: it is missing; add it"),
    ],
)
def test_a_mistake_is_named_and_the_rest_still_loads(
    mine: Paths, exercise_id: str, text: str, words: str
) -> None:
    path = write(mine, exercise_id, text)
    write(mine, "plank_walk", GOOD)
    library = load_library(mine)
    assert library["plank_walk"].name == "Wall sit"
    assert len(library) == 44
    (fault,) = said(library)
    assert str(path) in fault
    assert re.search(words, fault)
    if exercise_id == "wall_sit":
        assert exercise_id not in library
    else:
        assert fault.endswith("The shipped one is used.")
        assert library.origin(exercise_id) is Origin.SHIPPED
        assert (
            library[exercise_id]
            == load_library(replace(mine, content=Path("nowhere")))[exercise_id]
        )


def test_rungs_may_be_called_otherwise(mine: Paths) -> None:
    text = shipped_text(mine, "glute_bridge").replace('name = "Two legs"', 'name = "Zwei Beine"')
    write(mine, "glute_bridge", text)
    assert load_library(mine)["glute_bridge"].rungs[0].name == "Zwei Beine"


def hostile(folder: Path) -> None:
    (folder / "loop.toml").symlink_to(folder / "loop.toml")
    (folder / "gone.toml").symlink_to(folder / "nothing.toml")
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / "huge.toml").write_text("#" * 1_000_001)
    (folder / "noise.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "Bad Name.toml").write_text(GOOD)
    (folder / "\x1b[31mred.toml").write_text(GOOD)
    (folder / "escape.toml").write_text(GOOD.replace("Wall sit", "\\u001b[31mx"))
    (folder / "deep.toml").write_text("a = " + "[" * 9999)
    (folder / "types.toml").write_text("name = 1\nlinks = 3\nrungs = 'x'\n")
    (folder / ".hidden.toml").write_text("an editor's")
    (folder / "notes.txt").write_text("not ours")


def test_whatever_lies_there_the_library_loads(mine: Paths) -> None:
    hostile(own_folder(mine))
    library = load_library(mine)
    assert len(library) == 43
    assert len(said(library)) == 11
    assert all("\n" not in fault for fault in said(library))
    assert [library[exercise_id].name for exercise_id in library]
    assert "../pogo" not in library
    with pytest.raises(KeyError):
        library["loop"]
    assert validate_shipped(mine) == ()


@pytest.mark.parametrize("kind", ["file", "loop"])
def test_a_folder_that_is_none_is_said(tmp_path: Path, kind: str) -> None:
    found = replace(paths.find("x.db"), content=tmp_path / "content")
    own_folder(found).parent.mkdir()
    if kind == "file":
        own_folder(found).write_text("not a folder")
    else:
        own_folder(found).symlink_to(own_folder(found))
    library = load_library(found)
    assert len(library) == 43
    (fault,) = said(library)
    assert "cannot be read as a folder" in fault


def test_markup_is_text(mine: Paths) -> None:
    write(mine, "wall_sit", GOOD.replace("Wall sit", "[red]x[/] [@click=quit]y[/]"))
    assert load_library(mine)["wall_sit"].name == "[red]x[/] [@click=quit]y[/]"


async def test_today_goes_on_with_the_shipped_one_and_says_so(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=clock.today()))
    before = look(a_desk(tmp_path, clock), clock.today())
    assert before.session is not None
    own_folder(desk.paths).mkdir(parents=True)
    write(desk.paths, "one_leg_squat", "name = \n")
    assert look(a_desk(tmp_path, clock), clock.today()) == before
    async with running(desk, (100, 30)) as (program, pilot):
        assert "One-legged squat" in prose(program)
        assert "The shipped one is used." in prose(program)
        await press(pilot, "2", "1")
        assert len(program.told) == 1


async def test_many_broken_files_do_not_cover_the_screen(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    own_folder(desk.paths).mkdir(parents=True)
    hostile(own_folder(desk.paths))
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "4")
        assert len(program.told) == 11
        assert "And 9 more files of yours cannot be used" in prose(program)
