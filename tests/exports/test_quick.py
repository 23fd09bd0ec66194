"""A session recorded afterwards is one like any other: stored, found, undone, exported."""

from __future__ import annotations

import cProfile
import pstats
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from app.coach.layout import lay_out
from app.coach.model import Kind, SetStatus, Side, WorkoutStatus
from app.coach.prescribe import prescribe
from app.coach.quick import Sheet
from app.coach.whole_session import completed, why_not_counted
from app.errors import UsageError
from app.settings import Settings
from app.trainer import alone, amending, measuring, packing, quick, timeline, today
from app.trainer.desk import Desk
from app.trainer.quick import Draft
from data import glance
from tests.data.builders import MovableClock
from tests.trainer.training_room import make_desk


def told(drafted: Draft, sheet: Sheet) -> Draft:
    return replace(drafted, sheet=sheet)


def as_planned(drafted: Draft) -> Draft:
    """Answer everything: control 4, effort 5, pain 0."""
    sheet = drafted.sheet
    while not sheet.finished:
        question = sheet.line.open
        assert question is not None
        sheet = sheet.answer({"control": 4, "effort": 5, "pain": 0}[question.asked])
    return told(drafted, sheet)


def test_the_next_session_as_planned(desk: Desk, clock: MovableClock) -> None:
    before = today.look(desk)
    assert before.session is not None
    record = quick.keep(desk, as_planned(quick.draft(desk)))

    stored = desk.store.workout(record.id)
    assert (stored.source, stored.status) == ("quick", WorkoutStatus.ENDED)
    assert (stored.day, stored.slot_key) == (clock.today(), before.session.slot.key)
    assert stored.ended_at == clock.instant
    assert stored.ended_at - stored.started_at == timedelta(minutes=before.session.all_minutes)
    assert all(row.status is SetStatus.DONE for row in stored.sets)
    assert {stored.rating(row.exercise_id, Side.BOTH).pain for row in stored.sets} == {0}
    assert record.id in {one.id for one in desk.store.history(None, clock.today())}


def test_the_plan_goes_on_from_it(desk: Desk, clock: MovableClock) -> None:
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    quick.keep(desk, as_planned(quick.draft(desk)))
    clock.move(days=3)
    newest = today.look(desk).history[-1]

    assert (newest.source, newest.programme_id) == ("quick", enrolment.id)


def test_nothing_is_rated_that_was_not_said(desk: Desk) -> None:
    record = quick.keep(desk, quick.draft(desk))

    assert desk.store.workout(record.id).ratings == ()


def test_told_twice_it_is_stored_once(desk: Desk) -> None:
    drafted = quick.draft(desk)
    quick.keep(desk, drafted)

    with pytest.raises(UsageError, match="is in the log already"):
        quick.keep(desk, drafted)
    with pytest.raises(UsageError, match="already"):
        quick.draft(desk)
    assert sum(one.source == "quick" for one in desk.store.history()) == 1


def test_another_day_has_the_session_of_that_day(desk: Desk, clock: MovableClock) -> None:
    clock.move(days=5)
    day = clock.today() - timedelta(days=2)
    drafted = quick.draft(desk, day.isoformat())

    assert drafted.record.day == day
    local = drafted.record.started_at + timedelta(hours=1)  # Berlin, in winter
    assert (local.hour, local.minute) == (6, 30)
    assert quick.draft(desk, on=day, at=time(7, 15)).record.started_at.minute == 15


def test_told_after_midnight_it_is_of_the_day_on_which_it_began(
    desk: Desk, clock: MovableClock
) -> None:
    clock.name = "UTC"
    clock.instant = clock.instant.replace(hour=0, minute=10)
    record = quick.keep(desk, as_planned(quick.draft(desk)))
    assert record.day == record.started_at.date() == clock.today() - timedelta(days=1)
    assert record.ended_at == clock.instant
    with pytest.raises(UsageError, match="already"):
        quick.draft(desk)


