"""An instant belongs to the day that it was where the runner is, wherever that day is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import local_day
from app.coach.logbook import WHOLE, EntryKind
from app.coach.model import Link, Rating, RowChange, Side, Start, WorkoutStatus
from app.paths import Paths
from app.settings import Settings
from app.trainer import amending, charting, comparing, gating, measuring, mornings, timeline
from app.trainer.desk import Desk
from tests.coach.answer_sets import DEFAULT
from tests.data.builders import MovableClock, a_workout, an_enrolment

# 18:00 of the 19th in Los Angeles, when it is the 20th in UTC already.
EVENING = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 19)
ZONE = "America/Los_Angeles"
WEAK = {"M": 10, "P": 60, "C": 40, "A": 0}


class ThereClock(MovableClock):
    """Tells the day as it is in the runner's zone."""

    def today(self) -> date:
        return local_day(self.instant, self.zone())


@pytest.fixture
def clock() -> ThereClock:
    return ThereClock(EVENING, ZONE)


@pytest.fixture
def desk(tmp_path: Path, clock: ThereClock) -> Iterator[Desk]:
    nowhere = tmp_path / "none"
    made = Desk(Paths(tmp_path / "log.db", nowhere, nowhere, nowhere), clock, Settings(zone=ZONE))
    yield made
    made.store.close()


def test_the_time_line_and_an_entry_by_its_id_tell_one_day(desk: Desk) -> None:
    hurt = (Rating("forward_lunge", Side.BOTH, pain=3),)
    desk.store.add_workout(a_workout(day=DAY, status=WorkoutStatus.ENDED, ratings=hurt))
    said = RowChange(
        "exercise_result",
        ("forward_lunge", Side.BOTH),
        {"next_morning": None},
        {"next_morning": "gone"},
    )
    desk.store.amend("w1", mornings.CAUSE, (said,))
    desk.store.save_assessment(DEFAULT, {"start": "FULL"})
    desk.store.decide("rung", "x", "up")
    listed = timeline.page(desk, WHOLE, 0, 9).entries
    by_instant = {EntryKind.MORNING, EntryKind.QUESTIONNAIRE, EntryKind.DECISION}
    assert by_instant < {one.kind for one in listed}
    for one in listed:
        assert (one.kind, one.day) == (one.kind, DAY)
        assert timeline.entry(desk, one.id) == one


def test_what_was_deleted_keeps_the_day_it_had(desk: Desk) -> None:
    told = desk.store.save_assessment(DEFAULT, {"start": "FULL"})
    amending.delete(desk, timeline.entry(desk, told))
    assert [one.day for one in timeline.gone(desk)] == [DAY]


def test_the_questionnaire_of_the_plan_is_no_later_one(desk: Desk, clock: ThereClock) -> None:
    enrolment = an_enrolment(started=DAY, link=Link.COORDINATION)
    desk.store.save_assessment(DEFAULT, {"start": "FULL", "scores": WEAK})
    assert gating.next_link(desk, enrolment) is None
    clock.instant += timedelta(days=1)
    desk.store.save_assessment(DEFAULT, {"start": "FULL", "scores": WEAK})
    assert gating.next_link(desk, enrolment) == Link.POWER


def test_what_an_answer_forbids_it_forbids_the_same_day(desk: Desk) -> None:
    desk.store.save_assessment(DEFAULT, {"start": Start.HOLD.value})
    waits = measuring.waits(desk, "T8")
    assert waits is not None
    assert waits.rule == "D.6"


def test_two_questionnaires_stand_side_by_side_with_their_days(
    desk: Desk, clock: ThereClock
) -> None:
    desk.store.save_assessment(DEFAULT, {"start": "FULL", "scores": WEAK})
    clock.instant += timedelta(days=30)
    desk.store.save_assessment(DEFAULT, {"start": "FULL", "scores": WEAK})
    both = comparing.last_two(desk)
    assert both is not None
    assert [one.day for one in both] == [DAY, DAY + timedelta(days=30)]
    chart = charting.ChartBook().view(desk, "links", "", None, 0).chart
    assert chart.days == (DAY, DAY + timedelta(days=30))
    assert desk.store.series.first_day() == DAY


def test_a_plan_ends_on_the_day_it_was_ended(desk: Desk) -> None:
    desk.store.save_enrolment(an_enrolment("p1"))
    desk.store.save_enrolment(an_enrolment("p2", started=DAY))
    assert [plan.ended for plan in desk.store.series.past_plans()] == [DAY]


def test_the_ends_of_the_calendar_have_a_day_everywhere() -> None:
    first = datetime(1, 1, 1, tzinfo=UTC)
    last = datetime(9999, 12, 31, 23, tzinfo=UTC)
    assert local_day(first, ZONE) == date.min
    assert local_day(last, "Asia/Tokyo") == date.max
