"""Sets of other programs: every layout, either comma, units that are asked for, names kept."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coach.model import Section, SetRow, SetStatus, Unit, WorkoutRecord
from app.errors import UsageError
from app.paths import ASSETS
from app.trainer import importing
from app.trainer.desk import Desk
from app.trainer.importing import Choices, Import, Offer, Units
from data.imports import cells, mapping, sheet
from data.imports.unit import Act

STRONG_A = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,\
Workout Notes,RPE
2026-03-28 17:29:00,Legs,1h 5m,Lunge,1,20.5,10,0,0,"first,
over two lines",good day,8
2026-03-28 17:29:00,Legs,1h 5m,Lunge,2,20.5,9,0,0,,good day,
2026-03-28 17:29:00,Legs,1h 5m,Plank (Weighted),1,0,0,0,45,,good day,
"""
STRONG_B = """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;\
Seconds;Notes;Workout Notes;Workout Duration
2026-03-28 17:29:00;Legs;Lunge;1;45;lbs;10;;;;0;;;65m
2026-03-28 17:29:00;Legs;Running;1;;;;;1.5;mi;600;;;65m
"""
STRONG_C = """\
"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";\
"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"
"1";"2026-03-28 17:29:00";"Legs";"3900";"Lunge";"W";"12,5";"10";"";"";"";"";""
"1";"2026-03-28 17:29:00";"Legs";"3900";"Lunge";"1";"22,25";"8";"8,5";"";"";"";""
"1";"2026-03-28 17:29:00";"Legs";"3900";"Lunge";"Rest Timer";"";"";"";"";"90";"";""
"1";"2026-03-28 17:29:00";"Legs";"3900";"Lunge";"D";"20";"6";"";"";"";"";""
"1";"2026-03-28 17:29:00";"Legs";"3900";"Lunge";"F";"20";"5";"";"";"";"";""
"""
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",\
"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Legs","28 Mar 2026, 17:29","28 Mar 2026, 18:34","","Lunge","","knees","0","warmup","10","10",\
"","",""
"Legs","28 Mar 2026, 17:29","28 Mar 2026, 18:34","","Lunge","2","","1","normal","20","10","","","9"
"Legs","28 Mar 2026, 17:29","28 Mar 2026, 18:34","","Rowing","","","0","normal","",\
"","2.5","660",""
"""
FITNOTES = """\
Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment
2026-03-28,Lunge,Legs,20.0,10,,,,easy
2026-03-28,Treadmill,Cardio,,,3.2,km,0:18:30,
"""
FITNOTES_IOS = """\
Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind
2026-03-28,Lunge,Legs,20.0,44.1,10,,,,,x
"""
LIFTOSAUR = """\
Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,\
Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,\
Completed Weight Value,Completed Weight Unit,Ask Weight?,Completed Reps Time,Target Muscles,\
Synergist Muscles,Notes
2026-03-28T16:29:00.000Z,Basic,Legs,Lunge,1,5,5,0,,,0,20,kg,20,kg,0,,Quads,,
2026-03-28T16:29:00.000Z,Basic,Legs,Lunge,0,5,6,1,,,0,45,lb,45,lb,0,,Quads,,done
"""


def take(desk: Desk, folder: Path, text: str | bytes, choices: Choices | None = None) -> Import:
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return importing.carry_out(desk, importing.prepare(desk, [path], choices))


def only(desk: Desk) -> WorkoutRecord:
    (record,) = desk.store.history()
    return record


def said(row: SetRow) -> tuple[object, ...]:
    return (row.exercise_id, row.unit, row.actual, row.load_kg, row.note)


KILOS = Choices(units=Units(weight="kg"))


def test_strong_with_commas_asks_for_its_unit(desk: Desk, tmp_path: Path) -> None:
    asked = take(desk, tmp_path, STRONG_A)
    assert "add --weight-unit kg or lb" in asked.files[0].refusal
    done = take(desk, tmp_path, STRONG_A, KILOS)
    assert done.files[0].form == "csv, Strong"
    record = only(desk)
    assert record.started_at == datetime(2026, 3, 28, 16, 29, tzinfo=UTC)
    assert record.ended_at == datetime(2026, 3, 28, 17, 34, tzinfo=UTC)
    assert (record.title, record.note, record.source) == ("Legs", "good day", "strong")
    assert [said(row) for row in record.sets] == [
        ("forward_lunge", Unit.REPS, 10, 20.5, "first,\nover two lines; RPE 8"),
        ("forward_lunge", Unit.REPS, 9, 20.5, ""),
        ("Plank (Weighted)", Unit.SECONDS, 45, None, ""),
    ]
    assert [(row.set_no, row.set_count) for row in record.sets] == [(1, 2), (2, 2), (1, 1)]
    assert {row.status for row in record.sets} == {SetStatus.DONE}


def test_pounds_become_kilograms(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, STRONG_A, Choices(units=Units(weight="lb")))
    assert only(desk).sets[0].load_kg == pytest.approx(9.299)


def test_strong_with_semicolons_and_units(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, STRONG_B)
    lunge, run = only(desk).sets
    assert lunge.load_kg == pytest.approx(20.412)
    assert said(run) == ("Running", Unit.METRES, 2414, None, "600 s")


def test_strong_with_decimal_commas_and_words_for_sets(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, STRONG_C)
    rows = only(desk).sets
    assert [row.load_kg for row in rows] == [12.5, 22.25, 20, 20]
    assert [row.section for row in rows] == [Section.OPENING, *[Section.MAIN] * 3]
    assert [row.note for row in rows] == ["", "RPE 8.5", "drop set", "to failure"]
    (skipped,) = [outcome for outcome in done.files[0].outcomes if outcome.kind == "line"]
    assert (skipped.act, skipped.what) == (Act.SKIP, "4")
    assert "Rest Timer" in skipped.why
    assert any("Workout #" in note for note in done.files[0].notes)


@pytest.mark.parametrize(
    "start",
    ["28 Mar 2026, 17:29", "28 mars 2026, 17:29", "Mar 28, 2026, 5:29 PM", "28 Mär 2026, 17:29"],
)
def test_hevy_in_its_spellings_of_a_date(desk: Desk, tmp_path: Path, start: str) -> None:
    take(desk, tmp_path, HEVY.replace("28 Mar 2026, 17:29", start))
    record = only(desk)
    assert record.started_at == datetime(2026, 3, 28, 16, 29, tzinfo=UTC)
    assert [said(row) for row in record.sets] == [
        ("forward_lunge", Unit.REPS, 10, 10, "knees"),
        ("forward_lunge", Unit.REPS, 10, 20, "RPE 9"),
        ("Rowing", Unit.METRES, 2500, None, "660 s"),
    ]
    assert record.ended_at == datetime(2026, 3, 28, 17, 34, tzinfo=UTC)


@pytest.mark.parametrize("text", [FITNOTES, FITNOTES_IOS])
def test_fitnotes_has_days_alone(desk: Desk, tmp_path: Path, text: str) -> None:
    take(desk, tmp_path, text)
    record = only(desk)
    assert record.day == date(2026, 3, 28)
    assert record.started_at == datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    assert record.sets[0].load_kg == 20


def test_fitnotes_times_are_hours_minutes_seconds(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, FITNOTES)
    assert said(only(desk).sets[1]) == ("Treadmill", Unit.METRES, 3200, None, "1110 s")


def test_liftosaur_with_its_zone_and_warm_ups(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, LIFTOSAUR)
    record = only(desk)
    assert record.started_at == datetime(2026, 3, 28, 16, 29, tzinfo=UTC)
    assert [row.section for row in record.sets] == [Section.OPENING, Section.MAIN]
    assert [row.load_kg for row in record.sets] == [20, pytest.approx(20.412)]
    assert any("Target Muscles" in note for note in done.files[0].notes)


def test_an_unknown_name_is_kept_and_offered_a_match(desk: Desk, tmp_path: Path) -> None:
    text = FITNOTES.replace("Lunge", "Forward Lunges").replace("Treadmill", "[b]クライム 🧗")
    done = take(desk, tmp_path, text)
    assert done.files[0].offers == (
        Offer("Forward Lunges", "forward lunge", "forward_lunge"),
        Offer("[b]クライム 🧗"),
    )
    assert {row.exercise_id for row in only(desk).sets} == {"Forward Lunges", "[b]クライム 🧗"}
    again = take(desk, tmp_path, text, Choices(matches={"forward lunges": "forward_lunge"}))
    assert again.count(Act.CHANGE) == 1
    assert only(desk).sets[0].exercise_id == "forward_lunge"


def test_a_match_has_to_exist(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, tmp_path, FITNOTES, Choices(matches={"Lunge": "forward_lung"}))
    assert "did you mean forward_lunge?" in done.files[0].refusal


def test_a_second_import_changes_nothing_and_a_longer_table_goes_on(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, HEVY)
    before = only(desk)
    assert take(desk, tmp_path, HEVY).count(Act.SAME) == 1
    assert only(desk) == before
    more = HEVY + HEVY.splitlines()[-1].replace("Rowing", "Lunge") + "\n"
    assert take(desk, tmp_path, more).count(Act.CHANGE) == 1
    assert len(only(desk).sets) == 4


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (",10,,,,easy", ",ten,,,,easy", "'ten' is no number"),
        (",10,,,,easy", ",10.5,,,,easy", "no whole number"),
        (",10,,,,easy", ",,,,,easy", "neither reps"),
        (",10,,,,easy", ",-3,,,,easy", "below nothing"),
        ("20.0", "5000", "more than can be lifted"),
        ("2026-03-28,Lunge", "2026-02-30,Lunge", "no date"),
        ("2026-03-28,Lunge", "2031-03-28,Lunge", "it says 2031-03-28"),
        ("2026-03-28,Lunge", "3/4/2026,Lunge", "can be two dates"),
        ("Lunge", "", "names no exercise"),
        ("easy", "easy,more,cells", "11 cells under 9"),
        ("3.2,km", "3.2,parsecs", "no unit of distance"),
        ("3.2,km", '"1,200",km', "can be 1.200 or 1200"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_taken(
    desk: Desk, tmp_path: Path, old: str, new: str, why: str
) -> None:
    assert old in FITNOTES
    done = take(desk, tmp_path, FITNOTES.replace(old, new, 1))
    (refused,) = [outcome for outcome in done.files[0].outcomes if outcome.act is Act.REFUSE]
    assert refused.kind == "line"
    assert refused.what in {"2", "3"}
    assert why in refused.why
    assert len(only(desk).sets) == 1


def test_other_encodings(desk: Desk, tmp_path: Path) -> None:
    text = FITNOTES.replace("easy", "schön")
    for raw in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("latin-1")):
        take(desk, tmp_path, raw)
        assert only(desk).sets[0].note == "schön"


# --- mappings ---------------------------------------------------------------------------------

OWN = """\
name = "My sheet"
header = ["Tag", "Übung"]
weight_unit = "kg"
date_order = "day"

