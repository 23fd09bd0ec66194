"""What goes into the log comes out of it, and one event is one transaction."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.coach.insight.span import Span
from app.coach.model import (
    Changeset,
    Enrolment,
    Kind,
    Rating,
    RowChange,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Tempo,
    Unit,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.whole_session import completed
from app.errors import DamagedLogError, StoreError
from data.store import Store
from tests.data import builders, decades
from tests.data.builders import MovableClock, a_set, a_workout, an_enrolment, count, done, sessions

ENDED = WorkoutStatus.ENDED
AT = datetime(2026, 11, 20, 17, 5, tzinfo=UTC)


def done_event(seq: int = 1, pos: int = 0, actual: int = 9) -> Changeset:
    return Changeset(
        seq,
        "done",
        (
            RowChange(
                "workout_set",
                (pos,),
                {"status": SetStatus.PLANNED, "actual": None, "ended_at": None},
                {"status": SetStatus.DONE, "actual": actual, "ended_at": AT},
            ),
        ),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One log for all examples of a property: making one takes longer than using it."""
    store = Store(tmp_path_factory.mktemp("shared") / "log.db", MovableClock())
    yield store
    store.close()


_numbers = itertools.count()


def next_id() -> str:
    return f"w{next(_numbers)}"


# --- round trips -------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(record=builders.workouts())
def test_every_field_of_a_workout_comes_back(shared: Store, record: WorkoutRecord) -> None:
    fresh = replace(record, id=next_id())
    shared.add_workout(fresh)
    assert shared.workout(fresh.id) == fresh


@settings(max_examples=40, deadline=None)
@given(enrolment=builders.enrolments)
def test_every_field_of_a_programme_comes_back(shared: Store, enrolment: Enrolment) -> None:
    shared.save_enrolment(enrolment)
    assert shared.enrolment() == enrolment


@settings(max_examples=30, deadline=None)
@given(record=builders.workouts())
def test_changesets_come_back_with_their_types(shared: Store, record: WorkoutRecord) -> None:
    fresh = replace(record, id=next_id(), sets=(a_set(),))
    shared.add_workout(fresh)
    changeset = replace(done_event(), cause=record.title)
    shared.apply(fresh.id, changeset, 1)
    assert shared.changesets(fresh.id) == (changeset,)


def test_a_half_character_that_no_file_can_hold_is_replaced_not_fatal(store: Store) -> None:
    store.add_workout(a_workout(note="knee \udcff"))
    assert store.workout("w1").note == "knee ?"


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.add_workout(a_workout(started_at=datetime(2026, 11, 20, 17, 0)))  # noqa: DTZ001 -- the fault
    assert count(store) == 0


# --- before the first write --------------------------------------------------------------


def test_a_log_that_is_not_there_reads_as_empty_and_is_not_created(store: Store) -> None:
    assert sessions(store) == ()
    assert count(store) == 0
    assert store.history() == ()
    assert store.enrolment() is None
    assert store.draft() == {}
    assert store.assessments() == ()
    assert store.live_workout() is None
    assert store.series.weekly_dose() == ()
    assert not store.path.parent.exists()


def test_reads_see_the_log_once_it_is_written(store: Store) -> None:
    assert count(store) == 0
    store.add_workout(a_workout())
    assert count(store) == 1


# --- events ------------------------------------------------------------------------------


def test_an_event_changes_rows_cursor_and_trail_together(store: Store) -> None:
    store.add_workout(a_workout())
    store.apply("w1", done_event(), cursor=1, asking="forward_lunge")
    live = store.live_workout()
    assert live is not None
    assert (live.cursor, live.asking) == (1, "forward_lunge")
    first = live.record.sets[0]
    assert (first.status, first.actual, first.ended_at) == (SetStatus.DONE, 9, AT)
    assert store.changesets("w1") == (done_event(),)


def test_undo_is_the_inverse_and_restores_every_row(store: Store) -> None:
    before = a_workout()
    store.add_workout(before)
    event = Changeset(
        1,
        "answer",
        (
            *done_event().rows,
            RowChange(
                "exercise_result",
                ("forward_lunge", "left"),
                None,
                {"control": 4, "pain_place": "knee"},
            ),
            RowChange("workout", (), {"note": ""}, {"note": "slow"}),
        ),
    )
    store.apply("w1", event, cursor=1)
    assert store.workout("w1").rating("forward_lunge", Side.LEFT).control == 4
    undo = Changeset(2, "undo", tuple(row.inverse for row in reversed(event.rows)), undoes=1)
    store.apply("w1", undo, cursor=0)
    assert store.workout("w1") == before
    assert [changeset.undoes for changeset in store.changesets("w1")] == [None, 1]


