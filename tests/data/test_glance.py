"""The first screen's reader says what the store says, without waiting for it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.coach.model import Start, WorkoutRecord, WorkoutStatus
from app.errors import DamagedLogError, NoLogError
from data import glance
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
    ],
)
def test_a_value_edited_into_nonsense_is_a_sentence(store: Store, path: Path, harm: str) -> None:
    store.save_assessment({"q1": "a"}, {"start": "FULL"})
    store.save_draft({"q1": "a"})
    store.add_workout(a_workout("w1", day=TODAY, status=WorkoutStatus.ENDED))
    store.add_workout(a_workout("w2", day=TODAY, status=WorkoutStatus.LIVE))
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