def test_told_of_today_it_began_today(desk: Desk, clock: MovableClock) -> None:
    clock.name = "UTC"
    clock.instant = clock.instant.replace(hour=0, minute=10)
    record = quick.draft(desk, on=clock.today()).record
    assert record.day == record.started_at.date() == clock.today()
    assert (record.started_at.hour, record.started_at.minute) == (0, 0)
    assert record.ended_at == clock.instant


def test_a_usual_time_that_is_still_to_come_is_named(desk: Desk, clock: MovableClock) -> None:
    # Where the zone of the settings lies behind the one by which the machine tells the day.
    clock.name = "Pacific/Pago_Pago"
    desk.settings = replace(desk.settings, session_time="18:30")
    clock.instant = clock.instant.replace(hour=0, minute=10) + timedelta(days=5)
    with pytest.raises(UsageError, match=r"18:30 on 2026-11-24 is still to come"):
        quick.draft(desk, on=clock.today() - timedelta(days=1))


def test_a_session_after_the_next_hears_what_the_self_tests_say(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.paths.log)) as raw, raw:
        raw.execute("UPDATE workout SET status = 'discarded' WHERE day > '2026-08-25'")
    # A test that cannot be done takes the place of no set (D.7.9).
    measuring.set_possible(desk, "T5", possible=False)
    view = today.look(desk, date(2026, 8, 25))
    assert view.enrolment is not None
    assert view.tested is not None
    (slot,) = (state.slot for state in view.week if state.slot.key == "phase1.4.3")
    planned = prescribe(
        slot,
        view.enrolment,
        view.history,
        desk.library,
        view.day,
        programmes=desk.programmes,
        tested=view.tested,
    )

    assert quick.draft(desk, slot.key, on=view.day).record.sets == lay_out(planned)


def test_days_that_cannot_be_are_refused(desk: Desk, clock: MovableClock) -> None:
    with pytest.raises(UsageError, match="still to come"):
        quick.draft(desk, on=clock.today() + timedelta(days=1))
    with pytest.raises(UsageError, match=r"23:59 on .* is still to come"):
        quick.draft(desk, at=time(23, 59))
    with pytest.raises(UsageError, match="The programme begins on"):
        quick.draft(desk, "2020-01-01")
    with pytest.raises(UsageError, match="leave one of them out"):
        quick.draft(desk, "2026-11-20", date(2026, 11, 19))


def test_a_session_that_was_not_open_is_refused_with_those_that_were(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"'phase9\.9\.9' was not open on 2026-11-20; open then"):
        quick.draft(desk, "phase9.9.9")


def test_where_nothing_was_done_nothing_is_recorded(desk: Desk) -> None:
    drafted = quick.draft(desk)
    sheet = drafted.sheet
    for place in range(len(sheet.lines)):
        sheet = replace(sheet, at=place).skip()

    with pytest.raises(UsageError, match="Nothing of it was done"):
        quick.keep(desk, told(drafted, sheet))
    assert not any(one.source == "quick" for one in desk.store.history())


def test_last_times_answers_stand_ready(desk: Desk) -> None:
    lines = quick.draft(desk).sheet.lines

    assert any(line.takeable for line in lines)
    assert all(not line.answers for line in lines)


# --- taken back --------------------------------------------------------------------------


def test_what_was_recorded_is_undone_and_the_plan_is_where_it_was(desk: Desk) -> None:
    before = today.look(desk)
    record = quick.keep(desk, as_planned(quick.draft(desk)))
    made = amending.undo(desk, None)

    assert (made.subject, made.cause) == (record.id, "add")
    assert record.id not in {one.id for one in desk.store.history()}
    after = today.look(desk)
    assert before.session is not None
    assert after.session is not None
    assert after.session.slot.key == before.session.slot.key
    # Nothing is in the way of recording it again.
    assert quick.keep(desk, quick.draft(desk)).slot_key == record.slot_key