[columns]
start = ["Tag"]
exercise = ["Übung"]
reps = ["Wdh"]
weight = ["Last"]
side = ["Bein"]

[exercises]
"Ausfallschritt" = "forward_lunge"
"""


def test_a_mapping_of_ones_own(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, "utf-8")
    text = "Tag;Übung;Wdh;Last;Bein\n03.04.2026;Ausfallschritt;8;7,5;L\n3/4/2026;x;1;;R\n"
    take(desk, tmp_path, text, Choices(mapping=own))
    record = only(desk)
    assert record.day == date(2026, 4, 3)
    assert [said(row)[:4] for row in record.sets] == [
        ("forward_lunge", Unit.REPS, 8, 7.5),
        ("x", Unit.REPS, 1, None),
    ]
    assert [str(row.side) for row in record.sets] == ["left", "right"]
    other = take(desk, tmp_path, FITNOTES, Choices(mapping=own))
    assert "columns that it does not have" in other.files[0].refusal


def test_a_table_nobody_knows_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert "--mapping" in take(desk, tmp_path, "a,b\n1,2\n").files[0].refusal


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('start = ["Tag"]', ""), "say which column"),
        (('reps = ["Wdh"]', 'rep = ["Wdh"]'), "did you mean reps"),
        (('weight_unit = "kg"', 'weight_unit = "stone"'), "not one of"),
    ],
)
def test_a_wrong_mapping_names_its_place(tmp_path: Path, change: tuple[str, str], why: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN.replace(*change), "utf-8")
    with pytest.raises(UsageError, match=why):
        mapping.load(own)


def test_the_shipped_mappings_are_sound() -> None:
    assert {layout.name for layout in mapping.shipped(ASSETS)} == {
        "Strong",
        "Hevy",
        "FitNotes",
        "Liftosaur",
    }


# --- cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("100", 100),
    ],
)
def test_numbers_with_either_comma(text: str, value: float | None) -> None:
    assert cells.number(text) == value


@pytest.mark.parametrize("text", ["1,234", "nan", "1e9", "٣x", "--1", "1,2,3"])
def test_what_is_no_clear_number(text: str) -> None:
    with pytest.raises(cells.UnclearError):
        cells.number(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:02:11", 3731), ("18:30", 1110), ("2h 38m", 9480), ("45s", 45), ("95", 95), ("", None)],
)
def test_spans(text: str, seconds: float | None) -> None:
    assert cells.seconds(text) == seconds


@given(st.text(max_size=40))
def test_any_cell_is_read_or_refused(text: str) -> None:
    for read in (
        cells.number,
        cells.whole,
        cells.seconds,
        lambda cell: cells.stamp(cell, day_first=None),
    ):
        with suppress(cells.UnclearError):
            found = read(text)
            assert found is None or found == read(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_of_some_kind(raw: bytes) -> None:
    found = sheet.read(raw)
    assert all(line.fault or len(line.cells) >= len(found.header) for line in found.lines)
