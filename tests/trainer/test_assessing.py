"""Consent, draft, verdict and beginning, on a real log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.coach.model import Link, Place, Start
from app.errors import AnswersError, StoreError
from app.trainer import assessing, planning
from app.trainer.desk import Desk
from tests.coach.answer_sets import with_answers
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk
from tests.trainer.training_room import START

WEAK_PUSH: dict[str, Any] = {"Q6": "weak", "Q8": "legs"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


def test_before_anything_was_written_there_is_nothing(desk: Desk) -> None:
    assert assessing.draft(desk) == {}
    assert assessing.waiting(desk) is None
    assert not desk.paths.log.exists()


def test_consent_is_kept_beside_the_answers(desk: Desk) -> None:
    assessing.keep_draft(desk, {"Q1": "normal"})
    assert assessing.consent(desk, med=True) == {"Q1": "normal", "med": True}
    assert assessing.draft(desk)["med"] is True


def test_a_verdict_is_stored_and_ends_the_draft(desk: Desk) -> None:
    answers = with_answers(**WEAK_PUSH)
    assessing.keep_draft(desk, answers)
    verdict = assessing.conclude(desk, answers)
    assert verdict.primary is Link.POWER
    assert assessing.draft(desk) == {}
    row = desk.store.assessments()[0]
    assert row.answers == answers
    assert row.verdict["start"] == "PRIMER"
    waiting = assessing.waiting(desk)
    assert waiting is not None
    assert waiting[0] == verdict
    assert waiting[1] == answers


def test_half_a_questionnaire_gives_no_verdict_and_keeps_its_draft(desk: Desk) -> None:
    assessing.keep_draft(desk, {"med": False})
    with pytest.raises(AnswersError, match="Q1 has no answer; allowed are normal"):
        assessing.conclude(desk, {"med": False})
    assert assessing.draft(desk) == {"med": False}
    assert assessing.faulty({"med": False}) == "Q1"
    assert assessing.faulty(with_answers()) is None


def test_a_programme_takes_days_places_kit_and_race_from_the_answers(desk: Desk) -> None:
    answers = with_answers(
        **WEAK_PUSH,
        Q1="managed",
        Q10="oneside",
        days=[2, 4, 6],
        places=["home", "gym"],
        kit=["box"],
        race_weeks=12,
        easy_entry=True,
    )
    assessing.conclude(desk, answers)
    begun = assessing.begin_programme(desk, Start.FULL, Link.POWER, answers)
    assert begun.started == date(2026, 11, 20)
    assert (begun.start, begun.link, begun.weekdays) == (Start.FULL, Link.POWER, (2, 4, 6))
    assert begun.places == {Place.HOME, Place.GYM}
    assert begun.kit == {"box"}
    assert begun.race_day == date(2027, 2, 12)
    assert begun.easy_entry
    assert begun.squat == "oneside"
    assert desk.store.enrolment() == begun
    assert assessing.waiting(desk) is None
    assert desk.store.decisions("start") == ()


@pytest.mark.parametrize("later", [0, 3, 21, 27])
def test_a_race_stays_on_its_day_however_late_the_programme_begins(
    tmp_path: Path, later: int
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    answers = with_answers(**WEAK_PUSH, race_weeks=12)
    assessing.conclude(desk, answers)
    clock.move(days=later)
    waiting = assessing.waiting(desk)
    assert waiting is not None
    assert waiting[0].start is Start.PRIMER
    begun = assessing.begin_programme(
        desk, Start.PRIMER, Link.POWER, {**waiting[1], "easy_entry": True}
    )
    assert begun.race_day == date(2027, 2, 12)


def test_a_race_counts_from_the_day_of_the_answers_in_the_zone_of_the_runner(
    tmp_path: Path,
) -> None:
    clock = MovableClock(instant=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    desk = a_desk(tmp_path, clock)
    answers = with_answers(**WEAK_PUSH, race_weeks=12)
    assessing.conclude(desk, answers)
    begun = assessing.begin_programme(desk, Start.PRIMER, Link.POWER, answers)
    # It is the 21st in Berlin.
    assert begun.race_day == date(2027, 2, 13)


def test_a_race_that_has_come_near_defers_and_one_that_is_over_does_not(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    answers = with_answers(**WEAK_PUSH, race_weeks=10)
    assert assessing.conclude(desk, answers).start is Start.PRIMER
    for days, start, words in ((13, Start.PRIMER, ""), (14, Start.DEFER, "in 8 weeks")):
        clock.instant = START + timedelta(days=days)
        waiting = assessing.waiting(desk)
        assert waiting is not None
        assert waiting[0].start is start
        assert words in waiting[0].start_reason.sentence
    clock.instant = START + timedelta(days=71)
    waiting = assessing.waiting(desk)
    assert waiting is not None
    assert waiting[0].start is Start.PRIMER
    assert assessing.begin_programme(desk, Start.PRIMER, None, waiting[1]).race_day is None


def test_the_last_answers_begin_what_they_come_to_today(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    assessing.conclude(desk, with_answers(**WEAK_PUSH, race_weeks=10))
    clock.move(days=14)
    begun = planning.begin(desk, None)
    assert (begun.start, begun.race_day) == (Start.DEFER, date(2027, 1, 29))


def test_what_the_screen_offered_before_midnight_can_be_begun_after_it(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    answers = with_answers(**WEAK_PUSH, race_weeks=9)
    offered = assessing.conclude(desk, answers).start
    clock.move(days=7)
    begun = assessing.begin_programme(desk, offered, Link.POWER, answers)
    assert (begun.start, begun.race_day) == (Start.PRIMER, date(2027, 1, 22))
    assert desk.store.decisions("start") == ()


def test_the_gentle_entry_belongs_to_the_twelve_weeks_only(desk: Desk) -> None:
    answers = with_answers(**WEAK_PUSH, easy_entry=True)
    assert not assessing.begin_programme(desk, Start.PRIMER, Link.POWER, answers).easy_entry


def test_a_primer_may_become_the_twelve_weeks_and_the_choice_is_kept(desk: Desk) -> None:
    answers = with_answers(**WEAK_PUSH)
    begun = assessing.begin_programme(desk, Start.FULL, Link.POWER, answers)
    decision = desk.store.decisions("start")[0]
    assert (decision.subject, decision.choice) == (begun.id, "FULL instead of PRIMER")


def test_a_programme_and_the_choice_behind_it_are_stored_together_or_not_at_all(
    desk: Desk,
) -> None:
    answers = with_answers(**WEAK_PUSH)
    assessing.conclude(desk, answers)
    with closing(sqlite3.connect(desk.paths.log)) as log, log:
        log.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON decision "
            "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    with pytest.raises(StoreError):
        assessing.begin_programme(desk, Start.FULL, Link.POWER, answers)
    assert desk.store.enrolment() is None
    assert desk.store.decisions() == ()


@pytest.mark.parametrize(
    ("changed", "start"),
    [
        ({"med": True}, Start.HOLD),
        ({"med": True}, Start.FULL),
        ({"pain": 4}, Start.FULL),
        ({}, Start.NONE),
        ({"Q1": "managed"}, Start.PRIMER),
        ({"Q1": "managed", "race_weeks": 3}, Start.FULL),
    ],
)
def test_nothing_else_can_be_begun_than_the_verdict_allows(
    desk: Desk, changed: dict[str, Any], start: Start
) -> None:
    with pytest.raises(ValueError, match="cannot be begun"):
        assessing.begin_programme(desk, start, None, with_answers(**changed))
    assert not desk.paths.log.exists()


def test_a_stored_verdict_that_is_no_longer_understood_does_not_wait(desk: Desk) -> None:
    desk.store.save_assessment({"med": False}, {"start": "FULL"})
    assert assessing.waiting(desk) is None
