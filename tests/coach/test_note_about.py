"""A note of a session knows which exercises it is about, whatever its sentence begins with."""

from __future__ import annotations

from app.coach.model import Decision, Place, SkipReason, Start
from app.coach.session_parts import gathered
from tests.coach.test_ladders import day
from tests.coach.training_log import Runner, Went, always, enrol

OUT = frozenset({Place.HOME, Place.OUTDOORS})
SKIPPED = Went(skip=SkipReason.TIRED)


def about(runner: Runner, beginning: str) -> set[tuple[str, ...]]:
    """Return what the notes that begin so are about, in all sessions shown."""
    return {
        note.about
        for _, session in runner.shown
        for note in session.notes
        if note.sentence.startswith(beginning)
    }


def test_drills_that_wait_for_the_hundred_ups() -> None:
    lazy = always(hundred_up_minor=SKIPPED, hundred_up_major=SKIPPED)
    runner = Runner(enrol(Start.PRIMER, places=OUT)).train_plan(day(12), lazy)
    assert about(runner, "High knees and butt kicks wait") == {("high_knees", "butt_kicks")}


def test_drills_on_the_spot_share_a_note() -> None:
    runner = Runner(enrol(places=frozenset({Place.HOME}))).train_plan(day(16))
    assert about(runner, "No room to run: on") == {("high_knees", "butt_kicks", "a_march")}


def test_what_the_minutes_cost_is_named() -> None:
    weak = always(one_leg_squat=Went(left=3, right=5), forward_lunge=Went(left=3, right=5))
    runner = Runner(enrol()).train_plan(day(3), weak)
    for _, session in runner.shown:
        for note in session.notes:
            if note.rule == "S6":
                assert note.about
                assert not {"one_leg_squat", "forward_lunge"} & {*note.about}


def test_what_is_left_out_is_named() -> None:
    sore = always(forward_lunge=Went(pain=5))
    runner = Runner(enrol()).train_plan(day(2), sore)
    assert about(runner, "Forward lunge is left out") <= {("forward_lunge",)}


def test_the_same_note_for_two_exercises_is_said_once() -> None:
    one = Decision("D.7.9", "On the spot.", (("sets", 2),), ("high_knees",))
    two = Decision("D.7.9", "On the spot.", (("sets", 2),), ("butt_kicks",))
    other = Decision("D.7.9", "On the spot.", (("sets", 3),))
    both = Decision(one.rule, one.sentence, one.numbers, ("high_knees", "butt_kicks"))
    assert gathered((one, other, two, one)) == (both, other)
