"""A run typed in: judged, stored, counted, corrected, taken off, written out and read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from app.clock import local_day, zone_called
from app.coach.logbook import EntryKind
from app.coach.run_id import result_id, run_id
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


class LocalClock(MovableClock):
    """One whose day is that of its zone."""

    def today(self) -> date:
        return local_day(self.instant, self.zone())


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


@pytest.mark.parametrize("day", [{}, {"day": str(DAY)}])
def test_one_of_today_without_its_hour_has_just_ended(
    desk: Desk, clock: MovableClock, day: dict[str, str]
) -> None:
    typing_runs.add(desk, {"duration": "25:00", "time": "", **day})
    (run,) = desk.store.runs()
    assert run.ended_at == clock.now().instant.replace(microsecond=0)


def test_typed_in_after_midnight_it_is_of_the_day_in_which_it_began(tmp_path: Path) -> None:
    clock = LocalClock()
    desk = make_desk(tmp_path, clock, Settings())
    to_midnight(desk, clock, timedelta(minutes=10))
    assert clock.today() == DAY + timedelta(days=1)
    entry = typing_runs.add(desk, {"duration": "25:00"})
    assert entry.day == DAY
    assert value(desk, entry, "time") == "23:45"


def test_a_day_that_is_named_is_not_changed_for_another(tmp_path: Path) -> None:
    clock = LocalClock()
    desk = make_desk(tmp_path, clock, Settings())
    to_midnight(desk, clock, timedelta(minutes=10))
    named = {"day": str(clock.today()), "duration": "25:00"}
    with pytest.raises(UsageError, match="It would have ended at 00:25, which is still to come"):
        typing_runs.add(desk, named)
    assert typing_runs.add(desk, named | {"duration": "9:00"}).day == clock.today()


def test_one_of_an_earlier_day_without_its_hour_began_at_noon(desk: Desk) -> None:
    entry = typing_runs.add(desk, {"duration": "25:00", "day": "2026-11-18"})
    assert value(desk, entry, "time") == "12:00"


def test_its_hour_is_left_open_until_somebody_says_it(desk: Desk) -> None:
    (hour,) = (field for field in typing_runs.fields(desk) if field.key == "time")
    assert (hour.value, hour.needed) == ("", False)
    assert hour.without == "one that has just ended, on an earlier day noon"


def test_a_run_is_not_moved_to_an_hour_to_come(desk: Desk, clock: MovableClock) -> None:
    entry = typing_runs.add(desk, WHOLE)
    later = typed_at(desk, clock.now().instant + timedelta(minutes=5))
    before = whole_log(desk)
    with pytest.raises(UsageError, match="is still to come"):
        amending.change(desk, entry, later)
    assert whole_log(desk) == before


@pytest.mark.parametrize(
    ("began", "said"),
    [
        (timedelta(minutes=5), r"\d\d:\d\d on 2026-11-\d\d is still to come"),
        (timedelta(minutes=-20), r"It would have ended at \d\d:\d\d, which is still to come"),
    ],
)
def test_what_is_still_to_come_is_no_run(
    desk: Desk, clock: MovableClock, began: timedelta, said: str
) -> None:
    given = {"duration": "25:00", **typed_at(desk, clock.now().instant + began)}
    before = whole_log(desk)
    for take in (typing_runs.check, typing_runs.add):
        with pytest.raises(UsageError, match=said):
            take(desk, given)
    assert whole_log(desk) == before


def test_the_recording_of_a_run_typed_in_without_its_hour_is_known(
    desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    over = recordings.START + timedelta(minutes=33)
    clock.move((over - clock.now().instant).total_seconds())
    typing_runs.add(desk, {"duration": "30:00"})
    file = tmp_path / "run.fit"
    file.write_bytes(recordings.fit(recordings.steady(1800)))
    assert importing.prepare(desk, [file]).files[0].outcomes[0].act is Act.SKIP


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


def test_runs_are_read_from_a_day_to_a_day(desk: Desk) -> None:
    for day in ("2026-11-09", "2026-11-10", "2026-11-12", "2026-11-13"):
        typing_runs.add(desk, {"duration": "25:00", "day": day})
    found = desk.store.runs(date(2026, 11, 10), date(2026, 11, 12))
    assert [run.day.day for run in found] == [10, 12]
    assert [run.day.day for run in desk.store.runs(until=date(2026, 11, 10))] == [9, 10]


def test_a_run_and_what_it_says_keep_the_ids_they_have_in_logs_that_are_there() -> None:
    run = run_id(datetime(2026, 11, 18, 17, 30, tzinfo=UTC))
    assert run == "1edfcafef70c52aaaffe70e5ef54f7a7"
    assert result_id(run, "T1") == "405dd26a1a9653bf8c096eb655eb1055"


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


def to_midnight(desk: Desk, clock: MovableClock, past: timedelta) -> None:
    """Move the clock so far past the midnight that ends `DAY`."""
    midnight = datetime.combine(
        DAY + timedelta(days=1), time(), zone_called(desk.clock.zone())
    ).astimezone(UTC)
    clock.move((midnight + past - clock.now().instant).total_seconds())


def typed_at(desk: Desk, at: datetime) -> dict[str, str]:
    """Return day and time of an instant as they are typed."""
    there = at.astimezone(zone_called(desk.clock.zone()))
    return {"day": f"{there:%Y-%m-%d}", "time": f"{there:%H:%M}"}


def test_a_field_that_there_is_not_is_named_before_the_time_is_missed(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no field 'foo' of a run"):
        typing_runs.add(desk, {"foo": "3"})
