"""A week looked back on: what was done, what changed, and the one thing to say now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.coach.gate_criteria import Aspect, Criterion
from app.coach.gate_state import Gate
from app.coach.gates import GateStanding, Verdict
from app.coach.layout import lay_out
from app.coach.model import Decision, SetRow, Side, Tempo
from app.coach.plan import Queue
from app.coach.weekly import Review, SessionDone, changes, dose_words, sessions_done, suggest
from tests.coach.training_log import MONDAY, Runner, enrol

DECISION = Decision("D.7.7", "Rest today.")
DONE = SessionDone(MONDAY, "Strength", 11, 12, 24, False, True)


def review(done: int, missed: int, ahead: int, *more: SessionDone) -> Review:
    days = tuple(MONDAY + timedelta(days=n) for n in range(7))
    return Review(
        days[0],
        days[-1],
        ((DONE,) * done) + more,
        days[:done],
        days[:missed],
        days[:ahead],
        (),
        (),
        None,
        DECISION,
    )


CUT = replace(DONE, done_sets=3, completed=False)


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (review(0, 0, 0), "Nothing was planned; a week of rest counts as taken."),
        (review(1, 0, 0), "1 of 1 session done: 11 of 12 sets."),
        (review(2, 1, 0), "2 of 3 sessions done: 22 of 24 sets, 1 missed."),
        (review(0, 0, 2), "0 of 2 sessions done: 2 still to come."),
        # Cut short and done again it is one planned session, and so it is while it is open.
        (review(1, 0, 0, CUT), "1 of 1 session done: 11 of 12 sets. 1 session was cut short."),
        (
            review(0, 0, 1, CUT),
            "0 of 1 session done: 1 still to come. 1 session was cut short.",
        ),
        (
            review(0, 1, 0, CUT, CUT),
            "0 of 1 session done: 1 missed. 2 sessions were cut short.",
        ),
        (
            review(1, 0, 0, replace(DONE, planned=False)),
            "1 of 1 session done: 11 of 12 sets. 1 session was beside the plan.",
        ),
        # Its week is the one in which it was due.
        (
            review(0, 0, 0, replace(DONE, due=MONDAY - timedelta(days=3))),
            "Nothing was planned; a week of rest counts as taken.",
        ),
    ],
)
def test_the_week_in_one_sentence(found: Review, answer: str) -> None:
    assert found.answer == answer


def squat() -> SetRow:
    runner = Runner(enrol())
    rows = lay_out(runner.session(MONDAY))
    return next(row for row in rows if row.exercise_id == "one_leg_squat")


def test_a_dose_names_form_and_tempo_only_where_they_changed() -> None:
    row = replace(squat(), side=Side.BOTH, target=10, rung="free", tempo=Tempo(2, 0, 1, 0))
    assert dose_words(()) == ""
    assert dose_words((row, row)) == "2 × 10"
    assert dose_words((row, replace(row, target=8))) == "10 + 8"
    assert dose_words((replace(row, height_cm=30, load_kg=2.0),)) == "1 × 10, 30 cm, 2 kg"
    slower = replace(row, rung="knee_over", tempo=Tempo(3, 0, 1, 0))
    assert dose_words((slower,), (row,)) == "1 × 10, knee over, 3-0-1-0"
    assert dose_words((row,), (row,)) == "1 × 10"


def test_the_ten_minute_version_and_later_days_change_no_dose() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    runner.train(MONDAY + timedelta(days=2), short=True)
    last = MONDAY + timedelta(days=2)
    assert changes(runner.history, last, last) == ()
    runner.train(MONDAY + timedelta(days=4))
    assert changes(runner.history, last, last) == ()
    found = changes(runner.history, last, last + timedelta(days=2))
    assert [(one.exercise_id, one.before, one.now) for one in found] == [
        ("hundred_up_minor", "1 × 20", "2 × 20"),
        ("calf_raise_bent", "", "2 × 12"),
    ]


def test_the_light_session_stands_beside_the_plan() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    (record,) = runner.history
    light = replace(record, slot_key="light.1.1")
    assert [one.planned for one in sessions_done((record, light), MONDAY, MONDAY)] == [True, False]


def test_a_session_that_never_ended_has_no_minutes() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    (record,) = runner.history
    (whole,) = sessions_done((record,), MONDAY, MONDAY)
    assert whole.minutes == 25
    (open_end,) = sessions_done((replace(record, ended_at=None),), MONDAY, MONDAY)
    assert open_end.minutes is None
    assert sessions_done((record,), MONDAY + timedelta(days=1), date.max) == ()


def test_a_moved_session_is_listed_on_its_day_and_says_when_it_was_due() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    (record,) = runner.history
    late = replace(record, day=MONDAY + timedelta(days=1))
    (moved,) = sessions_done((late,), MONDAY, MONDAY + timedelta(days=6))
    assert (moved.day, moved.due) == (MONDAY + timedelta(days=1), MONDAY)
    assert not moved.counts_in(MONDAY + timedelta(days=1), date.max)
    (there,) = sessions_done((record,), MONDAY, MONDAY)
    assert there.due is None


def test_a_moved_session_stands_in_the_week_in_which_it_was_due_too() -> None:
    runner = Runner(enrol())
    runner.train(MONDAY)
    late = replace(runner.history[0], day=MONDAY + timedelta(days=7))
    for first in (MONDAY, MONDAY + timedelta(days=7)):
        (found,) = sessions_done((late,), first, first + timedelta(days=6))
        assert found.counts_in(first, first + timedelta(days=6)) is (first == MONDAY)


def verdict(standing: GateStanding, *missing: str) -> Verdict:
    step = Decision("D.7.8", "Open the gate.")
    criterion = Criterion(Aspect.TESTS, step, not missing, missing)
    return Verdict(Gate.DRILLS, MONDAY, standing, (criterion,), step, "", ())


def test_without_a_plan_the_questionnaire_comes_first() -> None:
    assert suggest(None, None, 0).rule == "F.1"


def test_the_gate_speaks_where_it_is_its_turn() -> None:
    queue = Runner(enrol()).queue(MONDAY)
    assert suggest(queue, verdict(GateStanding.MET), 0).sentence == "Open the gate."
    waiting = verdict(GateStanding.WAITING, "left calf 17 of 20")
    assert suggest(queue, waiting, 0).sentence == "The gate waits for: left calf 17 of 20."
    for quiet in (verdict(GateStanding.WAITING), verdict(GateStanding.UNDER_WAY, "all")):
        assert suggest(queue, quiet, 0).rule == "D.7.7"


def test_else_the_plan_says_what_comes_and_that_nothing_is_made_up_for() -> None:
    queue = Runner(enrol()).queue(MONDAY)
    assert suggest(queue, None, 0).sentence.endswith("on Monday 5 January.")
    late = suggest(queue, None, 2)
    assert (late.rule, late.numbers) == ("B3", (("missed", 2),))
    # Nothing of this week is open: the day is the one that is due.
    assert suggest(replace(queue, this_week=()), None, 0) == suggest(queue, None, 0)


def test_a_plan_with_nothing_to_train_says_why() -> None:
    assert suggest(Queue(why_none="The plan is over."), None, 0).sentence == "The plan is over."
    assert "rest is part of the plan" in suggest(Queue(), None, 0).sentence


def test_what_the_plan_advises_goes_before_what_is_next() -> None:
    queue = replace(Runner(enrol()).queue(MONDAY), advice=(DECISION,))
    assert suggest(queue, None, 0) is DECISION
