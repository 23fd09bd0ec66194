"""Every exercise that ships is valid, and hostile files are refused in words."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.coach.model import Exercise, Laterality, Library, Link, Tempo, Unit
from app.content import load_library, validate_all
from app.errors import ContentError
from app.exercise_file import KIT, read_exercise

# Part B's index, with the routines and the moves they are made of.
PART_B = {
    *("hundred_up_minor", "hundred_up_major", "one_leg_squat", "reverse_deadlift_swing"),
    *("forward_lunge", "calf_raise_straight", "calf_raise_bent", "foot_core", "balance_hold"),
    *("knee_drive_check", "single_leg_hinge", "single_leg_march", "glute_bridge", "hip_thrust"),
    *("hamstring_walkout", "nordic_lower", "hip_flexor_mobility", "side_plank", "high_knees"),
    *("butt_kicks", "a_march", "a_skip", "ankling", "wall_drill", "fast_feet", "pogo"),
    *("bounding", "strides", "hill_strides", "high_box_step_up", "contrast_sprint"),
    *("form_blocks", "cadence_run", "vo2_intervals", "steady_run", "easy_run", "warm_up"),
    "cool_down",
}
MOVES = {"warm_up_squat", "warm_up_hinge", "leg_swing", "warm_up_calf_raise", "cool_down_walk"}

# A cue stands alone on the live screen, which may be 60 columns wide.
CUE_WIDTH = 56

GOOD = """\
name = "Wall sit"
purpose = "Strong thighs."
links = ["power"]
laterality = "together"
unit = "seconds"
seconds_per_unit = 1
demand = "strength"
sources = ["J: all of it"]
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load_library(replace(paths.find(str(tmp_path / "log.db"))))


def written(folder: Path, text: str, name: str = "wall_sit") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_file_is_valid_and_every_reference_leads_somewhere(library: Library) -> None:
    assert validate_all(library) == ()


def test_the_library_is_part_b_and_the_moves(library: Library) -> None:
    assert set(library) == PART_B | MOVES
    assert len(library) == len(PART_B | MOVES)


def test_cues_are_few_and_short(library: Library) -> None:
    long = [
        (exercise.id, cue)
        for exercise in library.values()
        for cue in exercise.cues
        if len(cue) > CUE_WIDTH
    ]
    assert long == []
    assert all(1 <= len(exercise.cues) <= 6 for exercise in library.values())


def test_what_is_trained_is_described_in_full(library: Library) -> None:
    for exercise_id in PART_B - {"warm_up", "cool_down"}:
        exercise = library[exercise_id]
        assert exercise.rated or exercise.id == "hip_flexor_mobility"
        for field in ("links", "muscles", "dose", "cues", "faults", "stops", "easier", "sources"):
            assert getattr(exercise, field), (exercise_id, field)
        # A stretch has no harder form: more of it is not better.
        assert exercise.harder or exercise.harder_ids or not exercise.rated, exercise_id


def test_only_routines_and_stretches_are_not_rated(library: Library) -> None:
    unrated = {exercise.id for exercise in library.values() if not exercise.rated}
    assert unrated == MOVES | {"warm_up", "cool_down", "hip_flexor_mobility"}


@pytest.mark.parametrize(
    "exercise_id", ["one_leg_squat", "reverse_deadlift_swing", "forward_lunge"]
)
def test_the_core_has_the_rests_of_d_7_1(library: Library, exercise_id: str) -> None:
    exercise = library[exercise_id]
    assert (exercise.leg_rest, exercise.set_rest) == (15, 20)
    assert exercise.laterality is Laterality.EACH
    assert len(exercise.rungs) == 4


def test_figures_that_clash_are_settled_as_in_d_7_1(library: Library) -> None:
    deadlift = library["reverse_deadlift_swing"]
    assert (deadlift.tempo, deadlift.seconds_per_unit) == (Tempo(2, 0, 1, 1), 4)
    counted = {exercise.id: exercise.contacts for exercise in library.values() if exercise.contacts}
    assert counted == {"a_skip": 1.4, "pogo": 1, "bounding": 0.5}
    jump = library["single_leg_march"].rung("jump")
    assert jump is not None
    assert jump.contacts == 1
    assert library["contrast_sprint"].seconds_per_unit == 105


@pytest.mark.parametrize(
    ("exercise_id", "rungs"),
    [
        ("one_leg_squat", ["high_chair", "fingertips*", "free_shallow", "full"]),
        ("reverse_deadlift_swing", ["toe_down", "hinge", "half_range", "full"]),
        ("forward_lunge", ["reverse_hand*", "short_hand*", "half_depth", "full"]),
        ("calf_raise_straight", ["two_legs", "up_two_down_one", "one_leg"]),
        ("calf_raise_bent", ["two_legs", "up_two_down_one", "one_leg"]),
        ("glute_bridge", ["two_legs", "up_two_down_one", "single"]),
        ("hundred_up_minor", ["fingertips*", "free"]),
    ],
)
def test_rungs_climb_as_in_d_7_4(library: Library, exercise_id: str, rungs: list[str]) -> None:
    found = [f"{rung.id}{'*' if rung.hand else ''}" for rung in library[exercise_id].rungs]
    assert found == rungs


