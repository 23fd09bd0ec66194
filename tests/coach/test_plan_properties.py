"""What holds for any runner and any history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.contacts import most_lately, session_contacts
from app.coach.figures import (
    CLEAN_CONTROL,
    CONTACT_BUDGET,
    HUNDRED_UP_GOAL,
    MAIN_LIMIT_MINUTES,
    PAIN_LIMIT,
)
from app.coach.impact import jumps
from app.coach.model import (
    Decision,
    Laterality,
    PrescribedItem,
    Prescription,
    Rating,
    Section,
    SetStatus,
    WorkoutRecord,
)
from app.coach.plan import SlotStatus
from app.coach.prescribe import prescribe
from tests.coach.any_runner import live
from tests.coach.training_log import LIBRARY, PROGRAMMES, Runner

RULE_IDS = frozenset(
    line
    for line in (Path(__file__).parent / "data" / "rule_ids.txt").read_text().splitlines()
    if line and not line.startswith("#")
)
CORE = {"one_leg_squat", "reverse_deadlift_swing", "forward_lunge"}
# Full doses, and a single set with fewer repetitions after pain or time away (D.7.2).
CORE_DOSES = {(s, r) for s in (2, 3) for r in (6, 8, 10)} | {(1, r) for r in range(1, 11)}

SEEDS = st.integers(0, 2**32)


def _last_day(runner: Runner) -> date:
    return max((record.day for record in runner.history), default=runner.enrolment.started)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_doses_stay_inside_the_digest(seed: int) -> None:
    runner = live(seed)
    for _, session in runner.shown:
        if session.slot.phase <= 1:
            assert session.main_minutes <= MAIN_LIMIT_MINUTES
        assert session.items
        for item in session.items:
            _check_dose(session, item)


def _check_dose(session: Prescription, item: PrescribedItem) -> None:
    block = PROGRAMMES.blocks[session.slot.block]
    sets, target = len(item.targets), item.targets[0]
    assert set(item.targets) == {target}
    if item.exercise_id in CORE:
        assert (sets, target) in CORE_DOSES
        assert sets + bool(item.extra_side) <= 4
        assert item.rung in {rung.id for rung in LIBRARY[item.exercise_id].rungs}
    elif item.exercise_id == "hundred_up_minor" and item.decision.rule != "D.7.3":
        day = block.day(session.slot.week, session.slot.day_no)
        assert 10 <= target <= max(day.hundred_up, 10) or sets * target < 50
        assert _touches(session) <= HUNDRED_UP_GOAL
    elif item.exercise_id.startswith("calf_raise") and item.laterality is Laterality.EACH:
        assert session.slot.phase > 1 or (session.slot.week >= 3 and (sets, target) <= (1, 10))
        assert sets <= (2 if session.slot.phase < 4 else 3)
        assert target <= 15
    assert item.extra_side is None or item.laterality is Laterality.EACH


def _touches(session: Prescription) -> int:
    touches = (i for i in session.items if i.exercise_id == "hundred_up_minor")
    return sum(item.targets[0] for item in touches)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_every_decision_names_a_rule_of_the_digest(seed: int) -> None:
    runner = live(seed)
    today = _last_day(runner)
    said: list[Decision] = list(runner.queue(today).advice)
    for _, session in runner.shown:
        said += [item.decision for item in session.items] + list(session.notes)
    for decision in said:
        assert decision.rule in RULE_IDS
        assert decision.sentence.endswith((".", "?"))
        assert decision.sentence[0].isupper() or decision.sentence[0].isdigit()


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_nothing_rises_after_pain_or_silence(seed: int) -> None:
    runner = live(seed)
    plan = [
        (record, session)
        for record, (_, session) in zip(runner.history, runner.shown, strict=True)
        if session.slot.block != "light" and not record.short
    ]
    for (record, one), (_, two) in pairwise(plan):
        for item in one.items:
            if item.section is not Section.MAIN or not _was_done(record, item):
                continue
            after = [i for i in two.items if i.exercise_id == item.exercise_id]
            ratings = [r for r in record.ratings if r.exercise_id == item.exercise_id]
            if after and not _led_to_more(ratings):
                assert _amount(after[0]) <= _amount(item), (item, after[0])


def _was_done(record: WorkoutRecord, item: PrescribedItem) -> bool:
    rows = [row for row in record.sets if row.exercise_id == item.exercise_id]
    return item.rated and any(row.status is SetStatus.DONE for row in rows)


def _led_to_more(ratings: list[Rating]) -> bool:
    pains = [one.pain for one in ratings if one.pain is not None]
    controls = [one.control for one in ratings if one.control is not None]
    return bool(pains and max(pains) <= PAIN_LIMIT and controls and min(controls) >= CLEAN_CONTROL)


def _amount(item: PrescribedItem) -> tuple[int, int]:
    """How hard a form is, then how much of it: the order in which things may grow."""
    rungs = [rung.id for rung in LIBRARY[item.exercise_id].rungs]
    return (rungs.index(item.rung) if item.rung in rungs else 0, sum(item.targets))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_same_log_gives_the_same_plan(seed: int) -> None:
    runner = live(seed)
    today = _last_day(runner)
    assert runner.queue(today) == Runner(runner.enrolment, runner.history).queue(today)


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_due_days_are_the_runners_with_a_free_day_between(seed: int) -> None:
    runner = live(seed)
    today = _last_day(runner)
    now = runner.queue(today)
    open_or_later = [
        state.slot for state in now.slots if state.status in (SlotStatus.PLANNED, SlotStatus.OPEN)
    ]
    enrolment = runner.enrolment
    days = enrolment.weekdays or tuple(range(1, 8))
    trained = {record.day for record in runner.history}
    for slot in open_or_later:
        assert slot.due.isoweekday() in days or slot.due in trained
    for one, two in pairwise(open_or_later):
        assert (two.due - one.due).days >= 2
    if enrolment.race_day is not None:
        for slot in open_or_later:
            assert not 0 <= (enrolment.race_day - slot.due).days <= 7


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_there_is_a_session_or_a_reason(seed: int) -> None:
    runner = live(seed)
    now = runner.queue(_last_day(runner) + timedelta(days=seed % 50))
    assert (now.next is None) == bool(now.why_none)
    assert now.week_done <= now.week_planned
    done = sum(1 for state in now.slots if state.status is SlotStatus.DONE)
    assert done <= len(runner.history)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_jumps_keep_their_free_day_and_their_budget(seed: int) -> None:
    runner = live(seed, visits=40)
    jumped: list[date] = []
    for day, session in runner.shown:
        counted = session_contacts(session.items, LIBRARY)
        assert counted <= CONTACT_BUDGET.get(session.slot.phase, 60)
        before = most_lately(runner.history, LIBRARY, day)
        assert counted <= max(60, before * 1.2)
        if any(jumps(LIBRARY, item.exercise_id, item.rung) for item in session.items):
            assert all((day - one).days >= 2 for one in jumped)
            jumped.append(day)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 2**16))
def test_an_edit_changes_only_what_is_not_yet_done(seed: int, which: int) -> None:
    """What comes is as if the corrected row had been stored; the sets shown stay as they were."""
    runner = live(seed)
    if not runner.history:
        return
    place = which % len(runner.history)
    worse = tuple(replace(one, pain=7) for one in runner.history[place].ratings)
    edited = (
        *runner.history[:place],
        replace(runner.history[place], ratings=worse),
        *runner.history[place + 1 :],
    )
    today = _last_day(runner) + timedelta(days=1)
    as_stored = Runner(runner.enrolment, edited).queue(today)
    assert as_stored == Runner(runner.enrolment, edited).queue(today)
    assert [one.sets for one in edited] == [one.sets for one in runner.history]
    slot = as_stored.next
    if slot is not None:
        one, two = (
            prescribe(slot, runner.enrolment, history, LIBRARY, today, PROGRAMMES)
            for history in (edited, tuple(edited))
        )
        assert one == two
