"""What an import takes, every later start can read: no row of a file shuts the log."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.coach.model import DecisionKind, Readiness, Side
from app.coach.selftests import Measurement
from app.paths import ASSETS, Paths
from app.settings import Settings
from app.trainer.desk import Desk
from data import glance
from data.imports.unit import Act
from data.store import Store
from tests.data.builders import MovableClock, an_enrolment
from tests.imports import recordings
from tests.imports.test_own_export import exported, put, take

DAY = date(2026, 11, 20)

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def document(tmp_path: Path, clock: MovableClock) -> dict[str, Any]:
    """An export with one row of each kind that Today reads."""
    store = Store(tmp_path / "other" / "log.db", clock)
    store.save_assessment({"q1": "a"}, {"start": "FULL"})
    store.save_enrolment(an_enrolment())
    store.save_readiness(Readiness(DAY))
    store.decide(DecisionKind.GATE, "p1 1-2", "opened 2026-11-19")
    store.add_measurements((Measurement("T1", DAY, Side.BOTH, 165.0, "spm"),))
    recording = tmp_path / "run.fit"
    recording.write_bytes(recordings.fit(recordings.steady()))
    nowhere = tmp_path / "none"
    there = Desk(Paths(store.path, nowhere, nowhere, nowhere, ASSETS), clock, Settings())
    take(there, recording)
    there.store.close()
    found: dict[str, Any] = json.loads(exported(store))
    store.close()
    return found


def _first(table: str, **values: object) -> Change:
    return lambda tables: tables[table][0].update(values)


@pytest.mark.parametrize(
    ("change", "kind", "why"),
    [
        (_first("measurement", day="2026-99-99"), "measurement", "day"),
        (_first("measurement", at="2026-99-99T10:00:00.000000Z"), "measurement", "at"),
        (_first("readiness", day="2026-99-99"), "readiness", "day"),
        (_first("readiness", at="2026-11-20T25:00:00.000000Z"), "readiness", "at"),
        (_first("assessment", at="2026-02-30T10:00:00.000000Z"), "assessment", "at"),
        (_first("decision", choice="maybe"), "decision", "cannot be read"),
        (_first("decision", choice="opened 2026-99-99"), "decision", "cannot be read"),
        (_first("decision", subject="p1 5-6"), "decision", "cannot be read"),
        (_first("decision", at="0000-11-20T10:00:00.000000Z"), "decision", "at"),
        (_first("programme", created_at="2026-13-01T10:00:00.000000Z"), "programme", "created_at"),
        (_first("programme", weekdays=["soon"]), "programme", "weekdays"),
        (_first("run", started_at="2026-11-31T10:00:00.000000Z"), "run", "started_at"),
        (_first("run", elapsed_seconds=1e200), "run", "cannot be read"),
    ],
)
def test_what_today_could_not_read_is_refused_by_name(
    desk: Desk,
    path: Path,
    tmp_path: Path,
    document: dict[str, Any],
    change: Change,
    kind: str,
    why: str,
) -> None:
    for run in document["tables"]["run"]:
        run["day"] = DAY.isoformat()
    change(document["tables"])
    done = take(desk, put(tmp_path, json.dumps(document)))
    refused = [one for one in done.files[0].outcomes if one.act is Act.REFUSE]
    assert [(one.kind, why in one.why) for one in refused] == [(kind, True)]
    glance.read(path, DAY)
    glance.read(path, DAY + timedelta(days=1))
    desk.store.enrolment()
    desk.store.assessments()
    desk.store.decisions()
    desk.store.measurements()
    desk.store.runs()


def test_the_same_file_unharmed_is_taken_whole(
    desk: Desk, path: Path, tmp_path: Path, document: dict[str, Any]
) -> None:
    done = take(desk, put(tmp_path, json.dumps(document)))
    assert {one.act for one in done.files[0].outcomes} == {Act.ADD}
    assert glance.read(path, DAY).measured