def test_what_was_recorded_is_deleted_and_comes_back(desk: Desk) -> None:
    record = quick.keep(desk, as_planned(quick.draft(desk)))
    amending.delete(desk, timeline.entry(desk, record.id))
    assert record.id not in {one.id for one in desk.store.history()}

    amending.undo(desk, record.id)
    (found,) = [one for one in desk.store.history() if one.id == record.id]
    assert found.ratings == desk.store.workout(record.id).ratings != ()
    with pytest.raises(UsageError, match="already"):
        quick.draft(desk)


# --- the step-up session by itself -------------------------------------------------------


def test_the_step_up_session_by_itself_is_recorded_outside_the_plan(
    desk: Desk, clock: MovableClock
) -> None:
    before = today.look(desk)
    record = quick.keep(desk, as_planned(quick.draft(desk, "step_up")))

    assert (record.kind, record.slot_key, record.programme_id) == (Kind.STEP_UP, "", None)
    assert "high_box_step_up" in {row.exercise_id for row in record.sets}
    after = today.look(desk)
    assert before.session is not None
    assert after.session is not None
    assert after.session.slot.key == before.session.slot.key
    with pytest.raises(UsageError, match="already"):
        quick.draft(desk, "step_up")
    clock.move(days=3)
    again = quick.keep(desk, quick.draft(desk, "step_up"))
    assert again.day > record.day
    with pytest.raises(UsageError, match="no ten-minute version"):
        quick.draft(desk, "step_up", short=True)


def test_the_step_up_session_has_no_short_version_whoever_asks(desk: Desk) -> None:
    for ask in (
        lambda: alone.session(desk, short=True),
        lambda: quick.draft(desk, alone.STEP_UP, short=True),
        lambda: packing.choose(desk, alone.STEP_UP, short=True),
    ):
        with pytest.raises(UsageError, match=r"^The step-up session has no ten-minute version;"):
            ask()


def test_a_step_up_session_is_looked_for_once(desk: Desk) -> None:
    looks = looked(lambda: alone.session(desk))
    assert looks > 0
    assert looked(lambda: quick.draft(desk, alone.STEP_UP)) == looks


def looked(ask: Callable[[], object]) -> int:
    """Return how often the log was looked at as Today does."""
    profile = cProfile.Profile()
    profile.runcall(ask)
    here = (glance.__file__, "read")
    counts = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # typeshed leaves it out
    return sum(of[1] for (file, _, name), of in counts.items() if (file, name) == here)


def test_a_step_up_session_done_with_the_timer_on_the_same_day_is_another(desk: Desk) -> None:
    timed = quick.keep(desk, quick.draft(desk, "step_up"))
    with closing(sqlite3.connect(desk.paths.log)) as raw, raw:
        raw.execute("UPDATE workout SET source = 'live' WHERE id = ?", (timed.id,))

    assert quick.keep(desk, quick.draft(desk, "step_up")).id != timed.id


def test_no_step_up_session_before_the_questions_are_answered(
    tmp_path: Path, clock: MovableClock
) -> None:
    empty = make_desk(tmp_path / "empty", clock, Settings())  # type: ignore[arg-type]  # any clock will do
    with pytest.raises(UsageError, match="Answer the questions first"):
        quick.draft(empty, "step_up")


def test_a_session_that_does_not_count_may_be_recorded_again(desk: Desk) -> None:
    drafted = quick.draft(desk)
    sheet = drafted.sheet
    # All but the first exercise are left out.
    for _ in sheet.lines[1:]:
        sheet = sheet.move(1).skip()
    cut = quick.keep(desk, told(drafted, sheet))
    assert not completed(cut)
    assert why_not_counted(cut)

    again = quick.keep(desk, as_planned(quick.draft(desk, cut.slot_key)))
    assert (again.slot_key, completed(again)) == (cut.slot_key, True)
    with pytest.raises(UsageError, match="already"):
        quick.draft(desk)
