"""The pose files that ship, and what is said of broken ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.coach.figure import SUPPORTS
from app.coach.movement import Box, Wall
from app.coach.player.pace import Stage
from app.errors import ContentError
from app.paths import ASSETS, Paths
from app.poses import load_poses, read_movement

POSES = ASSETS / "content" / "poses"
NOWHERE = Path("nowhere")
PATHS = Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE)

POSE = """
[[poses]]
label = "{label}"
seconds = 1
trunk = 0
near_leg = [0, 0, 0]
far_leg = [0, 0, 0]
near_arm = [0, 0]
far_arm = [0, 0]
anchor = "near_mid"
at = [0, 0]
"""
SOUND = (
    'picture = "A runner."\nsources = ["C"]\n'
    + '\n[[props]]\nkind = "box"\nleft = -0.1\nright = 0.2\nheight = 0.3\n'
    + '\n[[props]]\nkind = "wall"\nleft = 0.6\n'
    + POSE.format(label="up")
    + POSE.format(label="down")
)


def written(folder: Path, text: str) -> Path:
    path = folder / "stand.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_file_that_ships_is_sound_and_says_what_it_shows() -> None:
    movements = load_poses(PATHS)
    assert set(movements) == {path.stem for path in POSES.glob("*.toml")}
    for movement_id, movement in movements.items():
        assert movement.id == movement_id
        assert movement.picture.endswith(".")
        assert movement.sources
        assert movement.cycle > 0.2
        assert 0 <= movement.still_phase < 1


def test_a_movement_is_read_once_and_only_when_it_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "poses"
    folder.mkdir(parents=True)
    written(folder, SOUND)
    (folder / "broken.toml").write_text("poses = 3", encoding="utf-8")
    movements = load_poses(replace(PATHS, assets=tmp_path))
    assert list(movements) == ["broken", "stand"]
    assert movements["stand"] is movements["stand"]
    with pytest.raises(ContentError, match="key poses"):
        movements["broken"]
    with pytest.raises(KeyError):
        movements["unheard_of"]
    assert "unheard_of" not in movements


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="install stridetui again"):
        load_poses(replace(PATHS, assets=tmp_path))


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    movement = read_movement(written(tmp_path, SOUND))
    assert movement.props == (Box(-0.1, 0.2, 0.3), Wall(0.6))
    assert [pose.label for pose in movement.poses] == ["up", "down"]
    assert movement.starts == (0.0, 1.0)
    assert movement.poses[0].stage is None


def test_alternating_cycles_are_drawn_for_the_other_leg_too(tmp_path: Path) -> None:
    movement = read_movement(written(tmp_path, "alternates = true\n" + SOUND))
    assert [pose.anchor for pose in movement.poses] == ["near_mid"] * 2 + ["far_mid"] * 2


def test_supports_are_the_words_a_file_may_use() -> None:
    assert "near_ball" in SUPPORTS
    assert "shoulder" in SUPPORTS


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ('picture = "A runner."', "", "picture", "add it"),
        ("picture", "pictures", "pictures", "did you mean picture?"),
        ("trunk = 0", 'trunk = "upright"', "poses[1].trunk", "write a number from -180 to 180"),
        ("trunk = 0", "trunk = 400", "poses[1].trunk", "write a number from -180 to 180"),
        ("trunk = 0", "trunk = nan", "poses[1].trunk", "write a number"),
        ("trunk = 0", "trunks = 0", "poses[1].trunks", "did you mean trunk?"),
        ("seconds = 1", "seconds = 0", "poses[1].seconds", "write a number from 0.01 to 60"),
        ("near_leg = [0, 0, 0]", "near_leg = [0, 0]", "poses[1].near_leg", "list of 3 numbers"),
        ("near_leg = [0, 0, 0]", "", "poses[1].near_leg", "list of 3 numbers"),
        ("far_arm = [0, 0]", "far_arm = [0, true]", "poses[1].far_arm", "write a number"),
        ("far_arm = [0, 0]", "far_arm = 7", "poses[1].far_arm", "write a list"),
        ('"near_mid"', '"near_nose"', "poses[1].anchor", "not one of shoulder, near_knee"),
        ('"near_mid"', '"near_mdi"', "poses[1].anchor", "did you mean near_mid?"),
        ("at = [0, 0]", "at = [0, 9]", "poses[1].at", "from -3 to 3"),
        ("at = [0, 0]", 'at = [0, 0]\ncontacts = ["toe"]', "poses[1].contacts", "not one of"),
        ("at = [0, 0]", 'at = [0, 0]\nstage = "down"', "poses[1].stage", "not one of lower"),
        ("at = [0, 0]", 'at = [0, 0]\nstage = "rise"', "poses[2].stage", "every pose a stage"),
        ('kind = "box"', 'kind = "chair"', "props[1].kind", "not one of box, wall"),
        ("right = 0.2", "right = -0.2", "props[1].right", "not right of left"),
        ("left = 0.6", "left = 0.6\nheight = 1", "props[2].height", "there is no such key"),
        ('sources = ["C"]', "units = 9", "units", "from 1 to 4"),
        ('sources = ["C"]', 'working_leg = "left"', "working_leg", "not one of near, far"),
        ('sources = ["C"]', "travels = 1", "travels", "write true or false"),
    ],
)
def test_a_broken_file_is_told_with_its_place_and_the_remedy(
    tmp_path: Path, old: str, new: str, key: str, remedy: str
) -> None:
    path = written(tmp_path, SOUND.replace(old, new, 1))
    with pytest.raises(ContentError) as told:
        read_movement(path)
    sentence = str(told.value)
    assert sentence.startswith(str(path))
    assert f"key {key}: " in sentence
    assert remedy in sentence


def marked(*stages: str) -> str:
    """A file whose poses have these stages."""
    poses = (POSE.format(label=f"pose {n}") + f'stage = "{s}"\n' for n, s in enumerate(stages))
    return 'picture = "A runner."\n' + "".join(poses)


def test_a_stage_goes_round_in_one_piece(tmp_path: Path) -> None:
    movement = read_movement(written(tmp_path, marked("lower", "rise", "lower")))
    assert [pose.stage for pose in movement.poses] == [Stage.LOWER, Stage.RISE, Stage.LOWER]
    with pytest.raises(ContentError, match="left and entered again"):
        read_movement(written(tmp_path, marked("lower", "rise", "lower", "rise")))
    with pytest.raises(ContentError, match="a pause has no poses; write top"):
        read_movement(written(tmp_path, marked("lower", "pause")))


def test_one_pose_is_no_movement_and_two_cannot_both_tell_most(tmp_path: Path) -> None:
    alone = 'picture = "A runner."\n' + POSE.format(label="up")
    with pytest.raises(ContentError, match=re.escape("at least two [[poses]]")):
        read_movement(written(tmp_path, alone))
    both = SOUND.replace("at = [0, 0]", "at = [0, 0]\nstill = true")
    with pytest.raises(ContentError, match="keep one of them"):
        read_movement(written(tmp_path, both))


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"[[poses]", b""])
def test_what_is_no_toml_or_empty_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "stand.toml"
    path.write_bytes(raw)
    with pytest.raises(ContentError, match=r"stand\.toml"):
        read_movement(path)
