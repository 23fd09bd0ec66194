"""The log is deleted, moved or replaced under a session: nothing is claimed, nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.coach.model import SetStatus
from app.coach.player import Done, Phase, Resume, Tick, Undo
from app.errors import GoneLogError
from app.trainer import training
from app.trainer.desk import Desk
from app.trainer.training import LiveWorkout
from tests.trainer.training_room import MovableClock, item, make_desk, prescription


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Desk:
    return make_desk(tmp_path, clock)


def a_set(live: LiveWorkout, clock: MovableClock) -> None:
    """Go on until another set is done."""
    before = sum(row.status is SetStatus.DONE for row in live.state.rows)
    for second in range(120):
        clock.move(1.0)
        live.step(Tick(), clock.now())
        if live.state.phase is Phase.READY and second % 30 == 29:
            live.step(Done(), clock.now())  # it waits for a key
        if sum(row.status is SetStatus.DONE for row in live.state.rows) > before:
            return
    raise AssertionError("no set was done")


def take_away(desk: Desk) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{desk.paths.log}{ending}").unlink(missing_ok=True)


def stored(desk: Desk) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(desk.paths.log)) as raw:
        return raw.execute("SELECT pos, status, actual FROM workout_set ORDER BY pos").fetchall()


def begun(desk: Desk, clock: MovableClock) -> LiveWorkout:
    live = training.begin(desk, prescription(item(targets=(4, 4, 4, 4))))
    a_set(live, clock)
    live.save()
    return live


def test_a_deleted_log_is_noticed_and_the_whole_session_goes_into_a_new_one(
    desk: Desk, clock: MovableClock
) -> None:
    live = begun(desk, clock)
    before = stored(desk)
    assert any(status == "done" for _, status, _ in before)
    take_away(desk)
    a_set(live, clock)
    with pytest.raises(GoneLogError, match="was deleted, moved or replaced while it was in use"):
        live.save()
    assert not live.saved
    assert not desk.paths.log.exists()

    live.save()
    assert live.saved
    assert (
        stored(desk)
        == [(row.pos, row.status.value, row.actual) for row in live.state.rows]
        != before
    )
    live.step(Undo(), clock.now())
    live.save()
    record = live.finish()
    assert desk.store.workout(record.id).sets == record.sets


def test_an_older_copy_that_is_put_back_gets_what_it_lacks(
    desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    live = begun(desk, clock)
    desk.store.close()
    aside = tmp_path / "aside.db"
    shutil.copy(desk.paths.log, aside)
    a_set(live, clock)
    live.save()
    take_away(desk)
    a_set(live, clock)
    with pytest.raises(GoneLogError):
        live.save()
    aside.rename(desk.paths.log)

    live.save()
    assert live.saved
    assert stored(desk) == [(row.pos, row.status.value, row.actual) for row in live.state.rows]
    live.close()


def test_a_session_that_was_taken_up_goes_into_the_new_log_with_what_was_done_before(
    desk: Desk, clock: MovableClock
) -> None:
    first = begun(desk, clock)
    first.close()
    live = training.resume(desk, first.record.id)
    live.step(Resume(), clock.now())
    a_set(live, clock)
    live.save()
    take_away(desk)
    a_set(live, clock)
    with pytest.raises(GoneLogError):
        live.save()
    live.save()
    assert stored(desk) == [(row.pos, row.status.value, row.actual) for row in live.state.rows]
    live.close()


def test_a_log_that_goes_after_the_last_set_gets_the_session_all_the_same(
    desk: Desk, clock: MovableClock
) -> None:
    live = begun(desk, clock)
    take_away(desk)
    with pytest.raises(GoneLogError):
        live.finish()
    assert not live.saved
    record = live.finish()
    assert desk.store.workout(record.id).sets == record.sets


def test_who_leaves_learns_that_the_log_is_gone(desk: Desk, clock: MovableClock) -> None:
    live = begun(desk, clock)
    assert live.saved
    take_away(desk)
    with pytest.raises(GoneLogError):
        live.keep_clock()
    assert not live.saved
    live.save()
    live.keep_clock()
    live.close()
    again = training.resume(desk, live.record.id)
    assert [row.status for row in again.state.rows] == [row.status for row in live.state.rows]
    again.close()


def test_any_other_write_says_so_too(desk: Desk) -> None:
    desk.store.decide("gate", "phase1", "wait")
    take_away(desk)
    with pytest.raises(GoneLogError, match="Put it back"):
        desk.store.decide("gate", "phase1", "go")
    desk.store.decide("gate", "phase1", "go")
    assert [one.choice for one in desk.store.decisions("gate")] == ["go"]