def test_a_rating_may_be_changed_and_taken_back(store: Store) -> None:
    store.add_workout(a_workout(ratings=(Rating("forward_lunge", Side.BOTH, effort=6, pain=1),)))
    key = ("forward_lunge", Side.BOTH)
    store.apply(
        "w1", Changeset(1, "fix", (RowChange("exercise_result", key, {"pain": 1}, {"pain": 3}),)), 0
    )
    assert store.workout("w1").rating(*key).pain == 3
    gone = {"effort": 6, "pain": 3}
    store.apply("w1", Changeset(2, "fix", (RowChange("exercise_result", key, gone, None),)), 0)
    assert store.workout("w1").ratings == ()


def test_the_same_event_stored_twice_is_stored_once(store: Store) -> None:
    store.add_workout(a_workout())
    store.apply("w1", done_event(), cursor=1)
    store.apply("w1", done_event(), cursor=1)
    assert len(store.changesets("w1")) == 1


def test_another_event_of_the_same_number_is_refused(store: Store) -> None:
    store.add_workout(a_workout())
    store.apply("w1", done_event(actual=9), cursor=1)
    with pytest.raises(StoreError, match="another copy"):
        store.apply("w1", done_event(actual=8), cursor=1)
    assert store.workout("w1").sets[0].actual == 9


@pytest.mark.parametrize(
    "bad",
    [
        RowChange("workout_set", (7,), {"actual": None}, {"actual": 1}),
        RowChange("workout_set", (1,), {"actual": None}, {"actual": -1}),
        RowChange("workout_set", (1,), {"pain": None}, {"pain": 11}),
        RowChange("workout_set", (1,), {"status": "planned"}, {"status": "forgotten"}),
        RowChange("workout_set", (1,), {"status": "planned"}, {"status": "done"}),
        RowChange("exercise_result", ("x", "left"), None, {"control": 6}),
        RowChange("exercise_result", ("x", "left"), {"control": 1}, None),
    ],
)
def test_an_event_that_fails_half_way_changes_nothing(store: Store, bad: RowChange) -> None:
    before = a_workout()
    store.add_workout(before)
    with pytest.raises(StoreError):
        store.apply("w1", Changeset(1, "x", (*done_event().rows, bad)), cursor=1)
    assert store.workout("w1") == before
    assert store.changesets("w1") == ()
    live = store.live_workout()
    assert live is not None
    assert live.cursor == 0


def test_ending_keeps_rows_and_may_be_repeated(store: Store) -> None:
    store.add_workout(a_workout())
    store.end_workout("w1", ENDED, AT)
    store.end_workout("w1", ENDED, AT)
    record = store.workout("w1")
    assert (record.status, record.ended_at, len(record.sets)) == (ENDED, AT, 2)
    assert store.live_workout() is None
    with pytest.raises(StoreError, match="already ended"):
        store.end_workout("w1", WorkoutStatus.DISCARDED, AT)


def test_unknown_workouts_are_named(store: Store) -> None:
    store.add_workout(a_workout())
    for call in (
        lambda: store.workout("nope"),
        lambda: store.end_workout("nope", ENDED, AT),
        lambda: store.apply("nope", Changeset(1, "x"), 0),
    ):
        with pytest.raises(StoreError):
            call()


def test_several_workouts_are_stored_all_or_none(store: Store) -> None:
    store.add_workouts((a_workout("a"), a_workout("b")))
    with pytest.raises(StoreError):
        store.add_workouts((a_workout("c"), a_workout("a")))
    assert count(store) == 2


# --- reading -----------------------------------------------------------------------------


def test_history_is_the_programme_and_the_last_days_oldest_first(store: Store) -> None:
    store.save_enrolment(an_enrolment())
    for number, (day, programme, status) in enumerate(
        [
            (date(2026, 11, 20), None, ENDED),
            (date(2026, 9, 1), "p1", ENDED),
            (date(2026, 9, 2), None, ENDED),
            (date(2026, 11, 19), "p1", WorkoutStatus.DISCARDED),
            (date(2026, 11, 18), "p1", WorkoutStatus.LIVE),
        ]
    ):
        store.add_workout(a_workout(f"w{number}", day=day, programme_id=programme, status=status))

    def ids(programme: str | None = None, since: date | None = None) -> list[str]:
        return [record.id for record in store.history(programme, since)]

    assert ids() == ["w1", "w2", "w0"]
    assert ids("p1") == ["w1"]
    assert ids(since=date(2026, 11, 1)) == ["w0"]
    assert ids("p1", date(2026, 9, 2)) == ["w1", "w2", "w0"]
    assert store.history("p1")[0].sets == a_workout().sets


