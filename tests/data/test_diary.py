"""A session typed in afterwards: all of it right and stored, or nothing stored."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.coach.model import Kind, SetStatus, Side, SkipReason, Start, Tempo, WorkoutRecord
from app.coach.programme import prescribe, queue
from app.coach.results import outcomes
from app.coach.whole_session import completed, red
from app.errors import UsageError
from app.paths import Paths
from app.settings import Settings
from app.trainer import diary
from app.trainer.desk import Desk
from data.store import Store
from tests.data.builders import MovableClock, an_enrolment, count

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def desk(path: Path, clock: MovableClock, store: Store) -> Desk:
    nowhere = path.parent / "none"
    desk = Desk(Paths(path, nowhere, nowhere, nowhere), clock, Settings())
    desk.store = store
    return desk


def lunge(**changes: object) -> dict[str, Any]:
    return {
        "id": "forward_lunge",
        "control": {"left": 4, "right": 5},
        "effort": 6,
        "pain": 0,
        "sets": [
            {"side": "left", "reps": 10},
            {"side": "right", "reps": 9, "target": 10, "note": "wobbly", "pain": 1},
        ],
        **changes,
    }


def session(*exercises: object, **changes: object) -> dict[str, Any]:
    return {"date": "2026-11-20", "exercises": list(exercises) or [lunge()], **changes}


def add(desk: Desk, content: object) -> tuple[WorkoutRecord, ...]:
    return diary.add(desk, json.dumps(content).encode(), "day.json")


def enrol(desk: Desk, started: date = date(2026, 11, 16)) -> None:
    desk.store.save_enrolment(an_enrolment(started=started, start=Start.FULL))


def as_planned(desk: Desk, day: date, key: str | None = None) -> dict[str, Any]:
    """The plan's session of a day, done to the letter, as a runner would type it."""
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    history = desk.store.history()
    plans = queue(enrolment, history, day, desk.programmes)
    slot = next((state.slot for state in plans.slots if state.slot.key == key), plans.next)
    assert slot is not None
    plan = prescribe(slot, enrolment, history, desk.library, day, programmes=desk.programmes)
    exercises: dict[str, dict[str, Any]] = {}
    for item in plan.items:
        if not item.rated or item.exercise_id in exercises:
            continue
        sides = ("left", "right") if item.laterality.sides == 2 else (None,)
        exercises[item.exercise_id] = {
            "id": item.exercise_id,
            "control": {"left": 5, "right": 5} if len(sides) == 2 else 5,
            "effort": 5,
            "pain": 0,
            "sets": [
                {"side": side, str(item.unit): target} for target in item.targets for side in sides
            ],
        }
    return session(*exercises.values(), date=day.isoformat())


# --- without a plan ------------------------------------------------------------------------


def test_every_field_is_stored(desk: Desk) -> None:
    (record,) = add(
        desk,
        session(
            lunge(tempo="3-1-2-0", load_kg=4, height_cm=20, pain_place="left knee"),
            time="16:30",
            minutes=35,
            title="At the cabin",
            note="snow",
        ),
    )
    assert desk.store.workout(record.id) == record
    assert (record.day, record.zone, record.source) == (FRIDAY, "Europe/Berlin", "typed")
    assert record.started_at == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert record.ended_at == record.started_at + timedelta(minutes=35)
    assert (record.title, record.note, record.programme_id) == ("At the cabin", "snow", None)
    left, right = record.sets
    assert (left.side, left.actual, left.target, left.status) == (
        Side.LEFT,
        10,
        10,
        SetStatus.DONE,
    )
    assert (right.actual, right.target, right.note, right.pain) == (9, 10, "wobbly", 1)
    assert (left.tempo, left.load_kg, left.height_cm) == (Tempo(3, 1, 2, 0), 4.0, 20)
    assert record.rating("forward_lunge", Side.LEFT).control == 4
    assert record.rating("forward_lunge", Side.RIGHT).control == 5
    both = record.rating("forward_lunge", Side.BOTH)
    assert (both.effort, both.pain, both.pain_place, both.control) == (6, 0, "left knee", None)


def test_what_is_left_out_is_not_answered(desk: Desk) -> None:
    bare = {"id": "forward_lunge", "sets": [{"side": "left", "reps": 8}]}
    (record,) = add(desk, session(bare))
    assert record.ratings == ()
    assert record.ended_at is None
    assert (record.sets[0].target, record.sets[0].rule) == (8, "typed")


