"""A run typed in: judged, stored, counted, corrected, taken off, written out and read back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import zone_called
from app.coach.logbook import EntryKind
from app.coach.runs import TYPED, longest_minutes, remarks
from app.errors import UsageError
from app.settings import Settings
from app.trainer import amending, importing, timeline, typing_runs
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.registry import FORMATS
from data.imports.unit import Act
from tests.data.builders import HOSTILE
from tests.imports import recordings
from tests.trainer.test_amending import value, whole_log
from tests.trainer.training_room import DAY, MovableClock, make_desk

WHOLE = {
    "day": "2026-11-18",
    "time": "18:30",
    "distance": "7.4",
    "duration": "41:07",
    "heart-rate": "148",
    "cadence": "172",
    "note": "by the river",
}


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Desk:
    return make_desk(tmp_path, clock, Settings())


def test_a_run_is_stored_as_typed_and_taken_off_again(desk: Desk) -> None:
    desk.store.save_draft({})
    before = whole_log(desk)
    entry = typing_runs.add(desk, WHOLE)
    (run,) = desk.store.runs()
    assert (run.day, run.source, run.note, run.damaged) == (
        date(2026, 11, 18),
        TYPED,
        "by the river",
        False,
    )
    of = run.measures
    assert (of.metres, of.seconds, of.elapsed_seconds) == (7400, 2467, 2467)
    assert (of.heart_rate, of.cadence_raw, of.cadence_factor, of.cadence) == (148, 172, 1, 172)
    assert (entry.kind, entry.id) == (EntryKind.RUN, run.id)
    assert {key: value(desk, entry, key) for key in WHOLE} == WHOLE
    made = amending.undo(desk)
    assert (made.kind, made.cause) == (EntryKind.RUN, "add")
    assert whole_log(desk) == before


def test_its_time_is_enough(desk: Desk) -> None:
    typing_runs.add(desk, {"duration": "25:00"})
    (run,) = desk.store.runs()
    assert (run.day, run.measures.metres, run.measures.cadence) == (DAY, None, None)
    entry = timeline.entry(desk, run.id)
    assert value(desk, entry, "time") == "12:00"


def test_it_counts_for_the_longest_run_and_claims_no_more_than_it_knows(desk: Desk) -> None:
    typing_runs.add(desk, WHOLE)
    runs = desk.store.runs()
    assert longest_minutes(runs, DAY) == pytest.approx(2467 / 60)
    # T1, T16 and T18 are read along the way, which nobody typed.
    assert remarks(runs[0]) == ()
    entry = timeline.entry(desk, runs[0].id)
    amending.change(desk, entry, {"duration": "30:00"})
    assert longest_minutes(desk.store.runs(), DAY) == 30
    amending.change(desk, entry, {"day": (DAY - timedelta(days=60)).isoformat()})
    assert longest_minutes(desk.store.runs(), DAY) is None


def test_it_is_corrected_deleted_and_brought_back(desk: Desk) -> None:
    entry = typing_runs.add(desk, WHOLE)
    before = whole_log(desk)
    amending.change(desk, entry, {"cadence": "85", "duration": "40:00"})
    of = desk.store.runs()[0].measures
    # Strides of one foot, as a watch may show them; and no pause that the change made up.
    assert (of.cadence, of.cadence_factor, of.elapsed_seconds) == (170, 2, 2400)
    amending.delete(desk, timeline.entry(desk, entry.id))
    assert desk.store.runs() == ()
    amending.undo(desk)
    amending.undo(desk)
    assert whole_log(desk) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"distance": "7.4"}, "A run has a time"),
        ({"duration": " "}, "A run has a time"),
        ({"duration": "-5"}, "duration"),
        ({"duration": "0"}, "from 1 to"),
        ({"duration": "41:07", "distance": "far"}, "no figure"),
        ({"duration": "41:07", "distance": "2000"}, "from 0 to 1000"),
        ({"duration": "41", "distance": "7.4"}, "That would be 0:06 a kilometre"),
        ({"duration": "41:07", "heart-rate": "400"}, "from 20 to 260"),
        ({"duration": "41:07", "day": "2026-11-21"}, "still to come"),
        ({"duration": "41:07", "time": "25:00"}, "time of day"),
        ({"duration": "41:07", "distanse": "7"}, "did you mean"),
        ({"duration": "41:07", "factor": "2"}, "There is no field"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    desk: Desk, given: dict[str, str], said: str
) -> None:
    before = whole_log(desk)
    with pytest.raises(UsageError, match=said):
        typing_runs.add(desk, given)
    assert whole_log(desk) == before


def test_a_run_that_the_log_has_already_is_named(desk: Desk) -> None:
    typing_runs.add(desk, WHOLE)
    with pytest.raises(UsageError, match=r"a run of 2026-11-18 at 18:30, 41:07, already"):
        typing_runs.add(desk, WHOLE | {"time": "18:35"})
    typing_runs.add(desk, WHOLE | {"time": "06:00"})
    assert len(desk.store.runs()) == 2


def test_what_is_checked_while_it_is_typed(desk: Desk) -> None:
    typing_runs.check(desk, {"distance": "7.4"})
    typing_runs.check(desk, {"duration": ""})
    with pytest.raises(UsageError, match="distance"):
        typing_runs.check(desk, {"distance": "far"})


@pytest.mark.parametrize("text", HOSTILE)
def test_any_note_is_kept_as_it_was_typed(desk: Desk, text: str) -> None:
    entry = typing_runs.add(desk, WHOLE | {"note": text})
    assert desk.store.runs()[0].note == text
    assert timeline.entry(desk, entry.id).note == text


# --- out and in ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_it_is_written_out_and_read_back_without_a_loss(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    typing_runs.add(desk, WHOLE | {"note": HOSTILE[3]})
    file = tmp_path / f"log.{name}"
    report = export(desk, Wish(FORMATS[name]), file, verify=True)
    assert report.check is not None
    assert report.check.differences == ()
    (tmp_path / "other").mkdir()
    other = make_desk(tmp_path / "other", MovableClock(), Settings())
    importing.carry_out(other, importing.prepare(other, [file]))
    assert other.store.runs() == desk.store.runs()
    assert amending.undo(other).cause == "add"
    assert other.store.runs() == ()


def test_a_recording_of_a_run_that_was_typed_in_is_left_out_and_says_why(
    desk: Desk, tmp_path: Path
) -> None:
    began = typed_at(desk, recordings.START)
    typing_runs.add(desk, {**began, "duration": "30:00"})
    file = tmp_path / "run.fit"
    file.write_bytes(recordings.fit(recordings.steady(1800)))
    done = importing.prepare(desk, [file])
    outcome = done.files[0].outcomes[0]
    assert outcome.act is Act.SKIP
    assert outcome.why.endswith("typed in")
    # Taken off, it makes room for what the watch knows.
    amending.undo(desk)
    importing.carry_out(desk, importing.prepare(desk, [file]))
    assert [run.source for run in desk.store.runs()] == ["fit"]


def typed_at(desk: Desk, at: datetime) -> dict[str, str]:
    """Return day and time of an instant as they are typed."""
    there = at.astimezone(zone_called(desk.clock.zone()))
    return {"day": f"{there:%Y-%m-%d}", "time": f"{there:%H:%M}"}


def test_a_field_that_there_is_not_is_named_before_the_time_is_missed(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no field 'foo' of a run"):
        typing_runs.add(desk, {"foo": "3"})
