"""The first screen's reader says what the store says, without waiting for it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.coach.model import Start, WorkoutRecord, WorkoutStatus
from app.coach.runs import Measures, RunRecord, longest_minutes
from app.errors import DamagedLogError, NoLogError
from data import glance, run_rows
from data.imports.unit import Unit
from data.store import Store
from tests.data import builders
from tests.data.builders import MovableClock, a_set, a_workout, an_enrolment, done

TODAY = date(2026, 11, 20)


def test_nothing_is_there_yet(path: Path) -> None:
    with pytest.raises(NoLogError):
        glance.read(path, TODAY)
    assert not path.parent.exists()


def test_an_empty_file_is_a_log_to_come(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(NoLogError):
        glance.read(path, TODAY)


def test_it_equals_the_store(store: Store, path: Path, clock: MovableClock) -> None:
    store.save_assessment({"q1": "a"}, {"start": "FULL", "scores": {"M": 7}})
    store.save_enrolment(an_enrolment("old"))
    clock.move(days=1)
    store.save_enrolment(an_enrolment("new", race_day=date(2027, 4, 1)))
    # Q2 is answered to the end only with its second and third part.
    store.save_draft({"med": False, "Q1": "normal", "pain": 0, "Q3": "0"})
    for number in range(90):
        store.add_workout(
            a_workout(
                f"w{number:02}",
                day=TODAY - timedelta(days=number),
                programme_id=("new", "old", None)[number % 3],
                status=(WorkoutStatus.ENDED, WorkoutStatus.DISCARDED)[number % 5 == 4],
                sets=(done(a_set(0), number), a_set(1)),
            )
        )
    store.add_workout(a_workout("live", sets=(done(a_set(0), 3), a_set(1), a_set(2))))
    seen = glance.read(path, TODAY)
    assert seen.enrolment == store.enrolment()
    assert seen.history == store.history("new", TODAY - timedelta(days=30))
    assert len(seen.history) > 30
    assert (seen.start, seen.verdict) == (Start.FULL, {"start": "FULL", "scores": {"M": 7}})
    assert seen.draft_answers == 2
    assert seen.live is not None
    assert (seen.live.workout_id, seen.live.done_sets, seen.live.all_sets) == ("live", 1, 3)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE assessment SET verdict = 'no json'",
        "UPDATE assessment SET verdict = '[1, 2]'",
        "UPDATE meta SET value = '7' WHERE key = 'draft'",
        "UPDATE workout SET day = '2026-99-99'",
        "UPDATE workout SET kind = 'odd' WHERE status = 'ended'",
        "UPDATE run SET seconds = 'long'",
    ],
)
def test_a_value_edited_into_nonsense_is_a_sentence(store: Store, path: Path, harm: str) -> None:
    store.save_assessment({"q1": "a"}, {"start": "FULL"})
    store.save_draft({"q1": "a"})
    store.add_workout(a_workout("w1", day=TODAY, status=WorkoutStatus.ENDED))
    store.add_workout(a_workout("w2", day=TODAY, status=WorkoutStatus.LIVE))
    store.merge((a_run(0, 30),))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    with pytest.raises(DamagedLogError, match="does not know"):
        glance.read(path, TODAY)


def test_a_log_without_programme_or_assessment(store: Store, path: Path) -> None:
    store.add_workout(a_workout(status=WorkoutStatus.ENDED))
    seen = glance.read(path, TODAY)
    assert (seen.enrolment, seen.start, seen.verdict, seen.live) == (None, None, None, None)
    assert seen.draft_answers == 0
    assert seen.history == store.history()


def a_run(days_ago: int, minutes: float) -> Unit:
    day = TODAY - timedelta(days=days_ago)
    run = RunRecord(
        f"r{days_ago}",
        day,
        "UTC",
        datetime.combine(day, time(7), UTC),
        "gpx",
        damaged=False,
        note="",
        measures=Measures(seconds=minutes * 60, elapsed_seconds=minutes * 60),
    )
    return Unit("run", "run", run_rows.stored_run(run))


@pytest.mark.parametrize(
    ("runs", "longest"),
    [
        ([], None),
        ([(31, 90), (-1, 90)], None),
        ([(3, 0)], None),
        ([(31, 90), (30, 25.5), (4, 20), (-1, 90)], 25.5),
        ([(30, 20), (0, 41)], 41),
    ],
)
def test_the_longest_run_of_thirty_days(
    store: Store, path: Path, runs: list[tuple[int, float]], longest: float | None
) -> None:
    store.add_workout(a_workout(status=WorkoutStatus.ENDED))
    store.merge(tuple(a_run(*run) for run in runs))
    assert glance.read(path, TODAY).longest_run == longest
    assert longest_minutes(store.runs(), TODAY) == longest


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("shared") / "log.db", MovableClock())


_seen: list[str] = []


@settings(max_examples=30, deadline=None)
@given(record=builders.workouts())
def test_every_field_reads_alike(shared: Store, record: WorkoutRecord) -> None:
    from dataclasses import replace

    fresh = replace(record, id=f"w{len(_seen)}", day=TODAY, status=WorkoutStatus.ENDED)
    _seen.append(fresh.id)
    shared.add_workout(fresh)
    assert {r.id: r for r in glance.read(shared.path, TODAY).history}[fresh.id] == fresh


def test_importing_it_loads_no_orm() -> None:
    code = (
        "import sys, data.glance;"
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'alembic', 'pydantic', 'pendulum',"
        " 'textual', 'plotext', 'asyncio') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
