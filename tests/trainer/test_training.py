"""Live workouts on a real log: nothing stored is lost, and each ends one way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.coach.model import Enrolment, Kind, SetStatus, Side, SkipReason, Start, Unit, WorkoutStatus
from app.coach.movement import Movement
from app.coach.player import (
    Accept,
    Answer,
    Done,
    EndEarly,
    Note,
    Pain,
    Pause,
    Phase,
    Resume,
    Skip,
    Tick,
    Undo,
)
from app.errors import LiveElsewhereError, StoreError
from app.trainer import amending, timeline, training
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.registry import FORMATS
from app.trainer.today import look
from app.trainer.training import LiveWorkout
from data import contents
from data.examine import examine
from data.store import Store
from tests.trainer.training_room import DAY, MovableClock, item, make_desk, prescription


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    desk = make_desk(tmp_path, clock)
    desk.store.save_enrolment(
        Enrolment(id="e1", started=DAY, start=Start.FULL, link=None, weekdays=(1, 3, 5))
    )
    yield desk
    desk.store.close()


def run(live: LiveWorkout, clock: MovableClock, seconds: float) -> None:
    """Let the clock run as a screen would see it."""
    for _ in range(int(seconds)):
        clock.move(1.0)
        live.step(Tick(), clock.now())


def stored(live: LiveWorkout) -> bool:
    return live.saved


def test_beginning_stores_every_planned_set(desk: Desk) -> None:
    live = training.begin(desk, prescription())
    stored_record = desk.store.workout(live.record.id)
    assert stored_record == live.record
    assert [row.status for row in stored_record.sets] == [SetStatus.PLANNED] * 6
    assert (stored_record.programme_id, stored_record.slot_key, stored_record.zone) == (
        "e1",
        "phase1.2.1",
        "Europe/Berlin",
    )
    assert stored_record.day == DAY
    assert stored_record.original_day is not None
    assert stored_record.original_day < DAY
    live.close()


def test_a_step_up_session_by_itself_belongs_to_no_plan(desk: Desk) -> None:
    live = training.begin(desk, prescription(kind=Kind.STEP_UP))
    assert (live.record.programme_id, live.record.slot_key) == (None, "")
    live.close()


def test_without_a_step_the_calf_raise_shown_is_that_of_the_floor(desk: Desk) -> None:
    calf = replace(prescription().items[0], exercise_id="calf_raise_straight", rung="two_legs")
    live = training.begin(desk, replace(prescription(), items=(calf,)))
    shown = live.exercises["calf_raise_straight"]
    assert "edge" not in shown.cues_at("two_legs")[0]
    assert live.movements["calf_raise_straight", "two_legs"].id == "calf_raise_straight_floor"
    live.close()


def test_each_step_is_stored_and_the_log_equals_the_screen(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 8)
    live.step(Note("[red]drifts"), clock.now())
    live.step(Pain(3, "left knee"), clock.now())
    live.step(Skip(SkipReason.PAIN), clock.now())
    live.step(Undo(), clock.now())
    assert not stored(live)
    live.save()
    assert stored(live)
    record = desk.store.workout(live.record.id)
    assert record.sets == live.state.rows
    assert record.ratings == live.state.ratings
    assert desk.store.changesets(live.record.id) == live.state.changesets
    live.close()


def test_a_resumed_session_shows_no_less_time_than_before(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 14 + 18)
    live.save()
    shown = live.view(clock.now()).elapsed
    live.close()
    clock.move(7200)
    again = training.resume(desk, live.record.id)
    assert again.view(clock.now()).elapsed >= shown
    again.close()


def test_the_seconds_of_a_set_that_was_left_in_its_middle_still_count(
    desk: Desk, clock: MovableClock
) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 8)
    live.step(Pause(), clock.now())
    shown = live.view(clock.now()).elapsed
    clock.move(30)
    live.save()
    live.keep_clock()
    live.close()
    clock.move(7200)
    again = training.resume(desk, live.record.id)
    assert (shown, again.view(clock.now()).elapsed) == (47, 47)
    # Killed one set later: that set and what passed of its rest are added to it.
    again.step(Resume(), clock.now())
    run(again, clock, 5 + 14 + 20 + 3)
    again.save()
    assert again.view(clock.now()).elapsed == 47 + 42
    again.close()
    clock.move(7200)
    third = training.resume(desk, live.record.id)
    assert third.view(clock.now()).elapsed == 47 + 42
    third.finish()
    assert desk.store.live_workout() is None


def test_a_kill_in_the_middle_of_a_long_set_costs_the_clock_less_than_a_minute(
    desk: Desk, clock: MovableClock
) -> None:
    run_easy = item(
        "balance_hold", targets=(30,), unit=Unit.MINUTES, seconds=60, tempo=None, rated=False
    )
    live = training.begin(desk, prescription(run_easy))
    writes = 0
    for _ in range(10 + 17 * 60):
        run(live, clock, 1)
        if live.clock_due:
            live.save()
            writes += 1
    seen = live.view(clock.now()).elapsed
    live.close()  # the system lets go of a killed program's lock
    clock.move(7200)
    again = training.resume(desk, live.record.id)
    taken_up = again.view(clock.now())
    assert seen - 60 < taken_up.elapsed <= seen
    assert writes == seen // 60
    # The set itself begins anew.
    assert (again.state.cursor, taken_up.count, taken_up.phase) == (0, 0, Phase.READY)
    again.close()


def test_a_log_that_is_locked_when_the_clock_is_due_takes_nothing_from_the_session(
    desk: Desk, clock: MovableClock
) -> None:
    live = training.begin(desk, prescription(item(targets=(40,))))
    run(live, clock, 70)
    assert live.clock_due
    with closing(sqlite3.connect(desk.paths.log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        live.save()
    assert (live.saved, live.clock_due) == (True, False)
    run(live, clock, 60)
    assert live.clock_due
    live.save()
    live.close()
    assert training.resume(desk, live.record.id).view(clock.now()).elapsed == 130


def test_minutes_away_are_none_of_a_session_that_is_killed_after_it_was_taken_up(
    desk: Desk, clock: MovableClock
) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 8)
    live.save()
    live.keep_clock()
    live.close()
    clock.move(8 * 60)
    again = training.resume(desk, live.record.id)
    again.step(Resume(), clock.now())
    run(again, clock, 10 + 14)
    again.save()
    seen = again.view(clock.now()).elapsed
    again.close()  # the system lets go of a killed program's lock
    third = training.resume(desk, live.record.id)
    assert 47 < third.view(clock.now()).elapsed == seen
    third.close()


def test_a_clock_that_cannot_be_read_is_as_good_as_none(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14)
    live.save()
    live.close()
    own = live.record.id
    numbers = (f'["{own}", {seconds}]' for seconds in ('"nine"', "NaN", "-1", "Infinity"))
    for junk in ("", "[]", '["x", "y", "z"]', "{}", "7", f'["{own}"]', *numbers):
        with closing(sqlite3.connect(desk.paths.log)) as log, log:
            log.execute("INSERT OR REPLACE INTO meta VALUES ('session_clock', ?)", (junk,))
        again = training.resume(desk, live.record.id)
        assert again.view(clock.now()).elapsed == 10 + 14 + 15
        again.close()


def test_after_a_kill_it_resumes_at_the_very_set(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 14 + 2)
    live.save()
    live.close()  # the system lets go of a killed program's lock
    clock.move(3600)
    found = look(desk).unfinished
    assert found is not None
    assert (found.done_sets, found.all_sets, found.running) == (2, 6, False)
    again = training.resume(desk, found.workout_id)
    assert again.state.paused
    assert again.state.phase is Phase.READY
    assert again.state.rows == live.state.rows
    assert again.state.cursor == 2
    # The hour that nobody trained is not counted.
    assert again.view(clock.now()).elapsed == 10 + 14 + 15 + 14 + 2
    again.step(Resume(), clock.now())
    again.step(Undo(), clock.now())
    again.save()
    assert desk.store.workout(found.workout_id).sets[1].status is SetStatus.PLANNED
    again.close()


def test_the_open_check_in_is_open_again_after_a_kill(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription(item(targets=(4,)), item("forward_lunge")))
    run(live, clock, 10 + 14 + 15 + 14 + 1)
    live.step(Answer(4), clock.now())
    live.save()
    live.close()
    again = training.resume(desk, live.record.id)
    question = again.view(clock.now()).question
    assert question is not None
    assert question.question.side is Side.RIGHT
    again.close()


def test_what_was_said_last_time_stands_ready(desk: Desk, clock: MovableClock) -> None:
    first = training.begin(desk, prescription(item(targets=(4,))))
    run(first, clock, 10 + 14 + 15 + 14 + 1)
    for value in (3, 5, 6, 4):
        first.step(Answer(value), clock.now())
    first.step(Note("slow is better"), clock.now())
    first.finish()
    clock.move(2 * 86400)
    live = training.begin(desk, prescription(item(targets=(4,))))
    assert live.view(clock.now()).last_time.note == "slow is better"
    run(live, clock, 10 + 14 + 15 + 14 + 1)
    live.step(Accept(), clock.now())
    said = {
        (rating.side, rating.control, rating.effort, rating.pain) for rating in live.state.ratings
    }
    # Pain was above two, so it is asked anew.
    assert said == {
        (Side.LEFT, 3, None, None),
        (Side.RIGHT, 5, None, None),
        (Side.BOTH, None, 6, None),
    }
    live.close()


def test_in_the_last_week_of_a_phase_control_is_asked_afresh(
    desk: Desk, clock: MovableClock
) -> None:
    first = training.begin(desk, prescription(item(targets=(4,))))
    run(first, clock, 10 + 14 + 15 + 14 + 1)
    for value in (3, 5, 6, 1):
        first.step(Answer(value), clock.now())
    first.finish()
    session = prescription(item(targets=(4,)))
    last_week = replace(session, slot=replace(session.slot, week=4))
    live = training.begin(desk, last_week)
    said = live.view(clock.now()).last_time
    assert (said.control, said.effort, said.pain) == ({}, 6, 1)
    live.close()


def test_only_one_session_runs_at_a_time(desk: Desk, clock: MovableClock, tmp_path: Path) -> None:
    live = training.begin(desk, prescription())
    other = make_desk(tmp_path, clock)
    found = look(other).unfinished
    assert found is not None
    assert found.running
    for attempt in (
        lambda: training.begin(other, prescription()),
        lambda: training.resume(other, live.record.id),
        lambda: training.finish(other, live.record.id),
    ):
        with pytest.raises(LiveElsewhereError):
            attempt()
    with pytest.raises(LiveElsewhereError):
        training.discard(other, live.record.id)
    live.close()
    other.store.close()


def test_finishing_as_it_is_keeps_what_is_done(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 3)
    live.save()
    live.close()
    clock.move(86400)
    record = training.finish(desk, live.record.id)
    assert record == desk.store.workout(live.record.id)
    assert record.status is WorkoutStatus.ENDED
    assert record.ended_at == record.sets[0].ended_at
    assert [row.status for row in record.sets] == [SetStatus.DONE] + [SetStatus.SKIPPED] * 5
    assert look(desk).unfinished is None
    with pytest.raises(StoreError):
        training.resume(desk, live.record.id)


def test_what_was_discarded_counts_for_nobody_and_stays_in_the_whole_log(
    desk: Desk, tmp_path: Path
) -> None:
    live = training.begin(desk, prescription())
    live.close()
    training.discard(desk, live.record.id)
    assert examine(desk.paths.log).sessions == 0
    found = contents.of(desk.paths.log)
    assert (found.counts["workout"], found.counts["workout_set"], found.newest) == (0, 0, None)
    report = export(desk, Wish(FORMATS["csv"]), tmp_path / "sets.csv")
    assert (dict(report.written), report.discarded) == ({"set": 0, "session": 0}, 1)
    assert len((tmp_path / "sets.csv").read_text(encoding="utf-8").splitlines()) == 1
    export(desk, Wish(FORMATS["json"]), tmp_path / "log.json")
    tables = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))["tables"]
    assert len(tables["workout_set"]) == len(live.state.rows)


def test_discarding_takes_it_out_of_the_history(desk: Desk) -> None:
    live = training.begin(desk, prescription())
    live.close()
    training.discard(desk, live.record.id)
    assert look(desk).unfinished is None
    assert desk.store.history() == ()
    assert desk.store.workout(live.record.id).status is WorkoutStatus.DISCARDED


def test_what_cannot_be_discarded_goes_on(desk: Desk) -> None:
    live = training.begin(desk, prescription())
    live.close()
    with closing(sqlite3.connect(desk.paths.log)) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON edit BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        with pytest.raises(StoreError):
            training.discard(desk, live.record.id)
        connection.execute("DROP TRIGGER full")
    # Neither half of it was done.
    assert desk.store.workout(live.record.id).status is WorkoutStatus.LIVE
    training.discard(desk, live.record.id)
    assert desk.store.workout(live.record.id).status is WorkoutStatus.DISCARDED


def test_what_was_discarded_is_brought_back_with_what_was_done(
    desk: Desk, clock: MovableClock
) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 3)
    live.save()
    live.close()
    training.discard(desk, live.record.id)
    (gone,) = timeline.gone(desk)
    assert (gone.made.subject, gone.title) == (live.record.id, live.record.title)
    amending.undo(desk, live.record.id)
    (record,) = desk.store.history()
    assert record.status is WorkoutStatus.ENDED
    assert record.ended_at == record.sets[0].ended_at
    assert [row.status for row in record.sets] == [SetStatus.DONE] + [SetStatus.PLANNED] * 5
    assert timeline.gone(desk) == ()


def test_what_cannot_be_stored_is_kept_and_stored_later(desk: Desk, clock: MovableClock) -> None:
    desk.store.close()
    desk.store = Store(desk.paths.log, clock, busy_seconds=0.05)
    live = training.begin(desk, prescription())
    other = sqlite3.connect(desk.paths.log, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    run(live, clock, 10 + 14 + 15 + 14)
    with pytest.raises(StoreError):
        live.save()
    assert not stored(live)
    other.execute("ROLLBACK")
    other.close()
    live.step(Done(), clock.now())
    live.save()
    assert stored(live)
    assert desk.store.workout(live.record.id).sets == live.state.rows
    live.close()


def test_a_whole_session_can_be_ended_early_and_finished(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 14 + 2)
    live.step(EndEarly(SkipReason.TIME), clock.now())
    record = live.finish()
    assert record == desk.store.workout(record.id)
    assert {row.skip_reason for row in record.sets[2:]} == {SkipReason.TIME}
    assert desk.store.history("e1") == (record,)


def test_a_kill_between_two_commits_of_one_step_leaves_no_set_behind(
    desk: Desk, clock: MovableClock
) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 13)
    clock.move(2)
    # The set ends by itself, and the key leaves out the next one.
    assert len(live.step(Skip(SkipReason.TIME), clock.now()).changes) == 2
    with closing(sqlite3.connect(desk.paths.log)) as other:
        other.execute(
            "CREATE TRIGGER killed BEFORE INSERT ON change WHEN NEW.seq = 2 "
            "BEGIN SELECT RAISE(ABORT, 'killed'); END"
        )
        with pytest.raises(StoreError):
            live.save()
        other.execute("DROP TRIGGER killed")
    live.close()
    again = training.resume(desk, live.record.id)
    assert [row.status for row in again.state.rows[:3]] == [
        SetStatus.DONE,
        SetStatus.PLANNED,
        SetStatus.PLANNED,
    ]
    assert again.state.cursor == 1
    again.close()


def test_nothing_happens_in_a_session_that_is_being_ended(desk: Desk, clock: MovableClock) -> None:
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14 + 15 + 14 + 2)
    live.step(EndEarly(SkipReason.TIME), clock.now())
    live.save()
    with closing(sqlite3.connect(desk.paths.log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as writer:
            ended = writer.submit(live.finish)
            while not live.ending:
                assert not ended.done()
            assert live.step(Undo(), clock.now()).changes == ()
            other.execute("ROLLBACK")
            record = ended.result(timeout=30)
    assert live.saved
    assert desk.store.workout(record.id) == record
    assert desk.store.changesets(record.id) == live.state.changesets


def test_a_session_that_could_not_be_ended_goes_on(desk: Desk, clock: MovableClock) -> None:
    desk.store.close()
    desk.store = Store(desk.paths.log, clock, busy_seconds=0.05)
    live = training.begin(desk, prescription())
    run(live, clock, 10 + 14)
    live.save()
    with closing(sqlite3.connect(desk.paths.log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            live.finish()
        other.execute("ROLLBACK")
    assert not live.ending
    assert live.step(Undo(), clock.now()).changes
    assert live.finish() == desk.store.workout(live.record.id)


class Figures(dict[str, Movement]):
    """Figures in a folder that is slow to read: something happens whenever one is looked up."""

    def __init__(self, desk: Desk, happens: Callable[[], None]) -> None:
        super().__init__({each: desk.poses[each] for each in desk.poses})
        self._happens = happens

    def __getitem__(self, movement_id: str) -> Movement:
        self._happens()
        return super().__getitem__(movement_id)


def test_the_countdown_begins_when_all_is_read(desk: Desk, clock: MovableClock) -> None:
    desk.__dict__["poses"] = Figures(desk, lambda: clock.move(4.0))
    live = training.begin(desk, prescription())
    assert live.view(clock.now()).seconds_left == desk.settings.get_ready
    live.close()


@pytest.mark.parametrize("fault", [StoreError("gone"), KeyboardInterrupt()])
def test_a_start_that_fails_in_reading_leaves_neither_lock_nor_session(
    desk: Desk, fault: BaseException
) -> None:
    def fails() -> None:
        raise fault

    figures = desk.poses
    desk.__dict__["poses"] = Figures(desk, fails)
    with pytest.raises(type(fault)):
        training.begin(desk, prescription())
    assert desk.store.live_workout() is None
    desk.__dict__["poses"] = figures
    live = training.begin(desk, prescription())
    assert stored(live)
    live.close()
