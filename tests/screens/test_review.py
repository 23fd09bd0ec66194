"""The week in review: true of the log, quiet about bests, the same in the program and in text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.coach.bests import bests_of
from app.coach.insight.rows import Least
from app.coach.model import Decision, SetStatus, Side, WorkoutRecord, WorkoutStatus
from app.coach.weekly import Changed, Review, SessionDone, changes, suggest
from app.trainer import weekly
from app.trainer.charting import ChartBook
from screens.review_text import review_text
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, an_enrolment, done
from tests.screens.rooms import a_desk, press, running, shown, with_history

MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)


def a_record(day: date, target: int = 10, **more: Any) -> WorkoutRecord:
    sets = tuple(
        done(a_set(at, side=side, target=target, why="Clean last time."), target)
        for at, side in enumerate((Side.LEFT, Side.RIGHT))
    )
    return a_workout(f"w{day}", day=day, sets=sets, **more)


def test_a_change_of_dose_is_told_with_its_rule() -> None:
    history = (a_record(MONDAY - timedelta(days=3), 8), a_record(MONDAY, 10))
    (found,) = changes(history, MONDAY, MONDAY + timedelta(days=6))
    assert (found.before, found.now) == ("1 × 8", "1 × 10")
    assert found.decision == Decision("P1", "Clean last time.")
    assert changes(history[:1], MONDAY, MONDAY + timedelta(days=6)) == ()


def test_ten_minutes_are_no_change_of_dose() -> None:
    history = (a_record(MONDAY - timedelta(days=3), 10), a_record(MONDAY, 5, short=True))
    assert changes(history, MONDAY, MONDAY) == ()


def test_without_a_plan_the_questionnaire_is_suggested() -> None:
    assert suggest(None, None, 0).rule == "F.1"


def least(after: int, reps: int, control: int | None = 4, **more: Any) -> Least:
    day = MONDAY - timedelta(days=20) + timedelta(days=after)
    return Least(day, f"w{after}", reps, True, None, None, None, control, 0)._replace(**more)


def newest(rows: list[Least]) -> Iterator[Least]:
    """Return rows as they are read, newest first."""
    return reversed(rows)


def test_a_best_is_more_than_ever_and_clean() -> None:
    before = [least(at, 10) for at in (0, 2, 4)]
    best = bests_of(newest([*before, least(21, 12)]), "Squat", MONDAY, SUNDAY)
    assert best is not None
    assert best.words == "12 repetitions in every set, 10 before"
    for other in (
        [*before, least(21, 10)],
        [*before, least(21, 12, control=3)],
        [*before, least(21, 12, control=None)],
        [*before, least(21, 12, pain=3)],
        [*before, least(21, 12, met=False)],
        [*before[:2], least(21, 12)],
    ):
        assert bests_of(newest(other), "Squat", MONDAY, SUNDAY) is None


def test_the_newest_best_of_a_week_is_told_and_what_the_week_did_before_counts() -> None:
    before = [least(at, 10) for at in (0, 2, 4)]
    more = [*before, least(21, 12), least(23, 13)]
    best = bests_of(newest(more), "Squat", MONDAY, SUNDAY)
    assert best is not None
    assert (best.day, best.words) == (more[-1].day, "13 repetitions in every set, 12 before")
    best = bests_of(newest([*more, least(25, 11)]), "Squat", MONDAY, SUNDAY)
    assert best is not None
    assert best.words == "13 repetitions in every set, 12 before"


def test_a_session_that_did_as_much_ends_the_search() -> None:
    asked = []

    def rows() -> Iterator[Least]:
        for row in newest([least(at, 12) for at in range(22)]):
            asked.append(row)
            yield row

    assert bests_of(rows(), "Squat", MONDAY, SUNDAY) is None
    assert len(asked) < 6


def test_a_higher_box_is_a_best_and_fewer_repetitions_do_not_matter() -> None:
    rows = [*(least(at, 12, height_cm=20) for at in (0, 2, 4)), least(21, 6, height_cm=25)]
    best = bests_of(newest(rows), "Step-up", MONDAY, SUNDAY)
    assert best is not None
    assert best.words == "25 cm, 20 before"


def test_the_week_is_read_from_the_log(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 6)
    found = weekly.review(desk, *weekly.week_of(clock.today()))
    assert [one.day.day for one in found.sessions] == [16, 18]
    assert found.answer == "2 of 2 sessions done: 12 of 16 sets."
    assert found.gate is None
    assert found.suggestion.rule == "F.1"
    empty = weekly.review(desk, date(2020, 1, 6), date(2020, 1, 12))
    assert empty.answer == "Nothing was planned; a week of rest counts as taken."


def test_with_a_plan_missed_and_coming_sessions_are_counted(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment("p1", started=date(2026, 11, 9)))
    desk.store.add_workout(
        a_record(date(2026, 11, 9), programme_id="p1", status=WorkoutStatus.ENDED)
    )
    found = weekly.review(desk, date(2026, 11, 9), date(2026, 11, 22))
    assert found.planned == len(found.done) + len(found.missed) + len(found.ahead)
    assert found.done == (date(2026, 11, 9),)
    assert found.missed or found.ahead
    assert found.gate is not None
    assert found.suggestion.sentence


async def test_the_review_opens_from_progress_and_from_today(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    with_history(desk, clock, 6, note=HOSTILE[0])
    async with running(desk) as (program, pilot):
        await press(pilot, "v")
        assert "This week, Mon 16 Nov to Sun 22 Nov" in shown(program)
        assert "2 of 2 sessions done: 12 of 16 sets." in shown(program)
        await press(pilot, "comma")
        assert "as of today" in shown(program)
        await press(pilot, "full_stop", "q", "3", "v")
        assert "What changed, and why" in shown(program)


async def test_sunday_mentions_the_review_and_no_other_day_does(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment("p1", started=date(2026, 11, 16)))
    async with running(desk) as (program, _):
        assert "looks back" not in shown(program)
    clock.move(days=2)
    async with running(desk) as (program, _):
        assert "v looks back on it" in shown(program)


def a_review(*sessions: SessionDone, **more: Any) -> Review:
    """A review of the week of 16 November, with these sessions and one still to come."""
    return replace(
        Review(
            MONDAY, SUNDAY, sessions, (MONDAY,), (), (SUNDAY,), (), (), None, Decision("J", "Rest.")
        ),
        **more,
    )


def test_a_session_cut_short_is_none_that_was_done() -> None:
    sessions = tuple(
        SessionDone(MONDAY, "", done, 6, 20, short=False, completed=done == 6) for done in (6, 1)
    )
    found = a_review(*sessions)
    assert found.answer == (
        "1 of 2 sessions done: 6 of 6 sets, 1 still to come. 1 session was cut short."
    )
    text = review_text(found, {}, 60, MONDAY).plain
    assert (text.count("●"), text.count("◐")) == (1, 1)


def test_a_session_cut_short_and_done_again_is_one_that_was_planned(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment("p1", started=MONDAY))
    plan: dict[str, Any] = {
        "programme_id": "p1",
        "original_day": MONDAY,
        "status": WorkoutStatus.ENDED,
    }
    whole = replace(a_record(MONDAY, **plan), id="whole", day=MONDAY + timedelta(days=1))
    cut = a_record(MONDAY, **plan)
    none = tuple(replace(row, actual=None, status=SetStatus.PLANNED) for row in cut.sets)
    cut = replace(cut, sets=none)
    desk.store.add_workouts((cut,))
    before = weekly.review(desk, MONDAY, SUNDAY)
    assert before.answer == "0 of 3 sessions done: 3 still to come. 1 session was cut short."
    desk.store.add_workouts((whole,))
    found = weekly.review(desk, MONDAY, SUNDAY)
    assert len(found.sessions) == 2
    assert (len(found.done), found.planned) == (1, 3)
    # The calendar of the same week says the same.
    chart = ChartBook().view(desk, "weeks", "", None, 0).chart
    assert chart.table()[1][0][1:] == ("1 of 1", "100 %")


@pytest.mark.parametrize("width", [30, 53, 78])
def test_no_session_is_clipped(width: int) -> None:
    title = "Quick feet, strides and a short hill, retest"
    sessions = (
        SessionDone(MONDAY, title, 16, 18, 27, short=True, completed=True, due=SUNDAY),
        SessionDone(MONDAY, "Run", 3, 3, 34, short=False, completed=True, planned=False),
    )
    change = Changed("x", "3 × 10, 20 cm", "3 × 12, 25 cm, knee over, 3-0-1-0", Decision("P1", ""))
    found = a_review(*sessions, missed=(SUNDAY,), changes=(change,))
    text = review_text(found, {}, width, MONDAY).plain
    assert "…" not in text
    assert max(map(len, text.split("\n"))) <= width
    flat = " ".join(text.split())
    assert title in flat
    assert "16 of 18 sets · 27 min · ten minutes · due Sun 22 Nov" in flat
    assert "Run · 3 of 3 sets · 34 min · beside the plan" in flat.replace("Run 3", "Run · 3")
    assert "missed; not made up, and it need not be" in flat


def test_hostile_words_of_a_log_stay_text() -> None:
    session = SessionDone(MONDAY, HOSTILE[13], 1, 2, None, short=True, completed=False)
    change = Changed(HOSTILE[1], "", HOSTILE[2], Decision(HOSTILE[0], HOSTILE[12]))
    found = a_review(session, missed=(MONDAY,), changes=(change,), suggestion=Decision("J", "[/"))
    text = review_text(found, {}, 60, MONDAY).plain
    assert "\x1b" not in text
    assert "5[km]" in text
