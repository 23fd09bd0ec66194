"""Correcting the log: every field, back-dating, deleting, taking back, and what follows from it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.coach.logbook import WHOLE, Entry, EntryKind, Wanted
from app.coach.model import Rating, Readiness, SetStatus, Side, SkipReason, WorkoutStatus
from app.coach.pain import Morning, MorningQuestion
from app.coach.reading import LONGEST_TEXT
from app.coach.selftests import Measurement
from app.errors import StoreError, UsageError
from app.settings import Settings
from app.trainer import amending, diary, measuring, mornings, timeline
from app.trainer.desk import Desk
from app.trainer.today import look
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, an_enrolment, done
from tests.data.test_exports import a_run
from tests.trainer.test_today import begun, enrol
from tests.trainer.test_today import done as session_done
from tests.trainer.training_room import DAY, make_desk


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Desk:
    return make_desk(tmp_path, clock, Settings())  # type: ignore[arg-type]  # any clock will do


def a_session(desk: Desk, workout_id: str = "w1", **changes: object) -> Entry:
    """Store an ended session of four sets and return its entry."""
    began = datetime(2026, 11, 18, 17, 30, 12, tzinfo=UTC)
    record = a_workout(
        workout_id,
        day=date(2026, 11, 18),
        started_at=began,
        ended_at=began + timedelta(minutes=24),
        status=WorkoutStatus.ENDED,
        note="felt light",
        sets=(
            replace(done(a_set(0), 9), started_at=began, ended_at=began + timedelta(seconds=50)),
            done(a_set(1, side=Side.RIGHT), 10),
            a_set(2, set_no=2, set_count=2, status=SetStatus.SKIPPED, skip_reason=SkipReason.TIRED),
            done(a_set(3, exercise_id="side_plank", side=Side.BOTH), 30),
        ),
        ratings=(
            Rating("forward_lunge", Side.LEFT, control=4),
            Rating("forward_lunge", Side.BOTH, effort=6, pain=2, pain_place="left knee"),
        ),
    )
    desk.store.add_workout(replace(record, **changes))  # type: ignore[arg-type]  # the test's business
    return timeline.entry(desk, workout_id)


def the(desk: Desk, kind: EntryKind) -> Entry:
    """Return the newest entry of a kind."""
    return timeline.page(desk, Wanted(kinds=frozenset({kind})), 0, 1).entries[0]


def value(desk: Desk, entry: Entry, key: str) -> str:
    return {field.key: field.value for field in amending.fields(desk, entry)}[key]


def whole_log(desk: Desk) -> list[str]:
    """Everything but what an edit leaves behind."""
    with closing(sqlite3.connect(desk.paths.log)) as raw:
        return sorted(
            line
            for line in raw.iterdump()
            if not line.startswith(('INSERT INTO "change"', 'INSERT INTO "edit"'))
        )


# --- sessions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("title", "In the [garden]"),
        ("note", ""),
        ("minutes", "31"),
        ("minutes", ""),
        ("set.1.done", "7"),
        ("set.2.done", ""),
        ("set.3.done", "8"),
        ("set.1.left-out", "pain"),
        ("set.3.left-out", ""),
        ("set.4.load", "7.5"),
        ("set.1.pain", "3"),
        ("set.1.note", "5[km] before"),
        ("forward_lunge.control.left", "5"),
        ("forward_lunge.control.right", "3"),
        ("forward_lunge.effort", ""),
        ("forward_lunge.pain", "0"),
        ("forward_lunge.place", "Übergang"),
        ("forward_lunge.morning", "worse"),
        ("side_plank.control", "5"),
        ("side_plank.pain", "1"),
        ("time", "06:05"),
        ("day", "2026-11-11"),
    ],
)
def test_every_field_of_a_session_is_changed_and_taken_back(
    desk: Desk, key: str, typed: str
) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    changed = amending.change(desk, entry, {key: typed})
    assert (key, typed) in {(after.key, after.value) for _, after in changed}
    assert value(desk, entry, key) == typed
    assert whole_log(desk) != before
    amending.undo(desk)
    assert whole_log(desk) == before


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_kept_as_it_was_typed(desk: Desk, text: str) -> None:
    entry = a_session(desk)
    amending.change(desk, entry, {"note": text, "set.1.note": text, "forward_lunge.place": text})
    record = desk.store.workout("w1")
    assert (record.note, record.sets[0].note) == (text, text)
    assert record.rating("forward_lunge", Side.BOTH).pain_place == text
    assert timeline.edits(desk, "w1")[0].cause == "edit"


def test_a_session_is_not_moved_to_an_hour_to_come(desk: Desk) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    with pytest.raises(UsageError, match="23:59 on 2026-11-20 is still to come"):
        amending.change(desk, entry, {"day": "2026-11-20", "time": "23:59"})
    assert whole_log(desk) == before


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("day", "2026-11-21", "still to come"),
        ("day", "18.11.", "no day"),
        ("time", "25:00", "time of day"),
        ("minutes", "0", "from 1 to"),
        ("set.1.done", "-3", "whole number"),
        ("set.1.done", "९", "whole number"),
        ("set.1.left-out", "lazy", "one of pain, sharp, bone, time"),
        ("set.1.pain", "11", "from 0 to 10"),
        ("set.1.load", "heavy", "no figure"),
        ("forward_lunge.control.left", "6", "from 1 to 5"),
        ("forward_lunge.morning", "fine", "gone, same"),
        ("note", "x" * 10_001, "shorter"),
        ("set.9.done", "3", "no field"),
        ("set.1.don", "3", "did you mean set.1.done?"),
        ("target", "3", "no field"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    desk: Desk, key: str, typed: str, said: str
) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    with pytest.raises(UsageError, match=said):
        amending.change(desk, entry, {"title": "never", key: typed})
    assert whole_log(desk) == before
    assert timeline.edits(desk, "w1") == ()


def test_what_stands_there_already_is_no_edit(desk: Desk) -> None:
    entry = a_session(desk)
    assert amending.change(desk, entry, {"note": "felt light", "time": "18:30"}) == ()
    assert timeline.edits(desk, "w1") == ()


def test_an_edit_keeps_what_was_there_before(desk: Desk) -> None:
    entry = a_session(desk)
    amending.change(desk, entry, {"set.1.done": "7"})
    (made,) = timeline.edits(desk, "w1")
    assert made.changes == (("workout_set", (0,), {"actual": 9}, {"actual": 7}),)
    assert desk.store.workout("w1").sets[0].target == 10


def test_a_back_dated_session_moves_as_a_whole_and_keeps_its_hour(desk: Desk) -> None:
    entry = a_session(desk)
    # Before the clocks went back: the same hour on the wall is another one in UTC.
    amending.change(desk, entry, {"day": "2026-10-20"})
    record = desk.store.workout("w1")
    assert record.day == date(2026, 10, 20)
    assert record.started_at == datetime(2026, 10, 20, 16, 30, 12, tzinfo=UTC)
    assert record.ended_at == record.started_at + timedelta(minutes=24)
    assert record.sets[0].started_at == record.started_at
    assert value(desk, timeline.entry(desk, "w1"), "time") == "18:30"


def test_a_session_over_midnight_stays_over_midnight(desk: Desk) -> None:
    # 00:20 in Berlin, of the training day before.
    entry = a_session(desk, started_at=datetime(2026, 11, 18, 23, 20, tzinfo=UTC), ended_at=None)
    amending.change(desk, entry, {"day": "2026-11-16"})
    assert desk.store.workout("w1").started_at == datetime(2026, 11, 16, 23, 20, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 1])
def test_the_two_hours_past_two_of_the_clock_change_stay_apart(desk: Desk, hour: int) -> None:
    began = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    entry = a_session(desk, day=date(2026, 10, 25), started_at=began, ended_at=None)
    assert value(desk, entry, "time") == "02:30"
    assert amending.change(desk, entry, {"day": "2026-10-25", "time": "02:30"}) == ()
    amending.change(desk, entry, {"time": "02:45"})
    assert desk.store.workout("w1").started_at == began + timedelta(minutes=15)


def test_a_session_of_another_zone_keeps_the_hours_of_its_zone(desk: Desk) -> None:
    entry = a_session(desk, zone="Pacific/Auckland")
    assert value(desk, entry, "time") == "06:30"
    amending.change(desk, entry, {"time": "07:00"})
    assert desk.store.workout("w1").started_at == datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


def test_a_zone_nobody_knows_is_taken_as_utc(desk: Desk) -> None:
    entry = a_session(desk, zone="Mars/Olympus")
    assert value(desk, entry, "time") == "17:30"


def test_a_session_that_is_not_over_is_refused_in_one_sentence(desk: Desk) -> None:
    entry = a_session(desk, status=WorkoutStatus.LIVE, ended_at=None)
    with pytest.raises(UsageError, match="is not over; end or discard it"):
        amending.change(desk, entry, {"note": "x"})
    with pytest.raises(UsageError, match="is not over; end or discard it"):
        amending.delete(desk, entry)
    assert amending.fields(desk, entry) == ()


def test_a_session_begun_since_it_was_looked_at_is_refused_by_the_log(desk: Desk) -> None:
    entry = a_session(desk)
    live = replace(desk.store.workout("w1"), id="w2", status=WorkoutStatus.LIVE)
    desk.store.add_workout(live)
    with pytest.raises(StoreError, match="is not over"):
        amending.delete(desk, replace(entry, id="w2"))


# --- deleting, and taking back --------------------------------------------------------------


def test_a_deleted_session_is_gone_named_and_brought_back(desk: Desk) -> None:
    entry = a_session(desk)
    before = whole_log(desk)
    amending.delete(desk, entry)
    assert timeline.page(desk, WHOLE, 0, 64).total == 0
    assert desk.store.history() == ()
    (gone,) = timeline.deleted(desk)
    assert (gone.kind, gone.subject) == (EntryKind.SESSION, "w1")
    (named,) = timeline.gone(desk)
    assert (named.title, named.day) == (entry.title, entry.day)
    with pytest.raises(UsageError, match="log undo w1"):
        timeline.entry(desk, "w1")
    assert amending.undo(desk, "w1").cause == "delete"
    assert timeline.deleted(desk) == ()
    assert whole_log(desk) == before


def test_edits_are_taken_back_one_after_the_other_the_latest_first(
    desk: Desk, clock: MovableClock
) -> None:
    entry = a_session(desk)
    for note in ("one", "two", "three"):
        clock.move(seconds=1)
        amending.change(desk, entry, {"note": note})
    notes = []
    for _ in range(3):
        clock.move(seconds=1)
        amending.undo(desk)
        notes.append(desk.store.workout("w1").note)
    assert notes == ["two", "one", "felt light"]
    with pytest.raises(UsageError, match="no edit to take back"):
        amending.undo(desk)
    assert [one.cause for one in timeline.edits(desk, "w1")] == ["edit"] * 3 + ["undo"] * 3


def test_an_edit_that_was_overtaken_is_not_taken_back(desk: Desk, clock: MovableClock) -> None:
    entry = a_session(desk)
    amending.change(desk, entry, {"note": "one"})
    first = timeline.edits(desk, "w1")[0]
    clock.move(seconds=1)
    amending.change(desk, entry, {"note": "two"})
    with pytest.raises(StoreError, match="changed in the meantime"):
        desk.store.book.undo_edit(first.id)
    assert desk.store.workout("w1").note == "two"


def test_an_edit_is_taken_back_once(desk: Desk) -> None:
    entry = a_session(desk)
    amending.change(desk, entry, {"note": "one"})
    made = amending.undo(desk)
    with pytest.raises(StoreError, match="taken back already"):
        desk.store.book.undo_edit(made.id)


# --- the other kinds -----------------------------------------------------------------------


def test_a_run_is_corrected_and_deleted(desk: Desk) -> None:
    desk.store.merge((a_run(),))
    entry = the(desk, EntryKind.RUN)
    before = whole_log(desk)
    amending.change(
        desk,
        entry,
        {"distance": "5,25", "duration": "25:00", "factor": "1", "note": "5[km]", "cadence": "170"},
    )
    (run,) = desk.store.runs()
    assert (run.measures.metres, run.measures.seconds, run.note) == (5250, 1500, "5[km]")
    assert run.measures.cadence == 170
    assert run.measures.pace == pytest.approx(1500 / 5.25)
    amending.delete(desk, the(desk, EntryKind.RUN))
    assert desk.store.runs() == ()
    amending.undo(desk)
    amending.undo(desk, entry.id)
    assert whole_log(desk) == before
    with pytest.raises(UsageError, match="a run has one"):
        amending.change(desk, entry, {"duration": ""})


def test_a_run_goes_to_another_day(desk: Desk) -> None:
    desk.store.merge((a_run(),))
    entry = the(desk, EntryKind.RUN)
    amending.change(desk, entry, {"day": "2026-11-01", "time": "07:15"})
    (run,) = desk.store.runs()
    assert run.day == date(2026, 11, 1)
    assert value(desk, the(desk, EntryKind.RUN), "time") == "07:15"


def test_a_self_test_is_corrected_side_by_side(desk: Desk) -> None:
    desk.store.add_measurements(
        tuple(
            Measurement("T8", date(2026, 11, 10), side, 21, "reps")
            for side in (Side.LEFT, Side.RIGHT)
        )
    )
    entry = the(desk, EntryKind.TEST)
    before = whole_log(desk)
    amending.change(desk, entry, {"left": "19", "day": "2026-11-09", "note": "barefoot"})
    measured = desk.store.measurements()
    assert {one.side: one.value for one in measured} == {Side.LEFT: 19, Side.RIGHT: 21}
    assert {one.day for one in measured} == {date(2026, 11, 9)}
    amending.undo(desk)
    assert whole_log(desk) == before
    for typed, said in (("", "delete the whole"), ("2.5", "whole number"), ("100000", "is from")):
        with pytest.raises(UsageError, match=said):
            amending.change(desk, entry, {"left": typed})
    amending.delete(desk, entry)
    assert desk.store.measurements() == ()
    (gone,) = timeline.gone(desk)
    assert (gone.title, gone.day) == ("T8 Calf raises on one leg", date(2026, 11, 10))
    amending.undo(desk)
    assert whole_log(desk) == before


def test_a_check_in_is_corrected(desk: Desk) -> None:
    desk.store.save_enrolment(an_enrolment())
    desk.store.save_readiness(Readiness(date(2026, 11, 19), sore=True))
    entry = the(desk, EntryKind.CHECK_IN)
    amending.change(desk, entry, {"sore": "no", "short-sleep": "yes", "day": "2026-11-18"})
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.readiness == (Readiness(date(2026, 11, 18), short_sleep=True),)
    with pytest.raises(UsageError, match="yes or no"):
        amending.change(desk, entry, {"ill": "maybe"})
    amending.delete(desk, the(desk, EntryKind.CHECK_IN))
    assert timeline.page(desk, WHOLE, 0, 9).total == 0


def test_answers_and_decisions_stay_and_say_why(desk: Desk) -> None:
    used = desk.store.save_assessment({"q1": "a"}, {"start": "FULL"})
    desk.store.save_enrolment(an_enrolment(), used)
    desk.store.decide("hold", "p1", "cleared")
    questionnaire, decision = the(desk, EntryKind.QUESTIONNAIRE), the(desk, EntryKind.DECISION)
    with pytest.raises(UsageError, match="answer the questionnaire again"):
        amending.change(desk, questionnaire, {"q1": "b"})
    with pytest.raises(UsageError, match="A plan began with"):
        amending.delete(desk, questionnaire)
    with pytest.raises(UsageError, match="decide anew"):
        amending.delete(desk, decision)
    with pytest.raises(UsageError, match="decide anew"):
        amending.change(desk, decision, {"choice": "x"})
    unused = desk.store.save_assessment({"q1": "b"}, {"start": "FULL"})
    amending.delete(desk, timeline.entry(desk, unused))
    assert [row.id for row in desk.store.assessments()] == [used]
    amending.undo(desk)
    assert {row.id for row in desk.store.assessments()} == {used, unused}


def test_an_answer_of_the_morning_points_to_its_session(desk: Desk) -> None:
    a_session(desk)
    amending.change(desk, timeline.entry(desk, "w1"), {"forward_lunge.morning": "gone"})
    mornings.answer(
        desk,
        MorningQuestion("w1", date(2026, 11, 18), "left knee", 2, ("forward_lunge",)),
        Morning.SAME,
    )
    morning = the(desk, EntryKind.MORNING)
    assert morning.facts["place"] == "left knee"
    assert timeline.entry(desk, morning.id) == morning
    with pytest.raises(UsageError, match="belongs to its session; change it there: w1"):
        amending.delete(desk, morning)


# --- finding one ----------------------------------------------------------------------------


def test_an_entry_is_found_by_the_beginning_of_its_id(desk: Desk) -> None:
    a_session(desk, "abcd1")
    a_session(desk, "abcd2")
    assert timeline.entry(desk, "abcd2").id == "abcd2"
    with pytest.raises(UsageError, match="beginning of several"):
        timeline.entry(desk, "abcd")
    for nothing in ("zzz", "", "  ", "abc%", "x:1", "abcd1:99999999999999999999", "\x00"):
        with pytest.raises(UsageError, match="no entry"):
            timeline.entry(desk, nothing)


# --- what follows from it -------------------------------------------------------------------


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """A desk on a plan of which the first session was done in full, with ease."""
    enrol(desk)
    first = look(desk).session
    assert first is not None
    desk.store.add_workout(session_done(begun(first, WorkoutStatus.ENDED)))
    return desk


def targets(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return rule and reason of each target of the next session, three days on."""
    session = look(desk, DAY + timedelta(days=3)).session
    assert session is not None
    return {
        item.exercise_id: (item.decision.rule, item.decision.sentence) for item in session.items
    }


