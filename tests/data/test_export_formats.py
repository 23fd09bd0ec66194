"""Every format gives back what it was given: read by others, by us, and compared with the log."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from app.coach.model import DecisionKind, Side, Unit, WorkoutRecord, WorkoutStatus
from app.errors import UsageError
from app.paths import Paths, find
from app.settings import Settings
from app.trainer import exporting, importing
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.format import What
from app.trainer.exports.registry import FORMATS
from data.exports import csv_file, json_schema
from data.imports.unit import Act
from data.store import Store
from data.tables import Workout, WorkoutSet
from tests.data import builders
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, done
from tests.data.test_exports import fill

WHOLE = ("json", "jsonl", "sqlite")
READ_BACK = (*WHOLE, "csv", "hevy", "strong")


@contextmanager
def a_desk(folder: Path) -> Iterator[Desk]:
    paths = find(None)
    desk = Desk(
        Paths(folder / "log.db", folder / "none", folder / "none", paths.assets),
        MovableClock(),
        Settings(),
    )
    try:
        yield desk
    finally:
        desk.store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def hostile(desk: Desk) -> None:
    fill(desk.store)
    for number, text in enumerate(HOSTILE):
        sets = (
            done(a_set(0, note=text, why=text, load_kg=2.5), 8),
            done(a_set(1, side=Side.RIGHT, note=text), 0),
            done(a_set(2, side=Side.BOTH, unit=Unit.MINUTES, exercise_id=f"own {text}"), 3),
            done(a_set(3, unit=Unit.METRES, exercise_id="strides"), 80),
        )
        record = a_workout(
            f"h{number}",
            day=date(2026, 10, 1 + number),
            started_at=MovableClock().instant.replace(month=10, day=1 + number),
            status=WorkoutStatus.ENDED,
            title=text,
            note=text,
            sets=sets,
        )
        desk.store.add_workout(record)


def wish(name: str, what: str | None = None, **days: Any) -> Wish:
    return Wish(FORMATS[name], part=None if what is None else What(what), **days)


_HALF_WAY = """
import sys
from pathlib import Path
from app.settings import Settings
from app.clock import SystemClock
from app.paths import find
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.registry import FORMATS

def wait(done, total):
    print("half", flush=True)
    sys.stdin.read()

