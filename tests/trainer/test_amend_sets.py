"""One set more and one less in a stored session: kept, taken back, and what follows from it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.coach.model import Rating, SetStatus, Side, WorkoutStatus
from app.coach.typed_sets import in_place
from app.errors import UsageError
from app.settings import Settings
from app.trainer import amending, timeline
from app.trainer.desk import Desk
from app.trainer.today import look
from tests.data.builders import MovableClock
from tests.trainer.test_amending import a_session, whole_log
from tests.trainer.test_today import begun, enrol
from tests.trainer.test_today import done as session_done
from tests.trainer.training_room import DAY, make_desk


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Desk:
    return make_desk(tmp_path, clock, Settings())  # type: ignore[arg-type]  # any clock will do


def sets(desk: Desk, exercise: str = "forward_lunge") -> list[tuple[object, ...]]:
    """Return side, number, count, target and what was done, as the sets belong together."""
    return [
        (str(row.side), row.set_no, row.set_count, row.target, row.actual)
        for row in in_place(desk.store.workout("w1").sets)
        if row.exercise_id == exercise
    ]


def test_a_set_is_put_in_behind_those_of_its_exercise_and_taken_back(desk: Desk) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    changed = amending.change(desk, entry, {"forward_lunge.add.left": "12"})
    assert [(was.key, was.value, now.value) for was, now in changed] == [
        ("forward_lunge.add.left", "", "12")
    ]
    assert sets(desk) == [
        ("left", 1, 3, 10, 9),
        ("right", 1, 1, 10, 10),
        ("left", 2, 3, 10, None),
        ("left", 3, 3, 12, 12),
    ]
    record = desk.store.workout("w1")
    # The others keep their places, and with them the names their fields have.
    assert [row.exercise_id for row in record.sets][3:] == ["side_plank", "forward_lunge"]
    new = record.sets[-1]
    assert (new.status, new.rule, new.skip_reason, new.started_at) == (
        SetStatus.DONE,
        "typed",
        None,
        None,
    )
    fields = amending.fields(desk, timeline.entry(desk, "w1"))
    keys = [field.key for field in fields]
    of_lunge = [field for field in fields if field.key.startswith("forward_lunge.add")]
    assert {field.group for field in of_lunge} == {"Forward lunge"}
    assert keys.index("set.3.done") < keys.index("set.5.done") < keys.index("set.4.done")
    made = timeline.edits(desk, "w1")[0]
    assert made.cause == "edit"
    amending.undo(desk)
    assert whole_log(desk) == before


def test_a_set_is_taken_out_and_comes_back_with_all_that_stood_there(desk: Desk) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    changed = amending.change(desk, entry, {"set.1.delete": "yes"})
    assert [(was.key, was.value, now.value) for was, now in changed] == [
        ("set.1.delete", "no", "yes")
    ]
    assert sets(desk) == [("right", 1, 1, 10, 10), ("left", 1, 1, 10, None)]
    gone = timeline.edits(desk, "w1")[0].changes
    images = [before for table, _, before, after in gone if after is None]
    assert [image["actual"] for image in images if image is not None] == [9]
    amending.undo(desk)
    assert whole_log(desk) == before


def test_what_was_said_goes_with_the_last_set_it_was_said_about(desk: Desk) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    amending.change(desk, entry, {"set.1.delete": "yes", "set.3.delete": "yes"})
    assert desk.store.workout("w1").ratings == (
        Rating("forward_lunge", Side.BOTH, effort=6, pain=2, pain_place="left knee"),
    )
    amending.change(desk, timeline.entry(desk, "w1"), {"set.2.delete": "yes"})
    assert desk.store.workout("w1").ratings == ()
    amending.undo(desk)
    amending.undo(desk)
    assert whole_log(desk) == before


def test_a_set_of_an_exercise_the_session_did_not_have(desk: Desk) -> None:
    entry = a_session(desk)
    amending.change(desk, entry, {"one_leg_squat.add.right": "8", "note": "one more"})
    assert sets(desk, "one_leg_squat") == [("right", 1, 1, 8, 8)]
    assert desk.store.workout("w1").note == "one more"


def test_both_at_once_and_a_day_that_moves(desk: Desk) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    amending.change(
        desk,
        entry,
        {"set.1.delete": "yes", "forward_lunge.add.left": "7", "day": "2026-11-17"},
    )
    assert sets(desk) == [
        ("right", 1, 1, 10, 10),
        ("left", 1, 2, 10, None),
        ("left", 2, 2, 7, 7),
    ]
    amending.undo(desk)
    assert whole_log(desk) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"forward_lunge.add": "9"}, "on one leg there; write forward_lunge.add.left or"),
        ({"side_plank.add.left": "9"}, "with both legs there; write side_plank.add"),
        ({"forward_lunge.add.left": "0"}, "from 1 to"),
        ({"forward_lunge.add.left": "nine"}, "whole number"),
        ({"no_such.add": "9"}, "There is no field"),
        ({"set.9.delete": "yes"}, "There is no field"),
        ({"set.1.delete": "perhaps"}, "yes or no"),
        ({"set.1.delete": "yes", "set.1.done": "8"}, "set 1 is deleted"),
        ({"set.4.delete": "yes", "side_plank.pain": "1"}, "No set of side_plank"),
        ({f"set.{number}.delete": "yes" for number in range(1, 5)}, "delete the whole session"),
        (
            {"set.1.delete": "yes", "set.3.delete": "yes", "forward_lunge.control.left": "2"},
            "No set of forward_lunge is left",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    desk: Desk, given: dict[str, str], said: str
) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    with pytest.raises(UsageError, match=said):
        amending.change(desk, entry, given)
    assert whole_log(desk) == before


def test_nothing_typed_puts_nothing_in(desk: Desk) -> None:
    entry = a_session(desk)
    assert amending.change(desk, entry, {"side_plank.add": ""}) == ()
    assert amending.change(desk, entry, {"set.1.delete": "no"}) == ()
    assert timeline.edits(desk, "w1") == ()


def test_the_targets_that_follow_are_derived_afresh(desk: Desk) -> None:
    enrol(desk)
    first = look(desk).session
    assert first is not None
    desk.store.add_workout(session_done(begun(first, WorkoutStatus.ENDED)))
    workout_id = desk.store.history()[0].id
    squats = [
        row.pos for row in desk.store.workout(workout_id).sets if row.exercise_id == "one_leg_squat"
    ]

    def target() -> str | None:
        session = look(desk, DAY + timedelta(days=3)).session
        assert session is not None
        return {item.exercise_id: item.decision.sentence for item in session.items}.get(
            "one_leg_squat"
        )

    before = target()
    amending.change(
        desk,
        timeline.entry(desk, workout_id),
        {f"set.{pos + 1}.delete": "yes" for pos in squats},
    )
    assert target() != before
    amending.undo(desk)
    assert target() == before


@pytest.mark.parametrize(
    ("key", "value", "more"),
    [
        ("note", "calm", set()),
        ("set.1.done", "11", set()),
        ("forward_lunge.add.left", "12", set()),
        ("pogo.add", "12", {"pogo"}),
    ],
)
def test_only_the_exercises_it_is_about_are_read(
    desk: Desk, key: str, value: str, more: set[str]
) -> None:
    entry = a_session(desk)
    done = {row.exercise_id for row in desk.store.workout("w1").sets}
    amending.change(desk, entry, {key: value})
    assert set(desk.library._read) <= done | more


@pytest.mark.parametrize("key", ["nowhere.add", "forward_lunge.add.middle", ".add", "add", "x"])
def test_a_key_that_adds_nothing_is_no_field(desk: Desk, key: str) -> None:
    entry = a_session(desk)
    with pytest.raises(UsageError, match="There is no field"):
        amending.change(desk, entry, {key: "12"})
