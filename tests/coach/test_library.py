"""Searching and filtering the library, on exercises made for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.coach.library import NOTHING, Wanted, find, tag_of
from app.coach.model import Demand, Exercise, Laterality, Link, Place, Unit

PLAIN = Exercise(
    id="x",
    name="X",
    purpose="",
    links=(Link.MECHANICS,),
    laterality=Laterality.EACH,
    unit=Unit.REPS,
    seconds_per_unit=1,
    demand=Demand.LIGHT,
)
RAISE = replace(
    PLAIN, id="raise", name="Calf raise", links=(Link.TISSUE, Link.POWER), kit=("step",)
)
SQUAT = replace(
    PLAIN, id="squat", name="Squat", synonyms=("Élan drop", "partial pistol"), muscles=("calf",)
)
RUN = replace(
    PLAIN, id="run", name="Run", links=(Link.AEROBIC,), places=(Place.OUTDOORS, Place.GYM)
)
WALK = replace(PLAIN, id="walk", name="Walk", links=(), muscles=("recalf",))
ALL = (WALK, RUN, RAISE, SQUAT)


def ids(wanted: Wanted) -> list[str]:
    return [exercise.id for exercise in find(ALL, wanted)]


def test_without_a_wish_everything_stands_by_its_first_link() -> None:
    assert ids(Wanted()) == ["squat", "run", "raise", "walk"]
    assert Wanted().everything
    assert not Wanted(kit=NOTHING).everything


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("calf", ["raise", "squat", "walk"]),  # a name before a muscle, a beginning before a middle
        ("CALF ra", ["raise"]),
        ("elan", ["squat"]),
        ("pistol", ["squat"]),
        ("ist", ["squat"]),
        ("calf pistol", ["squat"]),
        ("zzz", []),
        ("   ", ["squat", "run", "raise", "walk"]),
        ("[red]", []),
    ],
)
def test_search(text: str, found: list[str]) -> None:
    assert ids(Wanted(text)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(link=Link.POWER), ["raise"]),
        (Wanted(place=Place.GYM), ["run"]),
        (Wanted(kit="step"), ["raise"]),
        (Wanted(kit=NOTHING), ["squat", "run", "walk"]),
        (Wanted("calf", kit=NOTHING), ["squat", "walk"]),
        (Wanted(link=Link.POWER, place=Place.GYM), []),
    ],
)
def test_filters_hold_together(wanted: Wanted, found: list[str]) -> None:
    assert ids(wanted) == found


def test_a_source_is_an_id_and_what_was_taken() -> None:
    assert tag_of("D.7.1: rests: both") == ("D.7.1", "rests: both")
