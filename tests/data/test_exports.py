"""Exports read back as they went in, harm no spreadsheet, and are there whole or not at all."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from sqlmodel import SQLModel

from app.coach.model import Rating, Readiness, SetStatus, Side, WorkoutRecord, WorkoutStatus
from app.coach.runs import Measures, RunRecord
from app.coach.selftests import Measurement
from app.errors import ContentError, NoLogError, StoreError, UsageError
from app.paths import Paths
from app.settings import Settings
from app.trainer.desk import Desk
from app.trainer.exporting import ExportReport, Wish, export, stream
from app.trainer.exports.registry import FORMATS
from data import atomic, run_rows, schema
from data.exports import csv_cells, csv_file, json_file
from data.exports.selection import Selection
from data.imports.unit import Unit
from data.store import Store
from tests.data import builders
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, an_enrolment, count, done
from tests.data.test_store import done_event

CSV = Wish(FORMATS["csv"])
WRITTEN = {
    "csv": {"set": 6, "session": 3},
    "json": {"set": 6, "session": 3, "self-test result": 1, "run": 1},
}
LUNGE: Any = SimpleNamespace(name="Forward lunge")


@pytest.fixture
def desk(path: Path, clock: MovableClock, store: Store) -> Desk:
    nowhere = path.parent / "none"
    desk = Desk(Paths(path, nowhere, nowhere, nowhere), clock, Settings())
    desk.store = store
    library: Any = {"forward_lunge": LUNGE}
    desk.library = library
    return desk


def unseen(_done: int, _all: int) -> None:
    """Progress nobody looks at."""


def a_run() -> Unit:
    run = RunRecord(
        "r1",
        date(2026, 11, 9),
        "Europe/Berlin",
        datetime(2026, 11, 9, 6, tzinfo=UTC),
        "fit",
        damaged=False,
        note=HOSTILE[3],
        measures=Measures(1800.5, 1801, 5400, 151.2, 85.25, 2),
    )
    return Unit("run", "run", run_rows.stored_run(run))


def an_edit() -> Unit:
    """The note of a run, changed from the time line."""
    row = {
        "id": "e1",
        "at": "2026-11-12T17:00:00.000000Z",
        "kind": "run",
        "subject": "run1",
        "cause": "edit",
        "undoes": None,
        "step": None,
        "rows": '[["run",["run1"],{"note":""},{"note":"[red]x"}]]',
    }
    return Unit("edit", "an edit", row)


def fill(store: Store) -> None:
    """Three sessions on three days, the second with everything in it."""
    store.save_assessment({"q1": "a", "q5": ["x"]}, {"start": "FULL", "scores": {"M": 3}})
    store.save_enrolment(an_enrolment())
    store.decide("consent", "medical", "yes")
    store.save_readiness(Readiness(date(2026, 11, 10), sore=True))
    store.add_measurements((Measurement("T8", date(2026, 11, 10), Side.LEFT, 21, "reps"),))
    store.save_draft({"q1": "b"})
    store.merge((a_run(), an_edit()))
    for number, day in enumerate((10, 11, 12)):
        store.add_workout(
            a_workout(
                f"w{number}",
                day=date(2026, 11, day),
                started_at=datetime(2026, 11, day, 17, 0, tzinfo=UTC),
                programme_id="p1",
                note=HOSTILE[number],
                ratings=(
                    Rating("forward_lunge", Side.LEFT, control=4),
                    Rating("forward_lunge", Side.RIGHT, control=5),
                    Rating("forward_lunge", Side.BOTH, effort=6, pain=2, pain_place="knee"),
                ),
            )
        )
    store.apply("w1", done_event(), cursor=1)
    store.end_workout("w1", WorkoutStatus.ENDED, datetime(2026, 11, 11, 17, 30, tzinfo=UTC))


def as_csv(store: Store, selection: Selection | None = None) -> list[dict[str, str]]:
    with store.read() as session:
        out = io.StringIO(newline="")
        csv_file.write(out, session, selection or Selection(), str.title, unseen)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def as_json(store: Store, selection: Selection | None = None) -> dict[str, Any]:
    with store.read() as session:
        out = io.StringIO(newline="")
        json_file.write(out, session, selection or Selection(), MovableClock().instant, unseen)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


# --- CSV ---------------------------------------------------------------------------------


def test_csv_is_one_row_per_set_and_side_with_ratings_joined_in(store: Store) -> None:
    fill(store)
    rows = as_csv(store)
    assert len(rows) == 6
    assert list(rows[0]) == [column.name for column in csv_file.COLUMNS]
    left, right = rows[2], rows[3]
    assert (left["side"], left["actual"], left["status"]) == ("left", "9", "done")
    assert (right["side"], right["actual"], right["status"]) == ("right", "", "planned")
    assert (left["control"], right["control"]) == ("4", "5")
    assert {(r["effort"], r["pain"], r["pain_place"]) for r in rows} == {("6", "2", "knee")}
    assert (left["exercise_id"], left["exercise"]) == ("forward_lunge", "Forward_Lunge")
    assert (left["rule"], left["target"], left["workout_short"]) == ("P1", "10", "0")


def test_times_are_local_with_their_offset_and_zone(store: Store) -> None:
    store.add_workout(a_workout("winter"))
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    store.add_workout(a_workout("summer", started_at=summer, day=date(2026, 7, 2)))
    store.add_workout(a_workout("lost", zone="../nowhere", day=date(2026, 1, 1)))
    found = {row["workout_id"]: row for row in as_csv(store)}
    assert found["winter"]["workout_started_at"] == "2026-11-20T18:00:00+01:00"
    assert found["summer"]["workout_started_at"] == "2026-07-02T00:30:00+02:00"
    assert found["summer"]["zone"] == "Europe/Berlin"
    assert found["lost"]["workout_started_at"] == "2026-11-20T17:00:00+00:00"
    assert found["winter"]["workout_ended_at"] == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_every_text_can_be_had_back(store: Store, text: str) -> None:
    store.add_workout(a_workout(note=text, title=text, sets=(a_set(note=text, why=text),)))
    (row,) = as_csv(store)
    for cell in (row["workout_note"], row["workout_title"], row["set_note"], row["why"]):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert csv_cells.original(cell) == text


@settings(max_examples=60, deadline=None)
@given(text=builders.texts)
def test_harmless_can_be_undone(text: str) -> None:
    safe = csv_cells.harmless(text)
    assert safe is not None
    assert csv_cells.original(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers(store: Store) -> None:
    store.add_workout(a_workout(sets=(a_set(load_kg=-12.5, height_cm=40),)))
    (row,) = as_csv(store)
    assert (row["load_kg"], row["height_cm"], row["set_pain"]) == ("-12.5", "40", "")


def test_every_column_is_described_once() -> None:
    names = [column.name for column in csv_file.COLUMNS]
    assert len(set(names)) == len(names)
    assert all(column.sentence.endswith(".") for column in csv_file.COLUMNS)


def test_sqlite_and_csv_agree_on_the_sum(store: Store, path: Path) -> None:
    fill(store)
    with closing(sqlite3.connect(path)) as raw:
        (expected,) = raw.execute("SELECT sum(target) FROM workout_set").fetchone()
    assert sum(int(row["target"]) for row in as_csv(store)) == expected


# --- JSON --------------------------------------------------------------------------------


def test_json_holds_every_table_and_every_field(store: Store, path: Path) -> None:
    fill(store)
    document = as_json(store)
    assert document["format"] == "stridetui-log"
    assert document["schema"] == schema.HEAD
    tables = document["tables"]
    assert set(tables) == set(SQLModel.metadata.tables)
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        for name, records in tables.items():
            assert records, f"nothing of {name} in the example"
            nested = {column for owner, column in json_file.JSON_COLUMNS if owner == name}
            stored = [dict(row) for row in raw.execute(f"SELECT * FROM {name}")]
            for row in stored:
                row.update({column: json.loads(row[column]) for column in nested})
            assert sorted(records, key=str) == sorted(stored, key=str)


_numbers = itertools.count()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("shared") / "log.db", MovableClock())
    yield store
    store.close()


@settings(max_examples=25, deadline=None)
@given(record=builders.workouts())
def test_a_log_put_back_from_its_json_is_the_same(
    shared: Store, tmp_path_factory: pytest.TempPathFactory, record: WorkoutRecord
) -> None:
    fresh = replace(record, id=f"w{next(_numbers)}")
    shared.add_workout(fresh)
    document = as_json(shared)
    copy = Store(shared.path.with_name("copy.db"), MovableClock())
    put_back(copy, document)
    assert copy.workout(fresh.id) == fresh
    assert as_json(copy)["tables"] == document["tables"]
    copy.close()
    copy.path.unlink()


def put_back(store: Store, document: dict[str, Any]) -> None:
    """What an importer will do, without its checks."""
    store.save_draft({})
    with closing(sqlite3.connect(store.path)) as raw:
        for table in SQLModel.metadata.sorted_tables:
            nested = {column for owner, column in json_file.JSON_COLUMNS if owner == table.name}
            for row in document["tables"][table.name]:
                values = {k: json.dumps(v) if k in nested else v for k, v in row.items()}
                marks = ", ".join("?" for _ in values)
                raw.execute(
                    f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({marks})",
                    list(values.values()),
                )
        raw.commit()


# --- the stretch of days -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, {"w0", "w1", "w2"}),
        (11, None, {"w1", "w2"}),
        (None, 11, {"w0", "w1"}),
        (11, 11, {"w1"}),
        (13, None, set()),
    ],
)
def test_both_ends_are_inclusive(
    store: Store, since: int | None, until: int | None, expected: set[str]
) -> None:
    fill(store)
    selection = Selection(
        None if since is None else date(2026, 11, since),
        None if until is None else date(2026, 11, until),
    )
    assert {row["workout_id"] for row in as_csv(store, selection)} == expected
    tables = as_json(store, selection)["tables"]
    assert {row["id"] for row in tables["workout"]} == expected
    for name in ("workout_set", "exercise_result"):
        assert {row["workout_id"] for row in tables[name]} == expected
    assert len(tables["programme"]) == 1


# --- files -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_file_is_the_owners_and_says_what_is_in_it(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    fill(desk.store)
    target = tmp_path / f"out.{form}"
    wish = Wish(FORMATS[form])
    assert export(desk, wish, target) == ExportReport(target, WRITTEN[form])
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    streamed = io.BytesIO()
    stream(desk, wish, streamed)
    assert target.read_bytes() == streamed.getvalue()
    if form == "csv":
        assert b",Forward lunge," in target.read_bytes()


def test_an_exercise_whose_file_is_gone_keeps_its_id(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_workout(a_workout(sets=(a_set(exercise_id="vanished"),)))
    export(desk, CSV, tmp_path / "out.csv")
    assert ",vanished,vanished," in (tmp_path / "out.csv").read_text()


def test_a_file_that_exists_is_kept_unless_forced(desk: Desk, tmp_path: Path) -> None:
    fill(desk.store)
    target = tmp_path / "out.csv"
    target.write_text("precious")
    with pytest.raises(UsageError, match="--force"):
        export(desk, CSV, target)
    assert target.read_text() == "precious"
    export(desk, CSV, target, force=True)
    assert target.read_text().startswith("day,")
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["out.csv"]


def test_a_link_is_replaced_and_what_it_points_at_is_kept(desk: Desk, tmp_path: Path) -> None:
    fill(desk.store)
    precious = tmp_path / "precious"
    precious.write_text("precious")
    link = tmp_path / "out.csv"
    link.symlink_to(precious)
    with pytest.raises(UsageError):
        export(desk, CSV, link)
    export(desk, CSV, link, force=True)
    assert precious.read_text() == "precious"
    assert not link.is_symlink()


def test_a_file_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    def write() -> None:
        with atomic.writing(target) as file:
            file.write("mine")
            target.write_text("precious")

    with pytest.raises(UsageError):
        write()
    assert target.read_text() == "precious"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.csv"]


class BrokenLibrary(dict[str, Any]):
    """A library in which one exercise's file turns out to be broken when it is looked up."""

    def __contains__(self, exercise_id: object) -> bool:
        if exercise_id == "broken":
            raise ContentError("broken.toml: no name")
        return False


