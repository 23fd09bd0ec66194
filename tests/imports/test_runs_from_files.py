"""Runs from FIT, TCX and GPX: read, repaired, refused politely, stored once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import UsageError
from app.trainer import importing
from app.trainer.desk import Desk
from app.trainer.importing import Import
from data.imports.unit import Act
from tests.imports import recordings
from tests.imports.recordings import START, Second, steady

WRITERS: dict[str, Callable[..., bytes]] = {
    "fit": recordings.fit,
    "tcx": recordings.tcx,
    "gpx": recordings.gpx,
}


def put(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def take(desk: Desk, *paths: Path) -> Import:
    return importing.carry_out(desk, importing.prepare(desk, paths))


def acts(done: Import, kind: str = "run") -> list[Act]:
    """What becomes of the runs, or of another kind of thing, in all files."""
    return [one.act for file in done.files for one in file.outcomes if one.kind == kind]


@pytest.mark.parametrize("form", WRITERS)
def test_a_run_of_each_format_comes_to_the_same(desk: Desk, tmp_path: Path, form: str) -> None:
    done = take(desk, put(tmp_path, f"run.{form}", WRITERS[form](steady())))
    assert acts(done) == [Act.ADD]
    (run,) = desk.store.runs()
    assert (run.day.isoformat(), run.zone) == ("2026-11-15", "Europe/Berlin")
    assert run.started_at == START
    assert run.source == form
    assert run.measures.seconds == run.measures.elapsed_seconds == 1800
    assert run.measures.metres == pytest.approx(5400, rel=1e-3)
    assert run.measures.heart_rate == pytest.approx(150)
    assert (run.measures.cadence_raw, run.measures.cadence_factor) == (85, 2)
    assert run.measures.cadence_drift == pytest.approx(0)
    assert (run.damaged, run.note) == (False, "")


def test_the_raw_cadence_and_its_factor_are_said(desk: Desk, tmp_path: Path) -> None:
    one = take(desk, put(tmp_path, "one.fit", recordings.fit(steady())))
    assert "170 steps a minute (85.0 in the file × 2)" in one.files[0].outcomes[0].what
    later = START + timedelta(days=1)
    both = recordings.tcx(steady(cadence=170), start=later)
    two = take(desk, put(tmp_path, "both.tcx", both))
    assert "170 steps a minute (170.0 in the file × 1)" in two.files[0].outcomes[0].what


def test_the_recorders_whole_distance_goes_before_the_samples(desk: Desk, tmp_path: Path) -> None:
    take(desk, put(tmp_path, "run.fit", recordings.fit(steady(), metres=5432.1)))
    assert desk.store.runs()[0].measures.metres == pytest.approx(5432.1)


def test_a_second_import_changes_nothing(desk: Desk, path: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "run.fit", recordings.fit(steady()))
    take(desk, file)
    before = dump(path)
    again = take(desk, file)
    assert set(acts(again) + acts(again, "measurement")) == {Act.SAME}
    assert dump(path) == before


def test_the_same_run_from_another_recorder_is_left_out(desk: Desk, tmp_path: Path) -> None:
    shifted = recordings.gpx(steady(), start=START + timedelta(seconds=40))
    folder = tmp_path / "runs"
    folder.mkdir()
    put(folder, "a.fit", recordings.fit(steady()))
    put(folder, "b.gpx", shifted)
    done = take(desk, folder)
    assert acts(done) == [Act.ADD, Act.SKIP]
    assert acts(done, "measurement") == [Act.ADD, Act.ADD, Act.SKIP, Act.SKIP]
    assert {one.test for one in desk.store.measurements()} == {"T1", "T18"}
    assert "fit file" in done.files[1].outcomes[0].why
    assert len(desk.store.runs()) == 1


def test_a_whole_file_replaces_a_damaged_one(desk: Desk, tmp_path: Path) -> None:
    whole = recordings.fit(steady())
    cut = take(desk, put(tmp_path, "cut.fit", whole[: len(whole) // 2]))
    assert cut.files[0].notes
    assert desk.store.runs()[0].damaged
    done = take(desk, put(tmp_path, "whole.fit", whole))
    assert done.files[0].outcomes[0].act is Act.CHANGE
    assert not desk.store.runs()[0].damaged
    back = take(desk, tmp_path / "cut.fit")
    assert back.files[0].outcomes[0].act is Act.SKIP


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_that_ends_in_the_middle_gives_what_comes_before(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    raw = WRITERS[form](steady())
    done = take(desk, put(tmp_path, f"cut.{form}", raw[: len(raw) * 2 // 3]))
    (run,) = desk.store.runs()
    assert run.damaged
    assert 600 < run.measures.seconds < 1500
    assert any("damaged" in note for note in done.files[0].notes)


def test_bytes_before_the_declaration_and_unknown_prefixes_are_mended(
    desk: Desk, tmp_path: Path
) -> None:
    raw = b"\n\t junk" + recordings.gpx(steady()).replace(
        b'\n  xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"', b""
    )
    done = take(desk, put(tmp_path, "strava.gpx", raw))
    (run,) = desk.store.runs()
    assert run.measures.cadence == 170
    assert not run.damaged
    assert len(done.files[0].notes) == 2


def test_a_point_that_cannot_be_read_costs_that_point_alone(desk: Desk, tmp_path: Path) -> None:
    raw = recordings.gpx(steady()).replace(b'lat="0.0', b'lat="north', 3)
    take(desk, put(tmp_path, "bad.gpx", raw))
    (run,) = desk.store.runs()
    assert run.damaged
    assert run.measures.seconds > 1700


def test_a_tcx_in_utf_16_and_one_in_latin_1(desk: Desk, tmp_path: Path) -> None:
    text = recordings.tcx(steady()).decode().replace("<Lap ", "<Notes>Köln</Notes><Lap ", 1)
    wide = text.replace("UTF-8", "UTF-16").encode("utf-16")
    take(desk, put(tmp_path, "wide.tcx", wide))
    narrow = text.replace("UTF-8", "ISO-8859-1").replace("2026-11-15", "2026-11-16")
    take(desk, put(tmp_path, "narrow.tcx", narrow.encode("latin-1")))
    assert [run.measures.metres for run in desk.store.runs()] == [5400, 5400]


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("bike.fit", recordings.fit(steady(), sport=2), "it is cycling, not a run"),
        ("bike.tcx", recordings.tcx(steady(), sport="Biking"), "it is biking, not a run"),
        ("hike.gpx", recordings.gpx(steady(), sport="hiking"), "it is hiking, not a run"),
        ("workout.fit", recordings.fit((), kind=5, sport=None), "it is workout, not a run"),
    ],
)
def test_what_is_no_run_is_left_out_by_name(
    desk: Desk, tmp_path: Path, name: str, raw: bytes, why: str
) -> None:
    done = take(desk, put(tmp_path, name, raw))
    assert [(outcome.act, outcome.why) for outcome in done.files[0].outcomes] == [(Act.SKIP, why)]
    assert desk.store.runs() == ()


@pytest.mark.parametrize(
    "start", [datetime(1990, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)]
)
def test_a_recorder_that_lost_its_clock_is_not_believed(
    desk: Desk, tmp_path: Path, start: datetime
) -> None:
    done = take(desk, put(tmp_path, "run.tcx", recordings.tcx(steady(), start=start)))
    assert done.files[0].outcomes[0].act is Act.REFUSE
    assert f"{start.year}" in done.files[0].outcomes[0].why


def test_a_gpx_without_times_is_refused_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    raw = b"""<gpx version="1.1"><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1.1" lon="2"/>
</trkseg></trk></gpx>"""
    done = take(desk, put(tmp_path, "route.gpx", raw))
    assert done.files[0].outcomes[0].act is Act.REFUSE
    assert "no points with a time" in done.files[0].outcomes[0].why


def test_a_file_of_no_known_ending_is_told_by_its_content(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, put(tmp_path, "run.bin", recordings.fit(steady())))
    assert done.files[0].form == "fit"
    assert len(desk.store.runs()) == 1


# --- what is refused ------------------------------------------------------------------------

BOMB = b"""<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
]><gpx><trk><name>&b;</name></trk></gpx>"""


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("bomb.gpx", BOMB, "declares"),
        ("deep.tcx", b"<TrainingCenterDatabase>" + b"<a>" * 5000, "nested deeper"),
        ("run.fit.gz", b"\x1f\x8b\x08\x00", "compressed"),
        ("all.zip", b"PK\x03\x04", "archive"),
        ("log.db", b"SQLite format 3\x00rest", "database"),
        ("empty.fit", b"", "empty"),
        ("page.gpx", b"<html><body/></html>", "neither GPX nor TCX"),
        ("noise.fit", bytes(range(256)), "nothing this program reads"),
        ("no.gpx", b"<gpx", "not XML that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    desk: Desk, path: Path, tmp_path: Path, name: str, raw: bytes, why: str
) -> None:
    done = take(desk, put(tmp_path, name, raw))
    assert why in done.files[0].refusal
    assert done.refused == done.files
    assert not path.exists()


def test_a_file_that_is_too_large_is_not_even_read(desk: Desk, tmp_path: Path) -> None:
    huge = tmp_path / "huge.fit"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    assert "larger than 200 MB" in take(desk, huge).files[0].refusal
    large = put(tmp_path, "large.fit", recordings.fit(()) + bytes(51 * 1024**2))
    assert "too much for a run" in take(desk, large).files[0].refusal


def test_a_pipe_is_not_waited_for(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fit")
    assert "device or a pipe" in take(desk, tmp_path / "pipe.fit").files[0].refusal


def test_a_wrong_ending_is_refused_with_what_it_is(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, put(tmp_path, "run.gpx", recordings.fit(steady())))
    assert done.files[0].refusal == (
        "it is called .gpx but is a run in FIT; call it .fit to take it"
    )
    assert desk.store.runs() == ()


def test_links_are_never_followed(desk: Desk, tmp_path: Path) -> None:
    outside = put(tmp_path, "outside.fit", recordings.fit(steady()))
    folder = tmp_path / "runs"
    (folder / "sub").mkdir(parents=True)
    put(folder / "sub", "in.fit", recordings.fit(steady(), start=START - timedelta(days=3)))
    links = {"a.fit": folder / "sub" / "in.fit", "b.fit": outside, "c": tmp_path, "d": folder / "x"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / ".hidden").write_text("x")
    done = take(desk, folder)
    said = {file.path.name: file.refusal for file in done.files}
    assert said.pop("in.fit") == ""
    assert said == dict.fromkeys(links, "it is a link; name the file or folder it leads to")
    assert done.refused == (), "what a folder holds beside runs is no fault of the command"
    named = take(desk, folder / "b.fit", folder / "c")
    assert [file.refusal for file in named.refused] == list(said.values())[:2]
    assert len(desk.store.runs()) == 1


def test_nothing_named_is_an_error(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="no file"):
        importing.prepare(desk, [tmp_path / "none"])
    (missing,) = importing.prepare(desk, [tmp_path / "gone.fit"]).files
    assert "cannot be read (no such file" in missing.refusal


def test_preparing_writes_nothing(desk: Desk, path: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "run.fit", recordings.fit(steady()))
    assert acts(importing.prepare(desk, [file])) == [Act.ADD]
    assert not path.exists()
    take(desk, file)
    before = dump(path)
    other = recordings.fit(steady(), start=START - timedelta(days=1))
    assert acts(importing.prepare(desk, [put(tmp_path, "other.fit", other)])) == [Act.ADD]
    assert dump(path) == before


# --- T1, T16 and T18 from a run ----------------------------------------------------------------


def test_a_run_fills_the_self_tests_with_where_they_come_from(desk: Desk, tmp_path: Path) -> None:
    take(desk, put(tmp_path, "long.fit", recordings.fit(steady(3600))))
    found = {one.test: one for one in desk.store.measurements()}
    assert set(found) == {"T1", "T16", "T18"}
    assert (found["T1"].value, found["T1"].unit) == (170, "steps/min")
    assert found["T1"].note == "from a FIT file: 85.0 × 2"
    assert found["T18"].note == "from a FIT file: 85.0 × 2"
    assert found["T16"].note == "from a FIT file"
    assert {one.conditions for one in found.values()} == {"5:33/km"}
    assert {one.day.isoformat() for one in found.values()} == {"2026-11-15"}
    assert (found["T16"].value, found["T18"].value) == (0, 0)


def test_without_heart_rate_and_cadence_there_is_nothing_to_fill(
    desk: Desk, tmp_path: Path
) -> None:
    bare = tuple(Second(at, at * 3.0, None, None) for at in range(0, 3601, 5))
    take(desk, put(tmp_path, "treadmill.fit", recordings.fit(bare)))
    assert desk.store.measurements() == ()
    assert len(desk.store.runs()) == 1


def test_nothing_is_read_at_another_pace(desk: Desk, tmp_path: Path) -> None:
    """A run that is a tenth slower at the end tells nothing of drift (T16, T18)."""
    slower = tuple(
        Second(each.at, each.metres if each.at < 1800 else 5400 + (each.at - 1800) * 2.7, 150, 80)
        for each in steady(3600)
        if each.metres is not None
    )
    done = take(desk, put(tmp_path, "slower.fit", recordings.fit(slower)))
    assert {one.test for one in desk.store.measurements()} == {"T1"}
    assert acts(done, "measurement") == [Act.ADD]


def test_a_whole_file_corrects_what_a_damaged_one_gave(desk: Desk, tmp_path: Path) -> None:
    whole = recordings.fit(steady(3600))
    take(desk, put(tmp_path, "cut.fit", whole[: len(whole) // 2]))
    assert {one.test for one in desk.store.measurements()} == {"T1", "T18"}
    take(desk, put(tmp_path, "whole.fit", whole))
    assert [one.test for one in desk.store.measurements()].count("T1") == 1
    assert {one.test for one in desk.store.measurements()} == {"T1", "T16", "T18"}


def test_a_run_without_cadence_or_heart_rate_is_a_run(desk: Desk, tmp_path: Path) -> None:
    bare = tuple(Second(at, at * 3.0, None, None) for at in range(0, 601, 5))
    take(desk, put(tmp_path, "bare.fit", recordings.fit(bare)))
    (run,) = desk.store.runs()
    assert (run.measures.heart_rate, run.measures.cadence) == (None, None)


def test_the_sample_runs_are_read(desk: Desk) -> None:
    """Real files, where the environment names a folder of them; they are never part of this."""
    folder = os.environ.get("STRIDETUI_SAMPLES")
    files = sorted(Path(folder).glob("*.[ftg][icp][txp]")) if folder else []
    if not files:
        assert not folder, f"there are no runs in {folder}"
        return
    done = take(desk, *files)
    assert done.refused == ()
    assert done.count(Act.REFUSE) == 0
    assert {run.measures.cadence_factor for run in desk.store.runs()} <= {None, 2}


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())