@pytest.mark.parametrize(
    ("now", "given", "began", "ended"),
    [
        # It is 18:00 in Berlin: what is of today has just ended, be it morning or evening.
        ("17:00", {"minutes": 35}, "2026-11-20 17:25", "2026-11-20 18:00"),
        ("17:00", {}, "2026-11-20 18:00", None),
        ("06:00", {"minutes": 35}, "2026-11-20 06:25", "2026-11-20 07:00"),
        # The day is said, so it stays, be it minutes old.
        ("00:00", {"minutes": 60}, "2026-11-20 00:00", "2026-11-20 01:00"),
        ("06:00", {"date": "2026-11-19", "minutes": 35}, "2026-11-19 12:00", "2026-11-19 12:35"),
    ],
)
def test_without_its_hour_it_has_just_ended_or_on_an_earlier_day_began_at_noon(
    desk: Desk, clock: MovableClock, now: str, given: dict[str, Any], began: str, ended: str | None
) -> None:
    clock.instant = datetime.fromisoformat(f"2026-11-20 {now}:00+00:00")
    (record,) = add(desk, session(**given))
    there = ZoneInfo(record.zone)
    assert f"{record.started_at.astimezone(there):%Y-%m-%d %H:%M}" == began
    found = record.ended_at and f"{record.ended_at.astimezone(there):%Y-%m-%d %H:%M}"
    assert found == ended
    assert str(record.day) == began[:10]


def test_minutes_that_its_day_has_not_had_yet_are_refused(desk: Desk, clock: MovableClock) -> None:
    clock.instant = datetime.fromisoformat("2026-11-20 00:00:00+00:00")
    with pytest.raises(UsageError, match="would have ended at 01:30, which is still to come"):
        add(desk, session(minutes=90))
    assert desk.store.history() == ()


def test_sets_are_counted_in_the_exercises_own_unit(desk: Desk) -> None:
    (record,) = add(
        desk,
        session(
            {"id": "balance_hold", "sets": [{"side": "left", "seconds": 40}]},
            {
                "id": "calf_raise_straight",
                "rung": "two_legs",
                "control": 4,
                "sets": [{"reps": 12}, {"reps": 11}],
            },
        ),
    )
    assert [
        (row.exercise_id, row.side, row.actual, row.set_no, row.set_count) for row in record.sets
    ] == [
        ("balance_hold", Side.LEFT, 40, 1, 1),
        ("calf_raise_straight", Side.BOTH, 12, 1, 2),
        ("calf_raise_straight", Side.BOTH, 11, 2, 2),
    ]
    assert record.rating("calf_raise_straight", Side.BOTH).control == 4


def test_a_list_is_stored_in_the_order_of_its_days(desk: Desk) -> None:
    stored = add(desk, [session(), session(date="2026-11-18"), session(time="07:00")])
    assert [record.day.day for record in stored] == [18, 20, 20]
    assert count(desk.store) == 3


def test_a_session_given_twice_is_stored_once(desk: Desk) -> None:
    add(desk, session())
    for again in (session(), [session(date="2026-11-19"), session()]):
        with pytest.raises(UsageError, match="already"):
            add(desk, again)
    with pytest.raises(UsageError, match=r"session 2: .*already"):
        add(desk, [session(date="2026-11-01"), session(date="2026-11-01")])
    assert count(desk.store) == 1
    add(desk, session(time="17:00"))
    assert count(desk.store) == 2


# --- with a plan ---------------------------------------------------------------------------


def test_the_plans_session_takes_its_place_and_its_targets(desk: Desk) -> None:
    enrol(desk)
    day = date(2026, 11, 18)
    (record,) = add(desk, as_planned(desk, day))
    assert record.programme_id == "p1"
    assert record.slot_key == "phase1.1.1"
    assert (record.phase, record.week, record.day_no) == (1, 1, 1)
    assert completed(record)
    assert {row.rule for row in record.sets} != {"typed"}
    assert all(row.why for row in record.sets)


def test_the_next_targets_follow_from_it(desk: Desk) -> None:
    enrol(desk)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    before = queue(enrolment, (), FRIDAY, desk.programmes).next
    add(desk, as_planned(desk, date(2026, 11, 18)))
    history = desk.store.history()
    after = queue(enrolment, history, FRIDAY, desk.programmes).next
    assert before is not None
    assert after is not None
    assert (before.key, after.key) == ("phase1.1.1", "phase1.1.2")
    (seen,) = outcomes(history, ("forward_lunge",))
    assert seen.clean


def test_a_session_half_done_leaves_the_rest_of_the_plan_undone(desk: Desk) -> None:
    enrol(desk)
    content = as_planned(desk, FRIDAY)
    for exercise in content["exercises"]:
        exercise["sets"] = exercise["sets"][:2]
    (record,) = add(desk, content)
    assert record.slot_key == "phase1.1.1"
    left_over = [row for row in record.sets if row.status is SetStatus.PLANNED]
    assert left_over
    assert all(row.actual is None for row in left_over)
    assert [row.pos for row in record.sets] == list(range(len(record.sets)))


