"""`stridetui import` as a process: what it says, what it stores, how it ends."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from tests.commands.conftest import Run
from tests.imports import recordings
from tests.imports.recordings import START, steady


def put(folder: Path, name: str, raw: bytes) -> str:
    path = folder / name
    path.write_bytes(raw)
    return str(path)


def test_a_dry_run_says_everything_and_stores_nothing(
    stridetui: Run, home: Path, tmp_path: Path
) -> None:
    file = put(tmp_path, "run.fit", recordings.fit(steady()))
    done = stridetui("import", file, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "add: run 2026-11-15, 5.40 km in 30:00, 5:33 per km" in done.stdout
    assert done.stdout.endswith("not readable.\n")
    assert "Nothing was written" in done.stdout
    assert "add: self-test T1 of 2026-11-15: 170 steps a minute at 5:33 per km" in done.stdout
    assert not (home / "data").exists()


def test_what_is_stored_is_there_the_second_time(stridetui: Run, tmp_path: Path) -> None:
    file = put(tmp_path, "run.tcx", recordings.tcx(steady()))
    first = stridetui("import", file)
    assert "Done: 3 added" in first.stdout
    second = stridetui("import", file, "--json")
    assert second.returncode == 0, second.stderr
    report = json.loads(second.stdout)
    assert report["written"] is True
    assert [outcome["act"] for outcome in report["files"][0]["outcomes"]] == ["same"] * 3


def test_a_named_file_that_cannot_be_taken_is_status_2_and_the_rest_is_stored(
    stridetui: Run, tmp_path: Path
) -> None:
    good = put(tmp_path, "run.gpx", recordings.gpx(steady()))
    bad = put(tmp_path, "run\x1b[31m.zip", b"PK\x03\x04")
    done = stridetui("import", good, bad)
    assert done.returncode == 2
    assert "Done: 3 added" in done.stdout
    assert "archive; unpack it first" in done.stdout
    assert "\x1b" not in done.stdout


def test_many_runs_are_counted(stridetui: Run, tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    for number in range(3):
        start: datetime = START - timedelta(days=number)
        put(folder, f"{number}.fit", recordings.fit(steady(300), start=start))
    done = stridetui("import", str(folder))
    assert "Done: 3 added, 0 changed, 0 in the log already" in done.stdout


def test_an_export_goes_back_in(stridetui: Run, tmp_path: Path) -> None:
    run = put(tmp_path, "run.fit", recordings.fit(steady()))
    stridetui("import", run)
    stridetui("export", "--format", "json", "-o", str(tmp_path / "a.json"))
    other = str(tmp_path / "other.db")
    done = stridetui("--db", other, "import", str(tmp_path / "a.json"))
    assert done.returncode == 0, done.stderr
    stridetui("--db", other, "export", "--format", "json", "-o", str(tmp_path / "b.json"))
    one, two = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("a.json", "b.json"))
    assert one["tables"] == two["tables"]


def test_a_file_that_is_not_there_is_no_import_that_is_done(stridetui: Run, tmp_path: Path) -> None:
    for more in ((), ("--dry-run",)):
        done = stridetui("import", str(tmp_path / "none"), *more)
        assert done.returncode == 2
        assert done.stdout.endswith("Nothing was taken in: no file could be read.\n")
        assert "Done" not in done.stdout
