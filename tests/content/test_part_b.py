"""The figures of the library stand as in part B of the digest, with what D.7 changed in them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.coach.library import ALWAYS_STOP, tag_of
from app.coach.model import Laterality, Library, Link, Place, Unit
from app.content import load_library
from app.sources import load_sources

EACH, TURN, BOTH = Laterality.EACH, Laterality.ALTERNATING, Laterality.TOGETHER
REPS, SEC, MIN = Unit.REPS, Unit.SECONDS, Unit.MINUTES

# B.0, typed from the digest: side, unit, seconds per unit, tempo, rest between legs and sets (the
# upper end where it is a range), contacts. Rests of the core and the tempo of the deadlift are
# D.7.1's, and so are all contacts.
B_0 = {
    "hundred_up_minor": (TURN, Unit.TOUCHES, 1.1, None, 0, 60, 0, 0),
    "hundred_up_major": (TURN, Unit.TOUCHES, 0.35, None, 0, 75, 0, 0),
    "one_leg_squat": (EACH, REPS, 3.5, "2-0-1-0", 15, 20, 0, 0),
    "reverse_deadlift_swing": (EACH, REPS, 4, "2-0-1-1", 15, 20, 0, 0),
    "forward_lunge": (EACH, REPS, 3.5, "2-0-1-0", 15, 20, 0, 0),
    "balance_hold": (EACH, SEC, 1, None, 15, 30, 0, 0),
    "knee_drive_check": (EACH, Unit.HOLDS, 5, None, 10, 30, 0, 0),
    "single_leg_hinge": (EACH, REPS, 4, "2-1-1-0", 20, 30, 0, 0),
    "single_leg_march": (EACH, REPS, 4, "2-0-1-1", 30, 45, 0, 0),
    "calf_raise_straight": (EACH, REPS, 6, "3-1-1-1", 30, 60, 0, 0),
    "calf_raise_bent": (EACH, REPS, 5, "2-1-1-1", 30, 60, 0, 0),
    "foot_core": (EACH, Unit.HOLDS, 7, None, 10, 30, 0, 0),
    "glute_bridge": (EACH, REPS, 4, "1-0-1-2", 20, 45, 0, 0),
    "hip_thrust": (EACH, REPS, 4, "2-0-1-1", 30, 90, 0, 0),
    "hamstring_walkout": (BOTH, REPS, 6, None, 0, 60, 0, 0),
    "nordic_lower": (BOTH, REPS, 6, "4-0-2-0", 0, 60, 90, 0),
    "hip_flexor_mobility": (EACH, SEC, 1, None, 10, 15, 0, 0),
    "side_plank": (EACH, SEC, 1, None, 15, 30, 0, 0),
    "high_knees": (TURN, SEC, 1, None, 0, 45, 60, 0),
    "butt_kicks": (TURN, SEC, 1, None, 0, 45, 60, 0),
    "a_march": (TURN, Unit.METRES, 1.2, None, 0, 45, 0, 0),
    "a_skip": (TURN, Unit.METRES, 0.6, None, 0, 60, 0, 1.4),
    "ankling": (TURN, Unit.METRES, 0.6, None, 0, 45, 0, 0),
    "wall_drill": (EACH, SEC, 1, None, 15, 45, 0, 0),
    "fast_feet": (TURN, SEC, 1, None, 0, 45, 0, 0),
    "pogo": (BOTH, REPS, 0.4, None, 0, 60, 0, 1),
    "bounding": (TURN, Unit.METRES, 0.3, None, 0, 90, 0, 0.5),
    "strides": (TURN, SEC, 1, None, 0, 60, 0, 0),
    "hill_strides": (TURN, SEC, 1, None, 0, 120, 0, 0),
    "high_box_step_up": (EACH, REPS, 4, "2-0-1-1", 30, 60, 90, 0),
    "contrast_sprint": (TURN, Unit.PAIRS, 105, None, 0, 120, 0, 0),
    "form_blocks": (TURN, MIN, 60, None, 0, 120, 0, 0),
    "cadence_run": (TURN, MIN, 60, None, 0, 120, 0, 0),
    "vo2_intervals": (TURN, MIN, 60, None, 0, 120, 180, 0),
    "steady_run": (TURN, MIN, 60, None, 0, 120, 180, 0),
}

# Part B's index and entries: the figures that a dose in words has to name.
DOSES = {
    "hundred_up_minor": ("20 touches", "10 a leg", "10 more", "100 in a row"),
    "hundred_up_major": ("20 touches", "10 more", "100"),
    "one_leg_squat": ("3 × 10 per leg", "three days"),
    "reverse_deadlift_swing": ("3 × 10 per leg", "three days"),
    "forward_lunge": ("3 × 10 per leg", "three days"),
    "calf_raise_straight": ("2 × 12 on two legs", "2–3 × 10–12 per leg", "two or three days"),
    "calf_raise_bent": ("2 × 12 on two legs", "2–3 × 10–12 per leg", "two or three days"),
    "foot_core": ("2 × 10 holds of 5 s", "10 toe spreads", "10 towel pulls", "two or three days"),
    "balance_hold": ("3 × 30 s per leg",),
    "knee_drive_check": ("2 holds of 3 s per leg", "3 slow extra lifts"),
    "single_leg_hinge": ("2 × 8 per leg",),
    "single_leg_march": ("2 × 8 per leg", "2 × 5 per leg", "60–90 s", "at most two days"),
    "glute_bridge": ("2 × 12 on two legs", "2 × 10", "2 × 8–10 per leg"),
    "hip_thrust": ("2–4 × 6–12", "one or two days"),
    "hamstring_walkout": ("2 × 6",),
    "nordic_lower": ("2 × 4–5", "once a week", "2 × 5 twice a week"),
    "hip_flexor_mobility": ("2 × 30 s per leg", "ten pulses of 2 s", "never as a cold warm-up"),
    "side_plank": ("2 × 20–30 s per side",),
    "high_knees": ("2 × 15 s", "20–30 m"),
    "butt_kicks": ("2 × 15 s", "20–30 m"),
    "a_march": ("2 × 20 m",),
    "a_skip": ("2 × 20 m",),
    "ankling": ("2 × 15–20 m",),
    "wall_drill": ("2 × 15–20 s", "3 × 5 single switches"),
    "fast_feet": ("4 × 6 s",),
    "pogo": ("2 × 10", "5 more", "3 × 20"),
    "bounding": ("3 × 15 m", "once a week", "30 contacts per leg"),
    "strides": ("4 × 15–20 s", "60–100 m", "60 s", "up to 6"),
    "hill_strides": ("1–2 × 8 s", "8 × 10 s", "once or twice a week"),
    "high_box_step_up": ("2–4 × 6–12 per leg", "2 × 6", "one or two days"),
    "contrast_sprint": ("2–4 pairs", "once a week", "one fast run", "20–30 m", "60–120 s"),
    "form_blocks": ("4 × 1", "6 × 2", "4 × 5", "1 × 15–20 min"),
    "cadence_run": ("4 × 2", "4 × 5", "2 × 10", "20–30 min", "3 to 10 per cent"),
    "vo2_intervals": ("5 × 2", "5 × 3", "4 × 4", "3 × 4 min", "once a week"),
    "steady_run": ("2 × 8", "2 × 10", "20 min", "once a week"),
    "easy_run": ("10 per cent", "30 days"),
}

# What the digest lists as "needs confirming before release", by who uses it.
PROVISIONAL = {
    *("calf_raise_straight", "calf_raise_bent"),  # the rules behind the limit of 5
    *("pogo", "hill_strides", "contrast_sprint"),  # heel raises by decade
    "single_leg_march",  # 48 to 72 h between jump days
    "balance_hold",  # stance norms
    "nordic_lower",  # the weekly table beyond week 3
}


@pytest.fixture(scope="module")
def found() -> paths.Paths:
    return replace(paths.find("x.db"), content=Path("nowhere"))


@pytest.fixture(scope="module")
def library(found: paths.Paths) -> Library:
    return load_library(found)


@pytest.mark.parametrize("exercise_id", B_0)
def test_seconds_tempo_rests_and_contacts(library: Library, exercise_id: str) -> None:
    each = library[exercise_id]
    assert B_0[exercise_id] == (
        each.laterality,
        each.unit,
        each.seconds_per_unit,
        str(each.tempo) if each.tempo else None,
        each.leg_rest,
        each.set_rest,
        each.long_set_rest,
        each.contacts,
    )


@pytest.mark.parametrize("exercise_id", DOSES)
def test_the_dose_in_words_names_its_figures(library: Library, exercise_id: str) -> None:
    for figure in DOSES[exercise_id]:
        assert figure in library[exercise_id].dose


def test_everything_trained_has_a_dose(library: Library) -> None:
    assert set(B_0) | {"easy_run"} == set(DOSES)
    assert all(exercise.dose for exercise in library.values())


def test_links_of_the_index(library: Library) -> None:
    m, c, p, a, t = Link
    assert library["single_leg_march"].links == (m, p, c)
    assert library["contrast_sprint"].links == (p, c)
    assert library["ankling"].links == (c, t)
    assert library["calf_raise_straight"].links == (t, p)
    assert {each.id for each in library.values() if a in each.links} == {
        *("vo2_intervals", "steady_run", "easy_run"),
    }


@pytest.mark.parametrize(
    ("exercise_id", "words"),
    [
        ("hundred_up_major", ["100 minor touches at control 4", "two days"]),
        (
            "single_leg_march",
            ["phase 3", "control 4", "two sessions", "pain 0 or 1", "15 calf", "ten small hops"],
        ),
        ("pogo", ["20 calf raises on each leg", "norm for your age", "Pain 0"]),
        ("bounding", ["Phase 4", "Two weeks of pogos", "90 per cent"]),
        ("hill_strides", ["20 calf raises on each leg"]),
        (
            "contrast_sprint",
            [
                *("Phase 4", "20 calf raises", "Four sessions", "21 days", "90 per cent"),
                *("Ten minutes", "three build-ups", "Pain 0 or 1", "free day"),
            ],
        ),
        ("vo2_intervals", ["Quick and hard", "Phases 1 to 3 or the primer", "Pain 0 to 2"]),
        ("nordic_lower", ["48 hours"]),
    ],
)
def test_what_has_to_hold_before(library: Library, exercise_id: str, words: list[str]) -> None:
    said = " ".join(library[exercise_id].entry)
    for word in words:
        assert word in said


def test_the_rest_of_a_contrast_pair_is_the_coachs_with_the_studies_beside_it(
    library: Library,
) -> None:
    pair = library["contrast_sprint"]
    assert "60–120 s" in pair.dose
    assert any("three to five" in note for note in pair.notes)
    assert {"X14", "X15"} <= {tag_of(source)[0] for source in pair.sources}


def test_nothing_asks_for_more_pain_than_d_7_1_allows(library: Library) -> None:
    said = " ".join((*ALWAYS_STOP, *(s for each in library.values() for s in each.stops)))
    assert "2, or 5 in a tendon you know" in said
    for number in re.findall(r"[Pp]ain above (\d+)", said):
        assert int(number) == 2


def test_what_is_not_confirmed_is_marked(library: Library) -> None:
    assert {each.id for each in library.values() if each.provisional} == PROVISIONAL


def test_easier_and_harder_answer_one_another(library: Library) -> None:
    easier = {(each.id, other) for each in library.values() for other in each.easier_ids}
    harder = {(other, each.id) for each in library.values() for other in each.harder_ids}
    assert easier == harder
    alone = {
        each.id
        for each in library.values()
        if each.rated and not each.easier_ids and not each.harder_ids
    }
    assert alone == {"side_plank"}


def test_nothing_is_easier_than_itself_in_a_roundabout_way(library: Library) -> None:
    def climb(exercise_id: str, seen: tuple[str, ...]) -> None:
        assert exercise_id not in seen, seen
        for other in library[exercise_id].harder_ids:
            climb(other, (*seen, exercise_id))

    for exercise_id in library:
        climb(exercise_id, ())


def test_runs_can_be_done_on_a_treadmill(library: Library) -> None:
    for exercise_id in ("form_blocks", "cadence_run", "vo2_intervals", "steady_run"):
        assert library[exercise_id].places == (Place.OUTDOORS, Place.GYM)


def test_every_source_stands_in_the_list(found: paths.Paths, library: Library) -> None:
    sources = load_sources(found)
    cited = {tag_of(source)[0] for each in library.values() for source in each.sources}
    assert cited <= set(sources)


def test_every_tag_of_all_content_stands_in_the_list(found: paths.Paths) -> None:
    sources = load_sources(found)
    for file in (found.assets / "content").rglob("*.toml"):
        for tag in re.findall(r'"(S[0-4]|X\d+[a-e]?)[":,]', file.read_text("utf-8")):
            assert tag in sources, (file.name, tag)


def test_the_digests_doubtful_items_are_marked_in_the_list(found: paths.Paths) -> None:
    sources = load_sources(found)
    assert {each.id for each in sources.values() if each.provisional} == {
        *("X2", "X19", "X23", "X30", "X42", "X51"),
    }
    assert all(each.what for each in sources.values())