desk = Desk(find(sys.argv[1]), SystemClock(), Settings())
export(desk, Wish(FORMATS["sqlite"]), Path(sys.argv[2]), progress=wait)
"""


def test_a_database_that_a_kill_cut_off_leaves_nothing_once_another_is_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(desk)
    place, out = tmp_path / "temporary", tmp_path / "out"
    place.mkdir()
    out.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    writer = subprocess.Popen(
        [sys.executable, "-c", _HALF_WAY, str(desk.paths.log), str(out / "first.db")],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "half\n"
    (left,) = place.iterdir()
    assert stat.S_IMODE(left.stat().st_mode) == 0o700
    export(desk, wish("sqlite"), out / "meanwhile.db")
    assert list(place.iterdir()) == [left], "somebody is writing it"
    writer.kill()
    writer.communicate()
    export(desk, wish("sqlite"), out / "second.db")
    assert list(place.iterdir()) == []
    assert {file.name for file in out.iterdir()} == {"meanwhile.db", "second.db"}


# --- reading back ------------------------------------------------------------------------


@pytest.mark.parametrize("name", READ_BACK)
def test_reading_back_a_hostile_log_finds_no_difference(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    hostile(desk)
    report = export(desk, wish(name), tmp_path / "out", verify=True)
    assert report.check is not None
    assert report.check.differences == ()
    assert report.check.read["set"] == report.written["set"] > 0


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("what", list(What))
def test_each_part_reads_back(desk: Desk, tmp_path: Path, name: str, what: What) -> None:
    hostile(desk)
    days = {"since": date(2026, 10, 5), "until": date(2026, 11, 10)}
    report = export(desk, wish(name, what, **days), tmp_path / "out", verify=True)
    assert report.check is not None
    assert report.check.differences == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("json", b'"note": "=1+1"', b'"note": "=1+2"', "note is '=1+1' in the log and '=1+2'"),
        ("jsonl", b'"target": 10', b'"target": 11', "target is 10 in the log and 11"),
        ("csv", b"'=1+1", b"'=1+3", "is '=1+1' in the log and '=1+3'"),
        ("hevy", b",8,", b",9,", "amount is 8 in the log and 9"),
        ("csv", b"day,zone", b"day,sone", "does not name the columns"),
        ("json", b'"tables"', b'"chairs"', "its tables are missing"),
    ],
)
def test_a_difference_is_named(
    desk: Desk, tmp_path: Path, name: str, old: bytes, new: bytes, said: str
) -> None:
    hostile(desk)
    target = tmp_path / "out"
    export(desk, wish(name), target)
    raw = target.read_bytes()
    assert old in raw
    target.write_bytes(raw.replace(old, new, 1))
    with exporting.ordered(desk, wish(name), None) as order:
        check = wish(name).format.check(order, target)
    assert any(said in one for one in check.differences), check.differences


def test_a_missing_row_is_named(desk: Desk, tmp_path: Path) -> None:
    hostile(desk)
    target = tmp_path / "out"
    export(desk, wish("jsonl"), target)
    lines = target.read_text("utf-8").split("\n")
    gone = next(at for at, line in enumerate(lines) if '"pos": 1,' in line)
    target.write_text("\n".join(lines[:gone] + lines[gone + 1 :]), "utf-8")
    with exporting.ordered(desk, wish("jsonl"), None) as order:
        check = wish("jsonl").format.check(order, target)
    assert any("is missing in the file" in one for one in check.differences)
    assert any("rows were written" in one for one in check.differences)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_export_import_export_is_identical(name: str, data: st.DataObject) -> None:
    records: tuple[WorkoutRecord, ...] = tuple(
        data.draw(builders.workouts(f"w{number}")) for number in range(data.draw(st.integers(0, 3)))
    )
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        with a_desk(one) as mine, a_desk(two) as other:
            mine.store.save_enrolment(data.draw(builders.enrolments))
            mine.store.add_workouts(records)
            export(mine, wish(name), one / "out")
            importing.carry_out(other, importing.prepare(other, (one / "out",)))
            export(other, wish(name), two / "out")
            assert (two / "out").read_bytes() == (one / "out").read_bytes()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=builders.workouts())
def test_any_session_reads_back_from_csv(record: WorkoutRecord) -> None:
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        desk.store.add_workout(record)
        report = export(desk, wish("csv"), Path(folder, "out"), verify=True)
        assert report.check is not None
        assert report.check.differences == ()


def test_a_cut_off_jsonl_is_taken_as_far_as_it_goes(desk: Desk, tmp_path: Path) -> None:
    hostile(desk)
    target = tmp_path / "out.jsonl"
    export(desk, wish("jsonl"), target)
    target.write_bytes(target.read_bytes()[:-200])
    with a_desk(tmp_path / "other") as other:
        prepared = importing.prepare(other, (target,))
        (reading,) = prepared.files
        said = " ".join(f"{one.what} {one.why}" for one in reading.outcomes)
        assert "cut short" in said
        assert "which counts the rows, is missing" in said
        assert len(reading.units) > len(HOSTILE)


# --- JSON Schema ---------------------------------------------------------------------------


def test_the_schema_names_no_decision_that_is_never_stored() -> None:
    assert "consent" not in set(DecisionKind)
    assert "consent" not in json_schema.text()


def test_the_schema_is_what_the_tables_are(desk: Desk) -> None:
    shipped = exporting.schema(desk)
    assert shipped == json_schema.text(), "run: python -m data.exports.json_schema"


def test_exports_are_valid(desk: Desk, tmp_path: Path) -> None:
    hostile(desk)
    document = json.loads(exporting.schema(desk))
    jsonschema.Draft202012Validator.check_schema(document)
    validator = jsonschema.Draft202012Validator(document)
    for number, each in enumerate((wish("json"), wish("json", "tests", since=date(2026, 11, 1)))):
        export(desk, each, tmp_path / str(number))
        found = json.loads((tmp_path / str(number)).read_text("utf-8"))
        assert [error.message for error in validator.iter_errors(found)] == []
    found["tables"]["measurement"][0]["side"] = "up"
    assert not validator.is_valid(found)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=builders.workouts())
def test_any_session_is_valid(record: WorkoutRecord) -> None:
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        desk.store.add_workout(record)
        text = io.BytesIO()
        exporting.stream(desk, wish("json"), text)
        jsonschema.validate(json.loads(text.getvalue()), json_schema.build())


# --- tables ------------------------------------------------------------------------------

# What the tidy table leaves out, since it says nothing of the training.
NOT_IN_CSV = {
    (Workout, "cursor"),
    (Workout, "asking"),
    (WorkoutSet, "rated"),
    (WorkoutSet, "switch"),
}


def test_no_column_of_a_session_is_forgotten_in_csv() -> None:
    carried = {csv_file.field_of(name) for name in csv_file.NAMES}
    for model in (Workout, WorkoutSet):
        for column in SQLModel.metadata.tables[str(model.__tablename__)].columns:
            known = (model, column.name) in carried | NOT_IN_CSV
            assert known or column.name in {"workout_id", "exercise_id"}, column


def test_everything_as_csv_is_a_folder_with_a_dictionary(desk: Desk, tmp_path: Path) -> None:
    hostile(desk)
    target = tmp_path / "tables"
    export(desk, wish("csv", "all"), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    described: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(exporting.dictionary(), newline="")):
        described.setdefault(row["file"], []).append(row["column"])
        assert row["meaning"].endswith(".")
    names = {file.name for file in target.iterdir()}
    assert names == {*described, "dictionary.csv"}
    for name, columns in described.items():
        assert stat.S_IMODE((target / name).stat().st_mode) == 0o600
        with (target / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == columns
        assert all(len(row) == len(columns) for row in rows)
        cells = [cell for row in rows for cell in row]
        assert not any(cell.startswith(("=", "@", "\t", "\r")) for cell in cells)


def test_a_folder_keeps_what_is_in_it(desk: Desk, tmp_path: Path) -> None:
    fill(desk.store)
    target = tmp_path / "tables"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    export(desk, wish("csv", "all"), target)
    assert (target / "mine.txt").read_text() == "mine"
    with pytest.raises(UsageError, match=r"dictionary.csv exists already"):
        export(desk, wish("csv", "all"), target)
    (target / "runs.csv").write_text("old")
    export(desk, wish("csv", "all"), target, force=True)
    assert (target / "runs.csv").read_text() != "old"
    assert len(list(target.iterdir())) == 7
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        export(desk, wish("csv", "all"), tmp_path / "file", force=True)


def test_the_database_is_one_clean_file_that_opens_as_a_log(desk: Desk, tmp_path: Path) -> None:
    hostile(desk)
    target = tmp_path / "copy.db"
    export(desk, wish("sqlite", since=date(2026, 11, 11)), target)
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db"]
    with closing(sqlite3.connect(target)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert {row[0] for row in raw.execute("SELECT id FROM workout")} == {"w1", "w2"}
    copy = Store(target, MovableClock())
    assert copy.workout("w1") == desk.store.workout("w1")
    copy.close()


@pytest.mark.parametrize("name", ["hevy", "strong"])
def test_other_programs_get_the_leg_behind_the_name(desk: Desk, tmp_path: Path, name: str) -> None:
    record = a_workout(
        status=WorkoutStatus.ENDED,
        ended_at=MovableClock().instant.replace(hour=18, minute=5),
        sets=(done(a_set(0, note="a;b"), 10), done(a_set(1, side=Side.RIGHT), 9), a_set(2)),
    )
    desk.store.add_workout(replace(record, title=""))
    export(desk, wish(name), tmp_path / "out")
    delimiter = ";" if name == "strong" else ","
    with (tmp_path / "out").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=delimiter))
    if name == "hevy":
        assert [row["exercise_title"] for row in rows] == [
            "Forward lunge (left)",
            "Forward lunge (right)",
        ]
        assert (rows[0]["start_time"], rows[0]["end_time"]) == (
            "20 Nov 2026, 18:00",
            "20 Nov 2026, 19:05",
        )
        assert [row["reps"] for row in rows] == ["10", "9"]
    else:
        assert rows[0]["Date"] == "2026-11-20 18:00:00"
        assert rows[0]["Workout Duration"] == "1h 5m"
        assert [(row["Set Order"], row["Reps"], row["Notes"]) for row in rows] == [
            ("1", "10", "a;b"),
            ("1", "9", ""),
        ]


@pytest.mark.parametrize("name", ["hevy", "strong"])
def test_a_log_does_not_take_its_own_sessions_from_a_foreign_table(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    sets = (done(a_set(0), 10), done(a_set(1, side=Side.RIGHT), 9))
    desk.store.add_workout(a_workout(status=WorkoutStatus.ENDED, sets=sets))
    export(desk, wish(name), tmp_path / "out.csv")
    again = importing.carry_out(desk, importing.prepare(desk, [tmp_path / "out.csv"]))
    assert [outcome.act for outcome in again.files[0].outcomes] == [Act.SKIP]
    assert len(desk.store.history()) == 1


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_says_what_it_is_and_its_parts_exist(name: str) -> None:
    from app.trainer.exports.format import found

    form = FORMATS[name]
    assert callable(found(form.writer))
    assert not form.reader or callable(found(form.reader))
    assert form.suffix.startswith(".")
    assert form.takes
    assert set(form.many) <= set(form.takes)
    assert form.summary == form.summary.strip().rstrip(".")
