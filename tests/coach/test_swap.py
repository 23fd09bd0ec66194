"""What may stand in for an exercise, from the shipped library."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.coach.model import Library, SetRow, SkipReason
from app.coach.swap import substitutes
from app.content import load_library
from app.paths import find
from tests.coach.walking import exercise, session


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library(find(str(tmp_path_factory.mktemp("log") / "log.db")))


def row(exercise_id: str, rung: str | None = None) -> SetRow:
    return replace(session(exercise(exercise_id))[0], rung=rung)


def ids(library: Library, of: SetRow, reason: SkipReason, taken: tuple[str, ...] = ()) -> list[str]:
    return [each.exercise_id for each in substitutes(library, of, taken, reason)]


def test_after_pain_only_what_is_easier_is_offered_the_rung_below_first(library: Library) -> None:
    found = substitutes(library, row("forward_lunge", "full"), (), SkipReason.PAIN)
    assert [(each.exercise_id, each.rung) for each in found] == [
        ("forward_lunge", "half_depth"),
        ("glute_bridge", "two_legs"),
    ]
    assert found[0].name == "Forward lunge: half depth, no support"
    assert found[1].why(SkipReason.PAIN) == "Instead of forward lunge, because it hurt."
    (_, squat, *_) = substitutes(library, row("one_leg_squat", "free"), (), SkipReason.TIME)
    assert squat.why(SkipReason.TIME).startswith("Instead of one-legged squat, ")


def test_without_kit_nothing_is_offered_that_needs_some(library: Library) -> None:
    for found in ids(library, row("hip_thrust"), SkipReason.KIT):
        assert not library[found].kit


def test_what_the_session_has_already_and_what_is_harder_is_not_offered(library: Library) -> None:
    found = ids(library, row("single_leg_hinge"), SkipReason.TIME, ("glute_bridge",))
    assert "glute_bridge" not in found
    assert "reverse_deadlift_swing" not in found
    assert found
    assert len(found) <= 5


def test_an_exercise_that_is_gone_has_no_substitute(library: Library) -> None:
    assert ids(library, row("gone"), SkipReason.PAIN) == []