def test_a_failure_half_way_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    sets = tuple(a_set(pos) for pos in range(2500))
    desk.store.add_workout(a_workout(sets=(*sets, a_set(2500, exercise_id="broken"))))
    library: Any = BrokenLibrary()
    desk.library = library
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(ContentError):
        export(desk, CSV, out / "out.csv")
    assert list(out.iterdir()) == []


def test_what_nobody_can_read_is_passed_on_not_lost(store: Store, path: Path) -> None:
    fill(store)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE workout_set SET started_at = '=broken'")
        raw.execute("UPDATE programme SET kit = 'a step'")
        raw.commit()
    assert {row["set_started_at"] for row in as_csv(store)} == {"'=broken"}
    assert as_json(store)["tables"]["programme"][0]["kit"] == "a step"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_log_that_is_not_there_makes_no_file(desk: Desk, tmp_path: Path, form: str) -> None:
    with pytest.raises(NoLogError):
        export(desk, Wish(FORMATS[form]), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_days_the_wrong_way_round_are_refused(desk: Desk, tmp_path: Path) -> None:
    fill(desk.store)
    with pytest.raises(UsageError, match="before"):
        export(desk, Wish(CSV.format, date(2026, 11, 2), date(2026, 11, 1)), tmp_path / "o")


@pytest.mark.parametrize("target", ["/dev/null/out.csv", "/proc/nowhere/out.csv"])
def test_a_place_that_cannot_be_written_is_named(desk: Desk, target: str) -> None:
    fill(desk.store)
    with pytest.raises(StoreError, match="cannot be written"):
        export(desk, CSV, Path(target))


def test_a_folder_is_no_target(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        export(desk, CSV, tmp_path, force=True)


def test_a_device_or_pipe_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for target in (pipe, link):
        with pytest.raises(UsageError, match="not a plain file"):
            export(desk, CSV, target, force=True)
    assert pipe.is_fifo()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".live"])
def test_the_log_is_never_replaced_by_its_export(desk: Desk, ending: str) -> None:
    fill(desk.store)
    sessions = count(desk.store)
    log = desk.paths.log
    target = log.parent / ".." / log.parent.name / f"{log.name}{ending}"
    with pytest.raises(UsageError, match="your training log"):
        export(desk, CSV, target, force=True)
    assert count(desk.store) == sessions


def test_a_planned_set_has_no_actual(store: Store) -> None:
    store.add_workout(a_workout(sets=(done(a_set(0), 0), a_set(1, status=SetStatus.SKIPPED))))
    assert [row["actual"] for row in as_csv(store)] == ["0", ""]