def test_sessions_are_newest_first_and_leave_discarded_out(store: Store) -> None:
    for number in range(5):
        store.add_workout(a_workout(f"w{number}", day=date(2026, 11, 1 + number)))
    store.end_workout("w3", WorkoutStatus.DISCARDED, AT)
    store.apply("w4", done_event(), 1)
    assert [one.id for one in sessions(store)] == ["w4", "w2", "w1", "w0"]
    assert count(store) == 4
    newest = sessions(store)[0]
    assert (newest.facts["done_sets"], newest.facts["all_sets"]) == (1, 2)
    assert newest.at == a_workout().started_at


def test_results_sum_sets_per_side_and_carry_effort_and_pain(store: Store) -> None:
    sets = (
        done(a_set(0), 10),
        done(a_set(1, side=Side.RIGHT), 9),
        done(a_set(2), 8),
        a_set(3, side=Side.RIGHT, status=SetStatus.SKIPPED, skip_reason=SkipReason.PAIN),
        done(a_set(4, exercise_id="other", side=Side.BOTH), 5),
    )
    ratings = (
        Rating("forward_lunge", Side.BOTH, effort=6, pain=2),
        Rating("forward_lunge", Side.LEFT, control=4),
        Rating("other", Side.LEFT, control=2),
    )
    store.add_workout(a_workout(status=ENDED, sets=sets, ratings=ratings))
    store.add_workout(a_workout("live", sets=sets))
    series = store.series
    assert [(r.side, r.done, r.target, r.sets) for r in series.amounts("forward_lunge")] == [
        (Side.LEFT, 18, 20, 2),
        (Side.RIGHT, 9, 20, 2),
    ]
    assert [(r.side, r.control) for r in series.controls("forward_lunge")] == [(Side.LEFT, 4)]
    assert [(r.side, r.control) for r in series.controls("other")] == [(Side.LEFT, 2)]
    assert [(r.pain, r.morning) for r in series.hurt()] == [(2, None)]
    with series.least("forward_lunge", date.max) as rows:
        (least,) = rows
    assert (least.least, least.met, least.control, least.pain) == (0, False, 4, 2)
    assert series.exercise_ids() == ("forward_lunge", "other")
    assert series.one_legged() == {"forward_lunge"}
    before = Span(date(2026, 1, 1), date(2026, 11, 19), "")
    assert series.amounts("forward_lunge", before) == ()


def test_height_and_load_are_found_and_how_a_dose_was_set(store: Store) -> None:
    sets = (
        done(replace(a_set(0), height_cm=25, rung="full", tempo=Tempo(2, 0, 1, 0)), 9),
        done(replace(a_set(1, exercise_id="other"), load_kg=2.5), 9),
    )
    store.add_workout(a_workout(status=ENDED, sets=sets))
    assert store.series.weighted() == (("forward_lunge", "height"), ("other", "load"))
    (dosed,) = store.series.dosed("forward_lunge")
    assert (dosed.rule, dosed.rung, dosed.tempo, dosed.load_kg, dosed.height_cm) == (
        "P1",
        "full",
        "2-0-1-0",
        None,
        25,
    )


def test_phases_are_runs_of_sessions_and_one_begun_again_stands_twice(store: Store) -> None:
    for number, phase in enumerate((0, 1, 1, 2, 1)):
        day = date(2026, 11, 2) + timedelta(days=2 * number)
        key = "primer.1.1" if phase == 0 else f"phase{phase}.1.1"
        record = a_workout(f"w{number}", day=day, phase=phase, slot_key=key, status=ENDED, sets=())
        store.add_workout(record)
    assert [(band.label, band.first.day, band.last.day) for band in store.series.phases()] == [
        ("primer", 2, 2),
        ("phase 1", 4, 6),
        ("phase 2", 8, 8),
        ("phase 1", 10, 10),
    ]
    assert store.series.first_day() == date(2026, 11, 2)
    assert len(store.series.trained()) == 5


