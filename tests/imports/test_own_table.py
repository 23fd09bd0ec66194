"""The program's own tidy table: out, in, out again; twice is once, and nothing of it is hidden."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from app.coach.model import Rating, Side, WorkoutRecord, WorkoutStatus
from app.trainer import importing
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.registry import FORMATS
from data.exports.csv_file import NAMES
from data.imports.unit import Act, Outcome
from data.store import Store
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, an_enrolment, done

SETS = (
    done(a_set(0, set_count=2, tempo=None, load_kg=5.0, note="=1+1"), 10),
    done(a_set(1, set_count=2, side=Side.RIGHT, pain=2), 9),
    a_set(2, exercise_id="side_plank", side=Side.BOTH),
)
RATINGS = (
    Rating("forward_lunge", Side.LEFT, control=4),
    Rating("forward_lunge", Side.RIGHT, control=5),
    Rating("forward_lunge", Side.BOTH, effort=6, pain=2, pain_place="left knee"),
    Rating("side_plank", Side.BOTH, control=3, effort=5, pain=0),
)


def records() -> tuple[WorkoutRecord, ...]:
    texts = [text for text in HOSTILE if "\x00" not in text]
    return tuple(
        a_workout(
            f"w{number}",
            day=date(2026, 10, 1 + number),
            started_at=MovableClock().instant.replace(month=10, day=1 + number),
            status=WorkoutStatus.ENDED,
            title=text,
            note=text,
            sets=SETS,
            ratings=RATINGS,
        )
        for number, text in enumerate(texts)
    )


@pytest.fixture
def table(tmp_path: Path, desk: Desk) -> Path:
    """The table of another log with these sessions."""
    file = tmp_path / "sessions.csv"
    empty, desk.store = desk.store, Store(tmp_path / "other.db", MovableClock())
    desk.store.add_workouts(records())
    export(desk, Wish(FORMATS["csv"]), file)
    desk.store.close()
    desk.store = empty
    return file


def take(desk: Desk, file: Path) -> tuple[Outcome, ...]:
    done = importing.carry_out(desk, importing.prepare(desk, (file,)))
    assert not done.files[0].refusal
    return done.files[0].outcomes


def acts(outcomes: tuple[Outcome, ...]) -> set[Act]:
    return {one.act for one in outcomes}


def test_what_was_written_is_the_same_again_and_twice_is_once(
    desk: Desk, tmp_path: Path, table: Path
) -> None:
    outcomes = take(desk, table)
    assert acts(outcomes) == {Act.ADD}
    assert len(outcomes) == len(records())
    export(desk, Wish(FORMATS["csv"]), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == table.read_bytes()
    assert acts(take(desk, table)) == {Act.SAME}


def test_in_the_log_it_came_from_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_workouts(records())
    export(desk, Wish(FORMATS["csv"]), tmp_path / "own.csv")
    assert acts(take(desk, tmp_path / "own.csv")) == {Act.SAME}


def test_the_log_keeps_its_own_where_the_table_says_something_else(desk: Desk, table: Path) -> None:
    take(desk, table)
    for old, new in (
        (b",left,reps,10,10,", b",left,reps,10,7,"),
        (b",6,2,left knee,", b",7,2,left knee,"),
    ):
        raw = table.read_bytes()
        assert old in raw
        table.write_bytes(raw.replace(old, new))
        outcomes = take(desk, table)
        assert acts(outcomes) == {Act.SKIP}
        assert {one.why for one in outcomes} == {
            "the log's own is kept; the table has other values"
        }
        table.write_bytes(raw)
    assert acts(take(desk, table)) == {Act.SAME}


def test_a_programme_that_is_not_here_is_left_behind_and_said(
    desk: Desk, tmp_path: Path, table: Path
) -> None:
    raw = table.read_bytes().decode()
    header, rows = raw.split("\r\n", 1)
    place = NAMES.index("programme_id")
    written = list(csv.reader(io.StringIO(rows, newline="")))
    file = tmp_path / "of_a_plan.csv"
    enrolment = an_enrolment()
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(f"{header}\r\n")
        csv.writer(out).writerows(
            [*row[:place], enrolment.id, *row[place + 1 :]] for row in written
        )
    outcomes = take(desk, file)
    assert acts(outcomes) == {Act.ADD}
    assert {one.why for one in outcomes} == {"without its programme, which a table does not carry"}
    assert acts(take(desk, file)) == {Act.SAME}
    assert {record.programme_id for record in desk.store.history()} == {None}


def test_a_line_that_cannot_be_read_is_named_and_takes_its_session_with_it(
    desk: Desk, table: Path
) -> None:
    lines = table.read_bytes().decode().split("\r\n")
    lines[2] = lines[2].replace(",right,reps,10,9,", ",right,reps,ten,9,")
    table.write_bytes("\r\n".join(lines).encode())
    outcomes = take(desk, table)
    (refused,) = [one for one in outcomes if one.act is Act.REFUSE]
    assert refused.kind == "workout"
    assert refused.why == 'line 3: its target is "ten"'
    assert len([one for one in outcomes if one.act is Act.ADD]) == len(records()) - 1


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            b",5,6,2,left knee,",
            b",5,7,2,left knee,",
            "line 3 rates its exercise unlike another line",
        ),
        (b"w0,[/,", b"w0,x,", "line 3 has another workout_title than line 2"),
    ],
)
def test_lines_that_contradict_each_other_are_no_session(
    desk: Desk, table: Path, old: bytes, new: bytes, why: str
) -> None:
    table.write_bytes(table.read_bytes().replace(old, new, 1))
    (refused,) = [one for one in take(desk, table) if one.act is Act.REFUSE]
    assert refused.why == why


def test_a_line_too_long_is_named_and_so_are_the_sessions_beside_it(
    desk: Desk, table: Path
) -> None:
    lines = table.read_bytes().decode().split("\r\n")
    lines[3] += ",one,too,many"
    table.write_bytes("\r\n".join(lines).encode())
    refused = [one for one in take(desk, table) if one.act is Act.REFUSE]
    assert [one.kind for one in refused] == ["line", "workout", "workout"]
    assert refused[0].what == "4"
    assert {one.why for one in refused[1:]} == {"line 4 may belong to it, and cannot be read"}


def test_a_session_that_was_not_over_is_left_out(desk: Desk, table: Path) -> None:
    table.write_bytes(table.read_bytes().replace(b",ended,", b",live,"))
    outcomes = take(desk, table)
    assert acts(outcomes) == {Act.SKIP}
    assert outcomes[0].why == "it was not over when the table was written"


def test_the_report_says_what_a_table_does_not_carry(desk: Desk, table: Path) -> None:
    (file,) = importing.prepare(desk, (table,)).files
    assert file.form == "csv, stridetui"
    assert any("come with JSON" in note for note in file.notes)