def test_two_legged_rungs_are_done_once_a_set(library: Library) -> None:
    calf = library["calf_raise_bent"]
    assert calf.laterality_at("two_legs") is Laterality.TOGETHER
    assert calf.laterality_at("one_leg") is Laterality.EACH


def test_jumps_and_strength_are_marked_as_in_d_7_2(library: Library) -> None:
    by_demand: dict[str, set[str]] = {}
    for exercise in library.values():
        by_demand.setdefault(exercise.demand.value, set()).add(exercise.id)
    assert by_demand["jump"] == {"a_skip", "pogo", "bounding", "hill_strides", "contrast_sprint"}
    assert by_demand["strength"] == {
        *("one_leg_squat", "reverse_deadlift_swing", "forward_lunge", "single_leg_march"),
        *("calf_raise_straight", "calf_raise_bent", "glute_bridge", "hip_thrust"),
        *("hamstring_walkout", "nordic_lower", "high_box_step_up", "single_leg_hinge"),
    }


def test_no_text_promises_names_a_number_of_steps_or_forefoot_as_a_goal(library: Library) -> None:
    for exercise in library.values():
        said = " ".join((exercise.purpose, *exercise.cues)).lower()
        for word in ("prevents", "cures", "180", "guarantee", "forefoot", "centre of gravity"):
            assert word not in said, (exercise.id, word)


def test_looking_one_up_reads_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "exercises"
    folder.mkdir(parents=True)
    written(folder, GOOD)
    written(folder, "this is not TOML", name="broken")
    library = load_library(replace(paths.find("x.db"), assets=tmp_path))
    assert library["wall_sit"].name == "Wall sit"
    assert library["wall_sit"] is library["wall_sit"]
    assert list(library) == ["broken", "wall_sit"]
    assert "broken" in library
    with pytest.raises(ContentError, match=r"broken\.toml is not valid TOML"):
        library["broken"]
    with pytest.raises(KeyError):
        library["../wall_sit"]


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="install stridetui again"):
        load_library(replace(paths.find("x.db"), assets=tmp_path / "nowhere"))


def test_defaults_are_the_models(tmp_path: Path) -> None:
    assert read_exercise(written(tmp_path, GOOD)) == Exercise(
        id="wall_sit",
        name="Wall sit",
        purpose="Strong thighs.",
        links=(Link.POWER,),
        laterality=Laterality.TOGETHER,
        unit=Unit.SECONDS,
        seconds_per_unit=1.0,
        demand=read_exercise(written(tmp_path, GOOD)).demand,
        sources=("J: all of it",),
    )