def test_programmes_that_have_ended_are_past_plans(store: Store, clock: MovableClock) -> None:
    store.save_enrolment(an_enrolment("p1"))
    clock.move(days=7)
    store.save_enrolment(an_enrolment("p2", started=date(2026, 11, 27)))
    (past,) = store.series.past_plans()
    assert (past.id, past.started, past.ended, past.a_week) == (
        "p1",
        date(2026, 11, 2),
        date(2026, 11, 27),
        3,
    )


def test_all_sessions_of_an_exercise_are_read_as_those_of_a_span_are(
    store: Store, path: Path
) -> None:
    decades.write(path, 60)
    store.add_workout(
        a_workout(
            "again",
            day=decades.LAST_DAY,
            status=WorkoutStatus.ENDED,
            sets=(a_set(0), done(a_set(1, side=Side.RIGHT), 7)),
        )
    )
    ever = Span(date(1900, 1, 1), date.max, "")
    for exercise in ("forward_lunge", "balance_hold", "unknown"):
        every = store.series.amounts(exercise)
        assert every == store.series.amounts(exercise, ever)
        assert bool(every) == (exercise != "unknown")
        days = [row.day for row in every]
        assert days == sorted(days)


def test_weekly_dose_counts_by_monday(store: Store) -> None:
    for number, day in enumerate([date(2026, 11, 15), date(2026, 11, 16), date(2026, 11, 22)]):
        sets = (done(a_set(0), 10), a_set(1))
        store.add_workout(a_workout(f"w{number}", day=day, status=ENDED, sets=sets))
    rows = store.series.weekly_dose()
    assert [(r.monday, r.planned, r.done) for r in rows] == [
        (date(2026, 11, 9), 2, 1),
        (date(2026, 11, 16), 4, 2),
    ]
    late = Span(date(2026, 11, 16), date.max, "")
    assert len(store.series.weekly_dose(late)) == 1
    # All there is and a range that holds all are two queries with one answer.
    assert store.series.weekly_dose(Span(date(1900, 1, 1), date.max, "")) == rows


# --- the runner --------------------------------------------------------------------------


def test_a_new_programme_ends_the_one_before(store: Store, clock: MovableClock) -> None:
    store.save_enrolment(an_enrolment("p1"))
    clock.move(days=1)
    store.save_enrolment(an_enrolment("p2", started=date(2026, 1, 1)))
    found = store.enrolment()
    assert found is not None
    assert found.id == "p2"


def test_a_programme_may_be_saved_again_with_other_days(store: Store) -> None:
    assessment = store.save_assessment({"q1": "a"}, {"start": "FULL"})
    store.save_enrolment(an_enrolment(), assessment)
    store.save_enrolment(an_enrolment(weekdays=(2, 4)))
    found = store.enrolment()
    assert found is not None
    assert found.weekdays == (2, 4)
    raw = sqlite3.connect(store.path)
    assert raw.execute("SELECT assessment_id FROM programme").fetchall() == [(assessment,)]
    raw.close()


def test_a_draft_is_kept_until_the_questionnaire_is_finished(
    store: Store, clock: MovableClock
) -> None:
    store.save_draft({"q1": "a", "q5": ["x", "y"]})
    store.save_draft({"q1": "b"})
    assert store.draft() == {"q1": "b"}
    first = store.save_assessment({"q1": "b"}, {"start": "FULL", "scores": {"M": 3}})
    assert store.draft() == {}
    clock.move(days=50)
    store.save_assessment({"q1": "c"}, {"start": "PRIMER"})
    newest, oldest = store.assessments()
    assert (oldest.id, oldest.verdict) == (first, {"start": "FULL", "scores": {"M": 3}})
    assert newest.answers == {"q1": "c"}


def test_decisions_are_listed_by_kind_newest_first(store: Store, clock: MovableClock) -> None:
    store.decide("consent", "medical", "yes")
    clock.move(minutes=1)
    store.decide("gate", "phase2", "open")
    assert [(d.kind, d.subject, d.choice) for d in store.decisions()] == [
        ("gate", "phase2", "open"),
        ("consent", "medical", "yes"),
    ]
    assert len(store.decisions("consent")) == 1


def test_a_programme_cannot_point_at_a_questionnaire_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError):
        store.save_enrolment(an_enrolment(), "nowhere")
    assert store.enrolment() is None


# --- what others write -------------------------------------------------------------------


