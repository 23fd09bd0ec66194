"""The step-up session by itself: D.2's ladder, the box at hand, and its spacing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.coach.figures import STEP_UP_LOAD_KG
from app.coach.model import Kind, PrescribedItem, Prescription
from app.coach.programme import step_up_session
from tests.coach.training_log import (
    LIBRARY,
    MONDAY,
    PROGRAMMES,
    Runner,
    Went,
    always,
    enrol,
)


def main(session: Prescription) -> PrescribedItem:
    return next(one for one in session.items if one.exercise_id == "high_box_step_up")


def after(*wents: Went, kit: frozenset[str] = frozenset({"step", "box"})) -> PrescribedItem:
    """The step-up that follows sessions of this kind, every third or fourth day."""
    runner = Runner(enrol(kit=kit))
    for number, went in enumerate(wents):
        runner.step_up(MONDAY + timedelta(days=4 * number), always(went))
    return main(runner.step_up(MONDAY + timedelta(days=4 * len(wents))))


def dose(item: PrescribedItem) -> tuple[int, int, int | None]:
    return len(item.targets), item.targets[0], item.height_cm


CLEAN = Went()
# Up to the first session at four sets of twelve.
TO_THE_TOP = (CLEAN,) * 14


def test_it_begins_at_two_sets_of_six_on_a_low_step() -> None:
    item = after()
    assert dose(item) == (2, 6, 20)
    assert (str(item.tempo), item.leg_rest, item.set_rest) == ("2-0-1-1", 30, 60)


def test_it_needs_no_programme() -> None:
    session = step_up_session(None, (), LIBRARY, MONDAY, PROGRAMMES)
    assert dose(main(session)) == (2, 6, 20)
    assert session.slot.kind is Kind.STEP_UP
    assert (session.main_minutes, session.all_minutes) == (4, 8)
    assert session.notes == ()


def test_it_opens_at_home_and_asks_only_about_the_step_up() -> None:
    session = Runner(enrol()).step_up(MONDAY)
    assert [one.exercise_id for one in session.items if one.rated] == ["high_box_step_up"]
    assert session.items[0].exercise_id == "hundred_up_minor"
    assert session.items[-1].exercise_id == "cool_down_walk"


def test_repetitions_then_a_set_then_the_long_rest() -> None:
    assert dose(after(CLEAN)) == (2, 8, 20)
    assert after(CLEAN, CLEAN).set_rest == 90
    assert dose(after(*(CLEAN,) * 4)) == (2, 12, 20)
    assert dose(after(*(CLEAN,) * 5)) == (3, 8, 20)


def test_four_sets_of_twelve_twice_lead_to_a_higher_box() -> None:
    assert dose(after(*TO_THE_TOP)) == (4, 12, 20)
    item = after(*TO_THE_TOP, CLEAN)
    assert dose(item) == (2, 6, 30)
    assert item.decision.rule == "P3"


def test_without_a_box_the_backpack_gets_heavier() -> None:
    item = after(*TO_THE_TOP, CLEAN, kit=frozenset())
    assert dose(item) == (2, 6, 20)
    assert item.load_kg == STEP_UP_LOAD_KG


def test_going_back_takes_reps_then_a_set_then_height() -> None:
    poor = Went(left=2)
    assert dose(after(CLEAN, poor)) == (2, 6, 20)
    assert dose(after(*(CLEAN,) * 5, poor)) == (3, 6, 20)
    assert dose(after(*(CLEAN,) * 5, poor, poor)) == (2, 8, 20)
    assert dose(after(*TO_THE_TOP, CLEAN, poor)) == (2, 6, 20)


def test_pain_lowers_the_step_first() -> None:
    assert dose(after(*TO_THE_TOP, CLEAN, Went(pain=3))) == (2, 6, 20)
    assert dose(after(CLEAN, Went(pain=3))) == (2, 6, 20)
    assert dose(after(Went(pain=3))) == (1, 6, 20)
    assert dose(after(Went(pain=3), CLEAN)) == (2, 6, 20)
    assert dose(after(CLEAN, Went(pain=8))) == (1, 6, 20)


def test_effort_eight_repeats_here_and_does_not_step_back() -> None:
    item = after(CLEAN, Went(effort=8))
    assert dose(item) == (2, 8, 20)
    assert item.decision.rule == "P4"


def test_the_weaker_leg_gets_a_set_more() -> None:
    item = after(CLEAN, Went(left=3, right=5))
    assert item.extra_side is not None
    assert dose(item) == (2, 8, 20)


def test_a_height_that_was_put_right_is_the_one_to_go_on_from() -> None:
    assert dose(main(_on_40_cm().step_up(MONDAY + timedelta(days=4)))) == (2, 8, 40)


def test_without_a_box_it_is_the_bottom_stair_whatever_it_was() -> None:
    runner = _on_40_cm()
    runner.enrolment = replace(runner.enrolment, kit=frozenset())
    session = runner.step_up(MONDAY + timedelta(days=4))
    assert dose(main(session)) == (2, 8, 20)
    assert [note.rule for note in session.notes] == ["D.7.9"]


def _on_40_cm() -> Runner:
    runner = Runner(enrol())
    runner.step_up(MONDAY)
    (record,) = runner.history
    rows = tuple(
        replace(row, height_cm=40) if row.exercise_id == "high_box_step_up" else row
        for row in record.sets
    )
    runner.history = (replace(record, sets=rows),)
    return runner


def test_spacing_is_a_note_and_never_a_refusal() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    tuesday = runner.step_up(MONDAY + timedelta(days=1))
    assert [note.rule for note in tuesday.notes] == ["S2"]
    assert dose(main(tuesday)) == (2, 6, 20)


def test_the_step_up_is_strength_work_for_the_plan() -> None:
    runner = Runner(enrol())
    runner.step_up(MONDAY)
    assert [one.rule for one in runner.queue(MONDAY + timedelta(days=1)).advice] == ["S2"]
    assert runner.queue(MONDAY + timedelta(days=2)).week_done == 0


def test_a_third_one_in_seven_days_is_said() -> None:
    runner = Runner(enrol())
    for days in (0, 2):
        runner.step_up(MONDAY + timedelta(days=days))
    third = runner.step_up(MONDAY + timedelta(days=4))
    assert [note.rule for note in third.notes] == ["B.6"]


def test_red_keeps_it_out_for_three_days() -> None:
    runner = Runner(enrol())
    runner.step_up(MONDAY, always(Went(pain=7)))
    session = runner.step_up(MONDAY + timedelta(days=2))
    assert "high_box_step_up" not in {one.exercise_id for one in session.items}
    assert any("left out" in note.sentence for note in session.notes)


def test_without_a_box_the_bottom_stair_does() -> None:
    session = Runner(enrol(kit=frozenset())).step_up(MONDAY)
    assert [note.rule for note in session.notes] == ["D.7.9"]


def test_its_touches_change_nothing_in_the_plan() -> None:
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(days=8))
    runner.step_up(MONDAY + timedelta(days=10))
    session = runner.session(MONDAY + timedelta(days=12))
    touches = next(one for one in session.items if one.exercise_id == "hundred_up_minor")
    assert touches.targets == (40,)