def test_the_targets_that_follow_are_derived_afresh(planned: Desk) -> None:
    workout_id = planned.store.history()[0].id
    entry = timeline.entry(planned, workout_id)
    shown = planned.store.workout(workout_id)
    before = targets(planned)
    amending.change(planned, entry, {"one_leg_squat.pain": "6", "one_leg_squat.place": "left knee"})
    after = targets(planned)
    assert after != before
    assert after.get("one_leg_squat") != before["one_leg_squat"]
    # A target that was shown is history.
    now = planned.store.workout(workout_id)
    assert [(row.target, row.rule, row.why) for row in now.sets] == [
        (row.target, row.rule, row.why) for row in shown.sets
    ]
    amending.undo(planned)
    assert targets(planned) == before


def test_a_deleted_session_is_open_in_the_plan_again(planned: Desk) -> None:
    later = DAY + timedelta(days=3)
    entry = timeline.entry(planned, planned.store.history()[0].id)
    amending.delete(planned, entry)
    session = look(planned, later).session
    assert session is not None
    assert session.slot.key == "phase1.1.1"
    amending.undo(planned)
    session = look(planned, later).session
    assert session is not None
    assert session.slot.key == "phase1.1.2"


def test_the_longest_note_there_may_be_can_be_corrected(desk: Desk) -> None:
    entry = a_session(desk)
    longest = "x" * LONGEST_TEXT
    amending.change(desk, entry, {"note": longest})
    amending.change(desk, entry, {"note": f"y{longest[1:]}"})
    assert desk.store.workout("w1").note == f"y{longest[1:]}"
    with pytest.raises(UsageError, match="more than 10000 letters"):
        amending.change(desk, entry, {"note": f"{longest}x"})
    # What is told in a file or of a self-test may be as long, and no longer.
    day = {"date": "2026-11-20", "exercises": [{"id": "pogo", "sets": [{"reps": 30}]}]}
    with pytest.raises(UsageError, match="text of at most 10000"):
        diary.add(desk, json.dumps({**day, "note": f"{longest}x"}).encode(), "day.json")
    measuring.record(desk, "T8", {(Side.LEFT, "reps"): [20]}, note=longest)
