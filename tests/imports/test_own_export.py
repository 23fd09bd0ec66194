"""The program's own JSON: out and in again is the same, twice is once, and nothing half-way."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.coach.logbook import Cause, EntryKind
from app.coach.model import Changeset, RowChange, SetStatus, WorkoutRecord, WorkoutStatus
from app.commands.entry_words import edit_line
from app.errors import StoreError
from app.trainer import importing, timeline
from app.trainer.desk import Desk
from app.trainer.importing import Import
from data import demo
from data.exports import json_file
from data.exports.selection import Selection
from data.imports import own_json
from data.imports.unit import Act
from data.store import Store
from tests.data import builders
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, an_enrolment, count
from tests.data.test_exports import unseen
from tests.data.test_store import done_event
from tests.imports import recordings
from tests.imports.test_runs_from_files import dump


def exported(store: Store) -> str:
    out = io.StringIO()
    with store.read() as session:
        json_file.write(out, session, Selection(), datetime(2026, 11, 20, tzinfo=UTC), unseen)
    return out.getvalue()


def put(folder: Path, text: str, name: str = "log.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def take(desk: Desk, *paths: Path) -> Import:
    return importing.carry_out(desk, importing.prepare(desk, paths))


def acts(done: Import) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    for outcome in done.files[0].outcomes:
        found.setdefault(outcome.kind, []).append(outcome.act)
    return found


def fill(store: Store) -> None:
    store.save_assessment({"q1": "a", "note": HOSTILE[14]}, {"start": "FULL", "scores": {"M": 3}})
    store.save_enrolment(an_enrolment())
    store.decide("consent", "medical", "yes")
    store.save_draft({"q1": "b"})
    for number, text in enumerate(HOSTILE):
        day = date(2026, 11, 1 + number % 20)
        store.add_workout(
            a_workout(
                f"w{number}",
                day=day,
                programme_id="p1",
                note=text,
                title=text,
                status=WorkoutStatus.ENDED,
                sets=(a_set(0, note=text, exercise_id=f"x{text}"), a_set(1)),
            )
        )
    store.add_workout(a_workout("open"))
    store.apply("open", done_event(), cursor=1)


@pytest.fixture
def other(tmp_path: Path, clock: MovableClock) -> Store:
    store = Store(tmp_path / "other" / "log.db", clock)
    fill(store)
    return store


def test_export_import_export_is_identical(desk: Desk, other: Store, tmp_path: Path) -> None:
    text = exported(other)
    done = take(desk, put(tmp_path, text))
    assert {act for found in acts(done).values() for act in found} == {Act.ADD}
    assert exported(desk.store) == text


def test_a_second_import_changes_nothing(
    desk: Desk, other: Store, path: Path, tmp_path: Path
) -> None:
    file = put(tmp_path, exported(other))
    take(desk, file)
    before = dump(path)
    again = take(desk, file)
    assert {act for found in acts(again).values() for act in found} == {Act.SAME}
    assert dump(path) == before


def test_the_mark_of_a_demo_stays_behind(
    desk: Desk, other: Store, path: Path, tmp_path: Path
) -> None:
    # With it the runner's own log would pass for one that `demo` may make anew.
    demo.mark(tmp_path / "other" / "log.db")
    done = take(desk, put(tmp_path, exported(other)))
    assert done.count(Act.REFUSE) == 0
    assert not demo.is_marked(path)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_log_comes_back_as_it_was(data: st.DataObject) -> None:
    records = tuple(
        data.draw(builders.workouts(f"w{number}")) for number in range(data.draw(st.integers(0, 3)))
    )
    with tempfile.TemporaryDirectory() as folder:
        clock = MovableClock()
        one, two = Store(Path(folder, "one.db"), clock), Store(Path(folder, "two.db"), clock)
        try:
            one.save_enrolment(data.draw(builders.enrolments))
            one.add_workouts(records)
            text = exported(one)
            units, refused = own_json.read(text.encode())
            assert refused == ()
            assert {outcome.act for outcome in two.merge(units)} == {Act.ADD}
            assert exported(two) == text
            assert {outcome.act for outcome in two.merge(units)} == {Act.SAME}
        finally:
            one.close()
            two.close()


# --- both logs have it ----------------------------------------------------------------------


def later(record: WorkoutRecord) -> WorkoutRecord:
    return replace(record, status=WorkoutStatus.ENDED)


def second_event() -> Changeset:
    change = RowChange(
        "workout_set",
        (1,),
        {"status": SetStatus.PLANNED, "actual": None},
        {"status": SetStatus.DONE, "actual": 7},
    )
    return Changeset(2, "done", (change,))


def test_the_one_whose_changes_go_on_is_the_newer(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_workout(later(a_workout()))
    desk.store.apply("w1", done_event(), cursor=1)
    older = put(tmp_path, exported(desk.store), "older.json")
    desk.store.apply("w1", second_event(), cursor=2)
    newer = put(tmp_path, exported(desk.store), "newer.json")

    back = take(desk, older)
    assert acts(back) == {"workout": [Act.SKIP]}
    assert "newer" in back.files[0].outcomes[0].why
    assert desk.store.workout("w1").sets[1].actual == 7

    fresh = Store(tmp_path / "fresh.db", desk.clock)
    fresh.merge(own_json.read(older.read_bytes())[0])
    (outcome,) = fresh.merge(own_json.read(newer.read_bytes())[0])
    assert outcome.act is Act.CHANGE
    assert exported(fresh) == exported(desk.store)
    fresh.close()


def test_a_session_that_is_open_here_is_not_touched(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_workout(a_workout())
    desk.store.apply("w1", done_event(), cursor=1)
    file = put(tmp_path, exported(desk.store).replace('"cursor": 1', '"cursor": 0'))
    before = exported(desk.store)
    assert acts(take(desk, file)) == {"workout": [Act.SKIP]}
    assert exported(desk.store) == before


def test_what_differs_without_a_history_stays_as_it_is_here(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_workout(later(a_workout(note="mine")))
    file = put(tmp_path, exported(desk.store).replace('"mine"', '"theirs"'))
    done = take(desk, file)
    assert acts(done) == {"workout": [Act.SKIP]}
    assert "kept" in done.files[0].outcomes[0].why
    assert desk.store.workout("w1").note == "mine"


def test_the_programme_that_is_open_here_stays_the_current_one(
    desk: Desk, other: Store, tmp_path: Path
) -> None:
    desk.store.save_enrolment(an_enrolment("mine", started=date(2026, 10, 1)))
    file = put(tmp_path, exported(other))
    done = take(desk, file)
    assert acts(done)["programme"] == [Act.ADD]
    current = desk.store.enrolment()
    assert current is not None
    assert current.id == "mine"
    assert acts(take(desk, file))["programme"] == [Act.SAME]


# --- what cannot be taken -------------------------------------------------------------------

Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "kind", "why"),
    [
        (lambda t: t["workout_set"][0].update(side="middle"), "workout", "side"),
        (lambda t: t["workout_set"][0].update(target="ten"), "workout", "target"),
        (lambda t: t["workout_set"][0].update(target=True), "workout", "target"),
        (lambda t: t["workout_set"][0].update(actual=-1), "workout", "does not take"),
        (lambda t: t["workout_set"][0].update(target=10**30), "workout", "target"),
        (lambda t: t["workout_set"][0].pop("exercise_id"), "workout", "no exercise_id"),
        (lambda t: t["workout_set"][0].update(colour="red"), "workout", "no column colour"),
        (lambda t: t["workout_set"].append(t["workout_set"][0]), "workout", "does not take"),
        (lambda t: t["workout"][0].update(started_at="yesterday"), "workout", "started_at"),
        (lambda t: t["workout"][0].update(day="2026-02-31"), "workout", "day"),
        (lambda t: t["workout"][0].update(programme_id="gone"), "workout", "programme"),
        (lambda t: t["assessment"][0].update(verdict=[1]), "assessment", "verdict"),
        (lambda t: t["decision"].append(7), "decision", "no object"),
        (lambda t: t["programme"][0].update(weekdays="soon"), "programme", "weekdays"),
        (lambda t: t.update(dreams=[{"id": 1}]), "dreams", "no such table"),
        (lambda t: t["meta"][0].update(value="[]"), "meta", "cannot be read"),
    ],
)
def test_one_wrong_row_is_named_and_the_rest_is_taken(
    desk: Desk, other: Store, tmp_path: Path, change: Change, kind: str, why: str
) -> None:
    document = json.loads(exported(other))
    change(document["tables"])
    done = take(desk, put(tmp_path, json.dumps(document)))
    refused = [outcome for outcome in done.files[0].outcomes if outcome.act is Act.REFUSE]
    assert any(outcome.kind == kind and why in outcome.why for outcome in refused)
    # What a refused programme or session carries goes with it; anything else stands alone.
    if kind != "programme":
        assert {outcome.kind for outcome in refused} <= {kind, "workout_set", "change"}
        assert count(desk.store) >= len(HOSTILE)
    assert json.loads(exported(desk.store)), "and all that was taken can be read"
    desk.store.history()


def test_a_change_that_is_told_in_part_can_be_shown(
    desk: Desk, other: Store, tmp_path: Path
) -> None:
    document = json.loads(exported(other))
    changed = document["tables"]["change"][0]
    told = [
        ["workout_set", [1], None, {"exercise_id": "x"}],
        ["workout_set", [], {}, {"actual": 1}],
    ]
    changed.update(cause=Cause.EDIT, rows=told)
    edit = {"id": "e", "at": changed["at"], "kind": EntryKind.SESSION, "cause": Cause.EDIT}
    edit |= {"subject": changed["workout_id"], "step": changed["seq"], "undoes": None, "rows": []}
    document["tables"]["edit"].append(edit)
    take(desk, put(tmp_path, json.dumps(document)))
    (made,) = timeline.edits(desk, changed["workout_id"])
    assert edit_line(made).endswith("set 2 put in; set actual nothing → 1")


def test_sets_without_their_session_are_named(desk: Desk, other: Store, tmp_path: Path) -> None:
    document = json.loads(exported(other))
    del document["tables"]["workout"][0]
    done = take(desk, put(tmp_path, json.dumps(document)))
    refused = [outcome for outcome in done.files[0].outcomes if outcome.act is Act.REFUSE]
    assert {outcome.kind for outcome in refused} == {"change", "workout_set"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1, 2", "not whole"),
        ('{"format": "other"}', "not an export"),
        ('{"format": "stridetui-log", "format_version": 99, "schema": "0001"}', "newer"),
        ('{"format": "stridetui-log", "format_version": 1, "schema": "9999"}', "newer"),
        ('{"format": "stridetui-log", "format_version": 1, "schema": "0001"}', "tables"),
        ('{"a": NaN}', "number"),
        ("[" * 100_000, "nested"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused(
    desk: Desk, path: Path, tmp_path: Path, text: str, why: str
) -> None:
    assert why in take(desk, put(tmp_path, text)).files[0].refusal
    assert not path.exists()


def test_all_files_are_one_transaction(desk: Desk, other: Store, tmp_path: Path) -> None:
    run = tmp_path / "run.fit"
    run.write_bytes(recordings.fit(recordings.steady()))
    prepared = importing.prepare(desk, [put(tmp_path, exported(other)), run])
    desk.store.add_workout(a_workout("w3", status=WorkoutStatus.ENDED))
    with pytest.raises(StoreError, match="nothing was written"):
        importing.carry_out(desk, prepared)
    assert count(desk.store) == 1
    assert desk.store.runs() == ()
