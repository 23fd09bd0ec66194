"""The moving figures: one TOML file per movement, each read when it is first looked up.

The file's name is the movement's id. What the keys mean is said in `app.coach.movement`; an arm or
leg is a list of angles in degrees, lengths are in body heights (part C).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from app.coach.figure import SUPPORTS, Angles
from app.coach.model import Side
from app.coach.movement import Box, Movement, Pose, Prop, Wall
from app.coach.player.pace import Stage
from app.errors import ContentError
from app.paths import Paths
from app.read_later import ReadLater
from app.toml_table import TomlTable

_KEYS = (
    "picture",
    "sources",
    "working_leg",
    "hands_behind_head",
    "travels",
    "alternates",
    "units",
    "props",
    "poses",
)
_POSE_KEYS = (
    "label",
    "seconds",
    "trunk",
    "near_leg",
    "far_leg",
    "near_arm",
    "far_arm",
    "anchor",
    "at",
    "contacts",
    "stage",
    "only",
    "still",
)
_PROP_KEYS = {"box": ("kind", "left", "right", "height"), "wall": ("kind", "left")}
_LEGS = {"near": Side.RIGHT, "far": Side.LEFT}

# A cycle that never ends, or a runner far off the screen, is a slip of the pen.
_LONGEST = 60.0
_FARTHEST = 3.0
_TURN = 180.0


def load_poses(paths: Paths) -> Mapping[str, Movement]:
    """Return every movement by id. Raises `ContentError` when the folder is missing.

    Looking one up raises `ContentError` when its file is not what it has to be, and `KeyError`
    when there is no such movement.
    """
    folder = paths.assets / "content" / "poses"
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as fault:
        raise ContentError(
            f"the poses are missing from {folder}; install stridetui again."
        ) from fault
    return ReadLater({path.stem: partial(read_movement, path) for path in files})


def read_movement(path: Path) -> Movement:
    """Return the movement in `path`, its id the file's name. Raises `ContentError`."""
    table = TomlTable.load(path, ContentError)
    table.only(_KEYS)
    tables = table.tables("poses")
    if len(tables) < 2:
        raise table.fault("poses", "a movement needs at least two [[poses]]; add one")
    poses = tuple(_pose(each) for each in tables)
    _check_stages(poses, tables)
    if table.flag("alternates", default=False):
        poses += tuple(pose.mirrored for pose in poses)
    return Movement(
        id=path.stem,
        picture=table.text("picture"),
        poses=poses,
        props=tuple(_prop(each) for each in table.tables("props")),
        sources=table.texts("sources"),
        working=_LEGS[table.word("working_leg", _LEGS, "near")],
        hands_behind_head=table.flag("hands_behind_head", default=False),
        travels=table.flag("travels", default=False),
        units=table.whole("units", 1, 4, 1),
        still=_still(tables),
    )


def _pose(table: TomlTable) -> Pose:
    table.only(_POSE_KEYS)
    x, y = table.numbers("at", 2, -_FARTHEST, _FARTHEST)
    hip_n, knee_n, ankle_n = table.numbers("near_leg", 3, -_TURN, _TURN)
    hip_f, knee_f, ankle_f = table.numbers("far_leg", 3, -_TURN, _TURN)
    shoulder_n, elbow_n = table.numbers("near_arm", 2, -_TURN, _TURN)
    shoulder_f, elbow_f = table.numbers("far_arm", 2, -_TURN, _TURN)
    return Pose(
        label=table.text("label", most=40),
        angles=Angles(
            table.number("trunk", -_TURN, _TURN),
            (hip_n, knee_n, ankle_n),
            (hip_f, knee_f, ankle_f),
            (shoulder_n, elbow_n),
            (shoulder_f, elbow_f),
        ),
        anchor=table.word("anchor", SUPPORTS, ""),
        at=complex(x, y),
        seconds=table.number("seconds", 0.01, _LONGEST),
        contacts=table.words("contacts", SUPPORTS),
        stage=table.choice("stage", Stage) if "stage" in table else None,
        only=table.text("only", most=40) if "only" in table else None,
    )


def _prop(table: TomlTable) -> Prop:
    kind = table.word("kind", _PROP_KEYS, "")
    table.only(_PROP_KEYS[kind])
    left = table.number("left", -_FARTHEST, _FARTHEST)
    if kind == "wall":
        return Wall(left)
    box = Box(
        left,
        table.number("right", -_FARTHEST, _FARTHEST),
        table.number("height", 0.01, 1.0),
    )
    if box.right <= box.left:
        raise table.fault("right", "it is not right of left; write a larger number")
    return box


def _check_stages(poses: tuple[Pose, ...], tables: tuple[TomlTable, ...]) -> None:
    """Refuse stages that a guided repetition could not follow in one round."""
    given = [pose.stage for pose in poses]
    if given.count(None) == len(given):
        return
    for pose, table in zip(poses, tables, strict=True):
        if pose.stage is None:
            raise table.fault("stage", "it is missing; give every pose a stage or none")
        if pose.stage is Stage.PAUSE:
            raise table.fault("stage", "a pause has no poses; write top")
    turns = sum(a is not b for a, b in zip(given, given[1:] + given[:1], strict=True))
    if turns != len(set(given)):
        raise tables[-1].fault(
            "stage", "a stage is left and entered again; keep the poses of each together"
        )


def _still(tables: tuple[TomlTable, ...]) -> int:
    marked = [index for index, each in enumerate(tables) if each.flag("still", default=False)]
    if len(marked) > 1:
        raise tables[marked[1]].fault("still", "another pose has it too; keep one of them")
    return marked[0] if marked else 0
