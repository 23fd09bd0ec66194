"""A session never asks for what is not there, and fast work waits for its gate (D.7.9, D.7.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.coach.contacts import most_lately, session_contacts, within_budget
from app.coach.day_choice import contrast_waits
from app.coach.gate_state import Gate, GateChoice, GateDecision
from app.coach.model import Link, Place, PrescribedItem, Prescription, Section, Start, Unit
from app.coach.swaps import Surroundings, swap
from app.coach.tables import Entry, Ladder
from tests.coach.training_log import (
    EVERYTHING,
    LIBRARY,
    MONDAY,
    PROGRAMMES,
    Runner,
    Went,
    always,
    enrol,
)

HOME = frozenset({Place.HOME})
OUTDOORS = frozenset({Place.HOME, Place.OUTDOORS})
_NEEDS = frozenset({"box", "bench", "hill", "grass"})


def _main(exercise: str, **other: Any) -> Entry:
    return Entry(exercise, Ladder.FIXED, Section.MAIN, **other)


def _ids(entries: Iterable[Entry]) -> list[str]:
    return [one.exercise for one in entries]


@pytest.mark.parametrize(
    ("exercise", "kit", "instead"),
    [
        ("high_box_step_up", {"box"}, "high_box_step_up"),
        ("high_box_step_up", {"step"}, "high_box_step_up"),
        ("high_box_step_up", set(), "single_leg_march"),
        ("hip_thrust", {"bench"}, "hip_thrust"),
        ("hip_thrust", {"box"}, "glute_bridge"),
        ("hill_strides", {"hill"}, "hill_strides"),
        ("hill_strides", {"grass"}, "strides"),
        ("contrast_sprint", {"grass", "box"}, "contrast_sprint"),
        ("contrast_sprint", {"grass", "hill"}, "hill_strides"),
        ("contrast_sprint", {"box"}, "strides"),
    ],
)
def test_missing_kit_is_swapped(exercise: str, kit: set[str], instead: str) -> None:
    found = swap(_main(exercise, sets=2), Surroundings(OUTDOORS, frozenset(kit)))
    assert _ids(found.entries) == [instead]
    if instead != exercise:
        assert found.why is not None
        assert found.why.rule == "D.7.9"


@pytest.mark.parametrize(("sets", "strides"), [(2, 4), (4, 4), (6, 6)])
def test_without_a_hill_there_are_four_to_six_strides(sets: int, strides: int) -> None:
    found = swap(_main("hill_strides", sets=sets, target=8), Surroundings(OUTDOORS, frozenset()))
    assert [(one.sets, one.target) for one in found.entries] == [(strides, 15)]


@pytest.mark.parametrize(
    ("entry", "want"),
    [
        (_main("high_knees", sets=2, target=20, unit=Unit.METRES), ("high_knees", 2, 15)),
        (_main("butt_kicks", sets=3, target=20, unit=Unit.METRES), ("butt_kicks", 3, 20)),
        (_main("a_march", sets=2, target=20), ("a_march", 2, 15)),
        (_main("a_skip", sets=1, target=20), ("a_skip", 1, 20)),
        (_main("a_skip", sets=2, target=20), ("a_skip", 2, 20)),
        (_main("strides", sets=4, target=20), ("fast_feet", 4, 6)),
        (_main("hill_strides", sets=4, target=8), ("fast_feet", 4, 6)),
        (_main("form_blocks", sets=4, target=1), ("form_blocks", 4, 1)),
    ],
)
def test_without_outdoors_it_is_done_on_the_spot(entry: Entry, want: tuple[str, int, int]) -> None:
    found = swap(entry, Surroundings(HOME, frozenset()))
    assert [(one.exercise, one.sets, one.target) for one in found.entries] == [want]


def test_without_outdoors_ankling_is_left_out() -> None:
    assert swap(_main("ankling"), Surroundings(HOME, EVERYTHING)).entries == ()


@pytest.mark.parametrize(("week", "contacts"), [(3, 20), (4, 40)])
def test_skips_on_the_spot_count_as_the_table_says(week: int, contacts: int) -> None:
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(weeks=8, days=-1))
    first = next(
        session
        for _, session in runner.shown
        if (session.slot.phase, session.slot.week) == (2, week)
    )
    assert session_contacts(first.items, LIBRARY) == contacts
    assert first.slot.place is Place.HOME
    assert all(Place.HOME in LIBRARY[one.exercise_id].places or _spot(one) for one in first.items)


def _spot(item: object) -> bool:
    return getattr(item, "unit", None) in {Unit.SECONDS, Unit.REPS}


@pytest.mark.parametrize("link", [Link.POWER, Link.MECHANICS, Link.COORDINATION, Link.AEROBIC])
@pytest.mark.parametrize("kit", [frozenset[str](), frozenset({"step"})])
def test_no_session_asks_for_kit_that_is_not_there(link: Link, kit: frozenset[str]) -> None:
    runner = Runner(enrol(Start.PRIMER, link=link, places=OUTDOORS, kit=kit))
    runner.train_plan(MONDAY + timedelta(weeks=7))
    for _, session in runner.shown:
        for item in session.items:
            missing = set(LIBRARY[item.exercise_id].kit) & _NEEDS - kit
            stair = item.exercise_id == "high_box_step_up" and "step" in kit
            assert not missing or (stair and item.height_cm == 20)


# --- jumps and sprints ----------------------------------------------------------------------


def _power() -> Runner:
    return Runner(enrol(places=OUTDOORS, kit=EVERYTHING))


def _ids_of(session: Prescription) -> set[str]:
    return {one.exercise_id for one in session.items}


@pytest.mark.parametrize(
    ("choice", "no_jumps"), [(GateChoice.OPENED, True), (GateChoice.OVERRIDDEN, False)]
)
def test_without_the_calf_count_there_are_no_hops_hills_and_sprints(
    choice: GateChoice, no_jumps: bool
) -> None:
    runner = _power().train_plan(MONDAY + timedelta(weeks=12, days=-4))
    runner.opens_gates = False
    runner.train_plan(MONDAY + timedelta(weeks=12, days=-1))
    runner.decide(MONDAY + timedelta(weeks=12, days=-1), choice, no_jumps=no_jumps)
    runner.train_plan(MONDAY + timedelta(weeks=16, days=-1))
    phase_4 = [one for _, one in runner.shown if one.slot.phase == 4]
    jumps = {"pogo", "hill_strides", "contrast_sprint"}
    assert len(phase_4) == 12
    assert all(not _ids_of(session) & jumps for session in phase_4)
    third = next(one for one in phase_4 if one.slot.day_no == 3)
    assert {"wall_drill", "strides"} <= _ids_of(third)


def test_an_override_takes_the_skips_too() -> None:
    overridden = GateDecision(Gate.DRILLS, MONDAY + timedelta(days=25), GateChoice.OVERRIDDEN)
    runner = _power()
    runner.opens_gates = False
    runner.train_plan(MONDAY + timedelta(weeks=4, days=-1))
    runner.enrolment = enrol(places=OUTDOORS, kit=EVERYTHING, gates=(overridden,))
    runner.train_plan(MONDAY + timedelta(weeks=7, days=-1))
    assert all("a_skip" not in _ids_of(session) for _, session in runner.shown)
    notes = {note.rule for note in runner.shown[-1][1].notes}
    assert "D.7.8" in notes


def test_the_contrast_pair_waits_for_four_fast_sessions() -> None:
    runner = _power().train_plan(MONDAY + timedelta(weeks=14, days=-1))
    monday = MONDAY + timedelta(weeks=14)
    assert contrast_waits(runner.history, monday) is None
    assert "contrast_sprint" in _ids_of(runner.session(monday))
    few = tuple(one for one in runner.history if one.day < monday - timedelta(days=14))
    said = contrast_waits(few, monday)
    assert said is not None
    assert said.rule == "D.7.1"


def test_sore_strides_open_no_sprint_and_the_step_ups_stay() -> None:
    runner = _power().train_plan(MONDAY + timedelta(weeks=12, days=-1))
    runner.train_plan(MONDAY + timedelta(weeks=14, days=-1), always(strides=Went(pain=2)))
    monday = runner.session(MONDAY + timedelta(weeks=14))
    assert "contrast_sprint" not in _ids_of(monday)
    assert "high_box_step_up" in _ids_of(monday)
    assert any(note.rule == "D.7.1" for note in monday.notes)


# --- contacts -------------------------------------------------------------------------------


def test_a_session_over_the_budget_loses_sets_of_what_counts() -> None:
    runner = _power().train_plan(MONDAY + timedelta(weeks=8, days=-1))
    skips = next(one for _, one in reversed(runner.shown) if "a_skip" in _ids_of(one))
    many = tuple(
        _with_targets(one, (60, 60)) if one.exercise_id == "a_skip" else one for one in skips.items
    )
    fewer, notes = within_budget(many, LIBRARY, 2, 0)
    assert session_contacts(fewer, LIBRARY) <= 60
    assert [one.rule for one in notes] == ["D.2"]
    wide, said = within_budget(many, LIBRARY, 4, 75)
    assert session_contacts(wide, LIBRARY) == pytest.approx(84)
    assert said


def test_above_sixty_contacts_the_rise_is_a_fifth() -> None:
    runner = _power().train_plan(MONDAY + timedelta(weeks=8, days=-1))
    skips = next(one for _, one in reversed(runner.shown) if "a_skip" in _ids_of(one))
    more = tuple(
        _with_targets(one, (10,) * 7) if one.exercise_id == "a_skip" else one for one in skips.items
    )
    same, none = within_budget(more, LIBRARY, 4, 90)
    assert (same, none) == (more, ())
    fewer, _ = within_budget(more, LIBRARY, 4, 65)
    assert session_contacts(fewer, LIBRARY) <= 65 * 1.2
    assert most_lately(runner.history, LIBRARY, MONDAY + timedelta(weeks=8)) == pytest.approx(56)


def _with_targets(item: PrescribedItem, targets: tuple[int, ...]) -> PrescribedItem:
    return replace(item, targets=targets)


def test_a_counted_exercise_begins_where_its_table_begins() -> None:
    """Week 8 has two runs of skips; who missed week 7 begins with the one of week 7."""
    runner = _power().train_plan(MONDAY + timedelta(weeks=8, days=-1))
    assert PROGRAMMES.blocks["phase2"].first("a_skip") is not None
    without = tuple(
        record
        for record in runner.history
        if not any(row.exercise_id == "a_skip" for row in record.sets)
    )
    slot = next(one.slot for _, one in runner.shown if one.slot.key == "phase2.4.1")
    from app.coach.prescribe import prescribe

    today = MONDAY + timedelta(weeks=7)
    session = prescribe(slot, runner.enrolment, without, LIBRARY, today, programmes=PROGRAMMES)
    skips = next(one for one in session.items if one.exercise_id == "a_skip")
    assert skips.targets == (20,)