@pytest.mark.parametrize(("exercises", "key"), [(1, ""), (2, "phase1.1.1")])
def test_half_of_the_main_exercises_make_it_the_plans(desk: Desk, exercises: int, key: str) -> None:
    enrol(desk)
    content = as_planned(desk, FRIDAY)
    core = {"one_leg_squat", "reverse_deadlift_swing", "forward_lunge", "calf_raise_straight"}
    main = [given for given in content["exercises"] if given["id"] in core]
    (record,) = add(desk, session(*main[:exercises]))
    assert record.slot_key == key


def test_more_than_planned_is_kept_beside_it(desk: Desk) -> None:
    enrol(desk)
    content = as_planned(desk, FRIDAY)
    first = next(given for given in content["exercises"] if given["id"] == "forward_lunge")
    first["sets"] += [{"side": "left", "reps": 7}, {"side": "right", "reps": 7}]
    (record,) = add(desk, content)
    extra = [row for row in record.sets if row.rule == "typed"]
    assert [(row.exercise_id, row.set_no, row.set_count) for row in extra] == [
        ("forward_lunge", 4, 4)
    ] * 2
    assert all(row.status is SetStatus.DONE for row in record.sets)
    lunges = [row.pos for row in record.sets if row.exercise_id == "forward_lunge"]
    assert lunges == list(range(lunges[0], lunges[0] + 8))
    assert len({row.rung for row in record.sets if row.exercise_id == "forward_lunge"}) == 1


def test_something_else_is_the_runners_own(desk: Desk) -> None:
    enrol(desk)
    own = {"id": "nordic_lower", "sets": [{"reps": 5}]}
    (record,) = add(desk, session(own))
    assert (record.slot_key, record.programme_id) == ("", None)


def test_two_sessions_of_one_file_take_two_places(desk: Desk, tmp_path: Path) -> None:
    enrol(desk)
    first = as_planned(desk, date(2026, 11, 16))
    add(desk, first)
    second = as_planned(desk, date(2026, 11, 18))
    other = Desk(desk.paths, desk.clock, desk.settings)
    other.store = Store(tmp_path / "other.db", desk.clock)
    enrol(other)
    stored = add(other, [second, first])
    assert [record.slot_key for record in stored] == ["phase1.1.1", "phase1.1.2"]
    other.store.close()


def test_a_place_in_the_plan_may_be_named(desk: Desk) -> None:
    enrol(desk)
    content = as_planned(desk, FRIDAY, "phase1.1.2") | {"session": "phase1.1.2"}
    (record,) = add(desk, content)
    assert record.slot_key == "phase1.1.2"
    assert completed(record)
    with pytest.raises(UsageError, match=r"day.json, session: 'phase1.1.2' was not open"):
        add(desk, content | {"time": "17:00"})


def test_the_step_up_session_is_known_with_or_without_a_plan(desk: Desk) -> None:
    step_up = {
        "id": "high_box_step_up",
        "height_cm": 40,
        "sets": [{"side": side, "reps": 6} for side in ("left", "right") * 2],
    }
    (record,) = add(desk, session(step_up))
    assert (record.kind, record.slot_key, record.programme_id) == (Kind.STEP_UP, "", None)
    assert {row.height_cm for row in record.sets if row.status is SetStatus.DONE} == {40}