def changed(line: str, new: str) -> str:
    assert line in GOOD
    return GOOD.replace(line, new)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            GOOD + 'tmepo = "2-0-1-0"\n',
            "line 9, key tmepo: there is no such key; did you mean tempo?",
        ),
        (GOOD + "x = 1\n", "line 9, key x: there is no such key."),
        (changed('"power"', '"pover"'), "key links: pover is not one of .*did you mean power?"),
        (
            changed('"seconds"', '"second"'),
            "key unit: second is not one of .*did you mean seconds?",
        ),
        (changed('unit = "seconds"\n', ""), "key unit: it is missing; add it."),
        (changed('unit = "seconds"', "unit = 3"), "line 5, key unit: 3 is not one of"),
        (changed("unit = 1", "unit = true"), "line 6, key seconds_per_unit: write a number"),
        (changed("unit = 1", "unit = nan"), "key seconds_per_unit: write a number from 0.1 to 600"),
        (changed("unit = 1", "unit = 1e9"), "key seconds_per_unit: write a number from 0.1 to 600"),
        (changed('"Wall sit"', '""'), "line 1, key name: it is empty"),
        (changed('"Wall sit"', '"a\\nb"'), "key name: it holds a line break"),
        (changed('"Wall sit"', '"\\u001b[31m"'), "key name: it holds a line break or control"),
        (changed('"Wall sit"', '"\\u202e"'), "key name: it holds a line break or control"),
        (
            changed('"Wall sit"', f'"{"x" * 41}"'),
            "key name: it has 41 characters; 40 are the most.",
        ),
        (changed('"Wall sit"', "7"), "key name: write text in quotes, not 7."),
        (GOOD + 'tempo = "2-0"\n', "key tempo: a tempo is four whole seconds such as 2-0-1-0"),
        (GOOD + 'tempo = "0-0-0-0"\n', "key tempo: it takes no time"),
        (GOOD + 'tempo = "2-0-1-0"\n', "key tempo: it takes 3 s, more than seconds_per_unit"),
        (GOOD + "hold_seconds = 5\n", 'key hold_seconds: only unit "holds" has it'),
        (changed('"seconds"', '"holds"'), 'key hold_seconds: it is missing; unit "holds" needs it'),
        (changed('"seconds"', '"holds"') + "hold_seconds = 9\n", "a hold cannot outlast"),
        (GOOD + "leg_rest = 1.5\n", "key leg_rest: write a whole number from 0 to 600, not 1.5."),
        (GOOD + "leg_rest = -1\n", "key leg_rest: write a whole number from 0 to 600, not -1."),
        (GOOD + 'rated = "no"\n', "key rated: write true or false, without quotes"),
        (GOOD + 'cues = "one"\n', "key cues: write a list such as"),
        (GOOD + "cues = [1]\n", "key cues: write text in quotes, not 1."),
        (GOOD + 'cues = ["a", "a"]\n', "key cues: the same text stands in it twice"),
        (GOOD + 'kit = ["bx"]\n', "key kit: bx is not one of .*did you mean box?"),
        (GOOD + "places = []\n", "key places: it is empty; name at least one place."),
        (GOOD + 'easier_ids = ["One Leg"]\n', "key easier_ids: 'One Leg' is no id"),
        (changed('["J: all of it"]', "[]"), "key sources: it is missing"),
        (changed("J: all", "Q7: all"), "key sources: 'Q7: all of it' is no source"),
        (GOOD + "rungs = [1]\n", r"key rungs: write it as \[\[rungs\]\] tables"),
        (
            GOOD + '[[rungs]]\nid = "a1"\nname = "A"\n[[rungs]]\nid = "a1"\nname = "B"\n',
            r"line 13, key rungs\[2\]\.id: there are two rungs a1",
        ),
        (GOOD + '[[rungs]]\nid = "a1"\nnme = "A"\n', r"key rungs\[1\]\.nme: .*did you mean name?"),
        ("a = " + "[" * 9999, "is not valid TOML"),
        ("a = " + "9" * 5000, "is not valid TOML"),
        ("name = x", r"is not valid TOML: .*line 1"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy(
    tmp_path: Path, text: str, words: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ContentError, match=words) as caught:
        read_exercise(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.toml"
    path.write_bytes(b"\xff\xfe\x00garbage")
    with pytest.raises(ContentError, match="save it as UTF-8"):
        read_exercise(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "wall_sit.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert read_exercise(path).name == "Wall sit"


def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(ContentError, match="is not a file"):
        read_exercise(pipe)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="is too large"):
        read_exercise(written(tmp_path, "#" * 1_000_001))


@pytest.mark.parametrize("name", ["Wall sit", "1st", "a", "wall-sit", "ärger"])
def test_a_file_is_named_like_an_id(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError, match="the file's name is the exercise's id"):
        read_exercise(written(tmp_path, GOOD, name=name))


def test_broken_references_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "exercises"
    folder.mkdir(parents=True)
    written(folder, GOOD + 'easier_ids = ["wall_sit"]\nharder_ids = ["wall_set", "zzz"]\n')
    written(folder, "oops", name="broken")
    library = load_library(replace(paths.find("x.db"), assets=tmp_path))
    said = [str(problem) for problem in validate_all(library)]
    assert len(said) == 4
    assert "broken.toml is not valid TOML" in said[0]
    assert said[1:] == [
        "wall_sit.toml, key easier_ids: it names itself; take it out.",
        "wall_sit.toml, key harder_ids: there is no exercise 'wall_set'; did you mean wall_sit?",
        "wall_sit.toml, key harder_ids: there is no exercise 'zzz'; take it out.",
    ]


def test_what_can_be_missing_is_one_of_the_known_things(library: Library) -> None:
    assert {thing for exercise in library.values() for thing in exercise.kit} <= set(KIT)


@pytest.mark.parametrize("calf", ["calf_raise_straight", "calf_raise_bent"])
def test_without_a_step_cues_and_figure_are_those_of_the_floor(library: Library, calf: str) -> None:
    exercise = library[calf]
    assert exercise.at_hand({"step", "box"}) == exercise
    floor = exercise.at_hand({"box"})
    assert not any("edge" in cue or "stretches" in cue for cue in floor.cues)
    assert all(len(cue) <= 56 for cue in floor.cues)
    assert floor.pose == f"{calf}_floor"
    lunge = library["forward_lunge"]
    assert lunge.at_hand(()) == lunge


def test_a_cue_belongs_to_the_form_it_is_shown_with(library: Library) -> None:
    lunge, touches = library["forward_lunge"], library["hundred_up_minor"]
    for rung in lunge.rungs:
        said = " ".join(lunge.cues_at(rung.id))
        assert ("chair" in said) is rung.hand, rung.id
        assert ("thigh is level" in said) is (rung.id == "full"), rung.id
        assert ("straight back" in said) is (rung.id == "reverse_hand"), rung.id
    held, free = touches.cues_at("fingertips"), touches.cues_at("free")
    assert "fingertips" in held[0]
    assert not any("opposite arm" in cue for cue in held)
    assert not any("fingertips" in cue for cue in free)
    assert free == touches.cues_at(None) == touches.cues
    for exercise in library.values():
        assert all(len(cue) <= 56 for rung in exercise.rungs for cue in rung.cues), exercise.id