def test_what_another_copy_wrote_is_read(store: Store, path: Path) -> None:
    store.add_workout(a_workout())
    assert count(store) == 1
    other = Store(path, MovableClock())
    other.add_workout(a_workout("w2"))
    other.close()
    assert count(store) == 2


def test_a_word_no_version_writes_is_named(store: Store, path: Path) -> None:
    store.add_workout(a_workout(kind=Kind.STEP_UP, sets=(a_set(tempo=Tempo(2, 0, 1, 0)),)))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE workout_set SET unit = 'furlongs'")
    raw.commit()
    raw.close()
    with pytest.raises(DamagedLogError, match="furlongs"):
        store.workout("w1")


@pytest.mark.parametrize(
    ("harm", "read"),
    [
        ("UPDATE workout SET started_at = 'noon'", sessions),
        ("UPDATE workout SET kind = 'odd'", sessions),
        ("UPDATE workout SET day = '2026-99-99'", lambda store: store.series.weekly_dose()),
        ("UPDATE workout SET day = '2026-99-99'", lambda store: store.series.phases()),
        ("UPDATE assessment SET answers = 'none'", lambda store: store.assessments()),
        ("UPDATE assessment SET at = 'noon'", lambda store: store.assessments()),
        ("UPDATE meta SET value = '[]'", lambda store: store.draft()),
        ("UPDATE decision SET at = 'noon'", lambda store: store.decisions()),
    ],
)
def test_a_value_edited_into_nonsense_is_a_sentence(
    store: Store, path: Path, harm: str, read: Callable[[Store], object]
) -> None:
    store.save_assessment({"q1": "a"}, {"start": "FULL"})
    store.save_draft({"q1": "a"})
    store.decide("gate", "1", "wait")
    store.add_workout(a_workout("w1", status=ENDED, sets=(done(a_set(0), 3),)))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    with pytest.raises(DamagedLogError, match="does not know"):
        read(store)


def test_the_weeks_count_a_session_as_today_does(store: Store) -> None:
    rows = [done(a_set(pos), 10) for pos in range(6)]
    block = replace(rows[0], unit=Unit.MINUTES, target=15, side=Side.BOTH)

    def left_out(count: int, reason: SkipReason, actual: int | None = None) -> tuple[SetRow, ...]:
        return (
            *rows[count:],
            *(
                replace(row, status=SetStatus.SKIPPED, skip_reason=reason, actual=actual)
                for row in rows[:count]
            ),
        )

    cases = [
        tuple(rows),
        (),
        (replace(rows[0], section=Section.OPENING),),
        left_out(2, SkipReason.TIME),
        left_out(3, SkipReason.TIME),
        left_out(3, SkipReason.QUALITY, 4),
        left_out(3, SkipReason.PAIN, 4),
        tuple(replace(a_set(pos), status=SetStatus.PLANNED) for pos in range(3)),
        (replace(block, actual=10), done(a_set(1), 3)),
        (replace(block, actual=9), done(a_set(1), 3)),
        # Two of three blocks are whole, but most of the minutes are missing.
        tuple(
            replace(block, target=target, actual=actual)
            for target, actual in ((2, 2), (2, 2), (20, 5))
        ),
        # What is left out of the opening takes nothing from the main part, and adds nothing.
        (*(replace(row, section=Section.OPENING) for row in left_out(4, SkipReason.TIME)), *rows),
        (*(replace(row, section=Section.OPENING) for row in rows), *left_out(3, SkipReason.TIME)),
    ]
    records = [
        a_workout(
            f"w{at}",
            day=date(2026, 11, 1) + timedelta(days=at),
            status=ENDED,
            sets=tuple(replace(row, pos=pos) for pos, row in enumerate(sets)),
        )
        for at, sets in enumerate(cases)
    ]
    for record in records:
        store.add_workout(record)
    counted = [one.completed for one in store.series.trained()]
    assert counted == [completed(record) for record in records]
    expected = [True, False, False, True, False, True, False, False, True, False]
    assert counted == [*expected, False, True, False]


def test_a_light_session_is_none_of_the_weeks(store: Store) -> None:
    sets = (done(a_set(0), 10),)
    store.add_workout(a_workout("w1", status=ENDED, sets=sets, slot_key="light.1.1"))
    assert store.series.trained() == ()
    store.add_workout(a_workout("w2", status=ENDED, sets=sets, slot_key="phase1.1.1"))
    assert [one.completed for one in store.series.trained()] == [True]