# --- what is wrong is named ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (7, "day.json: this is 7; a session is an object"),
        ([], "the list is empty"),
        ([session(), 3], "day.json, session 2: this is 3"),
        ({}, "day.json: this has no date; write it as 2026-11-20"),
        (session(date="20.11.2026"), '"20.11.2026"; write it as'),
        (session(date="20261120"), "write it as"),
        (session(date="2026-02-30"), "write it as"),
        (session(date="2026-11-21"), "2026-11-21 is still to come"),
        (session(date=20261120), "for date"),
        (session(time="25:00"), "write it as 18:30"),
        (session(time="18:01"), "18:01 on 2026-11-20 is still to come"),
        (session(time="17:30", minutes=31), "would have ended at 18:01, which is still to come"),
        (session(minutes=0), "whole number from 1 to 1440"),
        (session(note=["x"]), "for note"),
        (session(notes="x"), 'the key "notes"'),
        ({"date": "2026-11-20"}, "this has no exercises"),
        (session(exercises=[]), "this has no exercises"),
        (session(exercises={}), "this has no exercises"),
        (session({"sets": [{"reps": 1}]}), "exercise 1: this has no id"),
        (session(lunge(id="forward_lung")), "did you mean forward_lunge"),
        (session(lunge(), lunge()), "exercise 2: forward_lunge is here twice"),
        (session(lunge(sets=[])), "exercise 1: this has no sets"),
        (session(lunge(control=4)), "give control as left and right"),
        (session(lunge(control={"left": 6})), "exercise 1, control: this has 6 for left"),
        (session(lunge(control={"links": 4})), 'the key "links"'),
        (session(lunge(control={"both": 4})), "give control as left and right"),
        (session(lunge(effort=11)), "whole number from 0 to 10"),
        (session(lunge(effort=True)), "whole number from 0 to 10"),
        (session(lunge(pain=2.5)), "whole number from 0 to 10"),
        (session(lunge(tempo="slow")), "four whole seconds"),
        (session(lunge(load_kg=float("nan"))), "holds NaN, which is no number"),
        (session(lunge(rung="upside_down")), "has no rung 'upside_down'"),
        (session(lunge(sets=[{"side": "left"}])), "does not say how much was done"),
        (session(lunge(sets=[{"side": "left", "reps": 1, "seconds": 2}])), "says twice how much"),
        (session(lunge(sets=[{"side": "left", "seconds": 20}])), "counts reps, not seconds"),
        (session(lunge(sets=[{"reps": 20}])), "on one leg; say side left or right"),
        (session(lunge(sets=[{"side": "up", "reps": 20}])), 'has "up" for side'),
        (session(lunge(sets=[{"side": "left", "reps": -1}])), "whole number from 0"),
        (session(lunge(sets=[{"side": "left", "reps": "ten"}])), 'has "ten" for reps'),
        (session(lunge(sets=[{"side": "left", "reps": 1}])), "the right leg, but no set of it"),
        (
            session({"id": "nordic_lower", "sets": [{"side": "left", "reps": 3}]}),
            "with both legs; leave side out.",
        ),
        (
            session({"id": "calf_raise_straight", "sets": [{"reps": 3}]}),
            "on one leg; say side left or right, or say which rung it was (two_legs)",
        ),
        (
            session({"id": "nordic_lower", "control": {"left": 3}, "sets": [{"reps": 3}]}),
            "give control as one number",
        ),
        (session(session="phase1.1.1"), "there was no plan on 2026-11-20"),
    ],
)
def test_the_place_is_named_and_nothing_is_stored(desk: Desk, content: object, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        add(desk, content)
    assert said in str(caught.value)
    assert str(caught.value).startswith("day.json")
    assert "\n" not in str(caught.value)
    assert not desk.paths.log.exists()


def test_one_wrong_set_keeps_a_whole_file_out(desk: Desk) -> None:
    wrong = session(
        lunge(),
        {
            "id": "balance_hold",
            "sets": [{"side": "left", "seconds": 40}] * 2 + [{"side": "left", "reps": 3}],
        },
    )
    with pytest.raises(UsageError, match="session 2, exercise 2, set 3: balance_hold counts"):
        add(desk, [session(date="2026-11-19"), wrong])
    assert not desk.paths.log.exists()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is not JSON"),
        (b'{"date": ', "line 1, column 10"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"date": "a", "date": "b"}', 'the key "date" stands twice'),
        (b'{"minutes": NaN}', "holds NaN, which is no number"),
        (b'{"load_kg": -Infinity}', "holds -Infinity"),
        (b'{"minutes": ' + b"9" * 5000 + b"}", "far too long"),
        (b" " * (16 * 1024 * 1024 + 1), "larger than 16 MB"),
    ],
    ids=[
        "empty",
        "cut off",
        "not text",
        "deep",
        "twice",
        "no number",
        "endless",
        "huge number",
        "huge",
    ],
)
def test_what_is_no_json_is_named(desk: Desk, raw: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=r"day\.json") as caught:
        diary.add(desk, raw, "day.json")
    assert said in str(caught.value)


def test_sharp_pain_closes_the_last_set_and_is_red(desk: Desk) -> None:
    (record,) = add(desk, session(lunge(sharp=True, pain=None)))
    reasons = [row.skip_reason for row in record.sets if row.exercise_id == "forward_lunge"]
    assert reasons[-1] is SkipReason.SHARP
    assert reasons.count(SkipReason.SHARP) == 1
    assert red(desk.store.workout(record.id))
    with pytest.raises(UsageError, match="true or false"):
        add(desk, session(lunge(sharp="yes")))


def test_pain_on_bone_closes_the_last_set_and_goes_before_sharp(desk: Desk) -> None:
    hurt = lunge(bone=True, sharp=True, pain=None, pain_place="left shin")
    (record,) = add(desk, session(hurt))
    reasons = [row.skip_reason for row in record.sets if row.exercise_id == "forward_lunge"]
    assert reasons[-1] is SkipReason.BONE
    assert record.rating("forward_lunge", Side.BOTH).pain_place == "left shin"
    with pytest.raises(UsageError, match="true or false"):
        add(desk, session(lunge(bone="yes")))
